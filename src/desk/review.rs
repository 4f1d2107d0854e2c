//! A new rulebook reaches the tickets that are there: a stretch in each round, behind everything that
//! is due.
//!
//! Until a ticket's turn has come, what was due under the book before is looked at when it is due, and
//! under the new one. A review that a crash cut short begins anew with the desk, which then knows the
//! books before again: each ticket is told once what became of its deadlines.

use super::each::Each;
use super::{Desk, Error};
use crate::floor::MOST_REPLACED;
use crate::permissions::Actor;
use crate::ports::{Cause, CommitError, Filter};
use crate::rulebook::Edition;
use crate::ticket::Ticket;

/// How many tickets are reviewed in a round: little enough that what falls due meanwhile is late by
/// less than a second.
const STRETCH: usize = 200;

impl Desk {
    /// Looks at the next tickets, if the book changed since they were looked at.
    pub(super) async fn review(&self, actor: &Actor, looked: &mut Each) -> Result<(), Error> {
        let mut left = STRETCH;
        while left > 0 {
            let Some(review) = self.floor().review().cloned() else { return Ok(()) };
            let Some(status) = review.status() else {
                self.store.set_reviewed(review.version).await?;
                self.floor().end_review(review.version);
                return Ok(());
            };
            let filter = Filter { status: Some(status), ..Filter::default() };
            let page = self.store.tickets(&filter, left, review.cursor.as_deref()).await?;
            left = left.saturating_sub(page.items.len());
            for ticket in page.items {
                let seen = self.look(actor, ticket.number).await;
                if seen.is_err() {
                    // It is tried again with whatever is due, and keeps no other waiting.
                    let now = Some(self.clock.now());
                    self.store.set_due(ticket.number, ticket.rev, now).await?;
                }
                looked.take(seen);
            }
            self.floor().reviewed(&review, page.next);
        }
        Ok(())
    }

    /// Makes tickets due at once, as far as nothing happened to them since.
    pub(super) async fn look_again(&self, tickets: &[Ticket]) -> Result<(), CommitError> {
        for ticket in tickets {
            let due = self.store.set_due(ticket.number, ticket.rev, Some(self.clock.now())).await;
            due.map_err(CommitError::Failed)?;
        }
        Ok(())
    }

    /// The editions before that one which some tickets may know alone. One that can't be read is no
    /// reason not to begin.
    pub(super) async fn not_gone_through(&self, version: u32) -> Result<Vec<Edition>, Cause> {
        let known = version.saturating_sub(MOST_REPLACED).max(1);
        let first = self.store.reviewed().await?.max(known);
        let mut editions = vec![];
        for earlier in first..version {
            editions.extend(self.store.edition(earlier).await.ok().flatten());
        }
        Ok(editions)
    }

    /// Begins a review unless the book in force was gone through.
    pub(super) async fn resume_review(&self, version: u32) -> Result<(), Cause> {
        if self.store.reviewed().await? != version {
            self.floor().begin_review(version);
        }
        Ok(())
    }
}
