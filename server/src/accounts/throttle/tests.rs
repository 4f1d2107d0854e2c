//! Who waits for wrong guesses, for how long, and who doesn't.

use super::*;

/// Guesses as often as the throttle allows at once.
fn guesses(throttle: &Throttle, account: &str, now: Instant) -> usize {
    (0..50).filter(|_| throttle.guess(account, "1.2.3.4", now)).count()
}

#[test]
fn the_sixth_guess_waits_and_the_wait_grows_but_ends() {
    let (throttle, mut now) = (Throttle::default(), Instant::now());
    assert_eq!(guesses(&throttle, "nuria", now), 5);
    assert_eq!(guesses(&throttle, " NURIA ", now), 0, "it is the same account");
    assert!(throttle.guess("jordi", "1.2.3.4", now));
    for seconds in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
        let soon = now + Duration::from_secs(seconds) - Duration::from_millis(1);
        assert!(!throttle.guess("nuria", "1.2.3.4", soon), "{seconds}");
        now += Duration::from_secs(seconds);
        assert!(throttle.guess("nuria", "1.2.3.4", now), "{seconds}");
    }
}

#[test]
fn one_address_that_guesses_at_everybody_waits_too_and_others_do_not() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    let names: Vec<String> = (0..30).map(|n| format!("n{n}")).collect();
    let allowed = names.iter().filter(|name| throttle.guess(name, "1.2.3.4", now)).count();
    assert_eq!(allowed, 20);
    assert!(throttle.guess("n29", "5.6.7.8", now));
}

#[test]
fn a_right_guess_forgets_the_accounts_wrong_ones() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    for _ in 0..40 {
        assert!(throttle.guess("nuria", "1.2.3.4", now), "whoever is right never waits");
        throttle.right("nuria", "1.2.3.4", now);
    }
}

#[test]
fn strangers_who_guess_elsewhere_keep_nobody_out_of_their_usual_place() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    assert!(throttle.guess("nuria", "192.0.2.1", now));
    throttle.right("nuria", "192.0.2.1", now);
    assert_eq!(guesses(&throttle, "nuria", now), 5, "a stranger's");
    assert!(throttle.guess("nuria", "198.51.100.1", now), "another stranger is another");
    assert!(throttle.guess(" Nuria ", "192.0.2.1", now), "she does not");
    let more = (0..50).filter(|_| throttle.guess("nuria", "192.0.2.1", now)).count();
    assert_eq!(more, 4, "and who guesses at her place waits as well");
    assert!(throttle.guess("jordi", "192.0.2.1", now), "it is not jordi's usual place");
}

#[test]
fn where_somebody_is_in_is_a_usual_place_before_they_ever_guessed() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    throttle.comes_from("nuria", "192.0.2.1", now);
    assert_eq!(guesses(&throttle, "nuria", now), 5, "a stranger's");
    assert!(throttle.guess("nuria", "192.0.2.1", now));
    let elsewhere = (0..50).filter(|_| throttle.guess("nuria", "192.0.2.2", now)).count();
    assert_eq!(elsewhere, 5, "it is no other place");
}

#[test]
fn many_strangers_wait_for_each_other_but_never_for_long() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    throttle.comes_from("nuria", "192.0.2.1", now);
    let from = |n: u32| format!("198.51.{}.{}", n / 250, n % 250);
    let strangers = |first: u32, now| {
        (first..first + 200).filter(|n| throttle.guess("nuria", &from(*n), now)).count()
    };
    assert_eq!(strangers(0, now), 50);
    assert!(throttle.guess("nuria", "192.0.2.1", now), "she waits for nobody");
    let mut now = now;
    for round in 1..20 {
        now += LONGEST_AT;
        assert_eq!(strangers(200 * round, now), 1, "one of them a minute");
    }
}

#[test]
fn a_right_guess_elsewhere_does_not_pardon_the_strangers() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    throttle.right("nuria", "192.0.2.1", now);
    assert_eq!(guesses(&throttle, "nuria", now), 5);
    assert!(throttle.guess("nuria", "192.0.2.1", now));
    throttle.right("nuria", "192.0.2.1", now);
    assert_eq!(guesses(&throttle, "nuria", now), 0);
}

#[test]
fn one_who_has_many_addresses_is_still_one() {
    for (address, expected) in [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:443", "192.0.2.1"),
        ("unknown", "unknown"),
    ] {
        assert_eq!(network(address), expected, "{address}");
    }
}

#[test]
fn a_flood_of_names_makes_nobody_free_to_guess() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    for n in 0..MOST / 2 + 10 {
        throttle.guess(&format!("n{n}"), &format!("a{n}"), now);
    }
    let later = now + Duration::from_secs(1);
    assert_eq!(guesses(&throttle, "nuria", later), 5);
    assert!(throttle.lock().guesses.len() <= MOST);
}

#[test]
fn after_an_hour_all_is_forgotten() {
    let (throttle, now) = (Throttle::default(), Instant::now());
    assert_eq!(guesses(&throttle, "nuria", now), 5);
    assert_eq!(guesses(&throttle, "nuria", now + FORGET), 5);
}
