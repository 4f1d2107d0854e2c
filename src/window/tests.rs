//! Windows over time: how they stand, what a message costs, and when they are about to close.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::calendar::{Always, Hours};

/// So many hours after the customer's first message.
fn hour(hours: i64) -> DateTime<Utc> {
    at("2026-03-02T09:00:00Z") + TimeDelta::hours(hours)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn heard() -> Window {
    let mut window = Window::default();
    window.hear(hour(0));
    window
}

/// A customer who came by an ad at hour 0, answered at hour `answered`.
fn came_by_ad(answered: i64) -> Window {
    Window { free_entry_until: Some(hour(answered) + FREE_ENTRY), ..heard() }
}

#[test]
fn the_window_closes_at_the_very_second() {
    let end = closes_at(DateTime::UNIX_EPOCH);
    assert!(is_open(Some(end), end - Duration::seconds(1)));
    assert!(!is_open(Some(end), end));
}

#[test]
fn without_a_message_from_the_customer_there_is_no_window() {
    assert!(!is_open(None, DateTime::UNIX_EPOCH));
    assert_eq!(Window::default().at(hour(0)), Standing::Never);
    assert_eq!(Window::default().closing_at(LEAD), None);
}

#[test]
fn win_1_a_window_stands_open_until_its_end_and_says_how_long() {
    let table = [
        ("at the message", 0, Standing::Open { left: TimeDelta::hours(24) }),
        ("an hour before the end", 23, Standing::Open { left: TimeDelta::hours(1) }),
        ("at the end", 24, Standing::Closed),
        ("long after", 1000, Standing::Closed),
    ];
    for (case, hours, standing) in table {
        assert_eq!(heard().at(hour(hours)), standing, "{case}");
        assert_eq!(standing.takes_any_reply(), hours < 24, "{case}");
    }
}

#[test]
fn win_1_an_older_message_that_comes_late_does_not_shorten_the_window() {
    let mut window = heard();
    window.hear(hour(-5));
    assert_eq!(window, heard());
    window.hear(hour(3));
    assert_eq!(window.closes_at, Some(hour(27)));
}

#[test]
fn cost_1_every_cell_of_the_price_table_is_as_written() {
    use Category::{Authentication, Marketing, Utility};
    let charged = |category| Some(Cost::Charged { category });
    let free = Some(Cost::Free);
    let (marketing, sign_in) = (charged(Marketing), charged(Authentication));
    // Answered after 20 hours: the window closes at hour 24, the entry ends at hour 92.
    let (never, plain, ad) = (Window::default(), heard(), came_by_ad(20));
    let table = [
        ("never heard", never, 1, [None, marketing, charged(Utility), sign_in]),
        ("open", plain, 1, [free, marketing, free, sign_in]),
        ("closed", plain, 24, [None, marketing, charged(Utility), sign_in]),
        ("open, with an entry", ad, 21, [free, free, free, free]),
        ("closed, with an entry", ad, 91, [None, free, free, free]),
        ("closed, the entry over", ad, 92, [None, marketing, charged(Utility), sign_in]),
    ];
    let templates = [Marketing, Utility, Authentication];
    let sendings = templates.map(|category| Sending::Template { category });
    for (case, window, hours, [text, row @ ..]) in table {
        let now = hour(hours);
        assert_eq!(window.cost_of(Sending::FreeText, now), text, "{case}, free text");
        for (sending, expected) in sendings.into_iter().zip(row) {
            assert_eq!(window.cost_of(sending, now), expected, "{case}, {sending:?}");
        }
    }
}

#[test]
fn cost_1_the_next_message_is_free_or_a_template_and_that_free_or_charged() {
    // Answered after 20 hours: the window closes at hour 24, the entry ends at hour 92.
    let (never, plain, ad) = (Window::default(), heard(), came_by_ad(20));
    let table = [
        ("never heard", never, 1, CostClass::PaidTemplate),
        ("open", plain, 23, CostClass::Free),
        ("closed", plain, 24, CostClass::PaidTemplate),
        ("open, with an entry", ad, 23, CostClass::Free),
        ("closed, with an entry", ad, 24, CostClass::FreeTemplate),
        ("closed, the entry over", ad, 92, CostClass::PaidTemplate),
    ];
    for (case, window, hours, class) in table {
        assert_eq!(window.cost_class(hour(hours)), class, "{case}");
        assert_eq!(class == CostClass::Free, window.at(hour(hours)).takes_any_reply(), "{case}");
    }
}

#[test]
fn every_category_is_found_by_its_word_and_nothing_else_is() {
    for category in Category::ALL {
        assert_eq!(Category::named(category.word()), Some(category));
    }
    assert_eq!(Category::named("service"), None);
}

/// At work from nine until five by UTC.
struct Office;

impl Office {
    fn day(at: DateTime<Utc>, days: i64) -> (DateTime<Utc>, DateTime<Utc>) {
        let morning = NaiveTime::MIN + TimeDelta::hours(9);
        let open = (at.date_naive() + TimeDelta::days(days)).and_time(morning).and_utc();
        (open, open + TimeDelta::hours(8))
    }
}

impl Hours for Office {
    fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        let worked = |(open, close): (DateTime<Utc>, DateTime<Utc>)| {
            (close.min(until) - open.max(from)).max(TimeDelta::zero())
        };
        (0..3).map(|days| worked(Office::day(from, days))).sum()
    }

    fn after(&self, _: DateTime<Utc>, _: TimeDelta) -> Option<DateTime<Utc>> {
        None
    }

    fn is_open(&self, at: DateTime<Utc>) -> bool {
        self.next_opening(at) == Some(at)
    }

    fn next_opening(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (open, close) = Office::day(at, 0);
        Some(if at < close { open.max(at) } else { Office::day(at, 1).0 })
    }
}

