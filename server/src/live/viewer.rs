//! One watching page: a bounded queue, and a mark that frames were lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::ws::Utf8Bytes;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{self, Receiver, Sender};

/// The hub's end.
pub struct Viewer {
    queue: Sender<Utf8Bytes>,
    lost: Arc<AtomicBool>,
}

/// The socket's end.
pub struct Stream {
    queue: Receiver<Utf8Bytes>,
    lost: Arc<AtomicBool>,
    resync: Utf8Bytes,
}

/// What somebody who joins gets: frames to send first, then the stream.
pub struct Joined {
    pub first: Vec<Utf8Bytes>,
    pub stream: Stream,
}

pub(super) fn pair(most: usize, resync: Utf8Bytes) -> (Viewer, Stream) {
    let (sender, receiver) = mpsc::channel(most);
    let lost = Arc::new(AtomicBool::new(false));
    let viewer = Viewer { queue: sender, lost: lost.clone() };
    (viewer, Stream { queue: receiver, lost, resync })
}

impl Viewer {
    /// Queues a frame, or marks it lost; false once the page is gone.
    pub(super) fn offer(&self, frame: Utf8Bytes) -> bool {
        match self.queue.try_send(frame) {
            Ok(()) => true,
            Err(TrySendError::Full(_)) => {
                self.lost.store(true, Ordering::Release);
                true
            }
            Err(TrySendError::Closed(_)) => false,
        }
    }
}

impl Stream {
    /// The next frame; `None` when the hub is gone. After a loss a resync comes next, and what was
    /// queued before it is dropped, since the page reads everything again anyway.
    pub async fn next(&mut self) -> Option<Utf8Bytes> {
        let frame = self.queue.recv().await?;
        Some(self.unless_lost(frame))
    }

    /// A frame that is here already.
    pub fn ready(&mut self) -> Option<Utf8Bytes> {
        let frame = self.queue.try_recv().ok()?;
        Some(self.unless_lost(frame))
    }

    fn unless_lost(&mut self, frame: Utf8Bytes) -> Utf8Bytes {
        if !self.lost.swap(false, Ordering::AcqRel) {
            return frame;
        }
        while self.queue.try_recv().is_ok() {}
        self.resync.clone()
    }
}
