//! Who a message is from. A phone number, a business-scoped user id or both: since 2026 either may
//! be missing (Meta, "Business-scoped user IDs"). Nothing is normalised.

use desk::contact::Alias;
use serde_json::Value;

use super::Around;
use super::json::text;

/// A sender: at least one alias, and the name that the customer chose.
pub(super) struct Sender {
    pub(super) aliases: Vec<Alias>,
    pub(super) name: Option<String>,
}

/// The sender of `message`, unless nothing tells who it is.
pub(super) fn sender(message: &Value, around: &Around) -> Option<Sender> {
    let phone = text(&message["from"]);
    let user_id = text(&message["from_user_id"]);
    let nameless = phone.is_none() && user_id.is_none();
    let card = matching(&around.contacts, phone.as_deref(), user_id.as_deref());
    let only = match around.contacts.as_slice() {
        [only] if nameless || around.alone => Some(only),
        _ => None,
    };
    // A card that does not match lends its name, but its aliases only to a message without any.
    let aliases = card.or(only.filter(|_| nameless));
    let learned = |key: &str| aliases.and_then(|card| text(&card[key]));
    let phone = phone.or_else(|| learned("wa_id")).map(Alias::Phone);
    let user_id = user_id.or_else(|| learned("user_id")).map(Alias::UserId);
    let aliases: Vec<Alias> = phone.into_iter().chain(user_id).collect();
    let name = card.or(only).and_then(|card| text(&card["profile"]["name"]));
    (!aliases.is_empty()).then_some(Sender { aliases, name })
}

/// The contact card with one of these ids. Cards don't stand in the order of the messages.
fn matching<'a>(cards: &'a [Value], phone: Option<&str>, user: Option<&str>) -> Option<&'a Value> {
    let same = |value: &Value, id: Option<&str>| id.is_some() && text(value).as_deref() == id;
    cards.iter().find(|card| same(&card["wa_id"], phone) || same(&card["user_id"], user))
}
