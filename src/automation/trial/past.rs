//! A ticket gone through again, with the rule that is tried in place of what it was.

mod hearing;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Stage, Tried};
use crate::automation::{clocking, timing};
use crate::contact::Contact;
use crate::ids::MessageId;
use crate::permissions::Author;
use crate::routing::Guard;
use crate::ticket::{Change, Event, Happened, Ticket, step_by_step};

/// So many of a ticket's newest events are tried; what was before is only recalled.
pub(crate) const LATELY: u64 = 1_000;
/// The most moments of a ticket for which the rule is let wait.
const MOST_MOMENTS: usize = 1_000;

/// One ticket on its way from its beginning to now.
pub(crate) struct Past<'a> {
    stage: &'a Stage,
    contact: Option<&'a Contact>,
    /// As it would have been by now; none before it began.
    ticket: Option<Ticket>,
    at: DateTime<Utc>,
    moments: usize,
    /// What the rule wrote back then and is not written here.
    unsaid: BTreeSet<MessageId>,
    owner_is_known: bool,
    tried: Tried,
}

impl<'a> Past<'a> {
    /// `ticket` as it is now, before any of its events.
    pub(crate) fn of(stage: &'a Stage, ticket: &Ticket, contact: Option<&'a Contact>) -> Self {
        let (customer, contact_id) = (ticket.customer.clone(), ticket.contact.clone());
        Self {
            stage,
            contact,
            ticket: None,
            at: DateTime::<Utc>::MIN_UTC,
            moments: 0,
            unsaid: BTreeSet::new(),
            owner_is_known: true,
            tried: Tried::nothing_yet(ticket.number, contact_id, customer),
        }
    }

    /// The next events, of which nothing is tried.
    pub(crate) fn recall(&mut self, events: &[Event]) {
        for event in events {
            self.tried.cut = true;
            self.at = event.at;
            self.happens(event);
        }
    }

    /// The next events, with what the rule makes of them and of the time between.
    pub(crate) fn play(&mut self, events: &[Event]) {
        for decision in events.chunk_by(are_of_one_decision) {
            let Some(first) = decision.first() else { continue };
            self.wait(first.at);
            let begin = decision.iter().position(follows_from_others).unwrap_or(decision.len());
            let (begun, followed) = decision.split_at(begin);
            let (mut guard, mut happened) = (self.guard(), vec![]);
            for events in [begun, followed] {
                let (before, known) = (self.ticket.clone(), happened.len());
                happened.extend(events.iter().filter_map(|event| self.replay(event)));
                self.listen(before.as_ref(), &mut happened, known, &mut guard);
                guard.deeper();
            }
        }
    }

    /// What came of it, by now.
    pub(crate) fn end(mut self) -> Tried {
        self.wait(self.stage.now);
        self.tried
    }

    /// Lets time pass, and the moments come for which the rule waits.
    fn wait(&mut self, until: DateTime<Utc>) {
        while let Some(next) = self.next_moment().filter(|next| *next < until) {
            if self.moments == MOST_MOMENTS {
                self.tried.cut = true;
                break;
            }
            (self.at, self.moments) = (next, self.moments + 1);
            let (before, passed) = (self.ticket.clone(), self.passed());
            let Some(ticket) = self.ticket.as_mut().filter(|_| !passed.is_empty()) else { break };
            let mut happened = step_by_step(ticket, passed, next, &Author::Clock);
            let mut guard = self.guard();
            self.listen(before.as_ref(), &mut happened, 0, &mut guard);
        }
        self.at = self.at.max(until);
    }

    fn guard(&self) -> Guard {
        Guard::with(self.stage.book.rulebook().messages)
    }

    fn next_moment(&self) -> Option<DateTime<Utc>> {
        let (book, ticket) = (&self.stage.book, self.ticket.as_ref()?);
        let moment = timing::next_moment(book, self.contact, ticket, self.at);
        let share = clocking::next_share(book, ticket);
        moment.into_iter().chain(share).min().map(|next| next.max(self.at))
    }

    /// The moments that have come and were not told.
    fn passed(&self) -> Vec<Change> {
        let (book, Some(ticket)) = (&self.stage.book, &self.ticket) else { return vec![] };
        let mut passed = clocking::shares_by(book, ticket, self.at);
        passed.extend(timing::moments(book, self.contact, ticket, self.at));
        passed
    }

    /// The same again, unless the rule itself did it, or it is a moment that is reckoned here.
    fn replay(&mut self, event: &Event) -> Option<Happened> {
        match &event.change {
            Change::Automated { .. } => return None,
            // Whoever was found then is known: it is what happened, though the rule brought it about.
            Change::Assigned { why: Some(_), .. } if self.is_own(event) => {
                self.happens(event);
                return None;
            }
            Change::Replied { message } if self.is_own(event) => {
                self.unsaid.insert(message.id.clone());
                return None;
            }
            Change::Delivery { message, .. } | Change::Resent { message }
                if self.unsaid.contains(message) =>
            {
                return None;
            }
            Change::Came { moment, .. } => {
                let waits = |moment| self.stage.book.timers().contains(&moment);
                if moment.open().is_some_and(waits) {
                    return None;
                }
            }
            Change::Passed { passed, for_rules: true } => {
                let record = &self.ticket.as_ref()?.memory.record;
                if record.has_warned(passed.clock, passed.started, passed.percent) {
                    return None;
                }
            }
            _ if self.is_own(event) => return None,
            _ => {}
        }
        self.happens(event)
    }

    fn is_own(&self, event: &Event) -> bool {
        matches!(&event.by, Author::Rule { id, .. } if *id == self.stage.rule.id)
    }

    fn happens(&mut self, event: &Event) -> Option<Happened> {
        self.owner_is_known |= matches!(event.change, Change::Assigned { .. });
        let Some(ticket) = self.ticket.as_mut() else {
            self.ticket = Ticket::open(event);
            let ticket = self.ticket.clone()?;
            return Some(Happened { event: event.clone(), ticket, was: None });
        };
        // Numbered anew: what the rule would have done has its revision as well.
        step_by_step(ticket, vec![event.change.clone()], event.at, &event.by).pop()
    }
}

/// Whether `next` was decided together with `one`: by the same hand at the same moment, or as what
/// followed.
fn are_of_one_decision(one: &Event, next: &Event) -> bool {
    one.at == next.at && (next.by == one.by || next.by.is_automatic())
}

/// Whether rules, clocks and the assignment had their turn by then: what rules saw was before it.
fn follows_from_others(event: &Event) -> bool {
    match &event.change {
        Change::Automated { .. } | Change::PolicyApplied { .. } => true,
        Change::Assigned { why, .. } => why.is_some(),
        _ => matches!(event.by, Author::Rule { .. }),
    }
}
