//! The webhook's JSON as of v24.0 and later: user ids everywhere (Cloud API, "Webhooks: messages";
//! "Business-scoped user IDs"). The keys stand in Meta's order.

use serde::Serialize;
use serde_json::Value as Json;

use super::message::Message;
use super::status::{Conversation, Status};
use crate::mischief::{Identity, Mischief};
use crate::phone::digits;
use crate::settings::Settings;

/// One item of a webhook.
#[derive(Clone)]
pub(crate) enum News {
    Message(Card, Message),
    /// The card is missing when the message failed.
    Status(Option<Card>, Box<Status>),
    /// What is said by no customer in so many words: a change of another field.
    Field(&'static str, Json),
}

impl News {
    /// The customer and `wamid` of a customer's message.
    pub(super) fn brings(&self) -> Option<(String, String)> {
        match self {
            News::Message(card, message) => Some((card.wa_id.clone()?, message.id.clone())),
            News::Status(..) | News::Field(..) => None,
        }
    }

    pub(super) fn is_status(&self) -> bool {
        matches!(self, News::Status(..))
    }
}

#[derive(Serialize)]
pub(super) struct Envelope {
    object: &'static str,
    entry: Vec<Entry>,
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
    /// Of a field other than `messages`.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    other: Option<Json>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wa_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<String>,
}

#[derive(Clone, PartialEq, Serialize)]
pub(crate) struct Profile {
    pub(crate) name: String,
}

impl Card {
    pub(crate) fn new(name: &str, wa_id: &str, user_id: &str) -> Self {
        let profile = Profile { name: name.to_owned() };
        Self { profile, wa_id: Some(wa_id.to_owned()), user_id: Some(user_id.to_owned()) }
    }
}

impl Envelope {
    /// Messages, statuses and every other field stand in changes of their own.
    pub(super) fn new(settings: &Settings, mischief: &Mischief, news: Vec<News>) -> Self {
        let news = news.into_iter().map(|item| as_told(item, mischief));
        let entries = match mischief.scatter {
            true => news.map(|item| changes(settings, vec![item])).collect(),
            false => vec![changes(settings, news.collect())],
        };
        let entry = |changes| Entry { id: settings.waba_id.clone(), changes };
        let entry = entries.into_iter().map(entry).collect();
        Self { object: "whatsapp_business_account", entry }
    }
}

fn changes(settings: &Settings, news: Vec<News>) -> Vec<Change> {
    let (mut said, mut told) = (Value::empty(settings), Value::empty(settings));
    let mut others = vec![];
    for item in news {
        match item {
            News::Message(card, message) => {
                // What the network itself tells comes without a card.
                if !message.content.is_system() {
                    said.introduce(card);
                }
                said.messages.push(message);
            }
            News::Status(card, status) => {
                card.into_iter().for_each(|card| told.introduce(card));
                told.statuses.push(*status);
            }
            News::Field(field, value) => {
                let value = Value { other: Some(value), ..Value::empty(settings) };
                others.push(Change { value, field });
            }
        }
    }
    let full = [said, told].into_iter().filter(|value| !value.is_empty());
    let mut changes: Vec<_> = full.map(|value| Change { value, field: "messages" }).collect();
    changes.extend(others);
    changes
}

/// The item with what Meta tells of its customer, and in the form that was asked for.
fn as_told(mut item: News, mischief: &Mischief) -> News {
    let (number, user_id) = match mischief.identity {
        Identity::Phone => (true, false),
        Identity::Both => (true, true),
        Identity::UserId => (false, true),
    };
    let hide = |card: &mut Card| {
        card.wa_id.take_if(|_| !number);
        card.user_id.take_if(|_| !user_id);
    };
    match &mut item {
        News::Message(card, message) => {
            hide(card);
            message.from.take_if(|_| !number);
            message.from_user_id.take_if(|_| !user_id);
        }
        News::Status(card, status) => {
            card.iter_mut().for_each(hide);
            // Who was written to by number failed by number.
            let is_failed = status.recipient_user_id.is_none();
            status.recipient_id.take_if(|_| !number && !is_failed);
            status.recipient_user_id.take_if(|_| !user_id);
            if mischief.conversations && !is_failed && status.pricing.is_some() {
                let known = status.conversation.take();
                status.conversation = known.or_else(|| Some(Conversation::plain(&status.id)));
            }
        }
        News::Field(..) => {}
    }
    item
}

impl Value {
    fn empty(settings: &Settings) -> Self {
        let metadata = Metadata {
            display_phone_number: digits(&settings.display_number),
            phone_number_id: settings.phone_number_id.clone(),
        };
        let (contacts, messages, statuses, other) = Default::default();
        Self { messaging_product: "whatsapp", metadata, other, contacts, messages, statuses }
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
