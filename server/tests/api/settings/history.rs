//! The history of the settings: what each edition changed, and the way back to an earlier one (CAL-6).

use serde_json::json;

use super::{ADMINISTRATOR, INVOICES, laid_down, send};
use crate::harness::{Browser, TestDesk, run, text_message};
use crate::rulebook::{administrator, lay_down};

const TEAM: [(&str, &str); 2] = [("strategy", "least_loaded"), ("offers_queue", "yes")];

async fn saves_team(browser: &mut Browser, version: &str, name: &str) {
    let mut form = TEAM.to_vec();
    form.push(("name", name));
    assert_eq!(send(browser, "/settings/teams/new", version, &form).await, "/settings/teams");
}

/// The editions of a page, each as it stands there, the newest first.
fn editions(page: &str) -> Vec<&str> {
    page.split("<li data-version=\"").skip(1).collect()
}

#[test]
fn the_history_tells_who_changed_what_and_when() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let blank = browser.get("/settings/history").await;
        assert_eq!((blank.status, editions(&blank.text).len()), (200, 0));
        saves_team(&mut browser, "0", "Billing").await;
        lay_down(&administrator(&desk).await, 1, json!({"zone": "Europe/Andorra"}))
            .await
            .expect(200);
        let page = browser.get("/settings/history").await.text;
        let [second, first] = &editions(&page)[..] else { panic!("two editions: {page}") };
        for (edition, marks) in [
            (first, ["1\" class=\"edition", "Billing", "value=\"again 1\""]),
            // Of the administrator's key, who left the team out.
            (second, ["2\" class=\"edition", "Billing", "settings"]),
        ] {
            for mark in marks {
                assert!(edition.contains(mark), "no {mark}: {edition}");
            }
        }
        assert!(!second.contains("again 2"), "it is in force: {second}");
        desk.end().await;
    });
}

#[test]
fn an_earlier_edition_is_laid_down_again_as_the_newest() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        saves_team(&mut browser, "0", "Billing").await;
        let with_team = laid_down(&desk).await;
        send(&mut browser, "/settings/teams/billing", "1", &[("do", "delete")]).await;
        assert_eq!(laid_down(&desk).await["teams"], json!([]));
        let then = send(&mut browser, "/settings/history", "2", &[("do", "again 1")]).await;
        assert_eq!(then, "/settings/history");
        assert_eq!(laid_down(&desk).await, with_team);
        let page = browser.get(&then).await.text;
        assert_eq!(editions(&page).len(), 3, "{page}");
        assert!(editions(&page)[0].starts_with("3\""), "{page}");
        // Whoever looks at a page that is out of date goes nowhere.
        let back = send(&mut browser, "/settings/history", "2", &[("do", "again 2")]).await;
        assert_eq!(back, "/settings/history?again");
        assert!(browser.get(&back).await.text.contains("role=\"alert\""));
        for command in ["again 9", "again", "delete", ""] {
            send(&mut browser, "/settings/history", "3", &[("do", command)]).await;
        }
        assert_eq!(desk.api().get("/rulebook").await.expect(200)["version"], 3);
        desk.end().await;
    });
}

#[test]
fn what_comes_back_is_a_further_version_of_itself() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let mut form = INVOICES.to_vec();
        form.extend([("then.0.value", "high"), ("do", "save")]);
        send(&mut browser, "/settings/rules/new", "0", &form).await;
        send(&mut browser, "/settings/rules", "1", &[("do", "switch invoices")]).await;
        let then = send(&mut browser, "/settings/history", "2", &[("do", "again 1")]).await;
        assert_eq!(then, "/settings/history");
        let rule = laid_down(&desk).await["rules"]["rules"][0].clone();
        assert_eq!((&rule["on"], &rule["version"]), (&json!(true), &json!(3)));
        desk.end().await;
    });
}

#[test]
fn a_long_history_goes_on_on_further_pages() {
    run(async || {
        let desk = TestDesk::start().await;
        let api = administrator(&desk).await;
        for version in 0..25 {
            let zone = if version % 2 == 0 { "Europe/Madrid" } else { "Europe/Andorra" };
            lay_down(&api, version, json!({"zone": zone})).await.expect(200);
        }
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let page = browser.get("/settings/history").await.text;
        assert_eq!(editions(&page).len(), 20);
        let link = page.split("/settings/history?before=").nth(1);
        let before = link.and_then(|rest| rest.split('"').next()).expect("a link to more");
        let page = browser.get(&format!("/settings/history?before={before}")).await.text;
        let last = editions(&page);
        assert_eq!(last.len(), 5);
        assert!(last[4].contains("1\" class=\"edition") && last[4].contains("again 1"), "{page}");
        desk.end().await;
    });
}

#[test]
fn going_back_to_a_rule_that_would_have_written_to_many_is_asked_about() {
    // RULE-8
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let mut form = INVOICES[..INVOICES.len() - 1].to_vec();
        let text = "Ara ho mirem";
        form.extend([("then.0.is", "send_text"), ("then.0.value", text), ("do", "save")]);
        send(&mut browser, "/settings/rules/new", "0", &form).await;
        send(&mut browser, "/settings/rules/invoices", "1", &[("do", "delete")]).await;
        let asks =
            |n| text_message(&format!("3462{n:07}"), &format!("wamid.many.{n}"), "La factura?");
        desk.meta().say((0..30).map(asks).collect()).await;
        desk.settled().await;
        let back = send(&mut browser, "/settings/history", "2", &[("do", "again 1")]).await;
        assert_eq!(back, "/settings/history?again");
        let page = browser.get(&back).await.text;
        assert!(page.contains("role=\"alert\"") && page.contains("anyway 1"), "{page}");
        assert_eq!(laid_down(&desk).await["rules"]["rules"], json!([]));
        let then = send(&mut browser, "/settings/history", "2", &[("do", "anyway 1")]).await;
        assert_eq!(then, "/settings/history");
        assert_eq!(laid_down(&desk).await["rules"]["rules"][0]["id"], "invoices");
        desk.end().await;
    });
}

#[test]
fn for_everybody_else_there_is_no_history() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut agent = desk.signed_in("ana@example.org").await;
        assert_eq!(agent.get("/settings/history").await.status, 404);
        assert_eq!(agent.post("/settings/history", &[("do", "again 1")]).await.status, 404);
        desk.end().await;
    });
}
