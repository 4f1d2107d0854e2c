//! What holds for any calendar, near any change of the clock.

use super::*;

/// Any calendar of Madrid or New York and three instants in order, all within days of one of the
/// four changes of 2026.
fn any_case() -> impl Strategy<Value = (Calendar, [DateTime<Utc>; 3])> {
    let change = prop_oneof![
        Just(("Europe/Madrid", "2026-03-29T01:00:00Z")),
        Just(("Europe/Madrid", "2026-10-25T01:00:00Z")),
        Just(("America/New_York", "2026-03-08T07:00:00Z")),
        Just(("America/New_York", "2026-11-01T06:00:00Z")),
    ];
    change.prop_flat_map(|(name, change)| {
        let change = at(change);
        let hour = 3600 * 1000;
        let near = prop_oneof![
            -96 * hour..96 * hour,
            -3 * hour..3 * hour,
            (-72i64..72).prop_map(move |h| h * hour)
        ];
        let instants = [near.clone(), near.clone(), near].prop_map(move |offsets| {
            let mut instants = offsets.map(|offset: i64| change + TimeDelta::milliseconds(offset));
            instants.sort();
            instants
        });
        (any_calendar(zone(name), 1, change.date_naive()), instants)
    })
}

fn any_work() -> impl Strategy<Value = TimeDelta> {
    prop_oneof![
        (1i64..200_000).prop_map(TimeDelta::milliseconds),
        (1i64..60).prop_map(TimeDelta::hours)
    ]
}

proptest! {
    #[test]
    fn after_is_the_earliest_instant_at_which_that_much_has_passed(
        (calendar, [from, ..]) in any_case(),
        work in any_work(),
    ) {
        let end = calendar.after(from, work).expect("it opens every Wednesday");
        prop_assert_eq!(calendar.between(from, end), work);
        prop_assert!(calendar.between(from, end - TimeDelta::nanoseconds(1)) < work);
    }

    #[test]
    fn more_work_and_a_later_start_never_end_earlier(
        (calendar, [early, late, _]) in any_case(),
        (some, more) in (any_work(), any_work()),
    ) {
        let end = calendar.after(early, some);
        prop_assert!(end <= calendar.after(early, some + more));
        prop_assert!(end <= calendar.after(late, some));
    }

    #[test]
    fn the_parts_of_a_time_add_up((calendar, [one, two, three]) in any_case()) {
        let (first, second) = (calendar.between(one, two), calendar.between(two, three));
        prop_assert_eq!(first + second, calendar.between(one, three));
        prop_assert!(first >= TimeDelta::zero() && first <= two - one);
        prop_assert_eq!(calendar.between(two, one), TimeDelta::zero());
    }

    #[test]
    fn a_second_counts_whole_if_it_is_open_and_else_not_at_all((calendar, [at, ..]) in any_case()) {
        let at = DateTime::from_timestamp(at.timestamp(), 0).expect("a whole second");
        let second = TimeDelta::seconds(1);
        let expected = if calendar.is_open(at) { second } else { TimeDelta::zero() };
        prop_assert_eq!(calendar.between(at, at + second), expected);
    }

    #[test]
    fn the_next_opening_is_open_and_nothing_is_before_it((calendar, [at, ..]) in any_case()) {
        let opens = calendar.next_opening(at).expect("it opens every Wednesday");
        prop_assert!(opens >= at && calendar.is_open(opens));
        prop_assert_eq!(calendar.between(at, opens), TimeDelta::zero());
    }

    #[test]
    fn what_is_open_stays_so_until_it_closes((calendar, [at, ..]) in any_case()) {
        match calendar.closes_at(at) {
            Some(end) => {
                prop_assert!(at < end && !calendar.is_open(end));
                prop_assert_eq!(calendar.between(at, end), end - at);
            }
            None => prop_assert!(!calendar.is_open(at)),
        }
    }
}
