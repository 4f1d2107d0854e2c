//! Texts with gaps that a rule sends: `Hola {customer|there}, it is {agent|our team}`.
//!
//! A gap without a value is filled with the words after its bar, else with nothing; only where
//! there is no next opening that is said. `{{` and `}}` are plain braces. Values are put in as they
//! are and never read for gaps again.

use super::problem::Mistake;
use super::trace::short;

/// What a gap may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variable {
    Customer,
    /// The ticket's number.
    Number,
    /// The owner.
    Agent,
    Team,
    /// When the team is at work again ([`Tongue`](super::Tongue)).
    NextOpening,
}

impl Variable {
    pub const ALL: [Variable; 5] = [
        Variable::Customer,
        Variable::Number,
        Variable::Agent,
        Variable::Team,
        Variable::NextOpening,
    ];

    /// The word between the braces.
    pub fn word(self) -> &'static str {
        match self {
            Variable::Customer => "customer",
            Variable::Number => "number",
            Variable::Agent => "agent",
            Variable::Team => "team",
            Variable::NextOpening => "next_opening",
        }
    }

    /// The variable of that word, if there is one.
    pub fn named(word: &str) -> Option<Variable> {
        Variable::ALL.into_iter().find(|variable| variable.word() == word)
    }
}

/// The values, worded for the customer by whoever knows their language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Variables<'a> {
    pub customer: Option<&'a str>,
    pub number: Option<&'a str>,
    pub agent: Option<&'a str>,
    pub team: Option<&'a str>,
    pub next_opening: Option<&'a str>,
    /// Stands for a next opening that never comes, where the text has no words instead.
    pub no_opening: Option<&'a str>,
}

impl<'a> Variables<'a> {
    fn value(&self, variable: Variable) -> Option<&'a str> {
        let value = match variable {
            Variable::Customer => self.customer,
            Variable::Number => self.number,
            Variable::Agent => self.agent,
            Variable::Team => self.team,
            Variable::NextOpening => self.next_opening,
        };
        value.filter(|value| !value.trim().is_empty())
    }

    /// What stands in a gap without a value or words instead.
    fn nothing(&self, variable: Variable) -> &'a str {
        match variable {
            Variable::NextOpening => self.no_opening.unwrap_or_default(),
            _ => "",
        }
    }
}

/// `text` with its gaps filled. Total: what is no gap stays as it is written.
pub fn fill(text: &str, values: &Variables<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in Pieces(text) {
        match piece {
            Piece::Plain(plain) => filled.push_str(plain),
            Piece::Gap(gap) => match known(gap) {
                Some((variable, instead)) => {
                    let instead = Some(instead).filter(|instead| !instead.is_empty());
                    let value = values.value(variable).or(instead);
                    filled.push_str(value.unwrap_or_else(|| values.nothing(variable)));
                }
                None => filled.extend(["{", gap, "}"]),
            },
            Piece::Open(rest) => filled.push_str(rest),
        }
    }
    filled
}

/// What is wrong with the gaps of `text`.
pub(super) fn mistakes(text: &str) -> Vec<Mistake> {
    Pieces(text)
        .filter_map(|piece| match piece {
            Piece::Gap(gap) if known(gap).is_none() => {
                Some(Mistake::UnknownVariable { name: short(word(gap)) })
            }
            Piece::Open(_) => Some(Mistake::OpenBrace),
            _ => None,
        })
        .collect()
}

/// The variable of a gap and what stands for it when it has no value.
fn known(gap: &str) -> Option<(Variable, &str)> {
    let instead = gap.split_once('|').map_or("", |(_, instead)| instead);
    Some((Variable::named(word(gap))?, instead))
}

fn word(gap: &str) -> &str {
    gap.split_once('|').map_or(gap, |(word, _)| word).trim()
}

