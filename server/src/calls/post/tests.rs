//! Calls to a little server on this machine that answers what the path says.

use std::sync::Mutex;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response as Answer};
use chrono::DateTime;
use desk::call::CallId;
use desk::ids::TicketNumber;
use desk::permissions::Author;

use super::*;

type Seen = Arc<Mutex<Vec<(String, HeaderMap, Bytes)>>>;

async fn answer(State(seen): State<Seen>, uri: Uri, headers: HeaderMap, body: Bytes) -> Answer {
    seen.lock().expect("not poisoned").push((uri.path().to_owned(), headers, body));
    match uri.path() {
        "/elsewhere" => (StatusCode::FOUND, [(header::LOCATION, "/ok")]).into_response(),
        "/busy" => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        "/gone" => StatusCode::GONE.into_response(),
        "/endless" => {
            let piece = || Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 1024]));
            Body::from_stream(futures::stream::repeat_with(piece)).into_response()
        }
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}

/// Its port, and what it was asked.
async fn program() -> (u16, Seen) {
    let seen = Seen::default();
    let routes = Router::new().fallback(answer).with_state(seen.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (port, seen)
}

fn call(url: String) -> Call {
    let id = CallId { ticket: TicketNumber(7), rev: 12 };
    let at = DateTime::UNIX_EPOCH;
    Call { id, url, by: Author::Clock, at, tries: 0, due: at }
}

fn own(secret: Option<&str>) -> Post {
    Post::new(true, secret.and_then(Secret::of)).expect("a client")
}

#[tokio::test]
async fn a_call_carries_its_id_and_a_signature_of_the_very_bytes() {
    let (port, seen) = program().await;
    let call = call(format!("http://127.0.0.1:{port}/ok"));
    for (secret, body) in [(Some("sesame"), r#"{"a": 1}"#), (None, "{}")] {
        own(secret).tell(&call, body.into()).await.expect("it is taken");
        let (_, headers, raw) = seen.lock().expect("not poisoned").pop().expect("a call");
        assert_eq!(
            (&headers["bustia-call"], &headers["content-type"]),
            (&"7-12".parse().expect("a value"), &"application/json".parse().expect("a value"),)
        );
        assert_eq!(raw, body);
        let signature = headers.get("bustia-signature").map(|value| value.to_str().expect("text"));
        let right = secret.and_then(|secret| signature::sign(secret.as_bytes(), body.as_bytes()));
        assert_eq!(signature, right.as_deref());
    }
}

#[tokio::test]
async fn only_a_yes_is_a_yes_and_nobody_is_sent_elsewhere() {
    let (port, seen) = program().await;
    for (path, status) in [("elsewhere", 302), ("busy", 503), ("gone", 410)] {
        let told = own(None).tell(&call(format!("http://127.0.0.1:{port}/{path}")), vec![]).await;
        assert_eq!(told, Err(Unheard::Answered { status }));
    }
    assert_eq!(seen.lock().expect("not poisoned").len(), 3, "/ok was not asked for");
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let (port, _) = program().await;
    let endless = call(format!("http://127.0.0.1:{port}/endless"));
    let began = std::time::Instant::now();
    assert_eq!(own(None).tell(&endless, vec![]).await, Ok(()));
    assert!(began.elapsed() < TOTAL, "it was read until the time was up");
}

#[tokio::test]
async fn nobody_in_the_own_network_hears_anything_unless_it_is_allowed() {
    let (port, seen) = program().await;
    let public = Post::new(false, None).expect("a client");
    for host in ["127.0.0.1", "localhost", "127.1", "0.0.0.0"] {
        let told = public.tell(&call(format!("http://{host}:{port}/ok")), vec![]).await;
        assert_eq!(told, Err(Unheard::NotPublic), "{host}");
    }
    assert_eq!(
        own(None).tell(&call("http://1.2.3.4.5/".into()), vec![]).await,
        Err(Unheard::NotPublic)
    );
    assert!(seen.lock().expect("not poisoned").is_empty());
    let told = own(None).tell(&call(format!("http://localhost:{port}/ok")), vec![]).await;
    assert_eq!(told, Ok(()));
}

#[tokio::test]
async fn who_is_not_there_may_be_there_another_time() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    for url in [format!("http://127.0.0.1:{port}/"), "http://nobody.invalid/".to_owned()] {
        assert_eq!(own(None).tell(&call(url), vec![]).await, Err(Unheard::NoAnswer));
    }
}
