//! The promises of the port, one by one.

use chrono::Duration;
use desk::contact::Alias;
use desk::inbound::{Arrival, Aside, Inbound, Kept};
use desk::message::{Progress, Wait};
use desk::permissions::Actor;
use desk::ports::{Clock, Commit, CommitError, Question, Sending};
use desk::ticket::{Change, Event, Ticket};
use desk::window::FREE_ENTRY;

use super::world::{NUMBER, agent, arrival, on_every_store, world};

#[test]
fn what_was_saved_is_read_back_as_it_was() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        world.reply(number, "r1").await;
        let events = world.store.events(number, 50).await.expect("events");
        let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        assert_eq!(Ticket::replay(&events), Some(ticket.clone()));
        let said: Vec<_> = events.iter().filter_map(|event| event.change.message()).collect();
        assert_eq!(said, [&world.message("m1").await, &world.message("r1").await]);
        let contact = world.store.contact(&ticket.contact).await.expect("it answers");
        assert_eq!(contact.expect("a contact").phone.as_deref(), Some("34600"));
        assert_eq!(
            world.store.events(number, 2).await.expect("events"),
            events[events.len() - 2..]
        );
        let middle = world.store.stretch(number, 2, 3).await.expect("events");
        assert_eq!(middle, events[1..3]);
        let beyond = world.store.stretch(number, ticket.rev + 1, u64::MAX).await.expect("events");
        assert_eq!(beyond, []);
    });
}

#[test]
fn a_revision_is_written_once() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        let by = Actor::Clock.author();
        let again =
            Event { ticket: number, rev: 1, at: ticket.created_at, by, change: Change::Seen };
        let commit = Commit { tickets: vec![ticket], events: vec![again], ..Commit::default() };
        assert!(matches!(world.store.commit(&commit).await, Err(CommitError::Stale)));
    });
}

#[test]
fn a_refused_commit_saves_nothing_of_it() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        let mut changed = ticket.clone();
        changed.customer = "Somebody".into();
        let aliases = vec![(Alias::Phone("34600".into()), "other".into())];
        let commit = Commit { tickets: vec![changed], aliases, ..Commit::default() };
        assert!(matches!(world.store.commit(&commit).await, Err(CommitError::Stale)));
        assert_eq!(world.store.ticket(number).await.expect("it answers"), Some(ticket));
    });
}

#[test]
fn a_ticket_that_follows_another_than_the_latest_is_stale() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let old = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        for (follows, saved) in [(None, false), (Some(number), true), (Some(number), false)] {
            let (channel, contact, customer) =
                (old.channel.clone(), old.contact.clone(), old.customer.clone());
            let event = Event {
                ticket: world.store.next_number(),
                rev: 1,
                at: old.created_at,
                by: Actor::Customer.author(),
                change: Change::Opened {
                    channel,
                    contact,
                    customer,
                    follows,
                    previous_owner: None,
                    asked_at: None,
                    entry: None,
                },
            };
            let mut ticket = Ticket::open(&event).expect("it opens");
            let mut events = vec![event];
            // Settled at once, so that the customer has one unsettled ticket throughout.
            let (ticket_number, by) = (ticket.number, Actor::Clock.author());
            let change = Change::Resolved;
            events.push(Event { ticket: ticket_number, rev: 2, at: old.created_at, by, change });
            ticket.apply(&events[1]);
            let commit = Commit { tickets: vec![ticket], events, ..Commit::default() };
            let done = world.store.commit(&commit).await;
            assert_eq!(done.is_ok(), saved, "following {follows:?}: {done:?}");
        }
    });
}

#[test]
fn a_ticket_of_a_customer_who_came_by_an_ad_is_what_its_events_make_of_it() {
    on_every_store(|store| async move {
        let world = world(store);
        let sent_at = Clock::now(&*world.clock);
        let Inbound::Message(arrival) = arrival("m1", "34600", sent_at) else { panic!("a text") };
        let items = [Inbound::Message(Arrival { by_ad: true, ..arrival })];
        world.desk.receive(&Actor::Customer, &items).await.expect("it is received");
        let number = world.message("m1").await.ticket;
        world.reply(number, "r1").await;
        let ticket = world.store.ticket(number).await.expect("it answers").expect("a ticket");
        assert_eq!(ticket.free_entry_until, Some(sent_at + FREE_ENTRY));
        let events = world.store.events(number, 100).await.expect("they are read");
        assert_eq!(Ticket::replay(&events), Some(ticket));
    });
}

#[test]
fn a_key_makes_one_message() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let key = Some("order-7".to_owned());
        for id in ["r1", "r2"] {
            let actor = agent();
            let reply = world.desk.reply(&actor, number, "hi".into(), id.into(), key.clone());
            assert_eq!(reply.await.expect("a message").id.0, "r1");
        }
        let keyed = world.store.keyed("order-7").await.expect("it answers");
        assert_eq!(keyed.map(|message| message.id.0), Some("r1".to_owned()));
        assert!(world.store.keyed("order-8").await.expect("it answers").is_none());
    });
}

