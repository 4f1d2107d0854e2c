//! Seven days, each with something of its own.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// One `T` for each weekday. A day that is missing where it was saved has nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Week<T> {
    pub monday: T,
    pub tuesday: T,
    pub wednesday: T,
    pub thursday: T,
    pub friday: T,
    pub saturday: T,
    pub sunday: T,
}

impl<T> Week<T> {
    /// The week in which each day has what `of` says, asked from Monday to Sunday.
    pub fn by_day(mut of: impl FnMut(Weekday) -> T) -> Self {
        Self {
            monday: of(Weekday::Mon),
            tuesday: of(Weekday::Tue),
            wednesday: of(Weekday::Wed),
            thursday: of(Weekday::Thu),
            friday: of(Weekday::Fri),
            saturday: of(Weekday::Sat),
            sunday: of(Weekday::Sun),
        }
    }

    pub fn on(&self, day: Weekday) -> &T {
        match day {
            Weekday::Mon => &self.monday,
            Weekday::Tue => &self.tuesday,
            Weekday::Wed => &self.wednesday,
            Weekday::Thu => &self.thursday,
            Weekday::Fri => &self.friday,
            Weekday::Sat => &self.saturday,
            Weekday::Sun => &self.sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_its_own() {
        let week = Week::by_day(|day| day);
        let mut day = Weekday::Mon;
        for _ in 0..7 {
            assert_eq!(*week.on(day), day);
            day = day.succ();
        }
    }

    #[test]
    fn a_day_that_was_not_saved_has_nothing() {
        let week: Week<Vec<u8>> = serde_json::from_str(r#"{"friday":[1]}"#).expect("a week");
        assert_eq!(week.friday, [1]);
        assert!(week.monday.is_empty());
    }
}
