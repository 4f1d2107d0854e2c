//! Who gets a ticket, and why: the candidates, what speaks against each, and the choice.
//!
//! [`choose`] decides for one ticket; which ticket is next, a [`Queue`] tells. Everything about an
//! agent is asked beforehand and comes in as a [`Candidate`]; the answer, a [`Choice`], holds every
//! candidate with its load and whatever excluded it (ASG-4). The same inputs in any order give the
//! same answer.
//!
//! Chosen where the contract is silent: all reasons against somebody are told, not only the first;
//! an agent below capacity may get a ticket that takes them beyond it by less than one; a ticket of
//! a team goes to that team's members only; of several languages and skills all are needed.
//!
//! Assigning by hand is not here: whoever may assign may also go beyond all this.

mod candidate;
mod choice;
mod eligible;
mod handing_back;
mod load;
mod moving;
mod queue;
mod settings;
mod strategy;
mod taking;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};

pub use candidate::{Candidate, Demand};
pub use choice::{Choice, Considered, Excluded, Why};
pub use handing_back::handed_back;
pub use load::{Load, Weights};
pub use moving::{Fate, MOST_MOVES, Offer};
pub use queue::{Line, Queue, Turn};
pub use settings::{
    HEAVIEST, LONGEST_GRACE, LONGEST_MARGIN, Mistake, Place, Problem, Settings, USUAL_GRACE,
    USUAL_MARGIN,
};
pub use strategy::{Fallback, Strategy};
pub use taking::{Taken, take};

use crate::ids::PersonId;

/// Who gets a ticket of that `demand` at `now`.
pub fn choose(
    demand: &Demand,
    candidates: &[Candidate],
    strategy: Strategy,
    now: DateTime<Utc>,
    settings: &Settings,
) -> Choice {
    let (mut eligible, mut excluded) = (vec![], vec![]);
    for who in candidates {
        let against: Vec<Excluded> = who.against(demand, now, settings).collect();
        match against.is_empty() {
            true => eligible.push(who),
            false => excluded.push((who, against)),
        }
    }
    strategy.sort(&mut eligible);
    excluded.sort_by_key(|(who, _)| &who.person);
    let (chosen, why) = strategy.pick(&eligible, demand.previous_owner.as_ref());
    let eligible = eligible.into_iter().map(|who| who.considered(vec![]));
    let excluded = excluded.into_iter().map(|(who, against)| who.considered(against));
    let candidates = eligible.chain(excluded).collect();
    Choice { chosen: chosen.cloned(), why, strategy, candidates }
}

/// Counts a ticket of `weight` that `person` is given at `now`. Whoever got one at the same moment got
/// it before: of many tickets that come at once, a round robin gives each to the next.
pub fn give(candidates: &mut [Candidate], person: &PersonId, weight: Load, now: DateTime<Utc>) {
    let last = candidates.iter().filter_map(|who| who.last_assigned_at).max();
    let given = next_instant(last, now);
    if let Some(who) = candidates.iter_mut().find(|who| who.person == *person) {
        who.load = who.load + weight;
        who.last_assigned_at = Some(given);
    }
}

/// `now`, or the first instant after `last` if that is not before.
pub(crate) fn next_instant(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    last.map_or(now, |last| now.max(last + TimeDelta::microseconds(1)))
}

/// Whether somebody would be chosen for a ticket of that `demand` at `now`.
pub fn finds_somebody(
    demand: &Demand,
    candidates: &[Candidate],
    strategy: Strategy,
    now: DateTime<Utc>,
    settings: &Settings,
) -> bool {
    let eligible = candidates.iter().filter(|who| is_eligible(demand, who, now, settings));
    strategy.finds(eligible, demand.previous_owner.as_ref())
}

/// Whether `who` could get some ticket at `now`.
pub fn is_free(who: &Candidate, now: DateTime<Utc>, settings: &Settings) -> bool {
    who.occupied(now, settings).next().is_none()
}

/// Whether `who` could get a ticket of that `demand` at `now`.
pub fn is_eligible(
    demand: &Demand,
    who: &Candidate,
    now: DateTime<Utc>,
    settings: &Settings,
) -> bool {
    eligible::unsuited(demand, who).next().is_none() && is_free(who, now, settings)
}

/// Whether `who` may take a ticket of that `demand` themselves. Their shift, load and presence don't
/// matter, since they are there and want it; nor does having had it before.
pub fn may_take(demand: &Demand, who: &Candidate) -> bool {
    let mut against = eligible::unsuited(demand, who);
    who.may_reply && against.all(|reason| reason == Excluded::HadItBefore)
}
