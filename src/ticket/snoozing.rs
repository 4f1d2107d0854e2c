//! Putting a ticket aside until a moment, or until the customer's next message.
//!
//! It wakes to where it stood. That we waited for the customer is remembered meanwhile, since a
//! snooze then counts as a pause and otherwise doesn't (SLA-7).

use chrono::{DateTime, TimeDelta, Utc};

use super::{Change, Refusal, Status, Ticket};

/// Nobody waits longer: what lies at the end of the calendar can't be told in every time zone.
const LONGEST: TimeDelta = TimeDelta::days(100 * 365);

impl Ticket {
    /// Whether it is the customer's turn, also while the ticket is put aside.
    pub fn waits_for_customer(&self) -> bool {
        self.status == Status::Waiting || self.waiting_when_snoozed
    }

    pub(super) fn snooze(
        &self,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Change>, Refusal> {
        self.must_not_be_merged()?;
        let until = until.min(now + LONGEST);
        match self.status {
            _ if until <= now => Err(Refusal::SnoozeInThePast),
            Status::Resolved => Err(Refusal::AlreadyResolved),
            Status::Snoozed if self.snoozed_until == Some(until) => Ok(vec![]),
            _ => Ok(vec![Change::Snoozed { until }]),
        }
    }

    pub(super) fn wake(&self, now: DateTime<Utc>) -> Vec<Change> {
        match self.snoozed_until {
            Some(until) if until <= now => vec![Change::Woken],
            _ => vec![],
        }
    }

    pub(super) fn snoozed(&mut self, until: DateTime<Utc>, at: DateTime<Utc>) {
        let waiting = self.waits_for_customer();
        self.turn(Status::Snoozed, at);
        self.snoozed_until = Some(until);
        self.waiting_when_snoozed = waiting;
    }

    pub(super) fn woken(&mut self, at: DateTime<Utc>) {
        let waited = self.waits_for_customer();
        self.turn(if waited { Status::Waiting } else { Status::Open }, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Command;
    use crate::ticket::tests::{moment, opened, says, then, writes};

    fn until(seconds: i64) -> Command {
        Command::Snooze { until: moment(seconds), now: moment(0) }
    }

    #[test]
    fn a_ticket_wakes_before_the_end_of_the_calendar() {
        let mut ticket = opened();
        let forever = Command::Snooze { until: DateTime::<Utc>::MAX_UTC, now: moment(0) };
        then(&mut ticket, 1, forever);
        assert_eq!(ticket.snoozed_until, Some(moment(0) + LONGEST));
    }

    /// SLA-7: only a snooze of a ticket that waits for the customer may pause anything.
    #[test]
    fn a_ticket_wakes_to_where_it_stood() {
        for (name, before, expected) in [
            ("the customer waits", vec![writes(1)], Status::Open),
            ("we wait", vec![writes(1), says(2)], Status::Waiting),
            ("reopened by a person", vec![Command::Resolve, Command::Reopen], Status::Open),
            ("put aside twice", vec![says(1), until(500)], Status::Waiting),
        ] {
            let mut ticket = opened();
            for command in before {
                then(&mut ticket, 3, command);
            }
            then(&mut ticket, 4, until(900));
            assert_eq!(ticket.waits_for_customer(), expected == Status::Waiting, "{name}");
            then(&mut ticket, 900, Command::Wake { now: moment(900) });
            assert_eq!((ticket.status, ticket.waiting_when_snoozed), (expected, false), "{name}");
        }
    }

    /// SLA-8: a pause ends when the customer wrote, not when that came in.
    #[test]
    fn a_customer_who_writes_during_a_snooze_ends_it_at_their_own_time() {
        let mut ticket = opened();
        then(&mut ticket, 10, says(10));
        then(&mut ticket, 20, until(900));
        assert_eq!(ticket.status_since, moment(20));
        then(&mut ticket, 55, writes(50));
        assert_eq!((ticket.status, ticket.snoozed_until), (Status::Open, None));
        assert_eq!(ticket.status_since, moment(50));
        assert!(!ticket.waits_for_customer());
    }

    #[test]
    fn a_longer_snooze_is_the_same_snooze_still() {
        let mut ticket = opened();
        then(&mut ticket, 20, until(500));
        then(&mut ticket, 30, until(900));
        assert_eq!(ticket.status_since, moment(20));
        assert_eq!(ticket.snoozed_until, Some(moment(900)));
    }
}
