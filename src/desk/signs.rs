//! What a customer sees of the team's work: that what they wrote was read, and that somebody is typing.
//!
//! Nobody waits for it, nothing of it is kept, and what goes wrong with it is no trouble of anybody's.
//! Whether customers see it at all, the rulebook says.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, Error};
use crate::ids::TicketNumber;
use crate::message::{Direction, Message};
use crate::permissions::{Actor, Permission};
use crate::ports::{Cause, Sign};
use crate::rulebook::Receipts;
use crate::ticket::Ticket;

/// Meta shows that somebody is typing for 25 seconds (Cloud API reference, typing indicators): told again
/// before they are over.
const TYPING_LASTS: TimeDelta = TimeDelta::seconds(20);

/// Meta takes no sign of what is older (the same).
const SHOWN_WITHIN: TimeDelta = TimeDelta::days(30);

/// Among so many of the newest messages the customer's last one is looked for.
const LATELY: usize = 50;

/// For which tickets a customer was last told that somebody is typing, and when.
pub(super) type Typing = Mutex<HashMap<TicketNumber, DateTime<Utc>>>;

impl Desk {
    /// Somebody is writing an answer. However often it is said, the customer is told now and then.
    pub async fn types(&self, actor: &Actor, number: TicketNumber) -> Result<(), Error> {
        let ticket = self.for_actor(actor, Permission::Reply, number).await?;
        let Receipts { read: true, typing: true } = self.receipts() else { return Ok(()) };
        if !self.is_time_to_tell(number) {
            return Ok(());
        }
        self.show_sign(&ticket, true).await?;
        Ok(())
    }

    /// Shows the customer that the team has read what they wrote.
    pub(super) async fn show_read(&self, ticket: &Ticket) {
        if self.receipts().read {
            // Their ticks stay grey: worth nobody's attention.
            let _ = self.show_sign(ticket, false).await;
        }
    }

    async fn show_sign(&self, ticket: &Ticket, typing: bool) -> Result<(), Cause> {
        let oldest = self.clock.now() - SHOWN_WITHIN;
        let lately = self.store.messages(ticket.number, LATELY, None).await?.items;
        let theirs =
            |message: &&Message| message.direction == Direction::In && message.sent_at >= oldest;
        let newest = lately.iter().rev().find(theirs);
        if let Some(message) = newest.and_then(|message| message.external.clone()) {
            self.channel.show(Sign { number: ticket.channel.clone(), message, typing });
        }
        Ok(())
    }

    /// An answer takes the sign from the customer's phone, so the next one is told anew.
    pub(super) fn has_stopped_typing(&self, number: TicketNumber) {
        self.typing.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
    }

    fn is_time_to_tell(&self, number: TicketNumber) -> bool {
        let now = self.clock.now();
        let mut told = self.typing.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| now - *at < TYPING_LASTS);
        let is_time = !told.contains_key(&number);
        if is_time {
            told.insert(number, now);
        }
        is_time
    }

    fn receipts(&self) -> Receipts {
        self.floor().book().rulebook().receipts
    }
}
