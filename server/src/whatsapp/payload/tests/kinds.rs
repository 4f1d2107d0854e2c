//! Every kind of message and of status.

use desk::message::{Content, Item, MediaKind, Notice, Progress};
use serde_json::{Value, json};

use super::{arrival, messages, news, statuses};

/// The content of a message of `kind` with `inner` under its name.
pub(super) fn content(kind: &str, inner: Value) -> Content {
    let mut message = json!({"from": "34600111222", "id": "wamid.A", "type": kind});
    message[kind] = inner;
    arrival(&messages(json!([message]))).content
}

pub(super) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn words_are_read() {
    assert_eq!(
        content("text", json!({"body": "Hola 👋"})),
        Content::Text { body: "Hola 👋".into() }
    );
    let button = content("button", json!({"payload": "yes-1", "text": "Sí"}));
    assert_eq!(button, Content::chosen("yes-1".into(), "Sí".into()));
    let system =
        content("system", json!({"body": "changed number", "type": "user_changed_number"}));
    let notice = Some(Notice::Number);
    assert_eq!(system, Content::System { body: "changed number".into(), notice });
    let other = content("system", json!({"body": "from 34600111222", "type": "user_joined"}));
    assert_eq!(other, Content::System { body: "from 34 ··· 222".into(), notice: None });
    let edit = json!({"original_message_id": "wamid.0",
        "message": {"type": "image", "image": {"caption": "millor"}}});
    assert_eq!(
        content("edit", edit),
        Content::Edit { original: "wamid.0".into(), text: some("millor") }
    );
    let revoke = content("revoke", json!({"original_message_id": "wamid.0"}));
    assert_eq!(revoke, Content::Revoke { original: "wamid.0".into() });
}

#[test]
fn whatever_a_customer_says_an_ad_may_have_brought_them() {
    let text =
        json!({"from": "34600111222", "id": "wamid.A", "type": "text", "text": {"body": "a"}});
    let referral = json!({"source_type": "ad", "source_id": "1", "ctwa_clid": "Aff-1"});
    for (kind, referral, by_ad) in [
        ("text", json!(null), false),
        ("text", referral.clone(), true),
        ("text", json!({"source_type": "post"}), true),
        ("text", json!("ad"), false),
        ("poll", referral, true),
    ] {
        let mut message = text.clone();
        message["type"] = kind.into();
        message["referral"] = referral.clone();
        let arrival = arrival(&messages(json!([message])));
        assert_eq!(arrival.by_ad, by_ad, "{kind} with {referral}");
    }
}

#[test]
fn files_are_read() {
    let voice =
        content("audio", json!({"id": "9", "mime_type": "audio/ogg; codecs=opus", "voice": true}));
    let expected = Content::Media {
        media_kind: MediaKind::Audio,
        media: some("9"),
        mime: some("audio/ogg; codecs=opus"),
        caption: None,
        filename: None,
        voice: true,
        fetched: None,
    };
    assert_eq!(voice, expected);
    for kind in ["image", "video", "document", "sticker"] {
        let file = content(kind, json!({"id": 7, "caption": "mireu", "filename": "a.pdf"}));
        assert_eq!(file.word(), kind);
        assert!(matches!(file, Content::Media { media, caption, filename, voice: false, .. }
            if media == some("7") && caption == some("mireu") && filename == some("a.pdf")));
    }
}

#[test]
fn a_place_keeps_every_digit() {
    let raw = br#"{"entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"555"},
        "messages":[{"from":"1","id":"a","type":"location","location":
        {"latitude":41.38740000000000000001,"longitude":"2.1686","name":"Mercat"}}]}}]}]}"#;
    let items = super::read(raw, super::noon());
    let [desk::inbound::Inbound::Message(arrival)] = items.as_slice() else {
        panic!("not one message: {items:?}");
    };
    let expected = Content::Location {
        latitude: "41.38740000000000000001".into(),
        longitude: "2.1686".into(),
        name: some("Mercat"),
        address: None,
    };
    assert_eq!(arrival.content, expected);
}