#[test]
fn win_3_a_closing_window_is_announced_while_somebody_is_at_work() {
    let table = [
        ("noon to noon: at ten", "2026-03-02T12:00:00Z", 2, "2026-03-03T10:00:00Z"),
        (
            "closes at night: two hours before five",
            "2026-03-02T23:00:00Z",
            2,
            "2026-03-03T15:00:00Z",
        ),
        (
            "closes at ten: an hour of the day before",
            "2026-03-02T10:00:00Z",
            2,
            "2026-03-02T16:00:00Z",
        ),
        (
            "more lead than hours of work: at once",
            "2026-03-02T12:00:00Z",
            9,
            "2026-03-02T12:00:00Z",
        ),
        ("the same at night: at the opening", "2026-03-02T20:00:00Z", 9, "2026-03-03T09:00:00Z"),
    ];
    for (case, heard, lead, due) in table {
        let mut window = Window::default();
        window.hear(at(heard));
        let lead = TimeDelta::hours(lead);
        assert_eq!(window.closing_at_work(lead, &Office), Some(at(due)), "{case}");
    }
}

#[test]
fn win_3_a_lead_longer_than_the_window_is_due_when_it_opens() {
    assert_eq!(heard().closing_at(LEAD), Some(hour(22)));
    assert_eq!(heard().closing_at(TimeDelta::hours(48)), Some(hour(0)));
    assert_eq!(heard().closing_at(TimeDelta::hours(-1)), Some(hour(24)));
}

proptest! {
    #[test]
    fn cost_1_a_message_that_comes_later_makes_nothing_dearer(
        heard in 0i64..100, later in 0i64..100, free in prop::option::of(0i64..100), now in 0i64..150,
    ) {
        let mut window = Window { free_entry_until: free.map(hour), ..Window::default() };
        window.hear(hour(heard));
        let rank = |window: &Window| {
            let class = window.cost_class(hour(now));
            CostClass::ALL.into_iter().position(|known| known == class)
        };
        let before = (window.closes_at, rank(&window));
        window.hear(hour(later));
        prop_assert!(window.closes_at >= before.0);
        prop_assert!(rank(&window) <= before.1);
    }

    #[test]
    fn win_3_for_a_team_that_never_closes_working_time_is_the_clock(minutes in 0i64..=1440) {
        let lead = TimeDelta::minutes(minutes);
        prop_assert_eq!(heard().closing_at_work(lead, &Always), heard().closing_at(lead));
    }

    #[test]
    fn win_3_at_the_announcement_so_much_work_is_left_and_a_second_later_less(
        start in 0i64..86_400, lead in 1i64..=28_800,
    ) {
        let mut window = Window::default();
        window.hear(hour(0) + TimeDelta::seconds(start));
        let (end, lead) = (window.closes_at.expect("heard"), TimeDelta::seconds(lead));
        let due = window.closing_at_work(lead, &Office).expect("there is work every day");
        prop_assert!(Office.between(due, end) >= lead);
        prop_assert!(Office.between(due + TimeDelta::seconds(1), end) < lead);
    }

    #[test]
    fn win_1_in_any_order_of_messages_the_window_ends_the_same(
        heard in proptest::collection::vec(0i64..200, 1..8), seed in any::<usize>(),
    ) {
        let fold = |hours: &[i64]| {
            let mut window = Window::default();
            hours.iter().for_each(|&hours| window.hear(hour(hours)));
            window
        };
        let mut turned = heard.clone();
        turned.rotate_left(seed % heard.len());
        prop_assert_eq!(fold(&turned), fold(&heard));
    }
}
