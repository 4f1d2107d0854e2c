//! Real shapes with something wrong in them: what a sender of tomorrow, or one with a bug, may send. The same for
//! hours, with any bytes, is `fuzz/`.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{noon, read};
use crate::whatsapp::news;

/// One body of each field that is read, with most of what it may hold.
pub(super) fn bodies() -> Vec<Value> {
    let value = |more: Value| {
        let mut value = json!({
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "34930000000", "phone_number_id": "555"},
            "contacts": [{"profile": {"name": "Núria", "username": "nuri"}, "wa_id": "34600",
                "user_id": "ES.1", "parent_user_id": "ES.ENT.1"}],
        });
        for (key, more) in more.as_object().into_iter().flatten() {
            value[key] = more.clone();
        }
        value
    };
    let fields = [
        (
            "messages",
            json!({"messages": [
            {"from": "34600", "from_user_id": "ES.1", "id": "wamid.1", "timestamp": "1763600000",
                "type": "text", "text": {"body": "Hola"}, "context": {"id": "wamid.0"}},
            {"from": "34600", "id": "wamid.2", "timestamp": 1_763_600_001, "type": "image",
                "image": {"id": "7", "mime_type": "image/jpeg", "caption": "?"}},
            {"from": "34600", "id": "wamid.3", "type": "location",
                "location": {"latitude": 41.3, "longitude": 2.1}},
            {"from": "34600", "id": "wamid.4", "type": "system", "system": {"type":
                "user_changed_number", "body": "34600 changed", "wa_id": "34611"}},
            {"from": "34600", "id": "wamid.5", "type": "edit", "edit": {"original_message_id":
                "wamid.1", "message": {"type": "text", "text": {"body": "Bon dia"}}}},
            {"from": "34600", "id": "wamid.6", "type": "order", "order": {"product_items":
                [{"product_retailer_id": "p", "quantity": 1, "item_price": 2.5, "currency": "EUR"}]}},
        ], "statuses": [{"id": "wamid.9", "status": "failed", "timestamp": "1763600000",
            "recipient_id": "34600", "errors": [{"code": 131047, "title": "Re-engagement"}]}]}),
        ),
        (
            "smb_message_echoes",
            json!({"message_echoes": [{"from": "34930000000", "to": "34600",
            "id": "wamid.7", "timestamp": "1763600000", "type": "text", "text": {"body": "Sí"}}]}),
        ),
        (
            "history",
            json!({"history": [{"metadata": {"phase": 0}, "threads": [{"id": "34600",
                "messages": [{"from": "34600", "id": "wamid.8", "timestamp": "1700000000",
                    "type": "text", "text": {"body": "Abans"}, "history_context": {"status": "READ"}}],
            }]}]}),
        ),
        (
            "user_preferences",
            json!({"user_preferences": [{"wa_id": "34600", "value": "stop",
            "category": "marketing_messages", "timestamp": 1_763_600_000}]}),
        ),
        (
            "user_id_update",
            json!({"user_id_update": [{"wa_id": "34611", "timestamp": "1763600000",
            "user_id": {"previous": "ES.1", "current": "ES.2"}}]}),
        ),
        (
            "smb_app_state_sync",
            json!({"state_sync": [{"type": "contact", "action": "add",
            "contact": {"full_name": "Núria", "phone_number": "+34 600"},
            "metadata": {"timestamp": "1763600000"}}]}),
        ),
        ("security", json!({"display_phone_number": "34930000000", "event": "PIN_CHANGED"})),
    ];
    let body = |(field, more): (&str, Value)| {
        json!({"object": "whatsapp_business_account", "entry": [{"id": "102", "time": 1_763_600_000,
            "changes": [{"field": field, "value": value(more)}]}]})
    };
    fields.into_iter().map(body).collect()
}

/// What may stand in the place of anything.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!({})),
        Just(json!([])),
        Just(json!([[]])),
        Just(json!("")),
        Just(json!("\u{0}\u{202e}😀")),
        Just(json!("x".repeat(5_000))),
        Just(json!(true)),
        any::<i64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number)),
        "[0-9]{1,30}".prop_map(|digits| json!(digits)),
        prop::sample::select(&["messages", "wamid.1", "34600", "ES.1", "system", "stop"][..])
            .prop_map(|word| json!(word)),
    ]
}

/// How many values there are in `value`, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(members) => members.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// Puts `other` in the place of the value that is counted so.
fn put(value: &mut Value, place: &mut usize, other: &Value) {
    if *place == 0 {
        *value = other.clone();
    }
    let Some(next) = place.checked_sub(1) else {
        *place = usize::MAX;
        return;
    };
    *place = next;
    match value {
        Value::Object(members) => members.values_mut().for_each(|one| put(one, place, other)),
        Value::Array(items) => items.iter_mut().for_each(|one| put(one, place, other)),
        _ => {}
    }
}

/// A body with up to four of its values replaced.
pub(super) fn mutated() -> impl Strategy<Value = Value> {
    let wrong = prop::collection::vec((any::<prop::sample::Index>(), odd()), 0..4);
    (prop::sample::select(bodies()), wrong).prop_map(|(mut body, wrong)| {
        for (place, other) in wrong {
            let mut place = place.index(count(&body));
            put(&mut body, &mut place, &other);
        }
        body
    })
}

#[test]
fn the_bodies_as_they_are_are_read_for_what_they_are() {
    let kept = |body: &Value| {
        let items = read(body.to_string().as_bytes(), noon());
        items.iter().filter(|item| matches!(item, desk::inbound::Inbound::Kept(_))).count()
    };
    let counts: Vec<usize> = bodies().iter().map(kept).collect();
    assert_eq!(counts, [0, 0, 0, 0, 0, 0, 1], "only the last tells of no customer");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_is_wrong_with_a_body_leaves_a_trace_and_reads_the_same_twice(body in mutated()) {
        let text = body.to_string();
        let items = read(text.as_bytes(), noon());
        prop_assert!(!items.is_empty());
        prop_assert_eq!(&items, &read(text.as_bytes(), noon()));
        news::read(text.as_bytes(), noon());
    }

    #[test]
    fn a_body_cut_anywhere_leaves_a_trace(
        body in mutated(),
        end in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = body.to_string().into_bytes();
        bytes.truncate(end.index(bytes.len()));
        prop_assert!(!read(&bytes, noon()).is_empty());
        bytes.push(byte);
        prop_assert!(!read(&bytes, noon()).is_empty());
    }
}
