//! ASG-5: what happens to a queue when somebody becomes free.

use super::*;

fn drained(queue: &[Waiting], candidates: &[Candidate]) -> Vec<(u64, String)> {
    let given = drain(queue, candidates, moment(0), &Settings::default());
    let person = |choice: Choice| choice.chosen.expect("given to somebody").0;
    given.into_iter().map(|(number, choice)| (number.0, person(choice))).collect()
}

fn one(number: u64, person: &str) -> (u64, String) {
    (number, person.to_owned())
}

#[test]
fn the_queue_is_served_in_its_order() {
    let urgent = |number| Waiting { priority: Priority::Urgent, ..waiting(number) };
    let due = |number, minute| Waiting { deadline: Some(moment(minute)), ..waiting(number) };
    let since = |number, minute| Waiting { since: moment(minute), ..waiting(number) };
    let table = [
        ("priority first", vec![due(1, 5), urgent(2)], [2, 1]),
        ("then the nearest deadline", vec![due(1, 9), due(2, 5)], [2, 1]),
        ("then those without one", vec![since(1, -99), due(2, 99)], [2, 1]),
        ("then the longest waiting", vec![since(1, -3), since(2, -4)], [2, 1]),
        ("then the number", vec![waiting(2), waiting(1)], [1, 2]),
    ];
    for (case, queue, expected) in table {
        let order: Vec<u64> = in_order(&queue).iter().map(|waiting| waiting.number.0).collect();
        assert_eq!(order, expected, "{case}");
        let given = drained(&queue, &[agent("nuria")]);
        assert_eq!(given, expected.map(|number| one(number, "nuria")), "{case}");
    }
}

#[test]
fn what_was_given_counts_at_once() {
    let busy = Candidate { load: Load(150), capacity: 8, ..agent("nuria") };
    let queue: Vec<Waiting> = (1..=4).map(waiting).collect();
    let expected = [(1, "pol"), (2, "pol"), (3, "nuria"), (4, "pol")];
    let given = drained(&queue, &[busy, agent("pol")]);
    assert_eq!(given, expected.map(|(number, person)| one(number, person)));
}

#[test]
fn a_ticket_that_nobody_can_take_does_not_hold_up_the_next_one() {
    let french = Demand { languages: words(["fr"]), ..Demand::default() };
    let asks = |number| Waiting { demand: french.clone(), ..waiting(number) };
    let taken = Waiting { strategy: Strategy::TakeNext, ..waiting(3) };
    let queue = [asks(1), asks(2), taken, waiting(4)];
    assert_eq!(drained(&queue, &[agent("nuria")]), [one(4, "nuria")]);
}

#[test]
fn a_demand_tried_in_vain_does_not_speak_for_another() {
    let plain = Demand::default;
    let demands = [
        Demand { skills: words(["refunds"]), ..plain() },
        Demand { languages: words(["fr"]), ..plain() },
        Demand { team: Some("billing".into()), ..plain() },
        Demand { had_it: ["nuria".into()].into(), ..plain() },
        Demand { hidden_from: ["nuria".into()].into(), ..plain() },
    ];
    for demand in demands {
        let asks = |number| Waiting { demand: demand.clone(), ..waiting(number) };
        let queue = [asks(1), asks(2), waiting(3)];
        assert_eq!(drained(&queue, &[agent("nuria")]), [one(3, "nuria")], "{demand:?}");
    }
    let to_be_taken = Waiting { strategy: Strategy::TakeNext.sticky(), ..waiting(1) };
    assert_eq!(drained(&[to_be_taken, waiting(2)], &[agent("nuria")]), [one(2, "nuria")]);
}

#[test]
fn the_queue_waits_when_nobody_has_room() {
    let small = Candidate { capacity: 2, ..agent("nuria") };
    let away = Candidate { availability: State::Away, ..agent("pol") };
    let queue: Vec<Waiting> = (1..=4).map(waiting).collect();
    let given = drained(&queue, &[small, away]);
    assert_eq!(given, [one(1, "nuria"), one(2, "nuria")]);
    assert_eq!(drained(&queue, &[]), []);
}

#[test]
fn the_next_ticket_for_somebody_is_the_first_that_suits_them() {
    let billing = Demand { team: Some("billing".into()), ..Demand::default() };
    let had = Demand { had_it: ["nuria".into()].into(), ..Demand::default() };
    let queue = [
        Waiting { demand: billing, priority: Priority::Urgent, ..waiting(1) },
        waiting(3),
        Waiting { demand: had, ..waiting(2) },
    ];
    let next = |who: &Candidate| next_for(&queue, who).map(|waiting| waiting.number.0);
    let full = Candidate { load: Load(900), availability: State::Away, ..agent("nuria") };
    let both = Candidate { teams: ["billing".into(), "support".into()].into(), ..agent("jan") };
    assert_eq!(next(&full), Some(2), "she asked for it herself");
    assert_eq!(next(&both), Some(1));
    assert_eq!(next(&Candidate { may_reply: false, ..both }), None);
    assert_eq!(next_for(&[], &full), None);
}

proptest! {
    #[test]
    fn a_ticket_stays_only_if_nobody_is_eligible_for_it(
        agents in any_agents(), queue in any_queue(),
    ) {
        let settings = Settings::default();
        let given = drain(&queue, &agents, moment(0), &settings);
        let mut after = agents.clone();
        for (_, choice) in &given {
            let person = choice.chosen.as_ref().expect("given to somebody");
            let agent = after.iter_mut().find(|agent| agent.person == *person).expect("known");
            agent.load = agent.load + Load::ONE;
        }
        for waiting in &queue {
            let found = given.iter().filter(|(number, _)| *number == waiting.number).count();
            let late = choose(&waiting.demand, &after, waiting.strategy, moment(0), &settings);
            prop_assert!(found == 1 || late.chosen.is_none(), "{} stays", waiting.number);
        }
    }

    #[test]
    fn handing_out_a_queue_is_choosing_for_one_ticket_after_the_other(
        agents in any_agents(), queue in any_queue(),
    ) {
        let settings = Settings::default();
        let mut given = drain(&queue, &agents, moment(0), &settings).into_iter();
        let mut agents = agents;
        for (step, waiting) in in_order(&queue).into_iter().enumerate() {
            let choice = choose(&waiting.demand, &agents, waiting.strategy, moment(0), &settings);
            let Some(person) = &choice.chosen else { continue };
            let agent = agents.iter_mut().find(|agent| agent.person == *person).expect("known");
            agent.load = agent.load + Load::ONE;
            agent.last_assigned_at = Some(moment(step as i64));
            prop_assert_eq!(given.next(), Some((waiting.number, choice)));
        }
        prop_assert_eq!(given.next(), None);
    }
}
