//! Rules are tried on the tickets that are there, and nothing comes of it.

use futures::executor::block_on;
use proptest::prelude::*;

use super::answering::{ada, invoice, rulebook, under_the_book};
use super::*;
use crate::automation::{MANY_CUSTOMERS, Trial};
use crate::routing::{Action, Condition, Rule, Strategy as By, Trigger};
use crate::rulebook::Rulebook;
use crate::ticket::Priority;

/// Whoever asks for their invoice is told so.
fn tells() -> Rule {
    let rule = rulebook().rules.rules.remove(0);
    let then = vec![Action::SendText { text: "Ara t'ho mirem, {customer}.".into() }];
    Rule { id: "tells".into(), name: "Tells".into(), then, on: false, ..rule }
}

async fn tried(it: &Setting, rule: Rule) -> Trial {
    let tried = it.desk.try_out(&ada(), Rulebook::default(), rule, 200).await;
    tried.expect("it answers").expect("without a slip")
}

/// Everything that the desk keeps, and how much it did.
fn all(it: &Setting) -> (String, usize, usize, usize) {
    (format!("{:?}", it.store), it.live.shown().len(), it.live.woken(), it.live.called())
}

#[test]
fn a_trial_tells_the_tickets_that_a_rule_would_have_touched_the_newest_first() {
    block_on(async {
        let it = setting();
        it.receive(&[invoice("m1", 0), text("m2", "34601", 1)]).await;
        let content = Content::Text { body: "Una factura, si us plau".into() };
        it.receive(&[Inbound::Message(arrival("m3", "34602", 2, content))]).await;
        let trial = tried(&it, tells()).await;
        assert_eq!((trial.looked_at, trial.acted_on(), trial.messaged()), (3, 2, 2));
        let numbers: Vec<u64> = trial.tickets.iter().map(|tried| tried.ticket.0).collect();
        assert_eq!(numbers, [3, 2, 1]);
        assert_eq!(trial.tickets[1].held, 0, "it listens to every message");
        let newest = it.desk.try_out(&ada(), Rulebook::default(), tells(), 1).await;
        assert_eq!(newest.expect("it answers").expect("no slip").looked_at, 1);
    });
}

#[test]
fn a_customer_with_two_tickets_is_one_customer_and_many_are_worth_a_question() {
    block_on(async {
        let it = setting();
        it.receive(&[invoice("m1", 0)]).await;
        it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
        it.clock.advance(Duration::days(30));
        it.receive(&[invoice("m2", 30 * 86_400)]).await;
        let trial = tried(&it, tells()).await;
        assert_eq!((trial.acted_on(), trial.messaged(), trial.asks()), (2, 1, false));
        for customer in 1..=MANY_CUSTOMERS {
            let content = Content::Text { body: "La factura?".into() };
            let (id, phone) = (format!("n{customer}"), format!("34700{customer}"));
            it.receive(&[Inbound::Message(arrival(&id, &phone, 30 * 86_400, content))]).await;
            let trial = tried(&it, tells()).await;
            assert_eq!(trial.asks(), customer == MANY_CUSTOMERS, "{customer}");
        }
    });
}

#[test]
fn a_long_history_is_tried_from_its_thousandth_last_event_on() {
    block_on(async {
        let it = setting();
        it.receive(&[invoice("m1", 0)]).await;
        let number = TicketNumber(1);
        for turn in 0..500 {
            it.desk.tag(&nuria(), number, format!("tag {turn}")).await.expect("tagged");
            it.desk.untag(&nuria(), number, format!("tag {turn}")).await.expect("taken off");
        }
        let trial = tried(&it, tells()).await;
        assert!(trial.tickets.is_empty(), "what it listens to was before");
        assert_eq!((trial.looked_at, trial.cut), (1, 1), "which is told");
        it.receive(&[invoice("m2", 9)]).await;
        let trial = tried(&it, tells()).await;
        assert_eq!((trial.tickets[0].heard, trial.tickets[0].cut), (1, true));
    });
}

#[test]
fn a_rule_with_a_mistake_is_not_tried_and_every_mistake_is_told() {
    block_on(async {
        let it = under_the_book().await;
        let wrong = Rule {
            name: String::new(),
            then: vec![Action::AssignTeam { team: "nobody's".into() }],
            ..tells()
        };
        let tried = it.desk.try_out(&ada(), rulebook(), wrong, 200).await.expect("it answers");
        assert_eq!(tried.expect_err("two mistakes").len(), 2);
    });
}

#[test]
fn only_who_lays_down_rules_tries_them() {
    block_on(async {
        let it = setting();
        for actor in [nuria(), gil(), Actor::Clock, Actor::Customer] {
            let refused = it.desk.try_out(&actor, Rulebook::default(), tells(), 200).await;
            assert_eq!(refusal(refused), Refusal::NotAllowed, "{actor:?}");
        }
    });
}

fn any_rule() -> impl Strategy<Value = Rule> {
    use Trigger::*;
    let triggers = vec![
        MessageIn,
        TicketOpened,
        Resolved,
        Assigned,
        SlaBreached,
        AgentAvailable,
        CustomerSilent { working_minutes: 60 },
        Unanswered { working_minutes: 30 },
        TimeOfDay { minute: 600 },
    ];
    let actions = vec![
        Action::SendText { text: "Hola {customer}".into() },
        Action::AskRating { text: None },
        Action::AddTag { tag: "vip".into() },
        Action::SetPriority { priority: Priority::High },
        Action::AssignTeam { team: "billing".into() },
        Action::AssignPerson { person: "nuria".into() },
        Action::AssignBy { strategy: By::LeastLoaded },
        Action::AssignBy { strategy: By::Queue },
        Action::CallWebhook { url: "https://example.org/".into() },
        Action::Note { text: "nota".into() },
    ];
    let when = prop::collection::vec(prop::sample::select(triggers), 1..4);
    let then = prop::collection::vec(prop::sample::select(actions), 1..5);
    (when, then).prop_map(|(when, then)| Rule {
        when,
        then,
        condition: Condition::Always,
        ..tells()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_tried_nothing_is_changed(
        rule in any_rule(),
        customers in prop::collection::vec(0u8..4, 1..12),
        minutes in 0i64..3_000,
    ) {
        block_on(async {
            let it = under_the_book().await;
            for (turn, customer) in customers.into_iter().enumerate() {
                let content = Content::Text { body: "La factura?".into() };
                let (id, phone) = (format!("m{turn}"), format!("3460{customer}"));
                it.receive(&[Inbound::Message(arrival(&id, &phone, 0, content))]).await;
            }
            it.say(TicketNumber(1), "said").await;
            it.desk.resolve(&nuria(), TicketNumber(1)).await.expect("resolved");
            it.clock.advance(Duration::minutes(minutes));
            let before = all(&it);
            let tried = it.desk.try_out(&ada(), rulebook(), rule, 200).await;
            tried.expect("it answers").expect("without a slip");
            assert_eq!(all(&it), before);
        });
    }
}
