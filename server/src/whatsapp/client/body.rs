//! An outgoing message as the Cloud API wants it.

use desk::contact::Alias;
use desk::message::Content;
use desk::ports::Outgoing;
use serde_json::{Value, json};

/// The JSON to post; `None` if there is nobody to send it to, or nothing that can be sent.
///
/// A phone number goes into `to`, with its `+`, since Meta would otherwise put our own country code
/// in front; without one the business-scoped id goes into `recipient`.
pub(super) fn of(outgoing: &Outgoing) -> Option<Value> {
    let Content::Text { body } = &outgoing.message.content else { return None };
    let mut json = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": "text",
        "text": { "body": body, "preview_url": true },
        "biz_opaque_callback_data": outgoing.message.id,
    });
    let phone = outgoing.to.iter().find_map(|alias| match alias {
        Alias::Phone(digits) => Some(("to", format!("+{digits}"))),
        Alias::UserId(_) => None,
    });
    let user_id = outgoing.to.iter().find_map(|alias| match alias {
        Alias::UserId(id) => Some(("recipient", id.clone())),
        Alias::Phone(_) => None,
    });
    let (key, value) = phone.or(user_id)?;
    json[key] = Value::String(value);
    if let Some(quoted) = &outgoing.message.reply_to {
        json["context"] = json!({ "message_id": quoted });
    }
    Some(json)
}
