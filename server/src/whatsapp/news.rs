//! What webhooks tell of accounts and numbers instead of messages (Cloud API reference, webhook fields
//! `phone_number_quality_update`, `phone_number_name_update`, `account_update`, `account_review_update`,
//! `account_alerts`, `business_capability_update`, `business_username_updates`, `security` …); of templates see
//! [`templates`]. The intake keeps them whole beside this; what is not known here tells nothing.

mod events;
pub mod templates;
#[cfg(test)]
mod tests;
pub(super) mod words;

use chrono::{DateTime, Utc};
use desk::number::{
    AccountStanding, Event, NameStatus, News, Number, PinNews, Quality, Throughput,
};
use serde_json::Value;

/// What one webhook tells of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Meta's id of the account.
    account: String,
    about: About,
    pub at: DateTime<Utc>,
    pub news: Vec<News>,
    /// The whole of it in Meta's words.
    pub event: Event,
}

/// Which numbers of the account are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    All,
    /// The digits of the one as people dial it.
    Dialled(String),
}

impl Report {
    pub fn concerns(&self, number: &Number) -> bool {
        let dialled = match &self.about {
            About::All => true,
            About::Dialled(digits) => *digits == only_digits(&number.display),
        };
        number.account == self.account && dialled
    }
}

/// What `body` tells; `received_at` stands in for a time that is missing.
pub fn read(body: &[u8], received_at: DateTime<Utc>) -> Vec<Report> {
    let whole: Value = serde_json::from_slice(body).unwrap_or_default();
    let mut reports = vec![];
    for entry in list(&whole["entry"]) {
        let seconds = entry["time"].as_i64();
        let at = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        for change in list(&entry["changes"]) {
            let value = &change["value"];
            let field = change["field"].as_str().unwrap_or_default();
            // A clock that is ahead must not make what comes later look old.
            let at = at.unwrap_or(received_at).min(received_at);
            if let Some(event) = events::told(field, value, at) {
                reports.push(Report {
                    account: entry["id"].as_str().unwrap_or_default().to_owned(),
                    about: about(value),
                    at,
                    news: told(field, value),
                    event,
                });
            }
        }
    }
    reports
}

fn about(value: &Value) -> About {
    match value["display_phone_number"].as_str() {
        Some(dialled) => About::Dialled(only_digits(dialled)),
        None => About::All,
    }
}

fn told(field: &str, value: &Value) -> Vec<News> {
    let word = |key: &str| value[key].as_str().unwrap_or_default();
    match field {
        "phone_number_quality_update" => quality(word("event"), value),
        "business_capability_update" => limit(value).into_iter().collect(),
        "phone_number_name_update" => name(word("decision"), value),
        "account_update" => account(word("event"), value).into_iter().collect(),
        "account_review_update" => match word("decision") {
            "APPROVED" => vec![News::Account(AccountStanding::Fine)],
            "REJECTED" => vec![News::Account(AccountStanding::Rejected)],
            _ => vec![],
        },
        "account_alerts" => alert(value).into_iter().collect(),
        "security" => match word("event") {
            "PIN_CHANGED" => vec![News::Pin(PinNews::Changed), News::HasPin(true)],
            "PIN_RESET_REQUEST" => vec![News::Pin(PinNews::ResetAsked)],
            "PIN_RESET_SUCCESS" | "PIN_REQUEST_SUCCESS" => vec![News::Pin(PinNews::Reset)],
            _ => vec![],
        },
        _ => vec![],
    }
}

fn quality(event: &str, value: &Value) -> Vec<News> {
    let more = match event {
        "FLAGGED" => Some(News::Quality(Quality::Red)),
        // It is better; how good, Meta says when asked.
        "UNFLAGGED" => Some(News::Quality(Quality::Unknown)),
        "THROUGHPUT_UPGRADE" => Some(News::Throughput(Throughput::High)),
        _ => None,
    };
    more.into_iter().chain(limit(value)).collect()
}

/// Under the newest of its names.
fn limit(value: &Value) -> Option<News> {
    let names = [
        "max_daily_conversations_per_business",
        "max_daily_conversation_per_phone",
        "current_limit",
    ];
    let limit = names.iter().find_map(|name| words::limit(&value[*name]));
    limit.map(News::Limit)
}

fn name(decision: &str, value: &Value) -> Vec<News> {
    let status = match decision {
        "APPROVED" => NameStatus::Approved,
        "REJECTED" => NameStatus::Declined,
        "PENDING" | "DEFERRED" => NameStatus::InReview,
        _ => return vec![],
    };
    let name = value["requested_verified_name"].as_str().filter(|_| status == NameStatus::Approved);
    let name = name.map(|name| News::Name(name.to_owned()));
    std::iter::once(News::NameStatus(status)).chain(name).collect()
}

fn account(event: &str, value: &Value) -> Option<News> {
    let standing = match event {
        "ACCOUNT_VIOLATION" => AccountStanding::Violation,
        "ACCOUNT_RESTRICTION" => AccountStanding::Restricted,
        "DISABLED_UPDATE" => match value["ban_info"]["waba_ban_state"].as_str()? {
            "DISABLE" => AccountStanding::Disabled,
            "SCHEDULE_FOR_DISABLE" => AccountStanding::Violation,
            "REINSTATE" => AccountStanding::Fine,
            _ => return None,
        },
        "ACCOUNT_DELETED"
        | "ACCOUNT_OFFBOARDED"
        | "PARTNER_REMOVED"
        | "PARTNER_APP_UNINSTALLED" => AccountStanding::Gone,
        "ACCOUNT_RECONNECTED" | "PARTNER_ADDED" | "PARTNER_APP_INSTALLED" => AccountStanding::Fine,
        _ => return None,
    };
    Some(News::Account(standing))
}

/// What is only for information concerns nobody.
fn alert(value: &Value) -> Option<News> {
    let info = value["alert_info"].as_object().map_or(value, |_| &value["alert_info"]);
    if info["alert_severity"] == "INFORMATIONAL" {
        return None;
    }
    let words = info["alert_description"].as_str().filter(|words| !words.is_empty())?;
    let is_over = matches!(info["alert_status"].as_str(), Some("NONE" | "RESOLVED" | "INACTIVE"));
    Some(News::Alert((!is_over).then(|| words.to_owned())))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
