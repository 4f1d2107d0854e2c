//! What pages are told of one commit to a ticket: how it stands now, what was said, how far our
//! messages got, what became of files, and of what else they may ask.
//!
//! What happened in words is not here: everyone gets the same frames, and reads in another language. A
//! page that shows it asks for it.

use desk::board::Update;
use desk::ids::{MessageId, PersonId};
use desk::message::{Delivery, Fetched, Message, Progress};
use desk::ticket::{Change, Event, Ticket};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub ticket: Ticket,
    /// What happened, by the words of the changes, oldest first.
    pub did: Vec<String>,
    /// What was said, by either side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ticks: Vec<Tick>,
    /// What became of the files of messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<(MessageId, Fetched)>,
    /// Whether there is more to ask for: the thread has a new line beside the messages, or something else
    /// may come next by itself.
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
    /// What Meta's id is known by, once there is one.
    pub external: Option<String>,
}

impl Told {
    /// What of `update`, which is for screens already, pages are told.
    pub fn of(update: Update) -> Told {
        let Update { events, ticket, alarmed } = update;
        let did = events.iter().map(|event| event.change.word().to_owned()).collect();
        let more = has_more(&events);
        let (messages, ticks, files) = Default::default();
        let mut told = Told { ticket, did, messages, ticks, files, more, alarmed };
        events.into_iter().for_each(|event| told.take(event));
        told
    }

    fn take(&mut self, event: Event) {
        match event.change {
            Change::Received { message, .. }
            | Change::Replied { message }
            | Change::Recalled { message } => {
                self.messages.push(*message);
            }
            Change::Delivery { message, delivery, external } => {
                self.ticks.push(Tick { message, delivery, external });
            }
            Change::Fetched { message, fetched } => self.files.push((message, fetched)),
            Change::Resent { message } => {
                let delivery = Delivery::at(Progress::Queued);
                self.ticks.push(Tick { message, delivery, external: None });
            }
            _ => {}
        }
    }

    /// Whether it is the first that there is of its ticket.
    pub fn is_first(&self) -> bool {
        self.has("opened")
    }

    /// Whether any of it came from WhatsApp.
    pub fn is_from_outside(&self) -> bool {
        self.has("received") || self.has("delivery")
    }

    fn has(&self, word: &str) -> bool {
        self.did.iter().any(|did| did == word)
    }
}

/// Whether a thread has more to ask for after these.
fn has_more(events: &[Event]) -> bool {
    let nexts = events.iter().skip(1).map(Some).chain([None]);
    let mut all = events.iter().zip(nexts);
    all.any(|(event, next)| event.is_a_line(next) || turns(&event.change))
}

/// Whether something else may come next by itself after a change that is no line.
fn turns(change: &Change) -> bool {
    match change {
        Change::Received { .. }
        | Change::Replied { .. }
        | Change::Came { .. }
        | Change::Passed { .. }
        | Change::PolicyApplied { .. } => true,
        // It was no answer then.
        Change::Delivery { delivery, .. } => delivery.progress == Progress::Failed,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;
    use desk::message::Unfetched;

    fn told(changes: Vec<Change>) -> Told {
        let events =
            changes.into_iter().zip(2..).map(|(change, rev)| samples::event(rev, 0, change));
        let ticket = samples::ticket(1, 3, 0);
        Told::of(Update { events: events.collect(), ticket, alarmed: None })
    }

    #[test]
    fn messages_and_ticks_are_told_and_of_the_rest_that_there_is_more() {
        let message = Box::new(samples::reply("m1", 0, Progress::Queued));
        let replied = told(vec![Change::Replied { message: message.clone() }]);
        assert_eq!((replied.messages, replied.more), (vec![*message], true));
        let resent = told(vec![Change::Resent { message: "m1".into() }]);
        assert_eq!(resent.ticks[0].delivery, Delivery::at(Progress::Queued));
        assert!(resent.more && !resent.is_from_outside() && !resent.is_first());
    }

    #[test]
    fn a_tick_leaves_nothing_to_ask_for_unless_it_says_that_our_answer_failed() {
        let tick = |progress| Change::Delivery {
            message: "m1".into(),
            delivery: Delivery::at(progress),
            external: None,
        };
        assert!(!told(vec![tick(Progress::Read), Change::Seen]).more);
        assert!(told(vec![tick(Progress::Failed)]).more);
    }

    #[test]
    fn what_became_of_a_file_is_told_and_leaves_nothing_to_ask_for() {
        let fetched = Fetched::Never(Unfetched::Gone);
        let came = told(vec![Change::Fetched { message: "m1".into(), fetched: fetched.clone() }]);
        assert_eq!((came.files, came.more), (vec![("m1".into(), fetched)], false));
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
