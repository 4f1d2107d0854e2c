//! Meta's answers about numbers, as far as they tell something that we know.

use desk::number::{News, Verification};
use serde_json::Value;

use super::{About, Token, Trouble};
use crate::whatsapp::news::words;

/// The first of these that says something is shown.
const WORDS: [&str; 3] = ["/error/error_data/details", "/error/error_user_msg", "/error/message"];

pub(super) fn refusal(body: &Value) -> Option<Trouble> {
    let error = body.get("error")?;
    let mut said = WORDS.iter().filter_map(|path| body.pointer(path)?.as_str());
    let words = said.find(|words| !words.is_empty()).unwrap_or_default();
    Some(Trouble::Refused {
        code: error["code"].as_i64().unwrap_or_default(),
        words: words.to_owned(),
    })
}

pub(super) fn about(answer: &Value) -> Option<About> {
    let word = |key: &str| answer[key].as_str();
    let verification = word("code_verification_status").and_then(|word| match word {
        "VERIFIED" => Some(Verification::Verified),
        "NOT_VERIFIED" => Some(Verification::NotVerified),
        "EXPIRED" => Some(Verification::Expired),
        _ => None,
    });
    let limit = &answer["whatsapp_business_manager_messaging_limit"];
    let throughput = answer["throughput"]["level"].as_str();
    let news = [
        word("quality_rating").and_then(words::quality).map(News::Quality),
        words::limit(limit).map(News::Limit),
        throughput.and_then(words::throughput).map(News::Throughput),
        word("verified_name").map(|name| News::Name(name.to_owned())),
        word("name_status").and_then(words::name_status).map(News::NameStatus),
        verification.map(News::Verification),
        word("status").and_then(words::standing).map(News::Standing),
        answer["is_pin_enabled"].as_bool().map(News::HasPin),
    ];
    let display = word("display_phone_number")?.to_owned();
    Some(About { display, news: news.into_iter().flatten().collect() })
}

pub(super) fn ids(page: &Value) -> Vec<String> {
    let all = page["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|one| one["id"].as_str()).map(str::to_owned).collect()
}

/// What leads to the next page, if there is one.
pub(super) fn next(page: &Value) -> Option<String> {
    page["paging"].get("next")?;
    page["paging"]["cursors"]["after"].as_str().map(str::to_owned)
}

pub(super) fn token(data: &Value) -> Token {
    let permissions = data["scopes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let permissions = permissions.iter().filter_map(Value::as_str).map(str::to_owned);
    Token {
        is_valid: data["is_valid"].as_bool().unwrap_or_default(),
        app: id(&data["app_id"]),
        permissions: permissions.collect(),
    }
}

pub(super) fn is_subscribed(answer: &Value, app: Option<&str>) -> bool {
    let apps = answer["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    apps.iter().any(|one| app.is_none_or(|app| id(&one["whatsapp_business_api_data"]["id"]) == app))
}

/// Meta writes ids as texts, and some as numbers.
fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
