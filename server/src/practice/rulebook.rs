//! How the made-up bicycle shop works: two teams, one policy, and rules that route by words.

use anyhow::{Context, Result, bail};
use desk::Desk;
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
    Ok(Rulebook {
        zone: Zone::named("Europe/Madrid").context("a zone")?,
        teams: vec![billing, workshop],
        policies: vec![policy()],
        rules: Rules { rules: rules(), ..Rules::default() },
        ..Rulebook::default()
    })
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
