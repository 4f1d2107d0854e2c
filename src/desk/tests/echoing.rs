//! What the team says with the Business app, and what was said before the desk came.

use futures::executor::block_on;

use super::*;
use crate::inbound::Recalled;
use crate::message::Direction;
use crate::permissions::Author;
use crate::ticket::Status;

fn echo(id: &str, phone: &str, after: i64) -> Inbound {
    Inbound::Echo(arrival(id, phone, after, Content::Text { body: format!("echo {id}") }))
}

fn recalled(id: &str, phone: &str, after: i64, ours: Option<Progress>) -> Inbound {
    let arrival = arrival(id, phone, after, Content::Text { body: format!("once {id}") });
    Inbound::Recalled(Recalled { arrival, delivery: ours.map(Delivery::at) })
}

/// A status that calls the message by Meta's id alone.
fn stray(id: &str, progress: Progress) -> Inbound {
    Inbound::Status(StatusNews {
        number: NUMBER.into(),
        external: format!("wamid.{id}"),
        message: None,
        delivery: Delivery::at(progress),
        raw: format!("{{\"status\":\"{progress:?}\"}}"),
    })
}

#[test]
fn what_was_typed_in_the_business_app_is_ours_answers_and_is_never_sent_again() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0)]).await;
        it.receive(&[echo("e1", "34600", 10), echo("e1", "34600", 10)]).await;
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.unread), (Status::Waiting, 0));
        let thread = it.store.messages(TicketNumber(1), 9, None).await.expect("answers").items;
        let ours: Vec<_> = thread.iter().map(|one| (one.direction, one.author.clone())).collect();
        let expected = [(Direction::In, Author::Customer), (Direction::Out, Author::App)];
        assert_eq!(ours, expected);
        assert_eq!(it.store.queued_count().await.expect("answers"), 0);
        it.is_consistent().await;
    });
}

#[test]
fn an_echo_to_somebody_new_opens_a_ticket_that_we_began() {
    block_on(async {
        let it = setting();
        it.receive(&[echo("e1", "34600", 10)]).await;
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.started_by), (Status::Waiting, Direction::Out));
        it.receive(&[text("m1", "34600", 20)]).await;
        assert_eq!(it.ticket(1).await.unread, 1);
        it.is_consistent().await;
    });
}

#[test]
fn what_this_desk_sent_itself_is_no_echo() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.say(number, "r1").await;
        let queued = it.desk.queued(&Actor::Clock, 9, None).await.expect("the outbox").items;
        it.desk.deliver(&Actor::Clock, &queued[0]).await.expect("sent");
        let Inbound::Echo(own) = echo("e1", "34600", 10) else { panic!("an echo") };
        let own = Arrival { external: "wamid.r1".into(), ..own };
        let receipt = it.receive(&[Inbound::Echo(own)]).await;
        assert_eq!((receipt.joined, receipt.repeated), (0, 1));
        assert_eq!(it.store.messages(number, 9, None).await.expect("answers").items.len(), 2);
    });
}

#[test]
fn a_status_that_was_here_before_its_echo_is_kept_until_then() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), stray("e1", Progress::Read)]).await;
        it.receive(&[stray("nobody", Progress::Read)]).await;
        assert_eq!(it.store.kept().len(), 2);
        it.receive(&[echo("e1", "34600", 10)]).await;
        assert_eq!(it.progress(&"e1".into()).await, Some(Progress::Read));
        assert_eq!(it.store.kept().len(), 1, "one never finds its message");
        it.is_consistent().await;
    });
}

#[test]
fn what_was_said_before_stands_in_a_settled_ticket_and_starts_nothing() {
    block_on(async {
        let it = setting();
        let past = [
            recalled("p2", "34600", -500, Some(Progress::Read)),
            recalled("p1", "34600", -900, None),
        ];
        let receipt = it.receive(&past).await;
        assert_eq!(receipt.joined, 2);
        it.receive(&past).await;
        let ticket = it.ticket(1).await;
        assert!(ticket.is_past() && ticket.status == Status::Resolved, "{ticket:?}");
        assert_eq!((ticket.unread, ticket.unanswered_since), (0, None));
        assert_eq!((ticket.window_closes_at, ticket.last_message_at), (None, at(-500)));
        let thread = it.store.messages(TicketNumber(1), 9, None).await.expect("answers").items;
        assert_eq!(thread.iter().map(|one| one.id.0.as_str()).collect::<Vec<_>>(), ["p1", "p2"]);
        assert_eq!(it.progress(&"p2".into()).await, Some(Progress::Read));
        it.is_consistent().await;
    });
}

#[test]
fn what_is_said_now_never_joins_what_was_said_before() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0)]).await;
        it.receive(&[recalled("p1", "34600", -900, None)]).await;
        assert_eq!(it.ticket(2).await.contact, it.ticket(1).await.contact);
        it.receive(&[text("m2", "34600", 10), recalled("p2", "34600", -800, None)]).await;
        assert_eq!(it.ticket(1).await.unread, 2);
        let past = it.store.messages(TicketNumber(2), 9, None).await.expect("answers").items;
        assert_eq!(past.len(), 2);
        let reopened = it.desk.reopen(&nuria(), TicketNumber(2)).await;
        assert_eq!(refusal(reopened), Refusal::NewerTicket);
        it.is_consistent().await;
    });
}
