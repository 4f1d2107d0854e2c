//! What a customer orders, and what it comes to. Money is counted in its digits: no float rounds it.

use serde::{Deserialize, Serialize};

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub product: String,
    pub quantity: String,
    pub price: String,
    pub currency: String,
}

impl Item {
    /// The price of all of it; nothing if one of the two is no plain number.
    pub fn total(&self) -> Option<String> {
        Some(decimal(&self.price)?.times(decimal(&self.quantity)?)?.written())
    }
}

/// What all lines of each currency come to, in the order in which they stand there. A currency with a
/// line that can't be counted has no total.
pub fn totals(items: &[Item]) -> Vec<(String, String)> {
    let mut sums: Vec<(&str, Option<Decimal>)> = vec![];
    for item in items {
        let line = decimal(&item.price).zip(decimal(&item.quantity));
        let line = line.and_then(|(price, quantity)| price.times(quantity));
        match sums.iter_mut().find(|(currency, _)| *currency == item.currency) {
            Some((_, sum)) => *sum = sum.zip(line).and_then(|(sum, line)| sum.plus(line)),
            None => sums.push((&item.currency, line)),
        }
    }
    let told = sums.into_iter().filter_map(|(currency, sum)| Some((currency, sum?)));
    told.map(|(currency, sum)| (currency.to_owned(), sum.written())).collect()
}

/// So many units of the last place after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decimal {
    units: i128,
    places: u32,
}

/// A number of at most 18 digits, written plainly.
fn decimal(text: &str) -> Option<Decimal> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = format!("{whole}{part}");
    let is_plain = !digits.is_empty() && digits.len() <= 18;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    let places = u32::try_from(part.len()).ok()?;
    (is_plain && is_number).then_some(())?;
    Some(Decimal { units: digits.parse().ok()?, places })
}

impl Decimal {
    fn times(self, other: Decimal) -> Option<Decimal> {
        let units = self.units.checked_mul(other.units)?;
        Some(Decimal { units, places: self.places + other.places })
    }

    fn plus(self, other: Decimal) -> Option<Decimal> {
        let places = self.places.max(other.places);
        let scaled =
            |one: Decimal| one.units.checked_mul(10_i128.checked_pow(places - one.places)?);
        Some(Decimal { units: scaled(self)?.checked_add(scaled(other)?)?, places })
    }

    /// With two places at least if it has any, as prices are written.
    fn written(self) -> String {
        let width = self.places as usize + 1;
        let digits = format!("{:0>width$}", self.units);
        let (whole, part) = digits.split_at(digits.len() - self.places as usize);
        match part.trim_end_matches('0') {
            "" => whole.to_owned(),
            part => format!("{whole}.{part:0<2}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(quantity: &str, price: &str, currency: &str) -> Item {
        let [quantity, price, currency] = [quantity, price, currency].map(str::to_owned);
        Item { product: "cup".into(), quantity, price, currency }
    }

    #[test]
    fn a_line_costs_its_price_so_many_times() {
        for (quantity, price, total) in [
            ("2", "9.5", Some("19")),
            ("3", "0.1", Some("0.30")),
            ("1", "12.345", Some("12.345")),
            ("0.5", "3", Some("1.50")),
            ("0", "7", Some("0")),
            ("2", "12,50", None),
            ("two", "1", None),
            ("1", "", None),
            ("-1", "5", None),
            ("1", "9999999999999999999", None),
        ] {
            let counted = item(quantity, price, "EUR").total();
            assert_eq!(counted.as_deref(), total, "{quantity} × {price}");
        }
    }

    #[test]
    fn each_currency_has_its_own_sum_and_none_if_a_line_can_not_be_counted() {
        let items = [
            item("2", "9.5", "EUR"),
            item("1", "30", "USD"),
            item("1", "0.05", "EUR"),
            item("1", "?", "GBP"),
            item("1", "1", "GBP"),
        ];
        let told = totals(&items);
        let told: Vec<_> = told.iter().map(|(one, sum)| (one.as_str(), sum.as_str())).collect();
        assert_eq!(told, [("EUR", "19.05"), ("USD", "30")]);
        assert_eq!(totals(&[]), []);
    }
}