#[test]
fn choices_orders_and_reactions_are_read() {
    let list = json!({"type": "list_reply", "list_reply": {"id": "r2", "title": "Dimarts",
        "description": "Al matí"}});
    assert_eq!(
        content("interactive", list),
        Content::Choice { id: "r2".into(), title: "Dimarts".into(), description: some("Al matí") }
    );
    let order = json!({"text": "gràcies", "product_items": [
        {"product_retailer_id": "tassa", "quantity": 2, "item_price": "9.5", "currency": "EUR"}]});
    let item = Item {
        product: "tassa".into(),
        quantity: "2".into(),
        price: "9.5".into(),
        currency: "EUR".into(),
    };
    assert_eq!(
        content("order", order),
        Content::Order { text: some("gràcies"), items: vec![item] }
    );
    let on = |inner: Value| content("reaction", inner);
    let reaction = |emoji| Content::Reaction { to: "wamid.0".into(), emoji };
    assert_eq!(on(json!({"message_id": "wamid.0", "emoji": "👍"})), reaction(some("👍")));
    // Taken back: both forms were seen.
    assert_eq!(on(json!({"message_id": "wamid.0", "emoji": ""})), reaction(None));
    assert_eq!(on(json!({"message_id": "wamid.0"})), reaction(None));
}

#[test]
fn what_is_not_known_keeps_its_json() {
    for (kind, inner) in [
        ("poll", json!({"question": "?"})),
        ("interactive", json!({"type": "nfm_reply", "nfm_reply": {"response_json": "{"}})),
        ("interactive", Value::Null),
        ("text", json!({"body": 5})),
        ("image", json!("nothing")),
    ] {
        match content(kind, inner.clone()) {
            Content::Unknown { name, raw } => {
                assert_eq!(name, kind);
                assert!(raw.contains(&inner.to_string()), "{raw}");
            }
            other => panic!("{kind} became {other:?}"),
        }
    }
    for kind in ["unsupported", "unknown"] {
        assert!(
            matches!(content(kind, json!({"type": "poll"})), Content::Unsupported { raw } if raw.contains("poll"))
        );
    }
    let untyped = arrival(&messages(json!([{"from": "1", "id": "a"}])));
    assert!(matches!(untyped.content, Content::Unknown { .. }));
}

#[test]
fn a_status_tells_how_far_a_message_of_ours_got() {
    for (word, progress) in [
        ("sent", Progress::Sent),
        ("delivered", Progress::Delivered),
        ("read", Progress::Read),
        ("played", Progress::Read),
    ] {
        let news = news(&statuses(json!([{
            "id": "wamid.B", "status": word, "timestamp": "1763600000", "recipient_id": "34600111222",
            "biz_opaque_callback_data": "0190-ours",
        }])));
        assert_eq!(news.delivery.progress, progress);
        assert_eq!(news.external, "wamid.B");
        assert_eq!(news.message, Some("0190-ours".into()));
        assert_eq!(news.number, "555".into());
    }
}

#[test]
fn a_failure_says_why_in_one_sentence() {
    let failed = |errors: Value| {
        let news = news(&statuses(json!([{"id": "b", "status": "failed", "errors": errors}])));
        assert_eq!(news.message, None);
        news.delivery.failure.map(|failure| (failure.code, failure.reason))
    };
    let closed = json!([{"code": 131047, "title": "Re-engagement message", "message": "Re-engagement message",
        "error_data": {"details": "More than 24 hours have passed."}}]);
    let reason = "Re-engagement message: More than 24 hours have passed.".to_owned();
    assert_eq!(failed(closed), Some((131_047, reason)));
    assert_eq!(failed(json!([{"code": "1", "title": "Oh."}])), Some((1, "Oh.".into())));
    assert_eq!(failed(json!(null)), Some((0, "WhatsApp gave no reason.".into())));
}
