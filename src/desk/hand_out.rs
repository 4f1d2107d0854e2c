//! Tickets that wait find an owner as soon as somebody is free for them (ASG-5).
//!
//! First the rules hear of it that listen for somebody who became free, each waiting ticket once for
//! all who did; so they may change what presses most. Then tickets are given away in order. Both
//! look at [`ROUND`] tickets at most, and only at those that somebody could have: however many wait
//! for people who are busy, they keep nobody else waiting.
//!
//! Chosen here: somebody who keeps having room for more is free all along, and becomes so anew only
//! after they were full, away or off shift. After a start everybody does, and so they do once a rule is
//! laid down that hears of it.

use std::collections::BTreeSet;

use super::each::Each;
use super::watch::ROUND;
use super::{Desk, Error, TRIES, allow, failed};
use crate::assignment::Turn;
use crate::ids::{PersonId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ports::{Commit, CommitError, Filter, OwnerFilter};
use crate::routing::Trigger;
use crate::ticket::Status;

impl Desk {
    /// Gives waiting tickets to whoever is free by now, what presses most first; how many were looked
    /// at. Nothing is done while nobody came and nothing was finished. What could not be read or saved
    /// is looked at again.
    pub async fn hand_out(&self, actor: &Actor) -> Result<usize, Error> {
        allow(actor, Permission::Carry)?;
        let book = self.floor().book();
        let heard = book.hears(&Trigger::AgentAvailable);
        let idle = book.rulebook().teams.is_empty() && !heard;
        if !self.floor().was_stirred(self.clock.now()) || idle {
            return Ok(0);
        }
        let handed_out = self.hand_out_all(actor, heard).await;
        if handed_out.is_err() {
            self.floor().stir();
        }
        handed_out
    }

    async fn hand_out_all(&self, actor: &Actor, heard: bool) -> Result<usize, Error> {
        self.line_up().await?;
        let (people, now) = (self.store.people().await?, self.clock.now());
        let freed = {
            let mut floor = self.floor();
            floor.await_shifts(now);
            if heard { floor.who_became_free(&people, now) } else { floor.forget_free() }
        };
        let mut looked = Each::default();
        if !freed.is_empty() {
            let waiting = self.floor().waiting_for(&freed, &people, now, ROUND);
            for turn in waiting {
                looked.note(self.tell_of_free(turn.number, &freed).await);
            }
        }
        let (mut last, mut gave) = (None, false);
        for _ in 0..ROUND {
            let next = self.floor().next_to_give(last, &people, self.clock.now());
            let Some(turn) = next else { return looked.count() };
            let given = self.give_away(actor, turn).await;
            gave |= matches!(given, Ok(true));
            looked.take(given);
            last = Some(turn);
        }
        // The rest is for the next round; if rules take everything back at once, there is none.
        if gave {
            self.floor().stir();
        }
        looked.count()
    }

    /// Whether the ticket does not wait any more.
    async fn give_away(&self, actor: &Actor, turn: Turn) -> Result<bool, Error> {
        self.look(actor, turn.number).await?;
        if !self.floor().waits(&turn) {
            return Ok(true);
        }
        // What the floor has in mind may be older than the ticket.
        if let Some(ticket) = self.store.ticket(turn.number).await? {
            self.floor().line_up(&[ticket]);
        }
        Ok(false)
    }

    /// Brings the tickets that wait before the floor, unless it has them in mind.
    pub(super) async fn line_up(&self) -> Result<(), Error> {
        if self.floor().is_lined_up() {
            return Ok(());
        }
        // Two who bring them at once do no harm, nor does one who is stopped half-way.
        self.floor().begin_line();
        let (status, owner) = (Some(Status::Open), Some(OwnerFilter::Nobody));
        let filter = Filter { status, owner, ..Filter::default() };
        let mut cursor = None;
        loop {
            let page = self.store.tickets(&filter, ROUND, cursor.as_deref()).await?;
            self.floor().line_up(&page.items);
            cursor = page.next;
            if cursor.is_none() {
                self.floor().end_line();
                return Ok(());
            }
        }
    }

    /// Lets rules hear that `freed` became free, if one of them could take the ticket still.
    async fn tell_of_free(
        &self,
        number: TicketNumber,
        freed: &BTreeSet<PersonId>,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some(mut ticket) = self.store.ticket(number).await? else { return Ok(()) };
            let book = self.floor().book();
            let mut asked = self.ask().await?;
            let contact = self.contact_for(&asked, &ticket).await?;
            let happened = asked.hear_of_free(contact.as_ref(), &mut ticket, freed);
            if happened.is_empty() {
                return Ok(());
            }
            let commit = Commit { tickets: vec![ticket], due: asked.due, ..Commit::default() };
            match self.save_happened(commit, happened, &book).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }
}
