//! What somebody does with a simulated customer's phone, as a plain form tells it.

use serde::Deserialize;
use simulator::{Attachment, samples};

use super::Practice;

/// No telephone number is shorter (ITU-T E.164 knows none under seven digits with its country).
const SHORTEST_NUMBER: usize = 7;

/// One deed. What a deed does not need is empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Deed {
    /// The id of whose phone it is.
    pub customer: String,
    #[serde(rename = "do")]
    pub what: String,
    /// The bubble that is meant.
    pub about: String,
    text: String,
    emoji: String,
    name: String,
    phone: String,
    latitude: String,
    longitude: String,
}

impl Practice {
    /// Does it; whose phone it is afterwards. `None` if the phone can't.
    pub fn act(&self, deed: &Deed) -> Option<String> {
        let (it, customer) = (&self.simulator, deed.customer.as_str());
        let is_known = it.customers().iter().any(|one| one.id == customer);
        let done = match deed.what.as_str() {
            "reply" => it.reply(customer, &deed.about, words(&deed.text)?),
            "react" => it.react_to(customer, &deed.about, words(&deed.emoji)),
            "edit" => it.edit(customer, &deed.about, words(&deed.text)?),
            "delete" => it.revoke(customer, &deed.about),
            "play" => it.play(customer, &deed.about).then(String::new),
            "picture" => it.send_file(customer, samples::picture(None)),
            "voice" => it.send_file(customer, samples::voice_note()),
            "document" => it.send_file(customer, samples::document()),
            "sticker" => it.send_file(customer, samples::sticker()),
            "location" => it.send_place(customer, &deed.name, deed.place()?),
            "contact" => it.send_card(customer, words(&deed.name)?, number(&deed.phone)?),
            "order" => it.send_order(customer),
            "unknown" => it.send_unsupported(customer),
            "on" | "off" if is_known => {
                it.set_silent(customer, deed.what == "off");
                Some(String::new())
            }
            "number" => return it.change_number(customer, number(&deed.phone)?),
            _ => None,
        };
        done.map(|_| customer.to_owned())
    }

    /// The customer sends a file; whether there is such a customer.
    pub fn bring(&self, customer: &str, file: Attachment) -> bool {
        self.simulator.send_file(customer, file).is_some()
    }
}

impl Deed {
    /// Degrees of latitude and longitude.
    fn place(&self) -> Option<(f64, f64)> {
        let degrees = |text: &str, most: f64| {
            let degrees: f64 = text.trim().replace(',', ".").parse().ok()?;
            (degrees.abs() <= most).then_some(degrees)
        };
        Some((degrees(&self.latitude, 90.0)?, degrees(&self.longitude, 180.0)?))
    }
}

fn words(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn number(text: &str) -> Option<&str> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (digits >= SHORTEST_NUMBER).then(|| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_on_the_earth_and_a_number_long_enough() {
        let place = |latitude: &str, longitude: &str| {
            let deed =
                Deed { latitude: latitude.into(), longitude: longitude.into(), ..Deed::default() };
            deed.place()
        };
        assert_eq!(place("41,2", " 1.7 "), Some((41.2, 1.7)));
        for (latitude, longitude) in [("91", "0"), ("0", "-181"), ("here", "0"), ("NaN", "0")] {
            assert_eq!(place(latitude, longitude), None, "{latitude} {longitude}");
        }
        assert_eq!(number("+34 600 555 444"), Some("+34 600 555 444"));
        assert_eq!(number("600"), None);
    }
}
