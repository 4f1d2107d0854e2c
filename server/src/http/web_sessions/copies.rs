//! Sessions in memory: nearly every request asks for one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_sessions::session::{Id, Record};

use super::{is_active, mark};

/// Copies by the marks of their sessions. Cloning shares them.
#[derive(Clone, Default)]
pub(super) struct Copies(Arc<Mutex<HashMap<String, Record>>>);

impl Copies {
    pub(super) fn of(&self, id: Id) -> Option<Record> {
        let copy = self.lock().get(&mark(id)).cloned();
        copy.filter(is_active)
    }

    /// Keeps one more, and none that is over: nobody asks for those again.
    pub(super) fn keep(&self, record: Record) {
        let mut all = self.lock();
        if all.insert(mark(record.id), record).is_none() {
            all.retain(|_, record| is_active(record));
        }
    }

    pub(super) fn forget(&self, mark: &str) {
        self.lock().remove(mark);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
