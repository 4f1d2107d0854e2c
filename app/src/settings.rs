//! Settings: how the team works, in forms. Plain HTML that is never brought to life.
//!
//! A page shows a part of the rulebook as a [`Form`] and reads it back. A form that can't be taken,
//! or that only got another row, comes back as it was sent ([`Returned`]), so nothing typed is lost.
//! What is wrong with a rulebook as a whole is the desk's to say; it is worded here.

mod actions;
mod audience;
mod conditions;
pub(crate) mod fields;
mod form;
mod general;
mod guests;
mod history;
mod hours;
pub(crate) mod listed;
mod office;
pub mod outgoing;
mod page;
mod people;
mod policies;
mod reopening;
mod roles;
mod rules;
mod sheet;
mod span;
mod strip;
mod teams;
pub mod templates;
mod trial;
mod triggers;

use desk::routing::Rule;
use desk::rulebook::{Objection, Rulebook};

pub(crate) use conditions::named;
pub use form::Form;
pub use guests::{Guest, GuestTrouble, Guests, INVITATIONS, REQUIRED};
pub use office::{Office, Returned};
pub use page::{Page, Section};
pub(crate) use sheet::{SettingsPage, framed, trouble};
pub use trial::{TRIAL, Tryout, doubted, to_confirm, tried};

use crate::language::Language;

/// A new rule that was begun elsewhere, to go on with on that page.
pub fn begin(rule: &Rule) -> (Page, Returned) {
    let page = Page { section: Section::Rules, id: Some("new".to_owned()) };
    (page, Returned { form: rules::fill(rule), ..Returned::default() })
}

/// What became of a form that was sent.
pub enum Taken {
    /// This rulebook is to be laid down; then that page comes.
    Whole(Box<Rulebook>, Page),
    /// The edition of that version is to be laid down again.
    Earlier(u32),
    /// This rule is to be tried, in its place in that rulebook.
    Tried(Box<Rulebook>, Box<Rule>),
    /// The form goes back.
    Again(Returned),
    /// The form goes back with what it shows at that place of the page.
    Shown(Returned, &'static str),
}

/// Takes in a form that was sent from the page of `office`.
pub fn take(office: &Office, mut form: Form, t: Language) -> Taken {
    let mut book = office.rulebook.clone();
    let command = form.text("do");
    if office.page.section == Section::History {
        return match history::wanted(&form) {
            Some(version) => Taken::Earlier(version),
            None => Taken::Again(Returned::default()),
        };
    }
    let Some(id) = &office.page.id else {
        arrange(&mut book, office.page.section, &command);
        return Taken::Whole(Box::new(book), office.page.clone());
    };
    if form.edit(&command) {
        return Taken::Again(Returned { form, ..Returned::default() });
    }
    if (office.page.section, command.as_str()) == (Section::Hours, strip::PREVIEW) {
        return match hours::preview(&form, t) {
            Ok(_) => Taken::Shown(Returned { form, ..Returned::default() }, strip::PLACE),
            Err(complaints) => Taken::Again(Returned { form, complaints, ..Returned::default() }),
        };
    }
    let read = match (office.page.section, command.as_str()) {
        (section, "delete") => {
            delete(&mut book, section, id);
            Ok(())
        }
        (Section::Rules, _) => rules::read(&form, id, &mut book, t),
        (Section::Policies, _) => policies::read(&form, id, &mut book, t),
        (Section::Teams, _) => teams::read(&form, id, &mut book, t),
        (Section::Roles, _) => roles::read(&form, id, &mut book),
        (Section::Hours, _) => hours::read(&form, id, &mut book, t),
        (Section::People, _) => people::read(&form, id, &mut book, t),
        (Section::General, _) => general::read(&form, office, &mut book, t),
        // It has no form.
        (Section::History, _) => Ok(()),
    };
    if let Err(complaints) = read {
        return Taken::Again(Returned { form, complaints, ..Returned::default() });
    }
    let asked = (command == trial::TRY && office.page.section == Section::Rules).then_some(&book);
    match asked.and_then(|book| rules::written(book, id)).cloned() {
        Some(rule) => Taken::Tried(Box::new(book), Box::new(rule)),
        None => Taken::Whole(Box::new(book), office.page.after()),
    }
}

/// What `objections` to `book` say, for whoever sent `form` from the page of `office`.
pub fn refused(
    office: &Office,
    book: &Rulebook,
    form: Form,
    objections: &[Objection],
    t: Language,
) -> Returned {
    let complaint = |objection| t.objection(book, &office.numbers, objection);
    let complaints = objections.iter().map(complaint).collect();
    Returned { form, complaints, ..Returned::default() }
}

/// A form from the page of `office` that somebody else overtook.
pub fn overtaken(office: &Office, form: Form, t: Language) -> Returned {
    let complaint = match office.page.section {
        Section::History => t.history_changed_meanwhile(),
        _ => t.settings_changed_meanwhile(),
    };
    let complaints = vec![complaint.to_owned()];
    Returned { form, complaints, ..Returned::default() }
}

/// Does what a list's button says: `up ID`, or `switch ID` for a rule.
fn arrange(book: &mut Rulebook, section: Section, command: &str) {
    let Some((what, id)) = command.split_once(' ') else { return };
    match (section, what) {
        (Section::Rules, "up") => up(&mut book.rules.rules, |rule| rule.id.0 == id),
        (Section::Policies, "up") => up(&mut book.policies, |policy| policy.id.0 == id),
        (Section::Rules, "switch") => {
            if let Some(rule) = book.rules.rules.iter_mut().find(|rule| rule.id.0 == id) {
                rule.on = !rule.on;
                rule.version = rule.version.saturating_add(1);
            }
        }
        _ => {}
    }
}

fn up<T>(list: &mut [T], is_it: impl Fn(&T) -> bool) {
    if let Some(place) = list.iter().position(is_it).filter(|place| *place > 0) {
        list.swap(place - 1, place);
    }
}

fn delete(book: &mut Rulebook, section: Section, id: &str) {
    match section {
        Section::Rules => book.rules.rules.retain(|rule| rule.id.0 != id),
        Section::Policies => book.policies.retain(|policy| policy.id.0 != id),
        Section::Teams => book.teams.retain(|team| team.id.0 != id),
        Section::Roles => book.roles.retain(|role| role.id.0 != id),
        Section::Hours => book.calendars.retain(|calendar| calendar.id.0 != id),
        Section::People => book.profiles.retain(|profile| profile.person.0 != id),
        Section::General | Section::History => {}
    }
}
