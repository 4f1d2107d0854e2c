//! Bodies are taken in before anything answers, so that whoever sends too much hears so instead of a
//! broken line: a server that answers and closes while bytes still come makes the sender lose the
//! answer. What is too large keeps its beginning, which is enough to be refused by its handler.
//!
//! Of a stranger little is kept, whatever they say that comes: a thousand of them, each with a body that
//! never ends, must not fill the machine.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use futures::StreamExt;
use tokio::time::timeout;

use super::reader::Reader;

/// Bytes kept: more than the 2 MiB that any of our forms and JSON bodies may have.
const KEPT: usize = (2 << 20) + 1;
/// The most that somebody sends of whom nobody knows who they are: to sign in, or to practise.
const OF_STRANGERS: usize = 64 * 1024;
/// How much is read in all before the line may break after all.
const READ: usize = 64 << 20;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who sends a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    Known,
    Stranger,
}

/// Hands a request on once its body is here. Programs of the API are told in their own shape if it
/// does not come: see `api`.
pub async fn take_in(request: Request, next: Next) -> Result<Response, StatusCode> {
    let reader = request.extensions().get::<Reader>();
    let is_known = reader.is_some_and(|reader| reader.person.is_some());
    let sender = if is_known { Sender::Known } else { Sender::Stranger };
    let request = arrived(request, sender).await?;
    Ok(next.run(request).await)
}

/// The request once its body is here, or the status that tells why it never was.
pub async fn arrived(request: Request, sender: Sender) -> Result<Request, StatusCode> {
    arrived_within(PATIENCE, request, sender).await
}

async fn arrived_within(
    patience: Duration,
    request: Request,
    sender: Sender,
) -> Result<Request, StatusCode> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(request);
    }
    let most = match sender {
        Sender::Known => KEPT,
        Sender::Stranger => OF_STRANGERS + 1,
    };
    let (head, body) = request.into_parts();
    let body = match timeout(patience, beginning(body, most)).await {
        Ok(Some(body)) => body,
        Ok(None) => return Err(StatusCode::BAD_REQUEST),
        Err(_) => return Err(StatusCode::REQUEST_TIMEOUT),
    };
    // Their handler would take the beginning for all of it.
    if sender == Sender::Stranger && body.len() == most {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(Request::from_parts(head, Body::from(body)))
}

/// The first `most` bytes of a body, read to its end; none if it breaks off.
async fn beginning(body: Body, most: usize) -> Option<Vec<u8>> {
    let (mut pieces, mut kept, mut size) = (body.into_data_stream(), Vec::new(), 0);
    while let Some(piece) = pieces.next().await {
        let piece = piece.ok()?;
        size += piece.len();
        kept.extend_from_slice(&piece[..piece.len().min(most - kept.len())]);
        if size > READ {
            break;
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::Request as Asked;

    use super::*;

    fn of(bytes: usize) -> Request {
        Asked::post("/").body(Body::from(vec![b'x'; bytes])).expect("a request")
    }

    /// How much is handed on.
    async fn kept(bytes: usize, sender: Sender) -> Result<usize, StatusCode> {
        let request = arrived(of(bytes), sender).await?;
        Ok(to_bytes(request.into_body(), usize::MAX).await.expect("a body").len())
    }

    #[tokio::test]
    async fn of_a_stranger_little_is_kept_and_nothing_is_handed_on_in_part() {
        use Sender::{Known, Stranger};
        assert_eq!(kept(OF_STRANGERS, Stranger).await, Ok(OF_STRANGERS));
        for bytes in [OF_STRANGERS + 1, OF_STRANGERS * 3, 3 << 20] {
            assert_eq!(kept(bytes, Stranger).await, Err(StatusCode::PAYLOAD_TOO_LARGE), "{bytes}");
        }
        assert_eq!(kept(KEPT - 1, Known).await, Ok(KEPT - 1));
        assert_eq!(kept(3 << 20, Known).await, Ok(KEPT), "its handler refuses that");
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_not_handed_on() {
        let pieces = [Ok("a"), Err(std::io::Error::other("gone"))];
        let broken = Body::from_stream(futures::stream::iter(pieces));
        let broken = Asked::post("/").body(broken).expect("a request");
        let told = arrived(broken, Sender::Known).await.map(|_| ());
        assert_eq!(told, Err(StatusCode::BAD_REQUEST));
    }

    #[tokio::test]
    async fn a_body_that_never_ends_is_not_waited_for_until_it_does() {
        let pieces = futures::stream::pending::<Result<&str, std::io::Error>>();
        let slow = Asked::post("/").body(Body::from_stream(pieces)).expect("a request");
        let patience = Duration::from_millis(20);
        let told = arrived_within(patience, slow, Sender::Stranger).await.map(|_| ());
        assert_eq!(told, Err(StatusCode::REQUEST_TIMEOUT));
    }
}
