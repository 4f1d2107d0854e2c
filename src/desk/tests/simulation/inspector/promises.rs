//! Holds what the desk tells against what time brings about: each moment once, none before its time,
//! and none left out by a sweep that came after it (SLA-10, SLA-13, SLA-17, RULE-9, WIN-3).
//!
//! Each ticket is reckoned anew only when an event of its changed what comes when; of all of them only
//! the first that is owed is kept in order of time, so that a step costs what it touches.

mod tests;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::super::tally::Tally;
use super::Violation;
use super::laid::Laid;
use super::moments::{Case, Due, Moment};
use super::story::Story;
use crate::ids::TicketNumber;
use crate::permissions::Author;
use crate::quick::{HashMap, HashSet};
use crate::routing::Timer;
use crate::sla::Warned;
use crate::ticket::{Change, Event, Ticket};

/// How late a moment may be told: the sweeper comes once a second.
const LATE: TimeDelta = TimeDelta::seconds(1);

/// The same while a sweep leaves some over: at a time of day all tickets are due at once.
const BACKLOG: TimeDelta = TimeDelta::seconds(20);

/// Less is no time.
const TICK: TimeDelta = TimeDelta::microseconds(1);

/// What comes, and the time from which on a sweep has to tell it. That is its own, but of what came to
/// be owed when it was past already: the sweep that is under way may be beyond it.
struct Owed {
    due: Due,
    by: DateTime<Utc>,
    is_told: bool,
}

struct Kept {
    story: Story,
    zone: Tz,
    /// All that comes, told or not.
    comes: Vec<Owed>,
    told: HashSet<Moment>,
    /// Something changed since that was reckoned.
    is_stale: bool,
    /// The first that is not told, as it stands in order.
    first: Option<DateTime<Utc>>,
}

pub(in super::super) struct Promises {
    laid: Laid,
    tickets: HashMap<TicketNumber, Kept>,
    firsts: BTreeSet<(DateTime<Utc>, TicketNumber)>,
    /// When the last sweep was that left nothing over.
    swept: DateTime<Utc>,
    /// The last sweep left some over.
    is_behind: bool,
}

impl Promises {
    pub(in super::super) fn of(laid: Laid) -> Self {
        let (tickets, firsts) = (HashMap::default(), BTreeSet::new());
        let (swept, is_behind) = (laid.since, false);
        Self { laid, tickets, firsts, swept, is_behind }
    }

    /// Looks at an event before it is taken in; `ticket` is as it was.
    pub(super) fn judge(
        &mut self,
        now: DateTime<Utc>,
        ticket: &Ticket,
        event: &Event,
        tally: &mut Tally,
    ) -> Result<(), Violation> {
        if !tells(event) {
            return Ok(());
        }
        self.reckon(ticket, now)?;
        let kept = self.tickets.get_mut(&ticket.number).ok_or("a ticket without a story")?;
        let what = format!("{} of ticket {}", event.change.word(), ticket.number);
        let known = kept.comes.iter_mut().find(|owed| owed.is_told_by(event));
        let Owed { due: Due { moment, at, .. }, by, is_told } =
            known.ok_or_else(|| format!("{what} is not waited for: {:?}", event.change))?;
        *is_told = true;
        if !kept.told.insert(*moment) {
            return Err(format!("{what} was told twice: {moment:?}"));
        }
        if *at > now {
            return Err(format!("{what} was told before its time, {at}: {moment:?}"));
        }
        // After a time of day comes that of the next.
        kept.is_stale |= matches!(moment, Moment::Came { timer: Timer::TimeOfDay { .. }, .. });
        let (late, most) = (now - *by, if self.is_behind { BACKLOG } else { LATE });
        if late > most {
            return Err(format!("{what} was told late by {late}: {moment:?}"));
        }
        tally.tell(moment, late);
        Ok(())
    }

    /// Takes in an event.
    pub(super) fn fold(&mut self, event: &Event, zone: impl FnOnce() -> Tz) {
        let kept = self.tickets.entry(event.ticket).or_insert_with(|| Kept {
            story: Story::begun(event.at),
            zone: zone(),
            comes: vec![],
            told: HashSet::default(),
            is_stale: true,
            first: None,
        });
        kept.is_stale |= kept.story.fold(event);
    }

    /// After a step that did something to the ticket.
    pub(super) fn settle(&mut self, now: DateTime<Utc>, ticket: &Ticket) -> Result<(), Violation> {
        self.reckon(ticket, now)?;
        self.put_in_order(ticket.number);
        let kept = &self.tickets[&ticket.number];
        let terms = kept.story.terms.as_ref().map(|(terms, _)| terms);
        match self.laid.has_right_terms(ticket, terms) {
            true => Ok(()),
            false => Err(format!("ticket {} is under {terms:?}", ticket.number)),
        }
    }

