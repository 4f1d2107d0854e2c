//! The next opening in the customer's words: what stands in the gap `{next_opening}`.
//!
//! It fits where a sentence says when: "We are back {next_opening}." Said by a clock on the wall,
//! which is the customer's wherever it is known where they are.
//!
//! Chosen here:
//! - A day has its name while the name says which: today, tomorrow, a weekday within the week. From
//!   then on it is a date, with its year if that is another.
//! - Of several languages the first that there are words in: what the team noted of the customer,
//!   what the customer's words look like, what the text around the gap looks like; English.
//! - Where nothing ever opens no time is promised, and the sentence stays whole: "as soon as we can".
//!   A text may say it in words of its own: `{next_opening|after the holidays}`.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};

use super::fill::{Variables, fill};
use super::language::{Lang, guess};
use crate::zone::Zone;

/// What a language says of times to come.
struct Words {
    now: &'static str,
    never: &'static str,
    today: &'static str,
    tomorrow: &'static str,
    /// From Monday on, as they stand in a sentence.
    weekdays: [&'static str; 7],
    /// Each with what joins it to its day.
    months: [&'static str; 12],
    /// What a date begins with.
    on: &'static str,
    /// What joins a year to its month.
    of_year: &'static str,
    /// What an hour begins with, and the first hour of the day.
    at: &'static str,
    at_one: &'static str,
}

const CATALAN: Words = Words {
    now: "ara mateix",
    never: "tan aviat com puguem",
    today: "avui",
    tomorrow: "demà",
    weekdays: ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"],
    months: [
        "de gener",
        "de febrer",
        "de març",
        "d'abril",
        "de maig",
        "de juny",
        "de juliol",
        "d'agost",
        "de setembre",
        "d'octubre",
        "de novembre",
        "de desembre",
    ],
    on: "el ",
    of_year: " de ",
    at: "a les",
    at_one: "a la",
};

const SPANISH: Words = Words {
    now: "ahora mismo",
    never: "en cuanto podamos",
    today: "hoy",
    tomorrow: "mañana",
    weekdays: [
        "el lunes",
        "el martes",
        "el miércoles",
        "el jueves",
        "el viernes",
        "el sábado",
        "el domingo",
    ],
    months: [
        "de enero",
        "de febrero",
        "de marzo",
        "de abril",
        "de mayo",
        "de junio",
        "de julio",
        "de agosto",
        "de septiembre",
        "de octubre",
        "de noviembre",
        "de diciembre",
    ],
    on: "el ",
    of_year: " de ",
    at: "a las",
    at_one: "a la",
};

const ENGLISH: Words = Words {
    now: "right now",
    never: "as soon as we can",
    today: "today",
    tomorrow: "tomorrow",
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    on: "on ",
    of_year: " ",
    at: "at",
    at_one: "at",
};

/// A language that the next opening can be told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue(Lang);

impl Tongue {
    /// The tongue for a customer whose language was `noted` as a BCP 47 tag, who `said` something,
    /// in the gap of the text `around` it.
    pub fn of(noted: Option<&str>, said: Option<&str>, around: &str) -> Self {
        let noted = noted.and_then(|tag| tag.split('-').next()).and_then(Lang::named);
        let spoken = |language: Option<Lang>| language.filter(|it| words(*it).is_some());
        let said = || spoken(said.and_then(guess));
        let around = || spoken(guess(&fill(around, &Variables::default())));
        Self(spoken(noted).or_else(said).or_else(around).unwrap_or(Lang::En))
    }

    /// The language itself: one of the three that there are words in.
    pub fn lang(self) -> Lang {
        self.0
    }

    /// When `opens` is, told at `now` by the clocks of `zone`.
    pub fn tell(self, opens: DateTime<Utc>, now: DateTime<Utc>, zone: &Zone) -> String {
        let words = self.words();
        if opens <= now {
            return words.now.to_owned();
        }
        let (opens, now) = (zone.wall(opens), zone.wall(now));
        let (hour, minute) = (opens.hour(), opens.minute());
        let at = if hour == 1 { words.at_one } else { words.at };
        format!("{} {at} {hour:02}:{minute:02}", words.day(opens, now))
    }

    /// What is said where nothing ever opens.
    pub fn never(self) -> &'static str {
        self.words().never
    }

    fn words(self) -> &'static Words {
        words(self.0).unwrap_or(&ENGLISH)
    }
}

fn words(language: Lang) -> Option<&'static Words> {
    match language {
        Lang::Ca => Some(&CATALAN),
        Lang::Es => Some(&SPANISH),
        Lang::En => Some(&ENGLISH),
        _ => None,
    }
}

impl Words {
    /// The day of `at`, as it is called on the day of `now`.
    fn day(&self, at: NaiveDateTime, now: NaiveDateTime) -> String {
        match (at.date() - now.date()).num_days() {
            // Where clocks are put back over midnight it is yesterday again.
            ..=0 => self.today.to_owned(),
            1 => self.tomorrow.to_owned(),
            2..=6 => nth(&self.weekdays, at.weekday().num_days_from_monday()).to_owned(),
            _ => self.date(at, at.year() != now.year()),
        }
    }

    fn date(&self, at: NaiveDateTime, with_year: bool) -> String {
        let (on, day, month) = (self.on, at.day(), nth(&self.months, at.month0()));
        match with_year {
            true => format!("{on}{day} {month}{}{}", self.of_year, at.year()),
            false => format!("{on}{day} {month}"),
        }
    }
}

/// Counted from 0. There are as many names as there are days and months.
fn nth(names: &[&'static str], place: u32) -> &'static str {
    usize::try_from(place).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}
