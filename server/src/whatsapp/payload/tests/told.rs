//! What is told of customers, what the team says with the Business app, and what was said before.

use chrono::DateTime;
use desk::contact::Alias;
use desk::inbound::{Inbound, Recalled, Tidings, Told};
use desk::message::{Content, Notice, Progress};
use serde_json::{Value, json};

use super::{items, messages, noon};

fn field(field: &str, list: &str, elements: Value) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "102", "changes": [{
        "field": field,
        "value": {
            "metadata": {"display_phone_number": "+34 930 000 000", "phone_number_id": "555"},
            "contacts": [{
                "profile": {"name": "Núria", "username": "nuri"},
                "wa_id": "34600", "user_id": "ES.1",
            }],
            list: elements,
        },
    }]}]})
}

fn phone(digits: &str) -> Alias {
    Alias::Phone(digits.into())
}

fn user(id: &str) -> Alias {
    Alias::UserId(id.into())
}

fn told(body: &Value) -> Told {
    match items(body).as_slice() {
        [Inbound::Told(told)] => told.clone(),
        other => panic!("not one thing: {other:?}"),
    }
}

#[test]
fn a_wish_is_read_with_whose_it_is_and_its_own_time() {
    for (word, wanted) in [("stop", false), ("resume", true)] {
        let element = json!({
            "wa_id": "34611", "user_id": "ES.2", "category": "marketing_messages",
            "detail": "They asked", "value": word, "timestamp": 1_731_705_721,
        });
        let told = told(&field("user_preferences", "user_preferences", json!([element])));
        assert_eq!(told.what, Tidings::Wish { wanted });
        assert_eq!(told.aliases, [phone("34611"), user("ES.2")]);
        assert_eq!(Some(told.at), DateTime::from_timestamp(1_731_705_721, 0));
        assert!(!told.contact.0.contains("34611"), "the id does not tell the number");
    }
}

#[test]
fn a_new_id_is_read_as_a_move_to_it() {
    let element = json!({
        "wa_id": "34611", "detail": "Updated", "timestamp": "1763600000",
        "user_id": {"previous": "ES.1", "current": "ES.2"},
        "parent_user_id": {"previous": "ES.ENT.1", "current": "ES.ENT.2"},
    });
    let told = told(&field("user_id_update", "user_id_update", json!([element])));
    let to = vec![phone("34611"), user("ES.2"), Alias::Parent("ES.ENT.2".into())];
    assert_eq!(told.what, Tidings::Moved { to, said: false });
    assert_eq!(told.aliases, [user("ES.1"), Alias::Parent("ES.ENT.1".into())]);
}

#[test]
fn a_changed_number_is_a_line_without_numbers_and_a_move() {
    let body = messages(json!([{
        "from": "34600111222", "id": "wamid.A", "timestamp": "1763600000", "type": "system",
        "system": {
            "body": "Núria changed from 34600111222 to 34600999888 in 2026",
            "type": "user_changed_number", "wa_id": "34600999888", "user_id": "ES.2",
        },
    }]));
    let items = items(&body);
    let [Inbound::Message(message), Inbound::Told(told)] = items.as_slice() else {
        panic!("{items:?}")
    };
    let body = "Núria changed from 34 ··· 222 to 34 ··· 888 in 2026".to_owned();
    assert_eq!(message.content, Content::System { body, notice: Some(Notice::Number) });
    let to = vec![phone("34600999888"), user("ES.2")];
    assert_eq!(told.what, Tidings::Moved { to, said: true });
    assert_eq!(told.aliases[0], phone("34600111222"));
    assert_eq!(told.at, message.sent_at);
}

#[test]
fn the_address_book_names_and_forgets_people() {
    let entry = |action: &str, contact: Value| {
        json!([{"type": "contact", "action": action, "contact": contact,
            "metadata": {"timestamp": "1763600000123"}}])
    };
    let contact = json!({"full_name": "Núria Puig", "phone_number": "+34 600", "username": "nuri"});
    let added = told(&field("smb_app_state_sync", "state_sync", entry("add", contact.clone())));
    assert_eq!(added.what, Tidings::Saved { name: Some("Núria Puig".into()) });
    assert_eq!(added.aliases, [phone("34600"), Alias::Username("nuri".into())]);
    assert_eq!(added.at.timestamp(), 1_763_600_000);
    let gone = told(&field("smb_app_state_sync", "state_sync", entry("remove", contact)));
    assert_eq!((gone.what, gone.contact), (Tidings::Saved { name: None }, added.contact));
}

