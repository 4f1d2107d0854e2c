//! Websockets that note when they first heard of each event, and whether the sequence has gaps.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures::StreamExt;
use http::{HeaderValue, header};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config, tungstenite::Message};

use crate::latency::Latencies;

/// The customer's name in event `event`, by which its frames are known.
pub fn mark(event: u64) -> String {
    format!("Seen by all {event:06}")
}

/// The event that a frame tells of.
fn event_of(frame: &str) -> Option<usize> {
    let (_, rest) = frame.split_once("Seen by all ")?;
    rest.get(..6)?.parse().ok()
}

/// `seq` of an update frame.
fn seq_of(frame: &str) -> Option<u64> {
    let (_, rest) = frame.strip_prefix(r#"{"update":{"#)?.split_once(r#""seq":"#)?;
    rest.split([',', '}']).next()?.parse().ok()
}

/// One event, as all viewers saw it: how many did, and when the last of them, in ns.
#[derive(Default)]
struct Arrival {
    viewers: AtomicU64,
    last: AtomicU64,
}

struct Board {
    began: Instant,
    arrivals: Vec<Arrival>,
    frames: AtomicU64,
    gaps: AtomicU64,
}

/// All viewers. They leave when this is dropped.
pub struct Viewers {
    board: Arc<Board>,
    count: usize,
    _sockets: JoinSet<()>,
}

impl Viewers {
    /// Connects `count` viewers who wait for `events` events, and lets the first frames pass.
    pub async fn connect(
        address: SocketAddr,
        cookie: Option<&str>,
        count: usize,
        events: u64,
    ) -> Result<Self> {
        let arrivals = (0..events).map(|_| Arrival::default()).collect();
        let board = Board {
            began: Instant::now(),
            arrivals,
            frames: AtomicU64::new(0),
            gaps: AtomicU64::new(0),
        };
        let (board, mut sockets) = (Arc::new(board), JoinSet::new());
        for viewer in 0..count {
            let socket = open(address, cookie)
                .await
                .with_context(|| format!("viewer {} can't join", viewer + 1))?;
            sockets.spawn(view(socket, board.clone()));
        }
        sleep(Duration::from_millis(500)).await;
        Ok(Self { board, count, _sockets: sockets })
    }

    /// Waits until everyone saw everything; false if that takes longer than `patience`.
    pub async fn wait(&self, patience: Duration) -> bool {
        let began = Instant::now();
        while self.missing() > 0 {
            if began.elapsed() > patience {
                return false;
            }
            sleep(Duration::from_millis(10)).await;
        }
        true
    }

    /// Events that somebody has not seen.
    pub fn missing(&self) -> usize {
        let everyone = self.count as u64;
        let seen = |arrival: &&Arrival| arrival.viewers.load(Ordering::Relaxed) < everyone;
        self.board.arrivals.iter().filter(seen).count()
    }

    /// Update frames of all viewers together.
    pub fn frames(&self) -> u64 {
        self.board.frames.load(Ordering::Relaxed)
    }

    /// Frames that did not follow the one before.
    pub fn gaps(&self) -> u64 {
        self.board.gaps.load(Ordering::Relaxed)
    }

    /// How long each event took to the last viewer, if they were due at `pace` a second from `began` on.
    pub fn last(&self, began: Instant, pace: f64) -> Latencies {
        let arrivals = self.board.arrivals.iter().enumerate();
        arrivals
            .map(|(event, arrival)| {
                let due = began + Duration::from_secs_f64(event as f64 / pace);
                let last =
                    self.board.began + Duration::from_nanos(arrival.last.load(Ordering::Relaxed));
                last.saturating_duration_since(due)
            })
            .collect()
    }
}

/// A page's line to the server.
pub async fn open(address: SocketAddr, cookie: Option<&str>) -> Result<WebSocketStream<TcpStream>> {
    let mut request = format!("ws://{address}/live").into_client_request()?;
    let headers = request.headers_mut();
    headers.insert(header::ORIGIN, HeaderValue::from_str(&format!("http://{address}"))?);
    if let Some(cookie) = cookie {
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie)?);
    }
    let stream = TcpStream::connect(address).await?;
    // The default is 128 KiB a socket, of which the generator has thousands.
    let small = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
    Ok(client_async_with_config(request, stream, Some(small)).await?.0)
}

async fn view(mut socket: WebSocketStream<TcpStream>, board: Arc<Board>) {
    let mut seen = vec![false; board.arrivals.len()];
    let mut previous = None;
    while let Some(Ok(message)) = socket.next().await {
        let Message::Text(frame) = message else { continue };
        let now = board.began.elapsed().as_nanos() as u64;
        if !frame.starts_with(r#"{"update":"#) {
            continue;
        }
        board.frames.fetch_add(1, Ordering::Relaxed);
        if let Some(seq) = seq_of(&frame) {
            let follows = previous.is_none_or(|previous| seq == previous + 1);
            board.gaps.fetch_add(u64::from(!follows), Ordering::Relaxed);
            previous = Some(seq);
        }
        let Some(event) = event_of(&frame) else { continue };
        if let Some(arrival) = board.arrivals.get(event).filter(|_| !seen[event]) {
            seen[event] = true;
            arrival.last.fetch_max(now, Ordering::Relaxed);
            arrival.viewers.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_tells_its_event_and_its_place() {
        let frame = format!(r#"{{"update":{{"seq":41,"update":{{"customer":"{}"}}}}}}"#, mark(17));
        assert_eq!(event_of(&frame), Some(17));
        assert_eq!(seq_of(&frame), Some(41));
        assert_eq!(event_of(r#"{"beat":{"seq":41}}"#), None);
        assert_eq!(seq_of(r#"{"beat":{"seq":41}}"#), None);
    }
}
