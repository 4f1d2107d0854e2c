//! Why something was done by itself: the account of the rules, and the candidates of an assignment.

use super::{Desk, Error};
use crate::assignment::Choice;
use crate::automation::Account;
use crate::ids::{MessageId, TicketNumber};
use crate::permissions::{Actor, Author, Permission};
use crate::ticket::{Change, Event};

/// How far back a ticket's history is looked through.
const FAR: usize = 1_000;

/// Why an event happened, as far as anything but somebody's hand brought it about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What every rule made of it.
    pub account: Option<Account>,
    /// Who else was looked at.
    pub choice: Option<Choice>,
}

/// What somebody asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occasion {
    /// The event of that revision.
    Event(u64),
    /// One of our messages.
    Message(MessageId),
}

impl Occasion {
    fn is(&self, event: &Event) -> bool {
        match self {
            Occasion::Event(rev) => event.rev == *rev,
            Occasion::Message(id) => {
                matches!(&event.change, Change::Replied { message } if message.id == *id)
            }
        }
    }
}

impl Desk {
    /// Why that happened to ticket `number`; empty if nothing is kept of it.
    pub async fn explain(
        &self,
        actor: &Actor,
        number: TicketNumber,
        what: &Occasion,
    ) -> Result<Explanation, Error> {
        self.for_actor(actor, Permission::Read, number).await?;
        let events = self.store.events(number, FAR).await?;
        let Some(place) = events.iter().position(|event| what.is(event)) else {
            return Ok(Explanation::default());
        };
        let event = &events[place];
        let by_rule = matches!(event.by, Author::Rule { .. });
        Ok(Explanation {
            account: match &event.change {
                Change::Automated { account } => account.open(),
                _ => by_rule.then(|| account_before(&events[..place])).flatten(),
            },
            choice: match &event.change {
                Change::Assigned { why: Some(why), .. } => why.open(),
                _ => None,
            },
        })
    }
}

/// The last account: it stands right before what it accounts for.
fn account_before(events: &[Event]) -> Option<Account> {
    events.iter().rev().find_map(|event| match &event.change {
        Change::Automated { account } => Some(account.open()),
        _ => None,
    })?
}
