//! The team, with the hashes of their passwords. Hashing is not done here.

use std::sync::Arc;

use desk::ids::PersonId;
use desk::permissions::Role;
use desk::person::Person;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

#[derive(Clone, SurrealValue)]
#[surreal(crate = "surrealdb::types")]
pub(crate) struct PersonRow {
    id: RecordId,
    email: String,
    name: String,
    role: String,
    password_hash: String,
}

impl PersonRow {
    pub(crate) fn of(person: &Person, password_hash: &str) -> Self {
        Self {
            id: ids::person(&person.id),
            email: person.email.clone(),
            name: person.name.clone(),
            role: person.role.word().to_owned(),
            password_hash: password_hash.to_owned(),
        }
    }

    fn read(self) -> Result<Person, Error> {
        let role = Role::named(&self.role).ok_or_else(|| ids::unreadable("person"))?;
        Ok(Person { id: PersonId(ids::text(self.id)?), email: self.email, name: self.name, role })
    }
}

/// The unique index makes two who add the same address at once collide; the second look says why.
const ADD: &str = "BEGIN;
    LET $same = (SELECT VALUE id FROM person WHERE email = $email);
    IF array::len($same) > 0 { THROW 'taken' };
    INSERT INTO person $row RETURN NONE;
    COMMIT;";

/// Somebody has to be left who can let others in.
const SET_ROLE: &str = "BEGIN;
    LET $others = (SELECT VALUE id FROM person WHERE role = 'administrator' AND id != $id);
    IF $role != 'administrator' AND array::len($others) = 0 { THROW 'last' };
    UPDATE $id SET role = $role RETURN NONE;
    COMMIT;";

pub(crate) const BY_EMAIL: &str = "SELECT * FROM person WHERE email = $email";

impl Store {
    /// Takes somebody into the team. The e-mail address must be in lower case and new.
    pub async fn add_person(&self, person: &Person, password_hash: &str) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("email", person.email.as_str());
        bound.insert("row", PersonRow::of(person, password_hash));
        let added = self.engine.run(ADD, bound).await;
        self.team.forget().await;
        match added {
            Err(Error::Stale) => Err(Error::EmailTaken),
            other => other.map(drop),
        }
    }

    /// The person with this e-mail address, and the hash of their password.
    pub async fn credential(&self, email: &str) -> Result<Option<(Person, String)>, Error> {
        let mut bound = Variables::new();
        bound.insert("email", email);
        let rows: Vec<PersonRow> = self.engine.run(BY_EMAIL, bound).await?.rows(0)?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let hash = row.password_hash.clone();
        Ok(Some((row.read()?, hash)))
    }

    /// The hash of their password; empty if they never had one.
    pub async fn password_hash(&self, id: &PersonId) -> Result<Option<String>, Error> {
        let row: Option<PersonRow> = self.get(ids::person(id)).await?;
        Ok(row.map(|row| row.password_hash))
    }

    /// Puts the hash of another password in its place.
    pub async fn set_password_hash(&self, id: &PersonId, hash: &str) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::person(id));
        bound.insert("hash", hash);
        let text = "UPDATE $id SET password_hash = $hash RETURN NONE";
        self.engine.run(text, bound).await.map(drop)
    }

    /// Gives them another role; [`Error::Stale`] if no administrator would be left. Two changes at once
    /// are for the caller to keep apart.
    pub async fn set_role(&self, id: &PersonId, role: Role) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::person(id));
        bound.insert("role", role.word());
        let changed = self.engine.run(SET_ROLE, bound).await;
        self.team.forget().await;
        changed.map(drop)
    }

    pub async fn person(&self, id: &PersonId) -> Result<Option<Person>, Error> {
        Ok(self.people().await?.iter().find(|person| person.id == *id).cloned())
    }

    /// Everyone of the team, by name.
    pub async fn people(&self) -> Result<Arc<[Person]>, Error> {
        self.team.get(self.read_people()).await
    }

    async fn read_people(&self) -> Result<Arc<[Person]>, Error> {
        let text = "SELECT * FROM person ORDER BY name, email";
        let rows: Vec<PersonRow> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        rows.into_iter().map(PersonRow::read).collect()
    }
}
