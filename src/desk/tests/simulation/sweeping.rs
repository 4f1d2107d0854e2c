//! The server's part in it: rounds of the sweeper, the outbox, a new rulebook, a restart; and the
//! inspection of everything.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::inspector::{Laid, Scene, Violation};
use super::turn::Turn;
use super::world::{World, ada, failed};
use super::{START, book, staff};
use crate::automation::due_at;
use crate::desk::{Delivered, Desk, Error};
use crate::ids::{MessageId, TicketNumber};
use crate::permissions::Actor;
use crate::ports::Store;
use crate::presence::Happening;
use crate::rulebook::Book;
use crate::ticket::{Refusal, Ticket};

/// More than this is not looked at in one round.
const ROUND: usize = 500;

impl World {
    /// One round, as the server's sweeper does it, and what must be so after it.
    pub(super) async fn sweeps(&mut self) -> Result<(), Violation> {
        self.inspector.tally.rounds += 1;
        self.round_is_made();
        let looked = self.desk.keep_time(&Actor::Clock).await.map_err(failed)?;
        self.looks().await?;
        let before = self.inspector.tally.events;
        self.desk.hand_back(&Actor::Clock).await.map_err(failed)?;
        self.looks().await?;
        self.desk.hand_out(&Actor::Clock).await.map_err(failed)?;
        self.looks().await?;
        self.inspector.swept(self.now, looked >= ROUND);
        self.inspector.nothing_is_owed(self.now)?;
        // Terms that begin in a round may have marks behind them: those are the next round's. While a
        // book reaches tickets, each round brings others.
        let whole = looked < ROUND && !self.is_reviewing;
        let overdue = self.store.next_due().filter(|due| *due <= self.now && whole);
        if let (Some(due), true) = (overdue, self.was_overdue) {
            return Err(format!("two rounds left undone what is due since {due}"));
        }
        self.was_overdue = overdue.is_some();
        let waiting = self.inspector.waiting.values().map(BTreeSet::len).sum();
        self.inspector.tally.queue = self.inspector.tally.queue.max(waiting);
        // What happened now may stir something, and so may what is left over.
        let reviews = self.desk.floor().review().is_some();
        if looked >= ROUND || reviews || self.inspector.tally.events > before {
            self.round_by(self.now + TimeDelta::seconds(1));
        }
        if std::mem::replace(&mut self.is_reviewing, reviews) && !reviews {
            self.inspector.all_are_reviewed(self.now)?;
        }
        let book = self.desk.floor().book();
        let scene = Scene { book: &book, staff: &mut self.staff, now: self.now };
        self.inspector.nobody_waits_in_vain(&scene)
    }

    pub(super) async fn sends(&mut self) -> Result<(), Violation> {
        let page = self.desk.queued(&Actor::Clock, 50, None).await.map_err(failed)?;
        let mut again = page.next.is_some().then_some(TimeDelta::milliseconds(5));
        for outgoing in page.items {
            let delivered = self.desk.deliver(&Actor::Clock, &outgoing).await.map_err(failed)?;
            if let Delivered::Later(wait) = delivered {
                again = again.or(TimeDelta::from_std(wait.pause(0)).ok());
            }
        }
        if let Some(again) = again {
            self.put_in(again, Turn::Outbox);
        }
        for message in self.line.taken() {
            self.reports(&message);
        }
        if !self.store.attempted(self.now).await.map_err(|e| e.to_string())?.is_empty() {
            self.put_in(TimeDelta::seconds(31), Turn::Doubts);
        }
        Ok(())
    }

    pub(super) async fn lays_down(&mut self) -> Result<(), Violation> {
        let book = book::stricter(book::rulebook(&self.staff));
        let laid = Laid::of(&book, self.now);
        let saved = self.desk.lay_down(&ada(), 1, book).await.map_err(failed)?;
        saved.map_err(|objections| format!("{objections:?}"))?;
        self.looks().await?;
        self.is_reviewing = true;
        self.inspector.lay_down(laid, self.now)
    }

