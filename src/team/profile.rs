//! A person as a worker: what they can do, in which languages, how much of it and when.
//!
//! Skills are compared without regard to case. So are languages, and only by the language itself:
//! who speaks `pt` may answer a customer whose language is `pt-BR`, and the other way round.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::problem::{self, Mistake, Place, Problem};
use crate::ids::{CalendarId, PersonId, RoleId};

/// How many tickets that wait for us a person can have, unless the team says otherwise.
pub const USUAL_CAPACITY: u32 = 8;
/// The highest capacity that may be entered.
pub const HIGHEST_CAPACITY: u32 = 500;
/// The most skills of one person.
pub const MOST_SKILLS: usize = 50;
/// The longest name of a skill, in characters.
pub const LONGEST_SKILL: usize = 40;
/// The most languages of one person.
pub const MOST_LANGUAGES: usize = 20;

/// What the desk knows of a person as a worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub person: PersonId,
    #[serde(default)]
    pub skills: BTreeSet<String>,
    /// As BCP 47 tags such as `ca` or `pt-BR`.
    #[serde(default)]
    pub languages: BTreeSet<String>,
    /// How much they can have at once, in tickets that wait for us.
    #[serde(default = "usual_capacity")]
    pub capacity: u32,
    /// When they are at work; without one, always.
    #[serde(default)]
    pub shift: Option<CalendarId>,
    /// Whether tickets are assigned to them at all. This lasts, unlike a break.
    #[serde(default = "yes")]
    pub accepts: bool,
    /// The role that the team invented for them, in place of the one that they came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
}

impl Profile {
    /// What the desk takes for granted of somebody new.
    pub fn new(person: PersonId) -> Self {
        Self {
            person,
            skills: BTreeSet::new(),
            languages: BTreeSet::new(),
            capacity: USUAL_CAPACITY,
            shift: None,
            accepts: yes(),
            role: None,
        }
    }

    /// Every mistake, in the order of the form; none if the profile can be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = vec![];
        let mut at = |place, mistake| problems.push(Problem { place, mistake });
        if self.skills.len() > MOST_SKILLS {
            at(Place::Skills, Mistake::TooMany);
        }
        for (index, skill) in self.skills.iter().enumerate() {
            if let Some(mistake) = problem::of_text(skill, LONGEST_SKILL) {
                at(Place::Skill { index }, mistake);
            } else if self.skills.iter().take(index).any(|earlier| same(earlier, skill)) {
                at(Place::Skill { index }, Mistake::Twice);
            }
        }
        if self.languages.len() > MOST_LANGUAGES {
            at(Place::Languages, Mistake::TooMany);
        }
        for (index, language) in self.languages.iter().enumerate() {
            if !is_a_tag(language) {
                at(Place::Language { index }, Mistake::NotALanguage);
            }
        }
        match self.capacity {
            0 => at(Place::Capacity, Mistake::Zero),
            capacity if capacity > HIGHEST_CAPACITY => at(Place::Capacity, Mistake::TooMany),
            _ => {}
        }
        problems
    }
}

/// Whether `skill` is one of `skills`.
pub(crate) fn has(skills: &BTreeSet<String>, skill: &str) -> bool {
    skills.iter().any(|known| same(known, skill))
}

/// Whether somebody who speaks `languages` can answer in `language`.
pub(crate) fn speaks(languages: &BTreeSet<String>, language: &str) -> bool {
    languages.iter().any(|known| same(primary(known), primary(language)))
}

/// The language of a tag, without script and country.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn same(one: &str, other: &str) -> bool {
    let lower = |text| str::trim(text).chars().flat_map(char::to_lowercase);
    one == other || lower(one).eq(lower(other))
}

/// The shape of RFC 5646: a language of two or three letters, then parts of letters and digits.
pub(crate) fn is_a_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(is_part)
}

fn usual_capacity() -> u32 {
    USUAL_CAPACITY
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<const N: usize>(words: [&str; N]) -> BTreeSet<String> {
        words.map(str::to_owned).into()
    }

    fn many(count: usize) -> BTreeSet<String> {
        (0..count).map(|number| format!("skill {number}")).collect()
    }

    fn with(change: impl FnOnce(&mut Profile)) -> Vec<(Place, Mistake)> {
        let mut profile = Profile::new("nuria".into());
        change(&mut profile);
        profile.problems().into_iter().map(|problem| (problem.place, problem.mistake)).collect()
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let skill = |index| Place::Skill { index };
        let not_a_language = |index| (Place::Language { index }, Mistake::NotALanguage);
        let table = [
            (with(|_| {}), vec![]),
            (with(|p| p.skills = words([" ", "Refunds"])), vec![(skill(0), Mistake::Missing)]),
            (with(|p| p.skills = words([&"é".repeat(40)])), vec![]),
            (with(|p| p.skills = words([&"é".repeat(41)])), vec![(skill(0), Mistake::TooLong)]),
            (with(|p| p.skills = words(["Refunds", "refunds"])), vec![(skill(1), Mistake::Twice)]),
            (with(|p| p.skills = many(50)), vec![]),
            (with(|p| p.skills = many(51)), vec![(Place::Skills, Mistake::TooMany)]),
            (with(|p| p.languages = words(["ca", "pt-BR", "zh-Hans-CN", "ast"])), vec![]),
            (with(|p| p.languages = words(["Catalan", "c4", "e", "pt-", "pt_BR"])), {
                (0..5).map(not_a_language).collect()
            }),
            (with(|p| p.languages = words(["", "ñu"])), (0..2).map(not_a_language).collect()),
            (with(|p| p.languages = ('a'..='u').map(|c| format!("a{c}")).collect()), {
                vec![(Place::Languages, Mistake::TooMany)]
            }),
            (with(|p| p.capacity = 0), vec![(Place::Capacity, Mistake::Zero)]),
            (with(|p| p.capacity = HIGHEST_CAPACITY), vec![]),
            (with(|p| p.capacity = 501), vec![(Place::Capacity, Mistake::TooMany)]),
        ];
        for (number, (found, expected)) in table.into_iter().enumerate() {
            assert_eq!(found, expected, "case {number}");
        }
    }

    #[test]
    fn a_profile_saved_with_the_least_words_takes_eight_tickets_at_any_time() {
        let saved = r#"{ "person": "nuria" }"#;
        let profile: Profile = serde_json::from_str(saved).expect("an older profile");
        assert_eq!(profile, Profile::new("nuria".into()));
        assert_eq!((profile.capacity, profile.shift, profile.accepts), (8, None, true));
    }

    #[test]
    fn a_skill_is_known_whatever_its_case() {
        let skills = words(["Refunds", "Taüll"]);
        for (skill, known) in
            [("refunds", true), ("TAÜLL", true), ("refund", false), ("Refunds ", true)]
        {
            assert_eq!(has(&skills, skill), known, "{skill}");
        }
    }

    #[test]
    fn a_language_is_spoken_whatever_the_country() {
        let languages = words(["ca", "pt-BR"]);
        for (language, spoken) in [
            ("ca", true),
            ("CA-ES", true),
            ("pt", true),
            ("pt-PT", true),
            ("es", false),
            ("c", false),
            ("cat", false),
        ] {
            assert_eq!(speaks(&languages, language), spoken, "{language}");
        }
    }
}
