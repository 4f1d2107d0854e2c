//! A websocket's upgrade that hands over the connection's own socket, where axum's keeps it.
//!
//! The checks are axum's: this only takes what they would take, and answers as they would.

use axum::extract::FromRequestParts;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, UPGRADE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

/// A request that may become a websocket.
pub struct Upgrade {
    connection: OnUpgrade,
    /// The proof that a websocket was understood.
    accept: String,
}

/// The connection once it is ours, and what the page said before we had it.
pub struct Wire {
    pub socket: TcpStream,
    pub early: Vec<u8>,
}

impl<S: Send + Sync> FromRequestParts<S> for Upgrade {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let connection = parts.extensions.get::<OnUpgrade>().cloned();
        if let Err(refusal) = WebSocketUpgrade::from_request_parts(parts, state).await {
            return Err(refusal.into_response());
        }
        match (connection, parts.headers.get(SEC_WEBSOCKET_KEY)) {
            (Some(connection), Some(key)) => {
                Ok(Self { connection, accept: derive_accept_key(key.as_bytes()) })
            }
            // One of another kind, which has no key: it is not on a socket of its own.
            _ => Err(StatusCode::UPGRADE_REQUIRED.into_response()),
        }
    }
}

impl Upgrade {
    /// Answers that the connection is a websocket now, and goes on with it in a task of its own.
    pub fn then<F>(self, go_on: impl FnOnce(Wire) -> F + Send + 'static) -> Response
    where
        F: Future<Output = ()> + Send + 'static,
    {
        tokio::spawn(async move {
            // An error means that the page left before it was answered.
            let Ok(connection) = self.connection.await else { return };
            match wire(connection) {
                Some(wire) => go_on(wire).await,
                None => tracing::error!("a live line is not on a socket of its own"),
            }
        });
        let headers = [
            (CONNECTION, "upgrade".to_owned()),
            (UPGRADE, "websocket".to_owned()),
            (SEC_WEBSOCKET_ACCEPT, self.accept),
        ];
        (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
    }
}

fn wire(connection: Upgraded) -> Option<Wire> {
    let parts = connection.downcast::<TokioIo<TcpStream>>().ok()?;
    // Copied, since the bytes would keep HTTP's buffer of 8 KiB for as long as the page watches.
    Some(Wire { socket: parts.io.into_inner(), early: parts.read_buf.to_vec() })
}
