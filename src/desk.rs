//! The use cases: what people, programs, the channel and the clock can ask of a desk.
//!
//! Each takes an [`Actor`] first, reads, lets the pure rules decide, saves everything in one
//! transaction, and only then shows it. Sign-in and settings are not use cases of a desk.

mod alarm;
mod answer;
mod bubbles;
mod call;
mod confide;
mod deliver;
mod describe;
mod each;
mod early;
mod enclose;
mod editions;
mod explain;
mod fetch;
mod find;
mod foresee;
mod hand_back;
mod hand_out;
mod label;
mod lay_down;
mod lines;
mod merge;
mod offer;
mod outlets;
mod read;
mod receive;
mod reply;
mod say;
mod share;
mod sight;
mod signs;
mod review;
mod taking;
#[cfg(test)]
mod tests;
mod triage;
mod try_out;
mod unite;
mod watch;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

pub use deliver::Delivered;
pub use describe::{Acquaintance, Note};
pub use editions::Chapter;
pub use explain::{Explanation, Occasion};
pub use find::Acquainted;
pub use offer::Offer;
pub use read::{Card, Stretch, Thread};
pub use receive::Receipt;
pub use say::Saying;
pub use unite::Kin;

use crate::alarms::{Alarms, pressing};
use crate::board::Update;
use crate::floor::Floor;
use crate::ids::{MessageId, TicketNumber};
use crate::permissions::{Actor, Permission};
use crate::ports::{Cause, Channel, Clock, Commit, CommitError, Live, Question, Store};
use crate::rulebook::Book;
use crate::ticket::{Change, Happened, Refusal, Ticket, step_by_step};

/// How often a use case reads and decides again when somebody else was first.
const TRIES: usize = 8;

/// Why a use case did nothing.
#[derive(Debug, Error)]
pub enum Error {
    /// Safe to show.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// For the log only; nothing was saved.
    #[error("the desk could not do it")]
    Failed(#[source] Cause),
}

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        Error::Failed(cause)
    }
}

/// One team's desk. Cheap to share in an `Arc`; what it keeps in mind can be had again ([`Floor`]).
pub struct Desk {
    store: Arc<dyn Store>,
    channel: Arc<dyn Channel>,
    clock: Arc<dyn Clock>,
    live: Arc<dyn Live>,
    floor: Arc<Mutex<Floor>>,
    alarms: Mutex<Alarms>,
    early: early::Early,
    stopped: outlets::Stopped,
    typing: signs::Typing,
}

impl Desk {
    pub fn new(
        store: Arc<dyn Store>,
        channel: Arc<dyn Channel>,
        clock: Arc<dyn Clock>,
        live: Arc<dyn Live>,
    ) -> Self {
        let (floor, alarms, early, stopped, typing) = Default::default();
        Self { store, channel, clock, live, floor, alarms, early, stopped, typing }
    }

    /// What time it is for this desk.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// To be called just before the clock is put forward, as practice does: time that nobody lived
    /// through makes nobody leave.
    pub fn put_forward(&self, by: TimeDelta) {
        self.floor().put_forward(by);
    }

    /// Reads a ticket that the actor sees, lets `decide` say what changes, saves, shows; again if somebody was first.
    async fn change(
        &self,
        actor: &Actor,
        number: TicketNumber,
        decide: impl Fn(&Ticket) -> Result<Vec<Change>, Refusal> + Send + Sync,
    ) -> Result<Ticket, Error> {
        for _ in 0..TRIES {
            let ticket = self.store.ticket(number).await?.ok_or(Refusal::NoSuchTicket)?;
            self.must_see(actor, &ticket)?;
            let changes = decide(&ticket)?;
            match self.save(actor, ticket, changes, None).await {
                Err(CommitError::Stale) => continue,
                saved => return saved.map_err(failed),
            }
        }
        Err(failed(CommitError::Stale))
    }

    /// Refuses to bring a resolved ticket back while its customer has a newer one: somebody who
    /// writes to a number has one unsettled ticket there at most.
    async fn must_be_latest(&self, ticket: &Ticket) -> Result<(), Error> {
        ticket.must_not_be_merged()?;
        if ticket.is_unsettled() {
            return Ok(());
        }
        let contact = self.store.contact(&ticket.contact).await?;
        let aliases = contact.map(|contact| contact.aliases()).unwrap_or_default();
        let senders = vec![(ticket.channel.clone(), aliases)];
        let answer = self.store.answer(&Question { senders, ..Question::default() }).await?;
        let is_newer = |latest: &Ticket| {
            let is_own = latest.contact == ticket.contact && !latest.is_past();
            latest.goes_on_in() != ticket.number && (is_own || latest.is_unsettled())
        };
        let newer = answer.latest.iter().any(is_newer);
        if newer { Err(Refusal::NewerTicket.into()) } else { Ok(()) }
    }

