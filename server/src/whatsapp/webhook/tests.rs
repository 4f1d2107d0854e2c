//! What is answered to Meta, to strangers and to nonsense, and what is on disk by then.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use desk::ids::NumberId;
use futures::StreamExt;
use tempfile::TempDir;
use tower::ServiceExt;

use super::gate::LARGEST;
use super::*;
use crate::journal::{self, Settings};
use crate::whatsapp::secrets::Signer;

const SECRET: &str = "an app secret";

struct Known;

#[async_trait]
impl Secrets for Known {
    async fn access_token(&self, _: &NumberId) -> Result<Option<String>, Cause> {
        Ok(None)
    }
    async fn signers(&self) -> Result<Vec<Signer>, Cause> {
        let signer = |number: &str, account: &str, secret: &str| Signer {
            number: number.into(),
            account: account.into(),
            secret: secret.into(),
        };
        Ok(vec![signer("1", "10", "another app's secret"), signer("2", "20", SECRET)])
    }
    async fn verify_tokens(&self) -> Result<Vec<String>, Cause> {
        Ok(vec![String::new(), "open sesame".into()])
    }
}

/// Secrets that can't be read.
struct Lost;

#[async_trait]
impl Secrets for Lost {
    async fn access_token(&self, _: &NumberId) -> Result<Option<String>, Cause> {
        Err("the store fails".into())
    }
    async fn signers(&self) -> Result<Vec<Signer>, Cause> {
        Err("the store fails".into())
    }
    async fn verify_tokens(&self) -> Result<Vec<String>, Cause> {
        Err("the store fails".into())
    }
}

/// A webhook whose bodies stay in the journal.
struct World {
    journal: Journal,
    entries: journal::Entries,
    routes: Router,
    _folder: TempDir,
}

fn world(backlog: usize) -> World {
    world_of(Arc::new(Known), backlog, |_| {})
}

/// A world with room for so many bytes of strangers.
fn small_world(room: usize) -> World {
    world_of(Arc::new(Known), 1 << 20, |webhook| {
        webhook.gate = Gate::of(room);
        webhook.gate.wait = Duration::from_millis(20);
    })
}

fn world_with(backlog: usize, patience: Duration) -> World {
    world_of(Arc::new(Known), backlog, |webhook| webhook.gate.patience = patience)
}

fn world_of(secrets: Arc<dyn Secrets>, backlog: usize, change: impl FnOnce(&mut Webhook)) -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings { backlog, ..Settings::in_folder(folder.path()) };
    let (journal, entries) = Journal::open(&settings).expect("a journal");
    let mut webhook = Webhook::new(journal.clone(), secrets);
    change(&mut webhook);
    let routes = Router::new().route("/webhooks/whatsapp", answers(webhook));
    World { journal, entries, routes, _folder: folder }
}

impl World {
    async fn ask(&self, request: Request<Body>) -> Response {
        self.routes.clone().oneshot(request).await.expect("an answer")
    }

    async fn post(&self, signature: Option<&str>, body: impl Into<Body>) -> StatusCode {
        let mut request = Request::post("/webhooks/whatsapp");
        if let Some(signature) = signature {
            request = request.header(signature::HEADER, signature);
        }
        self.ask(request.body(body.into()).expect("a request")).await.status()
    }

    async fn signed(&self, body: &[u8]) -> StatusCode {
        let signature = signature::sign(SECRET.as_bytes(), body).expect("a secret");
        self.post(Some(&signature), body.to_vec()).await
    }

    /// The bodies on disk.
    fn taken(&mut self) -> Vec<Bytes> {
        std::iter::from_fn(|| self.entries.try_recv().ok()).map(|entry| entry.body).collect()
    }
}

