//! Agents as plain as they come, and agents and tickets of any kind.

mod excluded;
mod order;
mod properties;
mod queue;
mod spreading;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::{Just, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Any;

use super::*;
use crate::ids::PersonId;
use crate::presence::State;

fn moment(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_514) + TimeDelta::minutes(minutes)
}

fn words<const N: usize>(words: [&str; N]) -> BTreeSet<String> {
    words.map(str::to_owned).into()
}

/// Somebody of support who is there and has nothing to do.
fn agent(person: &str) -> Candidate {
    Candidate {
        person: person.into(),
        may_reply: true,
        accepts: true,
        teams: Arc::new(["support".into()].into()),
        on_shift: true,
        shift_ends: None,
        availability: State::Online,
        load: Load::NONE,
        capacity: 8,
        skills: Arc::default(),
        languages: Arc::default(),
        last_assigned_at: None,
    }
}

/// Chooses for one ticket after the other, all at minute 0; who got each.
fn handed_out(tickets: &[(Demand, Strategy)], candidates: &[Candidate]) -> Vec<Option<PersonId>> {
    let (settings, mut crew) = (Settings::default(), candidates.to_vec());
    let one = |(demand, strategy): &(Demand, Strategy)| {
        let chosen = choose(demand, &crew, *strategy, moment(0), &settings).chosen?;
        give(&mut crew, &chosen, Load::ONE, moment(0));
        Some(chosen)
    };
    tickets.iter().map(one).collect()
}

/// The choice for a ticket that needs nothing in particular, at minute 0.
fn chosen(candidates: &[Candidate], strategy: Strategy) -> Choice {
    choose(&Demand::default(), candidates, strategy, moment(0), &Settings::default())
}

fn yes_mostly() -> impl Any<Value = bool> {
    prop_oneof![5 => Just(true), 1 => Just(false)]
}

fn some_of(words: &'static [&'static str]) -> impl Any<Value = BTreeSet<String>> {
    btree_set(proptest::sample::select(words).prop_map(str::to_owned), 0..=words.len())
}

fn any_person() -> impl Any<Value = PersonId> {
    (0..8).prop_map(|number| PersonId(format!("agent {number}")))
}

fn any_state() -> impl Any<Value = State> {
    prop_oneof![
        6 => Just(State::Online),
        1 => Just(State::Away),
        1 => Just(State::OnABreak),
        1 => Just(State::Offline),
    ]
}

fn any_agent(person: PersonId) -> impl Any<Value = Candidate> {
    let rights = (yes_mostly(), yes_mostly(), some_of(&["support", "billing"]));
    let work = (yes_mostly(), option::of(0i64..60), any_state());
    let load = (0u32..20, 0u32..5, option::of(-9i64..0));
    let knows = (some_of(&["refunds", "repairs"]), some_of(&["ca", "es"]));
    (rights, work, load, knows).prop_map(move |(rights, work, load, knows)| Candidate {
        person: person.clone(),
        may_reply: rights.0,
        accepts: rights.1,
        teams: Arc::new(rights.2.iter().map(|team| team.as_str().into()).collect()),
        on_shift: work.0,
        shift_ends: work.1.map(moment),
        availability: work.2,
        load: Load(load.0 * 25),
        capacity: load.1,
        last_assigned_at: load.2.map(moment),
        skills: knows.0.into(),
        languages: knows.1.into(),
    })
}

/// Up to eight agents, each once, in any order.
fn any_agents() -> impl Any<Value = Vec<Candidate>> {
    btree_set(any_person(), 0..=8)
        .prop_flat_map(|people| people.into_iter().map(any_agent).collect::<Vec<_>>())
        .prop_shuffle()
}

fn any_demand() -> impl Any<Value = Demand> {
    let knows = (some_of(&["refunds"]), some_of(&["ca", "es-ES"]));
    let team = option::of(prop_oneof![Just("support".into()), Just("billing".into())]);
    let people = (option::of(any_person()), btree_set(any_person(), 0..3));
    (knows, team, people, btree_set(any_person(), 0..3)).prop_map(
        |((skills, languages), team, (previous_owner, had_it), hidden_from)| Demand {
            skills,
            languages,
            team,
            previous_owner,
            had_it,
            hidden_from,
        },
    )
}

fn any_strategy() -> impl Any<Value = Strategy> {
    let plain = [Strategy::LeastLoaded, Strategy::RoundRobin, Strategy::TakeNext];
    proptest::sample::select([plain, plain.map(Strategy::sticky)].concat())
}

fn any_tickets() -> impl Any<Value = Vec<(Demand, Strategy)>> {
    proptest::collection::vec((any_demand(), any_strategy()), 0..25)
}
