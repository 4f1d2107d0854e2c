//! Times in words: relative under a day, else the date; the exact moment with its zone.
//!
//! All take local times: whose wall it is, the caller knows (see `time`).

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, Timelike, Utc};

use super::Language;

const MONTHS: [[&str; 12]; 3] = [
    [
        "gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre",
        "octubre", "novembre", "desembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
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
];

const SHORT_MONTHS: [[&str; 12]; 3] = [
    [
        "gen.", "febr.", "març", "abr.", "maig", "juny", "jul.", "ag.", "set.", "oct.", "nov.",
        "des.",
    ],
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

const WEEKDAYS: [[&str; 7]; 3] = [
    ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

impl Language {
    /// How long ago: `ara`, `5 min`, `3 h`; from a day on the date, `3 nov.`
    pub(crate) fn age(self, at: DateTime<FixedOffset>, now: DateTime<Utc>) -> String {
        let age = now - at.to_utc();
        if age < Duration::minutes(1) {
            return self.pick("ara", "ahora", "now").to_owned();
        }
        if age < Duration::days(1) {
            return self.left(age);
        }
        let (day, month) = (at.day(), SHORT_MONTHS[self as usize][at.month0() as usize]);
        match at.year() == now.with_timezone(at.offset()).year() {
            true => format!("{day} {month}"),
            false => format!("{day} {month} {}", at.year()),
        }
    }

    /// A stretch of time, rounded down: `48 min`, `21 h`, `3 d`; with a minus sign once it is over.
    pub(crate) fn left(self, left: Duration) -> String {
        let sign = if left < Duration::zero() { "−" } else { "" };
        let left = left.abs();
        match (left.num_days(), left.num_hours(), left.num_minutes()) {
            (0, 0, minutes) => format!("{sign}{minutes} min"),
            (0 | 1, hours, _) => format!("{sign}{hours} h"),
            (days, ..) => format!("{sign}{days} d"),
        }
    }

    /// The hour on the wall, `09:12`.
    pub(crate) fn hour(self, at: DateTime<FixedOffset>) -> String {
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// A day as a heading: today, yesterday, or the weekday with its date.
    pub(crate) fn day(self, day: NaiveDate, today: NaiveDate) -> String {
        match (today - day).num_days() {
            0 => self.pick("Avui", "Hoy", "Today").to_owned(),
            1 => self.pick("Ahir", "Ayer", "Yesterday").to_owned(),
            _ => {
                let weekday =
                    WEEKDAYS[self as usize][day.weekday().num_days_from_monday() as usize];
                let date = self.date(day, day.year() != today.year());
                match self {
                    Language::English => format!("{weekday} {date}"),
                    Language::Catalan | Language::Spanish => {
                        format!("{}, {date}", capital(weekday))
                    }
                }
            }
        }
    }

    /// A moment near now, to stand in a sentence: `demà, 09:12`.
    pub(crate) fn when(self, at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
        let day = match (at.date_naive() - now.date_naive()).num_days() {
            0 => self.pick("avui", "hoy", "today").to_owned(),
            1 => self.pick("demà", "mañana", "tomorrow").to_owned(),
            -1 => self.pick("ahir", "ayer", "yesterday").to_owned(),
            _ => self.date(at.date_naive(), at.year() != now.year()),
        };
        format!("{day}, {}", self.hour(at))
    }

    /// The exact moment with its zone, for a tooltip.
    pub(crate) fn moment(self, at: DateTime<FixedOffset>) -> String {
        let date = self.date(at.date_naive(), true);
        format!("{date}, {} ({})", self.hour(at), zone(*at.offset()))
    }

    /// `3 de novembre`, `21 d'abril de 2026`, `3 November 2026`.
    fn date(self, day: NaiveDate, with_year: bool) -> String {
        let month = MONTHS[self as usize][day.month0() as usize];
        let (number, year) = (day.day(), day.year());
        let of = match self {
            Language::Catalan if month.starts_with(['a', 'o']) => " d'",
            Language::Catalan | Language::Spanish => " de ",
            Language::English => " ",
        };
        match (with_year, self) {
            (false, _) => format!("{number}{of}{month}"),
            (true, Language::English) => format!("{number} {month} {year}"),
            (true, _) => format!("{number}{of}{month} de {year}"),
        }
    }
}

/// `UTC+1`, `UTC−3:30`, `UTC`.
fn zone(offset: FixedOffset) -> String {
    let minutes = offset.local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::Language::{Catalan, English, Spanish};
    use super::*;
    use crate::time::zone as minutes_east;
    use crate::ui::samples;

    fn local(text: &str, minutes: i32) -> DateTime<FixedOffset> {
        let at: DateTime<Utc> = text.parse().expect("a written time");
        at.with_timezone(&minutes_east(minutes))
    }

    #[test]
    fn ages_are_relative_under_a_day_and_dates_from_then_on() {
        let now = samples::morning();
        let age = |minutes: i64| Catalan.age((now - Duration::minutes(minutes)).into(), now);
        assert_eq!(age(0), "ara");
        assert_eq!(age(-3), "ara");
        assert_eq!(age(5), "5 min");
        assert_eq!(age(60 * 23 + 59), "23 h");
        assert_eq!(age(60 * 24), "9 nov.");
        assert_eq!(age(60 * 24 * 365), "10 nov. 2025");
    }

    #[test]
    fn a_broken_clock_carries_a_minus_sign() {
        assert_eq!(English.left(Duration::minutes(-90)), "−1 h");
        assert_eq!(English.left(Duration::hours(47)), "47 h");
        assert_eq!(English.left(Duration::hours(-48)), "−2 d");
    }

    #[test]
    fn catalan_elides_before_a_vowel() {
        let april = local("2026-04-21T07:05:00Z", 120);
        assert_eq!(Catalan.moment(april), "21 d'abril de 2026, 09:05 (UTC+2)");
        assert_eq!(Spanish.moment(april), "21 de abril de 2026, 09:05 (UTC+2)");
        assert_eq!(English.moment(april), "21 April 2026, 09:05 (UTC+2)");
    }

    #[test]
    fn half_hours_and_greenwich_have_their_names() {
        assert_eq!(zone(minutes_east(-210)), "UTC−3:30");
        assert_eq!(zone(minutes_east(0)), "UTC");
    }

    #[test]
    fn near_days_have_names_and_far_ones_dates() {
        let now = local("2026-11-10T09:00:00Z", 60);
        let today = now.date_naive();
        assert_eq!(Catalan.when(now + Duration::hours(20), now), "demà, 06:00");
        assert_eq!(Spanish.when(now - Duration::days(1), now), "ayer, 10:00");
        assert_eq!(English.when(now + Duration::days(6), now), "16 November, 10:00");
        assert_eq!(Catalan.day(today, today), "Avui");
        assert_eq!(Catalan.day(today - Duration::days(7), today), "Dimarts, 3 de novembre");
        assert_eq!(English.day(today - Duration::days(365), today), "Monday 10 November 2025");
    }

    #[test]
    fn every_month_and_weekday_has_a_name_in_every_language() {
        let names = MONTHS.iter().chain(&SHORT_MONTHS).flatten().chain(WEEKDAYS.iter().flatten());
        assert!(names.into_iter().all(|name| !name.is_empty()));
    }
}
