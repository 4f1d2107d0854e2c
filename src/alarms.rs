//! What can't wait: a clock that nears its end or broke, a rule that calls somebody.
//!
//! An alarm stands as long as its cause does: the clock presses, the ticket is unsettled, nobody put it
//! away. Who owns the ticket is told of its clocks, whoever watches over all tickets of every clock. In
//! memory: after a start the badges of the lists say what presses. How people are told is not here.

mod cause;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::board::Update;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Sight, Whose};
use crate::sla::ClockKind;
use crate::ticket::{Event, Ticket};

pub use cause::Cause;
pub(crate) use cause::pressing;

/// Tickets that are kept in mind; of more, those whose alarm is the oldest are forgotten.
const MOST: usize = 1_000;

/// What somebody is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    pub ticket: TicketNumber,
    pub customer: String,
    pub cause: Cause,
}

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Watch {
    pub(crate) person: PersonId,
    /// Whether every ticket is theirs to watch.
    pub(crate) oversees: bool,
}

/// All alarms that stand.
#[derive(Debug, Default)]
pub(crate) struct Alarms {
    tickets: BTreeMap<TicketNumber, Standing>,
    /// How many there ever were: a later one has a higher turn.
    turns: u64,
}

/// The alarms of a ticket, oldest first.
#[derive(Debug)]
struct Standing {
    customer: String,
    whose: Whose,
    causes: Vec<(u64, Cause)>,
    /// Who wants to hear no more of it, and up to which turn.
    put_away: BTreeMap<PersonId, u64>,
}

impl Alarms {
    /// Takes in what happened to a ticket, whose clocks press as `pressing` says if anybody asks. Whom
    /// it concerns, beside those who watch over all, if an alarm came or went.
    pub(crate) fn hear(
        &mut self,
        update: &Update,
        pressing: impl FnOnce(&Ticket) -> Vec<ClockKind>,
    ) -> Option<Vec<PersonId>> {
        let Update { events, ticket, .. } = update;
        let stood = self.tickets.contains_key(&ticket.number);
        if !stood && !events.iter().any(may_alarm) {
            return None;
        }
        let clocks = if ticket.is_unsettled() { pressing(ticket) } else { vec![] };
        let standing = self.tickets.entry(ticket.number).or_insert_with(|| Standing {
            customer: ticket.customer.clone(),
            whose: Whose::of(ticket),
            causes: vec![],
            put_away: BTreeMap::new(),
        });
        let mut concerned = standing.concerned();
        let whose = Whose::of(ticket);
        let mut news = standing.whose.owner != whose.owner && !standing.causes.is_empty();
        standing.whose = whose;
        let before: Vec<u64> = standing.turns().collect();
        for event in events {
            standing.causes.retain(|(_, known)| !known.is_ended_by(&event.change));
            if let Some(cause) = Cause::of(&event.change) {
                self.turns += 1;
                standing.causes.push((self.turns, cause));
            }
        }
        standing.causes.retain(|(_, cause)| cause.stands(&clocks));
        news |= !standing.turns().eq(before);
        concerned.extend(standing.concerned());
        if standing.causes.is_empty() {
            self.tickets.remove(&ticket.number);
        }
        self.forget_oldest();
        news.then(|| concerned.into_iter().collect())
    }

    /// What `watch` is told of the tickets that they see: of each the latest, the latest first.
    pub(crate) fn of(&self, watch: &Watch, sight: &Sight) -> Vec<Alarm> {
        let told = |(number, standing): (&TicketNumber, &Standing)| {
            if !sight.sees(&standing.whose) {
                return None;
            }
            let (turn, cause) = standing.told(watch)?;
            let customer = standing.customer.clone();
            Some((turn, Alarm { ticket: *number, customer, cause: cause.clone() }))
        };
        let mut all: Vec<_> = self.tickets.iter().filter_map(told).collect();
        all.sort_by_key(|(turn, _)| std::cmp::Reverse(*turn));
        all.into_iter().map(|(_, alarm)| alarm).collect()
    }

    /// Spares `person` what there is of that ticket, or of all; what comes later is told again.
    pub(crate) fn put_away(&mut self, person: &PersonId, ticket: Option<TicketNumber>) {
        let all = self.tickets.iter_mut();
        for (_, standing) in all.filter(|(number, _)| ticket.is_none_or(|one| one == **number)) {
            standing.put_away.insert(person.clone(), self.turns);
        }
    }

    fn forget_oldest(&mut self) {
        if self.tickets.len() > MOST {
            let latest = |standing: &Standing| standing.causes.last().map(|(turn, _)| *turn);
            let oldest = self.tickets.iter().min_by_key(|(_, standing)| latest(standing));
            if let Some(number) = oldest.map(|(number, _)| *number) {
                self.tickets.remove(&number);
            }
        }
    }
}

impl Standing {
    fn turns(&self) -> impl Iterator<Item = u64> {
        self.causes.iter().map(|(turn, _)| *turn)
    }

    /// Who is told of any of it, beside those who watch over all.
    fn concerned(&self) -> BTreeSet<PersonId> {
        let called = self.causes.iter().flat_map(|(_, cause)| cause.called());
        called.chain(&self.whose.owner).cloned().collect()
    }

    fn told(&self, watch: &Watch) -> Option<(u64, &Cause)> {
        let Watch { person, oversees } = watch;
        let theirs = *oversees || self.whose.owner.as_ref() == Some(person);
        let seen = self.put_away.get(person).copied().unwrap_or(0);
        let mut causes = self.causes.iter().rev().take_while(|(turn, _)| *turn > seen);
        let concerns = |cause: &Cause| match cause {
            Cause::Called { people, .. } => people.contains(person),
            Cause::Near { .. } | Cause::Broke { .. } => theirs,
        };
        causes.find(|(_, cause)| concerns(cause)).map(|(turn, cause)| (*turn, cause))
    }
}

fn may_alarm(event: &Event) -> bool {
    Cause::of(&event.change).is_some()
}
