//! Holds everything that the desk does against what it promised.
//!
//! It folds every event into a picture of its own, and judges each before it is folded: as it was,
//! not as it became.

mod assigning;
mod corrections;
mod laid;
mod moments;
mod promises;
mod story;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use corrections::Corrections;
pub(super) use laid::Laid;
pub(super) use moments::Moment;
use promises::Promises;

use super::staff::Staff;
use super::tally::Tally;
use crate::ids::{ContactId, MessageId, NumberId, PersonId, TeamId, TicketNumber};
use crate::permissions::Author;
use crate::quick::{HashMap, HashSet};
use crate::rulebook::Book;
use crate::ticket::{Change, Event, Status, Ticket};

/// What was promised and isn't so.
pub(super) type Violation = String;

pub(super) struct Inspector {
    pub(super) tickets: HashMap<TicketNumber, Ticket>,
    /// Open tickets without an owner, by team.
    pub(super) waiting: HashMap<TeamId, BTreeSet<TicketNumber>>,
    /// Open tickets with an owner, by owner.
    pub(super) open: HashMap<PersonId, BTreeSet<TicketNumber>>,
    /// Where each ticket stands, as far as it was told.
    places: HashMap<TicketNumber, Place>,
    unsettled: HashMap<(NumberId, ContactId), TicketNumber>,
    messages: HashSet<MessageId>,
    corrections: Corrections,
    promises: Promises,
    /// Where each customer is, by the place that their name tells.
    zones: Vec<Tz>,
    pub(super) tally: Tally,
    /// Of everything that happened so far.
    pub(super) fingerprint: u64,
}

/// What an inspector looks at besides the event.
pub(super) struct Scene<'a> {
    pub(super) book: &'a Book,
    pub(super) staff: &'a mut Staff,
    pub(super) now: DateTime<Utc>,
}

impl Inspector {
    /// One of a desk for which that was laid down, and whose customers are there.
    pub(super) fn of(laid: Laid, zones: Vec<Tz>) -> Self {
        Self {
            tickets: HashMap::default(),
            waiting: HashMap::default(),
            open: HashMap::default(),
            places: HashMap::default(),
            unsettled: HashMap::default(),
            messages: HashSet::default(),
            corrections: Corrections::default(),
            promises: Promises::of(laid),
            zones,
            tally: Tally::default(),
            fingerprint: 0,
        }
    }

    /// The revision up to which a ticket is known.
    pub(super) fn known(&self, number: TicketNumber) -> u64 {
        self.tickets.get(&number).map_or(0, |ticket| ticket.rev)
    }

    /// Takes in what happened to one ticket in one step, and what the store has of it then.
    pub(super) fn take(
        &mut self,
        scene: &mut Scene<'_>,
        events: &[Arc<Event>],
        stored: &Ticket,
    ) -> Result<(), Violation> {
        let was_unsettled = self.tickets.get(&stored.number).map(Ticket::is_unsettled);
        for event in events {
            self.judge(scene, event)?;
            self.fold(scene, event)?;
        }
        let known = self.tickets.get(&stored.number).ok_or("a ticket without an opening")?;
        if known != stored {
            return Err(format!("stored is not what its events make:\n{stored:?}\n{known:?}"));
        }
        self.promises.settle(scene.now, stored)?;
        self.has_a_team(stored)?;
        match was_unsettled == Some(stored.is_unsettled()) {
            true => Ok(()),
            false => self.is_the_only_one(stored),
        }
    }

    fn judge(&mut self, scene: &mut Scene<'_>, event: &Event) -> Result<(), Violation> {
        if event.rev != self.known(event.ticket) + 1 {
            return Err(format!("revision {} comes after {}", event.rev, self.known(event.ticket)));
        }
        if event.at != scene.now {
            return Err(format!("an event of {} at {}", event.at, scene.now));
        }
        if let Some(message) = event.change.message()
            && !self.messages.insert(message.id.clone())
        {
            return Err(format!("message {} came twice", message.id));
        }
        if let Author::Person { id } = &event.by
            && id.0 == "gil"
        {
            return Err("a guest did something".into());
        }
        let Some(ticket) = self.tickets.get(&event.ticket) else { return Ok(()) };
        if let Change::Assigned { owner, why } = &event.change {
            let given =
                assigning::Given { event, ticket, owner: owner.as_ref(), why: why.as_ref() };
            given.judge(scene, &mut self.tally)?;
        }
        self.corrections.judge(event)?;
        self.promises.judge(scene.now, ticket, event, &mut self.tally)
    }

    fn fold(&mut self, scene: &mut Scene<'_>, event: &Event) -> Result<(), Violation> {
        self.tally.count(event);
        self.note(event);
        let ticket = match self.tickets.get_mut(&event.ticket) {
            Some(ticket) => {
                ticket.apply(event);
                &*ticket
            }
            None => {
                let opened = Ticket::open(event).ok_or("a ticket begins without an opening")?;
                self.tickets.entry(event.ticket).or_insert(opened)
            }
        };
        let customer = super::customers::place(&ticket.customer);
        self.promises.fold(event, || customer.map_or(Tz::UTC, |place| self.zones[place]));
        if self.places.get(&event.ticket).is_none_or(|place| !place.is_of(ticket)) {
            let after = Place::of(ticket);
            if let Some(before) = self.places.insert(event.ticket, after.clone()) {
                self.leaves(scene, event.ticket, &before);
            }
            self.comes(scene, event.ticket, &after);
        }
        Ok(())
    }

