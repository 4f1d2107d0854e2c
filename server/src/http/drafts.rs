//! Forms that could not be taken, by whose they are: one for each person, until they send it right.
//! The page that they are led back to shows it again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::ids::PersonId;

/// Marks the address of a page that shows a form which came back.
pub const AGAIN: &str = "again";

/// Forms of one kind, each with the page that it is of.
pub struct Drafts<Page, Form>(Mutex<HashMap<PersonId, (Page, Form)>>);

impl<Page, Form> Default for Drafts<Page, Form> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Page: PartialEq, Form: Clone> Drafts<Page, Form> {
    pub fn keep(&self, person: &PersonId, page: Page, form: Form) {
        self.lock().insert(person.clone(), (page, form));
    }

    pub fn of(&self, person: &PersonId, page: &Page) -> Option<Form> {
        let all = self.lock();
        let (of, form) = all.get(person)?;
        (of == page).then(|| form.clone())
    }

    /// Takes what is kept, so that it is shown once.
    pub fn take(&self, person: &PersonId) -> Option<Form> {
        self.lock().remove(person).map(|(_, form)| form)
    }

    pub fn forget(&self, person: &PersonId) {
        self.lock().remove(person);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PersonId, (Page, Form)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
