//! Text to the engine and rows back: the one place that knows how the engine reports failures.
//!
//! A transaction is one text, `BEGIN; …; COMMIT;`. The engine tells of a write conflict only on the
//! statement `COMMIT`, all others then say "not executed"; so every statement's error is looked at.

use std::time::Duration;

use rand::Rng;
use surrealdb::types::{ErrorDetails, QueryError, SurrealValue, Variables};
use surrealdb::{Error as EngineError, IndexedResults};

use crate::engine::Engine;
use crate::error::Error;

/// How often a transaction that merely collided with another one is tried.
const TRIES: u32 = 5;

/// What a text answered, statement by statement.
pub(crate) struct Reply(IndexedResults);

impl Reply {
    /// The rows of the statement at `index`, `BEGIN` counting as one.
    pub(crate) fn rows<T: SurrealValue>(&mut self, index: usize) -> Result<Vec<T>, Error> {
        Ok(self.0.take(index)?)
    }

    /// The only row of the statement at `index`, if there is one.
    pub(crate) fn row<T: SurrealValue>(&mut self, index: usize) -> Result<Option<T>, Error> {
        Ok(self.0.take(index)?)
    }
}

impl Engine {
    /// Runs `text`; values come in bound only. A pure conflict is tried again here.
    pub(crate) async fn run(&self, text: &str, bound: Variables) -> Result<Reply, Error> {
        let mut tried = 1;
        loop {
            let mut results = self.query(text, bound.clone()).await?;
            let errors: Vec<EngineError> = results.take_errors().into_values().collect();
            match verdict(errors) {
                Verdict::Done => return Ok(Reply(results)),
                Verdict::Failed(error) => return Err(error),
                Verdict::Collided(error) if tried >= TRIES => return Err(error),
                Verdict::Collided(_) => pause(tried).await,
            }
            tried += 1;
        }
    }
}

enum Verdict {
    Done,
    Collided(Error),
    Failed(Error),
}

fn verdict(errors: Vec<EngineError>) -> Verdict {
    let query = |error: &EngineError| match error.details() {
        ErrorDetails::Query(reason) => reason.clone(),
        _ => None,
    };
    if errors.is_empty() {
        return Verdict::Done;
    }
    if errors.iter().any(|error| query(error) == Some(QueryError::TransactionConflict)) {
        return Verdict::Collided(Error::Stale);
    }
    if errors.iter().any(|error| error.is_already_exists() || error.is_thrown()) {
        return Verdict::Failed(Error::Stale);
    }
    let cause = errors.into_iter().find(|error| {
        !matches!(query(error), Some(QueryError::NotExecuted | QueryError::Cancelled))
    });
    let words = cause.map_or_else(|| "a transaction did not run".to_owned(), |e| e.to_string());
    Verdict::Failed(Error::Engine(words))
}

/// Lets the other one finish: 1 to 16 milliseconds, longer each time, never the same twice.
async fn pause(tried: u32) {
    let micros = rand::thread_rng().gen_range(500..1_000) * 2u64.pow(tried);
    tokio::time::sleep(Duration::from_micros(micros)).await;
}
