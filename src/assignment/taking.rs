//! Taking a ticket oneself (ASG-9).
//!
//! The rule alone is here. That exactly one of two claims at once wins is the store's promise: the
//! other one is stale, is decided again on the ticket as it is by then, and is told who was first.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::PersonId;

/// Somebody else has the ticket.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("{by} has this ticket already")]
pub struct Taken {
    pub by: PersonId,
}

/// Whether `person` may take a ticket that `owner` has, if they saw that `seen` had it: whoever takes
/// it from a colleague on purpose may, and whoever meant a free one is told who was first.
pub fn take(
    owner: Option<&PersonId>,
    seen: Option<&PersonId>,
    person: &PersonId,
) -> Result<(), Taken> {
    match owner {
        Some(owner) if owner != person && Some(owner) != seen => Err(Taken { by: owner.clone() }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_on_somebody_elses_ticket_is_refused_with_their_name() {
        // ASG-9
        let (nuria, pol) = (PersonId::from("nuria"), PersonId::from("pol"));
        assert_eq!(take(None, None, &nuria), Ok(()));
        assert_eq!(take(Some(&nuria), None, &nuria), Ok(()));
        assert_eq!(take(Some(&pol), None, &nuria), Err(Taken { by: pol.clone() }));
        assert_eq!(take(Some(&pol), Some(&pol), &nuria), Ok(()), "she saw that he had it");
        assert_eq!(take(None, Some(&pol), &nuria), Ok(()), "he gave it back meanwhile");
    }

    #[test]
    fn of_claims_one_after_the_other_the_first_wins() {
        // ASG-9
        let people = ["nuria", "pol", "jan"].map(PersonId::from);
        let mut owner = None;
        let mut outcomes = vec![];
        for person in &people {
            let outcome = take(owner.as_ref(), None, person);
            if outcome == Ok(()) {
                owner = Some(person.clone());
            }
            outcomes.push(outcome);
        }
        let taken = || Err(Taken { by: "nuria".into() });
        assert_eq!(outcomes, [Ok(()), taken(), taken()]);
    }
}
