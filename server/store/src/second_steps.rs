//! The second step of signing in: what a person's telephone makes codes from, sealed, and the hashes of
//! their recovery codes. What a code is, is not known here; that each is taken once, is.

use std::collections::BTreeSet;
use std::sync::Arc;

use desk::ids::PersonId;
use desk::permissions::Role;
use surrealdb::types::{RecordId, SurrealValue, Variables};

use crate::{Error, Store, ids};

/// Which roles have to have a second step, as words with spaces between them.
const REQUIRED: &str = "second_step";

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct StepRow {
    id: RecordId,
    secret: String,
    step: i64,
    codes: Vec<String>,
}

fn record(person: &PersonId) -> RecordId {
    RecordId::new("second_step", person.0.as_str())
}

/// What a secret is sealed for.
fn place(person: &PersonId) -> String {
    format!("second_step:{person}:secret")
}

/// Who has a second step, and which roles must.
#[derive(Debug, Clone, Default)]
pub struct SecondSteps {
    pub people: BTreeSet<PersonId>,
    pub required: Vec<Role>,
}

impl Store {
    /// Who has a second step and who must: asked with each request, so it is kept in memory.
    pub async fn second_steps(&self) -> Result<Arc<SecondSteps>, Error> {
        self.steps.get(self.read_second_steps()).await
    }

    async fn read_second_steps(&self) -> Result<Arc<SecondSteps>, Error> {
        let text = "SELECT VALUE id FROM second_step";
        let rows: Vec<RecordId> = self.engine.run(text, Variables::new()).await?.rows(0)?;
        let people = rows.into_iter().map(|id| ids::text(id).map(PersonId));
        let words = self.meta(REQUIRED).await?.unwrap_or_default();
        Ok(Arc::new(SecondSteps {
            people: people.collect::<Result<_, _>>()?,
            required: words.split_whitespace().filter_map(Role::named).collect(),
        }))
    }

    /// Lays down which roles have to have one.
    pub async fn require_second_step(&self, roles: &[Role]) -> Result<(), Error> {
        let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
        let saved = self.set_meta(REQUIRED, &words.join(" ")).await;
        self.steps.forget().await;
        saved
    }

    /// Gives a person a second step, or another one: its secret, the step of the code by which they showed
    /// that they have it, and the hashes of their recovery codes.
    pub async fn set_second_step(
        &self,
        person: &PersonId,
        secret: &str,
        step: i64,
        codes: Vec<String>,
    ) -> Result<(), Error> {
        let id = record(person);
        let secret = self.vault.seal(&place(person), secret)?;
        let mut bound = Variables::new();
        bound.insert("id", id.clone());
        bound.insert("row", StepRow { id, secret, step, codes });
        let saved = self.engine.run("UPSERT $id CONTENT $row RETURN NONE", bound).await;
        self.steps.forget().await;
        saved.map(drop)
    }

    /// The secret of a person's second step, and how many recovery codes they have left.
    pub async fn second_step(&self, person: &PersonId) -> Result<Option<(String, usize)>, Error> {
        let row: Option<StepRow> = self.get(record(person)).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some((self.vault.unseal(&place(person), &row.secret)?, row.codes.len())))
    }

    /// Takes the code of that step; false if one of it or of a later one was taken before.
    pub async fn take_step(&self, person: &PersonId, step: i64) -> Result<bool, Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(person));
        bound.insert("step", step);
        let text = "UPDATE $id SET step = $step WHERE step < $step RETURN AFTER";
        let rows: Vec<StepRow> = self.engine.run(text, bound).await?.rows(0)?;
        Ok(!rows.is_empty())
    }

    /// Uses up the recovery code of that hash; false if there is none, or not any more.
    pub async fn take_recovery_code(&self, person: &PersonId, hash: &str) -> Result<bool, Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(person));
        bound.insert("hash", hash);
        let text = "UPDATE $id SET codes = array::complement(codes, [$hash]) \
            WHERE codes CONTAINS $hash RETURN AFTER";
        let rows: Vec<StepRow> = self.engine.run(text, bound).await?.rows(0)?;
        Ok(!rows.is_empty())
    }

    /// Puts other recovery codes in the place of those that are left.
    pub async fn set_recovery_codes(
        &self,
        person: &PersonId,
        codes: Vec<String>,
    ) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(person));
        bound.insert("codes", codes);
        self.engine.run("UPDATE $id SET codes = $codes RETURN NONE", bound).await.map(drop)
    }

    /// Takes it away.
    pub async fn remove_second_step(&self, person: &PersonId) -> Result<(), Error> {
        let mut bound = Variables::new();
        bound.insert("id", record(person));
        let removed = self.engine.run("DELETE $id RETURN NONE", bound).await;
        self.steps.forget().await;
        removed.map(drop)
    }
}
