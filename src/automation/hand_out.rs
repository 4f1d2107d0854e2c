//! Who gets a ticket that nobody owns, by its team's strategy.

use std::collections::BTreeSet;

use crate::assignment::{Choice, Demand, Strategy, choose};
use crate::ids::PersonId;
use crate::sealed::Sealed;
use crate::ticket::{Change, Status, Ticket};

use super::Scene;

/// The assignment of a ticket that waits for us without an owner; none if it has one, if nobody can
/// get it, or if its team leaves it to be taken.
pub(super) fn owner_for(scene: &mut Scene<'_>, ticket: &Ticket) -> Option<Change> {
    if ticket.owner.is_some() || ticket.status != Status::Open {
        return None;
    }
    let team = scene.book.team(ticket.team.as_ref()?)?;
    if team.strategy == Strategy::TakeNext {
        return None;
    }
    by_strategy(scene, ticket, team.strategy)
}

/// The assignment that `strategy` makes; none if nobody can get the ticket.
pub(super) fn by_strategy(
    scene: &mut Scene<'_>,
    ticket: &Ticket,
    strategy: Strategy,
) -> Option<Change> {
    given(scene, ticket, strategy, BTreeSet::new())
}

/// The assignment to somebody who did not have it yet; none if nobody can get the ticket.
pub(super) fn next_after(
    scene: &mut Scene<'_>,
    ticket: &Ticket,
    had_it: BTreeSet<PersonId>,
) -> Option<Change> {
    let strategy = scene.book.team(ticket.team.as_ref()?)?.strategy;
    given(scene, ticket, strategy, had_it)
}

fn given(
    scene: &mut Scene<'_>,
    ticket: &Ticket,
    strategy: Strategy,
    had_it: BTreeSet<PersonId>,
) -> Option<Change> {
    let choice = candidates_for(scene, ticket, strategy, had_it);
    let chosen = choice.chosen.clone()?;
    gives(scene, &chosen);
    Some(Change::Assigned { owner: Some(chosen), why: Some(Sealed::new(&choice)) })
}

/// Everybody looked at for this ticket, and who would get it.
fn candidates_for(
    scene: &Scene<'_>,
    ticket: &Ticket,
    strategy: Strategy,
    had_it: BTreeSet<PersonId>,
) -> Choice {
    let demand = Demand {
        team: ticket.team.clone(),
        previous_owner: ticket.previous_owner.clone(),
        had_it,
        ..Demand::default()
    };
    let settings = &scene.book.rulebook().assignment;
    choose(&demand, scene.crew, strategy, scene.now, settings)
}

/// Counts a ticket that `person` was given.
pub(super) fn gives(scene: &mut Scene<'_>, person: &PersonId) {
    let weight = scene.book.rulebook().assignment.weights.open;
    if let Some(candidate) = scene.crew.iter_mut().find(|one| one.person == *person) {
        candidate.load = candidate.load + weight;
        candidate.last_assigned_at = Some(scene.now);
    }
}
