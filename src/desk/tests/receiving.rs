//! A customer writes.

use futures::executor::block_on;

use super::*;
use crate::inbound::{Aside, Kept};
use crate::ticket::{Change, Status};

#[test]
fn a_first_message_opens_a_ticket_and_the_next_one_joins_it() {
    block_on(async {
        let it = setting();
        let receipt = it.receive(&[text("m1", "34600", 0), text("m2", "34600", 5)]).await;
        assert_eq!((receipt.joined, receipt.repeated), (2, 0));
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.unread), (Status::Open, 2));
        assert_eq!(ticket.customer, "Customer 34600");
        assert_eq!(ticket.unanswered_since, Some(at(0)));
        assert_eq!(it.store.ticket(TicketNumber(2)).await.expect("answers"), None);
        it.is_consistent().await;
    });
}

#[test]
fn two_customers_never_share_a_ticket() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), text("m2", "34611", 0), text("m3", "34600", 1)]).await;
        let one = it.store.messages(TicketNumber(1), 50, None).await.expect("answers").items;
        let two = it.store.messages(TicketNumber(2), 50, None).await.expect("answers").items;
        assert_eq!((one.len(), two.len()), (2, 1));
        it.is_consistent().await;
    });
}

#[test]
fn a_duplicate_changes_nothing_in_the_same_batch_or_later() {
    block_on(async {
        let it = setting();
        let twice = [text("m1", "34600", 0), text("m1", "34600", 0)];
        assert_eq!(it.receive(&twice).await.repeated, 1);
        let before = (it.ticket(1).await, it.live.shown().len());
        let receipt = it.receive(&twice).await;
        assert_eq!((receipt.joined, receipt.repeated), (0, 2));
        assert_eq!((it.ticket(1).await, it.live.shown().len()), before);
    });
}

#[test]
fn meta_s_time_orders_the_thread_whatever_the_order_of_arrival() {
    block_on(async {
        let it = setting();
        it.receive(&[text("late", "34600", 9)]).await;
        it.receive(&[text("early", "34600", 1)]).await;
        let thread = it.store.messages(TicketNumber(1), 50, None).await.expect("answers").items;
        assert_eq!(thread.iter().map(|m| m.id.0.as_str()).collect::<Vec<_>>(), ["early", "late"]);
        let ticket = it.ticket(1).await;
        assert_eq!(ticket.last_message_at, at(9));
        assert_eq!(ticket.unanswered_since, Some(at(1)));
        assert_eq!(ticket.last_line.and_then(|line| line.text).as_deref(), Some("text late"));
    });
}

#[test]
fn messages_of_one_second_stay_in_the_order_in_which_they_came() {
    block_on(async {
        let it = setting();
        it.receive(&[text("z", "34600", 5), text("a", "34600", 5)]).await;
        it.clock.advance(Duration::milliseconds(1));
        it.receive(&[text("m", "34600", 5)]).await;
        let thread = it.store.messages(TicketNumber(1), 50, None).await.expect("answers").items;
        assert_eq!(thread.iter().map(|m| m.id.0.as_str()).collect::<Vec<_>>(), ["z", "a", "m"]);
    });
}

#[test]
fn after_a_resolution_a_message_reopens_the_ticket_and_much_later_opens_a_new_one() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.clock.advance(Duration::days(6));
        it.receive(&[text("m2", "34600", 6 * 86_400)]).await;
        assert_eq!(it.ticket(1).await.status, Status::Open);

        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.clock.advance(Duration::days(8));
        it.receive(&[text("m3", "34600", 14 * 86_400)]).await;
        assert_eq!(it.ticket(1).await.status, Status::Resolved);
        let events = it.store.events(TicketNumber(2), 10).await.expect("answers");
        let Change::Opened { follows, .. } = &events[0].change else { panic!("opened first") };
        assert_eq!(*follows, Some(number));
        it.is_consistent().await;
    });
}

#[test]
fn a_reaction_after_the_resolution_is_kept_in_the_thread_and_reopens_nothing() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        let content = Content::Reaction { to: "wamid.x".into(), emoji: Some("👍".into()) };
        it.receive(&[Inbound::Message(arrival("m2", "34600", 60, content))]).await;
        assert_eq!(it.ticket(1).await.status, Status::Resolved);
        let thread = it.store.messages(number, 50, None).await.expect("answers").items;
        assert_eq!(thread.len(), 2);
        it.is_consistent().await;
    });
}

#[test]
fn a_message_for_an_unknown_number_is_kept_and_reported() {
    block_on(async {
        let it = setting();
        let mut stray = arrival("m1", "34600", 0, Content::Text { body: "hola".into() });
        stray.number = "elsewhere".into();
        let receipt = it.receive(&[Inbound::Message(stray.clone()), text("m2", "34600", 0)]).await;
        assert_eq!((receipt.joined, receipt.aside), (1, vec![Aside::UnknownNumber]));
        assert_eq!(receipt.unknown_numbers, ["elsewhere".into()]);
        assert_eq!(it.store.kept().first().map(|kept| kept.raw.clone()), Some(stray.raw));
    });
}

#[test]
fn what_can_t_be_placed_is_kept_once() {
    block_on(async {
        let it = setting();
        let kept = Kept { id: "k".into(), why: Aside::UnknownField, raw: "{}".into() };
        for _ in 0..3 {
            it.receive(&[Inbound::Kept(kept.clone())]).await;
        }
        assert_eq!(it.store.kept(), [kept]);
    });
}

#[test]
fn a_contact_is_found_by_either_alias_it_was_seen_with() {
    block_on(async {
        let it = setting();
        let body = || Content::Text { body: "hola".into() };
        let mut both = arrival("m1", "34600", 0, body());
        both.aliases.push(Alias::UserId("ES.1".into()));
        let mut hidden = arrival("m2", "34600", 1, body());
        hidden.aliases = vec![Alias::UserId("ES.1".into())];
        it.receive(&[Inbound::Message(both)]).await;
        it.receive(&[Inbound::Message(hidden)]).await;
        assert_eq!(it.ticket(1).await.unread, 2);
        assert_eq!(it.store.ticket(TicketNumber(2)).await.expect("answers"), None);
    });
}

#[test]
fn only_the_channel_may_bring_messages_in() {
    block_on(async {
        let it = setting();
        for actor in [nuria(), gil(), Actor::Clock] {
            let result = it.desk.receive(&actor, &[text("m1", "34600", 0)]).await;
            assert_eq!(refusal(result), Refusal::NotAllowed);
        }
        assert_eq!(it.store.ticket(TicketNumber(1)).await.expect("answers"), None);
    });
}
