//! The simulated week: what is to happen lies in order of time, and time jumps from one to the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::chance::Chance;
use super::customers::Customer;
use super::inspector::{Inspector, Laid, Scene, Violation};
use super::line::{Eye, Line};
use super::spoilt::Spoilt;
use super::staff::Staff;
use super::turn::Turn;
use super::{END, START, book, letter};
use crate::desk::{Desk, Error};
use crate::fakes::{FixedClock, MemoryStore};
use crate::ids::TicketNumber;
use crate::permissions::{Actor, Role};
use crate::rulebook::Rulebook;
use crate::ticket::Ticket;

pub(super) struct World {
    pub(super) chance: Chance,
    pub(super) clock: Arc<FixedClock>,
    pub(super) store: Arc<MemoryStore>,
    pub(super) line: Arc<Line>,
    pub(super) eye: Arc<Eye>,
    pub(super) desk: Desk,
    pub(super) staff: Staff,
    pub(super) customers: Vec<Customer>,
    pub(super) inspector: Inspector,
    pub(super) now: DateTime<Utc>,
    /// Counts the messages that were made up.
    pub(super) made: u64,
    agenda: BTreeMap<(DateTime<Utc>, u64), Turn>,
    /// Counts what was put on the agenda: of one moment the first comes first.
    put: u64,
    /// The next round of the sweeper that matters.
    round: Option<DateTime<Utc>>,
    /// The second after the last round: there is none before.
    earliest: DateTime<Utc>,
    /// The last round left something undone that was due.
    pub(super) was_overdue: bool,
    /// A book has still to reach tickets.
    pub(super) is_reviewing: bool,
    /// What goes wrong on purpose.
    pub(super) spoilt: Spoilt,
}

/// Three numbers, each with a policy of its own in the book.
pub(super) const NUMBERS: [&str; 3] = ["1065", "1066", "1067"];

impl World {
    pub(super) async fn new(seed: u64, customers: usize) -> Self {
        Self::under(seed, customers, |_| {}).await
    }

    /// The same with another book than the inspector knows of.
    pub(super) async fn under(
        seed: u64,
        customers: usize,
        spoil: impl FnOnce(&mut Rulebook),
    ) -> Self {
        let mut chance = Chance::of(seed);
        let store = Arc::new(MemoryStore::default());
        NUMBERS.into_iter().for_each(|number| store.add_number(number.into()));
        letter::known_to(&store).await;
        let staff = Staff::new();
        staff.people().into_iter().for_each(|person| store.add_person(person));
        let clock = Arc::new(FixedClock::at(START));
        let line = Arc::new(Line::of(chance.draw()));
        let eye = Arc::new(Eye::default());
        let desk = Desk::new(store.clone(), line.clone(), clock.clone(), eye.clone());
        let mut book = book::rulebook(&staff);
        let laid = Laid::of(&book, START);
        spoil(&mut book);
        let saved = desk.lay_down(&ada(), 0, book).await;
        saved.expect("saved").expect("without an objection");
        let customers: Vec<Customer> =
            (0..customers).map(|place| Customer::new(place, &mut chance)).collect();
        let zones = customers.iter().map(|customer| customer.zone).collect();
        let mut world = Self {
            chance,
            clock,
            store,
            line,
            eye,
            desk,
            staff,
            customers,
            inspector: Inspector::of(laid, zones),
            now: START,
            made: 0,
            agenda: BTreeMap::new(),
            put: 0,
            round: Some(START),
            earliest: START,
            was_overdue: false,
            is_reviewing: true,
            spoilt: Spoilt::default(),
        };
        world.plan();
        world
    }

    /// Puts `turn` on the agenda.
    pub(super) fn put(&mut self, at: DateTime<Utc>, turn: Turn) {
        self.put += 1;
        self.agenda.insert((at, self.put), turn);
    }

    pub(super) fn put_in(&mut self, after: TimeDelta, turn: Turn) {
        self.put(self.now + after, turn);
    }

    fn plan(&mut self) {
        self.plan_customers();
        self.plan_staff();
        self.put(START, Turn::Beats);
        for hour in 1..(END - START).num_hours() {
            self.put(START + TimeDelta::hours(hour), Turn::Inspection);
            self.put(START + TimeDelta::minutes(hour * 60 + 17), Turn::Intrudes);
        }
        self.put(START + TimeDelta::minutes(59 * 60 + 1), Turn::LaysDown);
        self.put(START + TimeDelta::minutes(107 * 60 + 31), Turn::Restarts);
    }

    /// Plays until then, or to what breaks a promise: that is told with what led there.
    pub(super) async fn run(&mut self, until: DateTime<Utc>) -> Result<(), String> {
        while let Some((at, turn)) = self.next() {
            if at >= until {
                break;
            }
            self.now = at;
            self.clock.set(at);
            self.inspector.tally.steps += 1;
            let happened = self.happens(&turn).await;
            self.spoils().await;
            happened.map_err(|violation| {
                let step = self.inspector.tally.steps;
                format!("step {step} at {at}: {violation}\nduring {turn:?}")
            })?;
        }
        self.inspects().await?;
        self.inspects_the_store().await
    }

