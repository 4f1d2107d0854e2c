//! The connections that come in: HTTP/1.1 on each, until it ends, keeps silent for too long or the
//! product closes.
//!
//! axum's own loop lets a connection say nothing, or its headers a letter a minute, for as long as it
//! likes: a thousand of those, and nobody else gets in. How long bodies may take is the handlers'
//! business.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// How long the next request may let its headers wait. Longer than most proxies keep a quiet line, so
/// that it is they who hang up and no request meets a line that just ended.
pub const SILENCE: Duration = Duration::from_secs(75);
/// How long to wait when no connection can be taken: the machine has no room for more.
const REST: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests;

/// Answers whoever connects by `routes`, and after the end of that whoever is still being answered.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    silence: Duration,
    closed: watch::Receiver<bool>,
) {
    let mut http = Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(silence);
    // Done once here, and not at each request.
    let routes: Router = routes.with_state(());
    let mut lines = JoinSet::new();
    let mut end = pin!(end(closed.clone()));
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            Some(line) = lines.join_next() => {
                if let Err(error) = line {
                    tracing::error!(%error, "a connection panicked");
                }
                continue;
            }
            () = &mut end => break,
        };
        match taken {
            Ok((socket, peer)) => {
                lines.spawn(speak(socket, peer, http.clone(), routes.clone(), closed.clone()));
            }
            Err(error) if is_of_one(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                tokio::time::sleep(REST).await;
            }
        }
    }
    drop(listener);
    while lines.join_next().await.is_some() {}
}

/// One connection, to its end.
async fn speak(
    socket: TcpStream,
    peer: SocketAddr,
    http: Builder,
    routes: Router,
    closed: watch::Receiver<bool>,
) {
    // A live frame must not wait for the next one to fill a packet.
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        routes.clone().oneshot(request)
    });
    let line = http.serve_connection(TokioIo::new(socket), answer).with_upgrades();
    let mut line = pin!(line);
    let ended = tokio::select! {
        ended = line.as_mut() => ended,
        () = end(closed) => {
            line.as_mut().graceful_shutdown();
            line.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}

/// Resolves once the product closes. An error means that it is gone, which is a reason to close too.
async fn end(mut closed: watch::Receiver<bool>) {
    let _ = closed.wait_for(|closed| *closed).await;
}

/// Whether only the one that came is lost.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
