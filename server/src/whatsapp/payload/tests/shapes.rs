//! Whole bodies: batches, other fields, other shapes, broken pieces.

use desk::inbound::{Aside, Inbound};
use serde_json::{Value, json};

use super::{items, messages, noon, read, statuses};

/// Why the only item of `body` was kept, and its JSON.
fn kept(body: &[u8]) -> (Aside, String) {
    match read(body, noon()).as_slice() {
        [Inbound::Kept(kept)] => (kept.why, kept.raw.clone()),
        other => panic!("not one kept item: {other:?}"),
    }
}

fn text(id: &str, body: &str) -> Value {
    json!({"from": "34600111222", "id": id, "type": "text", "text": {"body": body}})
}

#[test]
fn every_entry_change_message_and_status_is_read_in_order() {
    let mut body = messages(json!([text("a", "1"), text("b", "2")]));
    let more = messages(json!([text("c", "3")]))["entry"][0]["changes"][0].clone();
    let last = statuses(json!([{"id": "d", "status": "sent"}, {"id": "e", "status": "read"}]));
    body["entry"][0]["changes"].as_array_mut().expect("changes").push(more);
    body["entry"].as_array_mut().expect("entries").push(last["entry"][0].clone());
    let ids: Vec<String> = items(&body)
        .into_iter()
        .map(|item| match item {
            Inbound::Message(arrival) => arrival.external,
            Inbound::Status(news) => news.external,
            other => other.raw().to_owned(),
        })
        .collect();
    assert_eq!(ids, ["a", "b", "c", "d", "e"]);
}

#[test]
fn a_bad_element_does_not_cost_its_neighbours() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let body = messages(json!([text("a", "1"), "DEEP", 7, {"type": "text"}, text("b", "2")]));
    let body = body.to_string().replace("\"DEEP\"", &deep);
    let items = read(body.as_bytes(), noon());
    let messages = items.iter().filter(|item| matches!(item, Inbound::Message(_))).count();
    let kept = items.iter().filter(|item| matches!(item, Inbound::Kept(_))).count();
    assert_eq!((messages, kept), (2, 3));
}

#[test]
fn another_field_is_kept_whole_beside_the_rest() {
    let mut body = messages(json!([text("a", "1")]));
    let field = json!({"field": "account_update", "value": {"event": "PARTNER_ADDED"}});
    body["entry"][0]["changes"].as_array_mut().expect("changes").push(field.clone());
    match items(&body).as_slice() {
        [Inbound::Message(_), Inbound::Kept(kept)] => {
            assert_eq!(kept.why, Aside::UnknownField);
            assert_eq!(serde_json::from_str::<Value>(&kept.raw).expect("JSON"), field);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn json_of_another_shape_is_kept_whole() {
    let bodies = [
        "{}",
        "[]",
        "null",
        "7",
        "\"text\"",
        " {\"entry\":[]}",
        "{\"entry\":{}}",
        "{\"entry\":[{}]}",
        "{\"entry\":[{\"changes\":[{}]}]}",
        "{\"object\":\"page\",\"entry\":[{\"changes\":[{}]}]}",
        "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"a\"}]}}]}]}",
    ];
    for body in bodies {
        let (why, raw) = kept(body.as_bytes());
        assert_eq!(why, Aside::UnknownShape, "{body}");
        assert!(body.contains(raw.trim()), "{body}");
    }
    let (why, _) = kept(format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).as_bytes());
    assert_eq!(why, Aside::UnknownShape);
}

#[test]
fn errors_of_the_number_and_unknown_states_are_kept() {
    let errors = super::envelope(
        json!({"metadata": {"phone_number_id": "555"}, "errors": [{"code": 130429}]}),
    );
    assert_eq!(kept(errors.to_string().as_bytes()).0, Aside::UnknownField);
    for status in
        [json!({"id": "a", "status": "warning"}), json!({"status": "sent"}), json!("sent")]
    {
        assert_eq!(kept(statuses(json!([status])).to_string().as_bytes()).0, Aside::UnknownShape);
    }
    let (_, raw) = kept(statuses(json!("none")).to_string().as_bytes());
    assert_eq!(raw, "\"none\"");
}

#[test]
fn the_same_thing_is_kept_under_the_same_id() {
    let id = |body: &str| match read(body.as_bytes(), noon()).as_slice() {
        [Inbound::Kept(kept)] => kept.id.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(id("{}"), id("{}"));
    assert_ne!(id("{}"), id("[]"));
    assert_eq!(id("{}").len(), 64);
}

#[test]
fn broken_characters_become_replacement_characters() {
    let body = messages(json!([text("a", "BODY")])).to_string();
    let read_body = |bytes: &[u8]| match read(bytes, noon()).as_slice() {
        [Inbound::Message(arrival)] => arrival.content.text().map(str::to_owned),
        other => panic!("not read: {other:?}"),
    };
    for (escaped, expected) in [
        (r"x\ud83dy", "x\u{fffd}y"),
        (r"\uDC00\ud83d\ude00", "\u{fffd}😀"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"a\u0000b", "a\u{fffd}b"),
        (r"\\u0000 \\ud83d", r"\u0000 \ud83d"),
        (r"\ud83d", "\u{fffd}"),
    ] {
        assert_eq!(read_body(body.replace("BODY", escaped).as_bytes()).as_deref(), Some(expected));
    }
    let (before, after) = body.split_once("BODY").expect("a body");
    let bytes = [before.as_bytes(), b"\xff", after.as_bytes()].concat();
    assert_eq!(read_body(&bytes).as_deref(), Some("\u{fffd}"));
}

#[test]
fn the_test_button_of_the_dashboard_works() {
    // It names entry "0", puts `field` first and sends an id that is no `wamid` (seen in practice).
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "0", "changes": [{
        "field": "messages", "value": {"messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "16505551111", "phone_number_id": "123456123"},
            "contacts": [{"profile": {"name": "test user name"}, "wa_id": "16315551181"}],
            "messages": [{"from": "16315551181", "id": "ABGGFlA5Fpa", "timestamp": "1504902988",
                "type": "text", "text": {"body": "this is a text message"}}]}}]}]});
    let arrival = super::arrival(&body);
    assert_eq!(arrival.external, "ABGGFlA5Fpa");
    assert_eq!(arrival.number.0, "123456123");
}
