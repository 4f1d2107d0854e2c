//! What happened to a ticket, as one soft line between the messages. The server words it, in the
//! reader's language (`language/events.rs`): a browser need not know all that can happen.

use chrono::serde::{ts_microseconds, ts_microseconds_option};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::time::Clock;

/// Stands where a moment belongs that only the reader's own zone can word.
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
    /// The moment that [`MOMENT`] stands for.
    #[serde(with = "ts_microseconds_option")]
    pub(crate) until: Option<DateTime<Utc>>,
    /// Nobody's hand did it: there is a reason to ask for.
    pub(crate) by_itself: bool,
}

impl Done {
    /// The sentence on the reader's wall.
    pub(crate) fn sentence(&self, t: Language, clock: Clock) -> String {
        match self.until {
            Some(until) => {
                let until = t.when(clock.local(until), clock.local(clock.now()));
                self.words.replace(MOMENT, &until)
            }
            None => self.words.clone(),
        }
    }
}
