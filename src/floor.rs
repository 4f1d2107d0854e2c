//! What a desk keeps in mind between calls: the book in force, who is there, and how much each has.
//!
//! All of it can be had again from the store, except who is connected, which pages tell anew. Nothing
//! here waits: it is asked while a ticket is decided.

mod absence;
mod in_force;
#[cfg(test)]
mod tests;
mod waiting;

use std::collections::{BTreeSet, HashMap};
use std::slice;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use absence::Absence;
pub use absence::Wait;
use in_force::InForce;

use crate::assignment::{Candidate, Load, Queue, is_free, next_instant};
use crate::calendar::Hours;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::Permission;
use crate::person::Person;
use crate::presence::{Happening, Presence, Said, State};
use crate::rulebook::{Book, Shift};
use crate::ticket::{Change, Happened, Status};

/// The floor of a desk.
#[derive(Debug)]
pub struct Floor {
    book: Arc<Book>,
    in_force: InForce,
    presences: HashMap<PersonId, Presence>,
    absence: Absence,
    /// What people said of themselves, also of those who are not connected.
    said: HashMap<PersonId, Said>,
    /// Who owns each unsettled ticket, and where it stands.
    owned: HashMap<TicketNumber, (PersonId, Status)>,
    /// The same counted: how many tickets each has in each status.
    tally: HashMap<PersonId, [u32; Status::ALL.len()]>,
    /// When each person last got a ticket, and anybody. No two at the same instant.
    given_at: HashMap<PersonId, DateTime<Utc>>,
    last_given_at: Option<DateTime<Utc>>,
    /// What waits for an owner, once that is asked for.
    queue: Option<Queue>,
    /// All that waits is in the queue.
    is_whole: bool,
    /// Something changed that may let a waiting ticket find an owner.
    stirred: bool,
    /// Who could take some ticket when last looked.
    free: BTreeSet<PersonId>,
    /// When the next shift begins or ends.
    shift_turns: Option<DateTime<Utc>>,
}

impl Default for Floor {
    /// An empty book, and nobody there.
    fn default() -> Self {
        Self {
            book: Arc::default(),
            in_force: InForce::default(),
            presences: HashMap::new(),
            absence: Absence::default(),
            said: HashMap::new(),
            owned: HashMap::new(),
            tally: HashMap::new(),
            given_at: HashMap::new(),
            last_given_at: None,
            queue: None,
            is_whole: false,
            stirred: true,
            free: BTreeSet::new(),
            shift_turns: None,
        }
    }
}

impl Floor {
    /// Takes in who owns what, and who said what of themselves, as the store knows it when the desk
    /// starts.
    pub fn begin(
        &mut self,
        owned: impl IntoIterator<Item = (TicketNumber, PersonId, Status)>,
        said: impl IntoIterator<Item = (PersonId, Said)>,
        at: DateTime<Utc>,
    ) {
        self.said.extend(said);
        self.owned.clear();
        self.tally.clear();
        for (number, owner, status) in owned {
            self.stands(number, Some((owner, status)));
        }
        let open = self.owned.iter().filter(|(_, (_, status))| *status == Status::Open);
        self.absence.begin(open.map(|(number, _)| *number), at);
        self.stirred = true;
    }

    /// Takes in what was saved together. A ticket that came and went with it moved nowhere: whoever
    /// takes back what was just given stirs nobody.
    pub fn fold(&mut self, happened: &[Happened]) {
        let mut stood = HashMap::new();
        for step in happened {
            let number = step.ticket.number;
            let stands = || (self.owned.get(&number).cloned(), self.has_in_line(number));
            stood.entry(number).or_insert_with(stands);
            self.fold_one(step);
        }
        // Who was free when a ticket came may have been told before it was in line.
        let mut stood = stood.iter();
        self.stirred |= stood.any(|(number, (stood, waited))| {
            self.owned.get(number) != stood.as_ref() || (!waited && self.has_in_line(*number))
        });
    }

    fn fold_one(&mut self, step: &Happened) {
        let ticket = &step.ticket;
        let owner = ticket.owner.clone().filter(|_| ticket.is_unsettled());
        self.stands(ticket.number, owner.map(|owner| (owner, ticket.status)));
        if let Change::Assigned { owner: Some(owner), .. } = &step.event.change {
            let at = next_instant(self.last_given_at, step.event.at);
            self.last_given_at = Some(at);
            self.given_at.insert(owner.clone(), at);
        }
        self.line_up(slice::from_ref(ticket));
        self.absence.fold(step);
    }

    /// Takes down whose the ticket is by now.
    fn stands(&mut self, number: TicketNumber, now: Option<(PersonId, Status)>) {
        let before = match &now {
            Some(now) => self.owned.insert(number, now.clone()),
            None => self.owned.remove(&number),
        };
        if before == now {
            return;
        }
        if let Some((owner, status)) = before
            && let Some(counts) = self.tally.get_mut(&owner)
        {
            let count = &mut counts[status as usize];
            *count = count.saturating_sub(1);
        }
        if let Some((owner, status)) = now {
            self.tally.entry(owner).or_default()[status as usize] += 1;
        }
    }

    /// Takes in a sign of somebody's presence; true if colleagues see them differently by it.
    pub fn hear(&mut self, person: &PersonId, happening: &Happening, at: DateTime<Utc>) -> bool {
        if let Happening::Said { said } = happening {
            self.said.insert(person.clone(), *said);
        }
        let (grace, said) = (self.grace(), self.said(person));
        let before = self.state(person, at);
        let presence = self.presences.entry(person.clone());
        presence.or_insert_with(|| Presence::new(grace, said)).fold(happening, at);
        if self.state(person, at) != State::Offline {
            self.absence.came(person.clone());
        }
        let changed = self.state(person, at) != before;
        if changed {
            // Nothing tells of those who fall silent: whoever comes back from there is free anew.
            self.free.remove(person);
            self.stirred = true;
        }
        changed
    }

