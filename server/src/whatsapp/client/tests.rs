//! The client against a little server that answers what it is told.

use std::sync::Mutex;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::routing::post;
use chrono::DateTime;
use desk::contact::Alias;
use desk::ids::NumberId;
use desk::message::{Content, Delivery, Direction, Message, Progress};
use desk::permissions::Author;
use desk::ports::Cause;
use serde_json::Value;

use super::*;
use crate::whatsapp::secrets::Signer;

struct OneNumber;

#[async_trait]
impl Secrets for OneNumber {
    async fn access_token(&self, number: &NumberId) -> Result<Option<String>, Cause> {
        match number.0.as_str() {
            "1065" => Ok(Some("token".to_owned())),
            "unreadable" => Err("the store fails".into()),
            _ => Ok(None),
        }
    }
    async fn signers(&self) -> Result<Vec<Signer>, Cause> {
        Ok(vec![])
    }
    async fn verify_tokens(&self) -> Result<Vec<String>, Cause> {
        Ok(vec![])
    }
}

type Seen = Arc<Mutex<Vec<(String, String, Value)>>>;

async fn take(
    State(seen): State<Seen>,
    Path(path): Path<String>,
    headers: HeaderMap,
    axum::Json(body): axum::Json<Value>,
) -> &'static str {
    let token = headers["authorization"].to_str().expect("text").to_owned();
    seen.lock().expect("not poisoned").push((path, token, body));
    r#"{"messages":[{"id":"wamid.1"}]}"#
}

fn outgoing(number: &str, to: Vec<Alias>) -> Outgoing {
    let message = Message {
        id: "m1".into(),
        ticket: desk::ids::TicketNumber(1),
        direction: Direction::Out,
        author: Author::Clock,
        content: Content::Text { body: "Bon dia".into() },
        external: None,
        reply_to: None,
        origin: None,
        delivery: Some(Delivery::at(Progress::Queued)),
        sent_at: DateTime::UNIX_EPOCH,
        saved_at: DateTime::UNIX_EPOCH,
    };
    Outgoing { message, number: number.into(), to }
}

fn client(base: &str) -> GraphClient {
    // No message of these tests has a file.
    let files = Files::of(std::path::Path::new("nowhere"));
    GraphClient::new(base, Arc::new(OneNumber), files).expect("a client")
}

#[tokio::test]
async fn a_text_is_posted_once_with_our_id_to_the_phone_before_any_other_alias() {
    let seen = Seen::default();
    let routes = Router::new().route("/{*path}", post(take)).with_state(seen.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, routes).await });

    let to = vec![Alias::UserId("ES.1".into()), Alias::Phone("34600111222".into())];
    let sending = client(&base).send(&outgoing("1065", to)).await;
    assert_eq!(sending, Sending::Accepted { external: "wamid.1".into() });
    let to = vec![Alias::UserId("ES.1".into())];
    client(&base).send(&outgoing("1065", to)).await;

    let seen = seen.lock().expect("not poisoned");
    let (path, token, body) = &seen[0];
    assert_eq!((path.as_str(), token.as_str()), ("v26.0/1065/messages", "Bearer token"));
    assert_eq!(body["to"], "+34600111222");
    assert_eq!(body["biz_opaque_callback_data"], "m1");
    assert_eq!(body["text"]["body"], "Bon dia");
    assert_eq!(seen[1].2["recipient"], "ES.1");
    assert!(seen[1].2.get("to").is_none());
    assert_eq!(seen.len(), 2);
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent_and_it_is_tried_later() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let sending = client(&base).send(&outgoing("1065", vec![Alias::Phone("34600".into())])).await;
    assert_eq!(sending, UNREACHED);
}

#[tokio::test]
async fn while_the_token_can_not_be_read_nothing_is_sent_and_it_is_tried_later() {
    let to = vec![Alias::Phone("34600".into())];
    let sending = client("http://127.0.0.1:1").send(&outgoing("unreadable", to)).await;
    assert_eq!(sending, UNREACHED);
}

