use super::*;
use crate::http::get;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::any;
use std::sync::atomic::{AtomicU64, Ordering};

const STALL: Duration = Duration::from_millis(80);

/// A server on this machine that stalls at its first request and refuses its third.
async fn moody() -> SocketAddr {
    let asked = Arc::new(AtomicU64::new(0));
    let answer = move || {
        let place = asked.fetch_add(1, Ordering::Relaxed);
        async move {
            match place {
                0 => tokio::time::sleep(STALL).await,
                2 => return (StatusCode::SERVICE_UNAVAILABLE, "not now"),
                _ => {}
            }
            (StatusCode::OK, "yes")
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = Router::new().fallback(any(answer));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

async fn load() -> Load {
    Load {
        address: moody().await,
        connections: 1,
        count: 10,
        call: Arc::new(|_| get("/")),
        right: Arc::new(|_, answer| answer.status == StatusCode::OK),
    }
}

#[tokio::test]
async fn under_open_load_a_stall_is_told_by_all_that_it_kept_waiting() {
    let run = load().await.open(200.0).await.unwrap();
    // Due every 5 ms while the server stalled for 80: all ten waited, not the first alone.
    let waited = |share: f64| run.latencies.quantile(share);
    assert!(waited(1.0) >= 80.0 && waited(0.1) >= 80.0 - 9.0 * 5.0, "{run:?}");
}

#[tokio::test]
async fn wrong_answers_are_counted_and_the_first_is_quoted() {
    let run = load().await.closed().await.unwrap();
    assert_eq!((run.wrong, run.right(), run.latencies.count()), (1, 9, 10));
    let error = run.flawless().unwrap_err().to_string();
    assert!(error.contains("503") && error.contains("not now"), "{error}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_an_error() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let load = Load { address: gone, ..load().await };
    assert!(load.closed().await.unwrap_err().to_string().contains("can't be reached"));
}
