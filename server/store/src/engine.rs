//! The only file that opens the engine and hands it text.
//!
//! Embedded, it goes through the engine's own builder, because the plain SDK path sizes its caches
//! to the whole machine, ignores configuration and can't be shut down in an orderly way. That
//! builder is unstable by its own word: hence the exact pins in the workspace manifest.

use std::path::Path;
use std::sync::Arc;

use surrealdb::IndexedResults;
use surrealdb::Surreal;
use surrealdb::engine::local::Db;
use surrealdb::engine::remote::ws::{Client, Ws, Wss};
use surrealdb::opt::auth;
use surrealdb::types::Variables;
use surrealdb_cnf::ConfigMap;
use surrealdb_engine_local::Datastore;

use crate::error::OpenError;
use crate::location::{FILES, Location, Remote};
use crate::settle::settle;
use crate::trickle::Trickle;

pub(crate) const NAMESPACE: &str = "bustia";
pub(crate) const DATABASE: &str = "desk";

/// Where the engine keeps its table files, within its folder.
const TABLES: &str = "sstables";

const KIB: usize = 1024;
pub(crate) const MIB: usize = 1024 * KIB;

/// A database that answers text.
pub(crate) enum Engine {
    Embedded { db: Surreal<Db>, datastore: Arc<Datastore>, trickle: Option<Trickle> },
    Remote(Surreal<Client>),
}

impl Engine {
    pub(crate) async fn open(location: &Location) -> Result<Self, OpenError> {
        match location {
            Location::Memory => Self::embedded("memory", None, config()).await,
            Location::Folder(folder) => {
                let path = prepare(folder)?;
                let unreadable = |source| OpenError::Unreadable { folder: folder.clone(), source };
                let trickle =
                    Trickle::start(folder.join(FILES).join(TABLES)).map_err(unreadable)?;
                settle(&folder.join(FILES), &path).await?;
                Self::embedded(&path, Some(trickle), config()).await
            }
            Location::Remote(remote) => Self::remote(remote).await,
        }
    }

    pub(crate) async fn embedded(
        path: &str,
        trickle: Option<Trickle>,
        config: ConfigMap,
    ) -> Result<Self, OpenError> {
        // Without this, the maintenance tasks could write before the version key does, and the
        // engine would take the new folder for one of an old version.
        let builder = Datastore::builder().with_config(config).without_maintenance_tasks();
        let datastore = builder.build_with_path(path).await.map_err(OpenError::of_engine)?;
        datastore.check_version().await.map_err(OpenError::of_engine)?;
        datastore.bootstrap().await.map_err(OpenError::of_engine)?;
        datastore.start_maintenance_tasks();
        let db = Surreal::<Db>::unstable_from_datastore(Arc::clone(&datastore), None).await?;
        db.query(DEFINE).await?.check()?;
        db.use_ns(NAMESPACE).use_db(DATABASE).await?;
        Ok(Self::Embedded { db, datastore, trickle })
    }

    async fn remote(remote: &Remote) -> Result<Self, OpenError> {
        let (namespace, database) = (remote.namespace.clone(), remote.database.clone());
        let db: Surreal<Client> = match remote.address.strip_prefix("wss://") {
            Some(host) => Surreal::new::<Wss>(host).await?,
            None => Surreal::new::<Ws>(remote.address.trim_start_matches("ws://")).await?,
        };
        if let Some((username, password)) = remote.credentials.clone() {
            let (namespace, database) = (namespace.clone(), database.clone());
            db.signin(auth::Database { namespace, database, username, password }).await?;
        }
        db.use_ns(namespace).use_db(database).await?;
        Ok(Self::Remote(db))
    }

    /// Whether nobody but this process can write to the data.
    pub(crate) fn is_ours_alone(&self) -> bool {
        matches!(self, Self::Embedded { .. })
    }

    /// Whether the data is still there when this process has ended.
    pub(crate) fn outlives_the_process(&self) -> bool {
        !matches!(self, Self::Embedded { trickle: None, .. })
    }

    /// Something was committed.
    pub(crate) fn committed(&self) {
        if let Self::Embedded { trickle: Some(trickle), .. } = self {
            trickle.wake();
        }
    }

    pub(crate) async fn query(
        &self,
        text: &str,
        bound: Variables,
    ) -> Result<IndexedResults, surrealdb::Error> {
        match self {
            Self::Embedded { db, .. } => db.query(text).bind(bound).await,
            Self::Remote(db) => db.query(text).bind(bound).await,
        }
    }

    /// Waits until everything is on the disk and the folder is free for another process.
    pub(crate) async fn shutdown(&self) -> Result<(), OpenError> {
        match self {
            Self::Embedded { datastore, .. } => {
                datastore.shutdown().await.map_err(OpenError::of_engine)
            }
            Self::Remote(_) => Ok(()),
        }
    }
}

const DEFINE: &str = "DEFINE NAMESPACE IF NOT EXISTS bustia; USE NS bustia; \
    DEFINE DATABASE IF NOT EXISTS desk;";

/// Small caches, since the product shares a small machine with nobody asking; and a disk flush
/// before any commit returns. A single transaction has to fit into the memtable.
pub(crate) fn config() -> ConfigMap {
    ConfigMap::empty()
        .with_key_value("datastore_sync", "every")
        .with_key_value("surrealkv_block_cache_capacity", (40 * MIB).to_string())
        .with_key_value("surrealkv_max_memtable_size", (32 * MIB).to_string())
        // Every look at a key copies a whole block (surrealkv 0.21, `Block::iter`).
        .with_key_value("surrealkv_block_size", (8 * KIB).to_string())
        .with_key_value("surrealkv_vlog_max_file_size", (64 * MIB).to_string())
}

fn prepare(folder: &Path) -> Result<String, OpenError> {
    let path = folder.join(FILES);
    let unreadable = |source| OpenError::Unreadable { folder: folder.to_owned(), source };
    std::fs::create_dir_all(&path).map_err(unreadable)?;
    let not_text = || OpenError::NotText { folder: folder.to_owned() };
    Ok(format!("surrealkv://{}", path.to_str().ok_or_else(not_text)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The engine does not tell its sync mode; but this thread of its own exists only if every commit
    /// waits for a flush (surrealdb-kvs-surrealkv 3.3.5, `commit_coordinator.rs`). Linux keeps the
    /// first 15 letters of a thread's name.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn the_engine_took_the_order_to_flush_before_a_commit_returns() {
        let flushers = || {
            let threads = std::fs::read_dir("/proc/self/task").expect("this process' threads");
            let names = threads.filter_map(|thread| {
                std::fs::read_to_string(thread.ok()?.path().join("comm")).ok()
            });
            names.filter(|name| name.trim() == "surrealkv-commi").count()
        };
        assert_eq!(flushers(), 0);
        let folder = tempfile::TempDir::new().expect("a folder");
        let location = Location::Folder(folder.path().to_owned());
        let engine = Engine::open(&location).await.expect("it opens");
        assert_eq!(flushers(), 1);
        engine.shutdown().await.expect("it shuts down");
    }
}
