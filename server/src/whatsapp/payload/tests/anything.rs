//! Whatever comes: no panic, and at least one item.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{noon, read};

/// Words that the reader looks for, so that made-up JSON gets past its first door.
const WORDS: [&str; 36] = [
    "entry",
    "changes",
    "field",
    "value",
    "messages",
    "statuses",
    "contacts",
    "errors",
    "metadata",
    "phone_number_id",
    "id",
    "from",
    "type",
    "text",
    "body",
    "status",
    "sent",
    "location",
    "latitude",
    "wa_id",
    "timestamp",
    "whatsapp_business_account",
    "message_echoes",
    "history",
    "threads",
    "user_preferences",
    "user_id_update",
    "state_sync",
    "contact",
    "phone_number",
    "user_id",
    "previous",
    "current",
    "to",
    "stop",
    "add",
];

/// The fields that are read.
const FIELDS: [&str; 6] = [
    "messages",
    "smb_message_echoes",
    "history",
    "user_preferences",
    "user_id_update",
    "smb_app_state_sync",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => ".{0,6}"]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        word().prop_map(Value::String),
    ];
    leaf.prop_recursive(8, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            prop::collection::vec((word(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_leaves_a_trace(body in any_json()) {
        prop_assert!(!read(body.to_string().as_bytes(), noon()).is_empty());
    }

    #[test]
    fn any_value_of_the_messages_field_leaves_a_trace(value in any_json()) {
        let body = super::envelope(value);
        prop_assert!(!read(body.to_string().as_bytes(), noon()).is_empty());
    }

    #[test]
    fn any_value_of_any_field_leaves_a_trace(
        field in prop::sample::select(&FIELDS[..]),
        list in word(),
        elements in prop::collection::vec(any_json(), 0..4),
    ) {
        let mut body = super::envelope(json!({"metadata": {"phone_number_id": "5"}, list: elements}));
        body["entry"][0]["changes"][0]["field"] = json!(field);
        prop_assert!(!read(body.to_string().as_bytes(), noon()).is_empty());
    }

    #[test]
    fn any_element_leaves_exactly_one_trace(message in any_json(), status in any_json()) {
        let value = json!({"metadata": {"phone_number_id": "5"}, "messages": [message], "statuses": [status]});
        let body = super::envelope(value);
        prop_assert_eq!(read(body.to_string().as_bytes(), noon()).len(), 2);
    }

    #[test]
    fn any_bytes_leave_a_trace(body in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(!read(&body, noon()).is_empty());
    }

    #[test]
    fn any_escapes_are_read(units in prop::collection::vec(any::<u16>(), 0..12)) {
        let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
        let message = r#"{"from":"1","id":"a","type":"text","text":{"body":"BODY"}}"#.replace("BODY", &escaped);
        let body = super::envelope(json!({"metadata": {"phone_number_id": "5"}, "messages": ["M"]}));
        let body = body.to_string().replace("\"M\"", &message);
        let items = read(body.as_bytes(), noon());
        prop_assert!(matches!(items.as_slice(), [desk::inbound::Inbound::Message(_)]));
    }
}
