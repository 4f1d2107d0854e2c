//! What webhooks tell of templates, field by field.

use chrono::TimeDelta;
use desk::number::Quality;
use desk::template::Status;
use desk::window::Category;
use serde_json::json;

use super::*;

fn body(field: &str, value: Value) -> Vec<u8> {
    let changes = json!([{"field": field, "value": value}]);
    let entry = json!([{"id": "102290129340398", "time": 1_751_247_548, "changes": changes}]);
    json!({"object": "whatsapp_business_account", "entry": entry}).to_string().into_bytes()
}

fn told_by(field: &str, mut value: Value) -> Option<News> {
    value["message_template_id"] = json!(1_689_556_908_129_832_u64);
    read(&body(field, value), Utc::now()).pop().map(|report| report.news)
}

#[test]
fn each_field_tells_of_a_template_and_others_tell_nothing() {
    let status = |status, reason: Option<&str>| {
        Some(News::Status { status, reason: reason.map(str::to_owned) })
    };
    let field = "message_template_status_update";
    let spam = "Your template reads like an advertisement.";
    for (value, expected) in [
        (json!({"event": "APPROVED", "reason": "NONE"}), status(Status::Approved, None)),
        (json!({"event": "PAUSED", "reason": null}), status(Status::Paused, None)),
        (json!({"event": "REJECTED", "reason": "SCAM"}), status(Status::Rejected, Some("SCAM"))),
        (
            json!({"event": "REJECTED", "reason": "SCAM", "rejection_info": {"reason": spam}}),
            status(Status::Rejected, Some(spam)),
        ),
        (json!({"event": "DOZING"}), status(Status::Unknown, None)),
        (json!({"new_quality_score": "YELLOW"}), Some(News::Quality(Quality::Yellow))),
        (json!({}), None),
    ] {
        assert_eq!(told_by(field, value.clone()), expected, "{value}");
    }
    for (field, value, expected) in [
        (
            "message_template_quality_update",
            json!({"previous_quality_score": "GREEN", "new_quality_score": "RED"}),
            Some(News::Quality(Quality::Red)),
        ),
        (
            "template_category_update",
            json!({"correct_category": "MARKETING", "new_category": "UTILITY"}),
            Some(News::Category(Category::Utility)),
        ),
        (
            "message_template_components_update",
            json!({"message_template_element": "Hola"}),
            Some(News::Rewritten),
        ),
        ("account_update", json!({"event": "APPROVED"}), None),
    ] {
        assert_eq!(told_by(field, value), expected, "{field}");
    }
}

#[test]
fn a_report_says_which_template_is_meant_and_when_it_was() {
    let value = json!({
        "event": "APPROVED", "message_template_id": 7, "message_template_name": "ready",
        "message_template_language": "en-US",
    });
    let body = body("message_template_status_update", value);
    let now = Utc::now();
    let report = read(&body, now).pop().expect("a report");
    assert_eq!((&*report.account, &*report.id), ("102290129340398", "7"));
    assert_eq!((&*report.name, &*report.language), ("ready", "en-US"));
    assert_eq!(report.at.timestamp(), 1_751_247_548);
    let before = DateTime::from_timestamp(1_751_247_548, 0).expect("a time") - TimeDelta::days(1);
    assert_eq!(read(&body, before).pop().expect("a report").at, before, "nobody lives ahead");
    assert_eq!(read(b"no JSON", now), []);
}
