//! What one part of a rulebook says of another that isn't so, and what a part says twice.
//!
//! A rule's conditions may name a team or a person that is gone: they are values to compare with,
//! and then simply never equal. What a rule *does* has to exist.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Rulebook;
use crate::ids::{CalendarId, NumberId, PersonId, PolicyId, RoleId, RuleId, TeamId};
use crate::routing::{Action, Audience, Rule};

/// A part of the rulebook, by what it is called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Calendar(CalendarId),
    Team(TeamId),
    Profile(PersonId),
    Policy(PolicyId),
    Rule(RuleId),
    /// A role that the team invented.
    Role(RoleId),
    Assignment,
    Closing,
    /// What becomes of a message to that number after the resolution.
    Reopening(NumberId),
    /// What holds for the whole desk.
    Desk,
}

/// What is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    Calendar(CalendarId),
    Team(TeamId),
    Person(PersonId),
    Policy(PolicyId),
    Role(RoleId),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// It names something that isn't there.
    Unknown(Named),
    /// Another part of its kind has the same id.
    Twice,
}

/// A slip, and the part that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub part: Part,
    pub wrong: Wrong,
}

impl Rulebook {
    /// Every slip, in the order of the parts; `people` are those of the team.
    pub fn slips(&self, people: &BTreeSet<PersonId>) -> Vec<Slip> {
        let mut search = Search { book: self, people, slips: vec![] };
        search.twice(&self.calendars, |calendar| Part::Calendar(calendar.id.clone()));
        search.twice(&self.teams, |team| Part::Team(team.id.clone()));
        search.twice(&self.profiles, |profile| Part::Profile(profile.person.clone()));
        search.twice(&self.policies, |policy| Part::Policy(policy.id.clone()));
        search.twice(&self.rules.rules, |rule| Part::Rule(rule.id.clone()));
        search.twice(&self.roles, |role| Part::Role(role.id.clone()));
        self.calendar.iter().for_each(|calendar| search.calendar(&Part::Desk, calendar));
        for team in &self.teams {
            let part = Part::Team(team.id.clone());
            team.calendar.iter().for_each(|calendar| search.calendar(&part, calendar));
            team.members.iter().for_each(|person| search.person(&part, person));
        }
        for profile in &self.profiles {
            let part = Part::Profile(profile.person.clone());
            search.person(&part, &profile.person);
            profile.shift.iter().for_each(|calendar| search.calendar(&part, calendar));
            profile.role.iter().for_each(|role| search.role(&part, role));
        }
        for policy in &self.policies {
            let part = Part::Policy(policy.id.clone());
            policy.condition.teams.iter().for_each(|team| search.team(&part, team));
        }
        self.rules.rules.iter().for_each(|rule| search.rule(rule));
        search.slips
    }
}

struct Search<'a> {
    book: &'a Rulebook,
    people: &'a BTreeSet<PersonId>,
    slips: Vec<Slip>,
}

impl Search<'_> {
    fn twice<T>(&mut self, all: &[T], part: impl Fn(&T) -> Part) {
        let parts: Vec<Part> = all.iter().map(part).collect();
        for (place, part) in parts.iter().enumerate() {
            if parts[..place].contains(part) {
                self.slips.push(Slip { part: part.clone(), wrong: Wrong::Twice });
            }
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let part = Part::Rule(rule.id.clone());
        for action in rule.then.iter().chain(&rule.otherwise) {
            match action {
                Action::AssignTeam { team } => self.team(&part, team),
                Action::AssignPerson { person } => self.person(&part, person),
                Action::SetPolicy { policy } => self.policy(&part, policy),
                Action::Escalate { to: who } | Action::Notify { who, .. } => {
                    self.audience(&part, who);
                }
                _ => {}
            }
        }
    }

    fn audience(&mut self, part: &Part, who: &Audience) {
        match who {
            Audience::People { people } => {
                people.iter().for_each(|person| self.person(part, person));
            }
            Audience::Team { team: Some(team) } => self.team(part, team),
            Audience::Team { team: None } | Audience::Owner | Audience::Supervisors => {}
        }
    }

    fn calendar(&mut self, part: &Part, id: &CalendarId) {
        let known = self.book.calendar(id).is_some();
        self.known(part, known, || Named::Calendar(id.clone()));
    }

    fn team(&mut self, part: &Part, id: &TeamId) {
        let known = self.book.team(id).is_some();
        self.known(part, known, || Named::Team(id.clone()));
    }

    fn policy(&mut self, part: &Part, id: &PolicyId) {
        let known = self.book.policy(id).is_some();
        self.known(part, known, || Named::Policy(id.clone()));
    }

    fn role(&mut self, part: &Part, id: &RoleId) {
        let known = self.book.role(id).is_some();
        self.known(part, known, || Named::Role(id.clone()));
    }

    fn person(&mut self, part: &Part, id: &PersonId) {
        let known = self.people.contains(id);
        self.known(part, known, || Named::Person(id.clone()));
    }

    fn known(&mut self, part: &Part, known: bool, named: impl FnOnce() -> Named) {
        if !known {
            self.slips.push(Slip { part: part.clone(), wrong: Wrong::Unknown(named()) });
        }
    }
}
