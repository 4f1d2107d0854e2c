//! Calls to other programs, which tell them of a ticket: at least once, and given up after some hours.
//!
//! A call is forgotten only after an answer, so that a crash in between repeats it. Its id is the
//! same on each try: whoever is called can drop what comes twice.

use std::sync::Arc;

use chrono::TimeDelta;

use super::read::whole_card;
use super::{Card, Desk, Error, allow};
use crate::automation::NextStep;
use crate::call::{Call, Unheard, host};
use crate::permissions::{Actor, Permission};
use crate::person::Person;
use crate::ports::Page;
use crate::ticket::{Change, Refusal};

/// The pause after each try but the last.
const PAUSES: [TimeDelta; 4] =
    [TimeDelta::minutes(1), TimeDelta::minutes(5), TimeDelta::minutes(30), TimeDelta::hours(2)];
/// What nobody heard for so long is given up, however few tries there were time for: a program that
/// hangs must not have more and more waiting for it.
const LONGEST: TimeDelta = TimeDelta::hours(24);

impl Desk {
    /// The calls that have still to be made, what is due first first, `limit` at a time.
    pub async fn calls(
        &self,
        actor: &Actor,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Call>, Error> {
        allow(actor, Permission::Carry)?;
        Ok(self.store.calls(limit.max(1), cursor).await?)
    }

    /// How many calls have still to be made.
    pub async fn calls_count(&self, actor: &Actor) -> Result<u64, Error> {
        allow(actor, Permission::Carry)?;
        Ok(self.store.calls_count().await?)
    }

    /// What a call tells: its ticket as it is by now, with the customer's whole number, since who
    /// lays down rules may see it; what comes next by itself; and the team, for the owner's name.
    pub async fn to_tell(
        &self,
        actor: &Actor,
        call: &Call,
    ) -> Result<(Card, Option<NextStep>, Arc<[Person]>), Error> {
        allow(actor, Permission::Carry)?;
        let ticket = self.store.ticket(call.id.ticket).await?.ok_or(Refusal::NoSuchTicket)?;
        let contact = self.store.contact(&ticket.contact).await?;
        let next = self.next_step(contact.as_ref(), &ticket).await?;
        let card = whole_card(self.shown(ticket), contact.as_ref());
        Ok((card, next, self.store.people().await?))
    }

    /// Takes down what came of a try: the call is over, is put off, or is given up.
    pub async fn tried(
        &self,
        actor: &Actor,
        call: &Call,
        outcome: Result<(), Unheard>,
    ) -> Result<(), Error> {
        allow(actor, Permission::Carry)?;
        let Err(why) = outcome else { return Ok(self.store.end_call(call.id).await?) };
        let now = self.clock.now();
        let over = why.is_final() || now - call.at >= LONGEST;
        let pause = PAUSES.get(call.tries as usize).filter(|_| !over);
        if let Some(pause) = pause {
            let due = now + *pause;
            return Ok(self.store.delay_call(call.id, call.tries + 1, due).await?);
        }
        let host = host(&call.url).to_owned();
        let given_up = Change::CallFailed { call: call.id.rev, host, why };
        self.change(actor, call.id.ticket, |_| Ok(vec![given_up.clone()])).await.map(drop)
    }
}
