//! What follows from what happened: the desk's own answer to every event.
//!
//! A cascade: marks of SLA clocks are told and the policy that fits is applied, rules that listen
//! are carried out, and a ticket without an owner is given to somebody; what came of it may start
//! rules again, until nothing more follows or the [`Guard`] ends it. Everything is decided before
//! the ticket is saved, and saved with what brought it about.
//!
//! Pure: what the rules look at is asked beforehand ([`Scene`]). Rules never ask for permissions,
//! and give nobody any.

mod carry;
mod clocking;
mod correcting;
mod happening;
mod hand_out;
mod moving_on;
mod next_step;
mod picture;
#[cfg(test)]
mod tests;
mod timing;
mod trial;

use std::collections::BTreeSet;
use std::ops::DerefMut;

use chrono::{DateTime, Utc};

pub use carry::{Account, Undone, Why};
pub(crate) use hand_out::given_back;
pub use next_step::{NextStep, next_step};
pub use timing::due_at;
pub use trial::{Came, Deed, Hearing, MANY_CUSTOMERS, MOST_TRIED, Ruling, Stage, Trial, Tried};
pub(crate) use trial::{LATELY, Past};

use crate::assignment::Candidate;
use crate::contact::Contact;
use crate::ids::PersonId;
use crate::permissions::Author;
use crate::person::Person;
use crate::routing::{Guard, Trigger, evaluate};
use crate::rulebook::{Book, Replaced};
use crate::template::Catalogue;
use crate::ticket::{Change, Happened, Ticket, step_by_step};
use happening::Happening;

/// Everything besides the ticket that its rules look at, as it is now.
pub struct Scene<'a> {
    pub book: &'a Book,
    /// What that book and those before it took the place of, as far as the ticket may not know it.
    pub replaced: &'a [Replaced],
    pub now: DateTime<Utc>,
    /// The customer; none if the ticket's contact is lost.
    pub contact: Option<&'a Contact>,
    pub people: &'a [Person],
    /// The templates that are known; one that is not may be sent all the same.
    pub templates: &'a Catalogue,
    /// Who may be given tickets. What is given here counts at once.
    pub crew: &'a mut Crew,
}

/// Everybody who may be given tickets. Most of what happens gives nobody anything, so that whoever
/// keeps them may reckon them up only when they are first looked at.
pub type Crew = dyn DerefMut<Target = [Candidate]>;

/// What a cascade has done so far to one ticket.
struct Cascade<'s, 'a> {
    scene: &'s mut Scene<'a>,
    ticket: &'s mut Ticket,
    guard: Guard,
    /// Whether a ticket without an owner is given to somebody.
    hands_out: bool,
    /// All that happened, and so many of it were answered.
    happened: &'s mut Vec<Happened>,
    answered: usize,
}

/// Adds to `happened`, which is already part of `ticket`, everything that follows from it and from
/// the time. `before` is the ticket as it was; none if it was opened now.
pub fn follow(
    scene: &mut Scene<'_>,
    before: Option<&Ticket>,
    ticket: &mut Ticket,
    happened: &mut Vec<Happened>,
) {
    if !ticket.is_alive() {
        return;
    }
    let mut cascade = Cascade::of(scene, ticket, happened);
    cascade.tell_time(before);
    cascade.go_on(before);
}

/// What rules make of it that `freed` became free, if one of them could take the ticket. Who gets it
/// is not decided here: another ticket may come first by then.
pub fn hear_of_free(
    scene: &mut Scene<'_>,
    ticket: &mut Ticket,
    freed: &BTreeSet<PersonId>,
) -> Vec<Happened> {
    if !ticket.is_alive() || !hand_out::waits_for(scene, ticket, freed) {
        return vec![];
    }
    let (before, mut happened) = (ticket.clone(), vec![]);
    let mut cascade = Cascade::of(scene, ticket, &mut happened);
    cascade.hands_out = false;
    cascade.answer(&Happening::of(Trigger::AgentAvailable));
    cascade.guard.deeper();
    cascade.go_on(Some(&before));
    happened
}

impl<'s, 'a> Cascade<'s, 'a> {
    fn of(
        scene: &'s mut Scene<'a>,
        ticket: &'s mut Ticket,
        happened: &'s mut Vec<Happened>,
    ) -> Self {
        let guard = Guard::with(scene.book.rulebook().messages);
        Self { scene, ticket, guard, hands_out: true, happened, answered: 0 }
    }

    /// Answers what is fresh, and what comes of that, until nothing more does. `before` is the ticket
    /// before the first of all.
    fn go_on(&mut self, before: Option<&Ticket>) {
        while self.has_news() {
            let (answered, fresh) = self.happened.split_at(self.answered);
            let before = answered.last().map(|step| &step.ticket).or(before);
            let happenings = happening::of(before, fresh);
            self.answered = self.happened.len();
            for happening in happenings {
                self.answer(&happening);
            }
            self.settle();
            self.guard.deeper();
        }
    }

    fn has_news(&self) -> bool {
        self.answered < self.happened.len()
    }

    /// Lets the rules that listen to `happening` do what they want. That the guard held one back is
    /// taken down even if nothing else comes of it (RULE-6).
    fn answer(&mut self, happening: &Happening) {
        let book = self.scene.book;
        if !book.rules().iter().any(|rule| rule.hears(&happening.trigger)) {
            return;
        }
        let picture = picture::Picture::of(self.scene, self.ticket, happening);
        let facts = picture.facts(self.scene, self.ticket, happening);
        let mode = book.rulebook().rules.mode;
        let outcome = evaluate(book.rules(), mode, &happening.trigger, &facts, &mut self.guard);
        drop(facts);
        if !outcome.effects.is_empty() || outcome.was_held_back(&self.guard) {
            self.carry_out(happening, outcome);
        }
    }

    /// Applies the policy that fits by now, and finds an owner if one is wanted.
    fn settle(&mut self) {
        if let Some(change) = clocking::terms(self.scene.book, self.ticket) {
            self.take(vec![change], &Author::Clock);
        }
        if !self.hands_out {
            return;
        }
        if let Some(change) = hand_out::owner_for(self.scene, self.ticket) {
            self.take(vec![change], &Author::Clock);
        }
    }

    /// What another book made of its deadlines, and what the time has brought about: marks of the
    /// clocks, and moments that rules wait for.
    fn tell_time(&mut self, before: Option<&Ticket>) {
        let Scene { book, replaced, now, contact, .. } = *self.scene;
        for (change, by) in correcting::corrections(replaced, before, self.ticket, now) {
            self.take(vec![change], by);
        }
        let mut changes = clocking::marks(book, before, self.ticket, now);
        changes.extend(timing::moments(book, contact, self.ticket, now));
        self.take(changes, &Author::Clock);
        self.move_on();
        if !self.has_news() {
            self.settle();
        }
    }

    /// Lets `changes` happen now. Whatever they are, they are worth an answer.
    fn take(&mut self, changes: Vec<Change>, by: &Author) {
        self.happened.extend(step_by_step(self.ticket, changes, self.scene.now, by));
    }
}
