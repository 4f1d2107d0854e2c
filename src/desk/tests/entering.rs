//! A customer comes by an ad, and what that makes free.

use futures::executor::block_on;

use super::answering::ada;
use super::*;
use crate::number::Reopening;
use crate::window::FREE_ENTRY;

const HOUR: i64 = 3_600;

fn by_ad(id: &str, after: i64) -> Inbound {
    let content = Content::Text { body: format!("text {id}") };
    Inbound::Message(Arrival { by_ad: true, ..arrival(id, "34600", after, content) })
}

/// A desk where every question after a resolution opens a ticket.
async fn with_new_tickets() -> Setting {
    let it = setting();
    let book = reopening::book(Reopening::NewTicket);
    it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("no objection");
    it
}

/// Until when ticket `number` is free of charge.
async fn free_until(it: &Setting, number: u64) -> Option<DateTime<Utc>> {
    it.is_consistent().await;
    it.ticket(number).await.free_entry_until
}

#[test]
fn an_answer_in_time_begins_a_free_entry_and_one_that_failed_takes_it_back() {
    block_on(async {
        let it = setting();
        it.receive(&[by_ad("m1", 0)]).await;
        assert_eq!(free_until(&it, 1).await, None);
        it.clock.advance(Duration::hours(2));
        let answer = it.say(TicketNumber(1), "r1").await;
        assert_eq!(free_until(&it, 1).await, Some(at(2 * HOUR) + FREE_ENTRY));
        it.receive(&[status(&answer.id, Progress::Failed)]).await;
        assert_eq!(free_until(&it, 1).await, None);
        it.clock.advance(Duration::hours(1));
        it.say(TicketNumber(1), "r2").await;
        assert_eq!(free_until(&it, 1).await, Some(at(3 * HOUR) + FREE_ENTRY));
    });
}

#[test]
fn a_customer_who_came_by_no_ad_has_no_free_entry() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.say(number, "r1").await;
        assert_eq!(free_until(&it, 1).await, None);
    });
}

#[test]
fn the_next_ticket_goes_on_with_the_free_entry_until_it_is_over() {
    block_on(async {
        for (hours, until) in [(1, Some(at(0) + FREE_ENTRY)), (72, None)] {
            let it = with_new_tickets().await;
            it.receive(&[by_ad("m1", 0)]).await;
            it.say(TicketNumber(1), "r1").await;
            it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
            it.clock.advance(Duration::hours(hours));
            it.receive(&[text("m2", "34600", hours * HOUR)]).await;
            assert_eq!(free_until(&it, 2).await, until, "after {hours} hours");
        }
    });
}

#[test]
fn an_ad_that_nobody_answered_is_answered_on_the_next_ticket() {
    block_on(async {
        let it = with_new_tickets().await;
        it.receive(&[by_ad("m1", 0)]).await;
        it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
        it.clock.advance(Duration::hours(5));
        it.receive(&[text("m2", "34600", 5 * HOUR)]).await;
        it.say(TicketNumber(2), "r1").await;
        assert_eq!(free_until(&it, 2).await, Some(at(5 * HOUR) + FREE_ENTRY));
        assert_eq!(free_until(&it, 1).await, None);
    });
}

#[test]
fn a_ticket_that_takes_another_in_goes_on_with_its_free_entry() {
    block_on(async {
        let it = with_new_tickets().await;
        let older = it.one_ticket().await;
        it.desk.resolve(&nuria(), older).await.expect("resolved");
        it.receive(&[by_ad("m2", 60)]).await;
        it.say(TicketNumber(2), "r1").await;
        let until = free_until(&it, 2).await;
        it.desk.merge(&nuria(), TicketNumber(2), older).await.expect("merged");
        assert_eq!((free_until(&it, 1).await, until.is_some()), (until, true));
        it.desk.unmerge(&nuria(), TicketNumber(2)).await.expect("undone");
        assert_eq!(free_until(&it, 2).await, until);
    });
}
