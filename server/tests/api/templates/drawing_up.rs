//! A new template in the settings.

use simulator::Review;

use super::*;

const NEW: &str = "/settings/templates/new";

/// A whole draft, with some fields otherwise.
fn form<'a>(otherwise: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let right = [
        ("account", WABA),
        ("name", "check_up"),
        ("language", "en"),
        ("category", "utility"),
        ("header.kind", "none"),
        ("body", "Hi {{1}}, your check-up is on {{2}} at our shop."),
        ("footer", "Bicis Ferrer"),
        ("sample.body.1", "Ada"),
        ("sample.body.2", "Monday"),
        ("do", "hand_in"),
    ];
    let changed = right.map(|(name, value)| {
        let other = otherwise.iter().find(|(known, _)| *known == name);
        (name, other.map_or(value, |(_, value)| *value))
    });
    let added = otherwise.iter().filter(|(name, _)| right.iter().all(|(known, _)| known != name));
    changed.into_iter().chain(added.copied()).collect()
}

async fn send(browser: &mut Browser, form: &[(&str, &str)]) -> String {
    let answer = browser.post(NEW, form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let location = answer.location().to_owned();
    browser.get(&location).await.text
}

#[test]
fn a_whole_draft_is_handed_in_and_what_meta_makes_of_it_is_told() {
    run(async || {
        let (desk, meta) = desk().await;
        meta.set_review(Review::Wait);
        let mut browser = signed_in(&desk, ADMINISTRATOR).await;
        let page = send(&mut browser, &form(&[])).await;
        assert!(page.contains("The template was handed in."), "{page}");
        assert!(line(&mut browser, "check_up", "en").await.contains("In review"));
        let known = meta.templates().into_iter().find(|one| one["name"] == "check_up");
        let mut known = known.expect("Meta has it");
        assert_eq!(known["components"][0]["example"]["body_text"], json!([["Ada", "Monday"]]));
        assert_eq!(known["components"][1]["text"], "Bicis Ferrer");
        (known["status"], known["rejected_reason"]) = (json!("REJECTED"), json!("SCAM"));
        meta.add_template(known);
        let why = json!({"event": "REJECTED", "reason": "SCAM"});
        bring(&desk, "message_template_status_update", named("check_up", "en", why)).await;
        let line = line(&mut browser, "check_up", "en").await;
        assert!(line.contains("Rejected") && line.contains("Meta says: SCAM"), "{line}");
        let page = send(&mut browser, &form(&[])).await;
        assert!(page.contains("is there already in this language"), "{page}");
        desk.end().await;
    });
}

#[test]
fn every_flaw_stands_beside_its_field_and_nothing_typed_is_lost() {
    run(async || {
        let (desk, meta) = desk().await;
        let before = meta.templates().len();
        let mut browser = signed_in(&desk, ADMINISTRATOR).await;
        for (field, value, words) in [
            ("name", "Check Up", "has small letters, digits and underscores only"),
            ("language", "English", "has to be a code such as"),
            ("body", "Hi {{1}}", "may not begin or end with a gap"),
            ("body", "Hi {{1}} {{2}}, bye.", "has two gaps side by side"),
            ("body", "Hi {{2}}, bye.", "needs its gaps numbered from 1 on"),
            ("footer", "Bye {{1}}", "may have 0 gaps at most"),
            ("sample.body.2", "", "is missing. Fill it in."),
        ] {
            let page = send(&mut browser, &form(&[(field, value)])).await;
            assert!(page.contains(words), "{field} {value}: {page}");
            assert!(page.contains("See what it says beside each field."), "{page}");
            assert!(value.is_empty() || page.contains(value), "{value} is lost: {page}");
        }
        assert_eq!(meta.templates().len(), before, "Meta was not bothered");
        desk.end().await;
    });
}

#[test]
fn a_draft_is_shown_as_the_customer_would_read_it_and_grows_buttons() {
    run(async || {
        let (desk, _meta) = desk().await;
        let mut browser = signed_in(&desk, ADMINISTRATOR).await;
        let page = send(&mut browser, &form(&[("do", "preview")])).await;
        assert!(page.contains("Hi Ada, your check-up is on Monday at our shop."), "{page}");
        let add = [("do", "add button"), ("button.kind", "quick_reply")];
        let page = send(&mut browser, &form(&add)).await;
        assert!(page.contains("name=\"button.0.title\""), "{page}");
        let titled = [
            ("button", "0"),
            ("button.0.is", "quick_reply"),
            ("button.0.title", "I will be there"),
        ];
        let page = send(&mut browser, &form(&titled)).await;
        assert!(page.contains("The template was handed in."), "{page}");
        desk.end().await;
    });
}

#[test]
fn what_meta_does_not_take_is_told_in_its_words() {
    run(async || {
        let (desk, meta) = desk().await;
        let mut browser = signed_in(&desk, ADMINISTRATOR).await;
        browser.get(LIST).await;
        // Somebody was quicker, and no webhook told of it.
        meta.add_template(json!({"name": "check_up", "language": "en", "status": "PENDING"}));
        let page = send(&mut browser, &form(&[])).await;
        assert!(page.contains("There is already content of that name"), "{page}");
        assert!(page.contains("your check-up is on"), "what was typed is there: {page}");
        desk.end().await;
    });
}
