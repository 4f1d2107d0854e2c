//! What is due because time passed: snoozed tickets wake, marks of clocks are told, and moments come
//! that rules wait for.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::each::Each;
use super::{Desk, Error, TRIES, allow, failed};
use crate::ids::TicketNumber;
use crate::permissions::{Actor, Permission};
use crate::ports::{Commit, CommitError};
use crate::ticket::{Change, Command, Refusal, Ticket};

/// How many tickets are looked at in a round.
pub(super) const ROUND: usize = 500;

impl Desk {
    /// Looks at every ticket whose moment has come, and then at some that a new rulebook has still to
    /// reach; how many there were. One that fails keeps no other waiting: the first error is told at
    /// the end.
    pub async fn keep_time(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let mut looked = Each::default();
        let due = self.store.due(self.clock.now(), ROUND).await?;
        let is_idle = due.len() < ROUND;
        for number in due {
            looked.take(self.look(actor, number).await);
        }
        if is_idle {
            let reviewed = self.review(actor, &mut looked).await;
            looked.note(reviewed);
        }
        looked.count()
    }

    /// Tells all that has come to pass by `at`, as long as the book in force is. What fails is due
    /// still.
    pub(super) async fn tell_passed(&self, at: DateTime<Utc>) -> Result<(), Error> {
        let mut looked = BTreeSet::new();
        loop {
            let due = self.store.due(at, ROUND).await?;
            let fresh: Vec<_> = due.into_iter().filter(|number| looked.insert(*number)).collect();
            if fresh.is_empty() {
                return Ok(());
            }
            for number in fresh {
                // It is tried again, as it would be without anybody's changing the book.
                let _ = self.look(&Actor::Clock, number).await;
            }
        }
    }

    /// Lets time do to one ticket what it does.
    pub(super) async fn look(&self, actor: &Actor, number: TicketNumber) -> Result<(), Error> {
        let now = self.clock.now();
        self.by_itself(actor, number, |ticket| ticket.decide(Command::Wake { now })).await
    }

    /// Lets happen to one ticket what `decide` says, and what follows from it and from the time.
    pub(super) async fn by_itself(
        &self,
        actor: &Actor,
        number: TicketNumber,
        decide: impl Fn(&Ticket) -> Result<Vec<Change>, Refusal>,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            // A ticket that is gone is due no more.
            let Some(before) = self.store.ticket(number).await? else { return Ok(()) };
            let (mut ticket, book) = (before.clone(), self.floor().book());
            let mut happened = self.fold(actor, &mut ticket, decide(&before)?);
            let due = self.answer(&before, &mut ticket, &mut happened).await?;
            if happened.is_empty() {
                let due = due.get(&number).copied();
                self.store.set_due(number, ticket.rev, due).await?;
                if !Arc::ptr_eq(&book, &self.floor().book()) {
                    self.look_again(&[ticket]).await.map_err(failed)?;
                }
                return Ok(());
            }
            let commit = Commit { tickets: vec![ticket], due, ..Commit::default() };
            match self.save_happened(commit, happened, &book).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }
}
