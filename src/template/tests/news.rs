//! What Meta tells of templates, and finding one.

use std::sync::Arc;

use chrono::TimeDelta;

use super::*;

#[test]
fn what_meta_tells_is_taken_in_and_an_old_status_is_not() {
    let at = |seconds| DateTime::UNIX_EPOCH + TimeDelta::milliseconds(seconds);
    let paused = || News::Status { status: Status::Paused, reason: Some("Spam".into()) };
    let mut template = Template { at: at(5_500), ..order() };
    assert!(!template.hear(paused(), at(4_000)), "it is from before");
    assert!(template.hear(paused(), at(5_000)), "Meta counts in seconds");
    assert_eq!((template.status, template.reason.as_deref()), (Status::Paused, Some("Spam")));
    assert_eq!(template.at, at(5_500));
    assert!(!template.hear(paused(), at(5_000)), "it is known");
    assert!(template.hear(News::Quality(Quality::Red), at(0)));
    assert!(template.hear(News::Category(Category::Marketing), at(0)));
    assert!(!template.hear(News::Rewritten, at(9_000)));
    assert_eq!((template.quality, template.category), (Quality::Red, Category::Marketing));
}

#[test]
fn a_catalogue_finds_a_template_by_number_name_and_language() {
    let brazilian = Template { language: "pt_BR".into(), ..order() };
    let shelf: Arc<[Template]> = Arc::new([order(), brazilian.clone()]);
    let catalogue: Catalogue =
        [("1".into(), shelf), ("2".into(), Arc::new([]) as Arc<[Template]>)].into_iter().collect();
    let find = |number: &str, name, language| catalogue.find(&number.into(), name, language);
    assert_eq!(find("1", "order_ready", "ca"), Some(&order()));
    assert_eq!(find("1", "order_ready", "pt-BR"), Some(&brazilian));
    for (number, name, language) in [
        ("2", "order_ready", "ca"),
        ("3", "order_ready", "ca"),
        ("1", "order", "ca"),
        ("1", "order_ready", "es"),
    ] {
        assert_eq!(find(number, name, language), None, "{number} {name} {language}");
    }
    assert_eq!(catalogue.called("order_ready", "ca").count(), 1);
}

#[test]
fn a_template_survives_being_kept() {
    for header in [Header::Text("a".into()), Header::Image, Header::Location] {
        let template = Template { header: Some(header), ..order() };
        let json = serde_json::to_string(&template).expect("it serialises");
        assert_eq!(serde_json::from_str::<Template>(&json).expect("and parses"), template);
    }
    let letter = order().fill(&all()).expect("whole").letter;
    let json = serde_json::to_string(&letter).expect("it serialises");
    assert_eq!(serde_json::from_str::<Letter>(&json).expect("and parses"), letter);
}

#[test]
fn no_two_statuses_have_one_word() {
    let words: std::collections::BTreeSet<_> = Status::ALL.iter().map(|one| one.word()).collect();
    assert_eq!(words.len(), Status::ALL.len());
}
