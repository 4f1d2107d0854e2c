//! How bodies come into memory before anybody knows who sent them: each bounded, and all of them
//! together, so that strangers can't fill the machine.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use futures::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Bytes of the largest body taken. Meta sends up to 3 MB.
pub const LARGEST: usize = 4 << 20;
/// How much of a larger body is read before the answer says that it is too large.
const LARGEST_READ: usize = 64 << 20;
/// Bytes of all bodies in memory whose signature was not checked yet.
const TOGETHER: usize = 64 << 20;

/// Lets bodies in.
#[derive(Clone)]
pub(super) struct Gate {
    room: Arc<Semaphore>,
    /// How long a body may take to arrive …
    pub(super) patience: Duration,
    /// … and how long its next piece may wait for room.
    pub(super) wait: Duration,
}

impl Default for Gate {
    fn default() -> Self {
        Self::of(TOGETHER)
    }
}

impl Gate {
    /// A gate with room for so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self {
            room: Arc::new(Semaphore::new(bytes)),
            patience: Duration::from_secs(20),
            wait: Duration::from_secs(5),
        }
    }

    /// The whole body and its share of the room, unless it is too large, too slow, breaks off or
    /// finds no room.
    pub(super) async fn whole(
        &self,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<(Bytes, Option<OwnedSemaphorePermit>), StatusCode> {
        let told = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let told = told.and_then(|size| size.parse::<u64>().ok());
        let gathered = match told.is_some_and(|size| size > LARGEST as u64) {
            true => timeout(self.patience, pass_by(body)).await,
            false => timeout(self.patience, self.gather(body)).await,
        };
        gathered.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
    }

    async fn gather(
        &self,
        body: Body,
    ) -> Result<(Bytes, Option<OwnedSemaphorePermit>), StatusCode> {
        let mut pieces = body.into_data_stream();
        let (mut whole, mut share) = (Vec::new(), None);
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| StatusCode::BAD_REQUEST)?;
            if whole.len() + piece.len() > LARGEST {
                drop((whole, share));
                return pass_by(Body::from_stream(pieces)).await;
            }
            // Piece by piece: room is taken by what was sent, not by what somebody says will come.
            let more = self.room(piece.len()).await?;
            match &mut share {
                Some(share) => OwnedSemaphorePermit::merge(share, more),
                None => share = Some(more),
            }
            whole.extend_from_slice(&piece);
        }
        Ok((whole.into(), share))
    }

    async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit, StatusCode> {
        let bytes = u32::try_from(bytes).map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        match timeout(self.wait, self.room.clone().acquire_many_owned(bytes)).await {
            Ok(Ok(room)) => Ok(room),
            _ => Err(StatusCode::SERVICE_UNAVAILABLE),
        }
    }
}

/// Reads a body that is too large without keeping it, so that the sender hears the answer instead of
/// a broken line.
async fn pass_by<T>(body: Body) -> Result<T, StatusCode> {
    let (mut pieces, mut size) = (body.into_data_stream(), 0);
    while let Some(Ok(piece)) = pieces.next().await {
        size += piece.len();
        if size > LARGEST_READ {
            break;
        }
    }
    Err(StatusCode::PAYLOAD_TOO_LARGE)
}
