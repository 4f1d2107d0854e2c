//! What the simulated team has laid down: seven teams, their hours and shifts, two policies, rules of
//! most kinds, and for each number what becomes of a message after the resolution.

use chrono::{NaiveDate, Weekday};

use super::staff::Staff;
use super::world::NUMBERS;
use crate::assignment::{Fallback, Strategy};
use crate::calendar::{Calendar, Clock, Exception, Interval, Week, When};
use crate::number::Reopening;
use crate::routing::{
    Action, Audience, Condition, Field, Operator, Rule, Rules, Strategy as By, Test, Trigger, Value,
};
use crate::rulebook::Rulebook;
use crate::sla::{ByPriority, Condition as For, Counting, Policy, Target, Targets};
use crate::team::{Profile, Team};
use crate::ticket::{Priority, Status};
use crate::zone::Zone;

/// A holiday in the middle of the week: a Thursday.
pub(super) const HOLIDAY: (i32, u32, u32) = (2026, 3, 26);

/// A part of a target, in percent, that a rule waits for and no policy warns at.
pub(super) const SHARE: u8 = 70;

pub(super) fn rulebook(staff: &Staff) -> Rulebook {
    let mut calendars = vec![office(), long_hours()];
    calendars.extend(super::staff::SHIFTS.iter().map(|shift| shift.calendar()));
    let reopening = [Reopening::default(), Reopening::NewTicket, Reopening::Reopen];
    let reopening = NUMBERS.map(Into::into).into_iter().zip(reopening).collect();
    Rulebook {
        zone: madrid(),
        calendars,
        teams: teams(staff),
        profiles: staff.agents.iter().map(profile).collect(),
        policies: policies(),
        rules: Rules { rules: rules(), ..Rules::default() },
        reopening,
        ..Rulebook::default()
    }
}

/// The same book a little stricter, as it is laid down in the middle of the week.
pub(super) fn stricter(mut book: Rulebook) -> Rulebook {
    for policy in &mut book.policies {
        policy.version += 1;
        policy.targets.normal.next_response = minutes(60, Counting::Working);
    }
    book
}

pub(super) fn madrid() -> Zone {
    Zone::named("Europe/Madrid").expect("a zone of the database")
}

pub(super) fn hours(from: (u8, u8), until: (u8, u8)) -> Interval {
    Interval::from_to(Clock::at(from.0, from.1), Clock::at(until.0, until.1)).expect("some length")
}

fn holiday() -> When {
    let (year, month, day) = HOLIDAY;
    When::Once { date: NaiveDate::from_ymd_opt(year, month, day).expect("a date") }
}

/// Weekdays with a lunch break, and the holiday.
fn office() -> Calendar {
    let week = Week::by_day(|day| match day {
        Weekday::Sat | Weekday::Sun => vec![],
        _ => vec![hours((9, 0), (14, 0)), hours((15, 30), (18, 30))],
    });
    let exceptions = vec![Exception::holiday(holiday(), "Festa")];
    Calendar { exceptions, ..Calendar::new("office".into(), "Office", madrid(), week) }
}

/// Every day from morning to evening; half of the holiday is closed.
fn long_hours() -> Calendar {
    let week = Week::by_day(|_| vec![hours((8, 0), (22, 0))]);
    let exceptions = vec![Exception::closed(holiday(), "Festa", vec![hours((14, 0), (24, 0))])];
    Calendar { exceptions, ..Calendar::new("long".into(), "Long", madrid(), week) }
}

fn teams(staff: &Staff) -> Vec<Team> {
    let team = |id: &str, calendar: Option<&str>, strategy, answer_within| Team {
        calendar: calendar.map(Into::into),
        members: staff.members(id),
        strategy,
        answer_within,
        ..Team::new(id.into(), id)
    };
    let sticky = |otherwise| Strategy::Sticky { otherwise };
    vec![
        team("billing", Some("office"), Strategy::LeastLoaded, Some(10)),
        team("sales", Some("office"), Strategy::RoundRobin, Some(20)),
        team("support", Some("long"), sticky(Fallback::RoundRobin), Some(15)),
        team("outages", None, Strategy::LeastLoaded, None),
        team("vip", Some("office"), Strategy::TakeNext, None),
        team("returns", Some("long"), sticky(Fallback::TakeNext), Some(30)),
        team("archive", None, Strategy::LeastLoaded, None),
    ]
}

fn profile(agent: &super::staff::Agent) -> Profile {
    let shift = agent.shift.map(|shift| shift.id.into());
    Profile { capacity: agent.capacity, shift, ..Profile::new(agent.id.clone()) }
}

