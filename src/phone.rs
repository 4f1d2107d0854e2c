//! Phone numbers that WhatsApp may write in two ways, brought to one for comparing (ID-4).
//!
//! For comparing only: what is sent and shown stays as it was received. Two numbers with the same
//! form are one telephone. Numbers of other countries, and what is no number at all, only lose
//! whatever is not a digit.

/// The one form of `phone`, in digits with country code.
///
/// - Brazil: mobiles got a ninth digit, a 9 after the area code, and old accounts go without it
///   (Anatel, Resolução 553/2010). The form has it.
/// - Argentina and Mexico: from abroad a mobile was dialled with a 9, or a 1, after the country
///   code (ENACOM, Plan Fundamental de Numeración; IFT, Plan Técnico of 2019). The form goes
///   without it.
pub fn comparable(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if let Some((area, local)) = old_brazilian_mobile(&digits) {
        return format!("55{area}9{local}");
    }
    match (digits.get(..3), digits.get(3..)) {
        (Some("549"), Some(rest)) if rest.len() == 10 => format!("54{rest}"),
        (Some("521"), Some(rest)) if rest.len() == 10 => format!("52{rest}"),
        _ => digits,
    }
}

/// Area code and local number of a Brazilian mobile with eight digits; these began with 6 to 9.
fn old_brazilian_mobile(digits: &str) -> Option<(&str, &str)> {
    let (area, local) = digits.strip_prefix("55")?.split_at_checked(2)?;
    (local.len() == 8 && local.starts_with(['6', '7', '8', '9'])).then_some((area, local))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn id_4_two_ways_of_writing_one_telephone_compare_equal() {
        let table = [
            (
                "a Brazilian mobile with and without its ninth digit",
                "551187654321",
                "5511987654321",
            ),
            ("an Argentinian mobile with and without the 9", "5491123456789", "541123456789"),
            ("a Mexican mobile with and without the 1", "5215512345678", "525512345678"),
            ("as people write it, and as WhatsApp does", "+34 600-111-222", "34600111222"),
        ];
        for (case, one, other) in table {
            assert_eq!(comparable(one), comparable(other), "{case}");
        }
    }

    #[test]
    fn id_4_other_numbers_stay_as_they_are() {
        let table = [
            ("a Brazilian landline", "551132654321"),
            ("a number of Andorra", "376312345"),
            ("a Spanish number that begins like a Mexican mobile", "34521123456"),
            ("a Brazilian number cut short", "5511"),
            ("nothing", ""),
        ];
        for (case, number) in table {
            assert_eq!(comparable(number), number, "{case}");
        }
    }

    proptest! {
        #[test]
        fn id_4_the_form_of_a_form_is_itself(text in "\\PC{0,20}|(55|549|521)[0-9]{0,12}") {
            let form = comparable(&text);
            prop_assert_eq!(comparable(&form), form);
        }
    }
}
