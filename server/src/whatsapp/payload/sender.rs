//! Who a message is from, or to. A phone number, a business-scoped user id or both: since 2026 either may
//! be missing (Meta, "Business-scoped user IDs"). Nothing is normalised.

use desk::contact::Alias;
use serde_json::Value;

use super::Around;
use super::json::text;

/// A customer: at least one alias that finds them, and the name that they chose.
pub(super) struct Sender {
    pub(super) aliases: Vec<Alias>,
    pub(super) name: Option<String>,
}

/// What something calls a customer by.
pub(super) struct Called {
    pub(super) phone: Option<String>,
    pub(super) user_id: Option<String>,
    pub(super) parent: Option<String>,
}

impl Called {
    /// By the values under these keys.
    pub(super) fn by(value: &Value, keys: [&str; 3]) -> Self {
        let [phone, user_id, parent] = keys.map(|key| text(&value[key]));
        Self { phone, user_id, parent }
    }

    pub(super) fn aliases(self) -> Vec<Alias> {
        let phone = self.phone.map(Alias::Phone).into_iter();
        let user_id = self.user_id.map(Alias::UserId);
        phone.chain(user_id).chain(self.parent.map(Alias::Parent)).collect()
    }
}

/// The sender of `message`, unless nothing tells who it is.
pub(super) fn sender(message: &Value, around: &Around) -> Option<Sender> {
    called(Called::by(message, ["from", "from_user_id", "from_parent_user_id"]), around)
}

/// Whoever the team wrote to. Some echoes of edits stand the other way round.
pub(super) fn recipient(message: &Value, around: &Around) -> Option<Sender> {
    let mut to = Called::by(message, ["to", "to_user_id", "to_parent_user_id"]);
    if to.phone.is_some() && to.phone == around.dialled {
        to.phone = text(&message["from"]).filter(|from| Some(from) != around.dialled.as_ref());
    }
    called(to, around)
}

/// Whoever is called so, with what the contact cards tell of them.
pub(super) fn called(called: Called, around: &Around) -> Option<Sender> {
    let Called { phone, user_id, parent } = called;
    let nameless = phone.is_none() && user_id.is_none();
    let card = matching(&around.contacts, phone.as_deref(), user_id.as_deref());
    let only = match around.contacts.as_slice() {
        [only] if nameless || around.alone => Some(only),
        _ => None,
    };
    // A card that does not match lends its name, but its aliases only to a message without any.
    let known = card.or(only.filter(|_| nameless));
    let learned = |key: &str| known.and_then(|card| text(&card[key]));
    let phone = phone.or_else(|| learned("wa_id"));
    let user_id = user_id.or_else(|| learned("user_id"));
    let parent = parent.or_else(|| learned("parent_user_id"));
    let mut aliases = Called { phone, user_id, parent }.aliases();
    if aliases.is_empty() {
        return None;
    }
    let profile = card.or(only).map(|card| &card["profile"]);
    let username = profile.and_then(|profile| text(&profile["username"]));
    aliases.extend(username.map(Alias::Username));
    let name = profile.and_then(|profile| text(&profile["name"]));
    Some(Sender { aliases, name })
}

/// The contact card with one of these ids. Cards don't stand in the order of the messages.
fn matching<'a>(cards: &'a [Value], phone: Option<&str>, user: Option<&str>) -> Option<&'a Value> {
    let same = |value: &Value, id: Option<&str>| id.is_some() && text(value).as_deref() == id;
    cards.iter().find(|card| same(&card["wa_id"], phone) || same(&card["user_id"], user))
}
