//! An inspector of one ticket, to which anything may happen.

use super::super::*;
use crate::desk::tests::simulation::inspector::Moment;
use crate::desk::tests::simulation::staff::Staff;
use crate::desk::tests::simulation::{START, book};
use crate::message::{Content, Delivery, Direction, Message, Progress};
use crate::rulebook::Rulebook;
use crate::sealed::Sealed;
use crate::sla::Breached;
use crate::ticket::Priority;

pub(super) const ONE: TicketNumber = TicketNumber(1);
pub(super) const SECOND: TimeDelta = TimeDelta::seconds(1);

/// So long after Monday began.
pub(super) fn at(hour: i64, minute: i64) -> DateTime<Utc> {
    START + TimeDelta::minutes(hour * 60 + minute)
}

pub(super) fn rulebook() -> Rulebook {
    book::rulebook(&Staff::new())
}

/// An inspector of one ticket, whose customer is in Madrid.
pub(super) struct Watch {
    pub(super) promises: Promises,
    pub(super) tickets: HashMap<TicketNumber, Ticket>,
    /// What happened when, step by step.
    steps: Vec<(DateTime<Utc>, Vec<Change>)>,
    pub(super) tally: Tally,
}

impl Watch {
    fn blank() -> Self {
        let promises = Promises::of(Laid::of(&rulebook(), START));
        Self { promises, tickets: HashMap::default(), steps: vec![], tally: Tally::default() }
    }

    /// A ticket of billing that began with a question at nine on Monday.
    pub(super) fn begun() -> Self {
        let (mut watch, nine) = (Self::blank(), at(9, 0));
        let opened = Change::Opened {
            channel: "1065".into(),
            contact: "c".into(),
            customer: "Customer 0".into(),
            follows: None,
            previous_owner: None,
            asked_at: None,
            entry: None,
        };
        let asks = asks("m1", nine);
        watch.does(nine, vec![opened, asks, team("billing"), applied("usual", Priority::Normal)]);
        watch
    }

    /// Another one that saw the same.
    pub(super) fn again(&self) -> Self {
        let mut watch = Self::blank();
        self.steps.iter().for_each(|(now, changes)| watch.does(*now, changes.clone()));
        watch
    }

    /// All of that happens in one step.
    pub(super) fn happens(
        &mut self,
        now: DateTime<Utc>,
        changes: Vec<Change>,
    ) -> Result<(), Violation> {
        for change in &changes {
            let rev = self.tickets.get(&ONE).map_or(1, |ticket| ticket.rev + 1);
            let (by, change) = (author(change), change.clone());
            self.sees(&Event { ticket: ONE, rev, at: now, by, change })?;
        }
        self.steps.push((now, changes));
        self.promises.settle(now, &self.tickets[&ONE])
    }

    fn sees(&mut self, event: &Event) -> Result<(), Violation> {
        if let Some(ticket) = self.tickets.get(&ONE) {
            self.promises.judge(event.at, ticket, event, &mut self.tally)?;
        }
        self.promises.fold(event, || Tz::Europe__Madrid);
        match self.tickets.get_mut(&ONE) {
            Some(ticket) => ticket.apply(event),
            None => _ = self.tickets.insert(ONE, Ticket::open(event).expect("an opening")),
        }
        Ok(())
    }

    pub(super) fn does(&mut self, now: DateTime<Utc>, changes: Vec<Change>) {
        self.happens(now, changes).expect("it is right");
    }

    pub(super) fn sweeps(&mut self, now: DateTime<Utc>) -> Result<(), Violation> {
        self.promises.swept(now, false);
        self.promises.nothing_is_owed(now, &self.tickets)
    }

    pub(super) fn last(&self) -> DateTime<Utc> {
        self.steps.last().expect("a beginning").0
    }

    /// What is owed by then, in the order of its times.
    pub(super) fn owed(&mut self, until: DateTime<Utc>) -> Vec<Due> {
        self.promises.reckon(&self.tickets[&ONE], until).expect("nothing is hidden");
        self.promises.put_in_order(ONE);
        let owed = self.promises.tickets[&ONE].owed().map(|owed| owed.due);
        let mut owed: Vec<Due> = owed.filter(|due| due.at <= until).collect();
        owed.sort_by_key(|due| due.at);
        owed
    }

    /// When it can be told: another team's hours may make that later than its time.
    pub(super) fn when(&self, due: Due) -> DateTime<Utc> {
        self.last().max(due.at)
    }

    /// Tells all that is owed by then, each at its time; `looks` looks at each before it is told.
    pub(super) fn tells(&mut self, until: DateTime<Utc>, mut looks: impl FnMut(&mut Watch, Due)) {
        while let Some(due) = self.owed(until).first().copied() {
            looks(self, due);
            self.does(self.when(due), vec![change(due)]);
        }
    }
}

fn person() -> Author {
    Author::Person { id: "agent-00".into() }
}

fn author(change: &Change) -> Author {
    match change {
        Change::Opened { .. } | Change::Received { .. } => Author::Customer,
        Change::Replied { .. } | Change::Snoozed { .. } | Change::Prioritised { .. } => person(),
        _ => Author::Clock,
    }
}

fn message(id: &str, sent_at: DateTime<Utc>, author: Author, direction: Direction) -> Box<Message> {
    let delivery = (direction == Direction::Out).then(|| Delivery::at(Progress::Queued));
    Box::new(Message {
        id: id.into(),
        ticket: ONE,
        direction,
        author,
        content: Content::Text { body: "Hola".into() },
        external: None,
        reply_to: None,
        origin: None,
        delivery,
        sent_at,
        saved_at: sent_at,
    })
}

pub(super) fn asks(id: &str, sent_at: DateTime<Utc>) -> Change {
    let message = message(id, sent_at, Author::Customer, Direction::In);
    Change::Received { message, customer: "Customer 0".into(), settled: false, by_ad: false }
}

pub(super) fn answers(id: &str, sent_at: DateTime<Utc>) -> Change {
    Change::Replied { message: message(id, sent_at, person(), Direction::Out) }
}

pub(super) fn team(team: &str) -> Change {
    Change::Teamed { team: Some(team.into()) }
}

pub(super) fn applied(policy: &str, priority: Priority) -> Change {
    let book = rulebook();
    let policy = book.policies.iter().find(|known| known.id.0 == policy).expect("laid down");
    Change::PolicyApplied { applied: Sealed::new(&policy.applied(priority)) }
}

/// What tells it.
pub(super) fn change(due: Due) -> Change {
    match due.moment {
        Moment::Mark { clock, started, percent: 100 } => {
            let (policy, version, due) = ("usual".into(), 1, due.told);
            Change::Breached { breached: Breached { clock, due, started, policy, version } }
        }
        Moment::Mark { clock, started, percent } => {
            let passed = Warned { clock, percent, due: None, started };
            Change::Passed { passed, for_rules: percent == book::SHARE }
        }
        Moment::Came { timer, .. } => Change::Came { moment: Sealed::new(&timer), due: due.told },
        Moment::Wakes { .. } => Change::Woken,
    }
}
