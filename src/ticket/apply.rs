//! Events → the ticket. Total: an event that was saved always applies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::replying::is_reaction;
use super::{Change, Event, LastLine, Memory, Priority, Status, Ticket};
use crate::message::{Direction, Message, Progress};
use crate::permissions::Author;

impl Ticket {
    /// The ticket that an `Opened` event begins, or one that was dug up; `None` for any other event.
    pub fn open(event: &Event) -> Option<Ticket> {
        let (channel, contact, customer, follows, previous_owner) = match &event.change {
            Change::Opened { channel, contact, customer, follows, previous_owner, .. } => {
                (channel, contact, customer, *follows, previous_owner.clone())
            }
            Change::Dug { channel, contact, customer } => (channel, contact, customer, None, None),
            _ => return None,
        };
        let past = matches!(event.change, Change::Dug { .. });
        let by_customer = event.by == Author::Customer;
        let mut memory = Memory::default();
        memory.apply(event);
        Some(Ticket {
            number: event.ticket,
            rev: event.rev,
            channel: channel.clone(),
            contact: contact.clone(),
            customer: customer.clone(),
            status: if past { Status::Resolved } else { Status::Open },
            priority: Priority::Normal,
            owner: None,
            team: None,
            unread: 0,
            created_at: event.at,
            last_message_at: event.at,
            last_line: None,
            unanswered_since: None,
            window_closes_at: None,
            free_entry_until: memory.entry.until(),
            snoozed_until: None,
            resolved_at: past.then_some(event.at),
            started_by: if by_customer { Direction::In } else { Direction::Out },
            status_since: event.at,
            owned_since: None,
            answered_at: None,
            waiting_when_snoozed: false,
            farewell_at: None,
            tags: BTreeSet::new(),
            fields: BTreeMap::new(),
            followers: BTreeSet::new(),
            merged_into: None,
            absorbed: BTreeSet::new(),
            follows,
            previous_owner,
            nearest: None,
            memory: Arc::new(memory),
        })
    }

    /// Rebuilds a ticket from its whole history; `None` if the history does not begin with `Opened`.
    pub fn replay(events: &[Event]) -> Option<Ticket> {
        let (first, rest) = events.split_first()?;
        let mut ticket = Ticket::open(first)?;
        for event in rest {
            ticket.apply(event);
        }
        Some(ticket)
    }

    /// Folds `event` in. An event that is already known (by its revision) changes nothing.
    pub fn apply(&mut self, event: &Event) {
        if event.rev <= self.rev {
            return;
        }
        self.rev = event.rev;
        Arc::make_mut(&mut self.memory).apply(event);
        self.free_entry_until = self.memory.entry.until();
        let at = event.at;
        match &event.change {
            // Applied by `open`; a second one can't be decided.
            Change::Opened { .. } | Change::Dug { .. } => {}
            Change::Received { message, customer, settled, .. } => {
                self.received(message, customer, *settled);
            }
            Change::Replied { message } if event.by == Author::App => self.echoed(message),
            Change::Replied { message } => self.replied(message, &event.by),
            Change::Recalled { message } => self.recalled(message),
            Change::Delivery { delivery, .. } => self.line_got(delivery.progress),
            Change::Resent { .. } => self.line_got(Progress::Queued),
            Change::Assigned { owner, .. } => self.assigned(owner.as_ref(), at),
            Change::Teamed { team } => self.team = team.clone(),
            Change::Prioritised { priority } => self.priority = *priority,
            Change::Snoozed { until } => self.snoozed(*until, at),
            Change::Woken => self.woken(at),
            Change::Resolved => self.turn(Status::Resolved, at),
            Change::Reopened => self.reopened(&event.by, at),
            Change::Seen => self.unread = 0,
            Change::Tagged { tag } => _ = self.tags.insert(tag.clone()),
            Change::Untagged { tag } => _ = self.tags.remove(tag),
            Change::FieldSet { field, value } => self.field_set(field, value.as_deref()),
            Change::Came { moment, due } => self.came(moment.open(), *due),
            Change::Followed { person } => _ = self.followers.insert(person.clone()),
            Change::Unfollowed { person } => _ = self.followers.remove(person),
            // For people to read, and for the record (`Memory`): nothing that a screen shows is different.
            Change::Rated { .. }
            | Change::Fetched { .. }
            | Change::Shared { .. }
            | Change::Unshared { .. }
            | Change::Noted { .. }
            | Change::PolicyChosen { .. }
            | Change::SkillRequired { .. }
            | Change::PolicyApplied { .. }
            | Change::Warned { .. }
            | Change::Passed { .. }
            | Change::Breached { .. }
            | Change::Corrected { .. }
            | Change::Called { .. }
            | Change::CallFailed { .. }
            | Change::Automated { .. }
            | Change::Rang { .. }
            | Change::OfCustomer { .. } => {}
            Change::Merged { into } => self.step_aside(*into, at),
            Change::Absorbed { ticket, standing } => self.take_in(*ticket, standing, at),
            Change::Unmerged { standing, .. } => self.step_back(standing.as_deref(), at),
            Change::Released { ticket } => self.let_go(*ticket, at),
        }
    }

    /// Stands in `status` from `at` on; what belongs to another status only goes.
    pub(super) fn turn(&mut self, status: Status, at: DateTime<Utc>) {
        if status != self.status {
            self.status_since = self.status_since.max(at);
        }
        self.status = status;
        self.snoozed_until = None;
        self.waiting_when_snoozed = false;
        if status == Status::Resolved {
            self.resolved_at = self.resolved_at.or(Some(at));
            self.unanswered_since = None;
            self.unread = 0;
        } else {
            self.resolved_at = None;
            self.farewell_at = None;
        }
    }

    /// The customer waits since `since`, or since before.
    pub(super) fn waits_since(&mut self, since: DateTime<Utc>) {
        self.unanswered_since = Some(self.unanswered_since.unwrap_or(since).min(since));
    }

    /// The newest message by Meta's time stands for the thread; of one second the last to come,
    /// since Meta's times are whole seconds and ours are not.
    pub(super) fn show(&mut self, message: &Message) {
        let sent_at = message.sent_at;
        let newest = self.last_line.as_ref().map_or(sent_at, |_| self.last_message_at);
        if sent_at.timestamp() < newest.timestamp() {
            return;
        }
        self.last_message_at = newest.max(sent_at);
        let progress = message.delivery.as_ref().filter(|_| !is_reaction(message));
        self.last_line = Some(LastLine {
            direction: message.direction,
            kind: message.content.word().to_owned(),
            text: message.content.line(),
            progress: progress.map(|delivery| delivery.progress),
        });
    }
}
