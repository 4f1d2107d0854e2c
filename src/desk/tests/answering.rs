//! The rulebook at work: what happens is answered in the same commit.

use futures::executor::block_on;

use super::*;
use crate::board::Update;
use crate::desk::{Explanation, Occasion};
use crate::presence::Happening;
use crate::routing::{
    Action, Condition, Field, Operator, Rule, Rules, Test, Trigger, Value, Verdict,
};
use crate::rulebook::Rulebook;
use crate::sla::{ByPriority, Counting, Policy, Target, Targets};
use crate::team::Team;
use crate::ticket::Change;

pub(super) fn ada() -> Actor {
    Actor::Person { id: "ada".into(), role: Role::Administrator }
}

/// What says “factura” goes to billing, which is Núria; a first answer may take an hour.
pub(super) fn rulebook() -> Rulebook {
    let condition = Condition::Test(Test {
        field: Field::MessageText,
        operator: Operator::Contains,
        value: Some(Value::Text("factura".into())),
        exact: false,
    });
    let invoices = Rule {
        id: "invoices".into(),
        name: "Invoices".into(),
        version: 1,
        on: true,
        when: vec![Trigger::MessageIn],
        condition,
        then: vec![Action::AssignTeam { team: "billing".into() }],
        otherwise: vec![],
        stop: false,
    };
    let target = Some(Target { minutes: 60, counts: Counting::Calendar });
    let targets = Targets { first_response: target, ..Targets::default() };
    Rulebook {
        teams: vec![Team {
            members: vec!["nuria".into()],
            ..Team::new("billing".into(), "Billing")
        }],
        policies: vec![Policy {
            targets: ByPriority::all(targets),
            ..Policy::new("usual".into(), "Usual")
        }],
        rules: Rules { rules: vec![invoices], ..Rules::default() },
        ..Rulebook::default()
    }
}

pub(super) async fn under_the_book() -> Setting {
    let it = setting();
    it.desk.lay_down(&ada(), 0, rulebook()).await.expect("saved").expect("without a slip");
    it
}

pub(super) fn invoice(id: &str, after: i64) -> Inbound {
    Inbound::Message(arrival(id, "34600", after, Content::Text { body: "La factura?".into() }))
}

fn words(updates: &[Update]) -> Vec<&'static str> {
    updates.iter().flat_map(|update| &update.events).map(|event| event.change.word()).collect()
}

fn is_there(it: &Setting) {
    it.desk.hear(&"nuria".into(), &Happening::Joined { device: "laptop".into() });
}

#[test]
fn a_message_is_routed_assigned_and_clocked_with_one_commit() {
    block_on(async {
        let it = under_the_book().await;
        is_there(&it);
        it.receive(&[invoice("m1", 0)]).await;
        let ticket = it.ticket(1).await;
        assert_eq!(ticket.team, Some("billing".into()));
        assert_eq!(ticket.owner, Some("nuria".into()));
        let shown = words(&it.live.shown());
        assert_eq!(
            shown,
            ["opened", "received", "automated", "teamed", "policy_applied", "assigned"]
        );
        let events = it.store.events(TicketNumber(1), 100).await.expect("read");
        assert_eq!(Ticket::replay(&events).as_ref(), Some(&ticket));
    });
}

#[test]
fn a_ticket_without_an_owner_goes_to_the_first_of_its_team_who_comes() {
    block_on(async {
        let it = under_the_book().await;
        it.receive(&[invoice("m1", 0)]).await;
        assert_eq!(it.ticket(1).await.owner, None);
        assert_eq!(it.desk.hand_out(&Actor::Clock).await.expect("looked"), 0, "nobody is there");
        is_there(&it);
        assert_eq!(it.desk.hand_out(&Actor::Clock).await.expect("looked"), 1);
        assert_eq!(it.ticket(1).await.owner, Some("nuria".into()));
        assert_eq!(it.desk.hand_out(&Actor::Clock).await.expect("looked"), 0, "nothing is left");
    });
}

#[test]
fn whoever_waits_longest_is_served_first_however_long_the_queue() {
    block_on(async {
        let it = under_the_book().await;
        for customer in 0..520 {
            let content = Content::Text { body: "La factura?".into() };
            let (id, phone) = (format!("m{customer}"), format!("346{customer:03}"));
            it.receive(&[Inbound::Message(arrival(&id, &phone, customer, content))]).await;
        }
        is_there(&it);
        it.desk.hand_out(&Actor::Clock).await.expect("looked");
        for (number, owner) in [(1, Some("nuria")), (8, Some("nuria")), (9, None), (520, None)] {
            assert_eq!(it.ticket(number).await.owner, owner.map(Into::into), "ticket {number}");
        }
    });
}

#[test]
fn a_ticket_that_could_not_be_given_is_tried_again() {
    block_on(async {
        let it = under_the_book().await;
        it.receive(&[invoice("m1", 0)]).await;
        it.store.break_ticket(TicketNumber(1));
        is_there(&it);
        for _ in 0..2 {
            assert!(it.desk.hand_out(&Actor::Clock).await.is_err(), "nothing stirred meanwhile");
        }
    });
}

