//! What comes next by itself (RULE-9): which rule writes to the customer, and when, if nobody does
//! anything before.
//!
//! Time is tried out on a copy of the ticket: moment by moment all happens that would, until a rule
//! writes. So whatever keeps a message from leaving then keeps it from being foretold. Nobody is given
//! the ticket meanwhile, since who will be there is not known.

use chrono::{DateTime, Utc};

use super::{Scene, due_at, follow};
use crate::assignment::Candidate;
use crate::contact::Contact;
use crate::permissions::Author;
use crate::person::Person;
use crate::rulebook::Book;
use crate::template::Catalogue;
use crate::ticket::{Change, Command, Happened, Ticket, step_by_step};

/// So many moments are looked at: a month, where some rule listens to a time of day.
const FAR: usize = 32;

/// A rule is going to write to the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What the rule is called.
    pub rule: String,
    pub at: DateTime<Utc>,
}

/// The next message that time makes a rule write; none if there is no such message.
pub fn next_step(
    book: &Book,
    contact: Option<&Contact>,
    people: &[Person],
    templates: &Catalogue,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Option<NextStep> {
    if !book.writes_in_time() {
        return None;
    }
    let (mut ticket, mut at) = (ticket.clone(), now);
    for _ in 0..FAR {
        at = due_at(book, contact, &ticket, at)?.max(at);
        let mut crew: Vec<Candidate> = vec![];
        let (replaced, crew) = (&[], &mut crew);
        let mut scene = Scene { book, replaced, now: at, contact, people, templates, crew };
        let happened = let_pass(&mut scene, &mut ticket);
        if let Some(rule) = happened.iter().find_map(writer) {
            return Some(NextStep { rule: rule.to_owned(), at });
        }
    }
    None
}

/// What the time of `scene` brings about, as the desk would let it.
fn let_pass(scene: &mut Scene<'_>, ticket: &mut Ticket) -> Vec<Happened> {
    let before = ticket.clone();
    let woken = ticket.decide(Command::Wake { now: scene.now }).unwrap_or_default();
    let mut happened = step_by_step(ticket, woken, scene.now, &Author::Clock);
    follow(scene, Some(&before), ticket, &mut happened);
    happened
}

/// The rule that wrote to the customer, if that is what happened.
fn writer(step: &Happened) -> Option<&str> {
    match (&step.event.change, &step.event.by) {
        (Change::Replied { .. }, Author::Rule { name, .. }) => Some(name),
        _ => None,
    }
}
