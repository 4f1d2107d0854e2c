//! What a desk keeps in mind between calls: the book in force, who is there, and how much each has.
//!
//! All of it can be had again from the store, except who is connected, which pages tell anew. Nothing
//! here waits: it is asked while a ticket is decided.

mod absence;
mod colleague;
mod giving;
mod in_force;
mod shares;
#[cfg(test)]
mod tests;
mod waiting;

use std::collections::BTreeSet;
use std::slice;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use absence::Absence;
pub use absence::Wait;
use colleague::Colleague;
use in_force::InForce;
pub use in_force::MOST_REPLACED;
use shares::Shared;

use crate::assignment::{Candidate, Queue, is_free};
use crate::calendar::Hours;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::Permission;
use crate::person::Person;
use crate::presence::{Happening, Said, State};
use crate::quick::HashMap;
use crate::rulebook::{Book, Shift};
use crate::ticket::{Change, Happened, Status};

/// The floor of a desk.
#[derive(Debug)]
pub struct Floor {
    book: Arc<Book>,
    in_force: InForce,
    /// Everybody of whom anything is known.
    colleagues: HashMap<PersonId, Colleague>,
    absence: Absence,
    /// Who owns each unsettled ticket, and where it stands.
    owned: HashMap<TicketNumber, (PersonId, Status)>,
    /// When anybody last got a ticket. No two got one at the same instant.
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
    /// What is shared with whom.
    shared: Shared,
}

impl Default for Floor {
    /// An empty book, and nobody there.
    fn default() -> Self {
        Self {
            book: Arc::default(),
            in_force: InForce::default(),
            colleagues: HashMap::default(),
            absence: Absence::default(),
            owned: HashMap::default(),
            last_given_at: None,
            queue: None,
            is_whole: false,
            stirred: true,
            free: BTreeSet::new(),
            shift_turns: None,
            shared: Shared::default(),
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
        self.owned.clear();
        self.colleagues.values_mut().for_each(Colleague::has_nothing);
        for (person, said) in said {
            self.colleagues.entry(person).or_default().said = said;
        }
        for (number, owner, status) in owned {
            self.stands(number, Some((owner, status)));
        }
        let open = self.owned.iter().filter(|(_, (_, status))| *status == Status::Open);
        self.absence.begin(open.map(|(number, _)| *number), at);
        self.recall_giving(at);
        self.stirred = true;
    }

    /// Takes in what was saved together. A ticket that came and went with it moved nowhere: whoever
    /// takes back what was just given stirs nobody.
    pub fn fold(&mut self, happened: &[Happened]) {
        let mut stood = HashMap::default();
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
            self.gave(owner, step.event.at);
        }
        self.line_up(slice::from_ref(ticket));
        self.absence.fold(step);
        self.fold_shares(&step.event);
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
            && let Some(colleague) = self.colleagues.get_mut(&owner)
        {
            colleague.has_less(status);
        }
        if let Some((owner, status)) = now {
            self.colleagues.entry(owner).or_default().has_more(status);
        }
    }

    /// Takes in a sign of somebody's presence; true if colleagues see them differently by it.
    pub fn hear(&mut self, person: &PersonId, happening: &Happening, at: DateTime<Utc>) -> bool {
        let grace = self.grace();
        let colleague = self.colleagues.entry(person.clone()).or_default();
        let before = colleague.state(at);
        colleague.hear(happening, at, grace);
        let after = colleague.state(at);
        if after != State::Offline {
            self.absence.came(person.clone());
        }
        let changed = after != before;
        if changed {
            // Nothing tells of those who fall silent: whoever comes back from there is free anew.
            self.free.remove(person);
            self.stirred = true;
        }
        changed
    }

    /// The clock is about to be put forward `by` so much, which makes nobody leave.
    pub fn put_forward(&mut self, by: TimeDelta) {
        self.colleagues.values_mut().for_each(|colleague| colleague.put_forward(by));
    }

    pub fn said(&self, person: &PersonId) -> Said {
        self.colleagues.get(person).map(|colleague| colleague.said).unwrap_or_default()
    }

    pub fn state(&self, person: &PersonId, at: DateTime<Utc>) -> State {
        self.colleagues.get(person).map_or(State::Offline, |colleague| colleague.state(at))
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

    /// Those of `people` who could take some ticket now, as assignment asks about them.
    fn free_crew(&self, people: &[Person], now: DateTime<Utc>) -> impl Iterator<Item = Candidate> {
        let settings = &self.book.rulebook().assignment;
        let shifts = self.book.shifts_at(now);
        // Most of a large team are not there, which is seen before the rest is reckoned.
        let there = people.iter().filter_map(move |one| {
            let colleague = self.colleagues.get(&one.id)?;
            (colleague.state(now) == State::Online).then_some((one, colleague))
        });
        there
            .map(move |(one, colleague)| self.candidate(one, colleague, now, &shifts))
            .filter(move |one| is_free(one, now, settings))
    }

    /// Those of `people` who could take some ticket now, and could not when last asked.
    pub fn who_became_free(&mut self, people: &[Person], now: DateTime<Utc>) -> BTreeSet<PersonId> {
        let free = self.free_crew(people, now).map(|one| one.person).collect();
        let before = std::mem::replace(&mut self.free, free);
        self.free.difference(&before).cloned().collect()
    }

    /// Nobody wants to know who became free, and nobody is named: whoever asks later is told of all who
    /// are free by then.
    pub fn forget_free(&mut self) -> BTreeSet<PersonId> {
        self.free.clear();
        BTreeSet::new()
    }

    /// From the next shift that begins or ends on, a waiting ticket may find an owner.
    pub fn await_shifts(&mut self, now: DateTime<Utc>) {
        let shifts = self.book.shifts().iter().zip(self.book.shifts_at(now));
        let turns = shifts.filter_map(|(table, shift)| match shift.is_on {
            true => shift.ends,
            false => table.next_opening(now),
        });
        self.shift_turns = turns.min();
    }

    /// How long a lost presence is not offline.
    fn grace(&self) -> TimeDelta {
        self.book.rulebook().assignment.grace()
    }

    /// Everyone of `people` as assignment asks about them.
    pub fn crew(&self, people: &[Person], now: DateTime<Utc>) -> Vec<Candidate> {
        let (shifts, nobody) = (self.book.shifts_at(now), Colleague::default());
        let known = |one: &Person| self.colleagues.get(&one.id).unwrap_or(&nobody);
        people.iter().map(|one| self.candidate(one, known(one), now, &shifts)).collect()
    }

    /// One person as assignment asks about them.
    fn one(&self, person: &Person, now: DateTime<Utc>) -> Candidate {
        let nobody = Colleague::default();
        let colleague = self.colleagues.get(&person.id).unwrap_or(&nobody);
        self.candidate(person, colleague, now, &self.book.shifts_at(now))
    }

    fn candidate(
        &self,
        person: &Person,
        colleague: &Colleague,
        now: DateTime<Utc>,
        shifts: &[Shift],
    ) -> Candidate {
        let worker = self.book.worker(&person.id);
        let shift = worker.shift(shifts);
        Candidate {
            person: person.id.clone(),
            may_reply: self.book.role_of(person).may(Permission::Reply),
            accepts: worker.accepts,
            teams: worker.teams.clone(),
            on_shift: shift.is_on,
            shift_ends: shift.ends,
            availability: colleague.state(now),
            load: colleague.load(&self.book.rulebook().assignment.weights),
            capacity: worker.capacity,
            skills: worker.skills.clone(),
            languages: worker.languages.clone(),
            last_assigned_at: colleague.given_at,
        }
    }
}
