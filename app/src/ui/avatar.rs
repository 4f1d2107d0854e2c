//! The face of a person or customer: initials on one of a few quiet tones.

use leptos::prelude::*;

use crate::ui::IntoPart;

/// How many tones `style/ui/avatar.css` has.
const TONES: u32 = 6;

/// The initials of `name`. Decoration: the name itself always stands beside it.
#[component]
pub fn Avatar(#[prop(into)] name: String) -> impl IntoView {
    view! {
        <span class=format!("avatar tone-{}", tone(&name)) aria-hidden="true">{initials(&name)}</span>
    }
    .part()
}

/// The first letters of the first and the last word; a sign for a name without letters.
fn initials(name: &str) -> String {
    let mut letters =
        name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    let first = letters.next();
    let last = letters.next_back();
    let initials: String = first.into_iter().chain(last).flat_map(char::to_uppercase).collect();
    if initials.is_empty() { "#".to_owned() } else { initials }
}

/// Always the same tone for the same name.
fn tone(name: &str) -> u32 {
    name.bytes().fold(7u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % TONES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        assert_eq!(initials("Núria Puig i Soler"), "NS");
        assert_eq!(initials("àgata"), "À");
        assert_eq!(initials("+34 ··· 222"), "#");
        assert_eq!(initials(""), "#");
    }

    #[test]
    fn a_name_keeps_its_tone() {
        assert_eq!(tone("Jordi"), tone("Jordi"));
        assert!(tone("Jordi Serra") < TONES);
    }
}
