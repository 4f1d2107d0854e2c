//! The team as the simulation itself knows it: who is there, on shift and free, reckoned apart from
//! the desk, so that the one can be held against the other.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};

use super::book;
use super::{END, START, moment};
use crate::calendar::{Calendar, Week};
use crate::ids::{PersonId, TeamId};
use crate::permissions::{Actor, Role};
use crate::person::Person;
use crate::quick::HashMap;

/// A shift on Madrid's clock: from, until (past midnight if it is earlier), and whether at weekends.
#[derive(Debug)]
pub(super) struct Shift {
    pub(super) id: &'static str,
    from: (u8, u8),
    until: (u8, u8),
    weekends: bool,
}

pub(super) static SHIFTS: [Shift; 5] = [
    Shift { id: "day", from: (8, 45), until: (18, 45), weekends: false },
    Shift { id: "morning", from: (7, 45), until: (15, 0), weekends: false },
    Shift { id: "evening", from: (14, 30), until: (22, 15), weekends: true },
    Shift { id: "early", from: (7, 45), until: (15, 0), weekends: true },
    Shift { id: "night", from: (21, 30), until: (6, 30), weekends: true },
];

/// A team, how many belong to it and which of [`SHIFTS`] they work; none if they are always on.
const POSTS: [(&str, usize, Option<usize>); 8] = [
    ("billing", 9, Some(0)),
    ("sales", 7, Some(0)),
    ("support", 5, Some(1)),
    ("support", 7, Some(2)),
    ("support", 5, Some(3)),
    ("outages", 3, Some(4)),
    ("outages", 1, None),
    ("vip", 3, Some(0)),
];

/// Nobody gets a ticket when their shift ends sooner; a silence shorter than the grace is none.
const MARGIN: TimeDelta = TimeDelta::minutes(15);
pub(super) const GRACE: TimeDelta = TimeDelta::minutes(3);

pub(super) struct Agent {
    pub(super) id: PersonId,
    pub(super) role: Role,
    pub(super) teams: Vec<TeamId>,
    pub(super) shift: Option<&'static Shift>,
    /// When the shift has them, in order and apart.
    spans: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    pub(super) capacity: u32,
    /// In hundredths of a ticket.
    pub(super) load: u32,
    /// The page is open.
    pub(super) here: bool,
    /// The page is open and nothing comes through.
    pub(super) cut: bool,
    pub(super) on_a_break: bool,
    pub(super) last_sign: Option<DateTime<Utc>>,
    /// Until when they are at something already.
    pub(super) busy_until: DateTime<Utc>,
}

pub(super) struct Staff {
    pub(super) agents: Vec<Agent>,
    places: HashMap<PersonId, usize>,
}

impl Staff {
    /// Forty agents, and a guest whom somebody put into two teams.
    pub(super) fn new() -> Self {
        let mut agents = vec![];
        for (team, count, shift) in POSTS {
            for _ in 0..count {
                let id = format!("agent-{:02}", agents.len());
                let shift = shift.map(|place| &SHIFTS[place]);
                // A few know another team's work too.
                let second = (agents.len() % 5 == 0).then_some("returns");
                let teams = [Some(team), second].into_iter().flatten().map(TeamId::from).collect();
                let capacity = [8, 8, 12, 4][agents.len() % 4];
                agents.push(Agent::new(&id, Role::Agent, teams, shift, capacity));
            }
        }
        assert_eq!(agents.len(), 40);
        let teams = vec!["support".into(), "outages".into()];
        agents.push(Agent::new("gil", Role::Guest, teams, None, 50));
        let places = agents.iter().enumerate().map(|(place, agent)| (agent.id.clone(), place));
        Self { places: places.collect(), agents }
    }

    pub(super) fn place(&self, id: &PersonId) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub(super) fn agent_mut(&mut self, id: &PersonId) -> Option<&mut Agent> {
        let place = self.place(id)?;
        Some(&mut self.agents[place])
    }

