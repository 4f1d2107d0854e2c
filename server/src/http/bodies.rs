//! Bodies are taken in before anything answers, so that whoever sends too much hears so instead of a
//! broken line: a server that answers and closes while bytes still come makes the sender lose the
//! answer. What is too large keeps its beginning, which is enough to be refused by its handler.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use futures::StreamExt;
use tokio::time::timeout;

/// Bytes kept: more than the 2 MiB that any of our forms and JSON bodies may have.
const KEPT: usize = (2 << 20) + 1;
/// How much is read in all before the line may break after all.
const READ: usize = 64 << 20;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// Hands a request on once its body is here. Programs of the API are told in their own shape if it
/// does not come: see `api`.
pub async fn take_in(request: Request, next: Next) -> Result<Response, StatusCode> {
    let request = arrived(request).await?;
    Ok(next.run(request).await)
}

/// The request once its body is here, or the status that tells why it never was.
pub async fn arrived(request: Request) -> Result<Request, StatusCode> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(request);
    }
    let (head, body) = request.into_parts();
    match timeout(PATIENCE, beginning(body)).await {
        Ok(Some(body)) => Ok(Request::from_parts(head, body)),
        Ok(None) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

/// The beginning of a body, read to its end; none if it breaks off.
async fn beginning(body: Body) -> Option<Body> {
    let (mut pieces, mut kept, mut size) = (body.into_data_stream(), Vec::new(), 0);
    while let Some(piece) = pieces.next().await {
        let piece = piece.ok()?;
        size += piece.len();
        kept.extend_from_slice(&piece[..piece.len().min(KEPT - kept.len())]);
        if size > READ {
            break;
        }
    }
    Some(Body::from(kept))
}
