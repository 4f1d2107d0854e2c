//! Who gets a ticket, and why: the candidates, what speaks against each, and the choice.
//!
//! [`choose`] decides for one ticket, [`drain`] for a queue. Everything about an agent is asked
//! beforehand and comes in as a [`Candidate`]; the answer, a [`Choice`], holds every candidate with
//! its load and whatever excluded it (ASG-4). The same inputs in any order give the same answer.
//!
//! Chosen where the contract is silent: all reasons against somebody are told, not only the first;
//! an agent below capacity may get a ticket that takes them beyond it by less than one; a ticket of
//! a team goes to that team's members only; of several languages and skills all are needed.
//!
//! Assigning by hand is not here: whoever may assign may also go beyond all this.

mod candidate;
mod choice;
mod handing_back;
mod load;
mod moving;
mod queue;
mod settings;
mod standing;
mod strategy;
mod taking;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

pub use candidate::{Candidate, Demand};
pub use choice::{Choice, Considered, Excluded, Why};
pub use handing_back::handed_back;
pub use load::{Load, Weights};
pub use moving::{Fate, MOST_MOVES, Offer};
pub use queue::{Waiting, drain, in_order, next_for};
pub use settings::{
    HEAVIEST, LONGEST_GRACE, LONGEST_MARGIN, Mistake, Place, Problem, Settings, USUAL_GRACE,
    USUAL_MARGIN,
};
use standing::Standing;
pub use strategy::{Fallback, Strategy};
pub use taking::{Claim, Taken, take};

use crate::ids::PersonId;

/// Who gets a ticket of that `demand` at `now`.
pub fn choose(
    demand: &Demand,
    candidates: &[Candidate],
    strategy: Strategy,
    now: DateTime<Utc>,
    settings: &Settings,
) -> Choice {
    let standings: Vec<Standing> = candidates.iter().map(Standing::new).collect();
    weigh(demand, &standings, strategy, now, settings)
}

/// Those who could get some ticket at `now`.
pub fn free(
    candidates: &[Candidate],
    now: DateTime<Utc>,
    settings: &Settings,
) -> BTreeSet<PersonId> {
    let free = candidates.iter().filter(|who| Standing::new(who).is_free(now, settings));
    free.map(|who| who.person.clone()).collect()
}

/// Whether `who` could get a ticket of that `demand` at `now`.
pub fn is_eligible(
    demand: &Demand,
    who: &Candidate,
    now: DateTime<Utc>,
    settings: &Settings,
) -> bool {
    Standing::new(who).against(demand, now, settings).is_empty()
}

/// The same for agents as they stand while tickets are handed out.
fn weigh(
    demand: &Demand,
    standings: &[Standing],
    strategy: Strategy,
    now: DateTime<Utc>,
    settings: &Settings,
) -> Choice {
    let (mut eligible, mut excluded) = (vec![], vec![]);
    for standing in standings {
        let against = standing.against(demand, now, settings);
        if against.is_empty() {
            eligible.push(standing);
        } else {
            excluded.push((standing, against));
        }
    }
    strategy.sort(&mut eligible);
    excluded.sort_by_key(|(standing, _)| standing.person());
    let (chosen, why) = strategy.pick(&eligible, demand.previous_owner.as_ref());
    let eligible = eligible.into_iter().map(|standing| standing.considered(vec![]));
    let excluded = excluded.into_iter().map(|(standing, against)| standing.considered(against));
    let candidates = eligible.chain(excluded).collect();
    Choice { chosen: chosen.cloned(), why, strategy, candidates }
}
