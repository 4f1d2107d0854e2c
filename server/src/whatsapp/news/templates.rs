//! What webhooks tell of templates (Cloud API reference, webhook fields `message_template_status_update`,
//! `message_template_quality_update`, `message_template_components_update`, `template_category_update`).

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use desk::template::News;
use serde_json::Value;

use super::{list, words};

/// What one webhook tells of one template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateReport {
    /// Meta's id of the account.
    pub account: String,
    pub at: DateTime<Utc>,
    /// Meta's id of the template, which is always told …
    pub id: String,
    /// … and what it is called, which may not be.
    pub name: String,
    pub language: String,
    pub news: News,
}

/// What `body` tells; `received_at` stands in for a time that is missing.
pub fn read(body: &[u8], received_at: DateTime<Utc>) -> Vec<TemplateReport> {
    let whole: Value = serde_json::from_slice(body).unwrap_or_default();
    let mut reports = vec![];
    for entry in list(&whole["entry"]) {
        let seconds = entry["time"].as_i64();
        let at = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        for change in list(&entry["changes"]) {
            let value = &change["value"];
            let Some(news) = change["field"].as_str().and_then(|field| told(field, value)) else {
                continue;
            };
            let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            reports.push(TemplateReport {
                account: entry["id"].as_str().unwrap_or_default().to_owned(),
                // A clock that is ahead must not make what comes later look old.
                at: at.unwrap_or(received_at).min(received_at),
                id: id(&value["message_template_id"]),
                name: text("message_template_name"),
                language: text("message_template_language"),
                news,
            });
        }
    }
    reports
}

fn told(field: &str, value: &Value) -> Option<News> {
    let word = |key: &str| value[key].as_str();
    match field {
        "message_template_status_update" => match word("event") {
            Some(event) => {
                Some(News::Status { status: words::template_status(event), reason: why(value) })
            }
            // Meta's own example brings the quality under this field.
            None => quality(value),
        },
        "message_template_quality_update" => quality(value),
        "message_template_components_update" => Some(News::Rewritten),
        "template_category_update" => {
            word("new_category").and_then(words::category).map(News::Category)
        }
        _ => None,
    }
}

fn quality(value: &Value) -> Option<News> {
    value["new_quality_score"].as_str().and_then(words::quality).map(News::Quality)
}

/// What Meta recommends says more than its word for the reason.
fn why(value: &Value) -> Option<String> {
    let said = ["/rejection_info/reason", "/other_info/description", "/reason"];
    let mut said = said.iter().filter_map(|path| value.pointer(path)?.as_str());
    said.find(|reason| !reason.is_empty() && *reason != "NONE").map(str::to_owned)
}

/// Numbers as well as texts.
fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
