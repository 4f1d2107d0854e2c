//! How the made-up bicycle shop works: its hours, two teams, one policy, and rules that route by words.
//!
//! Rules that write to customers because of the time are there to be switched on: whoever tries the
//! shop at night expects no other answer than by day.

use anyhow::{Context, Result, bail};
use chrono::Weekday;
use desk::Desk;
use desk::calendar::{Calendar, Clock, Interval, Week};
use desk::ids::PersonId;
use desk::routing::{
    Action, Audience, Condition, Field, Operator, Rule, Rules, Test, Trigger, Value,
};
use desk::rulebook::Rulebook;
use desk::sla::{ByPriority, Counting, Policy, Target, Targets};
use desk::team::Team as Crew;
use desk::zone::Zone;
use simulator::seed::Member;

use super::team::{Team, actor};

/// Lays it down, unless a rulebook is there already.
pub(super) async fn lay_down(desk: &Desk, team: &Team) -> Result<()> {
    let administrator = actor(team.member(Member::Administrator)?);
    let edition = desk.rulebook(&administrator).await?;
    if edition.version > 0 {
        return Ok(());
    }
    match desk.lay_down(&administrator, 0, rulebook(team)?).await? {
        Ok(_) => Ok(()),
        Err(objections) => bail!("The practice rulebook has slips: {objections:?}"),
    }
}

fn rulebook(team: &Team) -> Result<Rulebook> {
    let id = |member| Ok::<PersonId, anyhow::Error>(team.member(member)?.id.clone());
    let (first, second) = (id(Member::FirstAgent)?, id(Member::SecondAgent)?);
    let billing = Crew {
        members: vec![first.clone(), id(Member::Supervisor)?],
        ..Crew::new("billing".into(), "Facturació")
    };
    let workshop = Crew { members: vec![first, second], ..Crew::new("workshop".into(), "Taller") };
    let zone = Zone::named("Europe/Madrid").context("a zone")?;
    let shop = hours(&zone);
    Ok(Rulebook {
        zone,
        calendar: Some(shop.id.clone()),
        calendars: vec![shop],
        teams: vec![billing, workshop],
        policies: vec![policy()],
        rules: Rules { rules: rules(), ..Rules::default() },
        ..Rulebook::default()
    })
}

/// Mornings and afternoons, on Saturdays mornings only.
fn hours(zone: &Zone) -> Calendar {
    let open = |from, until| Interval::from_to(Clock::at(from, 0), Clock::at(until, 0));
    let (morning, afternoon) = (open(10, 14), open(16, 20));
    let week = Week::by_day(|day| match day {
        Weekday::Sun => vec![],
        Weekday::Sat => morning.into_iter().collect(),
        _ => [morning, afternoon].into_iter().flatten().collect(),
    });
    Calendar::new("shop".into(), "Botiga", zone.clone(), week)
}

/// Day and night, so that whoever tries it sees clocks move at any hour.
fn policy() -> Policy {
    let within = |minutes| Some(Target { minutes, counts: Counting::Calendar });
    let targets = Targets {
        first_response: within(60),
        next_response: within(120),
        total_resolution: within(3 * 24 * 60),
        ..Targets::default()
    };
    Policy { targets: ByPriority::all(targets), ..Policy::new("usual".into(), "Habitual") }
}

fn rules() -> Vec<Rule> {
    let invoice = ["factura", "invoice", "IVA", "cobrament", "cobro"];
    let repair = ["reparació", "reparación", "taller", "fre", "freno", "brake", "repair"];
    vec![
        by_words("billing", "Factures a Facturació", &invoice),
        by_words("workshop", "Reparacions al Taller", &repair),
        asks(),
        thanks(),
        warns(),
        closed(),
        follows_up(),
    ]
}

/// Whoever was answered is asked how it went.
fn asks() -> Rule {
    let then = vec![Action::AskRating { text: None }];
    Rule { then, ..rule("rating", "Com t'hem atès?", Trigger::Resolved) }
}

fn thanks() -> Rule {
    let condition = rating(Operator::More, 3);
    let then = vec![Action::SendText { text: "Gràcies! 🙏".to_owned() }];
    Rule { condition, then, ..rule("thanks", "Gràcies per la valoració", Trigger::Rated) }
}

/// A bad score is looked into by a supervisor.
fn warns() -> Rule {
    let text = "{customer} no ha quedat content: mira el tiquet {number}.".to_owned();
    let then = vec![Action::Notify { who: Audience::Supervisors, text }];
    let condition = rating(Operator::Less, 3);
    Rule { condition, then, ..rule("unhappy", "Una mala valoració", Trigger::Rated) }
}

/// Whoever writes while nobody is there is told when somebody will be, once a day.
fn closed() -> Rule {
    let condition = Condition::All(vec![
        test(Field::InHours, Operator::Equals, Some(Value::Truth(false))),
        test(Field::AutomaticMessages, Operator::Equals, Some(Value::Number(0))),
    ]);
    let text = "Ara tenim tancat · Ahora está cerrado · We are closed now\n⏰ {next_opening}";
    let then = vec![Action::SendText { text: text.to_owned() }];
    Rule { condition, then, on: false, ..rule("closed", "Fora d'horari", Trigger::MessageIn) }
}

/// Whoever says nothing more to an answer is asked once, after half a day of work.
fn follows_up() -> Rule {
    let text = "Hola! Encara hi ets? Quan puguis, digues-nos com ho vols.".to_owned();
    let silence = Trigger::CustomerSilent { working_minutes: 4 * 60 };
    let then = vec![Action::SendText { text }];
    Rule { then, on: false, ..rule("silent", "Seguiment", silence) }
}

fn rating(operator: Operator, number: i64) -> Condition {
    test(Field::Rating, operator, Some(Value::Number(number)))
}

/// A ticket that belongs to nobody yet goes to `team` if any of `words` is said.
fn by_words(team: &str, name: &str, words: &[&str]) -> Rule {
    let says = |word: &&str| {
        let value = Some(Value::Text((*word).to_owned()));
        test(Field::MessageText, Operator::HasWord, value)
    };
    let condition = Condition::All(vec![
        test(Field::Team, Operator::IsNotSet, None),
        Condition::Any(words.iter().map(says).collect()),
    ]);
    let then = vec![Action::AssignTeam { team: team.into() }];
    Rule { condition, then, ..rule(team, name, Trigger::MessageIn) }
}

fn test(field: Field, operator: Operator, value: Option<Value>) -> Condition {
    Condition::Test(Test { field, operator, value, exact: false })
}

fn rule(id: &str, name: &str, when: Trigger) -> Rule {
    Rule {
        id: id.into(),
        name: name.into(),
        version: 1,
        on: true,
        when: vec![when],
        condition: Condition::Always,
        then: vec![],
        otherwise: vec![],
        stop: false,
    }
}
