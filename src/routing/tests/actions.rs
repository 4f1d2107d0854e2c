//! What may be wrong with an action, and which of them are messages.

use super::*;
use crate::ticket::Status;

fn mistakes(action: Action) -> Vec<(String, Mistake)> {
    let rule = Rule { then: vec![action], ..rule("r", Condition::Always) };
    let problems = Compiled::new(&rule).err().unwrap_or_default();
    problems.into_iter().map(|problem| (problem.place, problem.mistake)).collect()
}

fn template(name: &str, language: &str, parameters: &[&str]) -> Action {
    let parameters = parameters.iter().map(|text| (*text).to_owned()).collect();
    Action::SendTemplate { name: name.into(), language: language.into(), parameters }
}

#[test]
fn an_action_is_refused_with_the_part_that_is_wrong() {
    let note = |text: &str| Action::Note { text: text.into() };
    let notify = |who, text: &str| Action::Notify { who, text: text.into() };
    let people = |people: &[&str]| Audience::People {
        people: people.iter().map(|person| (*person).into()).collect(),
    };
    let unknown = |name: &str| Mistake::UnknownVariable { name: name.into() };
    let long = "a".repeat(4_097);
    let table = [
        (Action::AssignTeam { team: " ".into() }, "team", Mistake::Blank),
        (Action::AssignPerson { person: "".into() }, "person", Mistake::Blank),
        (Action::SetPolicy { policy: "".into() }, "policy", Mistake::Blank),
        (Action::RequireSkill { skill: " ".into() }, "skill", Mistake::Blank),
        (Action::RequireSkill { skill: "x".repeat(41) }, "skill", Mistake::TooLong { most: 40 }),
        (Action::SetStatus { status: Status::Snoozed }, "status", Mistake::NeedsATime),
        (Action::RemoveTag { tag: "x".repeat(101) }, "tag", Mistake::TooLong { most: 100 }),
        (Action::SetField { field: "".into(), value: None }, "field", Mistake::Blank),
        (Action::SetField { field: "a".into(), value: Some("".into()) }, "value", Mistake::Blank),
        (Action::SendText { text: "".into() }, "text", Mistake::Blank),
        (Action::SendText { text: long }, "text", Mistake::TooLong { most: 4_096 }),
        (Action::SendText { text: "{customer".into() }, "text", Mistake::OpenBrace),
        (template("Bon dia", "ca", &[]), "name", Mistake::BadTemplate),
        (template("bon_dia", "català", &[]), "language", Mistake::BadLanguage),
        (template("bon_dia", "ca", &["{customer}", "{x}"]), "parameters[1]", unknown("x")),
        (template("bon_dia", "ca", &["a"; 51]), "parameters", Mistake::TooMany { most: 50 }),
        (Action::Escalate { to: Audience::Owner }, "to", Mistake::EscalatesToOwner),
        (Action::Escalate { to: people(&[]) }, "to", Mistake::Blank),
        (notify(people(&["p"; 51]), "a"), "who", Mistake::TooMany { most: 50 }),
        (notify(Audience::Team { team: Some("".into()) }, "a"), "who", Mistake::Blank),
        (notify(Audience::Owner, "{x}"), "text", unknown("x")),
        (note(" "), "text", Mistake::Blank),
        (
            Action::Snooze { working_minutes: 0 },
            "working_minutes",
            Mistake::OutOfRange { least: 1, most: 525_600 },
        ),
        (Action::CallWebhook { url: "http://".into() }, "url", Mistake::BadAddress),
    ];
    for (action, part, mistake) in table {
        let name = format!("{action:?}");
        assert_eq!(mistakes(action), [(format!("then[0].{part}"), mistake)], "{name}");
    }
}

#[test]
fn an_action_without_mistakes_is_taken() {
    let fine = [
        Action::AssignTeam { team: "billing".into() },
        Action::AssignBy { strategy: Strategy::Sticky },
        Action::RequireSkill { skill: "IVA".into() },
        Action::SetStatus { status: Status::Resolved },
        Action::SetField { field: "order".into(), value: None },
        Action::SendText { text: "Hola {customer|amic}, obrim {next_opening}.".into() },
        template("bon_dia_2", "pt_BR", &["{customer}", "{number}"]),
        Action::Escalate { to: Audience::Supervisors },
        Action::Notify { who: Audience::Team { team: None }, text: "{number}".into() },
        Action::Snooze { working_minutes: 60 },
        Action::CallWebhook { url: "https://example.com/hook".into() },
        Action::Stop,
    ];
    for action in fine {
        assert_eq!(mistakes(action.clone()), [], "{action:?}");
    }
}

#[test]
fn what_the_customer_gets_by_itself_is_an_automatic_message() {
    let messages = [
        Action::SendText { text: "a".into() },
        template("a", "ca", &[]),
        Action::AskRating { text: None },
    ];
    assert!(messages.iter().all(Action::is_automatic_message));
    let others = [Action::Unassign, Action::Note { text: "a".into() }, Action::Stop];
    assert!(!others.iter().any(Action::is_automatic_message));
}
