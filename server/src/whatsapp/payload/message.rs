//! One element of `messages[]`, or of `message_echoes[]`.

use desk::ids::{MessageId, NumberId};
use desk::inbound::{Arrival, Aside, Inbound};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::json::{text, time, value};
use super::sender::{Sender, recipient, sender};
use super::{Around, content, kept, moved, origin};

/// What Meta sent until March 2026 when somebody opened the chat for the first time. It has no id.
const CHAT_OPENED: &str = "request_welcome";

/// The message that `raw` holds, and what it tells of its sender; kept whole if it has no id or no
/// sender, or says nothing.
pub(super) fn read(raw: &str, around: &Around, items: &mut Vec<Inbound>) {
    let message = value(raw).unwrap_or_default();
    if message["type"] == CHAT_OPENED {
        items.push(kept(Aside::ChatOpened, raw));
        return;
    }
    let sender = sender(&message, around);
    let Some(arrival) = sender.and_then(|sender| arrival(&message, raw, sender, around)) else {
        items.push(kept(Aside::UnknownShape, raw));
        return;
    };
    let moved = moved::by_message(&message, &arrival);
    items.push(Inbound::Message(arrival));
    items.extend(moved.map(Inbound::Told));
}

/// What the team said with the Business app; kept whole if it has no id or nobody it is said to.
pub(super) fn echo(raw: &str, around: &Around) -> Inbound {
    let message = value(raw).unwrap_or_default();
    let recipient = recipient(&message, around);
    let echo = recipient.and_then(|recipient| arrival(&message, raw, recipient, around));
    echo.map_or_else(|| kept(Aside::UnknownShape, raw), Inbound::Echo)
}

/// What `message` says, which is of `sender` or to them.
pub(super) fn arrival(
    message: &Value,
    raw: &str,
    sender: Sender,
    around: &Around,
) -> Option<Arrival> {
    let external = text(&message["id"])?;
    Some(Arrival {
        id: id(&around.number, &external),
        number: around.number.clone(),
        aliases: sender.aliases,
        name: sender.name,
        content: content::read(message, raw),
        reply_to: origin::answered(message),
        origin: origin::read(message),
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
