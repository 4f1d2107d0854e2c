//! The ways in which one number is written. WhatsApp knows some customers by a number other than the
//! one that people dial: old Brazilian mobiles lack the ninth digit, Mexican ones have a 1 more.

/// What else the number of these digits may be known by.
pub(crate) fn spellings(digits: &str) -> Vec<String> {
    let Some((country, rest)) = digits.split_at_checked(2) else { return vec![] };
    let area = rest.split_at_checked(2);
    match (country, rest.len(), area) {
        ("55", 11, Some((area, number))) => {
            number.strip_prefix('9').map(|number| format!("55{area}{number}")).into_iter().collect()
        }
        ("55", 10, Some((area, number))) => vec![format!("55{area}9{number}")],
        ("52", 10, _) => vec![format!("521{rest}")],
        ("52", 11, _) => {
            rest.strip_prefix('1').map(|number| format!("52{number}")).into_iter().collect()
        }
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brazilian_and_mexican_numbers_have_two_spellings_and_others_one() {
        for (one, other) in [
            ("5511955550001", Some("551155550001")),
            ("551155550001", Some("5511955550001")),
            ("525555550001", Some("5215555550001")),
            ("5215555550001", Some("525555550001")),
            ("34600555001", None),
            ("5511855550001", None),
            ("5", None),
            ("", None),
        ] {
            assert_eq!(spellings(one).first().map(String::as_str), other, "{one}");
        }
    }
}
