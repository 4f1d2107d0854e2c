//! What a message says, by its `type` (Cloud API reference, webhooks/messages).
//!
//! A type that is not known, or whose object is missing, keeps its whole JSON.

use desk::message::{Content, Item, MediaKind};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::json::text;
use super::moved;

/// The content of `message`, whose JSON is `raw`.
pub(super) fn read(message: &Value, raw: &str) -> Content {
    let name = message["type"].as_str().unwrap_or("untyped");
    let inner = &message[name];
    let content = match name {
        "text" => body(inner).map(|body| Content::Text { body }),
        "image" => media(MediaKind::Image, inner),
        "video" => media(MediaKind::Video, inner),
        "audio" => media(MediaKind::Audio, inner),
        "document" => media(MediaKind::Document, inner),
        "sticker" => media(MediaKind::Sticker, inner),
        "location" => location(inner, raw),
        "contacts" => inner.as_array().map(|cards| contacts(cards)),
        "interactive" => choice(inner),
        "button" => text(&inner["text"])
            .map(|title| Content::chosen(text(&inner["payload"]).unwrap_or_default(), title)),
        "reaction" => text(&inner["message_id"])
            .map(|to| Content::Reaction { to, emoji: text(&inner["emoji"]) }),
        "order" => order(inner),
        "system" if moved::is_told_by(message) => {
            body(inner).map(|body| Content::System { body: moved::without_numbers(&body) })
        }
        "system" => body(inner).map(|body| Content::System { body }),
        "edit" => text(&inner["original_message_id"])
            .map(|original| Content::Edit { original, text: edited(&inner["message"]) }),
        "revoke" => {
            text(&inner["original_message_id"]).map(|original| Content::Revoke { original })
        }
        // `unknown` is the name that `unsupported` had before 2023.
        "unsupported" | "unknown" => Some(Content::Unsupported { raw: raw.to_owned() }),
        _ => None,
    };
    content.unwrap_or_else(|| Content::Unknown { name: name.to_owned(), raw: raw.to_owned() })
}

fn body(inner: &Value) -> Option<String> {
    inner["body"].as_str().map(str::to_owned)
}

fn media(media_kind: MediaKind, inner: &Value) -> Option<Content> {
    inner.is_object().then(|| Content::Media {
        media_kind,
        media: text(&inner["id"]),
        mime: text(&inner["mime_type"]),
        caption: text(&inner["caption"]),
        filename: text(&inner["filename"]),
        voice: inner["voice"].as_bool().unwrap_or(false),
        fetched: None,
    })
}

/// Where somebody is. The digits are cut out of the JSON, since a float would round them.
fn location(inner: &Value, raw: &str) -> Option<Content> {
    #[derive(Deserialize)]
    struct Place<'a> {
        #[serde(borrow)]
        location: Point<'a>,
    }
    #[derive(Deserialize)]
    struct Point<'a> {
        #[serde(borrow)]
        latitude: &'a RawValue,
        #[serde(borrow)]
        longitude: &'a RawValue,
    }
    let point = serde_json::from_str::<Place<'_>>(raw).ok()?.location;
    let digits = |degrees: &RawValue| degrees.get().trim_matches('"').to_owned();
    text(&inner["latitude"]).and(text(&inner["longitude"])).map(|_| Content::Location {
        latitude: digits(point.latitude),
        longitude: digits(point.longitude),
        name: text(&inner["name"]),
        address: text(&inner["address"]),
    })
}

fn contacts(cards: &[Value]) -> Content {
    let name = |card: &Value| {
        text(&card["name"]["formatted_name"])
            .or_else(|| text(&card["name"]["first_name"]))
            .or_else(|| text(&card["phones"][0]["phone"]))
    };
    Content::Contacts { names: cards.iter().filter_map(name).collect(), cards: None }
}

/// A tapped button or a chosen row. Forms and the like keep their JSON: they say more than a title.
fn choice(inner: &Value) -> Option<Content> {
    let kind =
        inner["type"].as_str().filter(|kind| matches!(*kind, "button_reply" | "list_reply"))?;
    let title = text(&inner[kind]["title"])?;
    Some(Content::chosen(text(&inner[kind]["id"]).unwrap_or_default(), title))
}

fn order(inner: &Value) -> Option<Content> {
    let item = |item: &Value| {
        let field = |key: &str| text(&item[key]).unwrap_or_default();
        Item {
            product: field("product_retailer_id"),
            quantity: field("quantity"),
            price: field("item_price"),
            currency: field("currency"),
        }
    };
    let items = inner["product_items"].as_array()?.iter().map(item).collect();
    Some(Content::Order { text: text(&inner["text"]), items })
}

/// The new words of an edited message: its text, or the caption of its file.
fn edited(message: &Value) -> Option<String> {
    let inner = &message[message["type"].as_str()?];
    text(&inner["body"]).or_else(|| text(&inner["caption"]))
}
