//! The made-up team of the bicycle shop. Nobody knows their passwords: practice mode signs in with
//! one click.

use anyhow::{Context, Result};
use desk::permissions::{Actor, Role};
use desk::person::Person;
use simulator::seed::Member;
use store::Store;

use crate::accounts;

const PEOPLE: [(Role, &str, &str); 5] = [
    (Role::Administrator, "Gemma Prats", "gemma@example.org"),
    (Role::Supervisor, "Marta Olivé", "marta@example.org"),
    (Role::Agent, "Júlia Serra", "julia@example.org"),
    (Role::Agent, "Álvaro Cid", "alvaro@example.org"),
    (Role::Guest, "Noa Blanch", "noa@example.org"),
];

const INCOMPLETE: &str = "The practice team is not complete: start on an empty folder.";

/// Those who answer customers, and the guest.
pub(super) struct Team(Vec<Person>);

impl Team {
    pub(super) fn member(&self, member: Member) -> Result<&Person> {
        let (role, place) = match member {
            Member::Administrator => (Role::Administrator, 0),
            Member::Supervisor => (Role::Supervisor, 0),
            Member::FirstAgent => (Role::Agent, 0),
            Member::SecondAgent => (Role::Agent, 1),
        };
        let mut same = self.0.iter().filter(|person| person.role == role);
        same.nth(place).context(INCOMPLETE)
    }

    pub(super) fn guest(&self) -> Result<&Person> {
        self.0.iter().find(|person| person.role == Role::Guest).context(INCOMPLETE)
    }
}

pub(super) fn actor(person: &Person) -> Actor {
    Actor::Person { id: person.id.clone(), role: person.role }
}

/// The team, made up to what is missing of it.
pub(super) async fn assemble(store: &Store) -> Result<Team> {
    let known = store.people().await?;
    let mut team = Vec::with_capacity(PEOPLE.len());
    for (role, name, email) in PEOPLE {
        team.push(match known.iter().find(|person| person.email == email) {
            Some(person) if person.role == role => person.clone(),
            Some(person) => {
                // Somebody practised giving roles; the shop needs its own.
                store.set_role(&person.id, role).await?;
                Person { role, ..person.clone() }
            }
            None => accounts::add_person(store, email, name, role, accounts::secret()).await?,
        });
    }
    Ok(Team(team))
}
