//! What becomes of a customer's message after the resolution, by what is laid down for the number.

use futures::executor::block_on;

use super::answering::ada;
use super::*;
use crate::closing::ClosingWords;
use crate::number::Reopening;
use crate::rulebook::Rulebook;
use crate::ticket::Status;

/// A book that lays down no more than what a message to the number does after the resolution.
pub(super) fn book(policy: Reopening) -> Rulebook {
    Rulebook { reopening: [(NUMBER.into(), policy)].into(), ..Rulebook::default() }
}

/// A ticket resolved under `book`, so many days ago.
async fn resolved(book: Rulebook, days: i64) -> Setting {
    let it = setting();
    it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("no objection");
    let number = it.one_ticket().await;
    it.desk.resolve(&nuria(), number).await.expect("resolved");
    it.clock.advance(Duration::days(days));
    it
}

#[test]
fn a_question_reopens_the_ticket_or_opens_a_new_one_by_the_policy_of_the_number() {
    block_on(async {
        for (policy, days, reopens) in [
            (Reopening::Reopen, 1000, true),
            (Reopening::NewTicket, 0, false),
            (Reopening::NewAfter { days: 2 }, 1, true),
            (Reopening::NewAfter { days: 2 }, 2, false),
        ] {
            let it = resolved(book(policy), days).await;
            it.receive(&[text("m2", "34600", days * 86_400)]).await;
            let reopened = it.ticket(1).await.status == Status::Open;
            assert_eq!(reopened, reopens, "{policy:?} after {days} days");
            let second = it.store.ticket(TicketNumber(2)).await.expect("answers");
            assert_eq!(second.is_none(), reopens, "{policy:?} after {days} days");
            it.is_consistent().await;
        }
    });
}

#[test]
fn what_is_laid_down_holds_for_its_number_and_for_what_was_resolved_before() {
    block_on(async {
        let it = resolved(book(Reopening::Reopen), 1000).await;
        let other = [("1066".into(), Reopening::Reopen)].into();
        let of_another = Rulebook { reopening: other, ..Rulebook::default() };
        it.desk.lay_down(&ada(), 1, of_another).await.expect("saved").expect("no objection");
        it.receive(&[text("m2", "34600", 1000 * 86_400)]).await;
        assert_eq!(it.ticket(1).await.status, Status::Resolved, "the default is a week");
        assert_eq!(it.ticket(2).await.status, Status::Open);
        it.is_consistent().await;
    });
}

/// IN-7: a reaction is attached to the resolved ticket, visibly, and one key takes that back.
#[test]
fn a_reaction_joins_the_resolved_ticket_under_any_policy_until_somebody_reopens_it() {
    block_on(async {
        for (policy, days) in [(Reopening::NewTicket, 0), (Reopening::default(), 30)] {
            let it = resolved(book(policy), days).await;
            let content = Content::Reaction { to: "wamid.x".into(), emoji: Some("👍".into()) };
            it.receive(&[Inbound::Message(arrival("m2", "34600", 60, content))]).await;
            assert_eq!(it.ticket(1).await.status, Status::Resolved);
            assert_eq!(it.store.ticket(TicketNumber(2)).await.expect("answers"), None);
            let thread = it.desk.thread(&nuria(), TicketNumber(1)).await.expect("read");
            let lines: Vec<_> =
                thread.lately.events.iter().map(|event| event.change.word()).collect();
            assert_eq!(lines, ["opened", "resolved", "received"]);

            let ticket = it.desk.reopen(&nuria(), TicketNumber(1)).await.expect("reopened");
            assert_eq!((ticket.status, ticket.unanswered_since), (Status::Open, Some(at(60))));
            it.is_consistent().await;
        }
    });
}

/// IN-7: so is a thanks; a thanks that goes on with a question is a question.
#[test]
fn a_thanks_leaves_the_ticket_resolved_and_a_thanks_with_a_question_does_not() {
    block_on(async {
        for (words, status) in [
            ("Perfecte, moltes gràcies! 😊", Status::Resolved),
            ("Gracias, pero ¿cuándo llega?", Status::Open),
        ] {
            let it = resolved(Rulebook::default(), 1).await;
            let content = Content::Text { body: words.into() };
            it.receive(&[Inbound::Message(arrival("m2", "34600", 86_400, content))]).await;
            let ticket = it.ticket(1).await;
            assert_eq!(ticket.status, status, "{words}");
            assert_eq!(ticket.unanswered_since.is_some(), status == Status::Open, "{words}");
            it.is_consistent().await;
        }
    });
}

/// IN-7: which words close is the team's to lay down, also when anything else opens a new ticket.
#[test]
fn the_closing_words_laid_down_say_what_leaves_a_ticket_resolved() {
    let words = |words: &str| std::collections::BTreeSet::from([words.to_owned()]);
    let usual = ClosingWords::default;
    let off = ClosingWords { on: false, ..usual() };
    let added = ClosingWords { added: words("Fins a la propera revisió"), ..usual() };
    let removed = ClosingWords { removed: words("gràcies"), ..usual() };
    block_on(async {
        for (case, closing, text, closes) in [
            ("built in", usual(), "Gràcies!", true),
            ("switched off", off, "Gràcies!", false),
            ("unknown", usual(), "fins a la propera revisió", false),
            ("added", added, "fins a la propera revisió", true),
            ("removed", removed, "Gràcies!", false),
        ] {
            for days in [1, 30] {
                let book = Rulebook { closing: closing.clone(), ..Rulebook::default() };
                let it = resolved(book, days).await;
                let content = Content::Text { body: text.into() };
                it.receive(&[Inbound::Message(arrival("m2", "34600", 60, content))]).await;
                let reopened = it.ticket(1).await.status == Status::Open;
                let second = it.store.ticket(TicketNumber(2)).await.expect("answers").is_some();
                let expected = (!closes && days == 1, !closes && days == 30);
                assert_eq!((reopened, second), expected, "{case}, after {days} days");
                it.is_consistent().await;
            }
        }
    });
}
