//! Taking tickets: of two one gets it (ASG-9), and the next is the one that presses most.

use futures::executor::block_on;
use futures::join;

use super::answering::{ada, rulebook};
use super::*;
use crate::assignment::Strategy;
use crate::ids::PersonId;
use crate::team::Team;
use crate::ticket::Priority;

fn pol() -> Actor {
    Actor::Person { id: "pol".into(), role: Role::Agent }
}

/// A desk where Pol answers too, and so many customers wait.
async fn desk_with(waiting: u64) -> Setting {
    let it = setting();
    it.store.add_person(person("pol", Role::Agent));
    for number in 1..=waiting {
        let phone = format!("346{number:02}");
        it.receive(&[text(&format!("m{number}"), &phone, 10 - number as i64)]).await;
    }
    it
}

impl Setting {
    async fn takes(&self, actor: &Actor, number: u64, seen: Option<&str>) -> Result<(), Refusal> {
        let seen = seen.map(PersonId::from);
        refusal(self.desk.take(actor, TicketNumber(number), seen).await.map(drop))
    }

    async fn takes_next(&self, actor: &Actor) -> Option<u64> {
        let taken = self.desk.take_next(actor).await.expect("answered");
        taken.map(|ticket| ticket.number.0)
    }
}

fn refusal(result: Result<(), Error>) -> Result<(), Refusal> {
    result.map_err(|error| match error {
        Error::Refused(refusal) => refusal,
        Error::Failed(cause) => panic!("{cause}"),
    })
}

#[test]
fn of_two_who_take_a_ticket_at_once_one_gets_it_and_the_other_is_told_who() {
    block_on(async {
        let it = desk_with(1).await;
        let (first, second) = (nuria(), pol());
        let both = join!(it.takes(&first, 1, None), it.takes(&second, 1, None));
        let owner = it.ticket(1).await.owner.expect("taken");
        let told = Err(Refusal::Taken { by: owner.0.clone() });
        let expected = if owner.0 == "nuria" { (Ok(()), told) } else { (told, Ok(())) };
        assert_eq!(both, expected);
        it.is_consistent().await;
    });
}

#[test]
fn whoever_takes_it_from_a_colleague_on_purpose_gets_it() {
    block_on(async {
        let it = desk_with(1).await;
        assert_eq!(it.takes(&nuria(), 1, None).await, Ok(()));
        assert_eq!(it.takes(&nuria(), 1, None).await, Ok(()), "it is hers already");
        assert_eq!(it.takes(&pol(), 1, Some("nuria")).await, Ok(()));
        assert_eq!(it.ticket(1).await.owner, Some("pol".into()));
        let told = Err(Refusal::Taken { by: "pol".into() });
        assert_eq!(it.takes(&nuria(), 1, Some("gil")).await, told);
    });
}

#[test]
fn guests_and_programs_take_nothing() {
    block_on(async {
        let it = desk_with(1).await;
        assert_eq!(it.takes(&gil(), 1, None).await, Err(Refusal::NotAllowed));
        let program = Actor::Key { name: "crm".into(), role: Role::Agent };
        assert_eq!(it.takes(&program, 1, None).await, Err(Refusal::NoSuchPerson));
        assert!(it.desk.take_next(&gil()).await.is_err());
        assert_eq!(it.ticket(1).await.owner, None);
    });
}

#[test]
fn the_next_is_what_presses_most_and_then_what_waits_longest() {
    block_on(async {
        let it = desk_with(3).await;
        it.desk.prioritise(&nuria(), TicketNumber(1), Priority::Urgent).await.expect("raised");
        assert_eq!(it.takes_next(&nuria()).await, Some(1), "urgent");
        assert_eq!(it.takes_next(&pol()).await, Some(3), "written first");
        it.receive(&[text("m4", "34699", -60)]).await;
        assert_eq!(it.takes_next(&nuria()).await, Some(4), "it came after the queue was known");
        assert_eq!(it.takes_next(&pol()).await, Some(2));
        assert_eq!(it.takes_next(&pol()).await, None);
        it.is_consistent().await;
    });
}

#[test]
fn a_team_that_leaves_tickets_to_be_taken_keeps_them_for_its_members() {
    block_on(async {
        let it = desk_with(0).await;
        let mut book = rulebook();
        book.policies.clear();
        book.teams = vec![Team {
            strategy: Strategy::TakeNext,
            members: vec!["nuria".into()],
            ..Team::new("billing".into(), "Billing")
        }];
        it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("without a slip");
        let content = Content::Text { body: "La factura?".into() };
        it.receive(&[Inbound::Message(arrival("m1", "34600", 0, content))]).await;
        assert_eq!(it.ticket(1).await.team, Some("billing".into()));
        assert_eq!(it.takes_next(&pol()).await, None, "he is not of billing");
        assert_eq!(it.takes_next(&nuria()).await, Some(1));
    });
}
