//! What is wrong with an action, each with the part of it where it is.

use super::{Action, Audience};
use crate::routing::fill;
use crate::routing::problem::Mistake;
use crate::team::LONGEST_SKILL;
use crate::template::{LONGEST_BODY, is_language, is_name};
use crate::ticket::{LONGEST_TEXT, Status};

/// The longest tag, name of a field or of a team, in characters.
const LONGEST_WORD: usize = 100;
/// The longest notice and note, in characters.
const LONGEST_NOTE: usize = 2_000;
const MOST_PARAMETERS: usize = 50;
/// The most people that one notice goes to.
const MOST_PEOPLE: usize = 50;
const LONGEST_ADDRESS: usize = 2_000;
/// A year.
const LONGEST_SNOOZE: u32 = 365 * 24 * 60;

/// A part of an action and the mistake in it; the part is empty for the action as a whole.
type Found = (String, Mistake);

impl Action {
    pub(in crate::routing) fn mistakes(&self) -> Vec<Found> {
        match self {
            Action::AssignTeam { team } => word("team", &team.0),
            Action::AssignPerson { person } => word("person", &person.0),
            Action::AddTag { tag } | Action::RemoveTag { tag } => word("tag", tag),
            Action::SetField { field, value } => {
                let mut found = word("field", field);
                found.extend(value.iter().flat_map(|value| plain("value", value, LONGEST_NOTE)));
                found
            }
            Action::SetPolicy { policy } => word("policy", &policy.0),
            Action::RequireSkill { skill } => plain("skill", skill, LONGEST_SKILL),
            Action::SetStatus { status: Status::Snoozed } => at("status", Mistake::NeedsATime),
            Action::SendText { text } => gaps("text", text, LONGEST_TEXT),
            Action::AskRating { text: Some(text) } => gaps("text", text, LONGEST_TEXT),
            Action::SendTemplate { name, language, parameters } => {
                template(name, language, parameters)
            }
            Action::Escalate { to: Audience::Owner } => at("to", Mistake::EscalatesToOwner),
            Action::Escalate { to } => audience("to", to),
            Action::Notify { who, text } => {
                let mut found = audience("who", who);
                found.extend(gaps("text", text, LONGEST_NOTE));
                found
            }
            Action::Snooze { working_minutes } => {
                let mistake = Mistake::unless_within(*working_minutes, 1, LONGEST_SNOOZE);
                mistake.into_iter().flat_map(|mistake| at("working_minutes", mistake)).collect()
            }
            Action::Note { text } => gaps("text", text, LONGEST_NOTE),
            Action::CallWebhook { url } if !is_web_address(url) => at("url", Mistake::BadAddress),
            Action::AssignBy { .. }
            | Action::Unassign
            | Action::SetPriority { .. }
            | Action::SetStatus { .. }
            | Action::AskRating { text: None }
            | Action::CallWebhook { .. }
            | Action::Stop => vec![],
        }
    }
}

/// What is wrong with a text that has to be there and may have `most` characters.
pub(in crate::routing) fn unwritten(text: &str, most: usize) -> Option<Mistake> {
    if text.trim().is_empty() {
        Some(Mistake::Blank)
    } else {
        (text.chars().count() > most).then_some(Mistake::TooLong { most })
    }
}

fn at(part: &str, mistake: Mistake) -> Vec<Found> {
    vec![(part.to_owned(), mistake)]
}

fn plain(part: &str, text: &str, most: usize) -> Vec<Found> {
    unwritten(text, most).into_iter().flat_map(|mistake| at(part, mistake)).collect()
}

fn word(part: &str, text: &str) -> Vec<Found> {
    plain(part, text, LONGEST_WORD)
}

fn gaps(part: &str, text: &str, most: usize) -> Vec<Found> {
    let mut found = plain(part, text, most);
    found.extend(fill::mistakes(text).into_iter().flat_map(|mistake| at(part, mistake)));
    found
}

fn template(name: &str, language: &str, parameters: &[String]) -> Vec<Found> {
    let mut found = vec![];
    if !is_name(name) {
        found.extend(at("name", Mistake::BadTemplate));
    }
    if !is_language(language) {
        found.extend(at("language", Mistake::BadLanguage));
    }
    if parameters.len() > MOST_PARAMETERS {
        found.extend(at("parameters", Mistake::TooMany { most: MOST_PARAMETERS }));
    }
    for (place, text) in parameters.iter().enumerate().take(MOST_PARAMETERS) {
        found.extend(gaps(&format!("parameters[{place}]"), text, LONGEST_BODY));
    }
    found
}

fn audience(part: &str, audience: &Audience) -> Vec<Found> {
    match audience {
        Audience::People { people } if people.is_empty() => at(part, Mistake::Blank),
        Audience::People { people } if people.len() > MOST_PEOPLE => {
            at(part, Mistake::TooMany { most: MOST_PEOPLE })
        }
        Audience::People { people } => {
            people.iter().flat_map(|person| word(part, &person.0)).collect()
        }
        Audience::Team { team: Some(team) } => word(part, &team.0),
        Audience::Team { team: None } | Audience::Owner | Audience::Supervisors => vec![],
    }
}

/// `http` or `https`, a host, and nothing that belongs to neither: no space, no name or password.
fn is_web_address(url: &str) -> bool {
    let scheme_is = |scheme: &str| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let Some(rest) = scheme_is("https://").or_else(|| scheme_is("http://")) else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, port)| if port.parse::<u16>().is_ok() { host } else { "" });
    url.len() <= LONGEST_ADDRESS
        && host.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
        && url.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_and_https_with_a_host_are_web_addresses() {
        let long = format!("https://example.com/{}", "a".repeat(LONGEST_ADDRESS));
        let table = [
            ("https://example.com/hook?id=1#a", true),
            ("HTTP://example.com:8080", true),
            ("https://203.0.113.7/", true),
            ("ftp://example.com", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("https://", false),
            ("https:///hook", false),
            ("https://../hook", false),
            ("https://ana:secret@example.com", false),
            ("https://example.com:port/", false),
            ("https://example.com/a b", false),
            ("https://exàmple.com/", false),
            ("example.com", false),
            ("", false),
            (long.as_str(), false),
        ];
        for (url, good) in table {
            assert_eq!(is_web_address(url), good, "{url}");
        }
    }

    #[test]
    fn a_language_is_a_code_with_or_without_a_region() {
        let table = [
            ("ca", true),
            ("fil", true),
            ("pt_BR", true),
            ("", false),
            ("CA", false),
            ("pt-BR", false),
            ("pt_", false),
            ("catalan", false),
        ];
        for (code, good) in table {
            assert_eq!(is_language(code), good, "{code}");
        }
    }
}
