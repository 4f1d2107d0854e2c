//! Events → what rules listen to, with what was before.

use chrono::{DateTime, Utc};

use crate::message::{Content, Direction, Message};
use crate::routing::{Before, Trigger};
use crate::sla::{ClockKind, Warned};
use crate::ticket::{Change, Happened, Status, Ticket};

/// Something that may start rules.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Happening {
    pub trigger: Trigger,
    pub message: Option<Message>,
    pub before: Option<Was>,
    /// The mark of an SLA clock that was passed, if that is what happened.
    pub passing: Option<Passing>,
}

/// A mark of one clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Passing {
    pub clock: ClockKind,
    pub started: DateTime<Utc>,
    /// So much of the target has passed.
    pub percent: u8,
    /// When all of it has, or had.
    pub due: Option<DateTime<Utc>>,
}

impl Happening {
    pub fn of(trigger: Trigger) -> Self {
        Self { trigger, message: None, before: None, passing: None }
    }
}

/// A value that a change replaced; `None` if there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Was(Option<String>);

impl Was {
    pub fn as_before(&self) -> Before<'_> {
        self.0.as_deref().map_or(Before::Nothing, Before::Was)
    }
}

/// Everything that `happened` mean to rules, in order. `before` is the ticket before the first of
/// them; none if it was opened by it.
pub(super) fn of(before: Option<&Ticket>, happened: &[Happened]) -> Vec<Happening> {
    let mut happenings = vec![];
    let mut before = before;
    for (place, step) in happened.iter().enumerate() {
        let first_message = || happened[place..].iter().find_map(|one| one.event.change.message());
        happenings.extend(direct(before, step, first_message));
        if let Some(before) = before.filter(|before| before.status != step.ticket.status) {
            let before = Some(was(before.status.word()));
            happenings.push(Happening { before, ..Happening::of(Trigger::StatusChanged) });
        }
        before = Some(&step.ticket);
    }
    happenings
}

/// What the event itself means.
fn direct<'m>(
    before: Option<&Ticket>,
    step: &Happened,
    first_message: impl Fn() -> Option<&'m Message>,
) -> Option<Happening> {
    let status = || before.map(|before| was(before.status.word()));
    let (trigger, message, before) = match &step.event.change {
        Change::Opened { .. } => (opened(step), first_message().cloned(), None),
        // A tap on our own question is told as what it means.
        Change::Received { message, .. } if matches!(message.content, Content::Rating { .. }) => {
            return None;
        }
        Change::Received { message, .. } => {
            (Trigger::MessageIn, Some(message.as_ref().clone()), None)
        }
        // No more than a nod: what rules do about our words it does not bring about.
        Change::Replied { message } if matches!(message.content, Content::Reaction { .. }) => {
            return None;
        }
        Change::Replied { message } if !step.event.by.is_automatic() => {
            (Trigger::MessageOut, Some(message.as_ref().clone()), None)
        }
        Change::Rated { comment: None, .. } => (Trigger::Rated, None, None),
        Change::Reopened => (Trigger::Reopened, None, status()),
        Change::Resolved => (Trigger::Resolved, None, status()),
        // It was nobody's and stays nobody's: it only waits differently.
        Change::Assigned { owner: None, .. } if before.is_some_and(|it| it.owner.is_none()) => {
            return None;
        }
        Change::Assigned { .. } => {
            let owner = before.and_then(|before| before.owner.as_ref());
            (Trigger::Assigned, None, Some(Was(owner.map(|owner| owner.0.clone()))))
        }
        Change::Teamed { .. } => {
            let team = before.and_then(|before| before.team.as_ref());
            (Trigger::TeamChanged, None, Some(Was(team.map(|team| team.0.clone()))))
        }
        Change::Prioritised { .. } => {
            let priority = before.map(|before| was(before.priority.word()));
            (Trigger::PriorityChanged, None, priority)
        }
        Change::Tagged { tag } => (Trigger::TagAdded { tag: Some(tag.clone()) }, None, None),
        Change::Warned { warned } => {
            (Trigger::SlaWarning { percent: Some(warned.percent) }, None, None)
        }
        Change::Passed { passed, for_rules: true } => {
            (Trigger::SlaShare { percent: passed.percent }, None, None)
        }
        Change::Passed { passed, for_rules: false } => {
            (Trigger::SlaWarning { percent: Some(passed.percent) }, None, None)
        }
        Change::Breached { .. } => (Trigger::SlaBreached, None, None),
        Change::Came { moment, .. } => (moment.open()?.trigger(), None, None),
        _ => return None,
    };
    Some(Happening {
        message,
        before,
        passing: passing(&step.event.change),
        ..Happening::of(trigger)
    })
}

fn passing(change: &Change) -> Option<Passing> {
    match change {
        Change::Warned { warned } | Change::Passed { passed: warned, .. } => {
            let Warned { clock, percent, due, started } = *warned;
            Some(Passing { clock, started, percent, due })
        }
        Change::Breached { breached } => {
            let (clock, started, due) = (breached.clock, breached.started, Some(breached.due));
            Some(Passing { clock, started, percent: 100, due })
        }
        _ => None,
    }
}

fn opened(step: &Happened) -> Trigger {
    match step.ticket.started_by {
        Direction::In => Trigger::TicketOpened,
        Direction::Out => Trigger::OpenedByUs,
    }
}

fn was(word: &str) -> Was {
    Was(Some(word.to_owned()))
}

impl Ticket {
    /// Whether it is one that anything is decided about: not a part of another, and not what was said
    /// before the desk came.
    pub(super) fn is_alive(&self) -> bool {
        let is_own = self.merged_into.is_none() && !self.is_past();
        is_own || self.status != Status::Resolved
    }
}
