//! What Meta told of a number or its account, one thing after the other, in Meta's own words: for whoever
//! wants to know when something began.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Health;

/// So many are remembered.
pub const MOST_EVENTS: usize = 50;

/// What a thing that was told is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Account,
    Review,
    Alert,
    Limits,
    Quality,
    Name,
    Username,
    Security,
    Settings,
    Payments,
    Partners,
}

/// One thing that Meta told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Event {
    pub at: DateTime<Utc>,
    pub about: About,
    /// What happened, by Meta's word.
    pub word: String,
    /// What else it said: a name, a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Health {
    /// Takes down what was told. The same thing told again, or later, changes nothing.
    pub fn note(&mut self, event: Event) {
        if let Err(place) = self.events.binary_search(&event) {
            self.events.insert(place, event);
        }
        let surplus = self.events.len().saturating_sub(MOST_EVENTS);
        self.events.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn event(second: i64) -> Event {
        let at = DateTime::UNIX_EPOCH + TimeDelta::seconds(second);
        Event { at, about: About::Security, word: "PIN_CHANGED".into(), detail: None }
    }

    #[test]
    fn the_newest_events_are_known_each_once_in_whatever_order_they_came() {
        let mut health = Health::default();
        for second in (0..60).rev().chain([7, 59, 59]) {
            health.note(event(second));
        }
        let expected: Vec<Event> = (10..60).map(event).collect();
        assert_eq!(health.events, expected);
    }

    #[test]
    fn what_was_known_before_events_were_is_read() {
        let health: Health = serde_json::from_str("{}").expect("it reads");
        assert_eq!(health, Health::default());
    }
}
