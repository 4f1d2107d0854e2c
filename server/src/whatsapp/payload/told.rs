//! What Meta tells of customers beside what they say: the fields `user_preferences`, `user_id_update` and
//! `smb_app_state_sync` (Cloud API reference, webhooks).

use chrono::{DateTime, Utc};
use desk::contact::Alias;
use desk::ids::ContactId;
use desk::inbound::{Aside, Inbound, Tidings, Told};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::json::{text, time, value};
use super::sender::Called;
use super::{Around, kept, moved};

/// The fields, and where their elements stand.
pub(super) const FIELDS: [(&str, &str); 3] = [
    ("user_preferences", "user_preferences"),
    ("user_id_update", "user_id_update"),
    ("smb_app_state_sync", "state_sync"),
];

/// One element of the list under `name`; kept whole if it tells nothing that is known here.
pub(super) fn read(name: &str, raw: &str, around: &Around) -> Inbound {
    let element = value(raw).unwrap_or_default();
    let told = match name {
        "user_preferences" => wish(&element, raw, around),
        "user_id_update" => moved::by_update(&element, raw, around),
        _ => saved(&element, raw, around),
    };
    told.map_or_else(|| kept(Aside::UnknownField, raw), Inbound::Told)
}

/// Whether a customer wants marketing messages.
fn wish(element: &Value, raw: &str, around: &Around) -> Option<Told> {
    if element["category"].as_str().is_some_and(|category| category != "marketing_messages") {
        return None;
    }
    let wanted = match element["value"].as_str()? {
        "stop" => false,
        "resume" => true,
        _ => return None,
    };
    let aliases = Called::by(element, ["wa_id", "user_id", "parent_user_id"]).aliases();
    told(aliases, Tidings::Wish { wanted }, &element["timestamp"], raw, around)
}

/// What the team saved a customer under in the Business app.
fn saved(element: &Value, raw: &str, around: &Around) -> Option<Told> {
    let contact = &element["contact"];
    let name = || text(&contact["full_name"]).or_else(|| text(&contact["first_name"]));
    let name = match element["action"].as_str()? {
        "add" => Some(name()?),
        "remove" => None,
        _ => return None,
    };
    let mut called = Called::by(contact, ["phone_number", "user_id", "parent_user_id"]);
    // Here it is written as people write it.
    called.phone = called.phone.map(|phone| phone.chars().filter(char::is_ascii_digit).collect());
    called.phone = called.phone.filter(|digits| !digits.is_empty());
    let mut aliases = called.aliases();
    aliases.extend(text(&contact["username"]).map(Alias::Username));
    told(aliases, Tidings::Saved { name }, &element["metadata"]["timestamp"], raw, around)
}

/// `what` is told of whoever is called so, if anybody can be found by it.
pub(super) fn told(
    aliases: Vec<Alias>,
    what: Tidings,
    timestamp: &Value,
    raw: &str,
    around: &Around,
) -> Option<Told> {
    Some(Told {
        contact: contact(&aliases)?,
        number: around.number.clone(),
        aliases,
        what,
        at: at(timestamp, around.received_at),
        raw: raw.to_owned(),
    })
}

/// In seconds, or in thousandths of them.
fn at(timestamp: &Value, received_at: DateTime<Utc>) -> DateTime<Utc> {
    let millis = text(timestamp).and_then(|text| text.parse::<i64>().ok());
    let millis = millis.filter(|millis| *millis > 100_000_000_000);
    let millis = millis.and_then(DateTime::from_timestamp_millis);
    let seconds = || time(timestamp, received_at);
    millis.or_else(seconds).unwrap_or(received_at).min(received_at)
}

/// The id of a customer who is met by that and not by a message of theirs. It does not tell the number.
pub(super) fn contact(aliases: &[Alias]) -> Option<ContactId> {
    let (kind, called) = match aliases.iter().find(|alias| alias.finds())? {
        Alias::Phone(called) => ("phone", called),
        Alias::UserId(called) => ("user_id", called),
        Alias::Parent(called) | Alias::Username(called) => ("parent", called),
    };
    let mut digits = hex::encode(Sha256::digest(format!("customer\n{kind}\n{called}")));
    digits.truncate(32);
    Some(ContactId(digits))
}
