//! A page that says what pages never say: the line may break, nothing else.

use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use crate::harness::{Joining, TestDesk, Wire, numbered, run};

fn hostile_messages() -> Vec<Message> {
    let deep = "[".repeat(4000);
    vec![
        Message::text(""),
        Message::text("not JSON"),
        Message::text("{\"event\":\"base\"}"),
        Message::text("{\"t\":\"update\",\"seq\":1}"),
        Message::text(deep),
        Message::text("x".repeat(4097)),
        Message::text("x".repeat(10 << 20)),
        Message::binary(vec![0; 100]),
        Message::binary(vec![0xff; 10 << 20]),
        Message::Ping(vec![1; 125].into()),
        Message::Pong(vec![2; 125].into()),
        Message::Close(None),
        Message::Close(Some(CloseFrame { code: CloseCode::Library(4999), reason: "bye".into() })),
    ]
}

#[test]
fn nothing_that_is_said_changes_anything_or_disturbs_the_others() {
    run(async || {
        let desk = TestDesk::start().await;
        let joining = Joining::page_of(&desk, "ana@example.org").await;
        let mut other = joining.connect(&desk).await.expect("let in");
        assert!(other.next_word().await.starts_with("hello "));
        assert_eq!(other.next_word().await, "resync");
        for (n, message) in hostile_messages().into_iter().enumerate() {
            let mut socket = joining.connect(&desk).await.expect("let in");
            for _ in 0..5 {
                if !socket.say(message.clone()).await {
                    break;
                }
            }
            desk.written(numbered(1, n)).await;
            assert!(other.next_word().await.ends_with("received"));
        }
        desk.end().await;
    });
}

#[test]
fn bytes_that_are_no_websocket_break_only_their_own_line() {
    run(async || {
        let desk = TestDesk::start().await;
        let cookie = desk.signed_in("ana@example.org").await.cookie_line();
        let long_ping = [&b"\x89\xfe\x01\x00\0\0\0\0"[..], &[0; 256]].concat();
        let frames: [&[u8]; 6] = [
            // An unmasked text, a reserved operation, reserved bits, a ping that is too long,
            // a length of 2^63 bytes, and text that is no UTF-8.
            b"\x81\x05hello",
            b"\x83\x80\0\0\0\0",
            b"\xf1\x80\0\0\0\0",
            &long_ping,
            b"\x81\xff\x80\0\0\0\0\0\0\0\0\0\0\0",
            b"\x81\x82\0\0\0\0\xff\xfe",
        ];
        for frame in frames {
            let mut wire = Wire::to(desk.address()).await;
            let upgrade = format!(
                "GET /live HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\ncookie: {cookie}\r\n\
                 connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
                 sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                desk.address()
            );
            wire.write(upgrade.as_bytes()).await;
            assert!(wire.read_a_little().await > 0);
            wire.write(frame).await;
            let rest = wire.read_all().await;
            assert!(!rest.contains("panicked"), "{rest}");
            assert_eq!(desk.get("/health").await.status, 200);
        }
        desk.end().await;
    });
}

#[test]
fn a_hundred_pages_that_hang_up_are_forgotten() {
    run(async || {
        let desk = TestDesk::start().await;
        let joining = Joining::page_of(&desk, "ana@example.org").await;
        for _ in 0..100 {
            drop(joining.connect(&desk).await.expect("let in"));
        }
        let mut socket = joining.connect(&desk).await.expect("let in");
        assert!(socket.next_word().await.starts_with("hello "));
        assert_eq!(socket.next_word().await, "resync");
        for n in 0..20 {
            desk.written(numbered(n, 1)).await;
            assert!(socket.next_word().await.ends_with("opened received"));
        }
        desk.end().await;
    });
}
