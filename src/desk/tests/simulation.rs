//! A week of a busy desk, played through: customers of many countries, forty agents with
//! shifts, and every promise looked after at each step. Whatever time brings about, from the marks of
//! the four clocks to the ends of snoozes and the moments that rules wait for, is reckoned here as well,
//! from the events and from hours by hand.
//!
//! All of it follows from one number. A run that breaks a promise tells its number, the moment and
//! what was being done, and the same number plays it again: `BUSTIA_SEED=7 cargo test -p desk
//! simulation`. What is left out: merging, notes, keys of programs, and two commits at once.
//!
//! It is five hundred customers, as a debug build plays them in some seconds. So does a release build
//! with ten thousand: `BUSTIA_CUSTOMERS=10000 cargo test --release -p desk simulation`.

mod agents;
mod book;
mod chance;
mod customers;
mod inspector;
mod letter;
mod line;
mod openings;
mod spoilt;
mod staff;
mod sweeping;
mod taking;
mod tally;
mod turn;
mod world;

use std::num::ParseIntError;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures::executor::block_on;

use super::person;
use tally::Tally;
use world::World;

/// As the product has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Monday, 23 March 2026, 00:00 in Madrid; the clocks change on the Sunday after.
const START: DateTime<Utc> = DateTime::from_timestamp(1_774_220_400, 0).expect("a moment");
const END: DateTime<Utc> =
    DateTime::from_timestamp(1_774_220_400 + 7 * 86_400, 0).expect("a moment");

/// When the clock on Madrid's wall shows that time: two hours ahead from 29 March on, one before.
fn moment(day: NaiveDate, (hour, minute): (u8, u8)) -> DateTime<Utc> {
    let wall = day.and_hms_opt(hour.into(), minute.into(), 0).expect("a time").and_utc();
    let change = DateTime::from_timestamp(1_774_746_000, 0).expect("01:00 UTC");
    let winter = wall - TimeDelta::hours(1);
    if winter < change { winter } else { wall - TimeDelta::hours(2) }
}

/// The number under that name in the environment, if somebody asks for one.
fn asked<T: FromStr<Err = ParseIntError>>(name: &str, usual: T) -> T {
    let asked = std::env::var(name).ok();
    asked.map_or(usual, |asked| asked.parse().expect("a whole number"))
}

/// Plays so many days; what came to pass, and the fingerprint of all that happened.
fn play(seed: u64, customers: usize, days: i64) -> (Tally, u64) {
    block_on(async {
        let mut world = World::new(seed, customers).await;
        let played = world.run(START + TimeDelta::days(days)).await;
        let broken = match played {
            Ok(()) => world.replays().err(),
            Err(broken) => Some(broken),
        };
        if let Some(broken) = broken {
            let test = std::thread::current().name().unwrap_or("simulation").to_owned();
            panic!(
                "{broken}\nplay it again: BUSTIA_SEED={seed} BUSTIA_CUSTOMERS={customers} cargo test -p desk {test}"
            );
        }
        (world.inspector.tally.clone(), world.inspector.fingerprint)
    })
}

/// A week with everything in it, or it proves nothing.
fn week_of(customers: usize) {
    let (tally, fingerprint) = play(asked("BUSTIA_SEED", 20_260_323), customers, 7);
    println!("{tally}, fingerprint {fingerprint:016x}");
    for (what, count) in tally.essentials() {
        assert!(count > 0, "a week without {what} proves nothing: {tally}");
    }
}

#[test]
fn a_week_of_forty_agents_breaks_no_promise() {
    week_of(asked("BUSTIA_CUSTOMERS", 500));
}

#[test]
fn the_same_number_plays_the_same_days() {
    let once = play(7, 150, 2);
    assert_eq!(once, play(7, 150, 2));
    assert_ne!(once.1, play(8, 150, 2).1);
}
