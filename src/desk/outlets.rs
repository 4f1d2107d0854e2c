//! Numbers that send nothing: which they are, that they are stopped, and that they send again.
//!
//! What is stopped is kept by the store. What of it is in mind is for pages and for what is decided at
//! once; whoever carries messages out reads it again and again.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Desk, Error, allow};
use crate::ids::NumberId;
use crate::message::{Failure, Trouble};
use crate::outlet::{Outlet, Stop, Waiting};
use crate::permissions::{Actor, Permission};
use crate::ports::{Outgoing, Page};

/// The numbers that are stopped, as far as this desk knows.
#[derive(Default)]
pub(super) struct Stopped(Mutex<BTreeMap<NumberId, Stop>>);

impl Stopped {
    pub(super) fn has(&self, number: &NumberId) -> bool {
        self.known().contains_key(number)
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<NumberId, Stop>> {
        // Each change leaves it whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// What was settled for each number, read anew.
    pub async fn outlets(&self, actor: &Actor) -> Result<Vec<Outlet>, Error> {
        allow(actor, Permission::Carry)?;
        let outlets = self.store.outlets().await?;
        let stops = outlets.iter().filter_map(|one| Some((one.number.clone(), one.stop.clone()?)));
        let stops: BTreeMap<_, _> = stops.collect();
        let changed = {
            let mut known = self.stopped.known();
            let changed = !known.keys().eq(stops.keys());
            *known = stops;
            changed
        };
        if changed {
            self.live.look_again();
        }
        Ok(outlets)
    }

    /// What can be sent now from other numbers than these, as [`Desk::queued`].
    pub async fn queued_past(
        &self,
        actor: &Actor,
        numbers: &[NumberId],
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Outgoing>, Error> {
        allow(actor, Permission::Carry)?;
        Ok(self.store.queued_past(numbers, limit.max(1), cursor).await?)
    }

    /// The message with which a stopped number is tried. Where none waits there is nothing to stop,
    /// and the next one will tell.
    pub async fn probe(&self, actor: &Actor, number: &NumberId) -> Result<Option<Outgoing>, Error> {
        allow(actor, Permission::Carry)?;
        let oldest = self.store.oldest_of(number).await?;
        if oldest.is_none() {
            self.sends_again(number).await?;
        }
        Ok(oldest)
    }

    /// The stopped numbers, for whoever watches over all; for anybody else there are none.
    pub fn stopped(&self, actor: &Actor) -> Vec<(NumberId, Stop)> {
        if !actor.may(Permission::Oversee) {
            return vec![];
        }
        let known = self.stopped.known();
        known.iter().map(|(number, stop)| (number.clone(), stop.clone())).collect()
    }

    /// What waits in front of each number where anything does.
    pub async fn waiting(&self, actor: &Actor) -> Result<Vec<Waiting>, Error> {
        allow(actor, Permission::Oversee)?;
        Ok(self.store.waiting().await?)
    }

    /// Lets a number send again because somebody says so. If they were wrong, the first message that
    /// goes out stops it once more.
    pub async fn resume(&self, actor: &Actor, number: &NumberId) -> Result<(), Error> {
        allow(actor, Permission::Oversee)?;
        self.sends_again(number).await?;
        self.live.outbox_has_work();
        Ok(())
    }

    /// Meta lets the number send nothing. Since when it does is as it was said first.
    pub(super) async fn stops(
        &self,
        number: &NumberId,
        trouble: Trouble,
        failure: Failure,
    ) -> Result<(), Error> {
        let known = self.stopped.known().get(number).cloned();
        let (code, reason) = (failure.code, failure.reason);
        let since = known.as_ref().map_or_else(|| self.clock.now(), |stop| stop.since);
        let stop = Stop { trouble, code, reason, since };
        if known.as_ref() == Some(&stop) {
            return Ok(());
        }
        self.store.stop(number, &stop).await?;
        self.stopped.known().insert(number.clone(), stop);
        if known.is_none() {
            self.live.look_again();
        }
        Ok(())
    }

    pub(super) async fn sends_again(&self, number: &NumberId) -> Result<(), Error> {
        self.store.resume(number).await?;
        if self.stopped.known().remove(number).is_some() {
            self.live.look_again();
        }
        Ok(())
    }
}
