//! A small list that nearly every request reads and nearly none changes.

use std::future::Future;
use std::time::{Duration, Instant};

use tokio::sync::RwLock;

use crate::Error;

/// How old a list may be when somebody else may have changed it.
const FRESH: Duration = Duration::from_secs(3);

#[derive(Debug)]
pub(crate) struct Cached<T> {
    slot: RwLock<Option<(Instant, T)>>,
    expires: bool,
}

impl<T: Clone> Cached<T> {
    /// `ours_alone`: nobody changes the list without calling [`Cached::forget`].
    pub(crate) fn new(ours_alone: bool) -> Self {
        Self { slot: RwLock::new(None), expires: !ours_alone }
    }

    pub(crate) async fn get(
        &self,
        load: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        if let Some(value) = self.fresh(&*self.slot.read().await) {
            return Ok(value);
        }
        // Held while loading, so that `forget` can't come between the reading and the keeping.
        let mut slot = self.slot.write().await;
        if let Some(value) = self.fresh(&slot) {
            return Ok(value);
        }
        let value = load.await?;
        *slot = Some((Instant::now(), value.clone()));
        Ok(value)
    }

    /// To be called after a change was saved.
    pub(crate) async fn forget(&self) {
        *self.slot.write().await = None;
    }

    fn fresh(&self, slot: &Option<(Instant, T)>) -> Option<T> {
        let kept = slot.as_ref().filter(|(since, _)| !self.expires || since.elapsed() < FRESH);
        kept.map(|(_, value)| value.clone())
    }
}
