//! Somebody becomes free: rules hear of it, and then waiting tickets are handed out (ASG-5).

use futures::executor::block_on;

use super::answering::{ada, invoice, rulebook};
use super::*;
use crate::calendar::{Calendar, Clock};
use crate::routing::{Action, Condition, Field, Operator, Rule, Strategy, Test, Trigger, Value};
use crate::rulebook::Rulebook;
use crate::team::{Profile, Team};
use crate::ticket::Priority;
use crate::zone::Zone;

fn rule(id: &str, when: Trigger, then: Vec<Action>) -> Rule {
    let rule = rulebook().rules.rules.remove(0);
    Rule { id: id.into(), when: vec![when], condition: Condition::Always, then, ..rule }
}

/// Billing is Núria, who can have one ticket at once; sales has nobody.
async fn desk_with(rules: Vec<Rule>) -> Setting {
    let it = setting();
    let mut book = rulebook();
    book.policies.clear();
    book.profiles = vec![Profile { capacity: 1, ..Profile::new("nuria".into()) }];
    book.teams.push(Team::new("sales".into(), "Sales"));
    book.rules.rules.extend(rules);
    it.lays_down(0, book).await;
    it
}

impl Setting {
    async fn lays_down(&self, replaces: u32, book: Rulebook) {
        let laid = self.desk.lay_down(&ada(), replaces, book).await;
        laid.expect("saved").expect("without a slip");
    }

    async fn hands_out(&self) {
        self.desk.hand_out(&Actor::Clock).await.expect("handed out");
    }

    /// A question about an invoice from another customer.
    async fn asks(&self, id: &str, phone: &str) {
        let content = Content::Text { body: "La factura?".into() };
        self.receive(&[Inbound::Message(arrival(id, phone, 0, content))]).await;
    }

    async fn count(&self, number: u64) -> u64 {
        self.ticket(number).await.rev
    }
}

#[test]
fn rules_hear_of_it_before_tickets_are_handed_out() {
    block_on(async {
        let vip = Condition::Test(Test {
            field: Field::Tags,
            operator: Operator::Contains,
            value: Some(Value::Text("vip".into())),
            exact: false,
        });
        let urgent = vec![Action::SetPriority { priority: Priority::Urgent }];
        let first = Rule { condition: vip, ..rule("vip", Trigger::AgentAvailable, urgent) };
        let it = desk_with(vec![first]).await;
        it.receive(&[invoice("m1", 0)]).await;
        it.asks("m2", "34611").await;
        it.desk.tag(&nuria(), TicketNumber(2), "vip".into()).await.expect("tagged");
        it.hands_out().await;
        assert_eq!(it.ticket(2).await.priority, Priority::Normal, "nobody is there");
        it.hears("nuria", "joined");
        it.hands_out().await;
        assert_eq!(it.ticket(2).await.priority, Priority::Urgent);
        assert_eq!(it.ticket(2).await.owner, Some("nuria".into()));
        assert_eq!(it.ticket(1).await.owner, None, "she is full");
        it.is_consistent().await;
    });
}

#[test]
fn what_a_rule_left_to_be_taken_is_given_to_nobody_who_becomes_free() {
    block_on(async {
        let queue = Action::AssignBy { strategy: crate::routing::Strategy::Queue };
        let it = desk_with(vec![rule("wait", Trigger::MessageIn, vec![queue])]).await;
        it.receive(&[invoice("m1", 0)]).await;
        it.hears("nuria", "joined");
        for _ in 0..2 {
            it.hands_out().await;
            assert_eq!(it.ticket(1).await.owner, None);
        }
        let taken = it.desk.take_next(&nuria()).await.expect("answered").expect("one waits");
        assert_eq!(taken.owner, Some("nuria".into()));
        it.is_consistent().await;
    });
}

#[test]
fn who_is_full_becomes_free_by_finishing_and_not_by_staying() {
    block_on(async {
        let note = vec![Action::Note { text: "Aviat".into() }];
        let it = desk_with(vec![rule("soon", Trigger::AgentAvailable, note)]).await;
        it.receive(&[invoice("m1", 0)]).await;
        it.hears("nuria", "joined");
        it.hands_out().await;
        it.asks("m2", "34611").await;
        let before = it.count(2).await;
        for _ in 0..5 {
            it.hears("nuria", "joined");
            it.hands_out().await;
        }
        assert_eq!(it.count(2).await, before);
        it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
        it.hands_out().await;
        assert_eq!(it.ticket(2).await.owner, Some("nuria".into()));
        assert_eq!(it.count(2).await, before + 3, "automated, noted, assigned");
    });
}

