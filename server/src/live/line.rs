//! A viewer's line: all that is said to one watching page passes through it, in whole frames.
//!
//! Whoever has something to say writes it into the socket itself and never waits. What the socket
//! does not take now waits here until the page's own task finds room for it (`flow`). A page that is
//! too slow loses what waits, and is told so: what it says itself is read elsewhere.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::Buf;
use tokio::io::AsyncWrite;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::Notify;
use tokio::time::timeout;

use super::viewers::Seat;

/// Frames that wait for one viewer at most.
pub(super) const QUEUE: usize = 1024;
/// Frames that one write takes along.
pub(super) const TOGETHER: usize = 16;

/// Counted as a viewer for as long as it lives.
pub struct Line {
    socket: OwnedWriteHalf,
    waiting: Mutex<Waiting>,
    /// Frames began to wait, or the line broke.
    stuck: Notify,
    /// What a page hears instead of frames that it lost.
    resync: Bytes,
    /// Whose page it is: there for as long as it is.
    _seat: Option<Seat>,
}

/// What the socket did not take yet.
#[derive(Default)]
struct Waiting {
    frames: VecDeque<Bytes>,
    /// The page has a part of the first frame: the rest comes before anything else.
    begun: bool,
    /// Nothing gets through any more.
    broken: bool,
}

impl Line {
    pub(super) fn new(socket: OwnedWriteHalf, resync: Bytes) -> Self {
        metrics::gauge!("bustia_viewers").increment(1);
        Self { socket, waiting: Mutex::default(), stuck: Notify::new(), resync, _seat: None }
    }

    pub(super) fn of(mut self, seat: Seat) -> Self {
        self._seat = Some(seat);
        self
    }

    /// Nothing gets through from now on: the page's own task ends.
    pub(super) fn hang_up(&self) {
        *self.waiting() = Waiting { broken: true, ..Waiting::default() };
        self.stuck.notify_one();
    }

    /// Writes whole frames behind those that wait, if there are any; false once the line is broken.
    pub(super) fn offer(&self, frames: &[Bytes]) -> bool {
        let mut waiting = self.waiting();
        if waiting.broken {
            return false;
        }
        let was_stuck = !waiting.frames.is_empty();
        waiting.push(frames, &self.resync);
        if !was_stuck {
            self.write(&mut waiting);
            if waiting.broken || !waiting.frames.is_empty() {
                self.stuck.notify_one();
            }
        }
        !waiting.broken
    }

    /// Writes what waits whenever the socket has room. Ends once the page is gone, or has taken
    /// nothing for as long as `patience`.
    pub async fn flow(&self, patience: Duration) {
        loop {
            let (broken, stuck) = {
                let waiting = self.waiting();
                (waiting.broken, !waiting.frames.is_empty())
            };
            if broken {
                return;
            }
            if !stuck {
                self.stuck.notified().await;
                continue;
            }
            let Ok(Ok(())) = timeout(patience, self.socket.writable()).await else { return };
            self.write(&mut self.waiting());
        }
    }

    fn write(&self, waiting: &mut Waiting) {
        while !waiting.frames.is_empty() {
            let written = waiting.write(|slices| match slices {
                // The usual case, and the cheaper call.
                [frame] => self.socket.try_write(frame),
                frames => self.socket.try_write_vectored(frames),
            });
            match written {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => *waiting = Waiting { broken: true, ..Waiting::default() },
            }
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        metrics::gauge!("bustia_viewers").decrement(1);
    }
}

impl Waiting {
    /// Beyond the most that may wait, all that is not begun is lost, these too: the page reads
    /// everything again anyway.
    fn push(&mut self, frames: &[Bytes], resync: &Bytes) {
        if self.frames.len() + frames.len() <= QUEUE {
            self.frames.extend(frames.iter().cloned());
        } else {
            self.frames.truncate(usize::from(self.begun));
            self.frames.push_back(resync.clone());
        }
    }

    /// Hands the first frames to `write` and forgets as many bytes as it says that it took.
    fn write(&mut self, write: impl Fn(&[IoSlice]) -> io::Result<usize>) -> io::Result<()> {
        let mut slices = [IoSlice::new(&[]); TOGETHER];
        let mut count = 0;
        for (slice, frame) in slices.iter_mut().zip(&self.frames) {
            *slice = IoSlice::new(frame);
            count += 1;
        }
        let mut taken = write(slices.get(..count).unwrap_or_default())?;
        while let Some(first) = self.frames.front_mut() {
            if taken < first.len() {
                first.advance(taken);
                self.begun |= taken > 0;
                return Ok(());
            }
            taken -= first.len();
            self.frames.pop_front();
            self.begun = false;
        }
        // A slow hour should not be remembered as memory.
        self.frames.shrink_to(TOGETHER);
        Ok(())
    }
}

/// The writing end for a library that speaks the protocol: its pings, pongs and closes join the
/// line as all frames do. It hands over whole frames, since it is never told to wait.
pub struct Answers(pub Arc<Line>);

impl AsyncWrite for Answers {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(match self.0.offer(&[Bytes::copy_from_slice(bytes)]) {
            true => Ok(bytes.len()),
            false => Err(ErrorKind::BrokenPipe.into()),
        })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests;
