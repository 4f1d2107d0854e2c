//! One agent while tickets are handed out, and what speaks against giving them one (ASG-1).

use chrono::{DateTime, Utc};

use super::{Candidate, Considered, Demand, Excluded, Load, Settings};
use crate::ids::PersonId;
use crate::presence::State;
use crate::team;

/// A candidate, with what it was given since the facts were asked.
pub(super) struct Standing<'a> {
    pub who: &'a Candidate,
    pub load: Load,
    /// When it was last given a ticket, counted in tickets handed out; 0 if not since.
    pub turn: usize,
}

impl<'a> Standing<'a> {
    pub fn new(who: &'a Candidate) -> Self {
        Self { who, load: who.load, turn: 0 }
    }

    pub fn person(&self) -> &'a PersonId {
        &self.who.person
    }

    /// Everything that speaks against giving it the ticket; nothing if it is eligible.
    pub fn against(
        &self,
        demand: &Demand,
        now: DateTime<Utc>,
        settings: &Settings,
    ) -> Vec<Excluded> {
        let mut against = unsuited(demand, self.who);
        against.extend(self.occupied(now, settings));
        against
    }

    /// Whether it could get some ticket.
    pub fn is_free(&self, now: DateTime<Utc>, settings: &Settings) -> bool {
        self.occupied(now, settings).is_empty()
    }

    /// What speaks against giving it any ticket at all.
    fn occupied(&self, now: DateTime<Utc>, settings: &Settings) -> Vec<Excluded> {
        let Self { who, load, .. } = *self;
        let mut against = vec![];
        if !who.may_reply {
            against.push(Excluded::MayNotReply);
        }
        if !who.accepts {
            against.push(Excluded::DoesNotAccept);
        }
        if !who.on_shift {
            against.push(Excluded::OffShift);
        } else if let Some(left) = who.shift_ends.map(|end| end - now)
            && left < settings.margin()
        {
            // A shift that is said to last and is over has no minutes left.
            let minutes = u32::try_from(left.num_minutes()).unwrap_or_default();
            against.push(Excluded::ShiftEndsSoon { minutes });
        }
        if who.availability != State::Online {
            against.push(Excluded::NotAvailable { state: who.availability });
        }
        if load.fills(who.capacity) {
            against.push(Excluded::AtCapacity { load, capacity: who.capacity });
        }
        against
    }

    /// What a ticket's history keeps of it.
    pub fn considered(&self, against: Vec<Excluded>) -> Considered {
        let person = self.person().clone();
        Considered { person, load: self.load, capacity: self.who.capacity, against }
    }
}

/// What speaks against giving this very ticket to `who`, however free they are.
pub(super) fn unsuited(demand: &Demand, who: &Candidate) -> Vec<Excluded> {
    let mut against = vec![];
    if demand.hidden_from.contains(&who.person) {
        against.push(Excluded::DoesNotSee);
    }
    if demand.team.as_ref().is_some_and(|team| !who.teams.contains(team)) {
        against.push(Excluded::NotInTeam);
    }
    if demand.had_it.contains(&who.person) {
        against.push(Excluded::HadItBefore);
    }
    let skills = demand.skills.iter().filter(|skill| !team::has(&who.skills, skill));
    against.extend(skills.cloned().map(|skill| Excluded::LacksSkill { skill }));
    let spoken = |language: &&String| team::speaks(&who.languages, language);
    let languages = demand.languages.iter().filter(|language| !spoken(language));
    against.extend(languages.cloned().map(|language| Excluded::LacksLanguage { language }));
    against
}
