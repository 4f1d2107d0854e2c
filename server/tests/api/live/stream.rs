//! What a page hears: everything, once, in order, and what it missed.

use std::collections::BTreeMap;

use app::live::Frame;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::harness::{Joining, Socket, TestDesk, numbered, run, text_message};

async fn joined(desk: &TestDesk, email: &str) -> (Socket, String, u64) {
    let mut socket = Joining::page_of(desk, email).await.connect(desk).await.expect("let in");
    let Some(Frame::Hello { epoch, seq, .. }) = socket.next().await else { panic!("no greeting") };
    assert_eq!(socket.next_word().await, "resync");
    (socket, epoch, seq)
}

#[test]
fn what_happens_is_heard_by_everyone_in_the_same_order() {
    run(async || {
        let desk = TestDesk::start().await;
        let (mut one, _, _) = joined(&desk, "ana@example.org").await;
        let (mut two, _, _) = joined(&desk, "jordi@example.org").await;
        let number = desk.written(numbered(1, 1)).await["number"].as_u64().expect("a number");
        let agent = json!({"agent": "ana@example.org"});
        desk.api().post(&format!("/tickets/{number}/assignment"), agent).await.expect(200);
        desk.api().order(&format!("/tickets/{number}/resolution")).await.expect(200);
        let words = [
            format!("1 #{number} opened received"),
            format!("2 #{number} assigned"),
            format!("3 #{number} resolved"),
        ];
        for word in words {
            assert_eq!(one.next_word().await, word);
            assert_eq!(two.next_word().await, word);
        }
        desk.end().await;
    });
}

#[test]
fn many_customers_at_once_leave_no_gap_in_the_stream_nor_in_any_ticket() {
    run(async || {
        let desk = TestDesk::start().await;
        let (mut socket, _, mut last) = joined(&desk, "ana@example.org").await;
        let posts = (0..200).map(|n| {
            let meta = desk.meta();
            tokio::spawn(async move { meta.say(vec![numbered(n % 9, n)]).await })
        });
        for post in futures::future::join_all(posts).await {
            post.expect("it is taken");
        }
        let mut revisions: BTreeMap<_, u64> = BTreeMap::new();
        // Each message is one event, and each ticket's opening another.
        while revisions.values().sum::<u64>() < 209 {
            let Some(Frame::Update { seq, update }) = socket.next().await else {
                panic!("no update")
            };
            assert_eq!(seq, last + 1);
            last = seq;
            let revision = revisions.entry(update.ticket.number).or_default();
            *revision += update.did.len() as u64;
            assert_eq!(update.ticket.rev, *revision);
        }
        assert_eq!(revisions.len(), 9);
        desk.end().await;
    });
}

#[test]
fn whoever_comes_back_hears_what_they_missed() {
    run(async || {
        let desk = TestDesk::start().await;
        let (socket, epoch, _) = joined(&desk, "ana@example.org").await;
        let number = desk.written(numbered(1, 1)).await["number"].clone();
        drop(socket);
        desk.written(numbered(1, 2)).await;
        let mut joining = Joining::page_of(&desk, "ana@example.org").await;
        joining.query = format!("?epoch={epoch}&since=1");
        let mut socket = joining.connect(&desk).await.expect("let in");
        assert_eq!(socket.next_word().await, "hello 2");
        assert_eq!(socket.next_word().await, format!("2 #{number} received"));
        desk.written(numbered(1, 3)).await;
        assert_eq!(socket.next_word().await, format!("3 #{number} received"));
        desk.end().await;
    });
}

#[test]
fn after_a_restart_a_page_reads_everything_again() {
    run(async || {
        let mut desk = TestDesk::start().await;
        let (_, epoch, _) = joined(&desk, "ana@example.org").await;
        desk.written(numbered(1, 1)).await;
        desk.restart().await;
        let mut joining = Joining::page_of(&desk, "ana@example.org").await;
        joining.query = format!("?epoch={epoch}&since=1");
        let mut socket = joining.connect(&desk).await.expect("let in");
        assert_eq!(socket.next_word().await, "hello 0");
        assert_eq!(socket.next_word().await, "resync");
        desk.end().await;
    });
}

#[test]
fn a_page_goes_on_from_exactly_where_it_was_rendered() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let page = browser.get("/inbox").await.text;
        let (_, rest) = page.split_once("id=\"start\">").expect("the page's start");
        let (start, _) = rest.split_once("</script>").expect("its end");
        let start: Value = serde_json::from_str(start).expect("JSON");
        let (epoch, seq) = (&start["position"]["epoch"], &start["position"]["seq"]);
        assert_eq!(*seq, 1);
        desk.written(numbered(2, 1)).await;
        let mut joining = Joining::page_of(&desk, "ana@example.org").await;
        joining.query = format!("?epoch={}&since={seq}", epoch.as_str().expect("an epoch"));
        let mut socket = joining.connect(&desk).await.expect("let in");
        assert_eq!(socket.next_word().await, "hello 2");
        assert!(socket.next_word().await.starts_with("2 "));
        desk.end().await;
    });
}

#[test]
fn a_guest_hears_no_phone_number_in_any_form() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut socket =
            Joining::page_of(&desk, "gil@example.org").await.connect(&desk).await.expect("let in");
        // Meta's ids hold the customer's number in base64.
        let mut bytes = vec![0x1c, 0x18, 11];
        bytes.extend(b"34600000001\x15\x02\x00\x12\x18\x14");
        let wamid = format!("wamid.{}", STANDARD.encode(bytes));
        let ticket = desk.written(text_message("34600000001", &wamid, "Hello")).await;
        desk.show_gil(ticket["number"].as_u64().expect("a number")).await;
        desk.api().reply(ticket["number"].as_u64().expect("a number"), "Hello!").await;
        let mut heard = 0;
        while heard < 3 {
            let Some(frame) = socket.next().await else { panic!("closed") };
            let said = serde_json::to_string(&frame).expect("JSON");
            assert!(!said.contains("34600000001") && !said.contains(&wamid), "it leaks: {said}");
            heard += usize::from(matches!(frame, Frame::Update { .. }));
        }
        desk.end().await;
    });
}
