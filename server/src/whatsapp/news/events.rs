//! One thing that a webhook tells of a number or its account, in Meta's words.

use chrono::{DateTime, Utc};
use desk::number::{About, Event};
use serde_json::Value;

/// Where Meta says what happened, under the first of these that is there.
const WORDS: [&str; 5] = ["event", "decision", "status", "alert_type", "alert_status"];
/// Where it says of what.
const DETAILS: [&str; 8] = [
    "requested_verified_name",
    "username",
    "max_daily_conversations_per_business",
    "max_daily_conversation_per_phone",
    "current_limit",
    "alert_description",
    "configuration_name",
    "solution_id",
];

/// What `field` tells; nothing if it is about no number and no account.
pub(super) fn told(field: &str, value: &Value, at: DateTime<Utc>) -> Option<Event> {
    let about = about(field)?;
    let info = value["alert_info"].as_object().map_or(value, |_| &value["alert_info"]);
    let says = |key: &&str| match &info[*key] {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let word = WORDS.iter().find_map(says).unwrap_or_else(|| field.to_owned());
    let ban = value["ban_info"]["waba_ban_state"].as_str().map(str::to_owned);
    Some(Event { at, about, word, detail: ban.or_else(|| DETAILS.iter().find_map(says)) })
}

fn about(field: &str) -> Option<About> {
    Some(match field {
        "account_update" => About::Account,
        "account_review_update" => About::Review,
        "account_alerts" => About::Alert,
        "business_capability_update" => About::Limits,
        "phone_number_quality_update" => About::Quality,
        "phone_number_name_update" => About::Name,
        "business_username_updates" => About::Username,
        "security" => About::Security,
        "account_settings_update" => About::Settings,
        "payment_configuration_update" => About::Payments,
        "partner_solutions" => About::Partners,
        _ => return None,
    })
}
