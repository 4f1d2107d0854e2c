//! The live socket: what leaves somebody's sight is taken away, and a right that changed counts at once.

use std::time::{Duration, Instant};

use super::*;
use crate::harness::{Browser, Socket, TestDesk, run};

/// A right that changed has to count within this.
const AT_ONCE: Duration = Duration::from_secs(1);

async fn page(desk: &TestDesk, email: &str) -> (Browser, Socket) {
    let browser = desk.signed_in(email).await;
    let socket = Socket::of_page(&browser, desk).await;
    (browser, socket)
}

#[test]
fn a_ticket_that_is_given_away_is_taken_off_the_page_without_a_word() {
    run(async || {
        let desk = with_tickets().await;
        let (_, mut mar) = page(&desk, "mar@example.org").await;
        let (_, mut eva) = page(&desk, "eva@example.org").await;
        gives(&desk, 6, Some("eva@example.org")).await;
        assert_eq!(mar.next_word().await, "resync");
        assert!(eva.next_word().await.starts_with("1 #6 assigned"));
        // Nothing of it is told any more, and the numbers go on.
        desk.written(writes(6, 2, None)).await;
        desk.written(writes(1, 2, None)).await;
        assert!(mar.next_word().await.starts_with("2 #1 received"));
        assert!(eva.next_word().await.starts_with("2 #6 received"));
        desk.end().await;
    });
}

#[test]
fn what_is_shared_comes_and_goes_at_once() {
    run(async || {
        let desk = with_tickets().await;
        let (mut gil, mut socket) = page(&desk, "gil@example.org").await;
        for (what, status, word) in [("share", 200, "1 #3 shared"), ("unshare", 404, "resync")] {
            let mut jordi = desk.signed_in("jordi@example.org").await;
            let form = [("do", what), ("person", "gil"), ("days", "1")];
            jordi.post("/customers/3/shares", &form).await;
            let since = Instant::now();
            assert_eq!(socket.next_word().await, word);
            assert!(since.elapsed() < AT_ONCE, "after {:?}", since.elapsed());
            assert_eq!(gil.get("/customers/3").await.status, status, "{what}");
        }
        desk.written(writes(3, 2, None)).await;
        desk.written(writes(8, 2, None)).await;
        assert!(socket.next_word().await.starts_with("3 #8 received"));
        desk.end().await;
    });
}

#[test]
fn who_leaves_a_team_sees_nothing_more_of_it_on_pages_that_are_open() {
    run(async || {
        let desk = with_tickets().await;
        let (mut pol, mut socket) = page(&desk, "pol@example.org").await;
        assert_eq!(pol.get("/customers/3").await.status, 200);
        let mut rulebook = book();
        rulebook["teams"][0]["members"] = json!(["ana"]);
        let key = desk.key_of("another", Role::Administrator).await;
        lay_down(&desk.api_with(&key), 1, rulebook).await.expect(200);
        let since = Instant::now();
        assert!(socket.next_word().await.starts_with("hello "));
        assert_eq!(socket.next_word().await, "resync");
        assert!(since.elapsed() < AT_ONCE, "after {:?}", since.elapsed());
        assert_eq!(pol.get("/customers/3").await.status, 404);
        assert_eq!(pol.get("/customers/4").await.status, 200, "his own stays his");
        desk.written(writes(3, 2, None)).await;
        desk.written(writes(4, 2, None)).await;
        assert!(socket.next_word().await.starts_with("1 #4 received"));
        desk.end().await;
    });
}

#[test]
fn a_page_goes_on_in_its_own_stream_and_the_place_in_it_tells_of_nothing_else() {
    run(async || {
        let desk = with_tickets().await;
        let mut ana = desk.signed_in("ana@example.org").await;
        let place = async |ana: &mut Browser| {
            let page = ana.get("/inbox").await.text;
            let (_, rest) = page.split_once("id=\"start\">").expect("the page's start");
            let (start, _) = rest.split_once("</script>").expect("its end");
            let start: Value = serde_json::from_str(start).expect("JSON");
            start["position"].clone()
        };
        let before = place(&mut ana).await;
        for number in [5, 6, 7, 8] {
            desk.written(writes(number, 2, None)).await;
        }
        assert_eq!(place(&mut ana).await, before, "nothing happened that is hers to see");
        desk.written(writes(3, 2, None)).await;
        let after = place(&mut ana).await;
        assert_eq!(after["epoch"], before["epoch"]);
        assert_eq!(after["seq"].as_u64(), before["seq"].as_u64().map(|seq| seq + 1));
        desk.end().await;
    });
}
