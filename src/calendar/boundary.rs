//! The one rule for days on which the clock changes.
//!
//! An interval lasts from the first moment at which the clock on the wall shows its start to the
//! last at which it shows its end; a boundary that the clock skips is the first moment after the gap.
//! So hours that end at 02:00 on a night that has 02:00 twice last until the second. What counts is
//! then the time that really passes between the two moments.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

/// Which end of an interval a boundary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Opening,
    Closing,
}

/// The instant of a boundary that the clock on the wall of `zone` shows as `wall`.
pub(super) fn instant(zone: Tz, wall: NaiveDateTime, side: Side) -> DateTime<Utc> {
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(only) => only.to_utc(),
        MappedLocalTime::Ambiguous(one, other) => match side {
            Side::Opening => one.min(other).to_utc(),
            Side::Closing => one.max(other).to_utc(),
        },
        MappedLocalTime::None => GapInfo::new(&wall, &zone)
            .and_then(|gap| gap.end)
            // No gap either: a wall beyond the last date that there is.
            .map_or_else(|| wall.and_utc(), |end| end.to_utc()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_on_a_day_that_changes_the_clock_follows_the_one_rule() {
        use Side::{Closing, Opening};
        // CAL-5. Zone, wall, side, instant.
        for (zone, wall, side, expected) in [
            ("Europe/Madrid", "2026-03-29T01:59:59", Opening, "2026-03-29T00:59:59Z"),
            ("Europe/Madrid", "2026-03-29T02:00:00", Opening, "2026-03-29T01:00:00Z"),
            ("Europe/Madrid", "2026-03-29T02:30:00", Opening, "2026-03-29T01:00:00Z"),
            ("Europe/Madrid", "2026-03-29T02:30:00", Closing, "2026-03-29T01:00:00Z"),
            ("Europe/Madrid", "2026-03-29T03:00:00", Closing, "2026-03-29T01:00:00Z"),
            ("Europe/Madrid", "2026-10-25T02:00:00", Opening, "2026-10-25T00:00:00Z"),
            ("Europe/Madrid", "2026-10-25T02:30:00", Opening, "2026-10-25T00:30:00Z"),
            ("Europe/Madrid", "2026-10-25T02:30:00", Closing, "2026-10-25T01:30:00Z"),
            ("Europe/Madrid", "2026-10-25T03:00:00", Closing, "2026-10-25T02:00:00Z"),
            ("America/New_York", "2026-03-08T02:30:00", Opening, "2026-03-08T07:00:00Z"),
            ("America/New_York", "2026-03-08T02:30:00", Closing, "2026-03-08T07:00:00Z"),
            ("America/New_York", "2026-11-01T01:30:00", Opening, "2026-11-01T05:30:00Z"),
            ("America/New_York", "2026-11-01T01:30:00", Closing, "2026-11-01T06:30:00Z"),
            // Half an hour is skipped and repeated.
            ("Australia/Lord_Howe", "2026-10-04T02:15:00", Opening, "2026-10-03T15:30:00Z"),
            ("Australia/Lord_Howe", "2026-04-05T01:45:00", Closing, "2026-04-04T15:15:00Z"),
            // Samoa crossed the date line: there was no 30 December 2011.
            ("Pacific/Apia", "2011-12-30T09:00:00", Opening, "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-30T18:00:00", Closing, "2011-12-30T10:00:00Z"),
        ] {
            let zone: Tz = zone.parse().expect("a zone");
            let wall: NaiveDateTime = wall.parse().expect("a wall");
            let expected: DateTime<Utc> = expected.parse().expect("an instant");
            assert_eq!(instant(zone, wall, side), expected, "{zone} {wall} {side:?}");
        }
    }

    #[test]
    fn the_first_and_the_last_wall_there_are_have_an_instant() {
        for wall in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            for zone in [Tz::UTC, Tz::Pacific__Kiritimati, Tz::America__New_York] {
                instant(zone, wall, Side::Opening);
            }
        }
    }
}
