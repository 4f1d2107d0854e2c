//! What a ticket and a message look like to a program.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::harness::{TestDesk, numbered, run, text_message};
use crate::rulebook::lay_down;

fn time(value: &Value) -> DateTime<Utc> {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no time: {value}"))
}

#[test]
fn a_ticket_tells_who_asks_and_where_it_stands() {
    run(async || {
        let desk = TestDesk::start().await;
        let before = Utc::now();
        let listed = desk.written(text_message("34600000001", "wamid.1", "Bon dia")).await;
        let number = listed["number"].as_u64().expect("a number");
        let one = desk.api().get(&format!("/tickets/{number}")).await;
        assert_eq!(one.header("content-type"), "application/json");
        let ticket = one.expect(200);
        assert_eq!(ticket, listed, "a list and a ticket say the same");
        assert_eq!(ticket["status"], "open");
        assert_eq!(ticket["priority"], "normal");
        let contact = json!({"name": "Customer 1", "phone": "+34600000001"});
        assert_eq!(ticket["contact"], contact);
        assert_eq!(ticket["assignee"], Value::Null);
        assert_eq!(ticket["team"], Value::Null);
        assert_eq!(ticket["unread"], 1);
        assert!((time(&ticket["created_at"]) - before).num_seconds().abs() < 60);
        assert!((time(&ticket["last_message_at"]) - before).num_seconds().abs() < 60);
        desk.end().await;
    });
}

#[test]
fn a_ticket_tells_what_may_be_sent_and_what_that_costs() {
    run(async || {
        let desk = TestDesk::start().await;
        let days_ago = |days: i64| (Utc::now() - TimeDelta::days(days)).timestamp();
        // Who, when they wrote, whether an ad brought them: what may be sent, and its cost.
        let table = [
            ("34600000001", 0, false, "any_reply", "free"),
            ("34600000002", 0, true, "any_reply", "free"),
            ("34600000003", 2, false, "template_only", "paid_template"),
            ("34600000004", 2, true, "template_only", "paid_template"),
        ];
        for (phone, days, by_ad, can_send, cost) in table {
            let mut message = text_message(phone, &format!("wamid.{phone}"), "Bon dia");
            message["timestamp"] = days_ago(days).to_string().into();
            if by_ad {
                message["referral"] = json!({"source_type": "ad", "source_id": "1"});
            }
            let ticket = desk.written(message).await;
            assert_eq!(
                (&ticket["can_send"], &ticket["cost_class"]),
                (&can_send.into(), &cost.into())
            );
            let wrote = time(&ticket["last_message_at"]);
            assert_eq!(time(&ticket["window_closes_at"]) - wrote, TimeDelta::hours(24));
            assert_eq!(ticket["free_entry_until"], Value::Null, "nobody has answered");
            let number = ticket["number"].as_u64().expect("a number");
            if can_send == "any_reply" {
                desk.api().reply(number, "Hola!").await;
            }
            let ticket = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
            let free =
                ticket["free_entry_until"].as_str().map(|_| time(&ticket["free_entry_until"]));
            let expected = (by_ad && days == 0).then(|| Utc::now() + TimeDelta::hours(72));
            assert_eq!(free.is_some(), expected.is_some(), "{phone}");
            let apart =
                free.zip(expected).map_or(0, |(free, expected)| (free - expected).num_seconds());
            assert!(apart.abs() < 60, "{phone}: {apart} s");
        }
        desk.end().await;
    });
}

