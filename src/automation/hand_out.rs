//! Who gets a ticket that nobody owns, by its team's strategy.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::Scene;
use crate::assignment::{
    Candidate, Choice, Demand, Strategy, Why, choose, finds_somebody, give, is_eligible,
};
use crate::ids::PersonId;
use crate::message::Direction;
use crate::routing::language::guess;
use crate::rulebook::Book;
use crate::sealed::Sealed;
use crate::ticket::{Change, Status, Ticket};

/// The assignment of a ticket that waits for us without an owner; none if it has one, if nobody can
/// get it, or if its team or a rule leaves it to be taken.
pub(super) fn owner_for(scene: &mut Scene<'_>, ticket: &Ticket) -> Option<Change> {
    let waits = ticket.owner.is_none() && ticket.status == Status::Open;
    if !waits || ticket.memory.to_be_taken {
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

/// A ticket without an owner is left to whoever takes it; none if it has one, or waits so already. Its
/// history keeps who could have had it.
pub(super) fn left_to_be_taken(scene: &Scene<'_>, ticket: &Ticket) -> Option<Change> {
    if ticket.owner.is_some() || !ticket.is_unsettled() || ticket.memory.to_be_taken {
        return None;
    }
    let (settings, demand) = (&scene.book.rulebook().assignment, demand(ticket, BTreeSet::new()));
    let choice = choose(&demand, scene.crew, Strategy::TakeNext, scene.now, settings);
    Some(Change::Assigned { owner: None, why: Some(Sealed::new(&choice)) })
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

/// Whether the ticket waits for an owner whom one of `freed` could be.
pub(super) fn waits_for(scene: &Scene<'_>, ticket: &Ticket, freed: &BTreeSet<PersonId>) -> bool {
    let demand = demand(ticket, BTreeSet::new());
    let settings = &scene.book.rulebook().assignment;
    let mut freed = scene.crew.iter().filter(|one| freed.contains(&one.person));
    ticket.owner.is_none()
        && ticket.status == Status::Open
        && freed.any(|one| is_eligible(&demand, one, scene.now, settings))
}

/// The ticket is taken from an owner who is gone. Its history keeps how everybody stood, so that it
/// tells why nobody else has it if nobody gets it.
pub(crate) fn given_back(
    book: &Book,
    crew: &[Candidate],
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Change {
    let team = ticket.team.as_ref().and_then(|team| book.team(team));
    let strategy = team.map(|team| team.strategy).unwrap_or_default();
    let settings = &book.rulebook().assignment;
    let seen = choose(&demand(ticket, BTreeSet::new()), crew, strategy, now, settings);
    let choice = Choice { chosen: None, why: Why::OwnerGone, ..seen };
    Change::Assigned { owner: None, why: Some(Sealed::new(&choice)) }
}

fn given(
    scene: &mut Scene<'_>,
    ticket: &Ticket,
    strategy: Strategy,
    had_it: BTreeSet<PersonId>,
) -> Option<Change> {
    let demand = demand(ticket, had_it);
    let settings = &scene.book.rulebook().assignment;
    // Of a choice that finds nobody nothing is kept, and what waits is asked about over and over.
    if !finds_somebody(&demand, scene.crew, strategy, scene.now, settings) {
        return None;
    }
    let choice = chosen(scene, &demand, ticket, strategy);
    let chosen = choice.chosen.clone()?;
    gives(scene, &chosen);
    Some(Change::Assigned { owner: Some(chosen), why: Some(Sealed::new(&choice)) })
}

/// Who gets it: of those who can, somebody who speaks the customer's language if there is anybody. A
/// guess keeps no ticket waiting, and whoever had the customer's last ticket spoke with them already.
fn chosen(scene: &Scene<'_>, demand: &Demand, ticket: &Ticket, strategy: Strategy) -> Choice {
    let settings = &scene.book.rulebook().assignment;
    let pick = |demand: &Demand| choose(demand, scene.crew, strategy, scene.now, settings);
    let choice = pick(demand);
    if choice.chosen.is_none() || choice.why == Why::PreviousOwner {
        return choice;
    }
    let Some(language) = spoken(scene, ticket) else { return choice };
    let wished = pick(&Demand { languages: [language].into(), ..demand.clone() });
    if wished.chosen.is_some() { wished } else { choice }
}

/// The customer's language, as noted or else as their last words look, if anybody is known to speak
/// any: to guess is dear.
fn spoken(scene: &Scene<'_>, ticket: &Ticket) -> Option<String> {
    if scene.crew.iter().all(|one| one.languages.is_empty()) {
        return None;
    }
    let noted = scene.contact.and_then(|contact| contact.language.clone());
    let line = ticket.last_line.as_ref().filter(|line| line.direction == Direction::In);
    noted.or_else(|| Some(guess(line?.text.as_deref()?)?.word().to_owned()))
}

fn demand(ticket: &Ticket, had_it: BTreeSet<PersonId>) -> Demand {
    Demand {
        skills: ticket.memory.skills.clone(),
        team: ticket.team.clone(),
        previous_owner: ticket.previous_owner.clone(),
        had_it,
        ..Demand::default()
    }
}

/// Counts a ticket that `person` was given.
pub(super) fn gives(scene: &mut Scene<'_>, person: &PersonId) {
    let weight = scene.book.rulebook().assignment.weights.open;
    give(scene.crew, person, weight, scene.now);
}
