//! Everything that a WhatsApp message may hold, and the one line that stands for it on a list.

#[cfg(test)]
mod tests;

use chrono::serde::ts_microseconds_option;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Answer, ContactCard, Fetched, Item, MediaKind, Notice, Row, mark};
use crate::ids::TicketNumber;
use crate::rating::{self, Score};
use crate::sealed::Sealed;
use crate::template::Letter;

/// The content of a message. A kind nobody knows yet is [`Content::Unknown`] and keeps its JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    Text {
        body: String,
    },
    /// A template that Meta approved, with what fills the gaps of its body in order.
    Template {
        name: String,
        language: String,
        parameters: Vec<String>,
        /// What the customer reads, where the template was known when it was sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
        /// What fills all of its gaps, where it was known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<Sealed<Letter>>,
    },
    /// A question with rows of which the customer taps one, behind a button of that name. Without
    /// one, each row is a button below the question.
    List {
        body: String,
        button: Option<String>,
        rows: Vec<Row>,
    },
    /// A file. `media` is Meta's id to fetch it by; until that is done, or given up, `fetched` is
    /// nothing. One that we send is here from the start, and Meta's id of it is got anew for each try.
    Media {
        media_kind: MediaKind,
        media: Option<String>,
        mime: Option<String>,
        caption: Option<String>,
        filename: Option<String>,
        voice: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fetched: Option<Fetched>,
    },
    /// Degrees as received, kept as text so that nothing is rounded.
    Location {
        latitude: String,
        longitude: String,
        name: Option<String>,
        address: Option<String>,
    },
    /// Contact cards, by the names on them, and all that is on them. What came before cards were kept has
    /// names alone.
    Contacts {
        names: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cards: Option<Sealed<Vec<ContactCard>>>,
    },
    /// The customer tapped a button or chose from a list.
    Choice {
        id: String,
        title: String,
        /// The words below the title of the row.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    },
    /// The customer filled in a form, such as one of our flows.
    Form {
        title: Option<String>,
        answers: Vec<Answer>,
    },
    /// The customer says whether we may call them.
    Consent {
        given: bool,
        /// Until they say otherwise.
        lasting: bool,
        #[serde(default, with = "ts_microseconds_option", skip_serializing_if = "Option::is_none")]
        until: Option<DateTime<Utc>>,
    },
    /// How the customer found a ticket, by the row of our question that they tapped.
    Rating {
        ticket: TicketNumber,
        score: Score,
        title: String,
    },
    /// An emoji on an earlier message; `None` takes the reaction back.
    Reaction {
        to: String,
        emoji: Option<String>,
    },
    Order {
        text: Option<String>,
        items: Vec<Item>,
    },
    /// WhatsApp itself says something, such as a changed number: in its words, and what it means if that
    /// is known.
    System {
        body: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<Notice>,
    },
    /// The sender changed an earlier message.
    Edit {
        original: String,
        text: Option<String>,
    },
    /// The sender took an earlier message back.
    Revoke {
        original: String,
    },
    /// WhatsApp could not hand the message over.
    Unsupported {
        raw: String,
    },
    /// A kind that this version does not know.
    Unknown {
        name: String,
        raw: String,
    },
}

impl Content {
    /// Cards, those without a name counted as well.
    pub fn contacts(cards: Vec<ContactCard>) -> Self {
        let sealed = Some(Sealed::new(&cards));
        let names = cards.into_iter().map(|card| card.name).filter(|name| !name.is_empty());
        let names = names.collect();
        Content::Contacts { names, cards: sealed }
    }

    /// What it means that the customer tapped the button or row of that id.
    pub fn chosen(id: String, title: String) -> Self {
        match rating::tapped(&id) {
            Some((ticket, score)) => Content::Rating { ticket, score, title },
            None => Content::Choice { id, title, description: None },
        }
    }

    /// Meta's id of the earlier message that this one is about and nothing without: it is put on it,
    /// changes it or takes it back.
    pub fn about(&self) -> Option<&str> {
        match self {
            Content::Reaction { to, .. } => Some(to),
            Content::Edit { original, .. } | Content::Revoke { original } => Some(original),
            _ => None,
        }
    }