#[test]
fn an_echo_is_of_whom_it_was_said_to() {
    let echoes = json!([
        {"from": "34930000000", "to": "34600", "to_user_id": "ES.1", "id": "wamid.E",
            "timestamp": "1763600000", "type": "text", "text": {"body": "Ara ho miro"}},
        {"from": "34600", "to": "34930000000", "id": "wamid.F", "timestamp": "1763600001",
            "type": "edit", "edit": {"original_message_id": "wamid.E",
            "message": {"type": "text", "text": {"body": "Ara mateix"}}}},
        {"from": "34930000000", "id": "wamid.G", "type": "text", "text": {"body": "?"}},
    ]);
    let items = items(&field("smb_message_echoes", "message_echoes", echoes));
    let [Inbound::Echo(said), Inbound::Echo(edited), Inbound::Echo(other)] = items.as_slice()
    else {
        panic!("{items:?}")
    };
    let aliases = [phone("34600"), user("ES.1"), Alias::Username("nuri".into())];
    assert_eq!((said.aliases.as_slice(), said.name.as_deref()), (&aliases[..], Some("Núria")));
    assert_eq!(edited.aliases, aliases, "some stand the other way round");
    assert!(matches!(&edited.content, Content::Edit { original, .. } if original == "wamid.E"));
    assert_eq!(other.aliases, aliases, "one that names nobody is to the only card");
}

#[test]
fn history_is_recalled_by_thread_with_how_far_ours_got() {
    let threads = json!([{
        "metadata": {"phase": 0, "chunk_order": 1, "progress": 55},
        "threads": [{"id": "34600", "messages": [
            {"from": "34600", "id": "wamid.1", "timestamp": "1700000000", "type": "text",
                "text": {"body": "Hola"}, "history_context": {"status": "READ"}},
            {"from": "34930000000", "to": "34600", "id": "wamid.2", "timestamp": "1700000060",
                "type": "text", "text": {"body": "Bon dia"},
                "history_context": {"status": "delivered"}},
            {"from": "34600", "id": "wamid.3", "timestamp": "1700000070",
                "type": "media_placeholder"},
        ]}],
    }]);
    let items = items(&field("history", "history", threads));
    let [Inbound::Recalled(theirs), Inbound::Recalled(ours), Inbound::Kept(_)] = items.as_slice()
    else {
        panic!("{items:?}")
    };
    assert_eq!(theirs.delivery, None);
    let progress = ours.delivery.as_ref().map(|delivery| delivery.progress);
    assert_eq!(progress, Some(Progress::Delivered));
    for Recalled { arrival, .. } in [theirs, ours] {
        assert_eq!(arrival.aliases[0], phone("34600"));
        assert!(arrival.sent_at < noon());
    }
}

#[test]
fn a_file_of_before_comes_by_itself_and_a_business_may_share_nothing() {
    let file = json!([{
        "from": "34600", "id": "wamid.3", "timestamp": "1700000070", "type": "image",
        "image": {"id": "77", "mime_type": "image/jpeg"},
    }]);
    let recalled = items(&field("history", "messages", file));
    assert!(matches!(recalled.as_slice(), [Inbound::Recalled(one)] if one.delivery.is_none()));
    let declined = json!([{"errors": [{"code": 2_593_109, "title": "Declined"}]}]);
    match items(&field("history", "history", declined)).as_slice() {
        [Inbound::Kept(kept)] => assert!(kept.raw.contains("2593109")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_tells_nothing_that_is_known_is_kept_whole() {
    for (name, list, element) in [
        ("user_preferences", "user_preferences", json!({"wa_id": "1", "value": "perhaps"})),
        ("user_preferences", "user_preferences", json!({"value": "stop"})),
        (
            "user_preferences",
            "user_preferences",
            json!({"wa_id": "1", "value": "stop", "category": "utility"}),
        ),
        ("user_id_update", "user_id_update", json!({"user_id": {"previous": "ES.1"}})),
        ("user_id_update", "user_id_update", json!(7)),
        ("smb_app_state_sync", "state_sync", json!({"action": "add", "contact": {}})),
        ("smb_message_echoes", "message_echoes", json!("?")),
        ("history", "history", json!({})),
        ("history", "messages", json!([])),
    ] {
        match items(&field(name, list, json!([element]))).as_slice() {
            [Inbound::Kept(_)] => {}
            other => panic!("{name} {element}: {other:?}"),
        }
    }
}
