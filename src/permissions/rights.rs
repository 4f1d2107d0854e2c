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
        if !self.sight.sees(whose) {
            return Err(Refusal::NoSuchTicket);
        }
        let speaks = matches!(permission, Permission::Reply | Permission::SendTemplate);
        if speaks && self.is_anothers(whose) && !self.actor.may(Permission::ReplyForOthers) {
            return Err(Refusal::NotAllowed);
        }
        Ok(())
    }

    /// Whether somebody else owns it (PERM-6).
    fn is_anothers(&self, whose: &Whose) -> bool {
        let me = match self.actor {
            Actor::Person { id, .. } => Some(id),
            _ => None,
        };
        whose.owner.is_some() && whose.owner.as_ref() != me
    }

    /// The same as a yes or no.
    pub fn may(&self, permission: Permission, whose: &Whose) -> bool {
        self.over(permission, whose).is_ok()
    }
}
