//! People decide about tickets, and see what they may.

use std::collections::BTreeMap;

use futures::executor::block_on;

use super::*;
use crate::bubble::Quote;
use crate::ports::{Filter, OwnerFilter};
use crate::presence::{Happening, Said, State};
use crate::ticket::{Priority, Status};

#[test]
fn a_ticket_is_given_to_those_who_may_answer_and_to_nobody_else() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        let ticket = it.desk.assign(&nuria(), number, Some("nuria".into())).await.expect("given");
        assert_eq!(ticket.owner, Some("nuria".into()));
        for stranger in ["gil", "nobody"] {
            let given = it.desk.assign(&nuria(), number, Some(stranger.into())).await;
            assert_eq!(refusal(given), Refusal::NoSuchPerson);
        }
        let ticket = it.desk.assign(&nuria(), number, None).await.expect("given back");
        assert_eq!(ticket.owner, None);
        it.is_consistent().await;
    });
}

#[test]
fn an_old_ticket_stays_resolved_once_its_customer_has_a_newer_one() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        it.clock.advance(Duration::days(30));
        it.receive(&[text("m2", "34600", 30 * 86_400)]).await;
        let reopened = it.desk.reopen(&nuria(), number).await;
        assert_eq!(refusal(reopened), Refusal::NewerTicket);
        let said = it.desk.reply(&nuria(), number, "Hola".into(), "r1".into(), None).await;
        assert_eq!(refusal(said), Refusal::NewerTicket);
        it.say(TicketNumber(2), "r2").await;
    });
}

#[test]
fn what_somebody_said_of_themselves_outlasts_a_restart() {
    block_on(async {
        let Setting { desk, store, channel, clock, live } = setting();
        desk.say(&nuria(), Said::OnABreak).await.expect("taken down");
        let program = Actor::Key { name: "crm".into(), role: Role::Agent };
        assert!(desk.say(&program, Said::Away).await.is_err(), "a program is never away");
        let again = Desk::new(store, channel, clock, live);
        again.begin(&Actor::Clock).await.expect("begun");
        assert_eq!(again.said(&"nuria".into()), Said::OnABreak);
    });
}

#[test]
fn colleagues_see_where_each_of_them_is() {
    block_on(async {
        let it = setting();
        let seen = async || {
            let presences = it.desk.presences(&gil()).await.expect("a guest reads");
            let seen = presences.into_iter().map(|(one, state)| (one.id.0, state));
            seen.collect::<BTreeMap<_, _>>()
        };
        let states = |nuria| {
            BTreeMap::from([("gil".to_owned(), State::Offline), ("nuria".to_owned(), nuria)])
        };
        assert_eq!(seen().await, states(State::Offline), "nobody is there at the start");
        it.desk.hear(&"nuria".into(), &Happening::Joined { device: "laptop".into() });
        assert_eq!(seen().await, states(State::Online));
        it.desk.say(&nuria(), Said::Away).await.expect("taken down");
        assert_eq!(seen().await, states(State::Away));
        it.clock.advance(Duration::minutes(10));
        assert_eq!(seen().await, states(State::Offline), "their page fell silent");
        assert!(it.desk.presences(&Actor::Customer).await.is_err());
    });
}

#[test]
fn no_screen_is_told_an_id_that_holds_the_customers_number() {
    block_on(async {
        let it = setting();
        let mut answer = arrival("m2", "34600", 5, Content::Text { body: "sí".into() });
        answer.reply_to = Some("wamid.m1".into());
        it.receive(&[text("m1", "34600", 0), Inbound::Message(answer)]).await;
        let thread = it.desk.messages(&nuria(), TicketNumber(1), 50, None).await.expect("read");
        let answers = thread.items[1].answers.clone();
        let Some(Quote::Known(quoted)) = answers else { panic!("{answers:?}") };
        assert_eq!(quoted.id, thread.items[0].message.id);
        let shown = format!("{:?}", (thread, it.live.shown()));
        assert!(!shown.contains("wamid."), "{shown}");
    });
}

#[test]
fn what_is_already_so_leaves_no_event() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.resolve(&nuria(), number).await.expect("resolved");
        let before = (it.ticket(1).await, it.live.shown().len());
        it.desk.resolve(&nuria(), number).await.expect("resolved still");
        it.desk.assign(&nuria(), number, None).await.expect("nobody still");
        it.desk.prioritise(&nuria(), number, Priority::Normal).await.expect("normal still");
        it.desk.see(&nuria(), number).await.expect("seen still");
        assert_eq!((it.ticket(1).await, it.live.shown().len()), before);
    });
}

