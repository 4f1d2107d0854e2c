//! How long ago WhatsApp was heard, as every page of the team asks for it.

use super::*;
use crate::harness::Page;

async fn told(browser: &mut Browser) -> Value {
    let answer = browser.get("/heard").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    serde_json::from_str(&answer.text).expect("JSON")
}

#[test]
fn whoever_is_in_is_told_how_long_ago_each_number_was_heard() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut keeper) = desk_of(&meta).await;
        let mut ana = desk.signed_in("ana@example.org").await;
        ana.plant("bustia_language=en");
        let nothing = json!({"words": "Last word from WhatsApp: nothing yet", "silent": false});
        assert_eq!(told(&mut ana).await, nothing);
        let body = envelope(vec![text_message("34600000001", "wamid.1", "Bon dia")], vec![]);
        bring(&desk, APP_SECRET, body).await;
        let just_now = json!({"words": "Last word from WhatsApp: just now", "silent": false});
        assert_eq!(told(&mut ana).await, just_now);
        fill_in(&mut keeper, &[]).await;
        let words = told(&mut ana).await["words"].clone();
        let words = words.as_str().unwrap_or_default();
        assert!(words.contains("\n+34 972 000 111: nothing yet"), "{words}");
        assert_eq!(desk.browser().get("/heard").await.status, 401);
        desk.end().await;
    });
}

/// Whether the page names the script, whose name bears a hash where the site was built.
fn loads_it(page: &Page) -> bool {
    let names = page.text.split("heard").skip(1).filter_map(|rest| rest.split_once(".js"));
    names.into_iter().any(|(hash, _)| hash.chars().all(|c| c == '-' || c.is_ascii_hexdigit()))
}

#[test]
fn every_page_of_the_team_gets_what_tells_it() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut ana = desk.signed_in("ana@example.org").await;
        assert!(loads_it(&ana.get("/inbox").await));
        let mut keeper = desk.signed_in(ADMINISTRATOR).await;
        assert!(loads_it(&keeper.get("/settings/numbers").await));
        assert!(!loads_it(&desk.browser().get("/sign-in").await));
        desk.end().await;
    });
}
