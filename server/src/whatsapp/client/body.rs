//! An outgoing message as the Cloud API wants it.

#[cfg(test)]
mod tests;

use desk::Sealed;
use desk::contact::Alias;
use desk::message::{ContactCard, Content, MediaKind, Row};
use desk::ports::{Outgoing, Sign};
use serde_json::{Value, json};

use super::letter;

/// The JSON to post; `None` if there is nobody to send it to, or nothing that can be sent.
///
/// A phone number goes into `to`, with its `+`, since Meta would otherwise put our own country code
/// in front; without one the business-scoped id goes into `recipient`, or that of all portfolios (ID-5).
pub(super) fn of(outgoing: &Outgoing) -> Option<Value> {
    let (kind, object) = object(&outgoing.message.content)?;
    let mut json = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": kind,
        "biz_opaque_callback_data": outgoing.message.id,
    });
    json[kind] = object;
    let phone = outgoing.to.iter().find_map(|alias| match alias {
        Alias::Phone(digits) => Some(("to", format!("+{digits}"))),
        _ => None,
    });
    let user_id = outgoing.to.iter().find_map(|alias| match alias {
        Alias::UserId(id) => Some(("recipient", id.clone())),
        _ => None,
    });
    let parent = outgoing.to.iter().find_map(|alias| match alias {
        Alias::Parent(id) => Some(("recipient", id.clone())),
        _ => None,
    });
    let (key, value) = phone.or(user_id).or(parent)?;
    json[key] = Value::String(value);
    if let Some(quoted) = &outgoing.message.reply_to {
        json["context"] = json!({ "message_id": quoted });
    }
    Some(json)
}

/// The JSON that shows a sign.
pub(super) fn of_sign(sign: &Sign) -> Value {
    let mut json = json!({
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": sign.message,
    });
    if sign.typing {
        json["typing_indicator"] = json!({ "type": "text" });
    }
    json
}

/// Meta's word for the type, and the object that goes under it.
fn object(content: &Content) -> Option<(&'static str, Value)> {
    match content {
        Content::Text { body } => {
            Some(("text", json!({ "body": body, "preview_url": holds_a_link(body) })))
        }
        Content::Template { name, language, parameters, letter, .. } => {
            let components = match letter.as_ref().and_then(Sealed::open) {
                Some(letter) => letter::components(&letter),
                None => of_body(parameters),
            };
            let mut object = json!({ "name": name, "language": { "code": language } });
            // A template without gaps takes no component (Cloud API reference, template messages).
            if !components.is_empty() {
                object["components"] = Value::Array(components);
            }
            Some(("template", object))
        }
        Content::List { body, button, rows } => {
            Some(("interactive", choices(body, button.as_deref(), rows)))
        }
        Content::Location { latitude, longitude, name, address } => {
            let mut object = json!({ "latitude": latitude, "longitude": longitude });
            put(&mut object, "name", name.as_ref());
            put(&mut object, "address", address.as_ref());
            Some(("location", object))
        }
        Content::Contacts { cards: Some(cards), .. } => {
            Some(("contacts", cards.open()?.iter().map(card).collect()))
        }
        Content::Reaction { to, emoji } => {
            let emoji = emoji.as_deref().unwrap_or_default();
            Some(("reaction", json!({ "message_id": to, "emoji": emoji })))
        }
        Content::Media { media_kind, media: Some(id), caption, filename, voice, .. } => {
            Some(file(*media_kind, id, caption.as_deref(), filename.as_deref(), *voice))
        }
        _ => None,
    }
}

/// The gaps of a template that was not known when it was written: those of its body, in order.
fn of_body(parameters: &[String]) -> Vec<Value> {
    let gap = |text: &String| json!({ "type": "text", "text": text });
    let gaps: Vec<Value> = parameters.iter().map(gap).collect();
    let body = json!({ "type": "body", "parameters": gaps });
    if gaps.is_empty() { vec![] } else { vec![body] }
}

/// Rows behind a button, or buttons.
fn choices(body: &str, button: Option<&str>, rows: &[Row]) -> Value {
    let (kind, action) = match button {
        Some(button) => {
            let rows: Value = rows.iter().map(row).collect();
            ("list", json!({ "button": button, "sections": [{ "rows": rows }] }))
        }
        None => {
            let button =
                |it: &Row| json!({ "type": "reply", "reply": { "id": it.id, "title": it.title } });
            ("button", json!({ "buttons": rows.iter().map(button).collect::<Value>() }))
        }
    };
    json!({ "type": kind, "body": { "text": body }, "action": action })
}

fn row(row: &Row) -> Value {
    let mut object = json!({ "id": row.id, "title": row.title });
    put(&mut object, "description", row.description.as_ref());
    object
}

/// Meta wants one of the parts of a name besides the whole.
fn card(card: &ContactCard) -> Value {
    let phone = |phone: &String| json!({ "phone": phone, "type": "CELL" });
    let email = |email: &String| json!({ "email": email, "type": "WORK" });
    let mut object = json!({
        "name": { "formatted_name": card.name, "first_name": card.name },
        "phones": card.phones.iter().map(phone).collect::<Value>(),
    });
    if !card.emails.is_empty() {
        object["emails"] = card.emails.iter().map(email).collect();
    }
    if let Some(company) = &card.company {
        object["org"] = json!({ "company": company });
    }
    object
}

fn put(object: &mut Value, key: &str, text: Option<&String>) {
    if let Some(text) = text {
        object[key] = json!(text);
    }
}

/// Whether WhatsApp would find an address to show a preview of.
fn holds_a_link(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        word.starts_with("https://") || word.starts_with("http://")
    })
}

/// A file that Meta has. Only a document has a name there.
fn file(
    kind: MediaKind,
    id: &str,
    caption: Option<&str>,
    filename: Option<&str>,
    voice: bool,
) -> (&'static str, Value) {
    let mut object = json!({ "id": id });
    if let Some(caption) = caption {
        object["caption"] = caption.into();
    }
    let word = match kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Sticker => "sticker",
        MediaKind::Audio => "audio",
        MediaKind::Document => "document",
    };
    match (kind, filename) {
        (MediaKind::Document, Some(filename)) => object["filename"] = filename.into(),
        (MediaKind::Audio, _) if voice => object["voice"] = true.into(),
        _ => {}
    }
    (word, object)
}
