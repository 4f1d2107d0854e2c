//! What was laid down that moments depend on: the rulebook read as it is written, with nothing of it
//! made ready by the desk.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::super::openings::Openings;
use crate::ids::TeamId;
use crate::quick::HashMap;
use crate::routing::{Action, Timer, Trigger};
use crate::rulebook::Rulebook;
use crate::sla::{Applied, Policy};
use crate::ticket::Ticket;

pub(in super::super) struct Laid {
    pub(super) since: DateTime<Utc>,
    policies: Vec<Policy>,
    /// What rules wait for.
    pub(super) timers: BTreeSet<Timer>,
    /// The silences after which rules write to the customer.
    pub(super) follow_ups: BTreeSet<Timer>,
    /// The parts of a target that rules wait for, in percent.
    pub(super) shares: BTreeSet<u8>,
    hours: HashMap<TeamId, Openings>,
    pub(super) always: Openings,
}

impl Laid {
    pub(in super::super) fn of(book: &Rulebook, since: DateTime<Utc>) -> Self {
        let (mut timers, mut follow_ups, mut shares) =
            <(BTreeSet<_>, BTreeSet<_>, BTreeSet<_>)>::default();
        for rule in book.rules.rules.iter().filter(|rule| rule.on) {
            let mut actions = rule.then.iter().chain(&rule.otherwise);
            let writes = actions.any(|action| matches!(action, Action::SendText { .. }));
            for trigger in &rule.when {
                if let Trigger::SlaWarning { percent: Some(percent) } = trigger {
                    shares.insert(*percent);
                }
                let Some(timer) = timer(trigger) else { continue };
                timers.insert(timer);
                if writes && matches!(timer, Timer::CustomerSilent { .. }) {
                    follow_ups.insert(timer);
                }
            }
        }
        let hours = book.teams.iter().map(|team| {
            let calendar = team.calendar.as_ref().map(|calendar| calendar.0.as_str());
            (team.id.clone(), Openings::named(calendar))
        });
        Self {
            since,
            policies: book.policies.clone(),
            timers,
            follow_ups,
            shares,
            hours: hours.collect(),
            always: Openings::always(),
        }
    }

    /// The hours of that team, and day and night for whoever has none.
    pub(super) fn hours(&self, team: Option<&TeamId>) -> &Openings {
        team.and_then(|team| self.hours.get(team)).unwrap_or(&self.always)
    }

    /// The policy of those terms, if it is laid down as it was then.
    pub(super) fn in_force(&self, terms: &Applied) -> Option<&Policy> {
        let same =
            |policy: &&Policy| (&policy.id, policy.version) == (&terms.policy, terms.version);
        self.policies.iter().find(same)
    }

    /// The terms that a ticket has to be under: those of the first policy for its team.
    pub(super) fn has_right_terms(&self, ticket: &Ticket, terms: Option<&Applied>) -> bool {
        let fits = |policy: &&Policy| {
            let teams = &policy.condition.teams;
            teams.is_empty() || ticket.team.as_ref().is_some_and(|team| teams.contains(team))
        };
        match (self.policies.iter().find(fits), terms) {
            (Some(policy), Some(terms)) => {
                let targets = policy.targets.of(ticket.priority);
                (&policy.id, policy.version, targets)
                    == (&terms.policy, terms.version, &terms.targets)
            }
            (policy, terms) => policy.is_none() && terms.is_none(),
        }
    }
}

/// What a trigger waits for, other than a part of a target.
fn timer(trigger: &Trigger) -> Option<Timer> {
    match *trigger {
        Trigger::WindowClosing { minutes } => Some(Timer::WindowClosing { minutes }),
        Trigger::CustomerSilent { working_minutes } => {
            Some(Timer::CustomerSilent { working_minutes })
        }
        Trigger::Unanswered { working_minutes } => Some(Timer::Unanswered { working_minutes }),
        Trigger::TimeOfDay { minute } => Some(Timer::TimeOfDay { minute }),
        _ => None,
    }
}
