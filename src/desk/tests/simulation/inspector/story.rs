//! What a ticket's events say that time counts from, told anew: nothing that the desk keeps of it is
//! asked.
//!
//! The whole talk is kept and gone through each time, where the desk folds it small. Left out is what
//! the week leaves out, merging and programs that answer; and every ticket begins with a question.

use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::MessageId;
use crate::message::{Content, Message, Progress};
use crate::permissions::Author;
use crate::sla::{Applied, ClockKind};
use crate::ticket::{Change, Event};

/// One thing that was said or done.
enum Turn {
    /// The customer asked, by Meta's time.
    Asked(DateTime<Utc>),
    /// A person answered; what has arrived can't fail any more.
    Answered { message: MessageId, at: DateTime<Utc>, arrived: bool },
    /// Resolved: whatever was unanswered is let go.
    LetGo(DateTime<Utc>),
}

/// The customer waits, or waited, for an answer.
pub(super) struct Wait {
    pub(super) clock: ClockKind,
    pub(super) from: DateTime<Utc>,
    pub(super) until: Option<DateTime<Utc>>,
}

/// The resolution clocks stand still, or stood.
pub(super) struct Stop {
    pub(super) from: DateTime<Utc>,
    pub(super) until: Option<DateTime<Utc>>,
    /// Because the ticket is resolved, and not because we wait for the customer.
    pub(super) settled: bool,
}

pub(super) struct Story {
    pub(super) opened: DateTime<Utc>,
    turns: Vec<Turn>,
    pub(super) stops: Vec<Stop>,
    /// We answered last, as far as the clocks are concerned.
    waiting: bool,
    pub(super) settled: bool,
    pub(super) resolved: Option<DateTime<Utc>>,
    pub(super) snoozed: Option<DateTime<Utc>>,
    /// Since when the ticket shows that its customer waits.
    pub(super) unanswered: Option<DateTime<Utc>>,
    /// Our last answer, if the customer said nothing to it.
    pub(super) answer: Option<(MessageId, DateTime<Utc>)>,
    /// When the customer first said goodbye to the resolution.
    farewell: Option<DateTime<Utc>>,
    pub(super) window_ends: Option<DateTime<Utc>>,
    /// What was applied last, and when.
    pub(super) terms: Option<(Applied, DateTime<Utc>)>,
}

impl Story {
    pub(super) fn begun(opened: DateTime<Utc>) -> Self {
        Self {
            opened,
            turns: vec![],
            stops: vec![],
            waiting: false,
            settled: false,
            resolved: None,
            snoozed: None,
            unanswered: None,
            answer: None,
            farewell: None,
            window_ends: None,
            terms: None,
        }
    }

    /// Takes in an event; true if something may come at another moment by it.
    pub(super) fn fold(&mut self, event: &Event) -> bool {
        let at = event.at;
        match &event.change {
            Change::Received { message, settled, .. } => self.received(message, *settled),
            Change::Replied { message } if !event.by.is_automatic() => self.replied(message),
            Change::Delivery { message, delivery, .. } => {
                return self.delivered(message, delivery.progress, at);
            }
            Change::Snoozed { until } => self.snoozed = Some(*until),
            Change::Woken => self.snoozed = None,
            Change::Resolved => self.settles(at),
            Change::Reopened => self.reopened(at, &event.by),
            Change::PolicyApplied { applied } => {
                self.terms = applied.open().map(|applied| (applied, at));
            }
            Change::Teamed { .. } => {}
            _ => return false,
        }
        true
    }

    fn received(&mut self, message: &Message, settled: bool) {
        let (at, end) = (message.sent_at, message.sent_at + TimeDelta::hours(24));
        self.window_ends = self.window_ends.max(Some(end));
        self.answer = None;
        if settled {
            self.farewell = Some(self.farewell.map_or(at, |first| first.min(at)));
        } else if !matches!(message.content, Content::Reaction { .. }) {
            self.turns.push(Turn::Asked(at));
            self.unanswered = Some(self.unanswered.map_or(at, |since| since.min(at)));
            // Whatever stood still by then went on from there.
            for stop in self.stops.iter_mut().filter(|stop| stop.until.is_none_or(|it| it > at)) {
                stop.until = Some(at.max(stop.from));
            }
            (self.waiting, self.settled, self.snoozed) = (false, false, None);
        }
    }

