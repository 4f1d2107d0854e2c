//! Reads the tables: the longest code that a number begins with names its country and its zones.

use super::areas::areas;
use super::codes::CODES;
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
    /// By the area, else by the country code. No country code begins another, so one fits at most.
    pub(super) fn of_phone(phone: &str) -> Option<Self> {
        let digits = comparable(phone);
        let &(code, country, _) = CODES.iter().find(|(code, ..)| digits.starts_with(code))?;
        let rest = digits.strip_prefix(code)?;
        Place::of_area(code, rest).or_else(|| Place::of_country(country))
    }

    fn of_area(code: &str, rest: &str) -> Option<Self> {
        let begins = |area: &&str| rest.starts_with(area);
        areas(code)
            .iter()
            .filter_map(|&(country, zones, areas, _)| {
                let longest = areas.split_whitespace().filter(begins).map(str::len).max()?;
                Some((longest, country, zones))
            })
            .max_by_key(|(longest, ..)| *longest)
            .map(|(_, country, zones)| Self { country, zones: zones.split_whitespace().collect() })
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
