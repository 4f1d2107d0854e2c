//! Messages as somebody may see them: with what they answer and what was put on them since, wherever that
//! stands.

use std::collections::HashMap;

use super::{Desk, Error, allow};
use crate::bubble::{Bubble, Sight, is_deleted};
use crate::ids::{MessageId, TicketNumber};
use crate::message::{Message, Progress};
use crate::permissions::{self, Actor, Permission};
use crate::ticket::{Change, Event, Refusal, Ticket};

/// What messages answer, are about and are changed by, by Meta's ids.
struct Around {
    known: HashMap<String, Message>,
    gestures: HashMap<String, Vec<Message>>,
}

impl Around {
    fn on(&self, message: &Message) -> &[Message] {
        let external = message.external.as_ref();
        let on_it = external.and_then(|external| self.gestures.get(external));
        on_it.filter(|_| message.content.about().is_none()).map_or(&[], Vec::as_slice)
    }

    fn bubble(&self, message: Message, sight: Sight) -> Bubble {
        let other = other(&message).and_then(|external| self.known.get(external)).cloned();
        let bubble = Bubble::of(message.clone(), self.on(&message), sight);
        let on_other = other.as_ref().map(|other| self.on(other)).unwrap_or_default();
        bubble.with_other(other.as_ref(), on_other).for_screens()
    }
}

impl Desk {
    /// A message as `actor` sees it.
    pub async fn bubble(&self, actor: &Actor, id: &MessageId) -> Result<Bubble, Error> {
        allow(actor, Permission::Read)?;
        let message = self.store.message(id).await?.ok_or(Refusal::NoSuchMessage)?;
        let ticket = self.store.ticket(message.ticket).await?.ok_or(Refusal::NoSuchMessage)?;
        self.must_see(actor, &ticket).map_err(|_| Refusal::NoSuchMessage)?;
        let around = self.around(actor, &ticket, std::slice::from_ref(&message)).await?;
        Ok(around.bubble(message, Sight::of(actor)))
    }

    /// Messages of that ticket, as `actor` sees them.
    pub(super) async fn bubbles(
        &self,
        actor: &Actor,
        ticket: &Ticket,
        messages: Vec<Message>,
    ) -> Result<Vec<Bubble>, Error> {
        let around = self.around(actor, ticket, &messages).await?;
        let sight = Sight::of(actor);
        Ok(messages.into_iter().map(|message| around.bubble(message, sight)).collect())
    }

    /// The messages of that ticket which look different after `events`, those included on which something
    /// shows now.
    pub(super) async fn touched(
        &self,
        ticket: &Ticket,
        events: &[Event],
    ) -> Result<Vec<Message>, Error> {
        let mut messages: Vec<Message> = vec![];
        for id in events.iter().filter_map(|event| touched_by(&event.change)) {
            if !messages.iter().any(|known| known.id == *id) {
                messages.extend(self.store.message(id).await?);
            }
        }
        let about = messages.iter().filter_map(|message| message.content.about());
        let about: Vec<String> = about.map(str::to_owned).collect();
        if !about.is_empty() {
            for target in self.store.called(ticket.number, &about).await? {
                if !messages.iter().any(|known| known.id == target.id) {
                    messages.push(target);
                }
            }
        }
        Ok(messages)
    }

    /// Whether that ticket is within that sight.
    async fn is_within(
        &self,
        sight: &permissions::Sight,
        number: TicketNumber,
    ) -> Result<bool, Error> {
        if *sight == permissions::Sight::Everything {
            return Ok(true);
        }
        Ok(self.store.ticket(number).await?.is_some_and(|ticket| sight.sees_ticket(&ticket)))
    }

    /// Whether its sender took the message back.
    pub(super) async fn is_taken_back(&self, message: &Message) -> Result<bool, Error> {
        let Some(external) = message.external.clone() else { return Ok(false) };
        Ok(is_deleted(message, &self.store.gestures(&[external]).await?))
    }

    /// What is not among `messages` is looked for in the ticket, in those that it took in, and in the one
    /// before it, as far as the actor sees those.
    async fn around(
        &self,
        actor: &Actor,
        ticket: &Ticket,
        messages: &[Message],
    ) -> Result<Around, Error> {
        let sight = self.sight(actor);
        let named = |message: &Message| Some((message.external.clone()?, message.clone()));
        let mut known: HashMap<String, Message> = messages.iter().filter_map(named).collect();
        let asked = messages.iter().filter_map(other);
        let mut wanted: Vec<String> =
            asked.filter(|external| !known.contains_key(*external)).map(str::to_owned).collect();
        wanted.sort();
        wanted.dedup();
        let before = ticket.absorbed.iter().copied().chain(ticket.merged_into);
        for number in [ticket.number].into_iter().chain(before).chain(ticket.follows) {
            if wanted.is_empty() {
                break;
            }
            if number != ticket.number && !self.is_within(&sight, number).await? {
                continue;
            }
            let found = self.store.called(number, &wanted).await?;
            known.extend(found.iter().filter_map(named));
            wanted.retain(|external| !known.contains_key(external));
        }
        let externals: Vec<String> = known.keys().cloned().collect();
        let mut gestures: HashMap<String, Vec<Message>> = HashMap::new();
        for gesture in self.store.gestures(&externals).await? {
            let Some(about) = gesture.content.about().map(str::to_owned) else { continue };
            gestures.entry(about).or_default().push(gesture);
        }
        Ok(Around { known, gestures })
    }
}

/// Meta's id of the message that this one answers or is about.
fn other(message: &Message) -> Option<&str> {
    message.content.about().or(message.reply_to.as_deref())
}

/// The message that looks different after `change`. How far one got is told by itself, unless somebody has
/// to see to it.
fn touched_by(change: &Change) -> Option<&MessageId> {
    match change {
        Change::Delivery { message, delivery, .. } => {
            let asks = matches!(delivery.progress, Progress::Failed | Progress::Unconfirmed);
            asks.then_some(message)
        }
        Change::Fetched { message, .. } | Change::Resent { message } => Some(message),
        change => change.message().map(|message| &message.id),
    }
}
