//! Many tickets that need nothing in particular: everybody gets their share.

use std::collections::BTreeMap;

use super::*;

/// How many of `count` tickets that come at once each agent got.
fn shares(candidates: &[Candidate], strategy: Strategy, count: u64) -> BTreeMap<PersonId, u32> {
    let tickets: Vec<_> = (0..count).map(|_| (Demand::default(), strategy)).collect();
    let mut shares: BTreeMap<PersonId, u32> =
        candidates.iter().map(|agent| (agent.person.clone(), 0)).collect();
    for person in handed_out(&tickets, candidates).into_iter().flatten() {
        *shares.entry(person).or_default() += 1;
    }
    shares
}

/// The same, one ticket a minute, each given before the next one comes.
fn shares_one_by_one(
    candidates: &[Candidate],
    strategy: Strategy,
    count: u64,
) -> BTreeMap<PersonId, u32> {
    let mut candidates = candidates.to_vec();
    let mut shares: BTreeMap<PersonId, u32> =
        candidates.iter().map(|agent| (agent.person.clone(), 0)).collect();
    for minute in 0..count as i64 {
        let settings = Settings::default();
        let demand = Demand::default();
        let choice = choose(&demand, &candidates, strategy, moment(minute), &settings);
        let Some(person) = choice.chosen else { break };
        let agent =
            candidates.iter_mut().find(|agent| agent.person == person).expect("a candidate");
        agent.load = agent.load + Load::ONE;
        agent.last_assigned_at = Some(moment(minute));
        *shares.entry(person).or_default() += 1;
    }
    shares
}

fn equals(count: usize, capacity: u32) -> Vec<Candidate> {
    (0..count).map(|number| Candidate { capacity, ..agent(&format!("agent {number}")) }).collect()
}

fn is_even(shares: &BTreeMap<PersonId, u32>) -> bool {
    let most = shares.values().max().copied().unwrap_or_default();
    most - shares.values().min().copied().unwrap_or_default() <= 1
}

proptest! {
    #[test]
    fn equal_agents_get_the_same_number_of_tickets_or_one_more(
        people in 1usize..9, count in 0u64..60,
    ) {
        // ASG-3
        for strategy in [Strategy::LeastLoaded, Strategy::RoundRobin] {
            let agents = equals(people, 8);
            let together = shares(&agents, strategy, count);
            prop_assert!(is_even(&together), "{:?} {:?}", strategy, together);
            prop_assert_eq!(shares_one_by_one(&agents, strategy, count), together.clone());
            let room = people as u32 * 8;
            prop_assert_eq!(together.values().sum::<u32>(), room.min(count as u32));
        }
    }

    #[test]
    fn with_capacities_the_ratios_stay_within_one_ticket(
        capacities in proptest::collection::vec(1u32..9, 1..7), count in 0u64..60,
    ) {
        // ASG-3: whoever got the last ticket had, before it, no higher ratio than anybody else.
        let one = |(number, capacity): (usize, u32)| {
            Candidate { capacity, ..agent(&number.to_string()) }
        };
        let agents: Vec<Candidate> = capacities.into_iter().enumerate().map(one).collect();
        let shares = shares(&agents, Strategy::LeastLoaded, count);
        for one in &agents {
            for other in &agents {
                let before = u32::saturating_sub(shares[&one.person], 1);
                prop_assert!(before * other.capacity <= shares[&other.person] * one.capacity);
            }
        }
    }

    #[test]
    fn nobody_gets_more_than_they_have_room_for(
        agents in any_agents(), tickets in any_tickets(),
    ) {
        // ASG-1: load below capacity before each ticket, so beyond it by less than one at most.
        let mut loads: BTreeMap<PersonId, (Load, u32)> = agents
            .iter()
            .map(|agent| (agent.person.clone(), (agent.load, agent.capacity)))
            .collect();
        for person in handed_out(&tickets, &agents).into_iter().flatten() {
            let (load, capacity) = loads.get_mut(&person).expect("a candidate");
            prop_assert!(load.0 < *capacity * 100);
            *load = *load + Load::ONE;
        }
    }
}

#[test]
fn what_was_given_counts_at_once() {
    let busy = Candidate { load: Load(150), capacity: 8, ..agent("nuria") };
    let tickets = [(); 4].map(|()| (Demand::default(), Strategy::LeastLoaded));
    let given = handed_out(&tickets, &[busy, agent("pol")]);
    let expected = ["pol", "pol", "nuria", "pol"];
    assert_eq!(given, expected.map(|person| Some(PersonId::from(person))));
}

#[test]
fn of_tickets_that_come_at_once_a_round_robin_gives_each_to_the_next() {
    let tickets = [(); 6].map(|()| (Demand::default(), Strategy::RoundRobin));
    let crew = ["jan", "nuria", "pol"].map(agent);
    let expected = ["jan", "nuria", "pol", "jan", "nuria", "pol"];
    assert_eq!(handed_out(&tickets, &crew), expected.map(|person| Some(PersonId::from(person))));
}