    pub(super) fn members(&self, team: &str) -> Vec<PersonId> {
        let members = self.agents.iter().filter(|agent| agent.teams.contains(&team.into()));
        members.map(|agent| agent.id.clone()).collect()
    }

    /// Everybody who can sign in: the agents, the guest, two supervisors and an administrator.
    pub(super) fn people(&self) -> Vec<Person> {
        let agents = self.agents.iter().map(|agent| super::person(&agent.id.0, agent.role));
        let others = [
            ("jordi", Role::Supervisor),
            ("marta", Role::Supervisor),
            ("ada", Role::Administrator),
        ];
        agents.chain(others.map(|(id, role)| super::person(id, role))).collect()
    }

    /// What keeps the desk from giving this agent a ticket of `team` now; nothing if they are free.
    pub(super) fn against(
        &self,
        place: usize,
        team: &TeamId,
        now: DateTime<Utc>,
    ) -> Option<&'static str> {
        let agent = &self.agents[place];
        if !agent.teams.contains(team) {
            return Some("is not of the team");
        }
        if agent.role != Role::Agent {
            return Some("may not reply");
        }
        if !agent.is_connected(now) {
            return Some("is offline");
        }
        if agent.on_a_break {
            return Some("is on a break");
        }
        if agent.load >= agent.capacity * 100 {
            return Some("is at capacity");
        }
        match agent.left_of_shift(now) {
            None => Some("is off shift"),
            Some(left) if left < MARGIN => Some("goes home soon"),
            Some(_) => None,
        }
    }

    /// Somebody who could get a ticket of `team` now.
    pub(super) fn free(&self, team: &TeamId, now: DateTime<Utc>) -> Option<&Agent> {
        let free = (0..self.agents.len()).find(|place| self.against(*place, team, now).is_none());
        free.map(|place| &self.agents[place])
    }
}

impl Agent {
    fn new(
        id: &str,
        role: Role,
        teams: Vec<TeamId>,
        shift: Option<&'static Shift>,
        capacity: u32,
    ) -> Self {
        Self {
            id: id.into(),
            role,
            teams,
            shift,
            spans: shift
                .map(Shift::spans)
                .unwrap_or_else(|| vec![(START, END + TimeDelta::days(1))]),
            capacity,
            load: 0,
            here: false,
            cut: false,
            on_a_break: false,
            last_sign: None,
            busy_until: START,
        }
    }

    pub(super) fn actor(&self) -> Actor {
        Actor::Person { id: self.id.clone(), role: self.role }
    }

    /// When this agent works in the simulated week.
    pub(super) fn spans(&self) -> &[(DateTime<Utc>, DateTime<Utc>)] {
        &self.spans
    }

    /// At the desk and not at lunch, as far as they know themselves.
    pub(super) fn works(&self) -> bool {
        self.here && !self.cut && !self.on_a_break
    }

    pub(super) fn is_connected(&self, now: DateTime<Utc>) -> bool {
        self.last_sign.is_some_and(|last| now - last < GRACE)
    }

    fn left_of_shift(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let on = self.spans.iter().find(|(from, until)| *from <= now && now < *until);
        on.map(|(_, until)| *until - now)
    }
}

impl Shift {
    pub(super) fn calendar(&self) -> Calendar {
        let week = Week::by_day(|day| match self.works_on(day) {
            true => vec![book::hours(self.from, self.until)],
            false => vec![],
        });
        Calendar::new(self.id.into(), self.id, book::madrid(), week)
    }

    fn works_on(&self, day: Weekday) -> bool {
        self.weekends || !matches!(day, Weekday::Sat | Weekday::Sun)
    }

    /// From the evening before the week to its end, by hand: no calendar is asked.
    fn spans(&self) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let first = NaiveDate::from_ymd_opt(2026, 3, 22).expect("a date");
        let days = (0..9).map(|day| first + Days::new(day));
        let days = days.filter(|day| self.works_on(day.weekday()));
        let spans = days.map(|day| {
            let until = if self.until < self.from { day + Days::new(1) } else { day };
            (moment(day, self.from), moment(until, self.until))
        });
        spans.collect()
    }
}
