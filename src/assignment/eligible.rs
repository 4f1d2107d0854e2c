//! What speaks against giving somebody a ticket; whoever has nothing against them is eligible (ASG-1).

use chrono::{DateTime, Utc};

use super::{Candidate, Considered, Demand, Excluded, Settings};
use crate::presence::State;
use crate::team;

impl Candidate {
    /// Everything that speaks against giving them the ticket; nothing if they are eligible.
    pub(super) fn against(
        &self,
        demand: &Demand,
        now: DateTime<Utc>,
        settings: &Settings,
    ) -> Vec<Excluded> {
        let mut against = unsuited(demand, self);
        against.extend(self.occupied(now, settings));
        against
    }

    /// Whether they could get some ticket.
    pub(super) fn is_free(&self, now: DateTime<Utc>, settings: &Settings) -> bool {
        self.occupied(now, settings).is_empty()
    }

    /// What speaks against giving them any ticket at all.
    fn occupied(&self, now: DateTime<Utc>, settings: &Settings) -> Vec<Excluded> {
        let mut against = vec![];
        if !self.may_reply {
            against.push(Excluded::MayNotReply);
        }
        if !self.accepts {
            against.push(Excluded::DoesNotAccept);
        }
        if !self.on_shift {
            against.push(Excluded::OffShift);
        } else if let Some(left) = self.shift_ends.map(|end| end - now)
            && left < settings.margin()
        {
            // A shift that is said to last and is over has no minutes left.
            let minutes = u32::try_from(left.num_minutes()).unwrap_or_default();
            against.push(Excluded::ShiftEndsSoon { minutes });
        }
        if self.availability != State::Online {
            against.push(Excluded::NotAvailable { state: self.availability });
        }
        if self.load.fills(self.capacity) {
            against.push(Excluded::AtCapacity { load: self.load, capacity: self.capacity });
        }
        against
    }

    /// What a ticket's history keeps of them.
    pub(super) fn considered(&self, against: Vec<Excluded>) -> Considered {
        let Self { person, load, capacity, .. } = self;
        Considered { person: person.clone(), load: *load, capacity: *capacity, against }
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
