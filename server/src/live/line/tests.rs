//! Frames reach a page whole and in order, however little its socket takes at a time.

use futures::{SinkExt, StreamExt};
use proptest::prelude::*;
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;

use super::*;
use crate::live::tests::{connection, page};
use crate::live::text;

const PATIENCE: Duration = Duration::from_secs(10);

/// A line, what its page says, and the page.
async fn line() -> (Arc<Line>, OwnedReadHalf, WebSocketStream<TcpStream>) {
    let (server, client) = connection().await;
    let (hears, speaks) = server.into_split();
    (Arc::new(Line::new(speaks, words("resync"))), hears, page(client).await)
}

fn words(words: &str) -> Bytes {
    text(words.as_bytes().to_vec())
}

/// More than a socket takes at once.
fn large() -> String {
    "large ".repeat(1 << 20)
}

fn flowing(line: &Arc<Line>) {
    let line = line.clone();
    tokio::spawn(async move { line.flow(PATIENCE).await });
}

async fn heard(page: &mut WebSocketStream<TcpStream>) -> String {
    let message = tokio::time::timeout(PATIENCE, page.next()).await.expect("something in time");
    match message.expect("the line is open").expect("a whole frame") {
        Message::Text(text) => text.to_string(),
        Message::Pong(_) => "pong".into(),
        Message::Close(_) => "close".into(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_half_written_frame_is_finished_before_anything_else() {
    let (line, _hears, mut page) = line().await;
    line.offer(&[words(&large())]);
    for n in 0..QUEUE {
        assert!(line.offer(&[words(&n.to_string())]));
    }
    line.offer(&[words("after")]);
    assert_eq!(line.waiting().frames.len(), 3);
    flowing(&line);
    assert!(heard(&mut page).await == large(), "it was torn");
    assert_eq!(heard(&mut page).await, "resync");
    assert_eq!(heard(&mut page).await, "after");
}

#[tokio::test]
async fn a_pong_and_a_close_tear_no_frame() {
    let (line, hears, mut page) = line().await;
    line.offer(&[words(&large())]);
    page.send(Message::Ping("a".into())).await.expect("it is sent");
    page.send(Message::Close(None)).await.expect("it is sent");
    let ends = tokio::io::join(hears, Answers(line.clone()));
    let mut socket = WebSocketStream::from_raw_socket(ends, Role::Server, None).await;
    assert!(matches!(socket.next().await, Some(Ok(Message::Ping(_)))));
    assert!(matches!(socket.next().await, Some(Ok(Message::Close(_)))));
    assert!(socket.next().await.is_none());
    flowing(&line);
    assert!(heard(&mut page).await == large(), "it was torn");
    assert_eq!(heard(&mut page).await, "pong");
    assert_eq!(heard(&mut page).await, "close");
}

#[tokio::test]
async fn a_full_socket_drains_by_itself_when_the_page_reads_again() {
    let (line, _hears, mut page) = line().await;
    flowing(&line);
    for n in 0..500 {
        line.offer(&[words(&format!("{n}{}", " ".repeat(10_000)))]);
    }
    assert!(!line.waiting().frames.is_empty(), "the socket took everything");
    for n in 0..500 {
        assert_eq!(heard(&mut page).await.trim_end(), n.to_string());
    }
    line.offer(&[words("one"), words("two")]);
    assert_eq!(heard(&mut page).await, "one");
    assert_eq!(heard(&mut page).await, "two");
    assert!(line.waiting().frames.is_empty());
}

#[tokio::test]
async fn a_page_that_takes_nothing_for_long_is_given_up() {
    let (line, _hears, _page) = line().await;
    line.offer(&[words(&large())]);
    let flow = line.flow(Duration::from_millis(50));
    tokio::time::timeout(PATIENCE, flow).await.expect("it is given up");
}

#[tokio::test]
async fn a_page_that_is_gone_breaks_its_line() {
    let (line, hears, page) = line().await;
    drop((hears, page));
    while line.offer(&[words("?")]) {
        tokio::task::yield_now().await;
    }
    assert!(line.waiting().frames.is_empty());
    tokio::time::timeout(PATIENCE, line.flow(PATIENCE)).await.expect("it ends");
}

proptest! {
    /// Frames of four bytes that count up; a resync is 2^32 - 1.
    #[test]
    fn whatever_a_socket_takes_no_frame_is_torn_and_no_loss_is_silent(
        turns in proptest::collection::vec((1_u32..700, 0_usize..3_000), 1..12)
    ) {
        let (mut waiting, mut next) = (Waiting::default(), 0_u32);
        let taken = std::cell::RefCell::new(Vec::new());
        let take = |waiting: &mut Waiting, most: usize| waiting.write(|slices| {
            let bytes = slices.iter().flat_map(|slice| slice.iter().copied());
            let before = taken.borrow().len();
            taken.borrow_mut().extend(bytes.take(most));
            Ok(taken.borrow().len() - before)
        });
        for (count, most) in turns {
            let frames = next..next + count;
            next += count;
            let frames: Vec<Bytes> =
                frames.map(|n| Bytes::copy_from_slice(&n.to_be_bytes())).collect();
            waiting.push(&frames, &Bytes::from_static(&[0xff; 4]));
            prop_assert!(waiting.frames.len() <= QUEUE);
            for _ in 0..most / 50 {
                take(&mut waiting, most % 67).expect("it takes");
            }
        }
        while !waiting.frames.is_empty() {
            take(&mut waiting, 1_000).expect("it takes");
        }
        let mut expected = Some(0);
        let taken = taken.borrow();
        let (frames, rest) = taken.as_chunks::<4>();
        prop_assert!(rest.is_empty());
        for frame in frames {
            let frame = u32::from_be_bytes(*frame);
            match expected {
                _ if frame == u32::MAX => expected = None,
                Some(expected) => prop_assert_eq!(frame, expected),
                None => {}
            }
            if frame != u32::MAX {
                expected = Some(frame + 1);
            }
        }
        prop_assert!(expected.is_none_or(|expected| expected == next));
    }
}
