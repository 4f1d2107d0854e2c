//! What is known of one person of the team, whether they are there or not.

use chrono::{DateTime, TimeDelta, Utc};

use crate::assignment::{Load, Weights};
use crate::presence::{Happening, Presence, Said, State};
use crate::ticket::Status;

#[derive(Debug, Default)]
pub(super) struct Colleague {
    /// What they said of themselves, also if they are not connected.
    pub said: Said,
    /// None before anything was heard of them.
    presence: Option<Presence>,
    /// How many unsettled tickets they own in each status.
    tickets: [u32; Status::ALL.len()],
    /// When they last got a ticket.
    pub given_at: Option<DateTime<Utc>>,
}

impl Colleague {
    /// Takes in a sign of their presence.
    pub fn hear(&mut self, happening: &Happening, at: DateTime<Utc>, grace: TimeDelta) {
        if let Happening::Said { said } = happening {
            self.said = *said;
        }
        let presence = self.presence.get_or_insert_with(|| Presence::new(grace, self.said));
        presence.fold(happening, at);
    }

    /// The clock is about to be put forward `by` so much.
    pub fn put_forward(&mut self, by: TimeDelta) {
        self.presence.iter_mut().for_each(|presence| presence.put_forward(by));
    }

    pub fn state(&self, at: DateTime<Utc>) -> State {
        self.presence.as_ref().map_or(State::Offline, |presence| presence.at(at))
    }

    pub fn has_more(&mut self, status: Status) {
        self.tickets[status as usize] += 1;
    }

    pub fn has_less(&mut self, status: Status) {
        let count = &mut self.tickets[status as usize];
        *count = count.saturating_sub(1);
    }

    pub fn has_nothing(&mut self) {
        self.tickets = Default::default();
    }

    /// How much they have to do.
    pub fn load(&self, weights: &Weights) -> Load {
        let each = Status::ALL.into_iter().zip(self.tickets);
        each.map(|(status, count)| Load(weights.of(status).0.saturating_mul(count))).sum()
    }
}
