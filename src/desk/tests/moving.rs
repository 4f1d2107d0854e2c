//! Tickets that nobody takes on go to somebody else.

use futures::executor::block_on;

use super::answering::{ada, invoice, rulebook};
use super::*;
use crate::ids::PersonId;
use crate::permissions::Author;
use crate::presence::Happening;
use crate::ticket::Change;

/// Billing is Núria, Pol and Ona; whoever gets a ticket has ten minutes to take it on.
pub(super) async fn billing() -> Setting {
    let it = unsupervised().await;
    it.store.add_person(person("jordi", Role::Supervisor));
    it
}

async fn unsupervised() -> Setting {
    let it = setting();
    it.store.add_person(person("pol", Role::Agent));
    it.store.add_person(person("ona", Role::Agent));
    let mut book = rulebook();
    book.policies.clear();
    book.teams[0].members = ["nuria", "pol", "ona"].map(PersonId::from).to_vec();
    book.teams[0].answer_within = Some(10);
    it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("without a slip");
    it
}

impl Setting {
    pub(super) fn hears(&self, who: &str, happening: &str) {
        let device = format!("{who}'s");
        let happening = match happening {
            "joined" => Happening::Joined { device },
            _ => Happening::SignedOut { device },
        };
        self.desk.hear(&who.into(), &happening);
    }

    /// Everybody stays connected, and time passes.
    pub(super) async fn later(&self, minutes: i64, there: &[&str]) {
        for _ in 0..minutes {
            self.clock.advance(Duration::minutes(1));
            there.iter().for_each(|who| self.hears(who, "joined"));
            self.desk.hand_back(&Actor::Clock).await.expect("handed back");
            self.desk.keep_time(&Actor::Clock).await.expect("swept");
            self.desk.hand_out(&Actor::Clock).await.expect("handed out");
        }
    }

    pub(super) async fn owner(&self) -> Option<String> {
        self.ticket(1).await.owner.map(|owner| owner.0)
    }
}

const ALL: [&str; 3] = ["nuria", "ona", "pol"];

#[test]
fn a_ticket_that_is_neither_opened_nor_answered_moves_twice_and_then_a_supervisor_is_told() {
    block_on(async {
        let it = billing().await;
        ALL.iter().for_each(|who| it.hears(who, "joined"));
        it.receive(&[invoice("m1", 0)]).await;
        let mut had = vec![it.owner().await.expect("somebody's")];
        for _ in 0..2 {
            it.later(9, &ALL).await;
            assert_eq!(it.owner().await.as_ref(), had.last(), "its time is not up");
            it.later(1, &ALL).await;
            had.push(it.owner().await.expect("somebody's"));
        }
        let mut each = had.clone();
        each.sort();
        assert_eq!(each, ALL, "nobody has it twice");
        it.later(30, &ALL).await;
        assert_eq!(it.owner().await, had.pop(), "it stays with the last");
        let events = it.store.events(TicketNumber(1), 100).await.expect("answers");
        let told = events.into_iter().filter_map(|event| match event.change {
            Change::Rang { people, .. } => Some((event.by, people)),
            _ => None,
        });
        assert_eq!(told.collect::<Vec<_>>(), [(Author::Clock, vec!["jordi".into()])], "once");
        it.is_consistent().await;
    });
}

#[test]
fn without_a_supervisor_nobody_is_said_to_be_told() {
    block_on(async {
        let it = unsupervised().await;
        ALL.iter().for_each(|who| it.hears(who, "joined"));
        it.receive(&[invoice("m1", 0)]).await;
        it.later(40, &ALL).await;
        let events = it.store.events(TicketNumber(1), 100).await.expect("answers");
        assert!(!events.iter().any(|event| matches!(event.change, Change::Rang { .. })));
    });
}

#[test]
fn whoever_opens_or_answers_it_keeps_it() {
    block_on(async {
        for answers in [false, true] {
            let it = billing().await;
            it.hears("nuria", "joined");
            it.receive(&[invoice("m1", 0)]).await;
            // Somebody else read it before, so that nothing is unread any more.
            let jordi = Actor::Person { id: "jordi".into(), role: Role::Supervisor };
            it.desk.see(&jordi, TicketNumber(1)).await.expect("seen");
            it.later(5, &ALL).await;
            match answers {
                true => _ = it.say(TicketNumber(1), "r1").await,
                false => _ = it.desk.see(&nuria(), TicketNumber(1)).await.expect("seen"),
            }
            it.later(60, &ALL).await;
            assert_eq!(it.owner().await.as_deref(), Some("nuria"), "answers: {answers}");
            it.is_consistent().await;
        }
    });
}

#[test]
fn what_somebody_gave_by_hand_does_not_move() {
    block_on(async {
        let it = billing().await;
        it.receive(&[invoice("m1", 0)]).await;
        it.desk.assign(&nuria(), TicketNumber(1), Some("pol".into())).await.expect("given");
        it.later(60, &ALL).await;
        assert_eq!(it.owner().await.as_deref(), Some("pol"));
    });
}

#[test]
fn with_nobody_else_there_it_stays_and_is_not_looked_at_for_ever() {
    block_on(async {
        let it = billing().await;
        it.hears("nuria", "joined");
        it.receive(&[invoice("m1", 0)]).await;
        it.later(20, &["nuria"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("nuria"));
        assert_eq!(it.desk.keep_time(&Actor::Clock).await.expect("swept"), 0);
    });
}

#[test]
fn who_goes_offline_gives_back_what_is_unanswered_after_a_grace_and_nothing_else() {
    block_on(async {
        let it = billing().await;
        it.hears("nuria", "joined");
        it.receive(&[invoice("m1", 0)]).await;
        it.receive(&[Inbound::Message(arrival(
            "m2",
            "34611",
            0,
            Content::Text { body: "factura!".into() },
        ))])
        .await;
        it.desk
            .reply(&nuria(), TicketNumber(2), "Ja".into(), "r2".into(), None)
            .await
            .expect("said");
        // Two minutes without a sign are within the grace of three.
        it.later(2, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("nuria"));
        it.later(1, &["pol"]).await;
        assert_eq!(it.owner().await.as_deref(), Some("pol"));
        assert_eq!(it.ticket(2).await.owner, Some("nuria".into()));
        it.hears("pol", "signed out");
        it.later(1, &[]).await;
        assert_eq!(it.owner().await, None, "nobody is left");
        it.is_consistent().await;
    });
}
