//! Who a message is from, which one it is, and when it was sent.

use chrono::{DateTime, TimeDelta};
use desk::contact::Alias;
use desk::inbound::{Aside, Inbound};
use serde_json::json;

use super::{arrival, envelope, items, messages, noon};

fn phone(digits: &str) -> Alias {
    Alias::Phone(digits.into())
}

fn user(id: &str) -> Alias {
    Alias::UserId(id.into())
}

#[test]
fn a_text_comes_with_its_sender_and_time() {
    let text = arrival(&messages(json!([{
        "from": "34600111222", "from_user_id": "ES.1", "id": "wamid.A", "timestamp": "1763600000",
        "type": "text", "text": {"body": "Bon dia"}, "context": {"id": "wamid.0"},
    }])));
    assert_eq!(text.aliases, [phone("34600111222"), user("ES.1")]);
    assert_eq!(text.name.as_deref(), Some("Núria Puig"));
    assert_eq!(text.external, "wamid.A");
    assert_eq!(text.number.0, "555");
    assert_eq!(text.reply_to.as_deref(), Some("wamid.0"));
    assert_eq!(Some(text.sent_at), DateTime::from_timestamp(1_763_600_000, 0));
}

#[test]
fn the_same_message_of_the_same_number_always_has_the_same_id() {
    let one =
        json!([{"from": "34600111222", "id": "wamid.A", "type": "text", "text": {"body": "a"}}]);
    let first = arrival(&messages(one.clone()));
    assert_eq!(first.id, arrival(&messages(one)).id);
    // The first 32 digits of `printf '555\nwamid.A' | sha256sum`.
    assert_eq!(first.id.0, "9ceb362b0727aff7c16017796360dbc2");
}

#[test]
fn a_time_may_be_a_number_and_an_impossible_one_is_the_time_of_arrival() {
    let sent_at = |timestamp: serde_json::Value| {
        arrival(&messages(
            json!([{"from": "1", "id": "a", "type": "text", "timestamp": timestamp}]),
        ))
        .sent_at
    };
    assert_eq!(Some(sent_at(json!(1_763_600_000))), DateTime::from_timestamp(1_763_600_000, 0));
    let tomorrow = (noon() + TimeDelta::hours(23)).timestamp();
    assert_eq!(sent_at(json!(tomorrow)).timestamp(), tomorrow);
    let impossible =
        [json!(null), json!(""), json!("soon"), json!(-5), json!(99_999_999_999_i64), json!(1.5)];
    for timestamp in impossible {
        assert_eq!(sent_at(timestamp.clone()), noon(), "{timestamp}");
    }
}

#[test]
fn cards_are_matched_by_id_and_not_by_place() {
    let body = envelope(json!({
        "metadata": {"phone_number_id": "555"},
        "contacts": [
            {"profile": {"name": "Second"}, "wa_id": "2", "user_id": "ES.2"},
            {"profile": {"name": "First"}, "user_id": "ES.1"},
        ],
        "messages": [
            {"from_user_id": "ES.1", "id": "a", "type": "text", "text": {"body": "1"}},
            {"from": "2", "id": "b", "type": "text", "text": {"body": "2"}},
            {"from": "3", "id": "c", "type": "text", "text": {"body": "3"}},
        ],
    }));
    let found: Vec<_> = items(&body)
        .into_iter()
        .map(|item| match item {
            Inbound::Message(arrival) => (arrival.name, arrival.aliases),
            other => panic!("no message: {other:?}"),
        })
        .collect();
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(found[0], (named("First"), vec![user("ES.1")]));
    assert_eq!(found[1], (named("Second"), vec![phone("2"), user("ES.2")]));
    assert_eq!(found[2], (None, vec![phone("3")]));
}

#[test]
fn a_rewritten_number_lends_the_name_but_not_the_alias() {
    // Brazil's ninth digit: `wa_id` and `from` differ.
    let body = envelope(json!({
        "metadata": {"phone_number_id": "555"},
        "contacts": [{"profile": {"name": "Ana"}, "wa_id": "551155550123"}],
        "messages": [{"from": "5511955550123", "id": "a", "type": "text", "text": {"body": "oi"}}],
    }));
    let message = arrival(&body);
    assert_eq!(message.aliases, [phone("5511955550123")]);
    assert_eq!(message.name.as_deref(), Some("Ana"));
}

#[test]
fn a_message_without_a_sender_takes_the_only_card() {
    let message = arrival(&messages(json!([{"id": "a", "type": "text", "text": {"body": "?"}}])));
    assert_eq!(message.aliases, [phone("34600111222"), user("ES.1")]);
}

#[test]
fn a_message_of_nobody_is_kept() {
    let body = envelope(json!({
        "metadata": {"phone_number_id": "555"},
        "contacts": [{"profile": {"name": "Somebody"}}],
        "messages": [{"id": "a", "type": "text", "text": {"body": "who am I"}}],
    }));
    match items(&body).as_slice() {
        [Inbound::Kept(kept)] => {
            assert_eq!(kept.why, Aside::UnknownShape);
            assert!(kept.raw.contains("who am I"));
        }
        other => panic!("not kept: {other:?}"),
    }
}

#[test]
fn who_only_opened_the_chat_has_said_nothing() {
    let opened = |id: Option<&str>| {
        let mut message =
            json!({"from": "34600111222", "timestamp": "1", "type": "request_welcome"});
        if let Some(id) = id {
            message["id"] = id.into();
        }
        items(&messages(json!([message])))
    };
    for id in [None, Some("wamid.A")] {
        let items = opened(id);
        let [Inbound::Kept(kept)] = items.as_slice() else { panic!("not kept: {items:?}") };
        assert_eq!(kept.why, Aside::ChatOpened, "{id:?}");
    }
    let text = json!({"body": "request_welcome"});
    let said = json!({"from": "34600111222", "id": "a", "type": "text", "text": text});
    assert!(matches!(items(&messages(json!([said]))).as_slice(), [Inbound::Message(_)]));
}
