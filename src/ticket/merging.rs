//! Merging: two tickets of one customer become one question, until somebody undoes it.
//!
//! What is left to do is left in one place. A desk has one unsettled ticket per customer and number
//! at most, and neither a merge nor its undo changes how many there are: where the merged ticket
//! stood goes over to the one that holds it, and comes back with the undo as it is by then, which is
//! as it was if nothing has happened since. Messages, owner, team, tags and fields stay where they
//! are.
//!
//! Either of two tickets may be merged into the other. One that holds others is not merged further,
//! so a merged ticket is never more than one step away from the ticket it became a part of.

use chrono::serde::{ts_microseconds, ts_microseconds_option};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::decide::when;
use super::{Change, LastLine, Refusal, Status, Ticket};
use crate::ids::{MessageId, TicketNumber};
use crate::sealed::Sealed;
use crate::window::Entry;

/// Where a ticket stands towards its customer: what goes over in a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub status: Status,
    #[serde(with = "ts_microseconds_option")]
    pub snoozed_until: Option<DateTime<Utc>>,
    pub waiting_when_snoozed: bool,
    #[serde(with = "ts_microseconds_option")]
    pub unanswered_since: Option<DateTime<Utc>>,
    pub unread: u32,
    #[serde(with = "ts_microseconds_option")]
    pub window_closes_at: Option<DateTime<Utc>>,
    #[serde(with = "ts_microseconds")]
    pub last_message_at: DateTime<Utc>,
    pub last_line: Option<LastLine>,
    /// When the customer was last asked how they found it.
    #[serde(default, with = "ts_microseconds_option", skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<DateTime<Utc>>,
    /// The free entry that went on, or may still begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Sealed<Entry>>,
    /// Which messages wait for an answer, and when they were said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<(MessageId, DateTime<Utc>)>,
    /// When somebody last answered with the Business app.
    #[serde(default, with = "ts_microseconds_option", skip_serializing_if = "Option::is_none")]
    pub echoed_at: Option<DateTime<Utc>>,
}

impl Ticket {
    /// The ticket where what is said next belongs: this one, or the one that holds it.
    pub fn goes_on_in(&self) -> TicketNumber {
        self.merged_into.unwrap_or(self.number)
    }

    /// Refuses with the way to go if this ticket is a part of another.
    pub(crate) fn must_not_be_merged(&self) -> Result<(), Refusal> {
        match self.merged_into {
            Some(into) => Err(Refusal::Merged { into }),
            None => Ok(()),
        }
    }

    pub(super) fn merge(&self, into: &Ticket) -> Result<Vec<Change>, Refusal> {
        if self.merged_into == Some(into.number) {
            return Ok(vec![]);
        }
        must_fit(self, into)?;
        Ok(vec![Change::Merged { into: into.number }])
    }

    pub(super) fn absorb(&self, ticket: &Ticket) -> Result<Vec<Change>, Refusal> {
        if self.absorbed.contains(&ticket.number) {
            return Ok(vec![]);
        }
        must_fit(ticket, self)?;
        let standing = Box::new(ticket.standing());
        Ok(vec![Change::Absorbed { ticket: ticket.number, standing }])
    }

    pub(super) fn unmerge(&self, from: &Ticket) -> Vec<Change> {
        let standing = from.gives_back_to(self.number).then(|| Box::new(from.standing()));
        let unmerged = Change::Unmerged { from: from.number, standing };
        when(self.merged_into == Some(from.number), unmerged)
    }

    pub(super) fn release(&self, ticket: TicketNumber) -> Vec<Change> {
        when(self.absorbed.contains(&ticket), Change::Released { ticket })
    }

    pub(super) fn step_aside(&mut self, into: TicketNumber, at: DateTime<Utc>) {
        self.turn(Status::Resolved, at);
        self.merged_into = Some(into);
    }

    pub(super) fn take_in(&mut self, ticket: TicketNumber, standing: &Standing, at: DateTime<Utc>) {
        self.absorbed.insert(ticket);
        self.take_over(standing, at);
    }

    pub(super) fn step_back(&mut self, standing: Option<&Standing>, at: DateTime<Utc>) {
        self.merged_into = None;
        if let Some(standing) = standing {
            self.take_over(standing, at);
        }
    }

    pub(super) fn let_go(&mut self, ticket: TicketNumber, at: DateTime<Utc>) {
        if self.gives_back_to(ticket) {
            self.turn(Status::Resolved, at);
        }
        self.absorbed.remove(&ticket);
    }

    fn standing(&self) -> Standing {
        Standing {
            status: self.status,
            snoozed_until: self.snoozed_until,
            waiting_when_snoozed: self.waiting_when_snoozed,
            unanswered_since: self.unanswered_since,
            unread: self.unread,
            window_closes_at: self.window_closes_at,
            last_message_at: self.last_message_at,
            last_line: self.last_line.clone(),
            asked_at: self.memory.rating.asked_at,
            entry: self.memory.entry.handed_over(),
            asked: self.memory.exchange.asked_one_by_one().to_vec(),
            echoed_at: self.memory.exchange.echoed_at(),
        }
    }

    fn take_over(&mut self, standing: &Standing, at: DateTime<Utc>) {
        self.window_closes_at = self.window_closes_at.max(standing.window_closes_at);
        if standing.last_message_at > self.last_message_at {
            self.last_message_at = standing.last_message_at;
            self.last_line.clone_from(&standing.last_line);
        }
        if standing.status == Status::Resolved {
            return;
        }
        if self.status == Status::Resolved {
            self.turn(standing.status, at);
            self.snoozed_until = standing.snoozed_until;
            self.waiting_when_snoozed = standing.waiting_when_snoozed;
            self.unanswered_since = standing.unanswered_since;
            self.unread = standing.unread;
        } else if let Some(since) = standing.unanswered_since {
            // Both unsettled: two contacts that turned out to be one. Whoever waits is not forgotten.
            self.turn(Status::Open, at);
            self.waits_since(since);
            self.unread += standing.unread;
        }
    }

    /// Whether what is left to do goes back to `ticket` when it is let go: if it is the newest of
    /// them all, it is where the customer's next message comes.
    fn gives_back_to(&self, ticket: TicketNumber) -> bool {
        ticket > self.number && self.absorbed.last() == Some(&ticket)
    }
}

/// Refuses unless `ticket` can become a part of `into`.
fn must_fit(ticket: &Ticket, into: &Ticket) -> Result<(), Refusal> {
    if ticket.number == into.number {
        return Err(Refusal::MergedWithItself);
    }
    if (&ticket.channel, &ticket.contact) != (&into.channel, &into.contact) {
        return Err(Refusal::OtherCustomer);
    }
    ticket.must_not_be_merged()?;
    into.must_not_be_merged()?;
    if ticket.absorbed.is_empty() { Ok(()) } else { Err(Refusal::HoldsOthers) }
}
