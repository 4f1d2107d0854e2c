//! A bare connection, for what no HTTP client would do: hang up in the middle, send odd bytes.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const BOUND: Duration = Duration::from_secs(30);

pub struct Wire {
    stream: TcpStream,
}

impl Wire {
    pub async fn to(address: SocketAddr) -> Self {
        Self { stream: TcpStream::connect(address).await.expect("a connection") }
    }

    /// Asks for a page; the server answers whenever it likes.
    pub async fn ask_for(&mut self, path: &str, cookie: &str) {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n"
        );
        self.write(request.as_bytes()).await;
    }

    /// Writes bytes; the other side may have hung up.
    pub async fn write(&mut self, bytes: &[u8]) -> bool {
        matches!(timeout(BOUND, self.stream.write_all(bytes)).await, Ok(Ok(())))
    }

    /// Reads a first piece of the answer.
    pub async fn read_a_little(&mut self) -> usize {
        let mut piece = [0; 256];
        timeout(BOUND, self.stream.read(&mut piece)).await.expect("an answer in time").unwrap_or(0)
    }

    /// Reads a first piece of the answer as text.
    pub async fn read_a_piece(&mut self) -> String {
        let mut piece = vec![0; 1024];
        let read = timeout(BOUND, self.stream.read(&mut piece)).await.expect("an answer in time");
        String::from_utf8_lossy(piece.get(..read.unwrap_or(0)).unwrap_or_default()).into_owned()
    }

    /// Reads until the server hangs up.
    pub async fn read_all(&mut self) -> String {
        let mut all = Vec::new();
        // A connection that was reset has said what it had to say.
        let _ = timeout(BOUND, self.stream.read_to_end(&mut all)).await.expect("an end in time");
        String::from_utf8_lossy(&all).into_owned()
    }

    /// The status of an answer that [`Wire::read_all`] gave.
    pub fn status(answer: &str) -> u16 {
        answer.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0)
    }
}
