//! How a number is, as Meta tells it bit by bit.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

fn after(news: &[News]) -> Health {
    let mut health = Health::default();
    for (second, one) in (0..).zip(news) {
        health.hear(one.clone(), at(second));
    }
    health
}

#[test]
fn what_somebody_should_do_something_about_is_told_the_worst_first() {
    let table: &[(&[News], &[Concern])] = &[
        (&[], &[]),
        (
            &[
                News::Quality(Quality::Green),
                News::Limit(Limit::Unlimited),
                News::NameStatus(NameStatus::Approved),
                News::Verification(Verification::Verified),
                News::Standing(Standing::Connected),
                News::Account(AccountStanding::Fine),
                News::Alert(None),
                News::Subscribed(true),
                News::HasPin(true),
            ],
            &[],
        ),
        (&[News::Quality(Quality::Unknown), News::Throughput(Throughput::Standard)], &[]),
        (&[News::Quality(Quality::Red)], &[Concern::Quality(Quality::Red)]),
        (&[News::Quality(Quality::Red), News::Quality(Quality::Green)], &[]),
        (&[News::NameStatus(NameStatus::Declined)], &[Concern::Name(NameStatus::Declined)]),
        (
            &[News::Limit(Limit::To(250)), News::Subscribed(false)],
            &[Concern::NotSubscribed, Concern::SmallLimit(250)],
        ),
        (&[News::Limit(Limit::To(1_000))], &[]),
        // A code comes before a registration, and who is connected needs none any more.
        (
            &[
                News::Verification(Verification::NotVerified),
                News::Standing(Standing::NotRegistered),
            ],
            &[Concern::NotVerified],
        ),
        (&[News::Verification(Verification::Expired), News::Standing(Standing::Connected)], &[]),
        (
            &[News::Verification(Verification::Verified), News::Standing(Standing::NotRegistered)],
            &[Concern::Standing(Standing::NotRegistered)],
        ),
        (
            &[News::Alert(Some("Look".into())), News::Account(AccountStanding::Restricted)],
            &[Concern::Account(AccountStanding::Restricted), Concern::Alert("Look".into())],
        ),
        (&[News::Alert(Some("Look".into())), News::Alert(None)], &[]),
        (&[News::Pin(PinNews::Changed)], &[Concern::Pin(PinNews::Changed)]),
    ];
    for (news, concerns) in table {
        assert_eq!(after(news).concerns(at(60)), *concerns, "{news:?}");
    }
}

#[test]
fn a_change_of_the_pin_is_old_after_a_week() {
    let health = after(&[News::Pin(PinNews::Changed)]);
    let week = TimeDelta::days(7);
    assert_eq!(health.concerns(at(0) + week - TimeDelta::seconds(1)).len(), 1);
    assert_eq!(health.concerns(at(0) + week), []);
}

#[test]
fn the_address_is_reached_by_a_verification_or_by_any_webhook() {
    let mut health = Health::default();
    assert!(!health.is_reached());
    health.heard(at(5));
    health.heard(at(3));
    assert_eq!((health.heard_at, health.is_reached()), (Some(at(5)), true));
    let mut health = Health::default();
    health.verified(at(1));
    assert!(health.is_reached());
}

#[test]
fn health_of_an_earlier_version_is_read_as_far_as_it_goes() {
    let known = r#"{"quality":{"value":"green","at":"2026-11-01T00:00:00Z"}}"#;
    let health: Health = serde_json::from_str(known).expect("it is read");
    assert_eq!(health.quality.map(|told| told.value), Some(Quality::Green));
}

fn any_news() -> impl Strategy<Value = News> {
    prop_oneof![
        prop_oneof![Just(Quality::Green), Just(Quality::Yellow), Just(Quality::Red)]
            .prop_map(News::Quality),
        (50u32..100_000).prop_map(|most| News::Limit(Limit::To(most))),
        prop_oneof![Just(Standing::Connected), Just(Standing::Banned)].prop_map(News::Standing),
        any::<bool>().prop_map(News::Subscribed),
        any::<bool>().prop_map(|over| News::Alert((!over).then(|| "Look".to_owned()))),
    ]
}

proptest! {
    #[test]
    fn the_order_of_what_is_told_and_repeats_do_not_matter(
        news in prop::collection::vec(any_news(), 0..12),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let straight = after(&news);
        let mut told: Vec<(i64, News)> = (0..).zip(news.clone()).collect();
        let mut mixed = Health::default();
        for index in order {
            if !told.is_empty() {
                let (second, one) = told.swap_remove(index.index(told.len()));
                mixed.hear(one.clone(), at(second));
                mixed.hear(one, at(second));
            }
        }
        for (second, one) in told.into_iter().rev() {
            mixed.hear(one, at(second));
        }
        prop_assert_eq!(mixed, straight);
    }
}