fn minutes(minutes: u32, counts: Counting) -> Option<Target> {
    Some(Target { minutes, counts })
}

fn policies() -> Vec<Policy> {
    use Counting::{Calendar, Working};
    let pressing = Targets {
        first_response: minutes(15, Working),
        next_response: minutes(30, Working),
        first_resolution: minutes(240, Working),
        total_resolution: minutes(480, Working),
    };
    let usual = Targets {
        first_response: minutes(60, Working),
        next_response: minutes(120, Working),
        first_resolution: minutes(36 * 60, Calendar),
        total_resolution: minutes(16 * 60, Working),
    };
    let low = Targets { first_response: minutes(24 * 60, Calendar), ..Targets::default() };
    let by_priority = |urgent| ByPriority { low, normal: usual, high: pressing, urgent };
    let at_once = Targets { first_response: minutes(5, Calendar), ..pressing };
    let outages = For { teams: vec!["outages".into()], ..For::default() };
    vec![
        Policy {
            condition: outages,
            targets: by_priority(at_once),
            pauses: false,
            ..Policy::new("outages".into(), "Outages")
        },
        Policy { targets: by_priority(pressing), ..Policy::new("usual".into(), "Usual") },
    ]
}

fn test(field: Field, operator: Operator, value: Value) -> Condition {
    Condition::Test(Test { field, operator, value: Some(value), exact: false })
}

fn word(word: &str) -> Condition {
    test(Field::MessageText, Operator::Contains, Value::Text(word.into()))
}

fn rules() -> Vec<Rule> {
    let rule = |id: &str, when, condition, then| Rule {
        id: id.into(),
        name: id.into(),
        version: 1,
        on: true,
        when: vec![when],
        condition,
        then,
        otherwise: vec![],
        stop: false,
    };
    let to = |team: &str| vec![Action::AssignTeam { team: team.into() }];
    let routes = |text: &str, team: &str| Rule {
        stop: true,
        ..rule(team, Trigger::MessageIn, word(text), to(team))
    };
    let few = || test(Field::AutomaticMessages, Operator::Less, Value::Number(2));
    let open = || test(Field::Status, Operator::Equals, Value::Text("open".into()));
    let urgent = || test(Field::Priority, Operator::Equals, Value::Text("urgent".into()));
    let says = |text: &str| vec![Action::SendText { text: text.into() }];
    let supervisors = || Action::Escalate { to: Audience::Supervisors };
    let tag = |tag: &str| Action::AddTag { tag: tag.into() };
    let always = || Condition::Always;
    let received = "Hola {customer}, hem rebut el teu missatge ({number}).";
    let silent = Trigger::CustomerSilent { working_minutes: 240 };
    let andorra = test(Field::ContactCountry, Operator::Equals, Value::Text("AD".into()));
    let presses = vec![Action::SetPriority { priority: Priority::Urgent }];
    let to_guest = vec![Action::AssignPerson { person: "gil".into() }];
    let by_load = vec![Action::AssignBy { strategy: By::LeastLoaded }];
    let owner = Audience::Owner;
    let late = vec![tag("late"), Action::Notify { who: owner, text: "{number} is late".into() }];
    let note = Action::Note { text: "The window closes soon.".into() };
    let settle = vec![Action::SetStatus { status: Status::Resolved }];
    vec![
        rule("received", Trigger::TicketOpened, always(), says(received)),
        rule("everybody", Trigger::TicketOpened, always(), to("support")),
        rule("urgent", Trigger::MessageIn, word("urgent"), presses),
        rule("guest", Trigger::MessageIn, word("convidat"), to_guest),
        rule("spam", Trigger::MessageIn, word("loteria"), settle),
        routes("factura", "billing"),
        routes("preu", "sales"),
        routes("avaria", "outages"),
        routes("devol", "returns"),
        routes("arxiu", "archive"),
        rule("andorra", Trigger::TicketOpened, andorra, to("vip")),
        rule("pressing", Trigger::PriorityChanged, urgent(), by_load),
        rule("still there", silent, few(), says("Encara hi ets?")),
        rule("unheard", Trigger::Unanswered { working_minutes: 60 }, always(), vec![supervisors()]),
        rule("nearly", Trigger::SlaWarning { percent: Some(SHARE) }, urgent(), vec![tag("nearly")]),
        rule("late", Trigger::SlaBreached, always(), late),
        rule("closing", Trigger::WindowClosing { minutes: 120 }, always(), vec![note]),
        rule("evening", Trigger::TimeOfDay { minute: 18 * 60 }, open(), vec![tag("overnight")]),
    ]
}
