//! What a message says, by its `type` (Cloud API reference, webhooks/messages).
//!
//! A type that is not known, or whose object is missing, keeps its whole JSON.

use chrono::DateTime;
use desk::message::{Answer, ContactCard, Content, Item, MediaKind, Notice};
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
        "interactive" => interactive(inner),
        "button" => text(&inner["text"])
            .map(|title| Content::chosen(text(&inner["payload"]).unwrap_or_default(), title)),
        "reaction" => text(&inner["message_id"])
            .map(|to| Content::Reaction { to, emoji: text(&inner["emoji"]) }),
        "order" => order(inner),
        "system" => body(inner).map(|body| Content::System {
            body: moved::without_numbers(&body),
            notice: inner["type"].as_str().and_then(notice),
        }),
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

/// What WhatsApp itself tells, by its word for it; the last two are older.
fn notice(kind: &str) -> Option<Notice> {
    match kind {
        "user_changed_number" | "customer_changed_number" => Some(Notice::Number),
        "user_changed_user_id" => Some(Notice::UserId),
        "user_identity_changed" | "customer_identity_changed" => Some(Notice::Identity),
        _ => None,
    }
}

fn contacts(cards: &[Value]) -> Content {
    Content::contacts(cards.iter().map(card).collect())
}

fn card(card: &Value) -> ContactCard {
    let list = |key: &str, of: &str| {
        let all = card[key].as_array().into_iter().flatten();
        all.filter_map(|one| text(&one[of])).collect::<Vec<String>>()
    };
    let name = &card["name"];
    let whole = || {
        let parts = ["first_name", "last_name"].into_iter().filter_map(|part| text(&name[part]));
        parts.collect::<Vec<_>>().join(" ")
    };
    let addresses = card["addresses"].as_array().into_iter().flatten().map(|address| {
        let parts = ["street", "zip", "city", "state", "country"].into_iter();
        parts.filter_map(|part| text(&address[part])).collect::<Vec<_>>().join(", ")
    });
    ContactCard {
        name: text(&name["formatted_name"]).unwrap_or_else(whole),
        phones: list("phones", "phone"),
        emails: list("emails", "email"),
        company: text(&card["org"]["company"]),
        title: text(&card["org"]["title"]),
        websites: list("urls", "url"),
        addresses: addresses.filter(|address| !address.is_empty()).collect(),
        birthday: text(&card["birthday"]),
    }
}

/// What was done with something that acts. What is not known keeps its JSON: it says more than a title.
fn interactive(inner: &Value) -> Option<Content> {
    let kind = inner["type"].as_str()?;
    let reply = &inner[kind];
    match kind {
        "button_reply" | "list_reply" => choice(reply),
        "nfm_reply" => form(reply),
        "call_permission_reply" => consent(reply),
        _ => None,
    }
}

/// A tapped button or a chosen row.
fn choice(reply: &Value) -> Option<Content> {
    let mut chosen =
        Content::chosen(text(&reply["id"]).unwrap_or_default(), text(&reply["title"])?);
    if let Content::Choice { description, .. } = &mut chosen {
        *description = text(&reply["description"]);
    }
    Some(chosen)
}

/// A form, whose answers are JSON within a text.
fn form(reply: &Value) -> Option<Content> {
    let answers: Value = serde_json::from_str(reply["response_json"].as_str()?).ok()?;
    let answer = |(field, value): (&String, &Value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Answer { field: field.clone(), value }
    };
    // What we gave it to know it by is no answer.
    let told = answers.as_object()?.iter().filter(|(field, _)| *field != "flow_token");
    let title = text(&reply["name"]).or_else(|| text(&reply["body"]));
    Some(Content::Form { title, answers: told.map(answer).collect() })
}

/// Whether we may call.
fn consent(reply: &Value) -> Option<Content> {
    let until = text(&reply["expiration_timestamp"]).and_then(|seconds| seconds.parse().ok());
    Some(Content::Consent {
        given: reply["response"].as_str()? == "accept",
        lasting: reply["is_permanent"].as_bool().unwrap_or(false),
        until: until.and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
    })
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
