//! What a number says by itself: a rule that its page begins, the rules' page lays down, and customers get.

use super::*;

const REPLIES: &str = "/settings/numbers/106540352242922/replies";

#[test]
fn a_welcome_begins_on_the_numbers_page_and_becomes_a_rule() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = desk_of(&meta).await;
        assert!(browser.get(&format!("/settings/numbers/{NUMBER}")).await.text.contains(REPLIES));
        let form = [("occasion", "first"), ("text", "Benvinguda a la botiga")];
        let answer = browser.post(REPLIES, &form).await;
        assert_eq!((answer.status, answer.location()), (303, "/settings/rules/new?again"));
        let page = browser.get("/settings/rules/new?again").await.text;
        for told in ["Benvinguda a la botiga", "ticket_opened", "first_to_number", NUMBER] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let book = desk.api().get("/rulebook").await.expect(200);
        assert_eq!(book["rulebook"]["rules"]["rules"], json!([]), "nothing is laid down yet");
        desk.end().await;
    });
}

#[test]
fn an_occasion_that_is_none_begins_nothing_and_nobody_else_begins_one() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut keeper = desk.signed_in(ADMINISTRATOR).await;
        assert_eq!(keeper.post(REPLIES, &[("occasion", "birthday")]).await.status, 400);
        let mut ana = desk.signed_in("ana@example.org").await;
        assert_eq!(ana.get(REPLIES).await.status, 404);
        assert_eq!(ana.post(REPLIES, &[("occasion", "first")]).await.status, 404);
        desk.end().await;
    });
}
