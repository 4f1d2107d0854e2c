//! What WhatsApp offers a customer to begin with: questions to tap in an empty chat, and commands after a
//! "/" (Cloud API, "Conversational components"). What is answered to them is a rule's business. The
//! greeting that Meta had besides is gone since March 2026.

use std::collections::BTreeSet;

use super::profile::{Flaw, longer};

const MOST_PROMPTS: usize = 4;
const LONGEST_PROMPT: usize = 80;
const MOST_COMMANDS: usize = 30;
const LONGEST_NAME: usize = 32;
const LONGEST_HINT: usize = 256;

/// What a number offers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Openers {
    pub prompts: Vec<String>,
    pub commands: Vec<Command>,
}

/// A word after a "/", and what it is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    pub hint: String,
}

/// Which of them; the first is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    Prompts,
    Prompt(usize),
    Commands,
    Name(usize),
    Hint(usize),
}

impl Openers {
    /// Everything that Meta would not take.
    pub fn flaws(&self) -> Vec<(Opener, Flaw)> {
        let mut flaws = vec![];
        if self.prompts.len() > MOST_PROMPTS {
            flaws.push((Opener::Prompts, Flaw::TooMany(MOST_PROMPTS)));
        }
        if self.commands.len() > MOST_COMMANDS {
            flaws.push((Opener::Commands, Flaw::TooMany(MOST_COMMANDS)));
        }
        for (place, prompt) in self.prompts.iter().enumerate() {
            flaws.extend(flaw(prompt, LONGEST_PROMPT).map(|flaw| (Opener::Prompt(place), flaw)));
        }
        let mut names = BTreeSet::new();
        for (place, Command { name, hint }) in self.commands.iter().enumerate() {
            let twice = (!names.insert(name.to_lowercase())).then_some(Flaw::Twice);
            let of_name = flaw(name, LONGEST_NAME).or(twice);
            flaws.extend(of_name.map(|flaw| (Opener::Name(place), flaw)));
            flaws.extend(flaw(hint, LONGEST_HINT).map(|flaw| (Opener::Hint(place), flaw)));
        }
        flaws
    }
}

fn flaw(text: &str, most: usize) -> Option<Flaw> {
    match () {
        () if text.is_empty() => Some(Flaw::Missing),
        () if longer(text, most) => Some(Flaw::TooLong(most)),
        () => text.chars().any(shows_a_picture).then_some(Flaw::HasEmoji),
    }
}

/// Whether a character is one of the pictures among letters, or makes one of what stands before it.
fn shows_a_picture(c: char) -> bool {
    matches!(c,
        '\u{20e3}' | '\u{fe0f}' | '\u{231a}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}'
        | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn openers(prompts: &[&str], commands: &[(&str, &str)]) -> Openers {
        let command =
            |(name, hint): &(&str, &str)| Command { name: (*name).into(), hint: (*hint).into() };
        Openers {
            prompts: prompts.iter().map(|prompt| (*prompt).to_owned()).collect(),
            commands: commands.iter().map(command).collect(),
        }
    }

    #[test]
    fn everything_that_meta_would_not_take_is_named_with_its_place() {
        let (long, short) = ("é".repeat(81), "é".repeat(80));
        let (name, hint) = ("n".repeat(33), "h".repeat(257));
        let table: [(Openers, &[(Opener, Flaw)]); 10] = [
            (openers(&[], &[]), &[]),
            (openers(&[&short, "Quan obriu?"], &[("hores", "Quan obrim")]), &[]),
            (openers(&["a"; 5], &[]), &[(Opener::Prompts, Flaw::TooMany(4))]),
            (openers(&["a", &long], &[]), &[(Opener::Prompt(1), Flaw::TooLong(80))]),
            (openers(&["Hola 👋"], &[]), &[(Opener::Prompt(0), Flaw::HasEmoji)]),
            (openers(&["El 1️⃣"], &[]), &[(Opener::Prompt(0), Flaw::HasEmoji)]),
            (openers(&[], &[("", "Quan")]), &[(Opener::Name(0), Flaw::Missing)]),
            (
                openers(&[], &[("a", ""), (&name, "x")]),
                &[(Opener::Hint(0), Flaw::Missing), (Opener::Name(1), Flaw::TooLong(32))],
            ),
            (openers(&[], &[("a", &hint)]), &[(Opener::Hint(0), Flaw::TooLong(256))]),
            (openers(&[], &[("Hores", "x"), ("hores", "y")]), &[(Opener::Name(1), Flaw::Twice)]),
        ];
        for (openers, flaws) in table {
            assert_eq!(openers.flaws(), flaws, "{openers:?}");
        }
        let names: Vec<String> = (0..31).map(|number| number.to_string()).collect();
        let commands: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
        assert_eq!(openers(&[], &commands[..30]).flaws(), []);
        let flaws = openers(&[], &commands).flaws();
        assert_eq!(flaws, [(Opener::Commands, Flaw::TooMany(30))]);
    }
}