#[test]
fn one_ticket_that_can_not_be_woken_keeps_no_other_asleep() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), text("m2", "34611", 0), text("m3", "34622", 0)]).await;
        for number in 1..=3 {
            it.desk.snooze(&nuria(), TicketNumber(number), at(60)).await.expect("put aside");
        }
        it.clock.advance(Duration::seconds(60));
        it.store.break_ticket(TicketNumber(1));
        let woken = it.desk.keep_time(&Actor::Clock).await;
        assert!(matches!(woken, Err(Error::Failed(_))), "{woken:?}");
        let mut states = vec![];
        for number in 1..=3 {
            states.push(it.ticket(number).await.status);
        }
        assert_eq!(states, [Status::Snoozed, Status::Open, Status::Open]);
    });
}

#[test]
fn a_snooze_ends_at_its_time_or_when_the_customer_writes() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.say(number, "r1").await;
        it.desk.snooze(&nuria(), number, at(3600)).await.expect("put aside");
        assert_eq!(it.desk.keep_time(&Actor::Clock).await.expect("swept"), 0);
        it.clock.set(at(3600));
        assert_eq!(it.desk.keep_time(&Actor::Clock).await.expect("swept"), 1);
        assert_eq!(it.ticket(1).await.status, Status::Waiting);

        it.desk.snooze(&nuria(), number, at(7200)).await.expect("put aside");
        it.receive(&[text("m2", "34600", 3700)]).await;
        let ticket = it.ticket(1).await;
        assert_eq!((ticket.status, ticket.snoozed_until), (Status::Open, None));
        let past = it.desk.snooze(&nuria(), number, at(0)).await;
        assert_eq!(refusal(past), Refusal::SnoozeInThePast);
        it.is_consistent().await;
    });
}

#[test]
fn a_guest_reads_with_masked_phones_and_changes_nothing() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.show_gil(number).await;
        let seen_by =
            async |actor: Actor| it.desk.ticket(&actor, number).await.expect("seen").phone;
        assert_eq!(seen_by(nuria()).await.as_deref(), Some("+34600"));
        assert_eq!(seen_by(gil()).await.as_deref(), Some("+34 ··· 600"));
        assert_eq!(refusal(it.desk.resolve(&gil(), number).await), Refusal::NotAllowed);
        assert_eq!(refusal(it.desk.see(&gil(), number).await), Refusal::NotAllowed);
        assert_eq!(refusal(it.desk.assign(&gil(), number, None).await), Refusal::NotAllowed);
        assert_eq!(
            refusal(it.desk.prioritise(&gil(), number, Priority::High).await),
            Refusal::NotAllowed
        );
    });
}

#[test]
fn a_list_holds_what_the_filter_says_newest_first() {
    block_on(async {
        let it = setting();
        it.receive(&[text("m1", "34600", 0), text("m2", "34611", 5), text("m3", "34622", 9)]).await;
        it.desk.assign(&nuria(), TicketNumber(2), Some("nuria".into())).await.expect("given");
        it.desk.resolve(&nuria(), TicketNumber(3)).await.expect("resolved");
        let numbers = async |filter: Filter| {
            let page = it.desk.tickets(&nuria(), &filter, 50, None).await.expect("listed");
            page.items.iter().map(|card| card.ticket.number.0).collect::<Vec<_>>()
        };
        let open = Some(Status::Open);
        assert_eq!(numbers(Filter::default()).await, [3, 2, 1]);
        assert_eq!(numbers(Filter { status: open, ..Filter::default() }).await, [2, 1]);
        assert_eq!(
            numbers(Filter { status: open, owner: Some(OwnerFilter::Nobody), ..Filter::default() })
                .await,
            [1]
        );
    });
}

#[test]
fn a_thread_tells_the_customers_time_if_it_is_sure_where_they_are() {
    block_on(async {
        let it = setting();
        let zones = [("819012345678", Some(9 * 60)), ("12125550100", Some(-5 * 60)), ("x", None)];
        for (place, (phone, expected)) in zones.into_iter().enumerate() {
            it.receive(&[text(&format!("m{place}"), phone, 0)]).await;
            let number = TicketNumber(place as u64 + 1);
            let thread = it.desk.thread(&nuria(), number).await.expect("read");
            assert_eq!(thread.there, expected, "{phone}");
        }
    });
}

#[test]
fn a_thread_shows_messages_and_what_else_happened_but_not_twice() {
    block_on(async {
        let it = setting();
        let number = it.one_ticket().await;
        it.desk.assign(&nuria(), number, Some("nuria".into())).await.expect("given");
        it.say(number, "r1").await;
        let thread = it.desk.thread(&nuria(), number).await.expect("read");
        let lines: Vec<_> = thread.lately.events.iter().map(|event| event.change.word()).collect();
        assert_eq!(lines, ["opened", "assigned"]);
        assert_eq!(thread.lately.messages.items.len(), 2);
    });
}
