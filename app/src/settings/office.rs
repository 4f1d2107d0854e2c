//! What a page of the settings is made from: the rulebook in force, and the names for what is in it.

use std::sync::Arc;

use desk::desk::Chapter;
use desk::ids::{NumberId, PersonId};
use desk::person::Person;
use desk::presence::State;
use desk::rulebook::Rulebook;

use super::fields::Choice;
use super::form::Form;
use super::guests::Guests;
use super::page::Page;
use super::trial::Tryout;

/// Given by the server for one request.
#[derive(Debug, Clone)]
pub struct Office {
    pub page: Page,
    /// The edition that is shown, and that a form sent from here takes the place of.
    pub version: u32,
    pub rulebook: Rulebook,
    /// The team, each with where they are.
    pub people: Vec<(Person, State)>,
    /// Our business numbers with what they are called.
    pub numbers: Vec<(NumberId, String)>,
    /// Editions of the rulebook, the newest first, on the page that lists them; and where it goes on.
    pub history: Vec<Chapter>,
    pub earlier: Option<String>,
    /// Who was invited and has not come, on the list of people, for somebody who may let them in.
    pub guests: Option<Guests>,
    /// A form of this page that came back.
    pub returned: Option<Returned>,
}

/// A form that was sent and not taken, to go on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    pub form: Form,
    /// Why; nothing if only a row was added or moved.
    pub complaints: Vec<String>,
    /// What its rule would have done, if it was tried.
    pub tryout: Option<Arc<Tryout>>,
}

impl Office {
    pub(super) fn people(&self) -> Vec<Choice> {
        let people = self.people.iter();
        people.map(|(person, _)| (person.id.0.clone(), person.name.clone())).collect()
    }

    /// What people call somebody; the id of whoever is gone.
    pub(crate) fn person(&self, id: &PersonId) -> String {
        let known = self.people.iter().find(|(person, _)| person.id == *id);
        known.map_or_else(|| id.0.clone(), |(person, _)| person.name.clone())
    }

    /// The same for one of our numbers.
    pub(crate) fn number(&self, id: &NumberId) -> String {
        let known = self.numbers.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.0.clone(), |(_, display)| display.clone())
    }

    pub(super) fn teams(&self) -> Vec<Choice> {
        let teams = self.rulebook.teams.iter();
        teams.map(|team| (team.id.0.clone(), team.name.clone())).collect()
    }

    pub(super) fn numbers(&self) -> Vec<Choice> {
        self.numbers.iter().map(|(id, name)| (id.0.clone(), name.clone())).collect()
    }

    pub(super) fn policies(&self) -> Vec<Choice> {
        let policies = self.rulebook.policies.iter();
        policies.map(|policy| (policy.id.0.clone(), policy.name.clone())).collect()
    }

    /// All roles that the team invented, after the choice of none, which is called `without`.
    pub(super) fn roles(&self, without: &str) -> Vec<Choice> {
        let none = (String::new(), without.to_owned());
        let roles = self.rulebook.roles.iter();
        let roles = roles.map(|role| (role.id.0.clone(), role.name.clone()));
        std::iter::once(none).chain(roles).collect()
    }

    /// All calendars, after the choice of none, which is called `without`.
    pub(super) fn calendars(&self, without: &str) -> Vec<Choice> {
        let none = (String::new(), without.to_owned());
        let calendars = self.rulebook.calendars.iter();
        let calendars = calendars.map(|calendar| (calendar.id.0.clone(), calendar.name.clone()));
        std::iter::once(none).chain(calendars).collect()
    }
}

#[cfg(test)]
impl Office {
    /// The page of what holds for the whole desk, with these numbers.
    pub(crate) fn of(rulebook: Rulebook, numbers: &[(&str, &str)]) -> Self {
        let numbers = numbers.iter().map(|(id, display)| ((*id).into(), (*display).to_owned()));
        Self {
            page: Page { section: super::page::Section::General, id: Some("desk".into()) },
            version: 1,
            rulebook,
            people: vec![],
            numbers: numbers.collect(),
            history: vec![],
            earlier: None,
            guests: None,
            returned: None,
        }
    }
}
