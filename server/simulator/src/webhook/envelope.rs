//! The webhook's JSON as of v24.0 and later: user ids everywhere (Cloud API, "Webhooks: messages";
//! "Business-scoped user IDs"). The keys stand in Meta's order.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::status::Status;
use crate::phone::{Choice, Offer, digits};
use crate::settings::Settings;

/// One item of a webhook.
pub(crate) enum News {
    Message(Card, Message),
    /// The card is missing when the message failed.
    Status(Option<Card>, Box<Status>),
}

impl News {
    /// The customer and `wamid` of a customer's message.
    pub(super) fn brings(&self) -> Option<(String, String)> {
        match self {
            News::Message(card, message) => Some((card.wa_id.clone(), message.id.clone())),
            News::Status(..) => None,
        }
    }
}

#[derive(Serialize)]
pub(super) struct Envelope {
    object: &'static str,
    entry: [Entry; 1],
}

#[derive(Serialize)]
struct Entry {
    id: String,
    changes: Vec<Change>,
}

#[derive(Serialize)]
struct Change {
    value: Value,
    field: &'static str,
}

#[derive(Serialize)]
struct Value {
    messaging_product: &'static str,
    metadata: Metadata,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<Card>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages: Vec<Message>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<Status>,
}

#[derive(Serialize)]
struct Metadata {
    display_phone_number: String,
    phone_number_id: String,
}

/// A customer's contact card.
#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct Card {
    pub(crate) profile: Profile,
    pub(crate) wa_id: String,
    pub(crate) user_id: String,
}

#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct Profile {
    pub(crate) name: String,
}

impl Card {
    pub(crate) fn new(name: &str, wa_id: &str, user_id: &str) -> Self {
        let profile = Profile { name: name.to_owned() };
        Self { profile, wa_id: wa_id.to_owned(), user_id: user_id.to_owned() }
    }
}

/// A customer's message.
pub(crate) struct Message {
    pub(crate) from: String,
    pub(crate) from_user_id: String,
    pub(crate) id: String,
    /// Unix seconds, as text.
    pub(crate) timestamp: String,
    pub(crate) content: Content,
}

/// What it says.
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
    /// A row or button of the business's message.
    Tap {
        /// The number that offered it.
        from: String,
        message_id: String,
        choice: Choice,
    },
    /// Any type, with the object that goes by its name.
    Other {
        kind: String,
        object: Json,
    },
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
        map.serialize_entry("from", &self.from)?;
        map.serialize_entry("from_user_id", &self.from_user_id)?;
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
            Content::Tap { from, message_id, choice } => {
                let Choice { offer, id, title } = choice;
                let reply = match offer {
                    Offer::Row => "list_reply",
                    Offer::Button => "button_reply",
                };
                map.serialize_entry("context", &json!({ "from": from, "id": message_id }))?;
                let tapped = json!({ "type": reply, reply: { "id": id, "title": title } });
                map.serialize_entry("interactive", &tapped)?;
                "interactive"
            }
            Content::Other { kind, object } => {
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

impl Envelope {
    /// Messages and statuses stand in changes of their own.
    pub(super) fn new(settings: &Settings, news: Vec<News>) -> Self {
        let (mut said, mut told) = (Value::empty(settings), Value::empty(settings));
        for item in news {
            match item {
                News::Message(card, message) => {
                    said.introduce(card);
                    said.messages.push(message);
                }
                News::Status(card, status) => {
                    card.into_iter().for_each(|card| told.introduce(card));
                    told.statuses.push(*status);
                }
            }
        }
        let full = [said, told].into_iter().filter(|value| !value.is_empty());
        let changes = full.map(|value| Change { value, field: "messages" }).collect();
        let entry = [Entry { id: settings.waba_id.clone(), changes }];
        Self { object: "whatsapp_business_account", entry }
    }
}

impl Value {
    fn empty(settings: &Settings) -> Self {
        let metadata = Metadata {
            display_phone_number: digits(&settings.display_number),
            phone_number_id: settings.phone_number_id.clone(),
        };
        let (contacts, messages, statuses) = Default::default();
        Self { messaging_product: "whatsapp", metadata, contacts, messages, statuses }
    }

    fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.statuses.is_empty()
    }

    /// One card for each customer, however much they said.
    fn introduce(&mut self, card: Card) {
        if !self.contacts.contains(&card) {
            self.contacts.push(card);
        }
    }
}
