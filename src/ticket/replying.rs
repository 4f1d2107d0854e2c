//! What the team says to the customer, and how far it got.
//!
//! Only a person's answer is an answer, or that of a program with a key: it speaks for whoever runs
//! it. What a rule or the clock writes is shown like any message, but the customer goes on waiting,
//! a snooze goes on, and a resolved ticket stays resolved (SLA-11). So it is with a reaction, whoever
//! gives it; whether that ends an SLA clock is its policy's choice (SLA-12).

use super::decide::when;
use super::{Change, Refusal, Status, Ticket};
use crate::message::{Content, Delivery, Message, Progress, fit};
use crate::permissions::Author;

/// The longest text that WhatsApp takes, in characters (Cloud API reference, messages/text).
pub const LONGEST_TEXT: usize = 4096;

impl Ticket {
    pub(super) fn reply(&self, message: Message) -> Result<Vec<Change>, Refusal> {
        self.must_not_be_merged()?;
        fit(&message.content)?;
        let answers = !message.author.is_automatic() && !is_reaction(&message);
        let reopens = self.status == Status::Resolved && answers;
        let mut changes = when(reopens, Change::Reopened);
        changes.push(Change::Replied { message: Box::new(message) });
        Ok(changes)
    }

    pub(super) fn replied(&mut self, message: &Message, by: &Author) {
        self.show(message);
        if by.is_automatic() || is_reaction(message) {
            return;
        }
        self.turn(Status::Waiting, message.sent_at);
        self.unread = 0;
        self.unanswered_since = None;
        self.answered_at = self.answered_at.max(Some(message.sent_at));
    }

    /// A list shows the progress of the last message only, and of a reaction none: Meta tells no more
    /// of it than that it was sent.
    pub(super) fn line_got(&mut self, progress: Progress) {
        if let Some(shown) = self.last_line.as_mut().and_then(|line| line.progress.as_mut()) {
            *shown = progress;
        }
    }
}

pub(super) fn is_reaction(message: &Message) -> bool {
    matches!(message.content, Content::Reaction { .. })
}

/// News that says nothing new is no change, except that Meta's id is worth keeping once.
pub(super) fn deliver(message: &Message, news: Delivery, external: Option<String>) -> Vec<Change> {
    let Some(now) = &message.delivery else { return vec![] };
    let moves = now.progress.may_become(news.progress);
    let names = message.external.is_none() && external.is_some();
    if !moves && !names {
        return vec![];
    }
    let delivery = if moves { news } else { now.clone() };
    let external = if names { external } else { None };
    vec![Change::Delivery { message: message.id.clone(), delivery, external }]
}

pub(super) fn resend(message: &Message) -> Result<Vec<Change>, Refusal> {
    match &message.delivery {
        Some(Delivery { progress: Progress::Unconfirmed, .. }) => {
            Ok(vec![Change::Resent { message: message.id.clone() }])
        }
        _ => Err(Refusal::NotUnconfirmed),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::message::Direction;
    use crate::ticket::Command;
    use crate::ticket::tests::{moment, opened, rule, says, says_by, then, writes};

    #[test]
    fn a_persons_answer_ends_the_wait_and_is_remembered() {
        for author in [Author::Person { id: "n".into() }, Author::Key { name: "crm".into() }] {
            let mut ticket = opened();
            then(&mut ticket, 1, writes(1));
            then(&mut ticket, 5, says_by(author.clone(), 5));
            assert_eq!((ticket.status, ticket.unread), (Status::Waiting, 0), "{author:?}");
            assert_eq!((ticket.unanswered_since, ticket.answered_at), (None, Some(moment(5))));
        }
    }

    /// SLA-11: bot and automatic messages never satisfy a human clock.
    #[test]
    fn an_automatic_message_is_shown_but_answers_nobody() {
        for author in [rule(), Author::Clock] {
            let mut ticket = opened();
            then(&mut ticket, 1, writes(1));
            then(&mut ticket, 5, says_by(author.clone(), 5));
            assert_eq!((ticket.status, ticket.unread), (Status::Open, 1), "{author:?}");
            assert_eq!((ticket.unanswered_since, ticket.answered_at), (Some(moment(1)), None));
            assert_eq!(ticket.last_line.map(|line| line.direction), Some(Direction::Out));
        }
    }

    #[test]
    fn a_customer_who_writes_in_the_very_second_of_our_message_stands_last() {
        let mut ticket = opened();
        then(&mut ticket, 1, writes(1));
        let Command::Reply { mut message } = says(5) else { panic!("a reply") };
        let sent_at = message.sent_at + TimeDelta::milliseconds(600);
        message.sent_at = sent_at;
        then(&mut ticket, 5, Command::Reply { message });
        then(&mut ticket, 5, writes(5));
        assert_eq!(ticket.last_line.as_ref().map(|line| line.direction), Some(Direction::In));
        assert_eq!(ticket.last_message_at, sent_at);
        then(&mut ticket, 6, writes(4));
        assert_eq!(ticket.last_message_at, sent_at, "what came late is older");
    }

    #[test]
    fn a_reaction_of_ours_is_shown_but_answers_nobody_and_reopens_nothing() {
        let thumb = |second: i64| {
            let Command::Reply { mut message } = says(second) else { panic!("a reply") };
            message.content =
                Content::Reaction { to: "wamid.1".into(), emoji: Some("👍".into()) };
            message.delivery = Some(Delivery::at(Progress::Queued));
            Command::Reply { message }
        };
        let mut ticket = opened();
        then(&mut ticket, 1, writes(1));
        then(&mut ticket, 5, thumb(5));
        assert_eq!((ticket.status, ticket.unread, ticket.unanswered()), (Status::Open, 1, 1));
        assert_eq!((ticket.unanswered_since, ticket.answered_at), (Some(moment(1)), None));
        let line = ticket.last_line.clone().expect("a line");
        assert_eq!((line.kind.as_str(), line.progress), ("reaction", None));
        ticket.line_got(Progress::Sent);
        assert_eq!(ticket.last_line.as_ref().and_then(|line| line.progress), None);
        then(&mut ticket, 6, Command::Resolve);
        then(&mut ticket, 7, thumb(7));
        assert_eq!(ticket.status, Status::Resolved);
    }

    #[test]
    fn an_automatic_message_neither_wakes_nor_reopens() {
        let mut snoozed = opened();
        then(&mut snoozed, 1, Command::Snooze { until: moment(900), now: moment(0) });
        then(&mut snoozed, 2, says_by(rule(), 2));
        assert_eq!((snoozed.status, snoozed.snoozed_until), (Status::Snoozed, Some(moment(900))));
        let mut resolved = opened();
        then(&mut resolved, 1, Command::Resolve);
        then(&mut resolved, 2, says_by(rule(), 2));
        assert_eq!((resolved.status, resolved.resolved_at), (Status::Resolved, Some(moment(1))));
        then(&mut resolved, 3, says(3));
        assert_eq!((resolved.status, resolved.resolved_at), (Status::Waiting, None));
    }
}
