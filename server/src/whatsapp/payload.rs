//! Reads a webhook body into what the desk understands, element by element: one that can't be read
//! is kept whole and never costs its neighbours (Cloud API reference, webhooks).
//!
//! Every valid JSON gives at least one item, so that everything that was answered 200 leaves a
//! trace. Fields other than `messages` are kept (what they tell of numbers, `news` reads), and so are
//! `forwarded` marks (in no item) and what a referral tells of its ad. A message to a group is read as
//! one of its sender.

mod content;
mod json;
mod message;
mod sender;
mod status;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use desk::ids::NumberId;
use desk::inbound::{Aside, Inbound, Kept};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use json::{Object, array, object, repaired, text, value};

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
    if field.is_some_and(|field| field != "messages") {
        items.push(kept(Aside::UnknownField, raw.get()));
        return;
    }
    let before = items.len();
    if let Some(inner) = change.get("value").and_then(|inner| object(inner.get())) {
        read_messages(&inner, received_at, items);
    }
    if items.len() == before {
        items.push(kept(Aside::UnknownShape, raw.get()));
    }
}

/// What the value of a `messages` field brings; nothing if it is of another shape.
fn read_messages(inner: &Object<'_>, received_at: DateTime<Utc>, items: &mut Vec<Inbound>) {
    let Some(number) = number(inner) else {
        return;
    };
    let messages = elements(inner, "messages", items);
    let statuses = elements(inner, "statuses", items);
    let contacts = elements(inner, "contacts", items);
    let contacts = contacts.iter().filter_map(|raw| value(raw.get())).collect();
    let around = Around { number, contacts, alone: messages.len() == 1, received_at };
    items.extend(messages.iter().map(|raw| message::read(raw.get(), &around)));
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
    contacts: Vec<Value>,
    /// Whether the value holds exactly one message.
    alone: bool,
    received_at: DateTime<Utc>,
}

/// The business number that the value is about.
fn number(inner: &Object<'_>) -> Option<NumberId> {
    let metadata = value(inner.get("metadata")?.get())?;
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
