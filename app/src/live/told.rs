//! What pages are told of one commit to a ticket: how it stands now, how far our messages got, and whether
//! there is more to ask for.
//!
//! What was said and what happened is not here: everyone gets the same frames, and reads in another
//! language, with other rights. A page that shows it asks for it.

use desk::board::Update;
use desk::ids::{MessageId, PersonId};
use desk::message::{Delivery, Progress};
use desk::ticket::{Change, Event, Ticket};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub ticket: Ticket,
    /// What happened, by the words of the changes, oldest first.
    pub did: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticks: Vec<Tick>,
    /// Whether there is more to ask for: the thread has something new to show, or something else may come
    /// next by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// Whom it concerns that an alarm came or went: see [`Update::alarmed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarmed: Option<Vec<PersonId>>,
}

/// How far one of our messages got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    pub message: MessageId,
    pub delivery: Delivery,
}

impl Told {
    /// What of `update`, which is for screens already, pages are told.
    pub fn of(update: Update) -> Told {
        let Update { events, ticket, alarmed, was: _ } = update;
        let did = events.iter().map(|event| event.change.word().to_owned()).collect();
        let more = has_more(&events);
        let ticks = events.into_iter().filter_map(|event| tick(event.change)).collect();
        Told { ticket, did, ticks, more, alarmed }
    }

    /// Whether it is the first that there is of its ticket.
    pub fn is_first(&self) -> bool {
        self.has("opened")
    }

    fn has(&self, word: &str) -> bool {
        self.did.iter().any(|did| did == word)
    }
}

fn tick(change: Change) -> Option<Tick> {
    match change {
        Change::Delivery { message, delivery, .. } => Some(Tick { message, delivery }),
        Change::Resent { message } => {
            Some(Tick { message, delivery: Delivery::at(Progress::Queued) })
        }
        _ => None,
    }
}

/// Whether a thread has more to ask for after these.
fn has_more(events: &[Event]) -> bool {
    let nexts = events.iter().skip(1).map(Some).chain([None]);
    let mut all = events.iter().zip(nexts);
    all.any(|(event, next)| event.is_a_line(next) || shows(&event.change))
}

/// Whether a message looks different, or something else may come next by itself, after a change that is no
/// line.
fn shows(change: &Change) -> bool {
    match change {
        Change::Received { .. }
        | Change::Replied { .. }
        | Change::Recalled { .. }
        | Change::Fetched { .. }
        | Change::Came { .. }
        | Change::Passed { .. }
        | Change::PolicyApplied { .. } => true,
        // It was no answer then, or somebody has to see to it.
        Change::Delivery { delivery, .. } => {
            matches!(delivery.progress, Progress::Failed | Progress::Unconfirmed)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;
    use desk::message::{Fetched, Unfetched};

    fn told(changes: Vec<Change>) -> Told {
        let events =
            changes.into_iter().zip(2..).map(|(change, rev)| samples::event(rev, 0, change));
        let ticket = samples::ticket(1, 3, 0);
        Told::of(Update { events: events.collect(), ticket, was: None, alarmed: None })
    }

    #[test]
    fn ticks_are_told_and_of_all_that_a_thread_shows_that_there_is_more() {
        let message = Box::new(samples::reply("m1", 0, Progress::Queued));
        let replied = told(vec![Change::Replied { message: message.clone() }]);
        assert!(replied.more && replied.ticks.is_empty());
        assert!(told(vec![Change::Recalled { message }]).more);
        let fetched = Fetched::Never(Unfetched::Gone);
        assert!(told(vec![Change::Fetched { message: "m1".into(), fetched }]).more);
        let resent = told(vec![Change::Resent { message: "m1".into() }]);
        assert_eq!(resent.ticks[0].delivery, Delivery::at(Progress::Queued));
        assert!(resent.more && !resent.is_first());
    }

    #[test]
    fn a_tick_leaves_nothing_to_ask_for_unless_somebody_has_to_see_to_the_message() {
        let tick = |progress| Change::Delivery {
            message: "m1".into(),
            delivery: Delivery::at(progress),
            external: None,
        };
        assert!(!told(vec![tick(Progress::Read), Change::Seen]).more);
        for progress in [Progress::Failed, Progress::Unconfirmed] {
            assert!(told(vec![tick(progress)]).more, "{progress:?}");
        }
    }

    #[test]
    fn no_frame_holds_what_was_said() {
        let message = Box::new(samples::reply("m1", 0, Progress::Queued));
        let json = serde_json::to_string(&told(vec![Change::Replied { message }]));
        assert!(!json.expect("it serialises").contains("Ho mirem ara."));
    }

    #[test]
    fn what_there_is_none_of_takes_no_room() {
        let told = told(vec![Change::Seen]);
        let json = serde_json::to_value(&told).expect("it serialises");
        let mut keys: Vec<_> = json.as_object().expect("an object").keys().cloned().collect();
        keys.sort();
        assert_eq!(keys, ["did", "ticket"]);
        let read: Told = serde_json::from_value(json.clone()).expect("and parses");
        assert_eq!(serde_json::to_value(read).expect("it serialises"), json);
    }
}
