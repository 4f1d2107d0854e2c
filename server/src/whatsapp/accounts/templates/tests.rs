//! Templates as Meta writes them, read and written.

use desk::number::Quality;
use desk::template::{Button, Header};
use desk::window::Category;
use serde_json::{Value, json};

use super::*;

fn parts() -> Value {
    json!([
        {"type": "HEADER", "format": "TEXT", "text": "Comanda {{1}}", "example": {"header_text": ["7"]}},
        {"type": "BODY", "text": "Hola {{1}}, {{2}}.", "example": {"body_text": [["Núria", "bici"]]}},
        {"type": "FOOTER", "text": "Bicis Ferrer"},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "Sí"},
            {"type": "URL", "text": "Mira", "url": "https://bicis.test/{{1}}", "example": ["7"]},
            {"type": "PHONE_NUMBER", "text": "Truca", "phone_number": "34972000111"},
            {"type": "COPY_CODE", "example": "BICI10"},
        ]},
    ])
}

fn meta(components: Value) -> Value {
    json!({
        "id": "7", "name": "ready", "language": "ca", "status": "APPROVED", "category": "UTILITY",
        "quality_score": {"score": "GREEN"}, "rejected_reason": "NONE", "components": components,
    })
}

#[test]
fn a_template_is_read_with_all_its_parts_and_written_as_it_was() {
    let now = Utc::now();
    let template = read::template(&meta(parts()), now).expect("a template");
    assert_eq!((template.status, template.category), (Status::Approved, Category::Utility));
    assert_eq!((template.quality, &template.reason), (Quality::Green, &None));
    assert_eq!(template.header, Some(Header::Text("Comanda {{1}}".into())));
    let url = Button::Url { title: "Mira".into(), url: "https://bicis.test/{{1}}".into() };
    assert_eq!((template.buttons.len(), &template.buttons[1]), (4, &url));
    assert_eq!((&template.strange, template.at), (&None, now));
    let samples = [("header.1", "7"), ("body.1", "Núria"), ("body.2", "bici"), ("button.1", "7")];
    let samples = samples.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    let written = write::template(&template, &samples);
    assert_eq!(written["components"], parts());
    assert_eq!((&written["name"], &written["language"]), (&json!("ready"), &json!("ca")));
    assert_eq!(
        (&written["category"], &written["parameter_format"]),
        (&json!("UTILITY"), &json!("POSITIONAL"))
    );
}

#[test]
fn gaps_with_names_are_written_by_name() {
    let named = json!([
        {"type": "HEADER", "format": "TEXT", "text": "Cita {{day}}", "example": {
            "header_text_named_params": [{"param_name": "day", "example": "dilluns"}]}},
        {"type": "BODY", "text": "Hola {{nom}}.", "example": {
            "body_text_named_params": [{"param_name": "nom", "example": "Núria"}]}},
    ]);
    let template = read::template(&meta(named.clone()), Utc::now()).expect("a template");
    let samples = [("header.day", "dilluns"), ("body.nom", "Núria")];
    let samples = samples.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    let written = write::template(&template, &samples);
    assert_eq!((&written["components"], &written["parameter_format"]), (&named, &json!("NAMED")));
}

#[test]
fn a_part_that_is_not_known_is_told_by_its_name_and_one_that_needs_nothing_is_no_matter() {
    let with = |part: Value| {
        let body = json!({"type": "BODY", "text": "Hola"});
        read::template(&meta(json!([body, part])), Utc::now()).expect("a template").strange
    };
    let button = |kind: &str| json!({"type": "BUTTONS", "buttons": [{"type": kind, "text": "A"}]});
    for (part, strange) in [
        (json!({"type": "CAROUSEL", "cards": []}), Some("CAROUSEL")),
        (json!({"type": "HEADER", "format": "GIF"}), Some("HEADER GIF")),
        (button("FLOW"), Some("FLOW")),
        (button("OTP"), Some("OTP")),
        (button("REQUEST_CONTACT_INFO"), None),
        (json!({"type": "HEADER", "format": "IMAGE"}), None),
        (json!({"type": "HEADER", "format": "LOCATION"}), None),
    ] {
        assert_eq!(with(part.clone()).as_deref(), strange, "{part}");
    }
}

#[test]
fn what_has_no_words_is_none_and_odd_words_are_the_dearest_or_unknown() {
    let now = Utc::now();
    assert_eq!(read::template(&meta(json!([])), now), None);
    assert_eq!(read::template(&json!({}), now), None);
    let mut odd = meta(parts());
    (odd["status"], odd["category"]) = (json!("DOZING"), json!("NEWS"));
    (odd["quality_score"], odd["rejected_reason"]) = (Value::Null, json!("SCAM"));
    let odd = read::template(&odd, now).expect("a template");
    assert_eq!((odd.status, odd.category), (Status::Unknown, Category::Marketing));
    assert_eq!((odd.quality, odd.reason.as_deref()), (Quality::Unknown, Some("SCAM")));
}
