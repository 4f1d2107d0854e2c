//! Reads the tables: the longest code that a number begins with names its country and its zones.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::areas::{AREAS, Line, areas};
use super::codes::{CODES, Code};
use super::{Country, Region};
use crate::phone::comparable;
use crate::zone::Zone;

/// What the tables say of a number or a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    country: &'static str,
    /// IANA names, likeliest first; at least one.
    zones: Vec<&'static str>,
}

impl Place {
    /// By the area, else by the country code.
    pub(super) fn of_phone(phone: &str) -> Option<Self> {
        let digits = comparable(phone);
        let &(code, country, _) = code_of(&digits)?;
        let rest = digits.strip_prefix(code)?;
        Place::of_area(code, rest).or_else(|| Place::of_country(country))
    }

    /// By the longest area that fits.
    fn of_area(code: &str, rest: &str) -> Option<Self> {
        let Areas { lines, longest } = &*BY_AREA;
        let areas = (1..=rest.len().min(*longest)).rev().filter_map(|length| rest.get(..length));
        let &(country, zones, ..) = areas.into_iter().find_map(|area| lines.get(&(code, area)))?;
        Some(Self { country, zones: zones.split_whitespace().collect() })
    }

    /// The country's main zone, then those of its areas.
    pub(super) fn of_country(country: &str) -> Option<Self> {
        let &(code, country, main) = CODES.iter().find(|(_, known, _)| *known == country)?;
        let mut zones = vec![main];
        for &(_, more, ..) in areas(code).iter().filter(|(whose, ..)| *whose == country) {
            for zone in more.split_whitespace() {
                if !zones.contains(&zone) {
                    zones.push(zone);
                }
            }
        }
        Some(Self { country, zones })
    }

    pub(super) fn zones(&self) -> Vec<Zone> {
        self.zones.iter().filter_map(|name| Zone::named(name)).collect()
    }

    pub(super) fn region(&self) -> Option<Region> {
        let (likeliest, others) = self.zones.split_first()?;
        let (country, zone) = (Country::named(self.country), Zone::named(likeliest)?);
        Some(Region { country, zone, sure: others.is_empty() })
    }
}

/// The lines of the areas, to be found by code and area.
struct Areas {
    lines: HashMap<(&'static str, &'static str), &'static Line>,
    longest: usize,
}

/// Read once: where a customer is, is asked for whoever is followed up on.
static BY_AREA: LazyLock<Areas> = LazyLock::new(|| {
    let lines = AREAS.iter().flat_map(|(code, lines)| lines.iter().map(move |line| (*code, line)));
    let areas = lines.flat_map(|(code, line)| {
        let (_, _, areas, _) = line;
        areas.split_whitespace().map(move |area| ((code, area), line))
    });
    let lines: HashMap<_, _> = areas.collect();
    let longest = lines.keys().map(|(_, area)| area.len()).max().unwrap_or_default();
    Areas { lines, longest }
});

/// The first line of the code that `digits` begin with. No code begins another, so that it is the last
/// that doesn't come after them.
pub(super) fn code_of(digits: &str) -> Option<&'static Code> {
    let after = CODES.partition_point(|(code, ..)| *code <= digits);
    let &(code, ..) = CODES.get(after.checked_sub(1)?)?;
    let first = CODES.partition_point(|(known, ..)| *known < code);
    CODES.get(first).filter(|_| digits.starts_with(code))
}
