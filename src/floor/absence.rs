//! Who is gone and gives back what is unanswered (ASG-7), and when.
//!
//! Whoever goes offline does so at once: their grace is over by then. A customer who begins to wait
//! while the owner is gone already gives them one more grace to come back, whatever else they write
//! meanwhile. After a start nobody is connected yet: for customers who wait by then, the grace counts
//! from the start.
//!
//! Chosen here: what somebody is given by hand while they are gone stays theirs until its customer
//! writes again. A start forgets that it was given so.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::Floor;
use crate::ids::{PersonId, TicketNumber};
use crate::presence::State;
use crate::quick::HashMap;
use crate::ticket::{Change, Happened, Status};

/// A customer who waits, as far as the desk is to see whether their owner comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    pub ticket: TicketNumber,
    /// When the desk came to know of it.
    pub since: DateTime<Utc>,
}

/// What a floor remembers of those who are gone.
#[derive(Debug, Default)]
pub(super) struct Absence {
    /// Who was there when last looked, in whatever state.
    there: BTreeSet<PersonId>,
    /// Waits that are not a grace old yet.
    waits: HashMap<TicketNumber, DateTime<Utc>>,
}

impl Absence {
    /// The desk started at `at`, and the customers of `tickets` may wait.
    pub fn begin(&mut self, tickets: impl Iterator<Item = TicketNumber>, at: DateTime<Utc>) {
        self.waits = tickets.map(|ticket| (ticket, at)).collect();
    }

    pub fn came(&mut self, person: PersonId) {
        self.there.insert(person);
    }

    /// Takes in what was saved.
    pub fn fold(&mut self, step: &Happened) {
        let (ticket, since) = (&step.ticket, step.event.at);
        let waits = matches!(ticket.status, Status::Open | Status::Waiting)
            && ticket.unanswered_since.is_some();
        if !waits {
            self.waits.remove(&ticket.number);
            return;
        }
        match &step.event.change {
            // Nothing was unanswered before this message.
            Change::Received { message, .. }
                if ticket.unanswered_since == Some(message.sent_at) =>
            {
                self.waits.insert(ticket.number, since);
            }
            Change::Received { .. }
            | Change::Woken
            | Change::Reopened
            | Change::Absorbed { .. }
            | Change::Unmerged { .. } => {
                self.waits.entry(ticket.number).or_insert(since);
            }
            // Whoever gave it away saw that they are gone.
            Change::Assigned { .. } if !step.event.by.is_automatic() => {
                self.waits.remove(&ticket.number);
            }
            _ => {}
        }
    }

    /// Those who are gone since this was last asked, by id; `gone` says who is.
    pub fn who_left(&mut self, gone: impl Fn(&PersonId) -> bool) -> Vec<PersonId> {
        let left: Vec<PersonId> = self.there.iter().filter(|one| gone(one)).cloned().collect();
        left.iter().for_each(|one| _ = self.there.remove(one));
        left
    }

    /// The waits that are a grace old by now, the oldest first; each once.
    pub fn ripe(&mut self, now: DateTime<Utc>, grace: TimeDelta) -> Vec<Wait> {
        let ripe = self.waits.extract_if(|_, since| *since + grace <= now);
        let mut ripe: Vec<Wait> = ripe.map(|(ticket, since)| Wait { ticket, since }).collect();
        ripe.sort_by_key(|wait| (wait.since, wait.ticket));
        ripe
    }

    /// `wait` is to be named again.
    pub fn waits_on(&mut self, wait: Wait) {
        self.waits.entry(wait.ticket).or_insert(wait.since);
    }
}

impl Floor {
    /// Those who are offline since this was last asked.
    pub fn who_left(&mut self, now: DateTime<Utc>) -> Vec<PersonId> {
        let mut absence = std::mem::take(&mut self.absence);
        let left = absence.who_left(|one| self.state(one, now) == State::Offline);
        self.absence = absence;
        left
    }

    /// `person` is to be named again among those who left.
    pub fn leaves_again(&mut self, person: PersonId) {
        self.absence.came(person);
    }

    /// The customers who waited a whole grace for an owner who is offline, each with that owner;
    /// asked once.
    pub fn who_is_missed(&mut self, now: DateTime<Utc>) -> Vec<(Wait, PersonId)> {
        let ripe = self.absence.ripe(now, self.grace());
        let with_owner = ripe.into_iter().filter_map(|wait| {
            let (owner, _) = self.owned.get(&wait.ticket)?;
            Some((wait, owner.clone()))
        });
        with_owner.filter(|(_, owner)| self.state(owner, now) == State::Offline).collect()
    }

    /// `wait` is to be named again among those whose owner is missed.
    pub fn waits_on(&mut self, wait: Wait) {
        self.absence.waits_on(wait);
    }
}
