//! Practice mode's clock: time that passes at a click, for the desk, its customers and its pages.

mod workshop;

use app::live::Frame;
use chrono::{DateTime, TimeDelta, Utc};
use desk::permissions::Role;
use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::json;

use crate::harness::{Browser, Folder, Joining, TestDesk, eventually, eventually_some, run};

async fn practice() -> TestDesk {
    TestDesk::on(Folder::empty(), String::new(), |config| config.practice = true).await
}

/// Somebody signed in with one click.
async fn colleague(desk: &TestDesk) -> Browser {
    let mut browser = desk.browser();
    let request = browser.request(Method::POST, "/practice/sign-in").form(&[("role", "agent")]);
    browser.send(request.header("sec-fetch-site", "same-origin")).await;
    browser
}

/// What time a page is told when it joins.
async fn told(desk: &TestDesk, browser: &Browser) -> DateTime<Utc> {
    let cookie = Some(browser.cookie_line());
    let joining = Joining { cookie, origin: Some(desk.base()), query: String::new() };
    let mut socket = joining.connect(desk).await.expect("a line");
    match socket.next().await {
        Some(Frame::Hello { now, .. }) => now,
        other => panic!("no greeting but {other:?}"),
    }
}

async fn let_pass(desk: &TestDesk, minutes: &str) -> u16 {
    let mut browser = desk.browser();
    let request = browser.request(Method::POST, "/practice/clock");
    let request = request.form(&[("minutes", minutes), ("customer", "34600111222")]);
    browser.send(request.header("sec-fetch-site", "same-origin")).await.status
}

#[test]
fn time_that_passed_at_a_click_has_passed_for_good() {
    run(async || {
        let mut desk = practice().await;
        assert_eq!(let_pass(&desk, "90").await, 303);
        let browser = colleague(&desk).await;
        let ahead = told(&desk, &browser).await - Utc::now();
        let nearly =
            |ahead: TimeDelta| (ahead - TimeDelta::minutes(90)).abs() < TimeDelta::minutes(1);
        assert!(nearly(ahead), "{ahead}");
        desk.restart().await;
        let ahead = told(&desk, &browser).await - Utc::now();
        assert!(nearly(ahead), "{ahead} after a restart");
        desk.end().await;
    });
}

#[test]
fn a_picture_from_the_phone_arrives_in_the_thread() {
    run(async || {
        let desk = practice().await;
        let api = desk.api_with(&desk.key_of("crm", Role::Administrator).await);
        let mut phone = desk.browser();
        let request = phone.request(Method::POST, "/fn/practice/send_file");
        let request = request.header("origin", desk.base());
        let request = request.json(&json!({"customer": "34600555005", "voice": false}));
        let sent = phone.send(request).await;
        assert_eq!(sent.status, 200, "{}", sent.text);
        let media = eventually_some("the picture", async || {
            let tickets = api.tickets("status=open").await;
            let hers = tickets.iter().find(|one| one["contact"]["phone"] == "+34600555005")?;
            let newest = api.messages(hers["number"].as_u64()?).await.pop()?;
            (newest["media"]["state"] == "here").then(|| newest["media"].clone())
        })
        .await;
        assert_eq!(media["mime"], "image/png");
        desk.end().await;
    });
}

#[test]
fn clicks_at_once_all_count_also_after_a_restart() {
    run(async || {
        let mut desk = practice().await;
        let clicks = (0..20).map(|_| let_pass(&desk, "60"));
        assert_eq!(futures::future::join_all(clicks).await, [303; 20]);
        desk.restart().await;
        let ahead = told(&desk, &colleague(&desk).await).await - Utc::now();
        assert!((ahead - TimeDelta::hours(20)).abs() < TimeDelta::minutes(1), "{ahead}");
        desk.end().await;
    });
}

#[test]
fn a_slip_of_the_finger_moves_the_clock_by_a_week_at_most_and_never_back() {
    run(async || {
        let desk = practice().await;
        for (minutes, status) in [("-5", 422), ("soon", 422), ("4294967295", 303)] {
            assert_eq!(let_pass(&desk, minutes).await, status, "{minutes}");
        }
        let ahead = told(&desk, &colleague(&desk).await).await - Utc::now();
        assert!(ahead <= TimeDelta::days(7) && ahead > TimeDelta::days(6), "{ahead}");
        desk.end().await;
    });
}

#[test]
fn a_desk_with_real_customers_has_no_clock_to_move() {
    run(async || {
        let desk = TestDesk::start().await;
        assert_eq!(let_pass(&desk, "60").await, 404);
        desk.end().await;
    });
}

#[test]
fn what_a_customer_writes_after_days_that_passed_at_a_click_is_of_that_day() {
    run(async || {
        let desk = practice().await;
        assert_eq!(let_pass(&desk, "4320").await, 303);
        let mut browser = colleague(&desk).await;
        let phone = browser.get("/practice").await.text;
        let (_, customer) = phone.split_once("/practice?customer=").expect("somebody's phone");
        let customer: String = customer.chars().take_while(char::is_ascii_digit).collect();
        let words = json!({"customer": customer, "text": "Encara hi sou?", "by_ad": false});
        let request = browser.request(Method::POST, "/fn/practice/write");
        let written = browser.send(request.header(ORIGIN, desk.base()).json(&words)).await;
        assert_eq!(written.status, 200, "{}", written.text);
        let key = desk.key_of("crm", Role::Supervisor).await;
        let now = told(&desk, &browser).await;
        eventually("the newest message is of today", async || {
            let newest = desk.api_with(&key).tickets("").await;
            let at = newest[0]["last_message_at"].as_str().and_then(|at| at.parse().ok());
            at.is_some_and(|at: DateTime<Utc>| (now - at).abs() < TimeDelta::minutes(1))
        })
        .await;
        desk.end().await;
    });
}
