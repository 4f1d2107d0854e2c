//! The one function that decides whether somebody may do something with a ticket.

use super::{Actor, Permission, Sight, Whose};
use crate::ticket::Refusal;

/// What somebody may do, and with which tickets.
#[derive(Debug, Clone)]
pub struct Rights<'a> {
    actor: &'a Actor,
    sight: Sight,
}

impl<'a> Rights<'a> {
    pub fn new(actor: &'a Actor, sight: Sight) -> Self {
        Self { actor, sight }
    }

    /// Refuses what the actor may do with no ticket; then, a ticket that they do not see, as if there were
    /// none.
    pub fn over(&self, permission: Permission, whose: &Whose) -> Result<(), Refusal> {
        if !self.actor.may(permission) {
            return Err(Refusal::NotAllowed);
        }
        match self.sight.sees(whose) {
            true => Ok(()),
            false => Err(Refusal::NoSuchTicket),
        }
    }

    /// The same as a yes or no.
    pub fn may(&self, permission: Permission, whose: &Whose) -> bool {
        self.over(permission, whose).is_ok()
    }
}
