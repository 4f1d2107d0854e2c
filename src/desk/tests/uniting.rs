//! Two customers become one by hand, and two again.

use futures::executor::block_on;

use super::identity::{phone, says, user};
use super::*;
use crate::desk::Note;
use crate::ids::ContactId;
use crate::ticket::Status;

/// Two customers with a ticket each: one by phone, the other by id alone.
async fn two_customers() -> (Setting, ContactId, ContactId) {
    let it = setting();
    it.receive(&[says("m1", &[phone("34600")], 0), says("m2", &[user("ES.1")], 10)]).await;
    let (one, other) = (it.customer(1).await.id, it.customer(2).await.id);
    (it, one, other)
}

/// Everything stored of both.
async fn stored(it: &Setting, ids: &[&ContactId]) -> Vec<Contact> {
    let ids: Vec<ContactId> = ids.iter().map(|id| (*id).clone()).collect();
    it.store.contacts(&ids).await.expect("the store answers")
}

#[test]
fn id_3_an_undo_brings_aliases_notes_and_tickets_back_exactly() {
    block_on(async {
        let (it, one, other) = two_customers().await;
        let note = Note { tags: Some(vec!["vip".into()]), ..Note::default() };
        it.desk.describe(&nuria(), TicketNumber(2), &note).await.expect("noted");
        let before = stored(&it, &[&one, &other]).await;
        it.desk.unite(&nuria(), &one, &other).await.expect("united");
        let whole = it.customer(2).await;
        assert_eq!(whole.id, one);
        assert_eq!(whole.aliases(), [phone("34600"), user("ES.1")]);
        assert!(whole.tags.contains("vip"));
        it.desk.part(&nuria(), &one, &other).await.expect("parted");
        assert_eq!(stored(&it, &[&one, &other]).await, before);
        for (number, whose) in [(1, &one), (2, &other)] {
            let ticket = it.ticket(number).await;
            assert_eq!((&ticket.contact, ticket.status), (whose, Status::Open));
        }
        it.receive(&[says("m3", &[user("ES.1")], 20)]).await;
        assert_eq!(it.ticket(2).await.unread, 2);
        it.is_consistent().await;
    });
}

#[test]
fn what_either_writes_joins_the_newest_open_ticket_and_answers_know_every_way() {
    block_on(async {
        let (it, one, other) = two_customers().await;
        it.desk.unite(&nuria(), &one, &other).await.expect("united");
        it.receive(&[says("m3", &[phone("34600")], 20)]).await;
        assert_eq!(it.ticket(2).await.unread, 2);
        it.desk.resolve(&nuria(), TicketNumber(2)).await.expect("resolved");
        it.receive(&[says("m4", &[user("ES.1")], 30)]).await;
        assert_eq!(it.ticket(1).await.unread, 2, "the other is open still");
        it.say(TicketNumber(1), "r1").await;
        let queued = it.desk.queued(&Actor::Clock, 9, None).await.expect("the outbox").items;
        assert_eq!(queued[0].to, [phone("34600"), user("ES.1")]);
        it.is_consistent().await;
    });
}

#[test]
fn tickets_merged_across_the_two_are_taken_apart_with_them() {
    block_on(async {
        let (it, one, other) = two_customers().await;
        let strangers = it.desk.merge(&nuria(), TicketNumber(2), TicketNumber(1)).await;
        assert_eq!(refusal(strangers), Refusal::OtherCustomer);
        it.desk.unite(&nuria(), &one, &other).await.expect("united");
        it.desk.merge(&nuria(), TicketNumber(2), TicketNumber(1)).await.expect("merged");
        it.desk.part(&nuria(), &one, &other).await.expect("parted");
        assert_eq!(it.ticket(2).await.merged_into, None);
        assert!(it.ticket(1).await.absorbed.is_empty());
        it.is_consistent().await;
    });
}

#[test]
fn neither_is_made_one_with_themselves_nor_with_nobody_nor_by_who_may_only_read() {
    block_on(async {
        let (it, one, other) = two_customers().await;
        let unite = async |actor: Actor, one: &ContactId, other: &ContactId| {
            refusal(it.desk.unite(&actor, one, other).await)
        };
        assert_eq!(unite(gil(), &one, &other).await, Refusal::NotAllowed);
        assert_eq!(unite(nuria(), &one, &one).await, Refusal::MergedWithItself);
        assert_eq!(unite(nuria(), &one, &"nobody".into()).await, Refusal::NoSuchCustomer);
        let parted = it.desk.part(&nuria(), &one, &other).await;
        assert_eq!(refusal(parted), Refusal::NoSuchCustomer);
        it.desk.unite(&nuria(), &one, &other).await.expect("united");
        assert_eq!(unite(nuria(), &other, &one).await, Refusal::MergedWithItself);
        it.receive(&[says("m5", &[phone("34633")], 40), says("m6", &[phone("34644")], 40)]).await;
        let (third, fourth) = (it.customer(3).await.id, it.customer(4).await.id);
        it.desk.unite(&nuria(), &third, &fourth).await.expect("united");
        assert_eq!(unite(nuria(), &one, &third).await, Refusal::HoldsOthers);
    });
}

#[test]
fn a_customer_is_found_by_name_phone_and_ticket_and_by_a_guest_by_no_phone() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600111222", 0), text("m2", "34600333444", 1)]).await;
        for (words, expected) in [
            ("customer 34600111", vec![1]),
            ("Customer", vec![1, 2]),
            ("+34 600 333 444", vec![2]),
            ("#2", vec![2]),
            ("9", vec![]),
            ("", vec![]),
        ] {
            let found = it.desk.find_contacts(&nuria(), words).await.expect("found");
            let mut tickets: Vec<u64> =
                found.iter().filter_map(|one| one.ticket).map(|number| number.0).collect();
            tickets.sort_unstable();
            assert_eq!(tickets, expected, "{words}");
        }
        let found = it.desk.find_contacts(&gil(), "+34 600 333 444").await.expect("found");
        assert!(found.is_empty());
        let found = it.desk.find_contacts(&gil(), "#2").await.expect("found");
        assert!(found.is_empty(), "nobody showed him that ticket");
        it.show_gil(TicketNumber(2)).await;
        let found = it.desk.find_contacts(&gil(), "#2").await.expect("found");
        assert_eq!(found[0].phone.as_deref(), Some("+34 ··· 444"));
    });
}
