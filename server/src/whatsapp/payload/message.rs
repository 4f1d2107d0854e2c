//! One element of `messages[]`.

use desk::ids::{MessageId, NumberId};
use desk::inbound::{Arrival, Aside, Inbound};
use sha2::{Digest, Sha256};

use super::json::{text, time, value};
use super::sender::sender;
use super::{Around, content, kept};

/// The message that `raw` holds; kept whole if it has no id or no sender.
pub(super) fn read(raw: &str, around: &Around) -> Inbound {
    arrival(raw, around).map_or_else(|| kept(Aside::UnknownShape, raw), Inbound::Message)
}

fn arrival(raw: &str, around: &Around) -> Option<Arrival> {
    let message = value(raw)?;
    let external = text(&message["id"])?;
    let sender = sender(&message, around)?;
    Some(Arrival {
        id: id(&around.number, &external),
        number: around.number.clone(),
        aliases: sender.aliases,
        name: sender.name,
        content: content::read(&message, raw),
        reply_to: text(&message["context"]["id"]),
        by_ad: message["referral"].is_object(),
        sent_at: time(&message["timestamp"], around.received_at).unwrap_or(around.received_at),
        external,
        raw: raw.to_owned(),
    })
}

/// Our id of Meta's message: the same however often it is delivered, and not telling the phone
/// number that Meta's own id contains.
fn id(number: &NumberId, external: &str) -> MessageId {
    let mut digits = hex::encode(Sha256::digest(format!("{number}\n{external}")));
    digits.truncate(32);
    MessageId(digits)
}
