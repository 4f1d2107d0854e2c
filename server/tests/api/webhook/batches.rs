//! Many at once: in one body, or in many bodies of one customer who is new to us.

use std::collections::BTreeMap;

use futures::future::join_all;
use serde_json::{Value, json};

use crate::harness::{NUMBER, TestDesk, WABA, envelope, numbered, run, text_message};

/// How often the race is run; `BUSTIA_RACE_ROUNDS` asks for more.
fn rounds() -> usize {
    std::env::var("BUSTIA_RACE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

#[test]
fn a_hundred_messages_in_one_body_reach_their_tickets_in_order() {
    run(async || {
        let desk = TestDesk::start().await;
        let messages = (0..100).map(|n| numbered(n % 10, n)).collect();
        desk.meta().say(messages).await;
        desk.settled().await;
        let tickets = desk.api().tickets("").await;
        assert_eq!(tickets.len(), 10);
        for ticket in tickets {
            assert_eq!(ticket["unread"], 10);
            let messages = desk.api().messages(ticket["number"].as_u64().expect("a number")).await;
            assert_eq!(messages.len(), 10);
        }
        desk.end().await;
    });
}

#[test]
fn every_entry_and_every_change_of_a_body_counts_and_a_bad_one_costs_only_itself() {
    run(async || {
        let desk = TestDesk::start().await;
        let change =
            |message: Value| envelope(vec![message], vec![])["entry"][0]["changes"][0].clone();
        let body = json!({"object": "whatsapp_business_account", "entry": [
            {"id": WABA, "changes": [change(numbered(1, 1)), {"field": "messages", "value": 7}, change(numbered(2, 1))]},
            "not an entry",
            {"id": WABA, "changes": [change(json!({"id": "wamid.x", "type": 7})), change(numbered(3, 1))]},
            {"id": WABA, "changes": [{"field": "messages", "value": {
                "metadata": {"phone_number_id": NUMBER},
                "messages": [numbered(4, 1), null, numbered(4, 2)],
                "statuses": "none",
            }}]},
        ]});
        assert_eq!(desk.meta().post(body.to_string()).await, 200);
        desk.settled().await;
        let unread: BTreeMap<String, Value> = desk
            .api()
            .tickets("")
            .await
            .into_iter()
            .map(|ticket| {
                (
                    ticket["contact"]["phone"].as_str().unwrap_or_default().to_owned(),
                    ticket["unread"].clone(),
                )
            })
            .collect();
        let phone = |c: usize| format!("+346{c:08}");
        let expected = [
            (phone(1), json!(1)),
            (phone(2), json!(1)),
            (phone(3), json!(1)),
            (phone(4), json!(2)),
        ];
        assert_eq!(unread, expected.into());
        assert!(desk.kept().await >= 4, "the bad ones are kept");
        desk.end().await;
    });
}

/// One round: all first messages of a new contact at once, each in a body of its own or all in one.
async fn race(desk: &TestDesk, round: usize, messages: usize) {
    let phone = format!("34700{round:06}");
    let message = |n: usize| {
        let id = format!("wamid.race.{round}.{n}");
        text_message(&phone, &id, &format!("first {round}.{n}"))
    };
    if round % 10 == 9 {
        desk.meta().say((0..messages).map(message).collect()).await;
        return;
    }
    let posts = (0..messages).map(|n| {
        let (meta, message) = (desk.meta(), message(n));
        tokio::spawn(async move { meta.say(vec![message]).await })
    });
    for post in join_all(posts).await {
        post.expect("it is taken");
    }
}

#[test]
fn many_first_messages_of_one_contact_at_once_open_one_ticket_and_none_is_lost() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut expected = BTreeMap::new();
        for round in 0..rounds() {
            let messages = match round {
                0 => 200,
                round if round % 20 == 1 => 30,
                _ => 4,
            };
            race(&desk, round, messages).await;
            expected.insert(format!("+34700{round:06}"), messages);
        }
        desk.settled().await;
        let mut found = BTreeMap::new();
        for ticket in desk.api().tickets("").await {
            let phone = ticket["contact"]["phone"].as_str().expect("a phone").to_owned();
            let messages = desk.api().messages(ticket["number"].as_u64().expect("a number")).await;
            let mut texts: Vec<_> =
                messages.iter().map(|message| message["text"].to_string()).collect();
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), messages.len(), "{phone} has a message twice");
            assert_eq!(found.insert(phone.clone(), texts.len()), None, "{phone} has two tickets");
        }
        assert_eq!(found, expected);
        desk.end().await;
    });
}
