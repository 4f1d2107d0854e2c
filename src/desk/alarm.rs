//! What can't wait, for whoever asks: reading it, and putting it away.

use std::sync::{MutexGuard, PoisonError};

use super::{Desk, Error, allow};
use crate::alarms::{Alarm, Alarms, Watch};
use crate::ids::TicketNumber;
use crate::permissions::{Actor, Permission};

impl Desk {
    /// The actor's alarms, the latest first, one for each ticket. Only people have any.
    pub fn alarms_of(&self, actor: &Actor) -> Result<Vec<Alarm>, Error> {
        allow(actor, Permission::Read)?;
        let sight = self.sight(actor);
        Ok(watch(actor).map(|watch| self.alarms().of(&watch, &sight)).unwrap_or_default())
    }

    /// Spares the actor what alarms there are of that ticket, or of all.
    pub fn put_away(&self, actor: &Actor, ticket: Option<TicketNumber>) -> Result<(), Error> {
        allow(actor, Permission::Read)?;
        if let Some(watch) = watch(actor) {
            self.alarms().put_away(&watch.person, ticket);
        }
        Ok(())
    }

    /// Nothing waits while it is held.
    pub(super) fn alarms(&self) -> MutexGuard<'_, Alarms> {
        // Each of its methods leaves it whole.
        self.alarms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn watch(actor: &Actor) -> Option<Watch> {
    match actor {
        Actor::Person { id, .. } => {
            Some(Watch { person: id.clone(), oversees: actor.may(Permission::Oversee) })
        }
        Actor::Key { .. } | Actor::Customer | Actor::Clock => None,
    }
}
