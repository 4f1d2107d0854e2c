//! What a call wants to send, checked as Meta checks it before answering (Cloud API, "Messages").

use serde_json::Value;

use super::answer::Problem;
use super::choices;
use crate::phone::Choice;

/// Every type that may be sent.
const KINDS: [&str; 11] = [
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "interactive",
    "template",
];
/// The longest text, in characters.
const LONGEST_TEXT: usize = 4096;
const LONGEST_CAPTION: usize = 1024;
const MOST_CARDS: usize = 257;
/// Parts of a name, of which one stands beside the whole.
const NAMES: [&str; 5] = ["first_name", "last_name", "middle_name", "suffix", "prefix"];
/// The longest callback data that is known to come back.
const LONGEST_CALLBACK_DATA: usize = 512;

/// A message that Meta would accept.
pub(super) struct Draft {
    /// As it was sent.
    pub(super) input: String,
    /// Whether `input` is a business-scoped user id instead of a number.
    pub(super) by_user_id: bool,
    pub(super) kind: String,
    /// What a phone shows of it.
    pub(super) shown: String,
    /// What a phone lets one tap.
    pub(super) choices: Vec<Choice>,
    pub(super) callback_data: Option<String>,
    /// The message that it quotes or reacts to.
    pub(super) about: Option<String>,
    /// The file that it is of, by its id, and how it is called.
    pub(super) media: Option<(String, Option<String>)>,
}

impl Draft {
    pub(super) fn read(body: &Value) -> Result<Self, Problem> {
        let (input, by_user_id) = recipient(body)?;
        let kind = body["type"].as_str().unwrap_or("text");
        if !KINDS.contains(&kind) {
            let message =
                format!("Param type must be one of {{{}}}.", KINDS.join(", ").to_uppercase());
            return Err(Problem::invalid(&message));
        }
        let object = &body[kind];
        if object.is_null() {
            return Err(Problem::missing(&format!(
                "Parameter '{kind}' is mandatory for type '{kind}'"
            )));
        }
        check(kind, object)?;
        let choices = choices::read(kind, object)?;
        let callback_data = match &body["biz_opaque_callback_data"] {
            Value::Null => None,
            Value::String(text) if text.len() <= LONGEST_CALLBACK_DATA => Some(text.clone()),
            _ => return Err(Problem::bad_value("biz_opaque_callback_data is not a short text.")),
        };
        let about = about(kind, body)?;
        let (shown, media, kind) = (shown(kind, object), media(kind, object), kind.to_owned());
        Ok(Self { input, by_user_id, kind, shown, choices, callback_data, about, media })
    }
}

/// `to` wins over `recipient`. Numbers may come as JSON numbers.
fn recipient(body: &Value) -> Result<(String, bool), Problem> {
    let text = |value: &Value| match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if let Some(to) = text(&body["to"]) {
        let digits = to.chars().filter(char::is_ascii_digit).count();
        let number = to.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c)) && digits >= 5;
        return match number {
            true => Ok((to, false)),
            false => Err(Problem::bad_value("The parameter to is not a phone number.")),
        };
    }
    match text(&body["recipient"]) {
        Some(user_id) => Ok((user_id, true)),
        None => Err(Problem::invalid("The parameter to is required.")),
    }
}

fn check(kind: &str, object: &Value) -> Result<(), Problem> {
    let length = |key: &str| object[key].as_str().map_or(0, |text| text.chars().count());
    let long = |key: &str, most: usize| {
        let details = format!("Param {kind}['{key}'] must be at most {most} characters long.");
        Problem::invalid(&details)
    };
    let has = |key: &str| !object[key].is_null();
    match kind {
        "text" if !object["body"].is_string() => {
            Err(Problem::missing("Parameter 'body' is mandatory for type 'text'"))
        }
        "text" if object["body"].as_str().is_some_and(|body| body.trim().is_empty()) => {
            Err(Problem::bad_value("The text of the message is empty."))
        }
        "text" if length("body") > LONGEST_TEXT => Err(long("body", LONGEST_TEXT)),
        "image" | "video" | "audio" | "document" | "sticker" if !has("id") && !has("link") => {
            Err(Problem::missing("Either id or link is mandatory for media."))
        }
        _ if length("caption") > LONGEST_CAPTION => Err(long("caption", LONGEST_CAPTION)),
        "location" if !has("latitude") || !has("longitude") => {
            Err(Problem::missing("latitude and longitude are mandatory for a location."))
        }
        "location"
            if !within(&object["latitude"], 90.0) || !within(&object["longitude"], 180.0) =>
        {
            Err(Problem::bad_value("latitude and longitude must be degrees."))
        }
        "contacts" => cards(object),
        "reaction" if !object["message_id"].is_string() => {
            Err(Problem::missing("Parameter 'message_id' is mandatory for type 'reaction'"))
        }
        "template" if !object["name"].is_string() || !object["language"]["code"].is_string() => {
            Err(Problem::missing("name and language.code are mandatory for a template."))
        }
        _ => Ok(()),
    }
}

/// Degrees, as a number or in a text.
fn within(degrees: &Value, most: f64) -> bool {
    let written = degrees.as_str().and_then(|text| text.parse().ok());
    degrees.as_f64().or(written).is_some_and(|degrees: f64| degrees.abs() <= most)
}

/// Contact cards, each with the whole name and one of its parts.
fn cards(object: &Value) -> Result<(), Problem> {
    let cards = object.as_array().map(Vec::as_slice).unwrap_or_default();
    if cards.is_empty() || cards.len() > MOST_CARDS {
        let details = format!("There must be 1 to {MOST_CARDS} contacts.");
        return Err(Problem::invalid(&details));
    }
    let part = |card: &Value| NAMES.iter().any(|part| card["name"][part].is_string());
    if cards.iter().any(|card| !card["name"]["formatted_name"].is_string() || !part(card)) {
        return Err(Problem::missing("name.formatted_name and a part of it are mandatory."));
    }
    Ok(())
}

/// The message that this one is about. A reaction stands in no context of its own.
fn about(kind: &str, body: &Value) -> Result<Option<String>, Problem> {
    let quoted = body["context"]["message_id"].as_str();
    let about = match (kind, quoted) {
        ("reaction", Some(_)) => {
            return Err(Problem::invalid("A reaction message can't have a context."));
        }
        ("reaction", None) => body["reaction"]["message_id"].as_str(),
        (_, quoted) => quoted,
    };
    Ok(about.map(str::to_owned))
}

/// The file that a message is of, if it is told by id.
fn media(kind: &str, object: &Value) -> Option<(String, Option<String>)> {
    let is_media = ["image", "video", "audio", "document", "sticker"].contains(&kind);
    let id = object["id"].as_str().filter(|_| is_media)?;
    Some((id.to_owned(), object["filename"].as_str().map(str::to_owned)))
}

/// The words of the message, or its type in brackets.
fn shown(kind: &str, object: &Value) -> String {
    let words = match kind {
        "text" => &object["body"],
        "interactive" => &object["body"]["text"],
        "reaction" if object["emoji"].as_str().is_none_or(str::is_empty) => return "–".to_owned(),
        "reaction" => &object["emoji"],
        "location" => &object["name"],
        "contacts" => &object[0]["name"]["formatted_name"],
        "template" => &object["name"],
        _ => &object["caption"],
    };
    words.as_str().map_or_else(|| format!("[{kind}]"), str::to_owned)
}
