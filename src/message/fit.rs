//! What WhatsApp takes of what the team says (Cloud API reference, messages): a message that does not
//! fit is refused before it is saved, in a sentence that names the part. Length of a text is not here:
//! see [`crate::ticket::LONGEST_TEXT`].

use thiserror::Error;

use super::{ContactCard, Content, Row};
use crate::ticket::{LONGEST_TEXT, Refusal};

const MOST_BUTTONS: usize = 3;
const LONGEST_BUTTON: usize = 20;
/// Of the text above buttons; above a list a whole text fits.
const LONGEST_BODY: usize = 1024;
const MOST_ROWS: usize = 10;
const LONGEST_ROW: usize = 24;
const LONGEST_DESCRIPTION: usize = 72;
/// The shorter of the two that Meta names, for rows and for buttons.
const LONGEST_ID: usize = 200;
const MOST_CARDS: usize = 257;
const LONGEST_NAME: usize = 1000;
/// An emoji of a family with skin tones has ten.
const LONGEST_EMOJI: usize = 16;

/// Why WhatsApp would not take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unfit {
    #[error("the message that this is about is not one of this ticket")]
    Elsewhere,
    #[error("WhatsApp does not have the message that this is about: wait until it is sent")]
    NotAtWhatsApp,
    #[error("a reaction quotes nothing")]
    ReactionQuotes,
    #[error("only what a customer wrote can be reacted to")]
    NotTheirs,
    #[error("a reaction can't be reacted to")]
    ToReaction,
    #[error("WhatsApp takes no reaction to a message that is older than 30 days")]
    TooOld,
    #[error("a reaction is one emoji")]
    NotAnEmoji,
    #[error("a place has a latitude from -90 to 90 and a longitude from -180 to 180")]
    NoPlace,
    #[error("the name and the address of a place have at most 1,000 characters each")]
    PlaceTooLong,
    #[error("a message holds 1 to 257 contact cards")]
    Cards,
    #[error("a contact card has a name, and a phone number with + and country code")]
    Card,
    #[error("a message has 1 to 3 buttons")]
    Buttons,
    #[error("a button has 1 to 20 characters")]
    Button,
    #[error("the text above buttons has at most 1,024 characters")]
    Body,
    #[error("a list has 1 to 10 rows")]
    Rows,
    #[error("the title of a row has 1 to 24 characters")]
    Row,
    #[error("the description of a row has at most 72 characters")]
    Description,
    #[error("two of them are called the same")]
    Twice,
    #[error("an id has 1 to 200 characters, is there once, and is none of a rating")]
    Id,
}

/// Refuses what WhatsApp would not take.
pub(crate) fn fit(content: &Content) -> Result<(), Refusal> {
    match content {
        Content::Text { body } | Content::List { body, .. } if body.trim().is_empty() => {
            Err(Refusal::EmptyMessage)
        }
        Content::Text { body } | Content::List { body, .. } if longer(body, LONGEST_TEXT) => {
            Err(Refusal::MessageTooLong)
        }
        Content::List { body, button: None, rows } => buttons(body, rows).map_err(Refusal::Unfit),
        Content::List { button: Some(button), rows, .. } => {
            list(button, rows).map_err(Refusal::Unfit)
        }
        Content::Location { latitude, longitude, name, address } => {
            let words = [name, address];
            place(latitude, longitude, &words).map_err(Refusal::Unfit)
        }
        Content::Contacts { cards, .. } => {
            let cards = cards.as_ref().and_then(crate::sealed::Sealed::open);
            some_cards(&cards.unwrap_or_default()).map_err(Refusal::Unfit)
        }
        Content::Reaction { emoji: Some(emoji), .. } if !is_emoji(emoji) => {
            Err(Unfit::NotAnEmoji.into())
        }
        _ => Ok(()),
    }
}

fn buttons(body: &str, rows: &[Row]) -> Result<(), Unfit> {
    must(!longer(body, LONGEST_BODY), Unfit::Body)?;
    must((1..=MOST_BUTTONS).contains(&rows.len()), Unfit::Buttons)?;
    must(rows.iter().all(|row| has(&row.title, LONGEST_BUTTON)), Unfit::Button)?;
    // WhatsApp shows none on a button.
    must(rows.iter().all(|row| row.description.is_none()), Unfit::Description)?;
    different(rows)
}

fn list(button: &str, rows: &[Row]) -> Result<(), Unfit> {
    must(has(button, LONGEST_BUTTON), Unfit::Button)?;
    must((1..=MOST_ROWS).contains(&rows.len()), Unfit::Rows)?;
    must(rows.iter().all(|row| has(&row.title, LONGEST_ROW)), Unfit::Row)?;
    let described =
        |row: &Row| row.description.as_ref().is_none_or(|it| has(it, LONGEST_DESCRIPTION));
    must(rows.iter().all(described), Unfit::Description)?;
    different(rows)
}

/// A customer has to tell them apart by their titles, and we by their ids.
fn different(rows: &[Row]) -> Result<(), Unfit> {
    must(rows.iter().all(|row| has(&row.id, LONGEST_ID)), Unfit::Id)?;
    for (place, row) in rows.iter().enumerate() {
        let before = &rows[..place];
        must(before.iter().all(|other| other.title.trim() != row.title.trim()), Unfit::Twice)?;
        must(before.iter().all(|other| other.id != row.id), Unfit::Id)?;
    }
    Ok(())
}

fn place(latitude: &str, longitude: &str, words: &[&Option<String>]) -> Result<(), Unfit> {
    let within = |degrees: &str, most: f64| degrees.parse().is_ok_and(|it: f64| it.abs() <= most);
    must(within(latitude, 90.0) && within(longitude, 180.0), Unfit::NoPlace)?;
    let short = |words: &&Option<String>| words.as_ref().is_none_or(|it| !longer(it, LONGEST_NAME));
    must(words.iter().all(short), Unfit::PlaceTooLong)
}

fn some_cards(cards: &[ContactCard]) -> Result<(), Unfit> {
    must((1..=MOST_CARDS).contains(&cards.len()), Unfit::Cards)?;
    let whole = |card: &ContactCard| {
        has(&card.name, LONGEST_NAME)
            && !card.phones.is_empty()
            && card.phones.iter().all(|phone| is_phone(phone))
    };
    must(cards.iter().all(whole), Unfit::Card)
}

/// As people write it, with its country.
fn is_phone(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    phone.starts_with('+')
        && (5..=15).contains(&digits)
        && phone.chars().all(|c| c.is_ascii_digit() || "+-(). ".contains(c))
}

/// Whether `text` is made of what emojis are made of. How many it shows, WhatsApp says.
fn is_emoji(text: &str) -> bool {
    let part = |c: char| {
        matches!(c,
            '#' | '*' | '0'..='9' | '©' | '®' | '\u{200d}' | '\u{20e3}' | '\u{fe0f}'
            | '\u{203c}'..='\u{2bff}' | '〰' | '〽' | '㊗' | '㊙'
            | '\u{1f000}'..='\u{1faff}' | '\u{e0020}'..='\u{e007f}')
    };
    !text.is_ascii() && !longer(text, LONGEST_EMOJI) && text.chars().all(part)
}

fn has(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && !longer(text, most)
}

fn longer(text: &str, most: usize) -> bool {
    text.chars().count() > most
}

fn must(holds: bool, otherwise: Unfit) -> Result<(), Unfit> {
    if holds { Ok(()) } else { Err(otherwise) }
}

#[cfg(test)]
mod tests;
