//! Any agents, any ticket: ASG-1 and ASG-3 hold, told here a second time and more plainly.

use super::*;

/// ASG-1 as the contract words it.
fn is_eligible(agent: &Candidate, demand: &Demand) -> bool {
    let language = |tag: &String| agent.languages.contains(tag.split('-').next().expect("a word"));
    agent.may_reply
        && agent.accepts
        && !demand.hidden_from.contains(&agent.person)
        && agent.on_shift
        && agent.shift_ends.is_none_or(|end| end >= moment(15))
        && agent.availability == State::Online
        && u64::from(agent.load.0) < u64::from(agent.capacity) * 100
        && demand.skills.is_subset(&agent.skills)
        && demand.languages.iter().all(language)
        && demand.team.as_ref().is_none_or(|team| agent.teams.contains(team))
        && !demand.had_it.contains(&agent.person)
}

fn best<'a>(agents: &[&'a Candidate], strategy: Strategy) -> Option<&'a Candidate> {
    let better = |one: &Candidate, other: &Candidate| {
        let ratio = |load: Load, capacity| u64::from(load.0) * u64::from(capacity);
        let by_load = ratio(one.load, other.capacity).cmp(&ratio(other.load, one.capacity));
        let by_time = one.last_assigned_at.cmp(&other.last_assigned_at);
        let by_id = one.person.cmp(&other.person);
        match strategy {
            Strategy::RoundRobin => by_time.then(by_id).is_lt(),
            _ => by_load.then(by_time).then(by_id).is_lt(),
        }
    };
    agents
        .iter()
        .find(|one| agents.iter().all(|other| one == &other || better(one, other)))
        .copied()
}

proptest! {
    #[test]
    fn nobody_but_the_first_of_the_eligible_is_ever_chosen(
        agents in any_agents(), demand in any_demand(), strategy in any_strategy(),
    ) {
        let choice = choose(&demand, &agents, strategy, moment(0), &Settings::default());
        prop_assert_eq!(choice.candidates.len(), agents.len(), "everybody is accounted for");
        for agent in &agents {
            let mut found = choice.candidates.iter().filter(|each| each.person == agent.person);
            let considered = found.next().expect("considered");
            prop_assert!(found.next().is_none(), "once");
            prop_assert_eq!(considered.is_eligible(), is_eligible(agent, &demand));
            prop_assert_eq!((considered.load, considered.capacity), (agent.load, agent.capacity));
        }
        let eligible: Vec<_> = agents.iter().filter(|agent| is_eligible(agent, &demand)).collect();
        let previous = demand.previous_owner.as_ref();
        let previous = eligible.iter().find(|agent| Some(&agent.person) == previous).copied();
        let expected = match strategy {
            Strategy::TakeNext => None,
            Strategy::Sticky { .. } if previous.is_some() => previous,
            Strategy::Sticky { otherwise: Fallback::TakeNext } => None,
            Strategy::RoundRobin | Strategy::Sticky { otherwise: Fallback::RoundRobin } => {
                best(&eligible, Strategy::RoundRobin)
            }
            _ => best(&eligible, Strategy::LeastLoaded),
        };
        prop_assert_eq!(choice.chosen.as_ref(), expected.map(|agent| &agent.person));
        let finds = finds_somebody(&demand, &agents, strategy, moment(0), &Settings::default());
        prop_assert_eq!(finds, expected.is_some(), "whoever only asks is told the same");
    }

    #[test]
    fn the_order_of_the_candidates_does_not_matter(
        (told, shuffled) in any_agents().prop_flat_map(|agents| {
            (Just(agents.clone()), Just(agents).prop_shuffle())
        }),
        demand in any_demand(),
        strategy in any_strategy(),
        tickets in any_tickets(),
    ) {
        let settings = Settings::default();
        prop_assert_eq!(
            choose(&demand, &told, strategy, moment(0), &settings),
            choose(&demand, &shuffled, strategy, moment(0), &settings)
        );
        prop_assert_eq!(
            handed_out(&tickets, &told),
            handed_out(&tickets, &shuffled)
        );
    }
}
