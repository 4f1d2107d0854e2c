//! A rule is tried from its form, and saving one that would have written to many is asked about (RULE-8).

use serde_json::json;

use super::{ADMINISTRATOR, INVOICES, laid_down, send};
use crate::harness::{Browser, TestDesk, run, text_message};

/// The form of a rule that answers whoever says “factura”, up to its button.
fn answers(text: &str) -> Vec<(&str, &str)> {
    let mut form = INVOICES[..INVOICES.len() - 1].to_vec();
    form.extend([("then.0.is", "send_text"), ("then.0.value", text)]);
    form
}

async fn presses(browser: &mut Browser, version: &str, text: &str, button: &str) -> String {
    let mut form = answers(text);
    form.push(("do", button));
    send(browser, "/settings/rules/new", version, &form).await
}

/// So many customers ask for their invoice.
async fn ask(desk: &TestDesk, customers: usize) {
    let asks = |n| text_message(&format!("3462{n:07}"), &format!("wamid.many.{n}"), "La factura?");
    desk.meta().say((0..customers).map(asks).collect()).await;
    desk.settled().await;
}

#[test]
fn a_rule_that_is_tried_comes_back_as_typed_with_what_it_would_have_done() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(text_message("34610000001", "wamid.1", "La factura, si us plau")).await;
        desk.written(text_message("34610000002", "wamid.2", "Bon dia")).await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let back = presses(&mut browser, "0", "Hola {customer}, ara t'ho mirem", "try").await;
        assert_eq!(back, "/settings/rules/new?again#trial");
        let page = browser.get("/settings/rules/new?again").await.text;
        for shown in [
            "Hola {customer}, ara t'ho mirem",
            r#"id="trial""#,
            r#"href="/inbox/1""#,
            "Hola Customer 1, ara t&#39;ho mirem",
            "La factura, si us plau",
        ] {
            let plain = shown.replace("&#39;", "'");
            assert!(page.contains(shown) || page.contains(&plain), "{shown}: {page}");
        }
        assert!(!page.contains("role=\"alert\""), "nothing is wrong: {page}");
        assert_eq!(laid_down(&desk).await["rules"]["rules"], json!([]));
        assert_eq!(desk.api().messages(1).await.len(), 1, "nobody was written to");
        let fresh = browser.get("/settings/rules/new").await.text;
        assert!(!fresh.contains(r#"id="trial""#), "only who is led back sees it");
        desk.end().await;
    });
}

#[test]
fn a_rule_that_can_not_be_tried_says_what_is_wrong() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let back = presses(&mut browser, "0", "Hola {surname}", "try").await;
        assert_eq!(back, "/settings/rules/new?again");
        let page = browser.get(&back).await.text;
        assert!(page.contains("role=\"alert\"") && page.contains("Hola {surname}"), "{page}");
        desk.end().await;
    });
}

#[test]
fn a_rule_that_would_have_written_to_many_is_saved_only_if_that_is_meant() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        ask(&desk, 20).await;
        assert_eq!(presses(&mut browser, "0", "Ja hi som", "save").await, "/settings/rules");
        ask(&desk, 21).await;
        let path = "/settings/rules/invoices";
        let mut form = answers("Ara ho mirem");
        form.push(("do", "save"));
        let back = send(&mut browser, path, "1", &form).await;
        assert_eq!(back, "/settings/rules/invoices?again");
        let page = browser.get(&back).await.text;
        let asks = page.contains("role=\"alert\"") && page.contains(r#"value="anyway""#);
        assert!(asks && page.contains("Ara ho mirem") && page.contains(r#"id="trial""#), "{page}");
        let text = |book: &serde_json::Value| book["rules"]["rules"][0]["then"][0]["text"].clone();
        assert_eq!(text(&laid_down(&desk).await), "Ja hi som", "not yet");

        let mut other = answers("Una altra cosa");
        other.push(("do", "anyway"));
        let back = send(&mut browser, path, "1", &other).await;
        assert_eq!(back, "/settings/rules/invoices?again", "this is not what was shown");
        let then = send(&mut browser, path, "1", &other).await;
        assert_eq!(then, "/settings/rules");
        assert_eq!(text(&laid_down(&desk).await), "Una altra cosa");
        desk.end().await;
    });
}

#[test]
fn a_rule_that_is_switched_on_from_the_list_goes_the_same_way() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        ask(&desk, 21).await;
        let mut off = answers("Ara ho mirem");
        off.retain(|(name, _)| *name != "on");
        off.push(("do", "save"));
        assert_eq!(send(&mut browser, "/settings/rules/new", "0", &off).await, "/settings/rules");
        let switch = [("do", "switch invoices")];
        let back = send(&mut browser, "/settings/rules", "1", &switch).await;
        assert_eq!(back, "/settings/rules/invoices?again");
        let page = browser.get(&back).await.text;
        assert!(page.contains(r#"value="anyway""#) && page.contains("Ara ho mirem"), "{page}");
        assert_eq!(laid_down(&desk).await["rules"]["rules"][0]["on"], false);
        let mut on = answers("Ara ho mirem");
        on.push(("do", "anyway"));
        let then = send(&mut browser, "/settings/rules/invoices", "1", &on).await;
        assert_eq!(then, "/settings/rules");
        assert_eq!(laid_down(&desk).await["rules"]["rules"][0]["on"], true);
        let then = send(&mut browser, "/settings/rules", "2", &switch).await;
        assert_eq!(then, "/settings/rules", "to switch one off nobody is asked");
        desk.end().await;
    });
}