    /// Reckons anew what comes, if anything changed. A breach that came to pass is not to be lost by it
    /// (SLA-10): it may begin earlier, but is told.
    fn reckon(&mut self, ticket: &Ticket, now: DateTime<Utc>) -> Result<(), Violation> {
        let kept = self.tickets.get_mut(&ticket.number).ok_or("a ticket without a story")?;
        if !std::mem::take(&mut kept.is_stale) {
            return Ok(());
        }
        let team = ticket.team.as_ref();
        let case = Case { story: &kept.story, team, zone: kept.zone, laid: &self.laid };
        let owed = |due: Due| {
            let known = kept.comes.iter().find(|one| one.due.moment == due.moment);
            let same = known.filter(|known| known.due.at == due.at);
            let by = same.map_or_else(|| due.at.max(now + TICK), |same| same.by);
            let told = known.map(|known| known.is_told);
            Owed { due, by, is_told: told.unwrap_or_else(|| kept.told.contains(&due.moment)) }
        };
        let comes: Vec<Owed> = case.dues(now).into_iter().map(owed).collect();
        let passed = |owed: &&Owed| owed.due.at <= now && owed.due.moment.is_breach();
        let comes_still = |lost: &&Owed| {
            let same = |it: &Owed| it.due.moment.is_breach_of(&lost.due.moment);
            comes.iter().filter(passed).any(same)
        };
        let hidden = kept.owed().filter(passed).find(|lost| !comes_still(lost)).map(|it| it.due);
        if let Some(Due { moment, at, .. }) = hidden {
            return Err(format!("ticket {}: nobody is told of {moment:?} at {at}", ticket.number));
        }
        kept.comes = comes;
        Ok(())
    }

    fn put_in_order(&mut self, number: TicketNumber) {
        let Some(kept) = self.tickets.get_mut(&number) else { return };
        let first = kept.owed().map(|owed| owed.by).min();
        if kept.first == first {
            return;
        }
        if let Some(before) = std::mem::replace(&mut kept.first, first) {
            self.firsts.remove(&(before, number));
        }
        self.firsts.extend(first.map(|first| (first, number)));
    }

    /// A sweep is over, and left some tickets over for the next or not.
    pub(super) fn swept(&mut self, now: DateTime<Utc>, is_behind: bool) {
        self.is_behind = is_behind;
        self.swept = if is_behind { self.swept.max(now - BACKLOG) } else { now };
    }

    /// Whatever was due before the last sweep is told.
    pub(super) fn nothing_is_owed(
        &mut self,
        now: DateTime<Utc>,
        tickets: &HashMap<TicketNumber, Ticket>,
    ) -> Result<(), Violation> {
        while let Some((_, number)) = self.firsts.first().copied().filter(|it| it.0 <= self.swept) {
            // The hours in which a follow-up may leave can end between its time and the sweep.
            self.tickets.entry(number).and_modify(|kept| kept.is_stale = true);
            self.reckon(&tickets[&number], now)?;
            self.put_in_order(number);
            let kept = &self.tickets[&number];
            if kept.first.is_some_and(|first| first <= self.swept) {
                let owed = kept.owed().min_by_key(|owed| owed.by).map(|owed| owed.due);
                return Err(format!("ticket {number} was left untold of {owed:?}"));
            }
        }
        Ok(())
    }

    /// From now on another book holds.
    pub(super) fn lay_down(
        &mut self,
        laid: Laid,
        now: DateTime<Utc>,
        tickets: &HashMap<TicketNumber, Ticket>,
    ) -> Result<(), Violation> {
        self.laid = laid;
        for (number, ticket) in tickets {
            self.tickets.entry(*number).and_modify(|kept| kept.is_stale = true);
            self.reckon(ticket, now)?;
            self.put_in_order(*number);
        }
        Ok(())
    }
}

/// Whether time alone brought it about.
fn tells(event: &Event) -> bool {
    match &event.change {
        Change::Warned { .. }
        | Change::Passed { .. }
        | Change::Breached { .. }
        | Change::Came { .. } => true,
        Change::Woken => event.by == Author::Clock,
        _ => false,
    }
}

impl Kept {
    /// What is still to be told.
    fn owed(&self) -> impl Iterator<Item = &Owed> {
        self.comes.iter().filter(|owed| !owed.is_told)
    }
}

impl Owed {
    /// Whether that event tells it.
    fn is_told_by(&self, event: &Event) -> bool {
        let Due { moment, told, .. } = self.due;
        match (&event.change, moment) {
            (Change::Warned { warned } | Change::Passed { passed: warned, .. }, moment) => {
                let Warned { clock, started, percent, .. } = *warned;
                moment == Moment::Mark { clock, started, percent }
            }
            (Change::Breached { breached }, moment) => {
                let (clock, started) = (breached.clock, breached.started);
                moment == Moment::Mark { clock, started, percent: 100 } && breached.due == told
            }
            (Change::Came { moment, due }, Moment::Came { timer, .. }) => {
                moment.open() == Some(timer) && *due == told
            }
            (Change::Woken, Moment::Wakes { .. }) => true,
            _ => false,
        }
    }
}