#[test]
fn whoever_asks_is_told_what_the_rules_saw_and_who_else_was_looked_at() {
    block_on(async {
        let it = under_the_book().await;
        is_there(&it);
        it.receive(&[invoice("m1", 0)]).await;
        let events = it.store.events(TicketNumber(1), 50).await.expect("answers");
        let rev = |word| events.iter().find(|event| event.change.word() == word).map(|e| e.rev);
        let explain = async |word| {
            let event = Occasion::Event(rev(word).expect("it happened"));
            it.desk.explain(&nuria(), TicketNumber(1), &event).await.expect("told")
        };
        let account = explain("teamed").await.account.expect("a rule did it");
        assert!(account.trace.lines.iter().any(|line| matches!(line.verdict, Verdict::Ran { .. })));
        let choice = explain("assigned").await.choice.expect("nobody's hand did it");
        assert_eq!(choice.chosen, Some("nuria".into()));
        assert_eq!(explain("received").await, Explanation::default());
        for unknown in [Occasion::Event(999), Occasion::Message("nobody's".into())] {
            let told = it.desk.explain(&nuria(), TicketNumber(1), &unknown).await.expect("told");
            assert_eq!(told, Explanation::default());
        }
    });
}

#[test]
fn whoever_asks_is_told_why_a_message_was_sent_that_nobody_wrote() {
    block_on(async {
        let it = setting();
        let mut book = rulebook();
        book.rules.rules[0].then = vec![Action::SendText { text: "Ara ho mirem.".into() }];
        it.desk.lay_down(&ada(), 0, book).await.expect("saved").expect("without a slip");
        it.receive(&[invoice("m1", 0)]).await;
        let sent = it.desk.queued(&Actor::Clock, 1, None).await.expect("read").items.remove(0);
        let ours = Occasion::Message(sent.message.id);
        let told = it.desk.explain(&nuria(), TicketNumber(1), &ours).await.expect("told");
        let trace = told.account.expect("a rule did it").trace;
        assert!(trace.lines.iter().any(|line| matches!(line.verdict, Verdict::Ran { .. })));
        let theirs = Occasion::Message("m1".into());
        let told = it.desk.explain(&nuria(), TicketNumber(1), &theirs).await.expect("told");
        assert_eq!(told, Explanation::default());
    });
}

#[test]
fn marks_are_told_when_they_are_due_and_once() {
    block_on(async {
        let it = under_the_book().await;
        it.receive(&[text("m1", "34600", 0)]).await;
        let told = || {
            let events = it.live.shown().into_iter().flat_map(|update| update.events);
            let marks = events.filter_map(|event| match event.change {
                Change::Warned { warned } => Some(warned.percent),
                Change::Breached { .. } => Some(100),
                _ => None,
            });
            marks.collect::<Vec<_>>()
        };
        for (minutes, expected) in
            [(29, vec![]), (1, vec![50]), (18, vec![50, 80]), (60, vec![50, 80, 100])]
        {
            it.clock.advance(Duration::minutes(minutes));
            for _ in 0..2 {
                it.desk.keep_time(&Actor::Clock).await.expect("swept");
            }
            assert_eq!(told(), expected);
        }
    });
}

#[test]
fn a_book_survives_the_desk() {
    block_on(async {
        let it = under_the_book().await;
        is_there(&it);
        it.receive(&[invoice("m1", 0)]).await;
        let desk =
            Desk::new(it.store.clone(), it.channel.clone(), it.clock.clone(), it.live.clone());
        desk.begin(&Actor::Clock).await.expect("read");
        let edition = desk.rulebook(&ada()).await.expect("read");
        assert_eq!((edition.version, edition.rulebook), (1, rulebook()));
    });
}

#[test]
fn two_who_change_the_book_at_once_do_not_overwrite_each_other() {
    block_on(async {
        let it = under_the_book().await;
        let late = it.desk.lay_down(&ada(), 0, Rulebook::default()).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::BookChanged))), "{late:?}");
        assert_eq!(it.desk.rulebook(&ada()).await.expect("read").rulebook, rulebook());
    });
}

#[test]
fn a_book_with_a_slip_changes_nothing_and_every_slip_is_told() {
    block_on(async {
        let it = setting();
        let mut book = rulebook();
        book.teams[0].members.push("nobody".into());
        book.policies[0].name.clear();
        let objections = it.desk.lay_down(&ada(), 0, book).await.expect("answered");
        assert_eq!(objections.expect_err("two slips").len(), 2);
        assert_eq!(it.desk.rulebook(&ada()).await.expect("read").version, 0);
    });
}

#[test]
fn only_an_administrator_lays_down_the_book() {
    block_on(async {
        let it = setting();
        for actor in [nuria(), gil(), Actor::Clock, Actor::Customer] {
            let refused = it.desk.lay_down(&actor, 0, rulebook()).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::NotAllowed))), "{actor:?}");
        }
    });
}

#[test]
fn whoever_acts_on_a_ticket_is_shown_its_clock_also_when_nothing_changed() {
    block_on(async {
        let it = under_the_book().await;
        let number = it.one_ticket().await;
        for _ in 0..2 {
            let tagged = it.desk.tag(&nuria(), number, "vip".into()).await.expect("tagged");
            assert!(tagged.nearest.is_some());
        }
    });
}
