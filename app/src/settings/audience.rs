//! Whom a rule tells, as one choice of its form.

use desk::routing::Audience;

use super::actions::words;
use super::fields::Choice;
use super::form::Form;
use super::office::Office;
use crate::language::Language;

/// Who may be told, apart from people and teams by name.
const AUDIENCES: [&str; 3] = ["owner", "supervisors", "own_team"];

/// Everybody who may be told. Several people at once, as a program may have laid down, stay as one
/// choice.
pub(super) fn audiences(form: &Form, at: &str, office: &Office, t: Language) -> Vec<Choice> {
    let mut all = words(&AUDIENCES, |word| t.audience(word).to_owned());
    all.extend(office.teams().into_iter().map(|(id, name)| (format!("team:{id}"), name)));
    all.extend(office.people().into_iter().map(|(id, name)| (format!("person:{id}"), name)));
    let chosen = form.get(&format!("{at}.who"));
    if chosen.starts_with("people:") {
        all.push((chosen.to_owned(), t.several_people().to_owned()));
    }
    all
}

/// Whom a rule tells, as people call them.
pub(super) fn called(of: &Audience, office: &Office, t: Language) -> String {
    let mut form = Form::default();
    audience(of).iter().for_each(|who| form.put("to.who", who));
    let chosen = form.get("to.who").to_owned();
    let known = audiences(&form, "to", office, t).into_iter().find(|(value, _)| *value == chosen);
    known.map_or(chosen, |(_, name)| name)
}

pub(super) fn audience(audience: &Audience) -> Vec<String> {
    vec![match audience {
        Audience::Owner => "owner".to_owned(),
        Audience::Supervisors => "supervisors".to_owned(),
        Audience::Team { team: None } => "own_team".to_owned(),
        Audience::Team { team: Some(team) } => format!("team:{team}"),
        Audience::People { people } => match &people[..] {
            [one] => format!("person:{one}"),
            more => {
                let ids: Vec<&str> = more.iter().map(|person| person.0.as_str()).collect();
                format!("people:{}", ids.join(" "))
            }
        },
    }]
}

pub(super) fn who(form: &Form, at: &str) -> Option<Audience> {
    Some(match form.get(&format!("{at}.who")) {
        "owner" => Audience::Owner,
        "supervisors" => Audience::Supervisors,
        "own_team" => Audience::Team { team: None },
        other => match other.split_once(':')? {
            ("team", id) => Audience::Team { team: Some(id.into()) },
            ("person", id) => Audience::People { people: vec![id.into()] },
            ("people", ids) => {
                Audience::People { people: ids.split(' ').map(Into::into).collect() }
            }
            _ => return None,
        },
    })
}
