//! Lists: order, stretches, filters.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::harness::{TestDesk, numbered, run};

/// A desk with one ticket of each of `count` customers; each message a second after the other.
async fn desk_with(count: usize) -> TestDesk {
    let desk = TestDesk::start().await;
    // Within the hour: their windows are open.
    let first = chrono::Utc::now().timestamp() - 3_600;
    let message = |c: usize| {
        let mut message = numbered(c, 1);
        message["timestamp"] = (first + c as i64).to_string().into();
        message
    };
    desk.meta().say((1..=count).map(message).collect()).await;
    desk.settled().await;
    desk
}

fn numbers(tickets: &[Value]) -> Vec<u64> {
    tickets.iter().map(|ticket| ticket["number"].as_u64().expect("a number")).collect()
}

#[test]
fn a_list_shows_the_newest_message_first_and_fifty_if_not_told() {
    run(async || {
        let desk = desk_with(60).await;
        let body = desk.api().get("/tickets").await.expect(200);
        let tickets = body["tickets"].as_array().expect("a list");
        assert_eq!(tickets.len(), 50);
        assert!(body["next_cursor"].is_string());
        let times: Vec<_> =
            tickets.iter().map(|ticket| ticket["last_message_at"].as_str()).collect();
        assert!(times.is_sorted_by(|one, next| one >= next), "{times:?}");
        assert_eq!(desk.api().tickets("").await.len(), 60);
        desk.end().await;
    });
}

