//! Customers who write while the owner of their ticket is gone (ASG-7).

use futures::executor::block_on;

use super::answering::invoice;
use super::moving::billing;
use super::*;
use crate::assignment::{Choice, Excluded, Why};
use crate::presence::State;
use crate::ticket::{Change, Status};

/// Núria answered ticket 1 and signed out; nothing is left to answer.
async fn answered() -> Setting {
    let it = billing().await;
    it.hears("nuria", "joined");
    it.receive(&[invoice("m1", 0)]).await;
    it.say(TicketNumber(1), "r1").await;
    it.hears("nuria", "signed out");
    it.later(10, &["pol"]).await;
    assert_eq!(it.owner().await.as_deref(), Some("nuria"), "what is answered stays");
    it
}

impl Setting {
    async fn writes(&self, id: &str) {
        let after = (self.clock.now() - FixedClock::default().now()).num_seconds();
        self.receive(&[invoice(id, after)]).await;
    }

    /// Why the ticket was last taken from somebody.
    async fn why_taken(&self) -> Option<Choice> {
        let events = self.store.events(TicketNumber(1), 100).await.expect("answers");
        events.into_iter().rev().find_map(|event| match event.change {
            Change::Assigned { owner: None, why } => Some(why?.open()?),
            _ => None,
        })
    }

    /// The server stops and starts again.
    async fn restarts(&mut self) {
        let (store, channel) = (self.store.clone(), self.channel.clone());
        self.desk = Desk::new(store, channel, self.clock.clone(), self.live.clone());
        self.desk.begin(&Actor::Clock).await.expect("begun");
    }
}

#[test]
fn whoever_writes_to_an_owner_who_is_gone_gets_somebody_who_is_there_after_a_grace() {
    block_on(async {
        let it = answered().await;
        it.writes("m2").await;
        it.later(1, &["pol"]).await;
        it.writes("m3").await;
        it.later(1, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("nuria"), "she may still come");
        it.later(1, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("pol"), "more messages are no more grace");
        assert_eq!(it.why_taken().await.map(|choice| choice.why), Some(Why::OwnerGone));
        it.is_consistent().await;
    });
}

#[test]
fn an_owner_who_comes_back_within_the_grace_keeps_it() {
    block_on(async {
        let it = answered().await;
        it.writes("m2").await;
        it.later(2, &["pol"]).await;
        it.later(5, &["pol", "nuria"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("nuria"));
    });
}

#[test]
fn with_nobody_there_it_waits_in_its_queue_with_the_reason_and_goes_to_the_first_who_comes() {
    block_on(async {
        let it = answered().await;
        it.hears("pol", "signed out");
        it.writes("m2").await;
        it.later(3, &[]).await;
        assert_eq!((it.owner().await, it.ticket(1).await.status), (None, Status::Open));
        let choice = it.why_taken().await.expect("a reason");
        let offline = [Excluded::NotAvailable { state: State::Offline }];
        let looked_at = |id: &str| choice.candidates.iter().find(|one| one.person.0 == id);
        for member in ["nuria", "pol", "ona"] {
            assert_eq!(looked_at(member).map(|one| &one.against[..]), Some(&offline[..]));
        }
        it.later(1, &["ona"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("ona"));
        it.is_consistent().await;
    });
}

#[test]
fn after_a_start_owners_have_a_grace_to_come_back() {
    block_on(async {
        for (comes, owner) in [(true, "nuria"), (false, "pol")] {
            let mut it = billing().await;
            it.hears("nuria", "joined");
            it.receive(&[invoice("m1", 0)]).await;
            it.desk.see(&nuria(), TicketNumber(1)).await.expect("seen");
            it.clock.advance(Duration::hours(1));
            it.restarts().await;
            it.later(2, &["pol"]).await;
            assert_eq!(it.owner().await.as_deref(), Some("nuria"), "comes: {comes}");
            it.later(1, if comes { &["pol", "nuria"] } else { &["pol"] }).await;
            assert_eq!(it.owner().await.as_deref(), Some(owner), "comes: {comes}");
            it.is_consistent().await;
        }
    });
}

#[test]
fn after_a_start_a_message_gives_its_own_grace_to_an_owner_who_was_never_seen() {
    block_on(async {
        let mut it = answered().await;
        it.restarts().await;
        it.later(2, &["pol"]).await;
        it.writes("m2").await;
        it.later(2, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("nuria"));
        it.later(1, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("pol"));
    });
}

#[test]
fn a_second_message_after_a_start_is_no_second_grace() {
    block_on(async {
        let mut it = answered().await;
        it.writes("m2").await;
        it.restarts().await;
        it.later(2, &["pol"]).await;
        it.writes("m3").await;
        it.later(1, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("pol"));
    });
}

#[test]
fn what_is_given_by_hand_to_somebody_who_is_gone_stays_until_the_customer_writes_again() {
    block_on(async {
        let it = answered().await;
        it.writes("m2").await;
        it.later(1, &["pol"]).await;
        it.desk.assign(&nuria(), TicketNumber(1), Some("ona".into())).await.expect("given");
        it.later(1, &["pol"]).await;
        it.writes("m3").await;
        it.later(2, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("ona"), "a grace of its own");
        it.later(1, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("pol"));

        it.desk.assign(&nuria(), TicketNumber(1), Some("ona".into())).await.expect("given");
        it.later(30, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("ona"));
    });
}

#[test]
fn what_a_rule_gave_to_somebody_who_is_gone_is_no_exception() {
    block_on(async {
        let it = billing().await;
        let mut edition = it.desk.rulebook(&super::answering::ada()).await.expect("read");
        let to_ona = crate::routing::Action::AssignPerson { person: "ona".into() };
        edition.rulebook.rules.rules[0].then.push(to_ona);
        let laid = it.desk.lay_down(&super::answering::ada(), 1, edition.rulebook).await;
        laid.expect("saved").expect("without a slip");
        it.hears("pol", "joined");
        it.writes("m1").await;
        assert_eq!(it.owner().await.as_deref(), Some("ona"));
        it.later(3, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("pol"));
    });
}

#[test]
fn a_ticket_that_could_not_be_saved_is_looked_at_again() {
    block_on(async {
        let it = answered().await;
        it.writes("m2").await;
        it.store.break_ticket(TicketNumber(1));
        it.clock.advance(Duration::minutes(3));
        it.hears("pol", "joined");
        for _ in 0..2 {
            assert!(it.desk.hand_back(&Actor::Clock).await.is_err());
        }
    });
}