    /// The word for the kind, as the REST API and the store say it.
    pub fn word(&self) -> &str {
        match self {
            Content::Text { .. } => "text",
            Content::Template { .. } => "template",
            Content::List { button: None, .. } => "buttons",
            Content::List { .. } => "list",
            Content::Media { media_kind, .. } => match media_kind {
                MediaKind::Image => "image",
                MediaKind::Video => "video",
                MediaKind::Audio => "audio",
                MediaKind::Document => "document",
                MediaKind::Sticker => "sticker",
            },
            Content::Location { .. } => "location",
            Content::Contacts { .. } => "contacts",
            Content::Choice { .. } => "choice",
            Content::Form { .. } => "form",
            Content::Consent { .. } => "consent",
            Content::Rating { .. } => "rating",
            Content::Reaction { .. } => "reaction",
            Content::Order { .. } => "order",
            Content::System { .. } => "system",
            Content::Edit { .. } => "edit",
            Content::Revoke { .. } => "revoke",
            Content::Unsupported { .. } => "unsupported",
            Content::Unknown { .. } => "unknown",
        }
    }

    /// The words of the message, if it has any of its own.
    pub fn text(&self) -> Option<&str> {
        match self {
            Content::Text { body }
            | Content::System { body, notice: None }
            | Content::List { body, .. } => Some(body),
            Content::Media { caption, .. } => caption.as_deref(),
            Content::Location { name, address, .. } => name.as_deref().or(address.as_deref()),
            Content::Choice { title, .. } | Content::Rating { title, .. } => Some(title),
            Content::Template { name, words, .. } => Some(words.as_ref().unwrap_or(name)),
            Content::Reaction { emoji, .. } => emoji.as_deref(),
            Content::Order { text, .. } | Content::Edit { text, .. } => text.as_deref(),
            Content::Contacts { names, .. } => names.first().map(String::as_str),
            Content::Form { title, .. } => title.as_deref(),
            Content::System { .. }
            | Content::Consent { .. }
            | Content::Revoke { .. }
            | Content::Unsupported { .. }
            | Content::Unknown { .. } => None,
        }
    }

    /// What it is whose file has still to be fetched, and by which of Meta's ids.
    pub fn to_fetch(&self) -> Option<(MediaKind, &str)> {
        match self {
            Content::Media { media_kind, media: Some(media), fetched: None, .. } => {
                Some((*media_kind, media))
            }
            _ => None,
        }
    }

    /// Takes down what became of fetching its file.
    pub fn set_fetched(&mut self, outcome: Fetched) {
        if let Content::Media { fetched, .. } = self {
            *fetched = Some(outcome);
        }
    }

    /// Whether a customer who sends this is waiting for an answer. Ratings, reactions, deletions, whether
    /// we may call and what WhatsApp itself says are attached to the thread without opening anything.
    pub fn asks_for_an_answer(&self) -> bool {
        !matches!(
            self,
            Content::Rating { .. }
                | Content::Reaction { .. }
                | Content::Revoke { .. }
                | Content::Consent { .. }
                | Content::System { .. }
        )
    }

    /// The same without Meta's ids and JSON: see [`crate::message::Message::for_screens`].
    pub(crate) fn for_screens(self) -> Self {
        let raw = String::new();
        match self {
            Content::Reaction { to, emoji } => Content::Reaction { to: mark(&to), emoji },
            Content::Edit { original, text } => Content::Edit { original: mark(&original), text },
            Content::Revoke { original } => Content::Revoke { original: mark(&original) },
            Content::Contacts { names, .. } => Content::Contacts { names, cards: None },
            Content::Unsupported { .. } => Content::Unsupported { raw },
            Content::Unknown { name, .. } => Content::Unknown { name, raw },
            Content::Template { name, language, parameters, words, .. } => {
                Content::Template { name, language, parameters, words, letter: None }
            }
            shown => shown,
        }
    }

    /// At most 120 characters on one line, for lists and cards.
    pub fn line(&self) -> Option<String> {
        let text = self.text()?;
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = flat.chars().take(120).collect();
        Some(short).filter(|line| !line.is_empty())
    }
}
