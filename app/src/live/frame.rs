//! What crosses the live socket. Written by the server, read by the browser, one type for both.

use desk::board::Update;
use serde::{Deserialize, Serialize};

/// One text frame from the server. Its kind stands outside, so that the browser reads a ticket from
/// a frame by the same code as from an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// Always the first. What was missed since the page's position follows, or [`Frame::Resync`].
    Hello { epoch: String, seq: u64, build: String },
    /// Something happened. `seq` grows by one from frame to frame.
    Update { seq: u64, update: Box<Update> },
    /// The server can't replay what was missed: load the state again.
    Resync,
    /// The line is alive; `seq` is that of the last update handed to this connection.
    Beat { seq: u64 },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_named_by_its_only_key() {
        let beat = serde_json::to_string(&Frame::Beat { seq: 7 }).expect("a frame serialises");
        assert_eq!(beat, r#"{"beat":{"seq":7}}"#);
        assert_eq!(
            serde_json::from_str::<Frame>(&beat).expect("and parses"),
            Frame::Beat { seq: 7 }
        );
    }
}
