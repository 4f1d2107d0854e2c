//! A length of time as people type it: `45m`, `4h`, `1d 2h`. A day has 24 hours, also where only
//! working time counts.

const UNITS: [(char, u32); 3] = [('d', 24 * 60), ('h', 60), ('m', 1)];

/// So many minutes, written shortly.
pub(crate) fn written(minutes: u32) -> String {
    let mut left = minutes;
    let mut parts = vec![];
    for (unit, size) in UNITS {
        if left >= size {
            parts.push(format!("{}{unit}", left / size));
            left %= size;
        }
    }
    if parts.is_empty() { "0m".to_owned() } else { parts.join(" ") }
}

/// The minutes that `text` says; a bare number counts minutes. `None` if it says something else.
pub(crate) fn read(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    if let Ok(minutes) = text.parse() {
        return Some(minutes);
    }
    let (mut sum, mut digits) = (0u32, String::new());
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let (_, size) = UNITS.into_iter().find(|(unit, _)| *unit == letter)?;
        let count: u32 = std::mem::take(&mut digits).parse().ok()?;
        sum = sum.checked_add(count.checked_mul(size)?)?;
    }
    (digits.is_empty() && !text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_as_it_is_written() {
        let table =
            [(1, "1m"), (60, "1h"), (90, "1h 30m"), (1440, "1d"), (1565, "1d 2h 5m"), (0, "0m")];
        for (minutes, text) in table {
            assert_eq!(written(minutes), text);
            assert_eq!(read(text), Some(minutes), "{text}");
        }
        assert_eq!([read("45"), read(" 2H30m "), read("1d1h")], [Some(45), Some(150), Some(1500)]);
    }

    #[test]
    fn what_is_no_length_is_none() {
        for text in ["", "h", "4x", "4h 3", "-1", "1.5h", "99999999999d", "4294967295d"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
