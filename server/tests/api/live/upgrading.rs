//! How a connection becomes a live line, and what is answered when it can't.

use crate::harness::{TestDesk, Wire, run};

const WHOLE: [&str; 4] = [
    "connection: keep-alive, Upgrade",
    "upgrade: WebSocket",
    "sec-websocket-version: 13",
    "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
];

async fn request(desk: &TestDesk, line: &str, headers: &[&str]) -> String {
    let cookie = desk.signed_in("ana@example.org").await.cookie_line();
    let host = desk.address();
    let headers = headers.join("\r\n");
    format!(
        "{line}\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookie}\r\n{headers}\r\n\r\n"
    )
}

#[test]
fn what_is_said_together_with_the_request_is_heard() {
    run(async || {
        let desk = TestDesk::start().await;
        let mut wire = Wire::to(desk.address()).await;
        let request = request(&desk, "GET /live HTTP/1.1", &WHOLE).await;
        // A ping that says `early`, and a close.
        let frames: &[u8] = b"\x89\x85\0\0\0\0early\x88\x80\0\0\0\0";
        wire.write(&[request.as_bytes(), frames].concat()).await;
        let answer = wire.read_all().await;
        assert!(answer.starts_with("HTTP/1.1 101 "), "{answer}");
        // The example of RFC 6455, 1.3.
        assert!(answer.contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        assert!(answer.contains("\u{5}early"), "no pong: {answer}");
        desk.end().await;
    });
}

#[test]
fn what_can_be_no_websocket_is_answered() {
    run(async || {
        let desk = TestDesk::start().await;
        let without =
            |word: &str| WHOLE.into_iter().filter(|line| !line.contains(word)).collect::<Vec<_>>();
        let old = [&without("version")[..], &["sec-websocket-version: 8"]].concat();
        let cases = [
            ("GET /live HTTP/1.1", without("connection"), 400),
            ("GET /live HTTP/1.1", without("upgrade: "), 400),
            ("GET /live HTTP/1.1", without("version"), 400),
            ("GET /live HTTP/1.1", without("key"), 400),
            ("GET /live HTTP/1.1", old, 400),
            ("GET /live HTTP/1.0", WHOLE.to_vec(), 426),
            ("HEAD /live HTTP/1.1", WHOLE.to_vec(), 405),
            ("POST /live HTTP/1.1", [&WHOLE[..], &["content-length: 0"]].concat(), 405),
        ];
        for (line, mut headers, status) in cases {
            if !headers.contains(&WHOLE[0]) || line.ends_with("1.0") {
                headers.push("connection: close");
            }
            let mut wire = Wire::to(desk.address()).await;
            wire.write(request(&desk, line, &headers).await.as_bytes()).await;
            let answer = wire.read_a_piece().await;
            assert_eq!(Wire::status(&answer), status, "{line} {headers:?}: {answer}");
        }
        assert_eq!(desk.get("/health").await.status, 200);
        desk.end().await;
    });
}
