//! The tables hold together: what they name exists, and nothing in them stands twice.

use std::collections::BTreeSet;

use proptest::prelude::{prop_assert_eq, proptest};

use crate::region::areas::AREAS;
use crate::region::codes::CODES;
use crate::region::place::code_of;
use crate::region::{Country, Region};
use crate::zone::Zone;

#[test]
fn every_zone_of_the_tables_is_in_the_database() {
    let mains = CODES.iter().map(|(_, _, zone)| *zone);
    let lines = AREAS.iter().flat_map(|(_, lines)| *lines);
    for name in mains.chain(lines.flat_map(|(_, zones, ..)| zones.split_whitespace())) {
        assert!(Zone::named(name).is_some(), "{name}");
    }
}

/// By these `xtask/src/site/limits.rs` would find the tables in what a browser loads.
#[test]
fn the_names_that_give_the_tables_away_stand_in_them() {
    assert!(Zone::named("Europe/Busingen").is_some());
    let nepal = Region::of_phone("+977 1 4000000").expect("a country");
    assert_eq!(nepal.zone.name(), "Asia/Kathmandu");
}

#[test]
fn the_codes_are_sorted_and_no_country_stands_twice_under_one() {
    assert!(CODES.is_sorted_by_key(|(code, ..)| code));
    let pairs: BTreeSet<_> = CODES.iter().map(|(code, country, _)| (code, country)).collect();
    assert_eq!(pairs.len(), CODES.len());
    for (_, country, _) in CODES {
        assert_eq!(Country::named(country).expect(country).code(), *country);
    }
}

#[test]
fn no_country_code_begins_another() {
    let codes: BTreeSet<&str> = CODES.iter().map(|(code, ..)| *code).collect();
    for one in &codes {
        assert!(one.bytes().all(|byte| byte.is_ascii_digit()), "{one}");
        let longer = codes.iter().find(|other| other.len() > one.len() && other.starts_with(one));
        assert_eq!(longer, None, "{one}");
    }
}

proptest! {
    #[test]
    fn the_code_that_digits_begin_with_is_found_among_all(digits in "[0-9]{0,6}") {
        let first = CODES.iter().find(|(code, ..)| digits.starts_with(code));
        prop_assert_eq!(code_of(&digits), first);
    }
}

#[test]
fn the_areas_are_sorted_and_none_stands_twice_under_a_code() {
    assert!(AREAS.is_sorted_by_key(|(code, _)| code));
    for (code, lines) in AREAS {
        assert!(lines.is_sorted(), "{code}");
        let areas = lines.iter().flat_map(|(_, _, areas, _)| areas.split_whitespace());
        let mut seen = BTreeSet::new();
        for area in areas {
            assert!(area.bytes().all(|byte| byte.is_ascii_digit()), "{code} {area}");
            assert!(seen.insert(area), "{code} {area} stands twice");
        }
    }
}

#[test]
fn every_area_is_of_a_country_under_its_code_and_finds_its_own_line() {
    for (code, lines) in AREAS {
        for (country, zones, areas, name) in *lines {
            let known = CODES.iter().any(|(of, known, _)| of == code && known == country);
            assert!(known, "{country} is not under {code}");
            for area in areas.split_whitespace() {
                let region = Region::of_phone(&format!("{code}{area}")).expect(name);
                assert_eq!(region.country, Country::named(country), "{code} {area}");
                assert_eq!(Some(region.zone.name()), zones.split(' ').next(), "{code} {area}");
            }
        }
    }
}
