//! Reads a webhook body into what the desk understands, element by element: one that can't be read
//! is kept whole and never costs its neighbours (Cloud API reference, webhooks).
//!
//! Every valid JSON gives at least one item, so that everything that was answered 200 leaves a
//! trace. Fields that tell of no customer are kept (what they tell of numbers, `news` reads). A message to
//! a group is read as one of its sender.

mod content;
mod history;
mod json;
mod message;
mod moved;
mod named;
mod origin;
mod sender;
mod status;
#[cfg(test)]
mod tests;
mod told;

use chrono::{DateTime, Utc};
use desk::ids::NumberId;
use desk::inbound::{Aside, Inbound, Kept};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use json::{Object, array, object, repaired, text, value};
pub(super) use named::named;

/// What `body` brings, in its own order. `received_at` stands in for a time that is missing or
/// impossible.
pub fn read(body: &[u8], received_at: DateTime<Utc>) -> Vec<Inbound> {
    let whole = repaired(body);
    let Some(entries) = entries(&whole) else {
        return vec![kept(Aside::UnknownShape, &whole)];
    };
    let mut items = Vec::new();
    for entry in entries {
        match object(entry.get()).and_then(|entry| entry.get("changes").and_then(|raw| array(raw)))
        {
            Some(changes) if !changes.is_empty() => {
                for change in changes {
                    read_change(change, received_at, &mut items);
                }
            }
            _ => items.push(kept(Aside::UnknownShape, entry.get())),
        }
    }
    items
}

/// The entries of a Cloud API envelope, unless it is none or holds none.
fn entries(whole: &str) -> Option<Vec<&RawValue>> {
    let envelope = object(whole)?;
    let ours = match envelope.get("object") {
        Some(kind) => value(kind.get())? == "whatsapp_business_account",
        None => true,
    };
    let entries = array(envelope.get("entry")?)?;
    (ours && !entries.is_empty()).then_some(entries)
}

/// What one `changes[]` element brings, at least one item.
fn read_change(raw: &RawValue, received_at: DateTime<Utc>, items: &mut Vec<Inbound>) {
    let change = object(raw.get()).unwrap_or_default();
    let field = change.get("field").and_then(|field| value(field.get()));
    let field = match &field {
        None => "messages",
        Some(field) => field.as_str().unwrap_or_default(),
    };
    let before = items.len();
    let inner = change.get("value").and_then(|inner| object(inner.get()));
    let known = inner.and_then(|inner| read_field(field, &inner, received_at, items));
    if items.len() == before {
        let why = if known.is_some() || field == "messages" {
            Aside::UnknownShape
        } else {
            Aside::UnknownField
        };
        items.push(kept(why, raw.get()));
    }
}

/// What the value of a field brings; nothing if the field tells of no customer, or names no number.
fn read_field(
    field: &str,
    inner: &Object<'_>,
    received_at: DateTime<Utc>,
    items: &mut Vec<Inbound>,
) -> Option<()> {
    let list = told::FIELDS.iter().find(|(name, _)| *name == field);
    if list.is_none() && !["messages", "smb_message_echoes", "history"].contains(&field) {
        return None;
    }
    let around = Around::of(inner, received_at, items)?;
    match (field, list) {
        (_, Some((name, list))) => {
            let all = elements(inner, list, items);
            items.extend(all.iter().map(|raw| told::read(name, raw.get(), &around)));
        }
        ("history", _) => history::read(inner, &around, items),
        ("smb_message_echoes", _) => {
            let echoes = elements(inner, "message_echoes", items);
            let around = Around { alone: echoes.len() == 1, ..around };
            items.extend(echoes.iter().map(|raw| message::echo(raw.get(), &around)));
        }
        _ => read_messages(inner, around, items),
    }
    Some(())
}

/// What the value of a `messages` field brings.
fn read_messages(inner: &Object<'_>, around: Around, items: &mut Vec<Inbound>) {
    let messages = elements(inner, "messages", items);
    let statuses = elements(inner, "statuses", items);
    let around = Around { alone: messages.len() == 1, ..around };
    messages.iter().for_each(|raw| message::read(raw.get(), &around, items));
    items.extend(statuses.iter().map(|raw| status::read(raw.get(), &around)));
    // Errors of the number or the account, not of a message.
    let errors = elements(inner, "errors", items);
    items.extend(errors.iter().map(|raw| kept(Aside::UnknownField, raw.get())));
}

/// The elements under `key`. What is no list is kept whole.
fn elements<'a>(inner: &Object<'a>, key: &str, items: &mut Vec<Inbound>) -> Vec<&'a RawValue> {
    let Some(raw) = inner.get(key) else {
        return Vec::new();
    };
    array(raw).unwrap_or_else(|| {
        items.push(kept(Aside::UnknownShape, raw.get()));
        Vec::new()
    })
}

/// What the elements of one value share.
struct Around {
    number: NumberId,
    /// The number as people dial it, in digits.
    dialled: Option<String>,
    contacts: Vec<Value>,
    /// Whether the value holds exactly one message.
    alone: bool,
    received_at: DateTime<Utc>,
}

impl Around {
    /// Nothing if the value does not say which of our numbers it is about.
    fn of(
        inner: &Object<'_>,
        received_at: DateTime<Utc>,
        items: &mut Vec<Inbound>,
    ) -> Option<Self> {
        let metadata = metadata(inner)?;
        let number = number_in(&metadata)?;
        let dialled = text(&metadata["display_phone_number"]);
        let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect();
        let contacts = elements(inner, "contacts", items);
        let contacts = contacts.iter().filter_map(|raw| value(raw.get())).collect();
        Some(Self { number, dialled: dialled.map(digits), contacts, alone: false, received_at })
    }
}

/// The business number that the value is about.
fn number(inner: &Object<'_>) -> Option<NumberId> {
    number_in(&metadata(inner)?)
}

fn metadata(inner: &Object<'_>) -> Option<Value> {
    value(inner.get("metadata")?.get())
}

fn number_in(metadata: &Value) -> Option<NumberId> {
    text(&metadata["phone_number_id"]).map(NumberId)
}

/// `raw`, put aside; the same for the same reason and JSON.
pub(crate) fn kept(why: Aside, raw: &str) -> Inbound {
    Inbound::Kept(aside(why, raw))
}

/// The same, by itself.
pub(crate) fn aside(why: Aside, raw: &str) -> Kept {
    let id = hex::encode(Sha256::digest(format!("{}\n{raw}", why.word())));
    Kept { id, why, raw: raw.to_owned() }
}
