//! What is due because time passed: snoozed tickets that wake. SLA clocks will join here.

use super::each::Each;
use super::{Desk, Error, allow};
use crate::permissions::{Actor, Permission};
use crate::ticket::{Command, Ticket};

impl Desk {
    /// Wakes every snoozed ticket whose time has come; how many there were. One that can't be woken
    /// keeps no other asleep: the first error is told at the end.
    pub async fn wake(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let now = self.clock.now();
        let mut woken = Each::default();
        for number in self.store.overslept(now).await? {
            let wake = |ticket: &Ticket| ticket.decide(Command::Wake { now });
            woken.take(self.change(actor, number, wake).await);
        }
        woken.count()
    }
}
