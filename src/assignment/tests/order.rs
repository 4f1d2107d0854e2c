//! ASG-3: who comes first, what breaks a tie, and the reason that is told.

use super::*;

/// An agent by load in hundredths, capacity, and the minute at which they last got a ticket.
fn with(person: &str, load: u32, capacity: u32, last: Option<i64>) -> Candidate {
    Candidate { load: Load(load), capacity, last_assigned_at: last.map(moment), ..agent(person) }
}

fn check(strategy: Strategy, candidates: &[Candidate], expected: &str, why: Why, case: &str) {
    let choice = chosen(candidates, strategy);
    assert_eq!(choice.chosen, Some(expected.into()), "{case}");
    assert_eq!(choice.why, why, "{case}");
    assert_eq!(choice.strategy, strategy, "{case}");
    let first = choice.candidates.first().map(|considered| &considered.person);
    assert_eq!(first, choice.chosen.as_ref(), "the chosen one stands first: {case}");
}

type Facts = (u32, u32, Option<i64>);
type Row = (&'static str, Facts, Facts, &'static str, Why);

/// Every row tells the facts of `a` and of `b`, whom of the two the ticket goes to, and why.
fn check_pairs<const N: usize>(strategy: Strategy, table: [Row; N]) {
    for (case, a, b, expected, why) in table {
        let candidates = [with("b", b.0, b.1, b.2), with("a", a.0, a.1, a.2)];
        check(strategy, &candidates, expected, why, case);
    }
}

#[test]
fn the_least_loaded_for_their_capacity_comes_first() {
    use Why::{AllEqual, LeastLoaded, LongestWithout, OnlyOneEligible};
    let table = [
        ("fewer tickets", (200, 8, None), (100, 8, None), "b", LeastLoaded),
        ("a quarter fewer", (100, 8, None), (75, 8, None), "b", LeastLoaded),
        ("more tickets, more room", (200, 4, None), (300, 8, None), "b", LeastLoaded),
        ("a third is not rounded", (100, 3, None), (333, 10, None), "b", LeastLoaded),
        ("load before time", (100, 8, None), (0, 8, Some(-1)), "b", LeastLoaded),
        ("tie: longest without", (100, 4, Some(-5)), (200, 8, Some(-6)), "b", LongestWithout),
        ("tie: never had one", (100, 8, Some(-9)), (100, 8, None), "b", LongestWithout),
        ("tie: id", (100, 8, Some(-5)), (100, 8, Some(-5)), "a", AllEqual),
        ("tie: id, both new", (0, 4, None), (0, 8, None), "a", AllEqual),
        ("the other is full", (700, 8, Some(-1)), (100, 1, None), "a", OnlyOneEligible),
    ];
    check_pairs(Strategy::LeastLoaded, table);
}

#[test]
fn a_round_robin_asks_whoever_went_longest_without() {
    use Why::{AllEqual, LongestWithout, OnlyOneEligible};
    let table = [
        ("longest without", (0, 8, Some(-5)), (700, 8, Some(-6)), "b", LongestWithout),
        ("never had one", (0, 8, Some(-5)), (700, 8, None), "b", LongestWithout),
        ("tie: id, not load", (700, 8, Some(-5)), (0, 8, Some(-5)), "a", AllEqual),
        ("the other is full", (0, 8, Some(-1)), (800, 8, None), "a", OnlyOneEligible),
    ];
    check_pairs(Strategy::RoundRobin, table);
}

#[test]
fn a_sticky_ticket_goes_to_the_previous_owner_if_they_are_eligible() {
    let candidates = [with("a", 0, 8, None), with("b", 0, 8, None), with("pol", 700, 8, Some(-1))];
    let full = [with("a", 100, 8, None), with("b", 0, 8, Some(-2)), with("pol", 800, 8, None)];
    let sticky = [Strategy::LeastLoaded, Strategy::RoundRobin, Strategy::TakeNext];
    let [least, round, take] = sticky.map(Strategy::sticky);
    let table = [
        (&candidates, least, Some("pol"), Some("pol"), Why::PreviousOwner),
        (&candidates, take, Some("pol"), Some("pol"), Why::PreviousOwner),
        (&candidates, Strategy::LeastLoaded, Some("pol"), Some("a"), Why::AllEqual),
        (&candidates, least, None, Some("a"), Why::AllEqual),
        (&candidates, least, Some("jan"), Some("a"), Why::AllEqual),
        (&full, least, Some("pol"), Some("b"), Why::LeastLoaded),
        (&full, round, Some("pol"), Some("a"), Why::LongestWithout),
        (&full, take, Some("pol"), None, Why::WaitsToBeTaken),
    ];
    for (number, (candidates, strategy, previous, expected, why)) in table.into_iter().enumerate() {
        let demand = Demand { previous_owner: previous.map(Into::into), ..Demand::default() };
        let choice = choose(&demand, candidates, strategy, moment(0), &Settings::default());
        assert_eq!((choice.chosen, choice.why), (expected.map(Into::into), why), "row {number}");
    }
}

#[test]
fn a_ticket_that_waits_to_be_taken_tells_who_could_take_it() {
    let candidates = [with("a", 800, 8, None), with("c", 100, 8, None), with("b", 100, 8, None)];
    let choice = chosen(&candidates, Strategy::TakeNext);
    assert_eq!((choice.chosen.as_ref(), choice.why), (None, Why::WaitsToBeTaken));
    let order: Vec<_> =
        choice.candidates.iter().map(|each| (each.person.0.as_str(), each.is_eligible())).collect();
    assert_eq!(order, [("b", true), ("c", true), ("a", false)]);
}

#[test]
fn where_nobody_is_eligible_nobody_is_chosen() {
    let full = [with("a", 800, 8, None)];
    for strategy in [Strategy::LeastLoaded, Strategy::RoundRobin, Strategy::LeastLoaded.sticky()] {
        for candidates in [&full[..], &[]] {
            let choice = chosen(candidates, strategy);
            assert_eq!((choice.chosen, choice.why), (None, Why::NobodyEligible), "{strategy:?}");
            assert_eq!(choice.candidates.len(), candidates.len());
        }
    }
}
