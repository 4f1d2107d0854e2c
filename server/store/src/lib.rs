//! The desk's memory, in SurrealDB: the only crate that knows the database's language.
//!
//! One file per noun; each holds its rows and its reads. Everything that a use case writes goes
//! through `commit`, in one transaction. Nothing here decides: the rules are in crate `desk`.

mod answer;
mod availability;
mod cached;
mod calls;
mod check;
mod commit;
mod contacts;
mod engine;
mod error;
mod events;
mod fetches;
mod gestures;
mod health;
mod identities;
mod ids;
mod invitations;
mod json;
mod kept;
mod keys;
mod lanes;
mod location;
mod messages;
mod meta;
mod migrate;
mod numbers;
mod outbox;
mod outlets;
mod people;
mod place;
#[cfg(test)]
mod plans;
mod port;
mod rulebook;
mod run;
mod second_steps;
mod settle;
mod shares;
mod tally;
mod templates;
mod tickets;
mod trickle;
mod vault;
mod web_sessions;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use desk::ids::TicketNumber;
use desk::person::Person;
use desk::template::Catalogue;
use surrealdb::types::{RecordId, SurrealValue, Variables};

pub use check::Violation;
pub use error::{Error, OpenError};
pub use invitations::Invitation;
pub use keys::KnownKey;
pub use location::{Location, Remote};
pub use numbers::BusinessNumber;
pub use second_steps::SecondSteps;
pub use vault::SecretKey;
pub use web_sessions::WebSession;

/// What a log filter says to keep the engine quiet: it reports its own orderly end as trouble.
pub const QUIET_LOG: &str = "surrealdb=error,surrealkv=error,surrealdb::core::kvs::ds=off,\
    surrealdb_core::kvs=off";

/// An open database. The engine recurses deeply: give the runtime's threads stacks of 10 MiB.
pub struct Store {
    engine: engine::Engine,
    vault: vault::Vault,
    /// The highest ticket number given out.
    highest: AtomicU64,
    tally: tally::Tally,
    team: cached::Cached<Arc<[Person]>>,
    ours: cached::Cached<Arc<[BusinessNumber]>>,
    shelves: cached::Cached<Arc<Catalogue>>,
    steps: cached::Cached<Arc<SecondSteps>>,
}

impl Store {
    /// Opens the data at `location`, making it or bringing it to this version's schema if need be. `key`
    /// seals the secrets in it, and has to be the same each time.
    pub async fn open(location: &Location, key: &SecretKey) -> Result<Self, OpenError> {
        let engine = engine::Engine::open(location).await?;
        let vault = match begin(&engine, key).await {
            Ok(vault) => vault,
            Err(error) => {
                // In order, so that the folder is free for whoever puts it right.
                engine.shutdown().await?;
                return Err(error);
            }
        };
        let ours_alone = engine.is_ours_alone();
        let store = Self {
            engine,
            vault,
            highest: AtomicU64::new(0),
            tally: tally::Tally::default(),
            team: cached::Cached::new(ours_alone),
            ours: cached::Cached::new(ours_alone),
            shelves: cached::Cached::new(ours_alone),
            steps: cached::Cached::new(ours_alone),
        };
        store.highest.store(store.highest_number().await?, Ordering::SeqCst);
        if ours_alone {
            store.count_anew().await?;
        }
        Ok(store)
    }

    /// Waits until everything is on the disk and the folder is free. Nothing works afterwards.
    pub async fn shutdown(&self) -> Result<(), OpenError> {
        self.engine.shutdown().await
    }

    /// Whether what is saved is still there when this process has ended.
    pub fn outlives_the_process(&self) -> bool {
        self.engine.outlives_the_process()
    }

    /// A ticket number that nobody else gets.
    pub fn next_number(&self) -> TicketNumber {
        TicketNumber(self.highest.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// After a collision on a shared database: somebody else may have opened tickets.
    async fn catch_up(&self) -> Result<(), Error> {
        if !self.engine.is_ours_alone() {
            self.highest.fetch_max(self.highest_number().await?, Ordering::SeqCst);
        }
        Ok(())
    }

    /// One record by its id.
    async fn get<T: SurrealValue>(&self, id: RecordId) -> Result<Option<T>, Error> {
        let mut bound = Variables::new();
        bound.insert("id", id);
        let rows: Vec<T> = self.engine.run("SELECT * FROM $id", bound).await?.rows(0)?;
        Ok(rows.into_iter().next())
    }
}

/// The schema of this version, and the key to what is sealed.
async fn begin(engine: &engine::Engine, key: &SecretKey) -> Result<vault::Vault, OpenError> {
    migrate::migrate(engine).await?;
    vault::Vault::open(engine, key).await
}
