//! When nothing comes, and whether that is improbable.

use proptest::prelude::*;

use super::*;

fn minute(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

/// Attended each minute of so many weeks, in which a webhook comes in every minute that `comes` names.
fn lived(weeks: i64, comes: impl Fn(i64) -> bool) -> (Rhythm, i64) {
    let mut rhythm = Rhythm::default();
    let end = weeks * WEEK * 60;
    for now in 0..end {
        rhythm.attend(minute(now));
        if comes(now) {
            rhythm.heard(minute(now));
        }
    }
    (rhythm, end)
}

/// Every ten minutes from nine to five, every day of the week.
fn at_work(now: i64) -> bool {
    (9..17).contains(&(now / 60 % 24)) && now % 10 == 0
}

/// After how many minutes of silence, attended all the time, it becomes improbable.
fn patience(rhythm: &mut Rhythm, from: i64) -> Option<i64> {
    (0..14 * 24 * 60).find(|passed| {
        rhythm.attend(minute(from + passed));
        rhythm.is_improbable(minute(from + passed))
    })
}

#[test]
fn a_silence_is_improbable_where_something_usually_comes_and_nowhere_else() {
    let (mut rhythm, end) = lived(4, at_work);
    // Midnight until nine is quiet; then eight bursts are due within an hour and a half.
    let patience = patience(&mut rhythm, end).expect("it is noticed");
    assert!((9 * 60 + 70..9 * 60 + 100).contains(&patience), "{patience}");
}

#[test]
fn who_rarely_hears_anything_waits_long() {
    // Once a day, at noon.
    let (mut rhythm, end) = lived(4, |now| now % (24 * 60) == 12 * 60);
    let patience = patience(&mut rhythm, end).expect("it is noticed");
    assert!((7 * 24 * 60..11 * 24 * 60).contains(&patience), "{patience}");
}

#[test]
fn nothing_is_improbable_before_a_week_was_lived_twice_nor_where_nothing_ever_came() {
    for (weeks, comes) in [(0, true), (4, false)] {
        let (mut rhythm, end) = lived(weeks, |now| comes && now % 10 == 0);
        assert_eq!(patience(&mut rhythm, end), None, "{weeks} weeks");
    }
    let (rhythm, end) = lived(1, |now| now % 10 == 0);
    assert_eq!(rhythm.expected(minute(end + 24 * 60)), 0.0);
}

#[test]
fn a_desk_that_is_never_quiet_notices_within_the_hour() {
    let (mut rhythm, end) = lived(3, |_| true);
    let patience = patience(&mut rhythm, end).expect("it is noticed");
    assert!((39..42).contains(&patience), "{patience}");
}

#[test]
fn the_webhooks_of_one_message_are_one_burst() {
    let busy = |now: i64| now % 60 < 4;
    let (rhythm, end) = lived(3, busy);
    let expected = rhythm.expected(minute(end + 60)) - rhythm.expected(minute(end));
    assert!((0.9..1.1).contains(&expected), "{expected}");
}

#[test]
fn time_in_which_nobody_attended_is_no_silence() {
    let (mut rhythm, end) = lived(4, at_work);
    let back = end + 3 * 24 * 60 + 11 * 60;
    rhythm.attend(minute(back));
    assert_eq!(rhythm.silence(minute(back)), TimeDelta::zero());
    assert!(!rhythm.is_improbable(minute(back + 30)));
    // As after a start: what was learned is kept, the silence begins anew.
    let kept = serde_json::to_string(&rhythm).expect("it is text");
    let mut rhythm: Rhythm = serde_json::from_str(&kept).expect("it is read");
    assert!(!rhythm.is_improbable(minute(back + 6 * 60)));
    let patience = patience(&mut rhythm, back).expect("it is noticed");
    assert!((70..100).contains(&patience), "{patience}");
}

#[test]
fn a_fault_is_not_learned_as_how_it_is_but_a_long_rest_is() {
    let (mut rhythm, end) = lived(6, at_work);
    let usual = rhythm.clone();
    // A day of fault: its first quiet hours are learned, before it is noticed.
    for now in end..end + 24 * 60 {
        rhythm.attend(minute(now));
    }
    let at_three = |rhythm: &Rhythm| rhythm.usual(15);
    assert_eq!(at_three(&rhythm), at_three(&usual));
    for now in end + 24 * 60..end + 8 * WEEK * 60 {
        rhythm.attend(minute(now));
    }
    assert!(at_three(&rhythm) < at_three(&usual) / 2.0);
}

#[test]
fn what_waited_somewhere_ends_no_silence_and_is_no_burst() {
    let (mut rhythm, end) = lived(3, at_work);
    rhythm.attend(minute(end));
    let before = rhythm.clone();
    rhythm.heard(minute(end - 20 * 60));
    assert_eq!(rhythm, before);
}

proptest! {
    #[test]
    fn silence_only_ever_grows_less_probable_and_any_webhook_ends_it(
        every in 1i64..600,
        first in 0i64..3_000,
        more in 0i64..3_000,
    ) {
        let (mut rhythm, end) = lived(3, |now| now % every == 0);
        let (sooner, later) = (minute(end + first), minute(end + first + more));
        prop_assert!(rhythm.expected(sooner) <= rhythm.expected(later) + 1e-9);
        rhythm.attend(later);
        rhythm.heard(later);
        prop_assert_eq!(rhythm.expected(later), 0.0);
        prop_assert!(!rhythm.is_improbable(later));
    }

    #[test]
    fn an_hour_has_twelve_bursts_at_most(every in 1i64..60) {
        let (rhythm, end) = lived(3, |now| now % every == 0);
        let more = rhythm.expected(minute(end + 60)) - rhythm.expected(minute(end));
        prop_assert!(more <= 12.001, "{more}");
    }
}
