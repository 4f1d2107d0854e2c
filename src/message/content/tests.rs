//! What a message holds, on its way to screens and in one line.

use super::*;

#[test]
fn a_line_is_flat_and_short() {
    let content = Content::Text { body: format!("Bon dia,\n\n  no em quadra {}", "x".repeat(200)) };
    let line = content.line().expect("text has a line");
    assert!(line.starts_with("Bon dia, no em quadra xxx"));
    assert_eq!(line.chars().count(), 120);
}

#[test]
fn a_text_of_spaces_has_no_line() {
    assert_eq!(Content::Text { body: " \n".into() }.line(), None);
}

#[test]
fn a_reaction_does_not_ask_for_an_answer_and_a_text_does() {
    let reaction = Content::Reaction { to: "wamid.1".into(), emoji: Some("👍".into()) };
    assert!(!reaction.asks_for_an_answer());
    assert!(Content::Text { body: "hola".into() }.asks_for_an_answer());
}

#[test]
fn a_template_of_before_its_words_were_kept_is_read_and_shown_by_its_name() {
    let json = r#"{"template":{"name":"ready","language":"ca","parameters":["Núria"]}}"#;
    let content: Content = serde_json::from_str(json).expect("it parses");
    assert_eq!(content.line().as_deref(), Some("ready"));
    assert_eq!(serde_json::to_string(&content).expect("it serialises"), json);
    let Content::Template { name, language, parameters, .. } = content else { panic!("{json}") };
    let words = Some("Hola Núria,\nja és a punt".to_owned());
    let letter = Some(Sealed::new(&Letter::default()));
    let known = Content::Template { name, language, parameters, words, letter };
    assert_eq!(known.line().as_deref(), Some("Hola Núria, ja és a punt"));
    let Content::Template { letter, words, .. } = known.for_screens() else { panic!("it is one") };
    assert!(letter.is_none() && words.is_some(), "screens show the words");
}

#[test]
fn a_content_survives_the_way_to_the_browser_and_back() {
    let content = Content::Unknown { name: "poll".into(), raw: "{\"poll\":1}".into() };
    let json = serde_json::to_string(&content).expect("content serialises");
    assert_eq!(serde_json::from_str::<Content>(&json).expect("and parses"), content);
}
