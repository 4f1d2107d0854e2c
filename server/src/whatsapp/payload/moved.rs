//! A customer who goes to another number, and so to another id: by a `system` message or by the field
//! `user_id_update` (Meta, "Business-scoped user IDs").

use desk::inbound::{Arrival, Tidings, Told};
use serde_json::Value;

use super::json::text;
use super::sender::Called;
use super::{Around, told};

/// Meta's words for it; the last is of 2023.
const KINDS: [&str; 3] = ["user_changed_number", "user_changed_user_id", "customer_changed_number"];

/// Whether a `system` message tells of it.
pub(super) fn is_told_by(message: &Value) -> bool {
    message["system"]["type"].as_str().is_some_and(|kind| KINDS.contains(&kind))
}

/// What the `system` message tells that arrived, if that is what it tells.
pub(super) fn by_message(message: &Value, arrival: &Arrival) -> Option<Told> {
    if !is_told_by(message) {
        return None;
    }
    let to = Called::by(&message["system"], ["wa_id", "user_id", "parent_user_id"]).aliases();
    Some(Told {
        contact: told::contact(&arrival.aliases)?,
        number: arrival.number.clone(),
        aliases: arrival.aliases.clone(),
        what: (!to.is_empty()).then_some(Tidings::Moved { to, said: true })?,
        at: arrival.sent_at,
        raw: arrival.raw.clone(),
    })
}

/// What one element of `user_id_update[]` tells.
pub(super) fn by_update(update: &Value, raw: &str, around: &Around) -> Option<Told> {
    let each = |when: &str| Called {
        phone: None,
        user_id: text(&update["user_id"][when]),
        parent: text(&update["parent_user_id"][when]),
    };
    let now = Called { phone: text(&update["wa_id"]), ..each("current") };
    let to = now.aliases();
    let what = (!to.is_empty()).then_some(Tidings::Moved { to, said: false })?;
    told::told(each("previous").aliases(), what, &update["timestamp"], raw, around)
}

/// The words of WhatsApp without the numbers in them, which not everybody may see.
pub(super) fn without_numbers(body: &str) -> String {
    let mut words = String::with_capacity(body.len());
    let mut digits = String::new();
    for letter in body.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        match digits.len() {
            0..7 => words.push_str(&digits),
            length => {
                let (head, tail) = (&digits[..2], &digits[length - 3..]);
                [head, " ··· ", tail].iter().for_each(|part| words.push_str(part));
            }
        }
        digits.clear();
        if letter != '\0' {
            words.push(letter);
        }
    }
    words
}
