//! What the team says with the WhatsApp Business app on a phone: it comes back to us as an echo.
//!
//! Whoever answers there saw what the customer had written by then, and nothing else: an echo answers what
//! is older by Meta's time, whichever of them comes to us first. So what came late is taken for answered,
//! and what was written since goes on waiting. Nobody sends an echo again: it was sent.

use chrono::{DateTime, Utc};

use super::decide::when;
use super::{Change, Status, Ticket};
use crate::message::{Content, Message};

impl Ticket {
    /// A fact, never refused.
    pub(super) fn echo(&self, message: Message) -> Vec<Change> {
        let since = self.resolved_at.is_some_and(|at| at < message.sent_at);
        let reopens = since && answers(&message.content) && self.merged_into.is_none();
        let mut changes = when(reopens, Change::Reopened);
        changes.push(Change::Replied { message: Box::new(message) });
        changes
    }

    pub(super) fn echoed(&mut self, message: &Message) {
        self.show(message);
        if !answers(&message.content) || self.status == Status::Resolved {
            return;
        }
        self.answered_at = self.answered_at.max(Some(message.sent_at));
        let (waiting, since) = self.memory.exchange.asked();
        match since {
            None => {
                self.turn(Status::Waiting, message.sent_at);
                self.unread = 0;
                self.unanswered_since = None;
            }
            Some(since) => {
                self.unread = self.unread.min(waiting);
                self.unanswered_since = Some(since);
            }
        }
    }

    /// Whether somebody answered on a phone what was said at `at`.
    pub(crate) fn was_answered(&self, at: DateTime<Utc>) -> bool {
        self.memory.exchange.was_answered(at)
    }
}

/// Whether it says something to a customer who waits.
pub(crate) fn answers(content: &Content) -> bool {
    !matches!(
        content,
        Content::Reaction { .. }
            | Content::Edit { .. }
            | Content::Revoke { .. }
            | Content::System { .. }
            | Content::Unsupported { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permissions::Author;
    use crate::ticket::tests::{closes, moment, opened, says_by, then, writes};
    use crate::ticket::{Command, happen};

    /// An echo that was sent at `sent` and came at `at`.
    fn echoes(ticket: &mut Ticket, at: i64, sent: i64) {
        let Command::Reply { message } = says_by(Author::App, sent) else { panic!("a reply") };
        let changes = ticket.decide(Command::Echo { message }).expect("a fact");
        happen(ticket, changes, moment(at), &Author::App);
    }

    #[test]
    fn sla_11_a_reply_typed_in_the_business_app_is_an_answer() {
        let mut ticket = opened();
        then(&mut ticket, 1, writes(1));
        echoes(&mut ticket, 5, 5);
        assert_eq!((ticket.status, ticket.unread), (Status::Waiting, 0));
        assert_eq!((ticket.unanswered_since, ticket.answered_at), (None, Some(moment(5))));
        assert_eq!(ticket.memory.record.first_answer_at(), Some(moment(5)));
    }

    #[test]
    fn an_echo_answers_what_is_older_in_whatever_order_they_come() {
        type Step = fn(&mut Ticket);
        let steps: [Step; 4] = [
            |ticket| _ = then(ticket, 90, writes(1)),
            |ticket| _ = then(ticket, 90, writes(2)),
            |ticket| echoes(ticket, 90, 5),
            |ticket| _ = then(ticket, 90, writes(8)),
        ];
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [3, 0, 2, 1], [0, 3, 1, 2]] {
            let mut ticket = opened();
            order.iter().for_each(|place| steps[*place](&mut ticket));
            assert_eq!((ticket.status, ticket.unread), (Status::Open, 1), "{order:?}");
            assert_eq!(ticket.unanswered_since, Some(moment(8)), "{order:?}");
            let waits = ticket.memory.record.unanswered().map(|(_, since)| since);
            assert_eq!(waits, Some(moment(8)), "{order:?}");
        }
    }

    #[test]
    fn an_echo_from_before_the_resolution_takes_nothing_back_and_one_from_after_does() {
        let mut ticket = opened();
        then(&mut ticket, 1, writes(1));
        then(&mut ticket, 10, Command::Resolve);
        echoes(&mut ticket, 20, 5);
        assert_eq!((ticket.status, ticket.resolved_at), (Status::Resolved, Some(moment(10))));
        echoes(&mut ticket, 30, 30);
        assert_eq!((ticket.status, ticket.unanswered_since), (Status::Waiting, None));
    }

    #[test]
    fn what_came_late_and_was_answered_on_the_phone_reopens_nothing() {
        let mut ticket = opened();
        echoes(&mut ticket, 5, 5);
        then(&mut ticket, 10, Command::Resolve);
        for late in [writes(3), closes(4)] {
            let events = then(&mut ticket, 20, late);
            assert_eq!(events.len(), 1);
            assert!(!events[0].change.is_a_line(), "it was no goodbye");
        }
        assert_eq!((ticket.status, ticket.unread, ticket.farewell_at), (Status::Resolved, 0, None));
    }
}