#[test]
fn a_ticket_tells_what_a_rule_writes_next_as_long_as_it_would() {
    run(async || {
        let desk = TestDesk::start().await;
        let rule = json!({
            "id": "silent", "name": "Seguiment", "version": 1, "on": true,
            "when": [{"kind": "customer_silent", "working_minutes": 60}],
            "then": [{"kind": "send_text", "text": "Encara hi ets?"}],
        });
        // Customers are left in peace for a minute of each day.
        let book = json!({"rules": {"rules": [rule]}, "quiet": {"from": 0, "until": 1}});
        lay_down(&desk.api(), 0, book).await.expect(200);
        let hello = |id: &str| text_message("34600000001", id, "Bon dia");
        assert_eq!(desk.written(hello("wamid.1")).await["next_step"], Value::Null);
        desk.api().reply(1, "Bon dia! Digui'm.").await;
        let read = async || desk.api().get("/tickets/1").await.expect(200);
        let ticket = read().await;
        assert_eq!(
            desk.api().tickets("").await,
            std::slice::from_ref(&ticket),
            "a list says the same"
        );
        let step = &ticket["next_step"];
        assert_eq!(step["rule"], "Seguiment");
        let apart = time(&step["at"]) - (Utc::now() + TimeDelta::minutes(60));
        assert!(apart.num_seconds().abs() < 120, "{step}");
        let wants = async |none: bool| {
            let note = json!({"opted_out": none});
            desk.api().patch("/tickets/1/contact", note).await.expect(200);
            read().await["next_step"].clone()
        };
        assert_eq!(wants(true).await, Value::Null, "they want no such messages");
        assert_eq!(wants(false).await, *step);
        assert_eq!(desk.written(hello("wamid.2")).await["next_step"], Value::Null, "they wrote");
        desk.api().reply(1, "Fet.").await;
        let resolved = desk.api().order("/tickets/1/resolution").await.expect(200);
        assert_eq!(resolved["next_step"], Value::Null);
        desk.end().await;
    });
}

#[test]
fn a_message_tells_who_said_what_and_how_far_it_got() {
    run(async || {
        let desk = TestDesk::start().await;
        let ticket = desk.written(text_message("34600000001", "wamid.1", "Bon dia 👋")).await;
        let number = ticket["number"].as_u64().expect("a number");
        let reply = desk.api().reply(number, "Bon dia! Digui'm.").await;
        assert_eq!(reply["direction"], "out");
        assert_eq!(reply["type"], "text");
        assert_eq!(reply["text"], "Bon dia! Digui'm.");
        assert_eq!(reply["delivery"], "queued");
        let messages = desk.api().messages(number).await;
        assert_eq!(messages.len(), 2);
        assert_eq!(messages[1]["id"], reply["id"]);
        let said = &messages[0];
        assert!(said["id"].as_str().is_some_and(|id| !id.is_empty()));
        assert_eq!((&said["direction"], &said["type"]), (&json!("in"), &json!("text")));
        assert_eq!((&said["text"], &said["delivery"]), (&json!("Bon dia 👋"), &Value::Null));
        assert!(time(&said["sent_at"]) <= time(&messages[1]["sent_at"]));
        desk.end().await;
    });
}

#[test]
fn metas_time_orders_a_thread_and_not_the_order_of_arrival() {
    run(async || {
        let desk = TestDesk::start().await;
        let at = |id: &str, text: &str, seconds: i64| {
            let mut message = text_message("34600000001", id, text);
            message["timestamp"] = (1_790_000_000 + seconds).to_string().into();
            message
        };
        desk.meta().say(vec![at("wamid.3", "third", 3)]).await;
        desk.meta().say(vec![at("wamid.1", "first", 1), at("wamid.2", "second", 2)]).await;
        desk.settled().await;
        let number = desk.api().tickets("").await[0]["number"].as_u64().expect("a number");
        let messages = desk.api().messages(number).await;
        let texts: Vec<_> = messages.iter().map(|message| message["text"].clone()).collect();
        assert_eq!(texts, ["first", "second", "third"]);
        assert_eq!(time(&messages[0]["sent_at"]).timestamp(), 1_790_000_001);
        desk.end().await;
    });
}

#[test]
fn unread_counts_what_nobody_answered_yet() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.meta().say(vec![numbered(1, 1), numbered(1, 2)]).await;
        let ticket = desk.written(numbered(1, 3)).await;
        assert_eq!(ticket["unread"], 3);
        let number = ticket["number"].as_u64().expect("a number");
        desk.api().reply(number, "Hello").await;
        let after = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
        assert_eq!((&after["unread"], &after["status"]), (&json!(0), &json!("waiting")));
        desk.end().await;
    });
}
