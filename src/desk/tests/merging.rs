//! Two tickets become one, and two again.

use futures::executor::block_on;

use super::answering::ada;
use super::*;
use crate::number::Reopening;
use crate::ticket::Status;

const OLDER: TicketNumber = TicketNumber(1);
const NEWEST: TicketNumber = TicketNumber(2);

/// Two tickets of one customer: the older is resolved, in the newest they wait since second 60.
async fn two_tickets() -> Setting {
    let it = setting();
    let book = reopening::book(Reopening::NewTicket);
    it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("no objection");
    let older = it.one_ticket().await;
    it.desk.resolve(&nuria(), older).await.expect("resolved");
    it.receive(&[text("m2", "34600", 60)]).await;
    assert_eq!(it.ticket(2).await.status, Status::Open);
    it
}

#[test]
fn a_merge_leaves_the_wait_in_one_ticket_and_the_undo_brings_it_back() {
    block_on(async {
        let it = two_tickets().await;
        let before = it.ticket(2).await;
        let merged = it.desk.merge(&nuria(), NEWEST, OLDER).await.expect("merged");
        assert_eq!((merged.status, merged.merged_into), (Status::Resolved, Some(OLDER)));
        assert_eq!(it.ticket(1).await.unanswered_since, Some(at(60)));
        it.is_consistent().await;

        let back = it.desk.unmerge(&nuria(), NEWEST).await.expect("undone");
        assert_eq!((back.status, back.unanswered_since), (before.status, before.unanswered_since));
        let older = it.ticket(1).await;
        assert_eq!((older.status, older.absorbed.len()), (Status::Resolved, 0));
        it.is_consistent().await;
    });
}

#[test]
fn what_the_customer_writes_after_a_merge_joins_the_ticket_that_holds_theirs() {
    block_on(async {
        let it = two_tickets().await;
        it.desk.merge(&nuria(), NEWEST, OLDER).await.expect("merged");
        it.receive(&[text("m3", "34600", 90)]).await;
        let older = it.ticket(1).await;
        assert_eq!((older.unread, older.last_message_at), (2, at(90)));
        assert_eq!(it.ticket(2).await.status, Status::Resolved);
        it.is_consistent().await;

        it.desk.unmerge(&nuria(), NEWEST).await.expect("undone");
        it.receive(&[text("m4", "34600", 95)]).await;
        assert_eq!(it.ticket(2).await.unread, 3);
        it.is_consistent().await;
    });
}

#[test]
fn once_all_is_resolved_the_next_ticket_follows_the_newest_also_if_it_was_merged() {
    block_on(async {
        let it = two_tickets().await;
        it.desk.merge(&nuria(), NEWEST, OLDER).await.expect("merged");
        it.desk.resolve(&nuria(), OLDER).await.expect("resolved");
        it.desk.reopen(&nuria(), OLDER).await.expect("nothing newer goes on elsewhere");
        it.desk.resolve(&nuria(), OLDER).await.expect("resolved");
        it.receive(&[text("m3", "34600", 90)]).await;
        assert_eq!(it.ticket(3).await.status, Status::Open);
        assert_eq!(refusal(it.desk.reopen(&nuria(), OLDER).await), Refusal::NewerTicket);
        it.desk.unmerge(&nuria(), NEWEST).await.expect("undone");
        assert_eq!(it.ticket(2).await.status, Status::Resolved);
        it.is_consistent().await;
    });
}

#[test]
fn in_a_merged_ticket_people_are_told_where_to_go_on() {
    block_on(async {
        let it = two_tickets().await;
        it.desk.merge(&nuria(), NEWEST, OLDER).await.expect("merged");
        let way = Refusal::Merged { into: OLDER };
        let said = it.desk.reply(&nuria(), NEWEST, "Hola".into(), "r1".into(), None).await;
        assert_eq!(refusal(said), way);
        assert_eq!(refusal(it.desk.reopen(&nuria(), NEWEST).await), way);
        assert_eq!(refusal(it.desk.snooze(&nuria(), NEWEST, at(900)).await), way);
        assert_eq!(refusal(it.desk.assign(&nuria(), NEWEST, None).await), way);
        it.say(OLDER, "r2").await;
        assert_eq!(it.ticket(1).await.status, Status::Waiting);
    });
}

#[test]
fn strangers_are_not_merged_and_what_is_so_leaves_no_event() {
    block_on(async {
        let it = two_tickets().await;
        it.receive(&[text("m3", "34611", 70)]).await;
        let merged = it.desk.merge(&nuria(), TicketNumber(3), OLDER).await;
        assert_eq!(refusal(merged), Refusal::OtherCustomer);
        let merged = it.desk.merge(&nuria(), TicketNumber(9), OLDER).await;
        assert_eq!(refusal(merged), Refusal::NoSuchTicket);
        let merged = it.desk.merge(&nuria(), OLDER, OLDER).await;
        assert_eq!(refusal(merged), Refusal::MergedWithItself);
        assert_eq!(refusal(it.desk.merge(&gil(), NEWEST, OLDER).await), Refusal::NotAllowed);
        assert_eq!(refusal(it.desk.unmerge(&gil(), NEWEST).await), Refusal::NotAllowed);

        it.desk.merge(&nuria(), NEWEST, OLDER).await.expect("merged");
        let shown = it.live.shown().len();
        it.desk.merge(&nuria(), NEWEST, OLDER).await.expect("merged still");
        it.desk.unmerge(&nuria(), TicketNumber(3)).await.expect("never merged");
        assert_eq!(it.live.shown().len(), shown);
    });
}
