//! A person as a worker, as the whole book says it: their profile, their teams and their shift.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Rulebook;
use crate::calendar::{Hours, Timetable};
use crate::ids::{CalendarId, PersonId, TeamId};
use crate::permissions::{Invented, Role};
use crate::quick::HashMap;
use crate::team::Profile;

/// Somebody as a worker. What may be long is shared: everybody is asked about for every ticket that
/// is given to somebody.
#[derive(Debug)]
pub struct Worker {
    pub teams: Arc<BTreeSet<TeamId>>,
    pub skills: Arc<BTreeSet<String>>,
    pub languages: Arc<BTreeSet<String>>,
    pub capacity: u32,
    pub accepts: bool,
    /// What the role comes to that the team invented for them.
    pub role: Option<Role>,
    /// The place of the shift they work among all: without one they are always on.
    shift: Option<usize>,
}

/// A shift at one moment: reckoned once for all who work it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub is_on: bool,
    /// When it ends, if it is on and ever does.
    pub ends: Option<DateTime<Utc>>,
}

impl Shift {
    const ALWAYS: Shift = Shift { is_on: true, ends: None };

    fn at(table: &Timetable, now: DateTime<Utc>) -> Self {
        Self { is_on: table.is_open(now), ends: table.closes_at(now) }
    }
}

impl Worker {
    fn new(
        profile: &Profile,
        teams: BTreeSet<TeamId>,
        shifts: &[&CalendarId],
        roles: &[Invented],
    ) -> Self {
        let theirs = |shift: &CalendarId| shifts.iter().position(|known| *known == shift);
        Self {
            teams: Arc::new(teams),
            skills: Arc::new(profile.skills.clone()),
            languages: Arc::new(profile.languages.clone()),
            capacity: profile.capacity,
            accepts: profile.accepts,
            role: roles
                .iter()
                .find(|one| Some(&one.id) == profile.role.as_ref())
                .map(Invented::role),
            shift: profile.shift.as_ref().and_then(theirs),
        }
    }

    /// Their shift, of all as they are now.
    pub fn shift(&self, shifts: &[Shift]) -> Shift {
        let theirs = self.shift.and_then(|place| shifts.get(place));
        theirs.copied().unwrap_or(Shift::ALWAYS)
    }
}

/// Everybody that a book knows of, and whoever else there is.
#[derive(Debug)]
pub(super) struct Workers {
    known: HashMap<PersonId, Worker>,
    /// Whoever has neither a profile nor a team.
    other: Worker,
    /// Each calendar that is somebody's shift.
    shifts: Vec<Arc<Timetable>>,
}

impl Default for Workers {
    fn default() -> Self {
        Self::of(&Rulebook::default(), &BTreeMap::new())
    }
}

impl Workers {
    pub(super) fn of(
        rulebook: &Rulebook,
        timetables: &BTreeMap<CalendarId, Arc<Timetable>>,
    ) -> Self {
        let mut teams_of: HashMap<&PersonId, BTreeSet<TeamId>> = HashMap::default();
        for team in &rulebook.teams {
            for member in &team.members {
                teams_of.entry(member).or_default().insert(team.id.clone());
            }
        }
        let described = rulebook.profiles.iter().map(|profile| (&profile.person, profile));
        let described: HashMap<&PersonId, &Profile> = described.collect();
        let usual = Profile::new(PersonId::from(""));
        let shifts: BTreeSet<&CalendarId> =
            rulebook.profiles.iter().filter_map(|profile| profile.shift.as_ref()).collect();
        let shifts: Vec<&CalendarId> =
            shifts.into_iter().filter(|id| timetables.contains_key(id)).collect();
        let people: BTreeSet<&PersonId> =
            described.keys().chain(teams_of.keys()).copied().collect();
        let known = people.into_iter().map(|person| {
            let profile = described.get(person).copied().unwrap_or(&usual);
            let teams = teams_of.get(person).cloned().unwrap_or_default();
            (person.clone(), Worker::new(profile, teams, &shifts, &rulebook.roles))
        });
        Self {
            known: known.collect(),
            other: Worker::new(&usual, BTreeSet::new(), &shifts, &[]),
            shifts: shifts.iter().filter_map(|id| timetables.get(id)).cloned().collect(),
        }
    }

    pub(super) fn get(&self, person: &PersonId) -> &Worker {
        self.known.get(person).unwrap_or(&self.other)
    }

    pub(super) fn shifts(&self) -> &[Arc<Timetable>] {
        &self.shifts
    }

    pub(super) fn shifts_at(&self, now: DateTime<Utc>) -> Vec<Shift> {
        self.shifts.iter().map(|table| Shift::at(table, now)).collect()
    }
}