    /// The server starts anew: it knows what the store knows, what people said of themselves
    /// too, and gives those who own tickets a grace to come back.
    pub(super) async fn restarts(&mut self) -> Result<(), Violation> {
        let (store, line, clock, eye) =
            (self.store.clone(), self.line.clone(), self.clock.clone(), self.eye.clone());
        self.desk = Desk::new(store, line, clock, eye);
        self.desk.begin(&Actor::Clock).await.map_err(failed)?;
        for agent in &mut self.staff.agents {
            agent.last_sign = None;
            if agent.load > 0 {
                self.desk.hear(&agent.id, &Happening::Beat { device: "restart".into() });
                agent.last_sign = Some(self.now);
            }
        }
        self.round_by(self.now + staff::GRACE);
        Ok(())
    }

    /// A guest tries what a guest may not do.
    pub(super) async fn intrudes(&mut self) -> Result<(), Violation> {
        let (gil, number) = (self.staff.agents.last().expect("gil").actor(), TicketNumber(1));
        let id = MessageId("gil's".into());
        let refusals = [
            self.desk.reply(&gil, number, "Hola".into(), id, None).await.map(|_| ()),
            self.desk.resolve(&gil, number).await.map(|_| ()),
            self.desk.assign(&gil, number, Some("gil".into())).await.map(|_| ()),
            self.desk.keep_time(&gil).await.map(|_| ()),
            self.desk.assign(&ada(), number, Some("gil".into())).await.map(|_| ()),
        ];
        for refused in refusals {
            match refused {
                Err(Error::Refused(Refusal::NotAllowed | Refusal::NoSuchPerson)) => {
                    self.inspector.tally.refused += 1;
                }
                Err(Error::Refused(Refusal::NoSuchTicket)) => {}
                other => return Err(format!("not refused: {other:?}")),
            }
        }
        Ok(())
    }

    /// Looks through all that is unsettled: whether it is as it was shown. What is due is looked at each
    /// step. Once a day it looks through the rest, and whether the store knows what the desk knows.
    pub(super) async fn inspects(&mut self) -> Result<(), Violation> {
        let midnight = (self.now - START).num_seconds() % 86_400 == 0;
        let looked_at = |ticket: &&Ticket| midnight || ticket.is_unsettled();
        for ticket in self.inspector.tickets.values().filter(looked_at) {
            if self.stored(ticket.number)?.rev != ticket.rev {
                return Err(format!("ticket {} changed and nobody was shown", ticket.number));
            }
        }
        if midnight { self.inspects_the_store().await } else { Ok(()) }
    }

    pub(super) async fn inspects_the_store(&mut self) -> Result<(), Violation> {
        let owned = self.store.owned().await.map_err(|error| error.to_string())?;
        let known = self.inspector.tickets.values();
        let known = known.filter(|ticket| ticket.is_unsettled() && ticket.owner.is_some());
        if owned.len() != known.count() {
            return Err("the store knows other owners than were told of".into());
        }
        if self.is_reviewing {
            return Ok(());
        }
        let book = self.desk.floor().book();
        for ticket in self.inspector.tickets.values() {
            self.is_waited_for(&book, ticket).await?;
        }
        self.inspector.all_are_reviewed(self.now)
    }

    async fn is_waited_for(&self, book: &Book, ticket: &Ticket) -> Result<(), Violation> {
        let contact = self.store.contact(&ticket.contact).await;
        let contact = contact.map_err(|error| error.to_string())?;
        let due = due_at(book, contact.as_ref(), ticket, self.now);
        match due.is_some_and(|due| self.store.next_due().is_none_or(|next| next > due)) {
            true => Err(format!("ticket {} is due at {due:?} for nobody", ticket.number)),
            false => Ok(()),
        }
    }

    /// Every ticket is what its whole history makes of it.
    pub(super) fn replays(&self) -> Result<(), Violation> {
        for (number, ticket) in &self.inspector.tickets {
            let events = self.store.events_after(*number, 0);
            let mut replayed = events.first().and_then(|opened| Ticket::open(opened));
            for event in events.iter().skip(1) {
                replayed.iter_mut().for_each(|ticket| ticket.apply(event));
            }
            if replayed.as_ref() != Some(ticket) {
                return Err(format!("ticket {number} is not what its history makes of it"));
            }
        }
        Ok(())
    }
}
