//! A customer tells how they found it: which ticket that reaches, and what it leaves as it was.

use futures::executor::block_on;

use super::*;
use crate::routing::{Action, Condition, Rule, Trigger};
use crate::ticket::Status;

fn taps(id: &str, phone: &str, row: &str, after: i64) -> Inbound {
    let content = Content::chosen(row.to_owned(), "★★★★★".to_owned());
    Inbound::Message(arrival(id, phone, after, content))
}

fn writes(id: &str, phone: &str, words: &str, after: i64) -> Inbound {
    let content = Content::Text { body: words.to_owned() };
    Inbound::Message(arrival(id, phone, after, content))
}

async fn score(it: &Setting, number: u64) -> Option<u8> {
    it.ticket(number).await.memory.rating.answer.as_ref().map(|answer| answer.score.number())
}

/// Ticket 1 is resolved long ago; the same customer's ticket 2 is open.
async fn two_tickets() -> Setting {
    let it = setting();
    let first = it.one_ticket().await;
    it.desk.resolve(&nuria(), first).await.expect("resolved");
    it.clock.advance(Duration::days(30));
    it.receive(&[text("m2", "34600", 30 * 86_400)]).await;
    it
}

/// Who is resolved is asked.
async fn under_a_rule_that_asks() -> Setting {
    let it = setting();
    let mut book = answering::rulebook();
    book.policies.clear();
    let rule = book.rules.rules.remove(0);
    let (when, then) = (vec![Trigger::Resolved], vec![Action::AskRating { text: None }]);
    book.rules.rules.push(Rule { when, then, condition: Condition::Always, ..rule });
    it.desk.lay_down(&answering::ada(), 0, book).await.expect("saved").expect("no slip");
    it
}

#[test]
fn a_tap_reaches_the_ticket_that_it_names_and_not_the_newest() {
    block_on(async {
        let it = two_tickets().await;
        let receipt = it.receive(&[taps("m3", "34600", "rating-1-5", 30 * 86_400 + 1)]).await;
        assert_eq!(receipt.joined, 1);
        assert_eq!((score(&it, 1).await, score(&it, 2).await), (Some(5), None));
        assert_eq!(it.ticket(1).await.status, Status::Resolved);
        assert_eq!((it.ticket(2).await.status, it.ticket(2).await.unread), (Status::Open, 1));
        it.is_consistent().await;
    });
}

#[test]
fn a_tap_that_names_somebody_elses_ticket_or_none_joins_ones_own_and_rates_nothing() {
    block_on(async {
        for row in ["rating-2-1", "rating-99-1"] {
            let it = setting();
            it.receive(&[text("m1", "34600", 0), text("m2", "34700", 0)]).await;
            it.receive(&[taps("m3", "34600", row, 1)]).await;
            assert_eq!((score(&it, 1).await, score(&it, 2).await), (None, None), "{row}");
            assert_eq!(it.ticket(1).await.unread, 1, "{row}");
            it.is_consistent().await;
        }
    });
}

#[test]
fn a_tap_and_its_reason_reach_the_ticket_in_one_batch_and_open_no_new_one() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.clock.advance(Duration::days(30));
        let after = 30 * 86_400;
        it.receive(&[
            taps("m2", "34600", "rating-1-2", after),
            writes("m3", "34600", "Massa lent", after + 5),
        ])
        .await;
        let answer = it.ticket(1).await.memory.rating.answer.clone().expect("rated");
        assert_eq!((answer.score.number(), answer.comment.as_deref()), (2, Some("Massa lent")));
        assert_eq!(it.ticket(1).await.status, Status::Resolved);
        assert_eq!(it.store.ticket(TicketNumber(2)).await.expect("answers"), None);
        it.is_consistent().await;
    });
}

#[test]
fn the_same_tap_delivered_twice_counts_once() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        let tap = taps("m2", "34600", "rating-1-4", 10);
        it.receive(&[tap.clone(), tap.clone()]).await;
        let rev = it.ticket(1).await.rev;
        it.receive(&[tap]).await;
        assert_eq!((it.ticket(1).await.rev, score(&it, 1).await), (rev, Some(4)));
    });
}

/// CSAT-5 holds across tickets.
#[test]
fn the_next_ticket_knows_when_its_customer_was_last_asked() {
    block_on(async {
        let it = under_a_rule_that_asks().await;
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.clock.advance(Duration::days(30));
        it.receive(&[text("m2", "34600", 30 * 86_400)]).await;
        assert_eq!(it.ticket(2).await.memory.rating.asked_at, Some(at(0)));
        it.is_consistent().await;
    });
}

#[test]
fn a_tap_for_a_ticket_that_was_merged_rates_where_it_went() {
    block_on(async {
        let it = two_tickets().await;
        it.desk.merge(&nuria(), TicketNumber(1), TicketNumber(2)).await.expect("merged");
        it.receive(&[taps("m3", "34600", "rating-1-2", 30 * 86_400 + 1)]).await;
        assert_eq!((score(&it, 1).await, score(&it, 2).await), (None, Some(2)));
        it.is_consistent().await;
    });
}

/// CSAT-5 holds across merges.
#[test]
fn a_ticket_that_takes_another_in_knows_when_its_customer_was_last_asked() {
    block_on(async {
        let it = under_a_rule_that_asks().await;
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.clock.advance(Duration::days(30));
        it.receive(&[text("m2", "34600", 30 * 86_400)]).await;
        it.desk.resolve(&nuria(), TicketNumber(2)).await.expect("resolved");
        it.desk.merge(&nuria(), TicketNumber(2), number).await.expect("merged");
        let asked = it.ticket(1).await.memory.rating.asked_at;
        assert_eq!(asked, Some(at(30 * 86_400)));
        it.is_consistent().await;
    });
}
