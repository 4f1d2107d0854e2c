//! The settings as an administrator uses them: plain forms that lay down how the team works.

mod history;
mod hours;
mod reopening;
mod trying;

use serde_json::Value;

use crate::harness::{Browser, TestDesk, run, text_message};

const ADMINISTRATOR: &str = "nuria@example.org";

async fn laid_down(desk: &TestDesk) -> Value {
    desk.api().get("/rulebook").await.expect(200)["rulebook"].clone()
}

/// Sends a form as the page of that version does; where it leads.
async fn send(browser: &mut Browser, path: &str, version: &str, form: &[(&str, &str)]) -> String {
    let form: Vec<(&str, &str)> = [("version", version)].iter().chain(form).copied().collect();
    let page = browser.post(path, &form).await;
    assert_eq!(page.status, 303, "{}", page.text);
    page.location().to_owned()
}

/// What holds for the whole desk, as its form sends it.
const GENERAL: [(&str, &str); 10] = [
    ("zone", "Europe/Madrid"),
    ("quiet_from", "22:00"),
    ("quiet_until", "08:00"),
    ("messages", "5"),
    ("open", "100"),
    ("waiting", "10"),
    ("snoozed", "0"),
    ("shift_margin", "15"),
    ("grace", "3"),
    ("mode", "first"),
];

/// A rule for invoices, as its form sends it.
const INVOICES: [(&str, &str); 11] = [
    ("name", "Invoices"),
    ("on", "yes"),
    ("when", "0"),
    ("when.0.is", "message_in"),
    ("condition.group", "any"),
    ("condition.in", "0"),
    ("condition.in.0.is", "message_text"),
    ("condition.in.0.operator", "has_word"),
    ("condition.in.0.value", "factura, invoice"),
    ("then", "0"),
    ("then.0.is", "set_priority"),
];

#[test]
fn a_rule_that_was_entered_in_a_form_is_obeyed_by_the_next_message() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let mut form = INVOICES.to_vec();
        form.extend([("then.0.value", "high"), ("do", "save")]);
        let then = send(&mut browser, "/settings/rules/new", "0", &form).await;
        assert_eq!(then, "/settings/rules");
        let list = browser.get(&then).await;
        assert!(list.text.contains("Invoices"), "{}", list.text);
        let message = text_message("34610000001", "wamid.1", "La factura?");
        assert_eq!(desk.written(message).await["priority"], "high");
        let saved = browser.get("/settings/rules/invoices").await;
        assert!(saved.text.contains("factura, invoice"), "the form shows what was laid down");
        let then = send(&mut browser, "/settings/rules", "1", &[("do", "switch invoices")]).await;
        assert_eq!(then, "/settings/rules");
        let message = text_message("34610000002", "wamid.2", "La factura?");
        assert_eq!(desk.written(message).await["priority"], "normal");
        desk.end().await;
    });
}

#[test]
fn a_program_to_call_is_entered_by_its_address_and_a_bad_one_comes_back() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let save = async |browser: &mut Browser, address| {
            let mut form = INVOICES[..INVOICES.len() - 1].to_vec();
            form.extend([("then.0.is", "call_webhook"), ("then.0.value", address), ("do", "save")]);
            send(browser, "/settings/rules/new", "0", &form).await
        };
        let back = save(&mut browser, "ftp://example.org").await;
        let page = browser.get(&back).await.text;
        assert!(page.contains("ftp://example.org") && page.contains("role=\"alert\""), "{page}");
        assert_eq!(save(&mut browser, "https://example.org/hook").await, "/settings/rules");
        let expected = serde_json::json!([{
            "kind": "call_webhook", "url": "https://example.org/hook",
        }]);
        assert_eq!(laid_down(&desk).await["rules"]["rules"][0]["then"], expected);
        let saved = browser.get("/settings/rules/invoices").await.text;
        assert!(saved.contains("value=\"https://example.org/hook\""), "{saved}");
        desk.end().await;
    });
}

