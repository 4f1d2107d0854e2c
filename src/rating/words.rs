//! The question in the customer's language.

use super::{Score, row};
use crate::ids::TicketNumber;
use crate::message::{Content, Row};
use crate::routing::Tongue;
use crate::routing::language::Lang;

/// What a language asks with: WhatsApp allows a button 20 characters and a row 24 (Cloud API
/// reference, interactive lists).
struct Words {
    question: &'static str,
    button: &'static str,
    /// The best first.
    rows: [&'static str; 5],
}

const CATALAN: Words = Words {
    question: "Com t'hem atès?",
    button: "Valora-ho",
    rows: ["Molt bé", "Bé", "Regular", "Malament", "Molt malament"],
};

const SPANISH: Words = Words {
    question: "¿Cómo te hemos atendido?",
    button: "Valóralo",
    rows: ["Muy bien", "Bien", "Regular", "Mal", "Muy mal"],
};

const ENGLISH: Words = Words {
    question: "How did we do?",
    button: "Rate it",
    rows: ["Very well", "Well", "So-so", "Badly", "Very badly"],
};

/// Asks how the customer found `ticket`: in `text`, or in words of our own without one.
pub(crate) fn question(ticket: TicketNumber, text: Option<String>, tongue: Tongue) -> Content {
    let words = match tongue.lang() {
        Lang::Ca => CATALAN,
        Lang::Es => SPANISH,
        _ => ENGLISH,
    };
    let rows = Score::ALL.into_iter().zip(words.rows).map(|(score, title)| {
        let stars = "★".repeat(score.number().into());
        Row { id: row(ticket, score), title: format!("{stars} {title}"), description: None }
    });
    let body = text.unwrap_or_else(|| words.question.to_owned());
    Content::List { body, button: Some(words.button.to_owned()), rows: rows.collect() }
}
