//! What the desk itself does about what happened: decided before it is saved, and saved with it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::Desk;
use crate::assignment::Candidate;
use crate::automation::{Scene, due_at, follow, hear_of_free};
use crate::contact::Contact;
use crate::floor::Floor;
use crate::ids::{NumberId, PersonId, TicketNumber};
use crate::message::Content;
use crate::number::Reopening;
use crate::person::Person;
use crate::ports::Cause;
use crate::rulebook::{Book, Replaced};
use crate::template::Catalogue;
use crate::ticket::{Happened, Ticket};

/// The rulebook, and everything beside a ticket that it looks at, at one moment.
pub(super) struct Asked {
    book: Arc<Book>,
    replaced: Arc<[Replaced]>,
    pub now: DateTime<Utc>,
    people: Arc<[Person]>,
    templates: Arc<Catalogue>,
    crew: OnCall,
    /// When each ticket that was answered has to be looked at.
    pub due: BTreeMap<TicketNumber, DateTime<Utc>>,
}

/// Who may be given tickets: asked of the floor when somebody is first looked for.
struct OnCall(LazyLock<Vec<Candidate>, Box<dyn FnOnce() -> Vec<Candidate> + Send>>);

impl Deref for OnCall {
    type Target = [Candidate];

    fn deref(&self) -> &[Candidate] {
        &self.0
    }
}

impl DerefMut for OnCall {
    fn deref_mut(&mut self) -> &mut [Candidate] {
        &mut self.0
    }
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
        let Self { book, replaced, now, people, templates, crew, .. } = self;
        if !book.is_blank() {
            let mut scene = Scene { book, replaced, now: *now, contact, people, templates, crew };
            follow(&mut scene, before, ticket, happened);
        }
        if let Some(due) = due_at(book, contact, ticket, *now) {
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
        let Self { book, replaced, now, people, templates, crew, .. } = self;
        let mut scene = Scene { book, replaced, now: *now, contact, people, templates, crew };
        let happened = hear_of_free(&mut scene, ticket, freed);
        if let Some(due) = due_at(book, contact, ticket, *now) {
            self.due.insert(ticket.number, due);
        }
        happened
    }

    /// Whether a customer's message says no more than that all is well (IN-7).
    pub fn closes(&self, content: &Content) -> bool {
        self.book.rulebook().closing.closes(content)
    }

    /// What a message to that number does after the resolution.
    pub fn reopening(&self, number: &NumberId) -> Reopening {
        self.book.rulebook().reopening(number)
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
        let (book, replaced) = {
            let floor = self.floor();
            (floor.book(), floor.replaced())
        };
        let now = self.clock.now();
        let people = if book.is_blank() { Arc::default() } else { self.store.people().await? };
        let templates = self.templates_for(&book).await?;
        let crew = self.on_call(people.clone(), now);
        Ok(Asked { book, replaced, now, people, templates, crew, due: BTreeMap::new() })
    }

    /// The templates that are known, if rules of `book` send any.
    pub(super) async fn templates_for(&self, book: &Book) -> Result<Arc<Catalogue>, Cause> {
        if book.sends_templates() { self.store.templates().await } else { Ok(Arc::default()) }
    }

    fn on_call(&self, people: Arc<[Person]>, now: DateTime<Utc>) -> OnCall {
        let floor = self.floor.clone();
        OnCall(LazyLock::new(Box::new(move || lock(&floor).crew(&people, now))))
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
        lock(&self.floor)
    }
}

fn lock(floor: &Mutex<Floor>) -> MutexGuard<'_, Floor> {
    // Each of its methods leaves it whole.
    floor.lock().unwrap_or_else(PoisonError::into_inner)
}
