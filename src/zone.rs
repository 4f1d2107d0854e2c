//! A time zone by its IANA name. Only what computes in a zone reaches the table of zones: a screen
//! that carries the name along stays small.

use chrono::{DateTime, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A zone such as `Europe/Andorra`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Zone(String);

impl Zone {
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    /// The zone of that name, if the IANA database has it.
    pub fn named(name: &str) -> Option<Self> {
        name.parse::<Tz>().ok().map(|zone| Self(zone.name().to_owned()))
    }

    pub fn name(&self) -> &str {
        &self.0
    }

    /// The zone's rules. A name that is no longer in the database counts as UTC: a desk goes on.
    pub fn rules(&self) -> Tz {
        self.0.parse().unwrap_or(Tz::UTC)
    }

    /// What a clock on the wall shows there. On the first and the last day that there are it shows
    /// UTC where its own time would be none.
    pub fn wall(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let utc = at.naive_utc();
        let offset = self.rules().offset_from_utc_datetime(&utc).fix();
        utc.checked_add_offset(offset).unwrap_or(utc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_of_the_database_is_a_zone() {
        assert_eq!(Zone::named("Europe/Andorra").expect("known").name(), "Europe/Andorra");
        assert_eq!(Zone::named("Europe/Vic"), None);
        assert_eq!(Zone::named(""), None);
    }

    #[test]
    fn a_clock_on_the_wall_follows_daylight_saving() {
        let zone = Zone::named("Europe/Madrid").expect("known");
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        assert_eq!(zone.wall(at("2026-01-10T12:00:00Z")).to_string(), "2026-01-10 13:00:00");
        assert_eq!(zone.wall(at("2026-07-10T12:00:00Z")).to_string(), "2026-07-10 14:00:00");
    }

    #[test]
    fn the_end_of_time_has_a_clock_too() {
        let ends = DateTime::<Utc>::MAX_UTC;
        assert_eq!(Zone::named("Europe/Madrid").expect("known").wall(ends), ends.naive_utc());
    }
}
