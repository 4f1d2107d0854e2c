//! A few hundred bodies with something wrong in them, by a seed: none is refused, none is half written, and the
//! desk goes on. Reading alone is tried with many more in `server/src/whatsapp/payload/tests`.

use serde_json::{Value, json};

use super::field;
use crate::harness::{TestDesk, numbered, run};

const BODIES: usize = 300;

fn shapes() -> Vec<Value> {
    let text = |id: &str| {
        json!({"from": "34600000001", "from_user_id": "ES.1", "id": id, "timestamp": "1763600000",
            "type": "text", "text": {"body": "Hola"}})
    };
    let echo = json!({"from": "34930000000", "to": "34600000001", "id": "wamid.e", "type": "text",
        "timestamp": "1763600000", "text": {"body": "Sí"}});
    let thread = json!({"id": "34600000001", "messages": [text("wamid.p")]});
    let wish = json!({"wa_id": "34600000001", "value": "stop", "timestamp": 1_763_600_000});
    let update =
        json!({"wa_id": "34600000002", "user_id": {"previous": "ES.1", "current": "ES.2"}});
    let saved = json!({"type": "contact", "action": "add", "contact": {"full_name": "Núria",
        "phone_number": "34600000001"}});
    let system = json!({"from": "34600000001", "id": "wamid.s", "type": "system", "system": {
        "type": "user_changed_number", "body": "changed", "wa_id": "34600000003"}});
    let status = json!({"id": "wamid.e", "status": "read", "timestamp": "1763600000"});
    vec![
        field("messages", "messages", json!([text("wamid.a"), text("wamid.b"), system])),
        field("messages", "statuses", json!([status])),
        field("smb_message_echoes", "message_echoes", json!([echo])),
        field("history", "history", json!([{"threads": [thread]}])),
        field("user_preferences", "user_preferences", json!([wish])),
        field("user_id_update", "user_id_update", json!([update])),
        field("smb_app_state_sync", "state_sync", json!([saved])),
        field("account_update", "event", json!("ACCOUNT_RESTRICTION")),
    ]
}

/// Numbers that follow from a seed alone.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }
}

fn odd(chance: &mut Chance) -> Value {
    let all = [
        json!(null),
        json!({}),
        json!([]),
        json!(""),
        json!("\u{0}\u{202e}😀"),
        json!(true),
        json!(-1),
        json!(1e300),
        json!("34600000001"),
        json!("34600000002"),
        json!("ES.1"),
        json!("ES.2"),
        json!("wamid.a"),
        json!("system"),
        json!("resume"),
        json!("x".repeat(3_000)),
    ];
    all[chance.below(all.len())].clone()
}

/// Every place in `value`, by its JSON pointer.
fn places(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, one)| places(one, &format!("{here}/{key}"), all));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(key, one)| places(one, &format!("{here}/{key}"), all));
        }
        _ => {}
    }
}

fn mutated(shapes: &[Value], chance: &mut Chance) -> Vec<u8> {
    let mut body = shapes[chance.below(shapes.len())].clone();
    for _ in 0..chance.below(4) {
        let mut all = vec![];
        places(&body, "", &mut all);
        if let Some(place) = body.pointer_mut(&all[chance.below(all.len())]) {
            *place = odd(chance);
        }
    }
    let mut bytes = body.to_string().into_bytes();
    if chance.below(10) == 0 {
        bytes.truncate(chance.below(bytes.len() + 1));
    }
    bytes
}

#[test]
fn whatever_comes_is_taken_in_and_nothing_is_half_written() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let (shapes, mut chance) = (shapes(), Chance(20_261_127));
        for nth in 0..BODIES {
            let body = mutated(&shapes, &mut chance);
            let shown = String::from_utf8_lossy(&body).into_owned();
            let status = desk.meta().post(body).await;
            // What is no JSON at all is nothing that Meta sends.
            assert!(matches!(status.as_u16(), 200 | 400), "{nth}: {status} {shown}");
        }
        // Every invariant is looked at.
        desk.kept().await;
        let customer = desk.written(numbered(7, 1)).await;
        assert_eq!(customer["unread"], 1, "the desk goes on");
        desk.restart().await;
        desk.end().await;
    });
}