    /// The clock is about to be put forward `by` so much, which makes nobody leave.
    pub fn put_forward(&mut self, by: TimeDelta) {
        self.presences.values_mut().for_each(|presence| presence.put_forward(by));
    }

    pub fn said(&self, person: &PersonId) -> Said {
        self.said.get(person).copied().unwrap_or_default()
    }

    pub fn state(&self, person: &PersonId, at: DateTime<Utc>) -> State {
        self.presences.get(person).map_or(State::Offline, |presence| presence.at(at))
    }

    /// Whether a waiting ticket may find an owner now that found none before; asked once.
    pub fn was_stirred(&mut self, now: DateTime<Utc>) -> bool {
        let turned = self.shift_turns.take_if(|turn| *turn <= now);
        std::mem::take(&mut self.stirred) || turned.is_some()
    }

    /// Waiting tickets are to be thought of again.
    pub fn stir(&mut self) {
        self.stirred = true;
    }

    /// Those of `people` who could take some ticket now.
    pub fn who_is_free(&self, people: &[Person], now: DateTime<Utc>) -> BTreeSet<PersonId> {
        self.free_crew(people, now).map(|one| one.person).collect()
    }

    /// The same as assignment asks about them.
    fn free_crew(&self, people: &[Person], now: DateTime<Utc>) -> impl Iterator<Item = Candidate> {
        let settings = &self.book.rulebook().assignment;
        let shifts = self.book.shifts_at(now);
        // Most of a large team are not there, which is seen before the rest is reckoned.
        let there = people.iter().filter(move |one| self.state(&one.id, now) == State::Online);
        there
            .map(move |one| self.candidate(one, State::Online, &shifts))
            .filter(move |one| is_free(one, now, settings))
    }

    /// Those of `people` who could take some ticket now, and could not when last asked.
    pub fn who_became_free(&mut self, people: &[Person], now: DateTime<Utc>) -> BTreeSet<PersonId> {
        let free = self.who_is_free(people, now);
        let shifts = self.book.shifts().iter().zip(self.book.shifts_at(now));
        let turns = shifts.filter_map(|(table, shift)| match shift.is_on {
            true => shift.ends,
            false => table.next_opening(now),
        });
        self.shift_turns = turns.min();
        let before = std::mem::replace(&mut self.free, free);
        self.free.difference(&before).cloned().collect()
    }

    /// Those who are offline since this was last asked.
    pub fn who_left(&mut self, now: DateTime<Utc>) -> Vec<PersonId> {
        let mut absence = std::mem::take(&mut self.absence);
        let left = absence.who_left(|one| self.state(one, now) == State::Offline);
        self.absence = absence;
        left
    }

    /// `person` is to be named again among those who left.
    pub fn leaves_again(&mut self, person: PersonId) {
        self.absence.came(person);
    }

    /// The customers who waited a whole grace for an owner who is offline, each with that owner;
    /// asked once.
    pub fn who_is_missed(&mut self, now: DateTime<Utc>) -> Vec<(Wait, PersonId)> {
        let ripe = self.absence.ripe(now, self.grace());
        let with_owner = ripe.into_iter().filter_map(|wait| {
            let (owner, _) = self.owned.get(&wait.ticket)?;
            Some((wait, owner.clone()))
        });
        with_owner.filter(|(_, owner)| self.state(owner, now) == State::Offline).collect()
    }

    /// `wait` is to be named again among those whose owner is missed.
    pub fn waits_on(&mut self, wait: Wait) {
        self.absence.waits_on(wait);
    }

    /// How long a lost presence is not offline.
    fn grace(&self) -> TimeDelta {
        self.book.rulebook().assignment.grace()
    }

    /// Everyone of `people` as assignment asks about them.
    pub fn crew(&self, people: &[Person], now: DateTime<Utc>) -> Vec<Candidate> {
        let shifts = self.book.shifts_at(now);
        let candidate = |one: &Person| self.candidate(one, self.state(&one.id, now), &shifts);
        people.iter().map(candidate).collect()
    }

    /// One person as assignment asks about them.
    fn one(&self, person: &Person, now: DateTime<Utc>) -> Candidate {
        self.candidate(person, self.state(&person.id, now), &self.book.shifts_at(now))
    }

    fn load(&self, person: &PersonId) -> Load {
        let weights = self.book.rulebook().assignment.weights;
        let counts = self.tally.get(person).copied().unwrap_or_default();
        let each = Status::ALL.into_iter().zip(counts);
        each.map(|(status, count)| Load(weights.of(status).0.saturating_mul(count))).sum()
    }

    fn candidate(&self, person: &Person, state: State, shifts: &[Shift]) -> Candidate {
        let worker = self.book.worker(&person.id);
        let shift = worker.shift(shifts);
        Candidate {
            person: person.id.clone(),
            may_reply: person.role.may(Permission::Reply),
            accepts: worker.accepts,
            teams: worker.teams.clone(),
            on_shift: shift.is_on,
            shift_ends: shift.ends,
            availability: state,
            load: self.load(&person.id),
            capacity: worker.capacity,
            skills: worker.skills.clone(),
            languages: worker.languages.clone(),
            last_assigned_at: self.given_at.get(&person.id).copied(),
        }
    }
}
