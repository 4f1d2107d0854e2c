//! A template in Meta's form → ours. A part that is not known here makes it one that is never sent.

use chrono::{DateTime, Utc};
use desk::number::Quality;
use desk::template::{Button, Header, Status, Template};
use desk::window::Category;
use serde_json::Value;

use super::words;

/// A button that nothing has to be filled in for, though it is not known here.
const NEEDS_NOTHING: [&str; 2] = ["REQUEST_CONTACT_INFO", "VOICE_CALL"];

/// None if it has no name or no words.
pub(super) fn template(value: &Value, now: DateTime<Utc>) -> Option<Template> {
    let text = |key: &str| value[key].as_str();
    let mut template = Template {
        id: text("id")?.to_owned(),
        name: text("name")?.to_owned(),
        language: text("language")?.to_owned(),
        // The dearest, where Meta's word is one of tomorrow.
        category: text("category").and_then(words::category).unwrap_or(Category::Marketing),
        status: text("status").map_or(Status::Unknown, words::template_status),
        quality: quality(&value["quality_score"]),
        reason: text("rejected_reason").filter(|word| *word != "NONE").map(str::to_owned),
        header: None,
        body: String::new(),
        footer: None,
        buttons: vec![],
        strange: None,
        at: now,
    };
    for component in value["components"].as_array().map(Vec::as_slice).unwrap_or_default() {
        add(&mut template, component);
    }
    (!template.body.is_empty()).then_some(template)
}

fn quality(score: &Value) -> Quality {
    let word = score["score"].as_str().or_else(|| score.as_str());
    word.and_then(words::quality).unwrap_or(Quality::Unknown)
}

fn add(template: &mut Template, component: &Value) {
    let text = || component["text"].as_str().unwrap_or_default().to_owned();
    match component["type"].as_str().unwrap_or_default() {
        "BODY" => template.body = text(),
        "FOOTER" => template.footer = Some(text()).filter(|text| !text.is_empty()),
        "HEADER" => match component["format"].as_str().unwrap_or_default() {
            "TEXT" => template.header = Some(Header::Text(text())),
            "IMAGE" => template.header = Some(Header::Image),
            "VIDEO" => template.header = Some(Header::Video),
            "DOCUMENT" => template.header = Some(Header::Document),
            "LOCATION" => template.header = Some(Header::Location),
            other => template.strange = Some(format!("HEADER {other}")),
        },
        "BUTTONS" => {
            for value in component["buttons"].as_array().map(Vec::as_slice).unwrap_or_default() {
                let button = button(value);
                if let Button::Other { kind, .. } = &button
                    && !NEEDS_NOTHING.contains(&kind.as_str())
                {
                    template.strange = Some(kind.clone());
                }
                template.buttons.push(button);
            }
        }
        other => template.strange = Some(other.to_owned()),
    }
}

fn button(value: &Value) -> Button {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let title = text("text");
    match value["type"].as_str().unwrap_or_default() {
        "QUICK_REPLY" => Button::QuickReply { title },
        "URL" => Button::Url { title, url: text("url") },
        "PHONE_NUMBER" => Button::Phone { title, phone: text("phone_number") },
        "COPY_CODE" => {
            let example = &value["example"];
            let example = example.as_str().or_else(|| example[0].as_str()).unwrap_or_default();
            Button::CopyCode { example: example.to_owned() }
        }
        kind => Button::Other { title, kind: kind.to_owned() },
    }
}
