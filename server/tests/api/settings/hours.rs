//! Opening hours are looked at before they are saved (CAL-4).

use serde_json::json;

use super::{ADMINISTRATOR, laid_down, send};
use crate::harness::{TestDesk, run};

/// Open on no day but the one that an exception opens, up to the button.
fn hours<'a>(date: &'a str, name: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("zone", "Europe/Madrid"),
        ("days", "0"),
        ("days.0.is", "open"),
        ("days.0.date", date),
        ("days.0.name", "Inventari"),
        ("days.0.hours", "10:00-13:30"),
    ]
}

/// The days of the strip in a page.
fn days(page: &str) -> Vec<&str> {
    page.split("<li data-day=")
        .skip(1)
        .map(|rest| rest.split("</li>").next().unwrap_or(""))
        .collect()
}

#[test]
fn a_preview_shows_the_next_days_by_what_was_typed_and_saves_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let day_after = chrono::Utc::now().date_naive() + chrono::Days::new(2);
        let date = day_after.to_string();
        // They need no name to be looked at.
        let mut form = hours(&date, "");
        form.push(("do", "preview"));
        let back = send(&mut browser, "/settings/hours/new", "0", &form).await;
        assert_eq!(back, "/settings/hours/new?again#strip");
        let page = browser.get("/settings/hours/new?again").await.text;
        let strip = days(&page);
        assert_eq!(strip.len(), 14, "{page}");
        let opened = strip.iter().find(|day| day.contains(&date)).expect("the day is in it");
        assert!(opened.contains("10:00–13:30") && opened.contains("Inventari"), "{opened}");
        assert!(opened.contains("data-reason=\"opening\""), "{opened}");
        assert!(!page.contains("role=\"alert\""), "{page}");
        assert!(page.contains("value=\"Inventari\""), "the form stays as it was typed");
        assert_eq!(laid_down(&desk).await["calendars"], json!([]));
        desk.end().await;
    });
}

#[test]
fn a_preview_says_what_can_not_be_read() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let mut form = hours("2026-02-30", "Office");
        form.push(("do", "preview"));
        let back = send(&mut browser, "/settings/hours/new", "0", &form).await;
        assert_eq!(back, "/settings/hours/new?again");
        let page = browser.get(&back).await.text;
        assert!(page.contains("role=\"alert\"") && page.contains("2026-02-30"), "{page}");
        assert_eq!(days(&page), Vec::<&str>::new());
        desk.end().await;
    });
}

#[test]
fn what_is_saved_is_always_shown() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut browser = desk.signed_in(ADMINISTRATOR).await;
        let date = (chrono::Utc::now().date_naive() + chrono::Days::new(2)).to_string();
        let mut form = hours(&date, "Office");
        form.push(("do", "save"));
        send(&mut browser, "/settings/hours/new", "0", &form).await;
        let page = browser.get("/settings/hours/office").await.text;
        let strip = days(&page);
        assert_eq!(strip.len(), 14, "{page}");
        assert_eq!(strip.iter().filter(|day| day.contains("10:00–13:30")).count(), 1, "{page}");
        let blank = browser.get("/settings/hours/new").await.text;
        assert_eq!(days(&blank).len(), 14, "also of the usual ones before anything is typed");
        desk.end().await;
    });
}
