//! What of each kind is posted, and whether that has the shape of what is published.

use super::*;

fn template(parameters: &[&str]) -> Content {
    let parameters = parameters.iter().map(|text| (*text).to_owned()).collect();
    let (name, language) = ("ready".to_owned(), "pt_BR".to_owned());
    Content::Template { name, language, parameters, words: None, letter: None }
}

#[test]
fn a_template_is_named_and_its_gaps_are_filled_in_order() {
    let expected = json!({
        "name": "ready",
        "language": { "code": "pt_BR" },
        "components": [{ "type": "body", "parameters": [
            { "type": "text", "text": "Núria" },
            { "type": "text", "text": "9.30" },
        ] }],
    });
    assert_eq!(object(&template(&["Núria", "9.30"])), Some(("template", expected)));
    let bare = json!({ "name": "ready", "language": { "code": "pt_BR" } });
    assert_eq!(object(&template(&[])), Some(("template", bare)));
}

#[test]
fn a_question_with_rows_is_a_list_of_one_section() {
    let described = Some("De debò".to_owned());
    let rows = vec![
        Row { id: "rating-7-5".into(), title: "Molt bé".into(), description: None },
        Row { id: "2".into(), title: "Bé".into(), description: described },
    ];
    let list = Content::List { body: "Com ha anat?".into(), button: Some("Tria".into()), rows };
    let expected = json!({
        "type": "list",
        "body": { "text": "Com ha anat?" },
        "action": {
            "button": "Tria",
            "sections": [{ "rows": [
                { "id": "rating-7-5", "title": "Molt bé" },
                { "id": "2", "title": "Bé", "description": "De debò" },
            ] }],
        },
    });
    assert_eq!(object(&list), Some(("interactive", expected)));
}

#[test]
fn a_preview_is_asked_for_where_there_is_a_link() {
    for (text, expected) in [
        ("Bon dia", false),
        ("Mireu (https://example.org/a)", true),
        ("http://example.org", true),
        ("https:// no, xhttp://example.org", true),
        ("example.org", false),
    ] {
        assert_eq!(holds_a_link(text), expected, "{text}");
    }
}

/// The published request of that kind, if a collection of them lies beside the repository.
fn published(kind: &str, file: &str) -> Option<Value> {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/whatsapp/corpus/send");
    let text = std::fs::read(format!("{corpus}/{kind}/{file}.json")).ok();
    if text.is_none() {
        println!("skipped: no published request of {kind}/{file}");
    }
    let json: Value = serde_json::from_slice(&text?).expect("JSON");
    Some(json["request"].clone())
}

/// Whether `ours` names nothing that `theirs` does not, with values of the same kinds.
fn fits(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.iter().all(|(key, value)| theirs.get(key).is_some_and(|it| fits(value, it)))
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.iter().all(|one| theirs.iter().any(|other| fits(one, other)))
        }
        _ => std::mem::discriminant(ours) == std::mem::discriminant(theirs),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn rows(description: Option<&str>) -> Vec<Row> {
    let description = description.map(str::to_owned);
    vec![Row { id: "1".into(), title: "Sí".into(), description }]
}

#[test]
fn what_is_sent_has_the_shape_of_what_was_published() {
    let cards = vec![ContactCard {
        name: "Pau".into(),
        phones: vec!["+34 600 555 001".into()],
        emails: vec!["pau@example.org".into()],
        company: some("Mercat"),
        ..ContactCard::default()
    }];
    let (latitude, longitude) = ("41.38".to_owned(), "2.17".to_owned());
    let place = Content::Location { latitude, longitude, name: some("M"), address: some("P") };
    let body = || "Va bé?".to_owned();
    for (folder, file, content) in [
        ("message_location", "bindambc-1", place),
        ("message_contacts", "bindambc-1", Content::contacts(cards)),
        (
            "message_interactive_button",
            "bindambc-1",
            Content::List { body: body(), button: None, rows: rows(None) },
        ),
        (
            "message_interactive_list",
            "bindambc-1",
            Content::List { body: body(), button: some("Tria"), rows: rows(Some("De debò")) },
        ),
        ("message_text", "bindambc-1", Content::Text { body: body() }),
        (
            "api_phone_number_id_messages",
            "openapi-38",
            Content::Reaction { to: "wamid.1".into(), emoji: some("👍") },
        ),
    ] {
        let (kind, ours) = object(&content).expect("it is sent");
        if let Some(theirs) = published(folder, file) {
            assert_eq!(theirs["type"], kind);
            assert!(fits(&ours, &theirs[kind]), "{folder}: {ours} and {theirs}");
        }
    }
}

#[test]
fn a_sign_says_read_and_besides_that_somebody_is_typing() {
    for (typing, folder) in [(false, "mark_read"), (true, "mark_read_typing")] {
        let number = "1065".into();
        let ours = of_sign(&Sign { number, message: "wamid.1".into(), typing });
        assert_eq!((&ours["status"], &ours["message_id"]), (&json!("read"), &json!("wamid.1")));
        if let Some(theirs) = published(folder, "pywa-1") {
            assert_eq!(ours, theirs);
        }
    }
}

#[test]
fn a_reaction_that_is_taken_back_is_an_empty_one() {
    let gone = Content::Reaction { to: "wamid.1".into(), emoji: None };
    let expected = json!({ "message_id": "wamid.1", "emoji": "" });
    assert_eq!(object(&gone), Some(("reaction", expected)));
}

#[test]
fn a_file_goes_by_metas_id_with_what_its_kind_may_say() {
    let media = |kind, id: Option<&str>, caption: Option<&str>, voice| Content::Media {
        media_kind: kind,
        media: id.map(str::to_owned),
        mime: None,
        caption: caption.map(str::to_owned),
        filename: Some("sol.pdf".into()),
        voice,
        fetched: None,
    };
    for (kind, caption, voice, word, expected) in [
        (MediaKind::Image, Some("A"), false, "image", json!({ "id": "7", "caption": "A" })),
        (MediaKind::Video, None, false, "video", json!({ "id": "7" })),
        (MediaKind::Sticker, None, false, "sticker", json!({ "id": "7" })),
        (MediaKind::Audio, None, false, "audio", json!({ "id": "7" })),
        (MediaKind::Audio, None, true, "audio", json!({ "id": "7", "voice": true })),
        (
            MediaKind::Document,
            Some("A"),
            false,
            "document",
            json!({ "id": "7", "caption": "A", "filename": "sol.pdf" }),
        ),
    ] {
        let content = media(kind, Some("7"), caption, voice);
        assert_eq!(object(&content), Some((word, expected)));
    }
    assert_eq!(object(&media(MediaKind::Image, None, None, false)), None, "Meta has it not");
}

#[test]
fn what_only_customers_send_is_not_sent() {
    assert_eq!(object(&Content::chosen("1".into(), "Sí".into())), None);
}