#[test]
fn a_ticket_that_nobody_of_them_could_take_hears_nothing() {
    block_on(async {
        let note = vec![Action::Note { text: "Aviat".into() }];
        let it = desk_with(vec![rule("soon", Trigger::AgentAvailable, note)]).await;
        it.receive(&[invoice("m1", 0)]).await;
        let sales = Some("sales".into());
        it.desk.give_to_team(&nuria(), TicketNumber(1), sales).await.expect("given");
        let before = it.count(1).await;
        it.hears("nuria", "joined");
        it.hands_out().await;
        assert_eq!(it.count(1).await, before);
    });
}

#[test]
fn a_ticket_of_no_team_hears_of_it_too() {
    block_on(async {
        let by_load = vec![Action::AssignBy { strategy: Strategy::LeastLoaded }];
        let it = desk_with(vec![rule("take", Trigger::AgentAvailable, by_load)]).await;
        it.one_ticket().await;
        it.hears("nuria", "joined");
        it.hands_out().await;
        assert_eq!(it.ticket(1).await.owner, Some("nuria".into()));
    });
}

#[test]
fn rules_that_give_and_take_back_come_to_an_end() {
    block_on(async {
        let by_load = vec![Action::AssignBy { strategy: Strategy::LeastLoaded }];
        let give = rule("give", Trigger::AgentAvailable, by_load);
        let take = rule("take", Trigger::Assigned, vec![Action::Unassign]);
        let it = desk_with(vec![give, take]).await;
        it.receive(&[invoice("m1", 0)]).await;
        it.asks("m2", "34611").await;
        it.hears("nuria", "joined");
        it.hands_out().await;
        it.hands_out().await;
        let settled = (it.count(1).await, it.count(2).await);
        for _ in 0..20 {
            it.hears("nuria", "joined");
            it.hands_out().await;
        }
        assert_eq!((it.count(1).await, it.count(2).await), settled);
        it.is_consistent().await;
    });
}

#[test]
fn a_shift_that_begins_finds_owners_at_once() {
    block_on(async {
        let it = desk_with(vec![]).await;
        let mut book = it.desk.rulebook(&ada()).await.expect("read").rulebook;
        let (from, until) = (Clock::at(9, 0), Clock::at(17, 0));
        book.calendars = vec![Calendar::weekdays("day".into(), "Day", Zone::utc(), from, until)];
        book.profiles[0].shift = Some("day".into());
        it.lays_down(1, book).await;
        it.receive(&[invoice("m1", 0)]).await;
        // From one minute before nine, on a Thursday.
        it.clock.advance(Duration::minutes(9 * 60 - 1));
        for owner in [None, Some("nuria".into())] {
            it.hears("nuria", "joined");
            it.hands_out().await;
            assert_eq!(it.ticket(1).await.owner, owner);
            it.clock.advance(Duration::minutes(1));
        }
        it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
        it.hands_out().await;
        for (hours, owner) in [(8, None), (16, Some("nuria".into()))] {
            it.clock.advance(Duration::hours(hours));
            it.hears("nuria", "joined");
            it.hands_out().await;
            if hours == 8 {
                it.asks("m2", "34611").await;
                it.hands_out().await;
            }
            assert_eq!(it.ticket(2).await.owner, owner, "after {hours} hours more");
        }
    });
}

#[test]
fn whoever_comes_back_from_silence_is_free_anew() {
    block_on(async {
        let note = vec![Action::Note { text: "Aviat".into() }];
        let it = desk_with(vec![rule("soon", Trigger::AgentAvailable, note)]).await;
        it.hears("nuria", "joined");
        it.hands_out().await;
        it.clock.advance(Duration::hours(1));
        it.one_ticket().await;
        let before = it.count(1).await;
        it.hands_out().await;
        assert_eq!(it.count(1).await, before, "she is gone");
        it.hears("nuria", "joined");
        it.hands_out().await;
        assert_eq!(it.count(1).await, before + 2, "automated, noted");
    });
}
