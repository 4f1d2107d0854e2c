//! What a customer says or does, as one element of `messages`. The keys stand in Meta's order.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::status::StatusError;
use crate::phone::{Choice, Offer};

/// A customer's message.
#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) from: Option<String>,
    pub(crate) from_user_id: Option<String>,
    pub(crate) id: String,
    /// Unix seconds, as text.
    pub(crate) timestamp: String,
    /// Whose message it answers, and its id.
    pub(crate) quotes: Option<(String, String)>,
    pub(crate) content: Content,
}

/// What it says.
#[derive(Clone)]
pub(crate) enum Content {
    Text {
        body: String,
        /// A click on an ad brought the customer.
        by_ad: bool,
    },
    Reaction {
        message_id: String,
        emoji: String,
    },
    /// A row or button of the business's message, which it quotes.
    Tap(Choice),
    /// Any type, with the object that goes by its name.
    Other {
        kind: String,
        object: Json,
    },
}

impl Content {
    /// The type and its object, of what can be changed later.
    pub(crate) fn object(&self) -> Option<(String, Json)> {
        match self {
            Content::Text { body, .. } => Some(("text".to_owned(), json!({ "body": body }))),
            Content::Other { kind, object } => Some((kind.clone(), object.clone())),
            Content::Reaction { .. } | Content::Tap(_) => None,
        }
    }

    pub(super) fn is_system(&self) -> bool {
        matches!(self, Content::Other { kind, .. } if kind == "system")
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Text<'a> {
            body: &'a str,
        }
        #[derive(Serialize)]
        struct Reaction<'a> {
            message_id: &'a str,
            emoji: &'a str,
        }
        let mut map = serializer.serialize_map(None)?;
        if let Some((from, id)) = &self.quotes {
            map.serialize_entry("context", &json!({ "from": from, "id": id }))?;
        }
        if let Some(from) = &self.from {
            map.serialize_entry("from", from)?;
        }
        if let Some(from) = &self.from_user_id {
            map.serialize_entry("from_user_id", from)?;
        }
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("timestamp", &self.timestamp)?;
        let kind = match &self.content {
            Content::Text { body, by_ad } => {
                if *by_ad {
                    map.serialize_entry("referral", &referral())?;
                }
                map.serialize_entry("text", &Text { body })?;
                "text"
            }
            Content::Reaction { message_id, emoji } => {
                map.serialize_entry("reaction", &Reaction { message_id, emoji })?;
                "reaction"
            }
            Content::Tap(Choice { offer, id, title }) => {
                let reply = match offer {
                    Offer::Row => "list_reply",
                    Offer::Button => "button_reply",
                    Offer::QuickReply => {
                        map.serialize_entry("button", &json!({ "payload": id, "text": title }))?;
                        map.serialize_entry("type", "button")?;
                        return map.end();
                    }
                };
                let tapped = json!({ "type": reply, reply: { "id": id, "title": title } });
                map.serialize_entry("interactive", &tapped)?;
                "interactive"
            }
            Content::Other { kind, object } => {
                if kind == "unsupported" {
                    map.serialize_entry("errors", &[StatusError::of(131_051)])?;
                }
                map.serialize_entry(kind, object)?;
                kind
            }
        };
        map.serialize_entry("type", kind)?;
        map.end()
    }
}

/// The ad that customers come by.
fn referral() -> Json {
    json!({
        "source_url": "https://fb.me/practice",
        "source_id": "120200000000000001",
        "source_type": "ad",
        "headline": "Bicis de lloguer",
        "body": "Dues hores al preu d'una",
        "media_type": "image",
        "image_url": "https://example.com/ad.jpg",
        "ctwa_clid": "practice",
    })
}
