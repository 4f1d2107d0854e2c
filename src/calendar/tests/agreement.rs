//! A timetable says what its calendar says, within its years and outside them.

use super::*;

proptest! {
    #[test]
    fn a_timetable_and_its_calendar_agree(
        calendar in any_calendar(zone("Europe/Madrid"), 1, date("2026-03-29")),
        known in (-8i64..8, 0i64..16),
        asked in [-200i64..200, -200i64..200],
        seconds in 0i64..3600,
        nanos in prop_oneof![Just(0), 0i64..1_000_000_000],
        work in 0i64..80,
        rest in prop_oneof![Just(0), 0i64..1_000_000_000],
    ) {
        let change = at("2026-03-29T01:00:00Z");
        let nanos = TimeDelta::nanoseconds(nanos);
        let from = change + TimeDelta::days(known.0) + nanos;
        let until = from + TimeDelta::days(known.1);
        let table = Timetable::covering(calendar.clone(), from, until);
        let month = TimeDelta::days(30);
        let wide = Timetable::covering(calendar.clone(), change - month, change + month * 2);
        let beyond = TimeDelta::seconds(seconds) + nanos;
        let [one, two] = asked.map(|hours| change + TimeDelta::hours(hours) + beyond);
        let work = TimeDelta::hours(work) + TimeDelta::seconds(seconds);
        let work = work + TimeDelta::nanoseconds(rest);
        for table in [table, wide] {
            for one in [one, from, until] {
                prop_assert_eq!(table.between(one, two), calendar.between(one, two));
                prop_assert_eq!(table.after(one, work), calendar.after(one, work));
                prop_assert_eq!(table.is_open(one), calendar.is_open(one));
                prop_assert_eq!(table.next_opening(one), calendar.next_opening(one));
                prop_assert_eq!(table.closes_at(one), calendar.closes_at(one));
            }
        }
    }
}
