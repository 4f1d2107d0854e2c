//! What happened to a ticket, as one soft line between the messages. The server words it, in the
//! reader's language (`language/events.rs`): a browser need not know all that can happen.

use chrono::serde::ts_microseconds;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::time::Clock;

/// Stands on both sides of a moment, in microseconds, that only the reader's own zone can word.
pub(crate) const MOMENT: char = '\u{fffc}';

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Done {
    /// That of the event.
    pub(crate) rev: u64,
    #[serde(with = "ts_microseconds")]
    pub(crate) at: DateTime<Utc>,
    /// The change's word.
    pub(crate) change: String,
    pub(crate) words: String,
    /// Nobody's hand did it: there is a reason to ask for.
    pub(crate) by_itself: bool,
}

impl Done {
    /// The sentence on the reader's wall.
    pub(crate) fn sentence(&self, t: Language, clock: Clock) -> String {
        let mut pieces = self.words.split(MOMENT);
        let mut sentence = pieces.next().unwrap_or_default().to_owned();
        while let Some(piece) = pieces.next() {
            match piece.parse().ok().and_then(DateTime::from_timestamp_micros) {
                Some(at) => {
                    sentence += &t.when(clock.local(at), clock.local(clock.now()));
                    sentence += pieces.next().unwrap_or_default();
                }
                // Somebody wrote it, and no moment is meant.
                None => {
                    sentence.push(MOMENT);
                    sentence += piece;
                }
            }
        }
        sentence
    }
}
