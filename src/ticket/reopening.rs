//! The customer writes: the ticket opens, or stays resolved if they only said goodbye.
//!
//! After the resolution a closing word or a reaction joins the thread without reopening anything or
//! starting a clock, and the thread says that it was left so (IN-7). Whoever sees it otherwise
//! reopens the ticket: then the customer waits since that message. If they go on to ask something
//! themselves, they wait since the question. So it is with what explains a rating.
//!
//! Before the resolution a closing word opens the ticket like any other: nobody has yet said that
//! the question is settled. Which words close is the caller's to know.

use chrono::{DateTime, Utc};

use super::decide::when;
use super::{Change, Refusal, Status, Ticket};
use crate::message::{Content, Message};
use crate::permissions::Author;

impl Ticket {
    /// A fact, never refused. A merged ticket stays resolved whatever comes: what a customer says
    /// next belongs where it went, see [`Ticket::goes_on_in`].
    pub(super) fn receive(
        &self,
        message: Message,
        customer: String,
        closing: bool,
        by_ad: bool,
    ) -> Vec<Change> {
        let resolved = self.status == Status::Resolved;
        let rated = self.rated(&message, closing);
        let late = self.was_answered(message.sent_at);
        let asks = message.content.asks_for_an_answer() && !closing && rated.is_none() && !late;
        let reopens = resolved && asks && self.merged_into.is_none();
        let settled = resolved && !reopens && !late && says_something(&message.content);
        let mut changes = when(reopens, Change::Reopened);
        changes.push(Change::Received { message: Box::new(message), customer, settled, by_ad });
        changes.extend(rated);
        changes
    }

    pub(super) fn reopen(&self) -> Result<Vec<Change>, Refusal> {
        self.must_not_be_merged()?;
        Ok(when(self.status == Status::Resolved, Change::Reopened))
    }

    pub(super) fn received(&mut self, message: &Message, customer: &str, settled: bool) {
        self.customer = customer.to_owned();
        let mut window = self.window();
        window.hear(message.sent_at);
        self.window_closes_at = window.closes_at;
        self.show(message);
        if settled {
            let first = self.farewell_at.unwrap_or(message.sent_at).min(message.sent_at);
            self.farewell_at = Some(first);
        } else if message.content.asks_for_an_answer() && !self.was_answered(message.sent_at) {
            self.turn(Status::Open, message.sent_at);
            self.unread += 1;
            self.waits_since(message.sent_at);
        }
    }

    pub(super) fn reopened(&mut self, by: &Author, at: DateTime<Utc>) {
        let taken_back = self.farewell_at.filter(|_| *by != Author::Customer);
        self.turn(Status::Open, at);
        self.unanswered_since = taken_back;
    }
}

/// Whether somebody may read it as a word that wants an answer after all. A deletion, a reaction
/// taken back and what WhatsApp itself says are not.
pub(super) fn says_something(content: &Content) -> bool {
    match content {
        Content::Reaction { emoji, .. } => emoji.is_some(),
        content => content.asks_for_an_answer(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Command;
    use crate::ticket::tests::{closes, moment, opened, reacts, says, then, writes};

    fn resolved() -> Ticket {
        let mut ticket = opened();
        then(&mut ticket, 1, writes(1));
        then(&mut ticket, 10, Command::Resolve);
        ticket
    }

    /// IN-7: attached without reopening or starting a clock, and always visible in the thread.
    #[test]
    fn a_goodbye_after_the_resolution_joins_without_reopening() {
        for goodbye in [closes(20), reacts(Some("👍"), 20)] {
            let mut ticket = resolved();
            let events = then(&mut ticket, 21, goodbye);
            assert_eq!((ticket.status, ticket.resolved_at), (Status::Resolved, Some(moment(10))));
            assert_eq!((ticket.unanswered_since, ticket.unread), (None, 0));
            assert_eq!(ticket.last_message_at, moment(20));
            assert!(events.len() == 1 && events[0].change.is_a_line());
        }
    }

    #[test]
    fn whoever_reopens_takes_the_goodbye_back_and_the_customer_waits_since_then() {
        let mut ticket = resolved();
        then(&mut ticket, 20, closes(20));
        then(&mut ticket, 30, reacts(Some("🙏"), 30));
        then(&mut ticket, 40, Command::Reopen);
        assert_eq!((ticket.status, ticket.unanswered_since), (Status::Open, Some(moment(20))));
        assert_eq!(ticket.farewell_at, None);
        then(&mut ticket, 50, Command::Resolve);
        then(&mut ticket, 60, Command::Reopen);
        assert_eq!(ticket.unanswered_since, None, "an old goodbye is not taken back twice");
    }

    #[test]
    fn a_customer_who_asks_after_their_goodbye_waits_since_the_question() {
        let mut ticket = resolved();
        then(&mut ticket, 20, closes(20));
        let events = then(&mut ticket, 30, writes(30));
        assert_eq!(events.len(), 2, "reopened and received");
        assert_eq!((ticket.status, ticket.unanswered_since), (Status::Open, Some(moment(30))));
    }

    #[test]
    fn a_reply_after_a_goodbye_leaves_nobody_waiting() {
        let mut ticket = resolved();
        then(&mut ticket, 20, closes(20));
        then(&mut ticket, 30, says(30));
        assert_eq!((ticket.status, ticket.unanswered_since), (Status::Waiting, None));
    }

    #[test]
    fn before_the_resolution_a_closing_word_opens_like_any_other() {
        let mut ticket = opened();
        then(&mut ticket, 1, says(1));
        let events = then(&mut ticket, 5, closes(5));
        assert_eq!((ticket.status, ticket.unread), (Status::Open, 1));
        assert!(!events[0].change.is_a_line());
        then(&mut ticket, 6, reacts(Some("👍"), 6));
        assert_eq!(ticket.unread, 1);
    }

    #[test]
    fn a_reaction_taken_back_is_no_goodbye() {
        let mut ticket = resolved();
        let events = then(&mut ticket, 20, reacts(None, 20));
        assert_eq!(ticket.farewell_at, None);
        assert!(!events[0].change.is_a_line());
    }
}