#[test]
fn keeping_something_twice_is_no_conflict() {
    on_every_store(|store| async move {
        let kept = Kept { id: "k".into(), why: Aside::UnknownField, raw: "{}".into() };
        let commit = Commit { kept: vec![kept], ..Commit::default() };
        for _ in 0..2 {
            store.commit(&commit).await.expect("it is kept");
        }
    });
}

#[test]
fn the_outbox_holds_a_message_until_its_outcome_is_known() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        world.reply(number, "r1").await;
        world.channel.will_answer(Sending::Later(Wait::Customer));
        world.channel.will_answer(Sending::Unknown);
        for _ in 0..2 {
            let queued = world.queued().await;
            assert_eq!(queued[0].to, [Alias::Phone("34600".into())]);
            world.desk.deliver(&Actor::Clock, &queued[0]).await.expect("a call");
        }
        assert!(world.queued().await.is_empty());
        let now = desk::ports::Clock::now(&*world.clock);
        assert!(!world.store.begin_attempt(&"r1".into(), now).await.expect("it answers"));
        world.pass(Duration::minutes(1));
        assert_eq!(world.desk.doubt(&Actor::Clock).await.expect("doubts"), 1);
        let progress = world.message("r1").await.delivery.map(|delivery| delivery.progress);
        assert_eq!(progress, Some(Progress::Unconfirmed));
        assert!(world.queued().await.is_empty());
        world.desk.resend(&agent(), &"r1".into()).await.expect("it is resent");
        let queued = world.queued().await;
        world.desk.deliver(&Actor::Clock, &queued[0]).await.expect("a call");
        assert!(world.queued().await.is_empty());
        assert!(world.store.attempted(now + Duration::days(1)).await.expect("answers").is_empty());
        assert_eq!(world.channel.sent().len(), 3);
    });
}

#[test]
fn a_status_finds_its_message_by_either_id_and_never_goes_back() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let reply = world.reply(number, "r1").await;
        let queued = world.queued().await;
        world.desk.deliver(&Actor::Clock, &queued[0]).await.expect("a call");
        world.news("wamid.r1", Progress::Read).await;
        world.news("wamid.r1", Progress::Sent).await;
        let read = world.message("r1").await;
        assert_eq!(read.delivery.as_ref().map(|d| d.progress), Some(Progress::Read));
        for question in [
            Question { messages: vec![reply.id.clone()], ..Question::default() },
            Question { externals: vec!["wamid.r1".into()], ..Question::default() },
        ] {
            let answer = world.store.answer(&question).await.expect("an answer");
            assert_eq!(answer.messages, std::slice::from_ref(&read));
            assert_eq!(answer.tickets[0].number, number);
        }
    });
}

#[test]
fn an_answer_holds_the_tickets_that_are_named_and_each_once() {
    on_every_store(|store| async move {
        let world = world(store);
        let (one, other) = (world.receive("m1", "34600").await, world.receive("m2", "34700").await);
        world.reply(one, "r1").await;
        let missing = desk::ids::TicketNumber(9_999);
        let question = Question {
            messages: vec!["r1".into()],
            named: vec![other, one, missing, other],
            ..Question::default()
        };
        let answer = world.store.answer(&question).await.expect("an answer");
        let mut numbers: Vec<_> = answer.tickets.iter().map(|ticket| ticket.number).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers, [one, other]);
    });
}

#[test]
fn an_answer_knows_senders_arrivals_and_the_latest_tickets() {
    on_every_store(|store| async move {
        let world = world(store);
        let number = world.receive("m1", "34600").await;
        let aliases = vec![Alias::Phone("34600".into()), Alias::UserId("ES.9".into())];
        let question = Question {
            arrivals: vec!["m1".into(), "m2".into()],
            senders: vec![(NUMBER.into(), aliases.clone()), ("n2".into(), aliases)],
            ..Question::default()
        };
        let answer = world.store.answer(&question).await.expect("an answer");
        assert_eq!(answer.seen, ["m1".into()]);
        assert!(answer.contacts.iter().all(|(alias, _)| *alias == Alias::Phone("34600".into())));
        assert_eq!(answer.contacts[0].1.id.0, "m1");
        assert!(answer.latest.iter().all(|ticket| ticket.number == number));
        assert!(!answer.latest.is_empty());
        let nothing = world.store.answer(&Question::default()).await.expect("an answer");
        assert!(nothing.seen.is_empty() && nothing.latest.is_empty() && nothing.tickets.is_empty());
    });
}
