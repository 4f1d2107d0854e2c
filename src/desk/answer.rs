//! What the desk itself does about what happened: decided before it is saved, and saved with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::Desk;
use crate::assignment::Candidate;
use crate::automation::{Scene, due_at, follow, hear_of_free};
use crate::contact::Contact;
use crate::floor::Floor;
use crate::ids::{PersonId, TicketNumber};
use crate::person::Person;
use crate::ports::Cause;
use crate::rulebook::Book;
use crate::ticket::{Happened, Ticket};

/// The rulebook, and everything beside a ticket that it looks at, at one moment.
pub(super) struct Asked {
    book: Arc<Book>,
    now: DateTime<Utc>,
    people: Vec<Person>,
    crew: Vec<Candidate>,
    /// When each ticket that was answered has to be looked at.
    pub due: BTreeMap<TicketNumber, DateTime<Utc>>,
}

impl Asked {
    /// Lets the book answer `happened`, which already happened to `ticket`, and adds what follows.
    pub fn answer(
        &mut self,
        contact: Option<&Contact>,
        before: Option<&Ticket>,
        ticket: &mut Ticket,
        happened: &mut Vec<Happened>,
    ) {
        let Self { book, now, people, crew, .. } = self;
        if !book.is_blank() {
            let mut scene = Scene { book, now: *now, contact, people, crew };
            happened.extend(follow(&mut scene, before, ticket, happened));
        }
        if let Some(due) = due_at(book, ticket, *now) {
            self.due.insert(ticket.number, due);
        }
    }

    /// Lets rules hear that `freed` became free to take `ticket`; what follows.
    pub fn hear_of_free(
        &mut self,
        contact: Option<&Contact>,
        ticket: &mut Ticket,
        freed: &BTreeSet<PersonId>,
    ) -> Vec<Happened> {
        let Self { book, now, people, crew, .. } = self;
        let mut scene = Scene { book, now: *now, contact, people, crew };
        let happened = hear_of_free(&mut scene, ticket, freed);
        if let Some(due) = due_at(book, ticket, *now) {
            self.due.insert(ticket.number, due);
        }
        happened
    }

    /// Whether answering needs to know who the customer is.
    pub fn wants_contact(&self) -> bool {
        let profiles = &self.book.rulebook().profiles;
        let speaks = profiles.iter().any(|profile| !profile.languages.is_empty());
        speaks || !self.book.rules().is_empty()
    }
}

impl Desk {
    /// What an answer looks at, asked now.
    pub(super) async fn ask(&self) -> Result<Asked, Cause> {
        let (book, now) = (self.floor().book(), self.clock.now());
        let people = if book.is_blank() { vec![] } else { self.store.people().await? };
        let crew = self.floor().crew(&people, now);
        Ok(Asked { book, now, people, crew, due: BTreeMap::new() })
    }

    /// Lets the book answer `happened` of one ticket; when it has to be looked at.
    pub(super) async fn answer(
        &self,
        before: &Ticket,
        ticket: &mut Ticket,
        happened: &mut Vec<Happened>,
    ) -> Result<BTreeMap<TicketNumber, DateTime<Utc>>, Cause> {
        let mut asked = self.ask().await?;
        let contact = self.contact_for(&asked, ticket).await?;
        asked.answer(contact.as_ref(), Some(before), ticket, happened);
        Ok(asked.due)
    }

    /// The customer of `ticket`, if answering needs to know.
    pub(super) async fn contact_for(
        &self,
        asked: &Asked,
        ticket: &Ticket,
    ) -> Result<Option<Contact>, Cause> {
        match asked.wants_contact() {
            true => self.store.contact(&ticket.contact).await,
            false => Ok(None),
        }
    }

    /// Nothing waits while it is held.
    pub(super) fn floor(&self) -> MutexGuard<'_, Floor> {
        // Each of its methods leaves it whole.
        self.floor.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
