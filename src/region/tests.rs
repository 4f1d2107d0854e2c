//! The region of a number and of a user id, by cases; the tables and quiet hours in files beside.

mod quiet;
mod tables;

use chrono::{DateTime, Timelike, Utc};
use proptest::prelude::*;

use super::{Country, Region, zones_of_phone};
use crate::zone::Zone;

pub(super) fn zone(name: &str) -> Zone {
    Zone::named(name).expect("a zone of the database")
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

/// Zones with all sorts of changes of the clock, and one with none.
pub(super) fn zones() -> impl Strategy<Value = Zone> {
    let names = [
        "Europe/Madrid",
        "America/New_York",
        "America/St_Johns",    // until 2011 changed at a minute past midnight
        "America/Havana",      // changes at midnight
        "Asia/Beirut",         // changes at midnight
        "Australia/Lord_Howe", // by half an hour
        "Africa/Casablanca",   // four times a year
        "Pacific/Apia",        // left out a whole day in 2011
        "Asia/Kolkata",
    ];
    proptest::sample::select(names.map(zone).to_vec())
}

/// An instant from 2005 to 2037, to the second.
pub(super) fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    let years = at("2005-01-01T00:00:00Z").timestamp()..at("2037-01-01T00:00:00Z").timestamp();
    years.prop_map(|second| DateTime::from_timestamp(second, 0).expect("in range"))
}

#[test]
fn a_number_tells_the_country_and_the_likeliest_zone() {
    let table = [
        ("a mobile of Andorra", "376312345", "AD", "Europe/Andorra", true),
        ("a mobile of Spain may be in the Canaries", "34600111222", "ES", "Europe/Madrid", false),
        ("a landline of Barcelona", "34931234567", "ES", "Europe/Madrid", true),
        ("a landline of Las Palmas", "34928123456", "ES", "Atlantic/Canary", true),
        ("a landline of Tenerife, new code", "34822123456", "ES", "Atlantic/Canary", true),
        ("New York", "12125550100", "US", "America/New_York", true),
        ("a Florida code with two zones", "18505550100", "US", "America/Chicago", false),
        ("Phoenix, which never changes its clock", "16025550100", "US", "America/Phoenix", true),
        ("a new code of North America", "12005550100", "US", "America/New_York", false),
        ("Vancouver", "16045550100", "CA", "America/Vancouver", true),
        ("Santo Domingo", "18095550100", "DO", "America/Santo_Domingo", true),
        ("Moscow", "74951234567", "RU", "Europe/Moscow", true),
        ("a Russian mobile", "79161234567", "RU", "Europe/Moscow", false),
        ("Vladivostok", "74232123456", "RU", "Asia/Vladivostok", true),
        ("Kazakhstan", "77011234567", "KZ", "Asia/Almaty", true),
        ("Tijuana", "526641234567", "MX", "America/Tijuana", true),
        ("Tijuana, as WhatsApp may write it", "5216641234567", "MX", "America/Tijuana", true),
        ("Mexico City", "525512345678", "MX", "America/Mexico_City", true),
        ("São Paulo", "5511987654321", "BR", "America/Sao_Paulo", true),
        ("Manaus", "5592987654321", "BR", "America/Manaus", true),
        ("Perth", "61891234567", "AU", "Australia/Perth", true),
        ("Darwin", "61889123456", "AU", "Australia/Darwin", true),
        ("an Australian mobile", "61412345678", "AU", "Australia/Sydney", false),
        ("Bali", "62361123456", "ID", "Asia/Makassar", true),
        ("Kosovo", "38344123456", "XK", "Europe/Belgrade", true),
        ("Jersey", "441534123456", "JE", "Europe/Jersey", true),
        ("as people write it", "+351 291 123 456", "PT", "Atlantic/Madeira", true),
    ];
    for (case, number, country, likeliest, sure) in table {
        let region = Region::of_phone(number).expect(case);
        assert_eq!(region.country, Country::named(country), "{case}");
        assert_eq!((region.zone, region.sure), (zone(likeliest), sure), "{case}");
    }
}

#[test]
fn a_number_of_no_country_has_no_region() {
    let table = [
        ("nothing", ""),
        ("no digit", "anonymous"),
        ("toll-free of no country", "80012345678"),
        ("a satellite", "881612345678"),
        ("a national number", "0600111222"),
        ("a code that is not assigned", "210123456"),
    ];
    for (case, number) in table {
        assert_eq!(Region::of_phone(number), None, "{case}");
        assert!(zones_of_phone(number).is_empty(), "{case}");
    }
}

#[test]
fn a_user_id_tells_its_country() {
    let region = |id| Region::of_user_id(id).map(|region| (region.zone, region.sure));
    assert_eq!(region("AD.1349"), Some((zone("Europe/Andorra"), true)));
    assert_eq!(region("ES.1349"), Some((zone("Europe/Madrid"), false)));
    assert_eq!(region("CA.ENT.1181"), Some((zone("America/Toronto"), false)));
    for unknown in ["", "1349", "ES", "es.1349", "ZZ.1349", ".1349"] {
        assert_eq!(region(unknown), None, "{unknown}");
    }
}

#[test]
fn a_number_that_is_not_sure_lists_the_zones_it_leaves_open() {
    let spain = [zone("Europe/Madrid"), zone("Atlantic/Canary")];
    assert_eq!(zones_of_phone("34600111222"), spain);
    assert_eq!(Country::named("es").expect("two letters").zones(), spain);
    let idaho = [zone("America/Boise"), zone("America/Los_Angeles")];
    assert_eq!(zones_of_phone("12085550100"), idaho);
}

#[test]
fn a_country_is_two_letters() {
    assert_eq!(Country::named("ad").expect("two letters").code(), "AD");
    for wrong in ["", "A", "AND", "3A", "È"] {
        assert_eq!(Country::named(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn any_text_as_a_number_or_id_is_answered(text in "\\PC{0,24}|[0-9]{0,16}|[A-Z]{2}\\.[0-9]{0,4}") {
        let sure = Region::of_phone(&text).map(|region| region.sure);
        let open = zones_of_phone(&text).len();
        prop_assert_eq!(sure, (open > 0).then_some(open == 1));
        let _ = Region::of_user_id(&text);
    }

    #[test]
    fn the_local_hour_is_the_databases(zone in zones(), at in instants()) {
        let region = Region { country: None, zone: zone.clone(), sure: true };
        let there = at.with_timezone(&zone.rules());
        prop_assert_eq!(region.local_hour(at), there.hour());
        prop_assert_eq!(region.local_time(at), there.naive_local());
    }
}