    fn replied(&mut self, message: &Message) {
        let (id, at) = (message.id.clone(), message.sent_at);
        self.turns.push(Turn::Answered { message: id.clone(), at, arrived: false });
        if !self.waiting {
            self.stands_still(at, false);
        }
        (self.waiting, self.unanswered, self.snoozed) = (true, None, None);
        self.answer = Some((id, at));
    }

    /// An answer that failed was never given: who waited for it waits still.
    fn delivered(&mut self, id: &MessageId, progress: Progress, at: DateTime<Utc>) -> bool {
        let place = self.turns.iter().position(
            |turn| matches!(turn, Turn::Answered { message, arrived: false, .. } if message == id),
        );
        if let (Some(place), Progress::Delivered | Progress::Read) = (place, progress)
            && let Turn::Answered { arrived, .. } = &mut self.turns[place]
        {
            *arrived = true;
        }
        if progress != Progress::Failed {
            return false;
        }
        self.answer.take_if(|(answer, _)| answer == id);
        if let Some(place) = place {
            self.turns.remove(place);
            if self.waits().iter().any(|wait| wait.until.is_none()) && !self.settled {
                self.goes_on(at);
                self.waiting = false;
            }
        }
        true
    }

    fn settles(&mut self, at: DateTime<Utc>) {
        self.turns.push(Turn::LetGo(at));
        self.resolved = self.resolved.or(Some(at));
        if !self.settled {
            self.stands_still(at, true);
        }
        (self.waiting, self.settled, self.snoozed) = (false, true, None);
        (self.unanswered, self.answer) = (None, None);
    }

    fn reopened(&mut self, at: DateTime<Utc>, by: &Author) {
        self.goes_on(at);
        let taken_back = self.farewell.take().filter(|_| *by != Author::Customer);
        (self.waiting, self.settled, self.snoozed) = (false, false, None);
        (self.unanswered, self.answer) = (taken_back, None);
    }

    fn stands_still(&mut self, at: DateTime<Utc>, settled: bool) {
        self.goes_on(at);
        let from = self.stops.last().and_then(|last| last.until).map_or(at, |end| end.max(at));
        self.stops.push(Stop { from, until: None, settled });
    }

    fn goes_on(&mut self, at: DateTime<Utc>) {
        if let Some(last) = self.stops.last_mut() {
            last.until = last.until.or(Some(at.max(last.from)));
        }
    }

    /// Since when the ticket is to be settled: since it was last reopened, if it was.
    pub(super) fn unsettled_since(&self) -> DateTime<Utc> {
        let settled = self.stops.iter().rev().find(|stop| stop.settled);
        settled.and_then(|stop| stop.until).unwrap_or(self.opened)
    }

    /// Every time that the customer waited, and waits. The first counts from the ticket's beginning;
    /// until somebody answered, each is for a first response.
    pub(super) fn waits(&self) -> Vec<Wait> {
        let (mut since, mut clock) = (Some(self.opened), ClockKind::FirstResponse);
        let (mut begins, mut waits) = (true, vec![]);
        for turn in &self.turns {
            let until = match turn {
                Turn::Asked(_) if begins => continue,
                Turn::Asked(at) => {
                    since = Some(since.map_or(*at, |since| since.min(*at)));
                    continue;
                }
                Turn::Answered { at, .. } | Turn::LetGo(at) => *at,
            };
            let wait = since.map(|from| Wait { clock, from, until: Some(until.max(from)) });
            waits.extend(wait);
            if matches!(turn, Turn::Answered { .. }) {
                clock = ClockKind::NextResponse;
            }
            (since, begins) = (None, false);
        }
        waits.extend(since.map(|from| Wait { clock, from, until: None }));
        waits
    }
}
