//! What deciding alone takes: rules, SLA clocks and assignment on one core, without a server.

use std::hint::black_box;
use std::time::Instant;

use ::desk::assignment::{Candidate, Demand, Settings, Strategy, choose};
use ::desk::automation::{Scene, follow};
use ::desk::floor::Floor;
use ::desk::ids::{PersonId, TicketNumber};
use ::desk::message::{Content, Direction, Message};
use ::desk::permissions::{Author, Role};
use ::desk::person::Person;
use ::desk::presence::Happening;
use ::desk::routing::{Action, Condition, Field, Operator, Rule, Rules, Test, Trigger, Value};
use ::desk::rulebook::{Book, Rulebook};
use ::desk::sla::{ByPriority, Counting, Policy, Target, Targets, clocks};
use ::desk::template::Catalogue;
use ::desk::ticket::{Change, Event, Happened, Ticket};
use anyhow::{Context, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};

use crate::figure::Figure;
use crate::plan::Plan;
use crate::report::Report;
use crate::rounds::Rounds;

const RULES: u32 = 100;
const AGENTS: usize = 200;
const STATES: usize = 100_000;
/// Decisions of one kind in a run.
const DECISIONS: u32 = 2_000;

pub fn measure(plan: &Plan, report: &mut Report) -> Result<()> {
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let Ok(book) = Book::open(rulebook(), now - TimeDelta::days(1), now) else {
        bail!("the rules of the measure do not compile");
    };
    let mut runs = vec![];
    for _ in 0..plan.rounds {
        runs.push([rules(&book, now)?, states(&book, now)?, assignments(now)]);
    }
    let of = |place: usize| Rounds::of(&runs, |run| run[place]);
    let rules = Figure::less(format!("a message under {RULES} rules"), of(0), "µs");
    report.add(rules.note("evaluated and carried out, on one core"));
    let states = Figure::less(format!("{}k SLA states", STATES / 1_000), of(1), "ms");
    report.add(states.note("four clocks each"));
    report.add(Figure::less(format!("an owner among {AGENTS} agents"), of(2), "µs"));
    Ok(())
}

/// Microseconds for a message of which one rule of many wants something.
fn rules(book: &Book, now: DateTime<Utc>) -> Result<f64> {
    let (opened, received) = said(now)?;
    let began = Instant::now();
    for _ in 0..DECISIONS {
        let mut ticket = received.ticket.clone();
        let (people, mut crew) = (vec![], vec![]);
        let (people, crew) = (&people, &mut crew);
        let templates = &Catalogue::default();
        let mut scene = Scene { book, now, contact: None, people, templates, crew, replaced: &[] };
        let mut happened = vec![opened.clone(), received.clone()];
        follow(&mut scene, None, &mut ticket, &mut happened);
        if black_box(happened).len() < 4 {
            bail!("the last rule did nothing");
        }
    }
    Ok(began.elapsed().as_secs_f64() * 1e6 / f64::from(DECISIONS))
}

/// Milliseconds for how the clocks of all tickets stand.
fn states(book: &Book, now: DateTime<Utc>) -> Result<f64> {
    let tickets = (0..1_000).map(|minutes| said(now - TimeDelta::minutes(minutes)));
    let tickets = tickets.collect::<Result<Vec<_>>>()?;
    let policy = book.rulebook().policies.first().context("a policy")?;
    let began = Instant::now();
    for (_, Happened { ticket, .. }) in tickets.iter().cycle().take(STATES) {
        let record = &ticket.memory.record;
        black_box(clocks(record, policy, ticket.priority, book.hours_of(ticket), now));
    }
    Ok(began.elapsed().as_secs_f64() * 1e3)
}

/// Microseconds to find who gets a ticket.
fn assignments(now: DateTime<Utc>) -> f64 {
    let crew = crew(now);
    let (demand, settings) = (Demand::default(), Settings::default());
    let began = Instant::now();
    for _ in 0..DECISIONS {
        black_box(choose(&demand, &crew, Strategy::LeastLoaded, now, &settings));
    }
    began.elapsed().as_secs_f64() * 1e6 / f64::from(DECISIONS)
}

/// Everybody is there, and nobody has anything.
fn crew(now: DateTime<Utc>) -> Vec<Candidate> {
    let mut floor = Floor::default();
    let people: Vec<Person> = (0..AGENTS)
        .map(|number| {
            let id = PersonId(format!("agent{number}"));
            floor.hear(&id, &Happening::Joined { device: "one".into() }, now);
            let (email, name) = (format!("{id}@example.org"), id.to_string());
            Person { id, email, name, role: Role::Agent }
        })
        .collect();
    floor.crew(&people, now)
}

/// A customer's first message: the ticket opened, and the message in it.
fn said(at: DateTime<Utc>) -> Result<(Happened, Happened)> {
    let ticket = TicketNumber(1);
    let event = |rev, change| Event { ticket, rev, at, by: Author::Customer, change };
    let opened = event(
        1,
        Change::Opened {
            channel: "1065".into(),
            contact: "c".into(),
            customer: "Montse".into(),
            follows: None,
            previous_owner: None,
            asked_at: None,
            entry: None,
        },
    );
    let message = Message {
        id: "m".into(),
        ticket,
        direction: Direction::In,
        author: Author::Customer,
        content: Content::Text { body: "Bon dia, quan arribarà la comanda 99?".into() },
        external: None,
        reply_to: None,
        origin: None,
        delivery: None,
        sent_at: at,
        saved_at: at,
    };
    let customer = "Montse".to_owned();
    let message = Box::new(message);
    let received = event(2, Change::Received { message, customer, settled: false, by_ad: false });
    let before = Ticket::open(&opened).context("an opening opens")?;
    let mut after = before.clone();
    after.apply(&received);
    let opened = Happened { event: opened, ticket: before, was: None };
    Ok((opened, Happened { event: received, ticket: after, was: None }))
}

/// Each rule listens for a word of its own, and the message has that of the last.
fn rulebook() -> Rulebook {
    let within = |minutes| Some(Target { minutes, counts: Counting::Calendar });
    let targets = Targets {
        first_response: within(60),
        next_response: within(120),
        first_resolution: within(1_440),
        total_resolution: within(4_320),
    };
    let targets = ByPriority::all(targets);
    Rulebook {
        policies: vec![Policy { targets, ..Policy::new("usual".into(), "Usual") }],
        rules: Rules { rules: (0..RULES).map(rule).collect(), ..Rules::default() },
        ..Rulebook::default()
    }
}

fn rule(number: u32) -> Rule {
    let says = Test {
        field: Field::MessageText,
        operator: Operator::HasWord,
        value: Some(Value::Text(number.to_string())),
        exact: false,
    };
    let unowned =
        Test { field: Field::Owner, operator: Operator::IsNotSet, value: None, exact: false };
    Rule {
        id: number.to_string().as_str().into(),
        name: format!("Rule {number}"),
        version: 1,
        on: true,
        when: vec![Trigger::MessageIn],
        condition: Condition::All(vec![Condition::Test(unowned), Condition::Test(says)]),
        then: vec![Action::AddTag { tag: "order".into() }],
        otherwise: vec![],
        stop: false,
    }
}
