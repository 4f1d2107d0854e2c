//! What happened once, for everybody who may see it: serialised once, and put into a frame for each way in
//! which it is numbered.

use app::live::Frame;
use axum::body::Bytes;
use desk::board::Update;
use desk::ids::{PersonId, TicketNumber};
use desk::permissions::{Sight, Whose};
use desk::ticket::{Change, Event};

use super::text;

/// An update in the ring.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The update as JSON.
    told: Bytes,
    /// Whose the ticket was, if there was one before …
    before: Option<Whose>,
    /// … and whose it is.
    after: Whose,
    /// Whom it is shown to from now on, and who not any more.
    shares: Vec<(PersonId, bool)>,
}

/// What an update is for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Whole,
    /// They saw the ticket and do not see it any more.
    Gone,
    Nothing,
}

impl Shown {
    pub(super) fn of(mut update: Update) -> Self {
        let after = Whose::of(&update.ticket);
        let was = update.was.take().map_or_else(|| after.clone(), |was| *was);
        let before = (!update.is_first()).then_some(was);
        let shares = update.events.iter().filter_map(share).collect();
        // It holds no map with odd keys and no foreign type: it always serialises.
        let told = serde_json::to_vec(&app::server::told(update)).unwrap_or_default();
        Self { told: told.into(), before, after, shares }
    }

    pub(super) fn ticket(&self) -> TicketNumber {
        self.after.ticket
    }

    /// Whether it shows the ticket to that person from now on, or not any more.
    pub(super) fn share(&self, person: &PersonId) -> Option<bool> {
        let share = self.shares.iter().rev().find(|(whose, _)| whose == person);
        share.map(|(_, shown)| *shown)
    }

    pub(super) fn view(&self, sight: &Sight) -> View {
        self.view_between(sight, sight)
    }

    /// The same for somebody who saw that and sees this.
    pub(super) fn view_between(&self, was: &Sight, sight: &Sight) -> View {
        let seen = self.before.as_ref().is_some_and(|whose| was.sees(whose));
        match (seen, sight.sees(&self.after)) {
            (_, true) => View::Whole,
            (true, false) => View::Gone,
            (false, false) => View::Nothing,
        }
    }

    /// The frame of number `seq`, as [`Frame::Update`] is written.
    pub(super) fn frame(&self, seq: u64) -> Bytes {
        let head = format!(r#"{{"update":{{"seq":{seq},"update":"#);
        let mut words = Vec::with_capacity(head.len() + self.told.len() + 2);
        words.extend_from_slice(head.as_bytes());
        words.extend_from_slice(&self.told);
        words.extend_from_slice(b"}}");
        text(words)
    }

    /// The same for somebody who sees `view` of it. What is gone is a reason to load again what is shown:
    /// not even which ticket it was is told.
    pub(super) fn frame_of(&self, view: View, seq: u64) -> Option<Bytes> {
        match view {
            View::Whole => Some(self.frame(seq)),
            View::Gone => Some(super::encode(&Frame::Resync)),
            View::Nothing => None,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.told.len()
    }
}

fn share(event: &Event) -> Option<(PersonId, bool)> {
    match &event.change {
        Change::Shared { person, .. } => Some((person.clone(), true)),
        Change::Unshared { person } => Some((person.clone(), false)),
        _ => None,
    }
}