    /// What happens next: a round before anything else of its moment.
    fn next(&mut self) -> Option<(DateTime<Utc>, Turn)> {
        let due = self.store.next_due().map(whole_second);
        let round = [self.round, due].into_iter().flatten().min();
        let round = round.map(|round| round.max(self.earliest));
        let first = self.agenda.first_key_value().map(|((at, _), _)| *at);
        match round.filter(|round| first.is_none_or(|first| *round <= first)) {
            Some(round) => Some((round, Turn::Round)),
            None => self.agenda.pop_first().map(|((at, _), turn)| (at, turn)),
        }
    }

    async fn happens(&mut self, turn: &Turn) -> Result<(), Violation> {
        match turn {
            Turn::Writes { customer } => self.writes(*customer),
            Turn::Webhook { items, again } => self.comes_in(items, *again).await?,
            Turn::Outbox => self.sends().await?,
            Turn::Doubts => _ = self.desk.doubt(&Actor::Clock).await.map_err(failed)?,
            // A sign of life of somebody who is there changes nothing.
            Turn::Beats => {
                self.beats();
                return Ok(());
            }
            Turn::Comes { agent } => self.arrives(*agent).await?,
            Turn::Goes { agent } => self.goes(*agent),
            Turn::Rests { agent } => self.rests(*agent, true).await?,
            Turn::Returns { agent } => self.rests(*agent, false).await?,
            Turn::IsCut { agent } => self.is_cut(*agent),
            Turn::IsMended { agent } => self.is_mended(*agent),
            Turn::Attends { agent, ticket } => self.attends(*agent, *ticket).await?,
            Turn::Answers { agent, ticket } => self.answers(*agent, *ticket).await?,
            Turn::Closes { agent, ticket } => self.closes(*agent, *ticket).await?,
            Turn::Takes { agent } => self.takes(*agent).await?,
            Turn::Intrudes => self.intrudes().await?,
            Turn::LaysDown => self.lays_down().await?,
            Turn::Restarts => self.restarts().await?,
            // It may stand on the agenda in the second of another.
            Turn::Round if self.now < self.earliest => {
                self.round_by(self.earliest);
                return Ok(());
            }
            Turn::Round => return self.sweeps().await,
            Turn::Inspection => return self.inspects().await,
        }
        self.looks().await?;
        self.inspector.nothing_is_owed(self.now)?;
        self.round_by(whole_second(self.now + TimeDelta::microseconds(1)));
        Ok(())
    }

    /// There has to be a round at `at`, or before.
    pub(super) fn round_by(&mut self, at: DateTime<Utc>) {
        self.round = Some(self.round.map_or(at, |round| round.min(at)));
    }

    /// One is made now, and none is asked for any more.
    pub(super) fn round_is_made(&mut self) {
        self.round = None;
        self.earliest = whole_second(self.now + self.spoilt.rest);
    }

    /// Shows the inspector what happened since it last looked, and lets people act on it.
    pub(super) async fn looks(&mut self) -> Result<(), Violation> {
        let book = self.desk.floor().book();
        for (number, _) in self.eye.seen() {
            let stored = self.stored(number)?;
            let events = self.store.events_after(number, self.inspector.known(number));
            let mut scene = Scene { book: &book, staff: &mut self.staff, now: self.now };
            self.inspector.take(&mut scene, &events, &stored)?;
            self.react(&stored, &events);
        }
        if self.eye.was_outbox_woken() {
            let soon = self.chance.wait(TimeDelta::milliseconds(20), TimeDelta::milliseconds(400));
            self.put_in(soon, Turn::Outbox);
        }
        Ok(())
    }

    pub(super) fn stored(&self, number: TicketNumber) -> Result<Arc<Ticket>, Violation> {
        self.store.held(number).ok_or_else(|| format!("ticket {number} is gone"))
    }

    /// A fresh id for a message.
    pub(super) fn id(&mut self, prefix: &str) -> String {
        self.made += 1;
        format!("{prefix}{}", self.made)
    }
}

pub(super) fn ada() -> Actor {
    Actor::Person { id: "ada".into(), role: Role::Administrator }
}

pub(super) fn failed(error: Error) -> Violation {
    match error {
        Error::Refused(refusal) => format!("refused: {refusal}"),
        Error::Failed(cause) => format!("failed: {cause}"),
    }
}

/// The second that begins at `at` or after it: the sweeper comes once a second.
pub(super) fn whole_second(at: DateTime<Utc>) -> DateTime<Utc> {
    let into = TimeDelta::nanoseconds(i64::from(at.timestamp_subsec_nanos()));
    match into.is_zero() {
        true => at,
        false => at - into + TimeDelta::seconds(1),
    }
}
