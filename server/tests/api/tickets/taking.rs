//! Taking the next ticket from the inbox.

use crate::harness::{Browser, TestDesk, run, text_message};

/// Where the button leads.
async fn next(browser: &mut Browser) -> String {
    let page = browser.post("/take-next", &[("view", "mine&idle=<1>")]).await;
    assert_eq!(page.status, 303);
    page.location().to_owned()
}

async fn owned(desk: &TestDesk) -> usize {
    desk.api().tickets("assignee=ana@example.org").await.len()
}

#[test]
fn two_clicks_take_one_ticket_and_lead_to_it() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut ana = desk.signed_in("ana@example.org").await;
        assert_eq!(next(&mut ana).await, "/inbox?view=mineidle&idle=1", "nothing waits");
        for (phone, id) in [("34600111222", "wamid.1"), ("34600111333", "wamid.2")] {
            desk.written(text_message(phone, id, "Bon dia")).await;
        }
        let first = next(&mut ana).await;
        assert_eq!(first, "/inbox/1?view=mineidle");
        assert_eq!(next(&mut ana).await, first);
        assert_eq!(owned(&desk).await, 1);
        desk.end().await;
    });
}

#[test]
fn whoever_may_not_answer_takes_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(text_message("34600111222", "wamid.1", "Bon dia")).await;
        let mut stranger = desk.browser();
        let page = stranger.post("/take-next", &[("view", "open")]).await;
        assert_eq!((page.status, page.location()), (303, "/sign-in"));
        let mut gil = desk.signed_in("gil@example.org").await;
        assert_eq!(gil.post("/take-next", &[("view", "open")]).await.status, 403);
        desk.end().await;
    });
}
