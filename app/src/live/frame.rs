//! What crosses the live socket. Written by the server, read by the browser, one type for both.

use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Told;

/// One text frame from the server. Its kind stands outside, so that the browser reads a ticket from
/// a frame by the same code as from an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// Always the first. What was missed since the page's position follows, or [`Frame::Resync`].
    /// `now` is the server's clock: pages count by it, whatever their machine's says.
    Hello {
        epoch: String,
        seq: u64,
        build: String,
        #[serde(with = "ts_microseconds")]
        now: DateTime<Utc>,
    },
    /// Something happened. `seq` grows by one from frame to frame.
    Update { seq: u64, update: Box<Told> },
    /// The server can't replay what was missed: load the state again.
    Resync,
    /// The line is alive; `seq` is that of the last update handed to this connection.
    Beat {
        seq: u64,
        #[serde(with = "ts_microseconds")]
        now: DateTime<Utc>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_named_by_its_only_key() {
        let beat = Frame::Beat { seq: 7, now: DateTime::UNIX_EPOCH };
        let text = serde_json::to_string(&beat).expect("a frame serialises");
        assert_eq!(text, r#"{"beat":{"seq":7,"now":0}}"#);
        assert_eq!(serde_json::from_str::<Frame>(&text).expect("and parses"), beat);
    }
}
