//! The field `history`: what was said before, which a number that is also used with the Business app hands
//! over when it is connected (Meta, "Onboarding WhatsApp Business app users").
//!
//! Of a file only a placeholder comes first, and the message with the file later under the same id: the
//! placeholder is kept aside, so that it does not stand in the way. So is the word that the business
//! shares no history.

use desk::inbound::{Aside, Inbound, Recalled};
use desk::message::{Delivery, Failure, Fault, Progress};
use serde_json::Value;
use serde_json::value::RawValue;

use super::json::{Object, array, object, text, value};
use super::sender::{Called, called, sender};
use super::{Around, elements, kept, message};

pub(super) fn read(inner: &Object<'_>, around: &Around, items: &mut Vec<Inbound>) {
    for part in elements(inner, "history", items) {
        let before = items.len();
        let part_of = object(part.get()).unwrap_or_default();
        for thread in elements(&part_of, "threads", items) {
            read_thread(thread, around, items);
        }
        if items.len() == before {
            items.push(kept(Aside::UnknownField, part.get()));
        }
    }
    // Files that come after their placeholders.
    for raw in elements(inner, "messages", items) {
        items.push(one(raw.get(), None, around));
    }
}

fn read_thread(thread: &RawValue, around: &Around, items: &mut Vec<Inbound>) {
    let members = object(thread.get()).unwrap_or_default();
    let whole = value(thread.get()).unwrap_or_default();
    let messages = members.get("messages").and_then(|raw| array(raw)).unwrap_or_default();
    if messages.is_empty() {
        items.push(kept(Aside::UnknownField, thread.get()));
    }
    items.extend(messages.into_iter().map(|raw| one(raw.get(), Some(&whole), around)));
}

/// One message of `thread`, which is with one customer; kept whole if nothing tells with whom.
fn one(raw: &str, thread: Option<&Value>, around: &Around) -> Inbound {
    let said = value(raw).unwrap_or_default();
    recalled(&said, raw, thread, around)
        .map_or_else(|| kept(Aside::UnknownField, raw), Inbound::Recalled)
}

fn recalled(said: &Value, raw: &str, thread: Option<&Value>, around: &Around) -> Option<Recalled> {
    if said["type"] == "media_placeholder" {
        return None;
    }
    let from = text(&said["from"]);
    let is_ours = (from.is_some() && from == around.dialled) || text(&said["to"]).is_some();
    let customer = match thread {
        Some(thread) => called(with(thread), around),
        None if is_ours => {
            called(Called::by(said, ["to", "to_user_id", "to_parent_user_id"]), around)
        }
        None => sender(said, around),
    };
    let arrival = message::arrival(said, raw, customer?, around)?;
    Some(Recalled { arrival, delivery: is_ours.then(|| delivery(said)) })
}

/// The customer of a thread.
fn with(thread: &Value) -> Called {
    let context = Called::by(&thread["context"], ["wa_id", "user_id", "parent_user_id"]);
    let phone = text(&thread["id"]).filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    Called { phone: phone.or(context.phone), ..context }
}

fn delivery(said: &Value) -> Delivery {
    let status = said["history_context"]["status"].as_str().unwrap_or_default();
    match status.to_ascii_uppercase().as_str() {
        "READ" | "PLAYED" => Delivery::at(Progress::Read),
        "DELIVERED" => Delivery::at(Progress::Delivered),
        "ERROR" => Delivery::failed(Failure::ours(0, Fault::Unexplained)),
        _ => Delivery::at(Progress::Sent),
    }
}