    /// Shows what was saved, without the ids that would tell a customer's number.
    fn show(&self, happened: Vec<Happened>) {
        let mut floor = self.floor();
        floor.fold(&happened);
        let (book, now) = (floor.book(), self.clock.now());
        drop(floor);
        let said = |step: &Happened| matches!(step.event.change, Change::Replied { .. });
        if happened.iter().any(said) {
            self.live.outbox_has_work();
        }
        if happened.iter().any(|step| matches!(step.event.change, Change::Called { .. })) {
            self.live.calls_have_work();
        }
        let names_a_file = |step: &Happened| {
            let message = step.event.change.message();
            message.is_some_and(|it| it.came() && it.content.to_fetch().is_some())
        };
        if happened.iter().any(names_a_file) {
            self.live.fetches_have_work();
        }
        let shown = Update::of(happened).into_iter().map(|update| {
            let pressing = |ticket: &Ticket| pressing(&book, ticket, now);
            let alarmed = self.alarms().hear(&update, pressing);
            let ticket = book.shown(update.ticket, now);
            Update { ticket, alarmed, ..update }.for_screens()
        });
        self.live.publish(shown.collect());
    }

    /// One ticket's changes, saved and shown.
    async fn save(
        &self,
        actor: &Actor,
        mut ticket: Ticket,
        changes: Vec<Change>,
        key: Option<(String, MessageId)>,
    ) -> Result<Ticket, CommitError> {
        let (before, book) = (ticket.clone(), self.floor().book());
        let mut happened = self.fold(actor, &mut ticket, changes);
        if happened.is_empty() {
            return Ok(self.shown(ticket));
        }
        let answered = self.answer(&before, &mut ticket, &mut happened).await;
        let due = answered.map_err(CommitError::Failed)?;
        let commit = Commit { tickets: vec![ticket.clone()], key, due, ..Commit::default() };
        self.save_happened(commit, happened, &book).await?;
        Ok(self.shown(ticket))
    }

    /// The ticket as a screen shows it.
    fn shown(&self, ticket: Ticket) -> Ticket {
        self.floor().book().shown(ticket, self.clock.now())
    }

    /// Lets `changes` happen to `ticket` now.
    fn fold(&self, actor: &Actor, ticket: &mut Ticket, changes: Vec<Change>) -> Vec<Happened> {
        step_by_step(ticket, changes, self.clock.now(), &actor.author())
    }

    /// Saves what happened in one commit, then shows it. The events go there and back, since they
    /// may be large. If another book came in force since `book` was asked, what was saved is looked at
    /// once more: its review may have been before.
    async fn save_happened(
        &self,
        mut commit: Commit,
        happened: Vec<Happened>,
        book: &Arc<Book>,
    ) -> Result<(), CommitError> {
        let after: Vec<_>;
        let apart = |Happened { event, ticket, was }| (event, (ticket, was));
        (commit.events, after) = happened.into_iter().map(apart).unzip();
        self.commit(&commit).await?;
        let happened = commit.events.into_iter().zip(after);
        let whole = |(event, (ticket, was))| Happened { event, ticket, was };
        self.show(happened.map(whole).collect());
        if !Arc::ptr_eq(book, &self.floor().book()) {
            self.look_again(&commit.tickets).await?;
        }
        Ok(())
    }

    /// Saves. A failure may have saved all the same.
    async fn commit(&self, commit: &Commit) -> Result<(), CommitError> {
        let saved = self.store.commit(commit).await;
        if let Err(CommitError::Failed(_)) = saved {
            self.floor().doubt_line();
        }
        saved
    }
}

/// Refuses unless `actor` holds `permission`.
fn allow(actor: &Actor, permission: Permission) -> Result<(), Refusal> {
    if actor.may(permission) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

fn failed(error: CommitError) -> Error {
    match error {
        CommitError::Failed(cause) => Error::Failed(cause),
        stale @ CommitError::Stale => Error::Failed(Box::new(stale)),
    }
}
