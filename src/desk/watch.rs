//! What is due because time passed: snoozed tickets that wake. SLA clocks will join here.

use super::{Desk, Error, allow};
use crate::permissions::{Actor, Permission};
use crate::ticket::Command;

impl Desk {
    /// Wakes every snoozed ticket whose time has come; how many there were.
    pub async fn wake(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let now = self.clock.now();
        let due = self.store.overslept(now).await?;
        for number in &due {
            self.change(actor, *number, |ticket| ticket.decide(Command::Wake { now })).await?;
        }
        Ok(due.len())
    }
}
