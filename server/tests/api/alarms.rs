//! What can't wait, as a page that is never brought to life asks for it.

use desk::permissions::Role;
use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::json;

use crate::harness::{Api, Browser, Folder, Page, TestDesk, eventually, eventually_some, run};

/// One alert of a clock that broke.
const LATE: &str = "class=\"alert late\"";

/// The practice shop, whose clock can be put forward.
async fn shop() -> TestDesk {
    TestDesk::on(Folder::empty(), String::new(), |config| config.practice = true).await
}

/// Somebody of that role, signed in with one click.
async fn come_in(desk: &TestDesk, role: &str) -> Browser {
    let mut browser = desk.browser();
    let request = browser.request(Method::POST, "/practice/sign-in").form(&[("role", role)]);
    let page = browser.send(request.header("sec-fetch-site", "same-origin")).await;
    assert_eq!(page.status, 303);
    browser
}

async fn four_days_pass(desk: &TestDesk) {
    let request = desk.browser().request(Method::POST, "/practice/clock");
    let request = request.form(&[("minutes", "5760"), ("customer", "")]);
    let answer = request.header("sec-fetch-site", "same-origin").send().await;
    assert_eq!(answer.expect("an answer").status(), 303);
}

/// Gives a ticket that waits for an answer to that agent.
async fn gives_one(api: &Api, agent: &str) {
    let open = api.tickets("status=open").await;
    let path = format!("/tickets/{}/assignment", open[0]["number"]);
    api.post(&path, json!({"agent": agent})).await.expect(200);
}

/// The alerts of whoever sits at that browser, once there is one.
async fn alerted(browser: &mut Browser) -> Page {
    eventually_some("an alert", async || {
        let page = browser.get("/alerts").await;
        page.text.contains(LATE).then_some(page)
    })
    .await
}

#[test]
fn a_strangers_question_for_alerts_is_refused() {
    run(async || {
        let desk = TestDesk::start().await;
        let page = desk.browser().get("/alerts").await;
        assert_eq!((page.status, &*page.text), (401, ""));
        desk.end().await;
    });
}

#[test]
fn each_reader_is_told_in_html_of_what_broke_and_is_theirs_to_know() {
    run(async || {
        let desk = shop().await;
        let api = desk.api_with(&desk.key_of("crm", Role::Supervisor).await);
        gives_one(&api, "julia@example.org").await;
        four_days_pass(&desk).await;
        let mut marta = come_in(&desk, "supervisor").await;
        let mut julia = come_in(&desk, "agent").await;
        let all = alerted(&mut marta).await;
        assert!(all.header("content-type").starts_with("text/html"));
        assert!(all.text.contains("class=\"alerts"), "{}", all.text);
        assert!(all.text.contains("s'ha passat del temps"), "in their words: {}", all.text);
        assert!(!all.text.contains("<html"), "a part of a page: {}", all.text);
        let hers = alerted(&mut julia).await;
        let tickets = api.tickets("assignee=julia@example.org").await;
        let tickets: Vec<_> = tickets.iter().map(|one| one["number"].to_string()).collect();
        let links = hers.text.split("href=\"/inbox/").skip(1);
        for number in links.map(|rest| rest.split('"').next().unwrap_or_default()) {
            assert!(tickets.iter().any(|known| known == number), "#{number} is not hers");
        }
        let mut noa = come_in(&desk, "guest").await;
        let page = noa.get("/alerts").await;
        assert!(page.status == 200 && !page.text.contains(LATE), "{}", page.text);
        desk.end().await;
    });
}

#[test]
fn what_one_reader_puts_away_is_told_to_others_still() {
    run(async || {
        let desk = shop().await;
        let api = desk.api_with(&desk.key_of("crm", Role::Supervisor).await);
        gives_one(&api, "julia@example.org").await;
        four_days_pass(&desk).await;
        let mut marta = come_in(&desk, "supervisor").await;
        let mut julia = come_in(&desk, "agent").await;
        alerted(&mut julia).await;
        // Others of hers may break while she does it.
        eventually("hers are put away", async || {
            let request = julia.request(Method::POST, "/fn/alerts").header(ORIGIN, desk.base());
            let away = json!({"away": {"tickets": [], "all": true}});
            assert_eq!(julia.send(request.json(&away)).await.status, 200);
            !julia.get("/alerts").await.text.contains("class=\"alert ")
        })
        .await;
        alerted(&mut marta).await;
        desk.end().await;
    });
}
