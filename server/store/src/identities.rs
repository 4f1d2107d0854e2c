//! Which accounts elsewhere people of the team come in with.

use desk::ids::PersonId;
use surrealdb::types::{Value, Variables};

use crate::{Error, Store, ids};

/// The unique index makes two who link the same person at once collide; the second look says why.
const LINK: &str = "BEGIN;
    LET $others = (SELECT VALUE id FROM identity
        WHERE person = $person AND issuer = $issuer AND id != $id);
    IF array::len($others) > 0 { THROW 'taken' };
    UPSERT $id SET issuer = $issuer, person = $person, at = time::now() RETURN NONE;
    COMMIT;";

impl Store {
    /// Whom the account `subject` of `issuer` was linked to, also when they are gone.
    pub async fn identity(&self, issuer: &str, subject: &str) -> Result<Option<PersonId>, Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::identity(issuer, subject));
        let rows: Vec<String> =
            self.engine.run("SELECT VALUE person FROM $id", bound).await?.rows(0)?;
        Ok(rows.into_iter().next().map(PersonId))
    }

    /// Links that account to somebody; [`Error::LinkTaken`] if they have another of the same issuer.
    pub async fn link(&self, issuer: &str, subject: &str, person: &PersonId) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", ids::identity(issuer, subject));
        bound.insert("issuer", issuer);
        bound.insert("person", person.0.as_str());
        match self.engine.run(LINK, bound).await {
            Err(Error::Stale) => Err(Error::LinkTaken),
            other => other.map(drop),
        }
    }

    /// Takes all links of that person away; how many there were.
    pub async fn unlink(&self, person: &PersonId) -> Result<usize, Error> {
        let mut bound = Variables::new();
        bound.insert("person", person.0.as_str());
        let text = "DELETE identity WHERE person = $person RETURN BEFORE";
        let gone: Vec<Value> = self.engine.run(text, bound).await?.rows(0)?;
        Ok(gone.len())
    }
}