async fn handshake(query: &str) -> (StatusCode, String) {
    let request = Request::get(format!("/webhooks/whatsapp?{query}"));
    let answer = world(1 << 20).ask(request.body(Body::empty()).expect("a request")).await;
    let status = answer.status();
    let body = axum::body::to_bytes(answer.into_body(), 1000).await.expect("a body");
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn the_handshake_gives_the_challenge_back_to_whoever_knows_a_token() {
    let right = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=open%20sesame";
    assert_eq!(handshake(right).await, (StatusCode::OK, "1158201444".into()));
    for wrong in [
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
        "hub.mode=subscribe&hub.challenge=1&hub.verify_token=",
        "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=open%20sesame",
    ] {
        assert_eq!(handshake(wrong).await, (StatusCode::FORBIDDEN, String::new()), "{wrong}");
    }
    assert_eq!(handshake("hub.mode=subscribe").await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_signed_body_is_on_disk_as_it_came_when_it_is_answered() {
    let mut world = world(1 << 20);
    let body = br#"{ "text":"\u00e9 \ud83d", "url":"https:\/\/example.com" }"#;
    assert_eq!(world.signed(body).await, StatusCode::OK);
    assert_eq!(world.taken(), [Bytes::from_static(body)]);
}

#[tokio::test]
async fn signed_json_of_any_shape_and_depth_is_taken() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let mut world = world(1 << 20);
    for body in ["{}", "[]", "null", "7", "\"\"", " {\"a\":{}} ", &deep] {
        assert_eq!(world.signed(body.as_bytes()).await, StatusCode::OK);
    }
    assert_eq!(world.taken().len(), 7);
}

#[tokio::test]
async fn a_stranger_is_refused_before_anything_is_read() {
    let mut world = world(1 << 20);
    let forged = signature::sign(b"a guess", b"{}").expect("a secret");
    for signature in [None, Some(""), Some("sha256=00"), Some(forged.as_str())] {
        assert_eq!(world.post(signature, "{}").await, StatusCode::UNAUTHORIZED);
        assert_eq!(world.post(signature, "no JSON").await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(world.taken().len(), 0);
}

#[tokio::test]
async fn an_app_tells_nothing_of_another_apps_numbers() {
    let mut world = world(1 << 20);
    let body = |account: &str, number: &str| {
        let value = format!(r#"{{"metadata":{{"phone_number_id":"{number}"}}}}"#);
        let change = format!(r#"{{"field":"messages","value":{value}}}"#);
        format!(r#"{{"entry":[null,{{"id":"{account}","changes":[{change}]}}]}}"#)
    };
    for (account, number) in [("10", "1"), ("10", "2"), ("20", "1"), ("0", "1"), ("10", "9")] {
        let status = world.signed(body(account, number).as_bytes()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{account} {number}");
    }
    for (account, number) in [("20", "2"), ("0", "2"), ("20", "9"), ("0", "9")] {
        let status = world.signed(body(account, number).as_bytes()).await;
        assert_eq!(status, StatusCode::OK, "{account} {number}");
    }
    assert_eq!(world.taken().len(), 4);
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    let mut world = world(1 << 20);
    for body in ["", "no JSON", "{", "{}{}", "{\"a\":1,}", "\u{feff}{}", "[\"\n\"]"] {
        assert_eq!(world.signed(body.as_bytes()).await, StatusCode::BAD_REQUEST, "{body:?}");
    }
    assert_eq!(world.taken().len(), 0);
}

#[tokio::test]
async fn three_megabytes_are_taken_and_more_than_four_are_not() {
    let mut world = world(64 << 20);
    let body = |size: usize| format!("\"{}\"", "x".repeat(size - 2));
    assert_eq!(world.signed(body(3 << 20).as_bytes()).await, StatusCode::OK);
    assert_eq!(world.signed(body(LARGEST).as_bytes()).await, StatusCode::OK);
    assert_eq!(world.signed(body(LARGEST + 1).as_bytes()).await, StatusCode::PAYLOAD_TOO_LARGE);
    // Without a Content-Length the size shows only on the way.
    let pieces = (0..5).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 1 << 20])));
    let stream = Body::from_stream(futures::stream::iter(pieces));
    assert_eq!(world.post(None, stream).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(world.taken().len(), 2);
}

#[tokio::test]
async fn a_full_or_broken_journal_makes_meta_try_again() {
    let world = world(4);
    assert_eq!(world.signed(b"[1,2]").await, StatusCode::OK);
    assert_eq!(world.signed(b"{}").await, StatusCode::SERVICE_UNAVAILABLE);
    world.journal.applied(1);
    assert_eq!(world.signed(b"{}").await, StatusCode::OK);
    world.journal.applied(2);
    world.journal.close().await;
    assert_eq!(world.signed(b"{}").await, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn while_the_secrets_can_not_be_read_meta_is_asked_to_try_again() {
    let mut world = world_of(Arc::new(Lost), 1 << 20, |_| {});
    assert_eq!(world.signed(b"{}").await, StatusCode::INTERNAL_SERVER_ERROR);
    let right = "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=open";
    let asked = world.ask(Request::get(right).body(Body::empty()).expect("a request")).await;
    assert_eq!(asked.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(world.taken().len(), 0);
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up() {
    let stream = Body::from_stream(futures::stream::pending::<Result<Bytes, std::io::Error>>());
    let world = world_with(1 << 20, Duration::from_millis(1));
    assert_eq!(world.post(None, stream).await, StatusCode::REQUEST_TIMEOUT);
}

#[tokio::test]
async fn strangers_together_take_no_more_room_than_there_is() {
    let world = small_world(10);
    let (piece, stuck) = (Bytes::from_static(b"12345678"), futures::stream::pending());
    let first = futures::stream::iter([Ok::<_, std::io::Error>(piece)]).chain(stuck);
    let first = world.post(None, Body::from_stream(first));
    tokio::pin!(first);
    assert!(futures::poll!(&mut first).is_pending(), "it holds eight bytes");
    assert_eq!(world.signed(b"{}").await, StatusCode::OK);
    assert_eq!(world.signed(b"[1]").await, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn room_comes_back_whatever_became_of_the_body() {
    let world = small_world(3);
    for _ in 0..3 {
        assert_eq!(world.signed(b"[1]").await, StatusCode::OK);
        assert_eq!(world.post(None, "[1]").await, StatusCode::UNAUTHORIZED);
        assert_eq!(world.signed(b"[1").await, StatusCode::BAD_REQUEST);
        assert_eq!(world.signed(b"[12]").await, StatusCode::SERVICE_UNAVAILABLE);
    }
}

#[tokio::test]
async fn a_body_that_says_that_it_is_too_large_takes_no_room() {
    let world = small_world(3);
    let request = Request::post("/webhooks/whatsapp").header("content-length", LARGEST + 1);
    let body = Body::from(vec![b' '; LARGEST + 1]);
    let answer = world.ask(request.body(body).expect("a request")).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