    fn leaves(&mut self, scene: &mut Scene<'_>, number: TicketNumber, place: &Place) {
        if let Some(owner) = &place.owner
            && let Some(agent) = scene.staff.agent_mut(owner)
        {
            agent.load -= weight(place.status);
        }
        if let Some(open) = place.owner.as_ref().and_then(|owner| self.open.get_mut(owner)) {
            open.remove(&number);
        }
        if let Some(waiting) = place.team.as_ref().and_then(|team| self.waiting.get_mut(team)) {
            waiting.remove(&number);
        }
    }

    fn comes(&mut self, scene: &mut Scene<'_>, number: TicketNumber, place: &Place) {
        if let Some(owner) = &place.owner
            && let Some(agent) = scene.staff.agent_mut(owner)
        {
            agent.load += weight(place.status);
        }
        if place.status != Status::Open {
            return;
        }
        match (&place.owner, &place.team) {
            (Some(owner), _) => _ = self.open.entry(owner.clone()).or_default().insert(number),
            (None, Some(team)) => _ = self.waiting.entry(team.clone()).or_default().insert(number),
            (None, None) => {}
        }
    }

    fn has_a_team(&self, ticket: &Ticket) -> Result<(), Violation> {
        match &ticket.team {
            Some(_) => Ok(()),
            None => Err(format!("ticket {} was routed to no team", ticket.number)),
        }
    }

    /// One unsettled ticket for each customer and number.
    fn is_the_only_one(&mut self, ticket: &Ticket) -> Result<(), Violation> {
        let conversation = (ticket.channel.clone(), ticket.contact.clone());
        match self.unsettled.get(&conversation).copied() {
            Some(other) if other != ticket.number && ticket.is_unsettled() => {
                Err(format!("tickets {other} and {} of one customer are unsettled", ticket.number))
            }
            Some(other) if other == ticket.number && !ticket.is_unsettled() => {
                self.unsettled.remove(&conversation);
                Ok(())
            }
            _ if ticket.is_unsettled() => {
                self.unsettled.insert(conversation, ticket.number);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// After a round: nobody waits who could be served.
    pub(super) fn nobody_waits_in_vain(&self, scene: &Scene<'_>) -> Result<(), Violation> {
        for (team, waiting) in self.waiting.iter().filter(|(_, waiting)| !waiting.is_empty()) {
            if assigning::is_left_to_be_taken(scene.book, team) {
                continue;
            }
            // If nobody of the team is free, that is the reason of all that wait for it.
            if let Some(agent) = scene.staff.free(team, scene.now) {
                let free = &agent.id;
                return Err(format!("tickets {waiting:?} of {team} wait while {free} is free"));
            }
        }
        Ok(())
    }

    /// A sweep is over; it is behind if it left some tickets over for the next.
    pub(super) fn swept(&mut self, now: DateTime<Utc>, is_behind: bool) {
        self.promises.swept(now, is_behind);
    }

    /// Whatever was due before the last sweep is told.
    pub(super) fn nothing_is_owed(&mut self, now: DateTime<Utc>) -> Result<(), Violation> {
        self.promises.nothing_is_owed(now, &self.tickets)
    }

    /// From now on another book holds; whatever came to pass before was told.
    pub(super) fn lay_down(&mut self, laid: Laid, now: DateTime<Utc>) -> Result<(), Violation> {
        self.promises.lay_down(laid, now, &self.tickets)
    }

    /// The review of a book left no ticket under other terms.
    pub(super) fn all_are_reviewed(&mut self, now: DateTime<Utc>) -> Result<(), Violation> {
        let unsettled = self.unsettled.values();
        unsettled.into_iter().try_for_each(|it| self.promises.settle(now, &self.tickets[it]))
    }

    /// Mixes what tells an event from others into the fingerprint.
    fn note(&mut self, event: &Event) {
        let Event { ticket, rev, at, by, change } = event;
        let author = match by {
            Author::Person { id } => &id.0,
            Author::Rule { id, .. } => &id.0,
            Author::Key { name } => name.as_str(),
            Author::Customer => "customer",
            Author::App | Author::Clock => "clock",
        };
        let detail = match change {
            Change::Assigned { owner: Some(owner), .. } => &owner.0,
            Change::Replied { message } | Change::Received { message, .. } => &message.id.0,
            _ => "",
        };
        let mut hasher = DefaultHasher::new();
        let told = (self.fingerprint, ticket, rev, at, author, change.word(), detail);
        told.hash(&mut hasher);
        self.fingerprint = hasher.finish();
    }
}

/// What of a ticket decides who waits and who has how much.
#[derive(Clone)]
struct Place {
    status: Status,
    owner: Option<PersonId>,
    team: Option<TeamId>,
}

impl Place {
    fn of(ticket: &Ticket) -> Self {
        Self { status: ticket.status, owner: ticket.owner.clone(), team: ticket.team.clone() }
    }

    fn is_of(&self, ticket: &Ticket) -> bool {
        self.status == ticket.status && self.owner == ticket.owner && self.team == ticket.team
    }
}

/// ASG-2, in hundredths.
fn weight(status: Status) -> u32 {
    match status {
        Status::Open => 100,
        Status::Waiting => 25,
        Status::Snoozed | Status::Resolved => 0,
    }
}
