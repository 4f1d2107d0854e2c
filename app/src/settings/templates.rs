//! Templates: those of each account with what became of them, drawing up a new one, and sending one to a
//! customer. Plain HTML that is never brought to life.
//!
//! What is wrong with a template, or with what fills it, is the desk's to say; it is worded here, beside
//! the field that it is about.

mod draft;
mod gap;
mod letter;
mod list;
mod new;

use chrono::{DateTime, Utc};
use desk::template::{Flaw, Template};
use leptos::prelude::*;

pub use draft::{Draft, blank, read};
pub(crate) use letter::LetterPage;
pub use letter::{Chosen, Letter, fill, path, values};

use super::{Form, framed};
use crate::start::language;

/// Where the list is.
pub const LIST: &str = "/settings/templates";
/// Where another one is drawn up.
pub const NEW: &str = "/settings/templates/new";

/// All that a page of the templates shows. Given by the server for one request.
#[derive(Debug, Clone)]
pub struct Shelves {
    pub now: DateTime<Utc>,
    pub accounts: Vec<Account>,
    pub sheet: Sheet,
}

/// Which page it is.
#[derive(Debug, Clone)]
pub enum Sheet {
    /// With what came of what was asked last.
    List(Option<Said>),
    New(Box<Returned>),
}

/// An account and its templates.
#[derive(Debug, Clone)]
pub struct Account {
    /// Meta's id.
    pub id: String,
    /// Its numbers, as people dial them.
    pub numbers: Vec<String>,
    pub templates: Vec<Template>,
    /// When Meta was last asked for all of them.
    pub asked_at: Option<DateTime<Utc>>,
}

impl Account {
    /// What people know it by.
    fn title(&self) -> String {
        self.numbers.join(", ")
    }
}

/// The form of a new template, as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    pub form: Form,
    pub flaws: Vec<Flaw>,
    /// Why Meta did not take it.
    pub said: Option<Said>,
}

/// What came of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Meta told all templates.
    Asked,
    HandedIn,
    Unreached,
    /// In Meta's words.
    Refused(String),
}

/// The page at hand.
pub(crate) fn page(shelves: &Shelves) -> AnyView {
    let t = language();
    let (title, inside) = match &shelves.sheet {
        Sheet::List(said) => (t.templates(), list::view(shelves, said.as_ref(), t)),
        Sheet::New(returned) => (t.new_template(), new::view(shelves, returned, t)),
    };
    framed(LIST, title, "templates", inside)
}

/// What came of it, where it is told.
fn told(said: &Said) -> AnyView {
    let words = language().template_said(said);
    match said {
        Said::Asked | Said::HandedIn => view! { <p role="status">{words}</p> }.into_any(),
        Said::Unreached | Said::Refused(_) => {
            view! { <p class="trouble" role="alert">{words}</p> }.into_any()
        }
    }
}

/// A template as the customer will read it.
fn preview(words: String, buttons: Vec<String>) -> AnyView {
    let buttons = buttons.into_iter().filter(|title| !title.is_empty());
    let buttons = buttons.map(|title| view! { <li>{title}</li> }).collect_view();
    view! {
        <div class="letter">
            <p class="words" dir="auto">{words}</p>
            <ul class="letter-buttons">{buttons}</ul>
        </div>
    }
    .into_any()
}
