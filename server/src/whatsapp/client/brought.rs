//! Which files Meta has already, so that a message that is put off, or one file for many customers, is
//! brought once. Only in memory: after a start each is brought anew.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use desk::ids::NumberId;
use desk::ports::Outgoing;

/// How long Meta's id of a file is used. Meta keeps files for 30 days.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// More than this many are forgotten together.
const MANY: usize = 1_000;

/// At whose number, the content, and as what it was brought.
type Name = (NumberId, String, Option<String>);

#[derive(Default)]
pub(super) struct Brought(Mutex<HashMap<Name, (String, Instant)>>);

impl Brought {
    /// Meta's id of the file of that message.
    pub(super) fn id(&self, outgoing: &Outgoing, now: Instant) -> Option<String> {
        let known = self.known();
        let (id, since) = known.get(&name(outgoing)?)?;
        (now.saturating_duration_since(*since) < LIFE).then(|| id.clone())
    }

    /// Takes down the id; one that is known stays as old as it is.
    pub(super) fn keep(&self, outgoing: &Outgoing, id: &str, now: Instant) {
        let Some(name) = name(outgoing) else { return };
        let mut known = self.known();
        if known.len() >= MANY {
            known.clear();
        }
        if known.get(&name).is_none_or(|(before, _)| before != id) {
            known.insert(name, (id.to_owned(), now));
        }
    }

    pub(super) fn forget(&self, outgoing: &Outgoing) {
        if let Some(name) = name(outgoing) {
            self.known().remove(&name);
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Name, (String, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name(outgoing: &Outgoing) -> Option<Name> {
    let content = &outgoing.message.content;
    let (file, mime) = (content.here()?, content.mime().map(str::to_owned));
    Some((outgoing.number.clone(), file.hash.clone(), mime))
}