enum Piece<'a> {
    Plain(&'a str),
    /// What stands between the braces.
    Gap(&'a str),
    /// From a brace that nobody closed to the end.
    Open(&'a str),
}

/// The text that is left to read.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let text = self.0;
        for (pair, brace) in [("{{", "{"), ("}}", "}")] {
            if let Some(rest) = text.strip_prefix(pair) {
                self.0 = rest;
                return Some(Piece::Plain(brace));
            }
        }
        if let Some(inside) = text.strip_prefix('{') {
            let (piece, rest) = match inside.split_once('}') {
                Some((gap, rest)) => (Piece::Gap(gap), rest),
                None => (Piece::Open(text), ""),
            };
            self.0 = rest;
            return Some(piece);
        }
        let mut letters = text.chars();
        letters.next()?;
        let rest = letters.as_str().trim_start_matches(|letter| letter != '{' && letter != '}');
        self.0 = rest;
        text.strip_suffix(rest).map(Piece::Plain)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VALUES: Variables<'_> = Variables {
        customer: Some("Núria"),
        number: Some("41"),
        agent: None,
        team: Some(" "),
        next_opening: Some("{number}"),
        no_opening: Some("aviat"),
    };

    #[test]
    fn gaps_are_filled_and_the_rest_stays() {
        let table = [
            ("a value", "Hola {customer}!", "Hola Núria!"),
            ("with space", "Hola { customer }", "Hola Núria"),
            ("no value", "Sóc {agent}.", "Sóc ."),
            ("words instead", "Sóc {agent|de l'equip}.", "Sóc de l'equip."),
            ("a value of spaces is none", "{team|l'equip}", "l'equip"),
            ("words that are not needed", "{number|?}", "41"),
            ("a value is not read again", "{next_opening}", "{number}"),
            ("plain braces", "{{customer}} {{{number}}}", "{customer} {41}"),
            ("unknown", "{surname}", "{surname}"),
            ("not closed", "a {customer", "a {customer"),
            ("never opened", "a } b", "a } b"),
        ];
        for (name, text, filled) in table {
            assert_eq!(fill(text, &VALUES), filled, "{name}");
        }
    }

    #[test]
    fn a_sentence_stays_whole_where_nothing_ever_opens() {
        let table = [
            ("Obrim {next_opening}.", "Obrim aviat."),
            ("Obrim {next_opening|després de festes}.", "Obrim després de festes."),
            ("Sóc {agent}.", "Sóc ."),
        ];
        for (text, filled) in table {
            assert_eq!(fill(text, &Variables { next_opening: None, ..VALUES }), filled);
        }
    }

    #[test]
    fn a_gap_that_nobody_can_fill_is_a_mistake() {
        let unknown = |name: &str| Mistake::UnknownVariable { name: name.into() };
        let table = [
            ("all known", "{customer} {next_opening|aviat} {{x}}", vec![]),
            ("two unknown", "{surname} {agent} {x|y}", vec![unknown("surname"), unknown("x")]),
            ("nothing inside", "{}", vec![unknown("")]),
            ("not closed", "{customer", vec![Mistake::OpenBrace]),
        ];
        for (name, text, found) in table {
            assert_eq!(mistakes(text), found, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_text_without_braces_stays_as_it_is(text in "[^{}]*") {
            prop_assert_eq!(fill(&text, &VALUES), text);
        }

        #[test]
        fn a_text_with_doubled_braces_comes_out_as_it_was(text in any::<String>()) {
            let doubled = text.replace('{', "{{").replace('}', "}}");
            prop_assert_eq!(mistakes(&doubled), vec![]);
            prop_assert_eq!(fill(&doubled, &VALUES), text);
        }

        #[test]
        fn any_text_can_be_filled(text in "[{}|]{0,3}[a-z]{0,3}[{}|]{0,3}(number)?[{}|]{0,3}") {
            if mistakes(&text).is_empty() {
                prop_assert!(fill(&text, &VALUES).len() <= text.len());
            }
        }
    }
}
