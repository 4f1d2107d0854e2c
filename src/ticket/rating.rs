//! The customer says how they found it.

use chrono::{DateTime, Utc};

use super::{Change, Ticket};
use crate::ids::TicketNumber;
use crate::message::{Content, Message};

impl Ticket {
    /// What `message` says of how the customer found it, if it does: a tap on a row of our question,
    /// or the words that explain it. `closing` if they only close what was said before.
    pub(super) fn rated(&self, message: &Message, closing: bool) -> Option<Change> {
        match &message.content {
            Content::Rating { ticket, score, .. } if self.is_or_holds(*ticket) => {
                Some(Change::Rated { score: *score, comment: None })
            }
            content if !closing => self.explained(content, message.sent_at),
            _ => None,
        }
    }

    /// What it changes that this was said at `at`, if it explains a score. Whoever has an open
    /// ticket goes on about that; so does whoever's ticket was resolved once more since the tap.
    pub(crate) fn explained(&self, content: &Content, at: DateTime<Utc>) -> Option<Change> {
        let rating = &self.memory.rating;
        // Meta's times are whole seconds.
        let rated_at = rating.answer.as_ref()?.at.timestamp();
        let rated = self.resolved_at.is_some_and(|at| at.timestamp() <= rated_at);
        match content {
            Content::Text { body } if rated => rating.explained(body, at),
            _ => None,
        }
    }

    fn is_or_holds(&self, ticket: TicketNumber) -> bool {
        ticket == self.number || self.absorbed.contains(&ticket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::Score;
    use crate::ticket::tests::{moment, opened, receive, then};
    use crate::ticket::{Command, Status};

    fn said(at: i64, content: Content) -> Command {
        let closing = content.text() == Some("gràcies");
        receive(content, at, closing)
    }

    fn taps(ticket: u64, score: u8, second: i64) -> Command {
        let title = "★".to_owned();
        said(second, Content::chosen(format!("rating-{ticket}-{score}"), title))
    }

    fn writes(words: &str, second: i64) -> Command {
        said(second, Content::Text { body: words.to_owned() })
    }

    /// Resolved at second 10, rated with four stars at second 100.
    fn rated() -> Ticket {
        let mut ticket = opened();
        then(&mut ticket, 10, Command::Resolve);
        let number = ticket.number.0;
        then(&mut ticket, 100, taps(number, 4, 100));
        ticket
    }

    fn answer(ticket: &Ticket) -> Option<(u8, Option<String>)> {
        let answer = ticket.memory.rating.answer.as_ref()?;
        Some((answer.score.number(), answer.comment.clone()))
    }

    #[test]
    fn a_tap_rates_and_leaves_the_ticket_as_settled_as_it_was() {
        let ticket = rated();
        assert_eq!(answer(&ticket), Some((4, None)));
        assert_eq!(
            (ticket.status, ticket.unread, ticket.unanswered_since),
            (Status::Resolved, 0, None)
        );
    }

    #[test]
    fn of_several_taps_the_last_counts_and_one_for_another_ticket_never() {
        let mut ticket = rated();
        let number = ticket.number.0;
        then(&mut ticket, 200, taps(number, 1, 200));
        then(&mut ticket, 210, taps(number + 1, 5, 210));
        assert_eq!(answer(&ticket), Some((1, None)));
    }

    /// CSAT-2.
    #[test]
    fn what_is_written_within_a_quarter_of_an_hour_explains_the_score() {
        let table = [
            ("at once", "Molt amables", 101, Some("Molt amables")),
            ("at the last second", "Molt amables", 999, Some("Molt amables")),
            ("too late", "Molt amables", 1000, None),
            ("a question", "I quan arriba?", 101, None),
            ("a closing word", "gràcies", 101, None),
        ];
        for (case, words, second, expected) in table {
            let mut ticket = rated();
            then(&mut ticket, second, writes(words, second));
            assert_eq!(answer(&ticket), Some((4, expected.map(str::to_owned))), "{case}");
            let reopens = expected.is_none() && words != "gràcies";
            assert_eq!(ticket.status == Status::Open, reopens, "{case}");
        }
    }

    #[test]
    fn an_explanation_of_several_messages_is_kept_whole_and_whoever_reopens_takes_it_back() {
        let mut ticket = rated();
        then(&mut ticket, 110, writes("Massa lent", 110));
        then(&mut ticket, 120, writes("i molt car", 120));
        assert_eq!(answer(&ticket), Some((4, Some("Massa lent\ni molt car".into()))));
        then(&mut ticket, 130, Command::Reopen);
        assert_eq!((ticket.status, ticket.unanswered_since), (Status::Open, Some(moment(110))));
    }

    #[test]
    fn what_is_written_after_the_next_resolution_explains_nothing() {
        let mut ticket = rated();
        then(&mut ticket, 110, writes("I quan arriba?", 110));
        then(&mut ticket, 120, Command::Resolve);
        then(&mut ticket, 130, writes("Encara no funciona", 130));
        assert_eq!((answer(&ticket), ticket.status), (Some((4, None)), Status::Open));
    }

    /// Meta's clock says what came before what, however late it is delivered.
    #[test]
    fn words_count_by_when_they_were_written_and_not_by_when_they_came() {
        for (case, second, explains) in [
            ("written before the tap", 99, false),
            ("right after", 101, true),
            ("an hour later", 3_700, false),
        ] {
            let mut ticket = opened();
            then(&mut ticket, 10, Command::Resolve);
            let number = ticket.number.0;
            then(&mut ticket, 7_200, taps(number, 4, 100));
            then(&mut ticket, 7_200, writes("Massa lent", second));
            let comment = answer(&ticket).and_then(|(_, comment)| comment);
            assert_eq!(comment.is_some(), explains, "{case}");
            assert_eq!(ticket.status == Status::Open, !explains, "{case}");
        }
    }

    #[test]
    fn words_on_an_open_ticket_explain_nothing() {
        let mut ticket = rated();
        then(&mut ticket, 105, Command::Reopen);
        let events = then(&mut ticket, 110, writes("Encara no funciona", 110));
        assert!(events.iter().all(|event| !matches!(event.change, Change::Rated { .. })));
        assert_eq!((answer(&ticket), ticket.unread), (Some((4, None)), 1));
    }

    #[test]
    fn a_late_tap_counts_on_a_ticket_that_is_open_again() {
        let mut ticket = opened();
        let number = ticket.number.0;
        then(&mut ticket, 1, writes("Hola", 1));
        then(&mut ticket, 2, taps(number, 5, 2));
        assert_eq!(ticket.memory.rating.answer.as_ref().map(|one| one.score), Score::of(5));
        assert_eq!((ticket.status, ticket.unread), (Status::Open, 1));
    }
}