#[tokio::test]
async fn a_number_or_a_customer_that_can_t_be_reached_is_refused_without_a_call() {
    let nobody = client("http://127.0.0.1:1").send(&outgoing("1065", vec![])).await;
    let elsewhere =
        client("http://127.0.0.1:1").send(&outgoing("9", vec![Alias::Phone("3".into())])).await;
    assert_eq!(nobody, Sending::Refused(Failure::ours(0, Fault::NoAddress)));
    assert_eq!(elsewhere, Sending::Refused(Failure::ours(0, Fault::NotConnected)));
}

/// A picture for the customer that is kept in that folder.
async fn enclosing(files: &Files) -> Outgoing {
    let mut arriving = files.begin().expect("it begins");
    arriving.write(b"\x89PNG\r\n\x1a\n and the rest").await.expect("it is written");
    let file = arriving.keep().await.expect("it is kept");
    let mut outgoing = outgoing("1065", vec![Alias::Phone("34600".into())]);
    outgoing.message.content = Content::Media {
        media_kind: desk::message::MediaKind::Image,
        media: None,
        mime: Some("image/png".into()),
        caption: None,
        filename: None,
        voice: false,
        fetched: Some(desk::message::Fetched::Here(Box::new(file))),
    };
    outgoing
}

type Forms = Arc<Mutex<Vec<(String, String, String)>>>;

async fn shelve(
    State(forms): State<Forms>,
    Path(path): Path<String>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> String {
    let text = |name: &str| headers[name].to_str().expect("text").to_owned();
    assert_eq!(text("content-length"), body.len().to_string());
    let body = String::from_utf8_lossy(&body).into_owned();
    let mut forms = forms.lock().expect("not poisoned");
    forms.push((path, text("content-type"), body));
    format!("{{\"id\":\"{}\"}}", forms.len())
}

#[tokio::test]
async fn a_file_is_brought_once_as_a_form_and_anew_after_a_refusal() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("it is made");
    let forms = Forms::default();
    let routes = Router::new().route("/{*path}", post(shelve)).with_state(forms.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let client = GraphClient::new(&base, Arc::new(OneNumber), files.clone()).expect("a client");

    let outgoing = enclosing(&files).await;
    let id = async || match client.bring(&outgoing).await.expect("brought").message.content {
        Content::Media { media, .. } => media,
        other => panic!("{other:?}"),
    };
    assert_eq!((id().await.as_deref(), id().await.as_deref()), (Some("1"), Some("1")));
    client.brought.forget(&outgoing);
    assert_eq!(id().await.as_deref(), Some("2"));

    let forms = forms.lock().expect("not poisoned");
    let (path, kind, body) = &forms[0];
    assert_eq!((path.as_str(), forms.len()), ("v26.0/1065/media", 2));
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("a form");
    let parts: Vec<_> = body.split(&format!("--{boundary}")).collect();
    assert_eq!((parts.len(), parts[4]), (5, "--\r\n"));
    for (part, mark) in [
        (1, "name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"),
        (2, "name=\"type\"\r\n\r\nimage/png\r\n"),
        (3, "content-type: image/png\r\n\r\n"),
        (3, "PNG\r\n\u{1a}\n and the rest\r\n"),
    ] {
        assert!(parts[part].contains(mark), "{part}: {}", parts[part]);
    }
}

#[tokio::test]
async fn a_file_that_is_lost_is_refused_without_a_call_and_an_unreached_meta_is_tried_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("it is made");
    let client = GraphClient::new("http://127.0.0.1:1", Arc::new(OneNumber), files.clone())
        .expect("a client");
    let outgoing = enclosing(&files).await;
    assert_eq!(client.bring(&outgoing).await, Err(UNREACHED));
    let file = outgoing.message.content.here().expect("a file");
    std::fs::remove_file(files.path(&file.hash).expect("a place")).expect("it is lost");
    let lost = Sending::Refused(Failure::ours(0, Fault::FileLost));
    assert_eq!(client.bring(&outgoing).await, Err(lost));
}
