//! A rulebook ready to be asked: its calendars reckoned out, its rules compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Rulebook;
use super::worker::{Shift, Worker, Workers};
use crate::calendar::{Always, Hours, Timetable};
use crate::ids::{CalendarId, PersonId, RuleId, TeamId};
use crate::routing::{Compiled, Refused, Timer, Trigger};
use crate::sla::{Policy, Subject, choose};
use crate::team::Team;
use crate::ticket::Ticket;

/// Made once per change of the rulebook, and shared by everything that happens under it. Its
/// timetables serve for a year.
#[derive(Debug, Default)]
pub struct Book {
    rulebook: Rulebook,
    timetables: BTreeMap<CalendarId, Arc<Timetable>>,
    rules: Vec<Compiled>,
    timers: BTreeSet<Timer>,
    shares: Vec<u8>,
    follow_ups: BTreeSet<Timer>,
    sends_templates: bool,
    since: DateTime<Utc>,
    workers: Workers,
}

impl Book {
    /// The book as of `now`, or the rules that can't be evaluated. It was laid down at `since`:
    /// moments before that are none of its business.
    pub fn open(
        rulebook: Rulebook,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Self, Vec<Refused>> {
        let rules = rulebook.rules.compile()?;
        let on = rules.iter().filter(|rule| rule.is_on());
        let timers: BTreeSet<Timer> =
            on.flat_map(Compiled::triggers).filter_map(Trigger::timer).collect();
        let shares = timers.iter().filter_map(|timer| match timer {
            Timer::SlaShare { percent } => Some(*percent),
            _ => None,
        });
        let shares = shares.collect();
        let writes = rules.iter().filter(|rule| rule.is_on() && rule.writes());
        let follow_ups = writes.flat_map(Compiled::triggers).filter_map(Trigger::timer);
        let follow_ups = follow_ups.filter(|it| matches!(it, Timer::CustomerSilent { .. }));
        let follow_ups = follow_ups.collect();
        let calendars = rulebook.calendars.iter();
        let timetables = calendars
            .map(|calendar| (calendar.id.clone(), Timetable::around(calendar.clone(), now).into()))
            .collect();
        let workers = Workers::of(&rulebook, &timetables);
        let sends_templates = rulebook.templates().next().is_some();
        Ok(Self {
            rulebook,
            timetables,
            rules,
            timers,
            shares,
            follow_ups,
            sends_templates,
            since,
            workers,
        })
    }

    /// The same, but that it waits for nothing besides what that rule waits for: to try it alone.
    pub fn waiting_only_for(mut self, id: &RuleId) -> Self {
        let rule = self.rules.iter().find(|rule| rule.rule().id == *id);
        let triggers = rule.into_iter().flat_map(Compiled::triggers);
        self.timers = triggers.filter_map(Trigger::timer).collect();
        let Self { timers, shares, .. } = &mut self;
        shares.retain(|percent| timers.contains(&Timer::SlaShare { percent: *percent }));
        self
    }

    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    pub fn rules(&self) -> &[Compiled] {
        &self.rules
    }

    /// Whether any of its rules sends a template.
    pub fn sends_templates(&self) -> bool {
        self.sends_templates
    }

    /// The moments that its rules wait for.
    pub fn timers(&self) -> &BTreeSet<Timer> {
        &self.timers
    }

    /// The parts of an SLA target that its rules wait for, in percent.
    pub fn shares(&self) -> &[u8] {
        &self.shares
    }

    /// The silences at which rules write to the customer.
    pub fn follow_ups(&self) -> &BTreeSet<Timer> {
        &self.follow_ups
    }

    pub fn since(&self) -> DateTime<Utc> {
        self.since
    }

    /// The opening hours that a ticket's time is counted by: its team's, else the desk's.
    pub fn timetable_of(&self, ticket: &Ticket) -> Option<&Timetable> {
        let of_team = self.team_of(ticket).and_then(|team| team.calendar.as_ref());
        self.timetables.get(of_team.or(self.rulebook.calendar.as_ref())?).map(Arc::as_ref)
    }

    /// The working time of a ticket: day and night if no calendar says else.
    pub fn hours_of(&self, ticket: &Ticket) -> &dyn Hours {
        match self.timetable_of(ticket) {
            Some(timetable) => timetable,
            None => &Always,
        }
    }

    /// Whether the ticket's team is at work; `None` if no calendar says so.
    pub fn in_hours(&self, ticket: &Ticket, at: DateTime<Utc>) -> Option<bool> {
        Some(self.timetable_of(ticket)?.is_open(at))
    }

    /// What is known of somebody as a worker; the usual for whoever nobody described.
    pub fn worker(&self, person: &PersonId) -> &Worker {
        self.workers.get(person)
    }

    /// The shifts that people work, each once.
    pub fn shifts(&self) -> &[Arc<Timetable>] {
        self.workers.shifts()
    }

    /// The same as they are at that moment, in the same order.
    pub fn shifts_at(&self, now: DateTime<Utc>) -> Vec<Shift> {
        self.workers.shifts_at(now)
    }

    /// Whether any rule that is switched on listens to `happening`.
    pub fn hears(&self, happening: &Trigger) -> bool {
        self.rules.iter().any(|rule| rule.is_on() && rule.hears(happening))
    }

    /// Whether a rule that is switched on may write to the customer because time passes. What it listens
    /// to may be what another rule did then.
    pub fn writes_in_time(&self) -> bool {
        let mut on = self.rules.iter().filter(|rule| rule.is_on());
        on.clone().any(Compiled::writes) && on.any(|rule| rule.triggers().iter().any(by_time))
    }

    /// Whether it lays down nothing that could answer an event.
    pub fn is_blank(&self) -> bool {
        let Rulebook { teams, policies, .. } = &self.rulebook;
        teams.is_empty() && policies.is_empty() && self.rules.is_empty()
    }

    pub fn team(&self, id: &TeamId) -> Option<&Team> {
        self.rulebook.team(id)
    }

    fn team_of(&self, ticket: &Ticket) -> Option<&Team> {
        self.team(ticket.team.as_ref()?)
    }

    /// The policy that a ticket falls under: the one a rule laid down, else the first that fits.
    pub fn policy_of(&self, ticket: &Ticket) -> Option<&Policy> {
        let chosen = ticket.memory.policy.as_ref().and_then(|id| self.rulebook.policy(id));
        if chosen.is_some() {
            return chosen;
        }
        let tags: Vec<String> = ticket.tags.iter().cloned().collect();
        let subject = Subject {
            priority: ticket.priority,
            team: ticket.team.as_ref(),
            tags: &tags,
            number: &ticket.channel,
        };
        choose(&self.rulebook.policies, &subject)
    }
}

/// A snooze that ends changes the status.
fn by_time(trigger: &Trigger) -> bool {
    trigger.comes_with_time() || *trigger == Trigger::StatusChanged
}
