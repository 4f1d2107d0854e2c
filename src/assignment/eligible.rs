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
    ) -> impl Iterator<Item = Excluded> {
        unsuited(demand, self).chain(self.occupied(now, settings))
    }

    /// What speaks against giving them any ticket at all.
    pub(super) fn occupied(
        &self,
        now: DateTime<Utc>,
        settings: &Settings,
    ) -> impl Iterator<Item = Excluded> + use<> {
        let left = self.shift_ends.filter(|_| self.on_shift).map(|end| end - now);
        let left = left.filter(|left| *left < settings.margin());
        // A shift that is said to last and is over has no minutes left.
        let minutes = left.map(|left| u32::try_from(left.num_minutes()).unwrap_or_default());
        let state = self.availability;
        let full = Excluded::AtCapacity { load: self.load, capacity: self.capacity };
        let against = [
            (!self.may_reply).then_some(Excluded::MayNotReply),
            (!self.accepts).then_some(Excluded::DoesNotAccept),
            (!self.on_shift).then_some(Excluded::OffShift),
            minutes.map(|minutes| Excluded::ShiftEndsSoon { minutes }),
            (state != State::Online).then_some(Excluded::NotAvailable { state }),
            self.load.fills(self.capacity).then_some(full),
        ];
        against.into_iter().flatten()
    }

    /// What a ticket's history keeps of them.
    pub(super) fn considered(&self, against: Vec<Excluded>) -> Considered {
        let Self { person, load, capacity, .. } = self;
        Considered { person: person.clone(), load: *load, capacity: *capacity, against }
    }
}

/// What speaks against giving this very ticket to `who`, however free they are.
pub(super) fn unsuited(demand: &Demand, who: &Candidate) -> impl Iterator<Item = Excluded> {
    let of_team = demand.team.as_ref().is_none_or(|team| who.teams.contains(team));
    let against = [
        demand.hidden_from.contains(&who.person).then_some(Excluded::DoesNotSee),
        (!of_team).then_some(Excluded::NotInTeam),
        demand.had_it.contains(&who.person).then_some(Excluded::HadItBefore),
    ];
    let skills = demand.skills.iter().filter(|skill| !team::has(&who.skills, skill));
    let skills = skills.cloned().map(|skill| Excluded::LacksSkill { skill });
    let spoken = |language: &&String| team::speaks(&who.languages, language);
    let languages = demand.languages.iter().filter(move |language| !spoken(language));
    let languages = languages.cloned().map(|language| Excluded::LacksLanguage { language });
    against.into_iter().flatten().chain(skills).chain(languages)
}