#[test]
fn a_form_with_a_mistake_comes_back_as_it_was_sent_and_says_what_is_wrong() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let mut form = INVOICES.to_vec();
        // The priority is missing.
        form.push(("do", "save"));
        let back = send(&mut browser, "/settings/rules/new", "0", &form).await;
        assert_eq!(back, "/settings/rules/new?again");
        let page = browser.get(&back).await.text;
        assert!(page.contains("factura, invoice") && page.contains("role=\"alert\""), "{page}");
        let fresh = browser.get("/settings/rules/new").await.text;
        assert!(!fresh.contains("factura, invoice"), "only who is led back gets the form");
        assert_eq!(laid_down(&desk).await["rules"]["rules"], serde_json::json!([]));
        desk.end().await;
    });
}

#[test]
fn rows_come_and_go_without_anything_being_laid_down() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let mut form = INVOICES.to_vec();
        form.extend([("then.kind", "send_text"), ("do", "add then")]);
        let back = send(&mut browser, "/settings/rules/new", "0", &form).await;
        let page = browser.get(&back).await.text;
        assert!(page.contains("then.1.value") && !page.contains("role=\"alert\""), "{page}");
        assert_eq!(laid_down(&desk).await["rules"]["rules"], serde_json::json!([]));
        desk.end().await;
    });
}

#[test]
fn a_form_of_an_edition_that_is_gone_overwrites_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let team = |name| [("name", name), ("strategy", "least_loaded"), ("offers_queue", "yes")];
        send(&mut browser, "/settings/teams/new", "0", &team("Billing")).await;
        let back = send(&mut browser, "/settings/teams/new", "0", &team("Workshop")).await;
        assert_eq!(back, "/settings/teams/new?again");
        assert!(browser.get(&back).await.text.contains("Workshop"), "nothing typed is lost");
        send(&mut browser, "/settings/teams/new", "1", &team("Workshop")).await;
        let teams = laid_down(&desk).await["teams"].as_array().map(Vec::len);
        assert_eq!(teams, Some(2));
        desk.end().await;
    });
}

#[test]
fn every_section_lays_down_its_part() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let hours =
            [("name", "Office"), ("zone", "Europe/Madrid"), ("Mon", "9:00-14:00, 16:00-19:00")];
        send(&mut browser, "/settings/hours/new", "0", &hours).await;
        let policy = [("name", "Usual"), ("first_response.high", "30m"), ("warnings", "50, 80")];
        send(&mut browser, "/settings/policies/new", "1", &policy).await;
        send(&mut browser, "/settings/general", "2", &GENERAL).await;
        let people = browser.get("/settings/people").await.text;
        let id = people.split("/settings/people/").nth(1).and_then(|rest| rest.split('"').next());
        let path = format!("/settings/people/{}", id.expect("a person"));
        let person = [("accepts", "yes"), ("capacity", "3"), ("languages", "ca, es")];
        send(&mut browser, &path, "3", &person).await;
        let book = laid_down(&desk).await;
        assert_eq!(book["calendars"][0]["name"], "Office");
        assert_eq!(book["policies"][0]["targets"]["high"]["first_response"]["minutes"], 30);
        assert_eq!(
            (&book["rules"]["mode"], &book["zone"]),
            (&"first".into(), &"Europe/Madrid".into())
        );
        assert_eq!(book["profiles"][0]["capacity"], 3);
        for path in ["hours/office", "policies/usual", "general", "people", "teams", "rules"] {
            let page = browser.get(&format!("/settings/{path}")).await;
            assert_eq!(page.status, 200, "{path}");
        }
        send(&mut browser, "/settings/hours/office", "4", &[("do", "delete")]).await;
        assert_eq!(laid_down(&desk).await["calendars"], serde_json::json!([]));
        desk.end().await;
    });
}

#[test]
fn for_everybody_else_there_are_no_settings() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut agent = desk.signed_in("ana@example.org").await;
        assert_eq!(agent.get("/settings/rules").await.status, 404);
        assert_eq!(agent.post("/settings/rules/new", &[("name", "x")]).await.status, 404);
        let mut stranger = desk.browser();
        let page = stranger.get("/settings/rules").await;
        assert_eq!(page.status, 302);
        assert!(page.location().starts_with("/sign-in"), "{}", page.location());
        desk.end().await;
    });
}
