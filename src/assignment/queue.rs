//! Tickets that wait for an owner, and what happens to them whenever somebody becomes free (ASG-5).
//!
//! Handing out is quick with a long queue: it ends as soon as nobody is free, and a demand that
//! found nobody eligible is not tried again, since loads only grow meanwhile. So with `n` tickets
//! given, `d` kinds of demand and `a` agents it looks at (n + d) × a facts, however many wait.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::standing::unsuited;
use super::{Candidate, Choice, Demand, Excluded, Settings, Standing, Strategy, weigh};
use crate::ids::TicketNumber;
use crate::ticket::Priority;

/// A ticket without an owner. It waits for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub number: TicketNumber,
    pub priority: Priority,
    /// Its nearest SLA deadline, if it is known.
    pub deadline: Option<DateTime<Utc>>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    pub demand: Demand,
    pub strategy: Strategy,
}

/// The queue in the order in which it is served: what presses most first; of equals the nearest
/// deadline, and after those whatever has none; then what has waited longest; then the number.
pub fn in_order(queue: &[Waiting]) -> Vec<&Waiting> {
    let mut order: Vec<&Waiting> = queue.iter().collect();
    order.sort_by_key(|waiting| {
        let deadline = (waiting.deadline.is_none(), waiting.deadline);
        (Reverse(waiting.priority), deadline, waiting.since, waiting.number)
    });
    order
}

/// Gives the tickets of `queue` to whoever is eligible, and tells which went to whom, in the order
/// of giving. What was given counts at once. A ticket that isn't told stays where it is.
pub fn drain(
    queue: &[Waiting],
    candidates: &[Candidate],
    now: DateTime<Utc>,
    settings: &Settings,
) -> Vec<(TicketNumber, Choice)> {
    let mut standings: Vec<Standing> = candidates.iter().map(Standing::new).collect();
    let mut free = standings.iter().filter(|agent| agent.is_free(now, settings)).count();
    let mut in_vain = BTreeSet::new();
    let mut given = vec![];
    let queue = in_order(queue).into_iter();
    for waiting in queue.filter(|waiting| waiting.strategy != Strategy::TakeNext) {
        if free == 0 {
            break;
        }
        let needs = waiting.demand.needs();
        if in_vain.contains(&needs) {
            continue;
        }
        let choice = weigh(&waiting.demand, &standings, waiting.strategy, now, settings);
        if !choice.has_eligible() {
            in_vain.insert(needs);
        }
        let chosen = |agent: &&mut Standing| Some(agent.person()) == choice.chosen.as_ref();
        let Some(agent) = standings.iter_mut().find(chosen) else { continue };
        agent.load = agent.load + settings.weights.open;
        agent.turn = given.len() + 1;
        free -= usize::from(!agent.is_free(now, settings));
        given.push((waiting.number, choice));
    }
    given
}

/// The ticket for somebody who asks for the next one: the first that suits them. Their shift, load
/// and presence don't matter, since they are there and want it; nor does having had it before.
pub fn next_for<'a>(queue: &'a [Waiting], who: &Candidate) -> Option<&'a Waiting> {
    let suits = |waiting: &&Waiting| {
        let against = unsuited(&waiting.demand, who);
        against.iter().all(|reason| *reason == Excluded::HadItBefore)
    };
    in_order(queue).into_iter().filter(|_| who.may_reply).find(suits)
}
