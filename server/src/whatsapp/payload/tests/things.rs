//! What a message holds besides words: cards, forms, whether we may call, and where it comes from.

use desk::message::{Ad, Answer, ContactCard, Content, Forwarded, Origin, Product};
use serde_json::{Value, json};

use super::kinds::{content, some};
use super::{arrival, messages};

#[test]
fn a_card_is_read_with_all_that_is_on_it() {
    let cards = json!([
        {
            "name": {"formatted_name": "Pau Serra", "first_name": "Pau"},
            "org": {"company": "Forn Serra", "title": "Forner"},
            "phones": [{"phone": "+34 600 555 001", "wa_id": "34600555001"}, {"type": "HOME"}],
            "emails": [{"email": "pau@example.org"}],
            "urls": [{"url": "https://forn.example"}],
            "addresses": [{"street": "Major 1", "city": "Vic", "country": "Catalunya"}, {}],
            "birthday": "1980-02-01",
        },
        {"name": {"first_name": "Ada", "last_name": "Roca"}},
        {"phones": [{"phone": "+34 600"}]},
    ]);
    let read = content("contacts", cards);
    let Content::Contacts { names, cards: Some(cards) } = read else { panic!("{read:?}") };
    assert_eq!(names, ["Pau Serra", "Ada Roca"], "no number stands in for a name");
    let whole = ContactCard {
        name: "Pau Serra".into(),
        phones: vec!["+34 600 555 001".into()],
        emails: vec!["pau@example.org".into()],
        company: some("Forn Serra"),
        title: some("Forner"),
        websites: vec!["https://forn.example".into()],
        addresses: vec!["Major 1, Vic, Catalunya".into()],
        birthday: some("1980-02-01"),
    };
    let named = ContactCard { name: "Ada Roca".into(), ..ContactCard::default() };
    let called = ContactCard { phones: vec!["+34 600".into()], ..ContactCard::default() };
    assert_eq!(cards.open(), Some(vec![whole, named, called]));
}

#[test]
fn what_is_filled_into_a_form_is_read_as_its_fields() {
    let answers = r#"{"day": "Dijous", "people": 4, "flow_token": "t-1"}"#;
    let form = json!({"type": "nfm_reply",
        "nfm_reply": {"name": "flow", "body": "Sent", "response_json": answers}});
    let answer = |field: &str, value: &str| Answer { field: field.into(), value: value.into() };
    assert_eq!(
        content("interactive", form),
        Content::Form {
            title: some("flow"),
            answers: vec![answer("day", "Dijous"), answer("people", "4")],
        }
    );
}

#[test]
fn whether_we_may_call_is_read_with_how_long() {
    let reply = |reply: Value| {
        let kind = "call_permission_reply";
        content("interactive", json!({"type": kind, kind: reply}))
    };
    let until = chrono::DateTime::from_timestamp(1_763_600_000, 0);
    assert_eq!(
        reply(json!({"response": "accept", "expiration_timestamp": "1763600000"})),
        Content::Consent { given: true, lasting: false, until }
    );
    assert_eq!(
        reply(json!({"response": "reject", "response_source": "user_action"})),
        Content::Consent { given: false, lasting: false, until: None }
    );
    assert!(matches!(reply(json!({})), Content::Unknown { .. }));
}

#[test]
fn where_a_message_comes_from_is_read_whatever_it_says() {
    let of = |extra: Value| {
        let mut message =
            json!({"from": "34600111222", "id": "wamid.A", "type": "text", "text": {"body": "a"}});
        for (key, value) in extra.as_object().expect("an object") {
            message[key] = value.clone();
        }
        let arrival = arrival(&messages(json!([message])));
        (arrival.reply_to, arrival.origin.map(|origin| *origin))
    };
    let handed_on =
        |forwarded| (None, Some(Origin { forwarded: Some(forwarded), ..Origin::default() }));
    let product = Product { id: "cup-1".into(), catalog: some("77") };
    let ad = Ad {
        headline: some("Oferta"),
        body: some("Dos per un"),
        url: some("https://fb.example/1"),
        is_post: false,
        id: some("120"),
        greeting: some("Hola!"),
    };
    for (extra, expected) in [
        (json!({}), (None, None)),
        (json!({"context": {"id": "wamid.0", "from": "34930"}}), (some("wamid.0"), None)),
        (json!({"context": {"forwarded": true}}), handed_on(Forwarded::Once)),
        (
            json!({"context": {"forwarded": true, "frequently_forwarded": true}}),
            handed_on(Forwarded::Often),
        ),
        (
            json!({"context": {"id": "wamid.product", "referred_product":
                {"catalog_id": "77", "product_retailer_id": "cup-1"}}}),
            (None, Some(Origin { product: Some(product), ..Origin::default() })),
        ),
        (
            json!({"referral": {"source_type": "ad", "source_id": "120", "headline": "Oferta",
                "body": "Dos per un", "source_url": "https://fb.example/1",
                "welcome_message": {"text": "Hola!"}}}),
            (None, Some(Origin { ad: Some(ad), ..Origin::default() })),
        ),
    ] {
        assert_eq!(of(extra.clone()), expected, "{extra}");
    }
}