#[test]
fn stretches_lose_nothing_and_repeat_nothing_while_new_tickets_arrive() {
    run(async || {
        let desk = desk_with(40).await;
        let before: HashSet<u64> = numbers(&desk.api().tickets("").await).into_iter().collect();
        let (mut seen, mut cursor, mut newcomer) = (Vec::new(), String::new(), 1000);
        loop {
            let path = format!("/tickets?limit=7{cursor}");
            let body = desk.api().get(&path).await.expect(200);
            seen.extend(numbers(body["tickets"].as_array().expect("a list")));
            // Somebody new writes, and somebody from further down the list moves to its top.
            newcomer += 1;
            desk.meta().say(vec![numbered(newcomer, 1)]).await;
            desk.settled().await;
            match body["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let distinct: HashSet<u64> = seen.iter().copied().collect();
        assert_eq!(distinct.len(), seen.len(), "a ticket stood in two stretches: {seen:?}");
        assert!(before.is_subset(&distinct), "missing: {:?}", before.difference(&distinct));
        desk.end().await;
    });
}

#[test]
fn tickets_of_the_same_second_are_all_listed() {
    run(async || {
        let desk = TestDesk::start().await;
        let message = |c: usize| {
            let mut message = numbered(c, 1);
            message["timestamp"] = "1790000000".into();
            message
        };
        desk.meta().say((1..=23).map(message).collect()).await;
        desk.settled().await;
        let listed = desk.api().stretches("/tickets?limit=5", "tickets").await;
        assert!(listed.iter().all(|stretch| stretch.len() <= 5));
        let listed: HashSet<u64> = numbers(&listed.concat()).into_iter().collect();
        assert_eq!(listed.len(), 23);
        desk.end().await;
    });
}

#[test]
fn a_list_can_be_filtered_by_status_and_by_owner() {
    run(async || {
        let desk = desk_with(8).await;
        let api = desk.api();
        let all = numbers(&api.tickets("").await);
        api.reply(all[0], "Hello").await;
        api.order(&format!("/tickets/{}/resolution", all[1])).await.expect(200);
        for number in [all[1], all[2]] {
            let path = format!("/tickets/{number}/assignment");
            api.post(&path, json!({"agent": "ana@example.org"})).await.expect(200);
        }
        let listed = |query: &'static str| {
            let api = api.clone();
            async move { numbers(&api.tickets(query).await) }
        };
        assert_eq!(listed("status=waiting").await, [all[0]]);
        assert_eq!(listed("status=resolved").await, [all[1]]);
        assert_eq!(listed("status=open").await, all[2..]);
        assert!(listed("status=snoozed").await.is_empty());
        let mut hers = listed("assignee=ana@example.org").await;
        hers.sort();
        let mut expected = vec![all[1], all[2]];
        expected.sort();
        assert_eq!(hers, expected);
        assert_eq!(listed("assignee=Ana@Example.org&status=open").await, [all[2]]);
        assert_eq!(listed("assignee=none").await.len(), 6);
        assert!(listed("assignee=nobody@example.org").await.is_empty());
        desk.end().await;
    });
}

#[test]
fn the_filters_hold_over_all_stretches() {
    run(async || {
        let desk = desk_with(12).await;
        let api = desk.api();
        for number in numbers(&api.tickets("").await).into_iter().step_by(2) {
            api.order(&format!("/tickets/{number}/resolution")).await.expect(200);
        }
        for word in ["open", "resolved"] {
            let path = format!("/tickets?limit=4&status={word}");
            let listed = api.stretches(&path, "tickets").await.concat();
            assert_eq!(listed.len(), 6);
            assert!(listed.iter().all(|ticket| ticket["status"] == word));
        }
        desk.end().await;
    });
}

#[test]
fn a_limit_beyond_the_most_is_the_most() {
    run(async || {
        let desk = desk_with(210).await;
        let body = desk.api().get("/tickets?limit=1000").await.expect(200);
        assert_eq!(body["tickets"].as_array().expect("a list").len(), 200);
        assert!(body["next_cursor"].is_string());
        desk.end().await;
    });
}

/// A desk with one ticket of `count` messages; its number.
async fn desk_with_a_thread(count: usize) -> (TestDesk, u64) {
    let desk = TestDesk::start().await;
    let message = |n: usize| {
        let mut message = numbered(1, n);
        message["timestamp"] = (1_790_000_000 + n).to_string().into();
        message
    };
    desk.meta().say((1..=count).map(message).collect()).await;
    desk.settled().await;
    let number = numbers(&desk.api().tickets("").await)[0];
    (desk, number)
}

fn texts(body: &Value) -> Vec<Value> {
    body["messages"].as_array().expect("a list").iter().map(|m| m["text"].clone()).collect()
}

fn written(numbers: std::ops::RangeInclusive<usize>) -> Vec<Value> {
    numbers.map(|n| json!(format!("message 1.{n}"))).collect()
}

#[test]
fn a_long_thread_comes_whole_if_not_told_otherwise() {
    run(async || {
        let (desk, number) = desk_with_a_thread(430).await;
        let path = format!("/tickets/{number}/messages");
        let whole = desk.api().get(&path).await.expect(200);
        assert_eq!(texts(&whole), written(1..=430), "oldest first");
        assert_eq!(whole["next_cursor"], Value::Null);
        let newest = desk.api().get(&format!("{path}?limit=30")).await.expect(200);
        let next = newest["next_cursor"].as_str().expect("there is more");
        let rest = desk.api().get(&format!("{path}?cursor={next}")).await.expect(200);
        assert_eq!(texts(&rest), written(1..=400), "all that is older");
        desk.end().await;
    });
}

#[test]
fn a_long_thread_comes_in_stretches_from_the_newest_if_told() {
    run(async || {
        let (desk, number) = desk_with_a_thread(130).await;
        let path = format!("/tickets/{number}/messages?limit=100");
        let newest = desk.api().get(&path).await.expect(200);
        assert_eq!(texts(&newest), written(31..=130), "oldest first");
        let next = newest["next_cursor"].as_str().expect("there is more");
        let older = desk.api().get(&format!("{path}&cursor={next}")).await.expect(200);
        assert_eq!((texts(&older), &older["next_cursor"]), (written(1..=30), &Value::Null));
        assert_eq!(desk.api().messages(number).await.len(), 130);
        desk.end().await;
    });
}
