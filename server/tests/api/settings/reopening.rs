//! What becomes of a message after the resolution: chosen in a form, obeyed by what Meta posts.

use reqwest::Method;
use serde_json::{Value, json};

use super::{ADMINISTRATOR, GENERAL, laid_down, send};
use crate::harness::{Answer, Browser, DISPLAY, NUMBER, TestDesk, run, text_message};

const PATH: &str = "/settings/general";

/// Sends the form of what holds for the whole desk with this choice for its number; where it leads.
async fn choose(
    browser: &mut Browser,
    version: &str,
    (policy, days): (&str, &str),
    more: &[(&str, &str)],
) -> String {
    let names = [format!("reopening.{NUMBER}"), format!("reopening.{NUMBER}.days")];
    let chosen = [(names[0].as_str(), policy), (names[1].as_str(), days)];
    send(browser, PATH, version, &[&GENERAL[..], &chosen, more].concat()).await
}

/// The customer with that phone writes `text` after the resolution of their ticket: whether it came
/// to that ticket, and the status of the one that it came to.
async fn after_the_resolution(desk: &TestDesk, phone: &str, text: &str) -> (bool, Value) {
    let ticket = desk.written(text_message(phone, &format!("wamid.{phone}.1"), "Hola?")).await;
    let path = format!("/tickets/{}/resolution", ticket["number"]);
    desk.api().order(&path).await.expect(200);
    let next = desk.written(text_message(phone, &format!("wamid.{phone}.2"), text)).await;
    (next["number"] == ticket["number"], next["status"].clone())
}

#[test]
fn what_was_chosen_for_a_number_is_obeyed_by_the_next_message_after_a_resolution() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let usual = browser.get(PATH).await.text;
        assert!(usual.contains(&format!("<legend>{DISPLAY}</legend>")), "{usual}");
        assert!(usual.contains(r#"<option value="new_after" selected>"#), "{usual}");
        for (version, policy, phone, stays) in [
            ("0", "new_ticket", "34610000001", false),
            ("1", "reopen", "34610000002", true),
            ("2", "new_ticket", "34610000003", false),
            ("3", "new_after", "34610000004", true),
        ] {
            let then = choose(&mut browser, version, (policy, "2"), &[("closing", "yes")]).await;
            assert_eq!(then, PATH);
            let page = browser.get(PATH).await.text;
            let chosen = format!(r#"<option value="{policy}" selected>"#);
            assert!(page.contains(&chosen), "the form shows what was laid down: {page}");
            let came = after_the_resolution(&desk, phone, "I ara què?").await;
            assert_eq!(came, (stays, json!("open")), "{policy}");
        }
        let policies = json!({NUMBER: {"kind": "new_after", "days": 2}});
        assert_eq!(laid_down(&desk).await["reopening"], policies);
        choose(&mut browser, "4", ("new_ticket", ""), &[("closing", "yes")]).await;
        desk.restart().await;
        let came = after_the_resolution(&desk, "34610000005", "I ara què?").await;
        assert_eq!(came, (false, json!("open")), "it holds after a restart too");
        desk.end().await;
    });
}

#[test]
fn the_goodbyes_that_were_entered_in_the_form_are_those_that_leave_a_ticket_resolved() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let ours = "fins a la propera revisió";
        let lines = format!("no, gràcies\n{ours}");
        let added = [("closing", "yes"), ("closing_added", &lines), ("closing_removed", "gràcies")];
        let (stays, new) = ((true, json!("resolved")), (false, json!("open")));
        choose(&mut browser, "0", ("new_ticket", ""), &added).await;
        assert_eq!(after_the_resolution(&desk, "34610000001", ours).await, stays);
        assert_eq!(after_the_resolution(&desk, "34610000002", "Gràcies!").await, new);
        assert_eq!(after_the_resolution(&desk, "34610000006", "No, gràcies").await, stays);
        assert_eq!(after_the_resolution(&desk, "34610000007", "No").await, new);
        choose(&mut browser, "1", ("new_ticket", ""), &[("closing", "yes")]).await;
        assert_eq!(after_the_resolution(&desk, "34610000003", ours).await, new);
        assert_eq!(after_the_resolution(&desk, "34610000004", "Gràcies!").await, stays);
        // A box that isn't ticked is not sent.
        choose(&mut browser, "2", ("new_ticket", ""), &[]).await;
        assert_eq!(after_the_resolution(&desk, "34610000005", "Gràcies!").await, new);
        desk.end().await;
    });
}

#[test]
fn days_that_make_no_sense_come_back_with_everything_that_was_typed() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        for days in ["0", "3651", "99999", "soon"] {
            let more = [("closing_added", "fins aviat, capità")];
            let back = choose(&mut browser, "0", ("new_after", days), &more).await;
            assert_eq!(back, "/settings/general?again");
            let page = browser.get(&back).await.text;
            let told = format!("{DISPLAY}: ha de ser entre 1 i 3650.");
            assert!(page.contains(&told), "{days}: {page}");
            let typed = format!(r#"name="reopening.{NUMBER}.days" value="{days}""#);
            assert!(page.contains(&typed) && page.contains("fins aviat, capità"), "{page}");
        }
        assert_eq!(laid_down(&desk).await.get("reopening"), None);
        desk.end().await;
    });
}

#[test]
fn a_program_lays_it_down_too_and_is_told_which_number_has_wrong_days() {
    run(async || {
        let desk = TestDesk::start().await;
        let days = |days: u32| json!({"reopening": {NUMBER: {"kind": "new_after", "days": days}}});
        let put = async |rulebook: Value| {
            let draft = json!({"replaces": 0, "rulebook": rulebook});
            Answer::of(desk.api().request(Method::PUT, "/rulebook").json(&draft)).await
        };
        let refused = put(days(0)).await;
        refused.is_a_problem(422);
        let told = json!([{"part": {"reopening": NUMBER}, "matter": {"reopening": {"days": 0}}}]);
        assert_eq!(refused.body["objections"], told);
        put(days(99_999)).await.is_a_problem(422);
        put(days(30)).await.expect(200);
        assert_eq!(laid_down(&desk).await["reopening"], days(30)["reopening"]);
        desk.end().await;
    });
}
