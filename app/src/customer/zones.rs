//! The time zones that are offered for a customer: those that the number leaves open, then those in which
//! many people live. Any other of the IANA database can be typed.

use desk::region::zones_of_phone;

/// From the far west to the far east.
const COMMON: [&str; 40] = [
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Denver",
    "America/Mexico_City",
    "America/Chicago",
    "America/Bogota",
    "America/Lima",
    "America/New_York",
    "America/Caracas",
    "America/La_Paz",
    "America/Santiago",
    "America/Argentina/Buenos_Aires",
    "America/Montevideo",
    "America/Sao_Paulo",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Europe/Lisbon",
    "Europe/London",
    "Africa/Casablanca",
    "Africa/Lagos",
    "Europe/Madrid",
    "Europe/Andorra",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Berlin",
    "Europe/Bucharest",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Bangkok",
    "Asia/Manila",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
];

/// Each of them once, for a customer with that number.
pub(super) fn offered(phone: Option<&str>) -> Vec<String> {
    let likely = phone.map(zones_of_phone).unwrap_or_default();
    let mut offered: Vec<String> = likely.iter().map(|zone| zone.name().to_owned()).collect();
    for zone in COMMON {
        if !offered.iter().any(|known| known == zone) {
            offered.push(zone.to_owned());
        }
    }
    offered
}

#[cfg(test)]
mod tests {
    use desk::zone::Zone;

    use super::*;

    #[test]
    fn whatever_is_offered_is_taken() {
        for name in COMMON {
            assert_eq!(Zone::named(name).as_ref().map(Zone::name), Some(name));
        }
    }

    #[test]
    fn the_zones_of_the_number_come_first_and_each_comes_once() {
        let offered = offered(Some("+34600111222"));
        assert_eq!(offered[0], "Europe/Madrid");
        for zone in &offered {
            assert_eq!(offered.iter().filter(|other| *other == zone).count(), 1, "{zone}");
        }
        assert_eq!(super::offered(None), COMMON);
    }
}
