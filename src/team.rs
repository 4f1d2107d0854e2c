//! Teams, and what the desk knows of a person as a worker.
//!
//! A team answers what comes to it: who belongs to it, when it is at work, and how its tickets find
//! an owner. A [`Profile`] is what assignment asks about one person. Whether the people and
//! calendars named here exist is the rulebook's question; who is connected at this moment is
//! [`crate::presence`]'s.
//!
//! A team may be without members: its tickets wait. Without a calendar it is at work when the desk
//! is.

mod problem;
mod profile;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub(crate) use problem::of_text;
pub use problem::{Mistake, Place, Problem};
pub use profile::{
    HIGHEST_CAPACITY, LONGEST_SKILL, MOST_LANGUAGES, MOST_SKILLS, Profile, USUAL_CAPACITY,
};
pub(crate) use profile::{has, is_a_tag, speaks};

use crate::assignment::Strategy;
use crate::ids::{CalendarId, PersonId, TeamId};

/// The longest name of a team, in characters.
pub const LONGEST_NAME: usize = 80;
/// The most members of a team.
pub const MOST_MEMBERS: usize = 500;
/// The most working minutes that an owner may be given to open or answer: a week, day and night.
pub const LONGEST_ANSWER: u32 = 7 * 24 * 60;

/// A team, such as billing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    /// From 1; every change of a team makes the next one.
    pub version: u32,
    /// When the team is at work, if it keeps other hours than the desk.
    #[serde(default)]
    pub calendar: Option<CalendarId>,
    #[serde(default)]
    pub members: Vec<PersonId>,
    /// How its tickets find an owner.
    #[serde(default)]
    pub strategy: Strategy,
    /// How many working minutes an owner has to open or answer a ticket before it moves on. Without
    /// it no ticket moves.
    #[serde(default)]
    pub answer_within: Option<u32>,
    /// Whether members may take the next ticket of the queue themselves.
    #[serde(default = "yes")]
    pub offers_queue: bool,
    /// Whether members see each other's tickets. What waits for the team, all of them see.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub together: bool,
}

impl Team {
    /// The first version of a team with no members yet.
    pub fn new(id: TeamId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            version: 1,
            calendar: None,
            members: vec![],
            strategy: Strategy::default(),
            answer_within: None,
            offers_queue: yes(),
            together: yes(),
        }
    }

    /// Every mistake, in the order of the form; none if the team can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = vec![];
        let mut at = |place, mistake| problems.push(Problem { place, mistake });
        if let Some(mistake) = problem::of_text(&self.name, LONGEST_NAME) {
            at(Place::Name, mistake);
        }
        if self.version == 0 {
            at(Place::Version, Mistake::Zero);
        }
        if self.members.len() > MOST_MEMBERS {
            at(Place::Members, Mistake::TooMany);
        }
        let mut known = BTreeSet::new();
        for (index, member) in self.members.iter().enumerate() {
            if !known.insert(member) {
                at(Place::Member { index }, Mistake::Twice);
            }
        }
        match self.answer_within {
            Some(0) => at(Place::AnswerWithin, Mistake::Zero),
            Some(minutes) if minutes > LONGEST_ANSWER => at(Place::AnswerWithin, Mistake::TooLong),
            _ => {}
        }
        if self.strategy.leaves_tickets_waiting() && !self.offers_queue {
            at(Place::OffersQueue, Mistake::OutOfReach);
        }
        problems
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::Fallback;

    fn with(change: impl FnOnce(&mut Team)) -> Vec<(Place, Mistake)> {
        let mut team = Team::new("support".into(), "Support");
        change(&mut team);
        team.problems().into_iter().map(|problem| (problem.place, problem.mistake)).collect()
    }

    fn people(count: usize) -> Vec<PersonId> {
        (0..count).map(|number| PersonId(number.to_string())).collect()
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let twice = || vec!["nuria".into(), "pol".into(), "nuria".into()];
        let sticky = Strategy::Sticky { otherwise: Fallback::TakeNext };
        let closed = |team: &mut Team, strategy| {
            team.strategy = strategy;
            team.offers_queue = false;
        };
        let out_of_reach = || vec![(Place::OffersQueue, Mistake::OutOfReach)];
        let table = [
            (with(|_| {}), vec![]),
            (with(|t| t.name = " ".into()), vec![(Place::Name, Mistake::Missing)]),
            (with(|t| t.name = "é".repeat(LONGEST_NAME)), vec![]),
            (with(|t| t.name = "é".repeat(81)), vec![(Place::Name, Mistake::TooLong)]),
            (with(|t| t.version = 0), vec![(Place::Version, Mistake::Zero)]),
            (with(|t| t.members = people(MOST_MEMBERS)), vec![]),
            (with(|t| t.members = people(501)), vec![(Place::Members, Mistake::TooMany)]),
            (with(|t| t.members = twice()), vec![(Place::Member { index: 2 }, Mistake::Twice)]),
            (with(|t| t.answer_within = Some(0)), vec![(Place::AnswerWithin, Mistake::Zero)]),
            (with(|t| t.answer_within = Some(LONGEST_ANSWER)), vec![]),
            (with(|t| t.answer_within = Some(10_081)), {
                vec![(Place::AnswerWithin, Mistake::TooLong)]
            }),
            (with(|t| t.strategy = Strategy::TakeNext), vec![]),
            (with(|t| closed(t, Strategy::TakeNext)), out_of_reach()),
            (with(|t| closed(t, sticky)), out_of_reach()),
            (with(|t| closed(t, Strategy::RoundRobin)), vec![]),
        ];
        for (number, (found, expected)) in table.into_iter().enumerate() {
            assert_eq!(found, expected, "case {number}");
        }
    }

    #[test]
    fn a_team_saved_with_the_least_words_gives_to_the_least_loaded() {
        let saved = r#"{ "id": "support", "name": "Support", "version": 3 }"#;
        let team: Team = serde_json::from_str(saved).expect("an older team");
        assert_eq!(team, Team { version: 3, ..Team::new("support".into(), "Support") });
        assert_eq!(team.strategy, Strategy::LeastLoaded);
        assert!(team.offers_queue);
    }

    #[test]
    fn a_team_reads_back_as_it_was_saved() {
        let team = Team {
            calendar: Some("office".into()),
            members: people(2),
            strategy: Strategy::Sticky { otherwise: Fallback::RoundRobin },
            answer_within: Some(10),
            offers_queue: false,
            ..Team::new("support".into(), "Support")
        };
        let json = serde_json::to_string(&team).expect("a team serialises");
        assert_eq!(serde_json::from_str::<Team>(&json).expect("and parses"), team);
    }
}
