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
    async fn app_secrets(&self) -> Result<Vec<String>, Cause> {
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
        delivery: Some(Delivery::at(Progress::Queued)),
        sent_at: DateTime::UNIX_EPOCH,
        saved_at: DateTime::UNIX_EPOCH,
    };
    Outgoing { message, number: number.into(), to }
}

fn client(base: &str) -> GraphClient {
    GraphClient::new(base, Arc::new(OneNumber)).expect("a client")
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
