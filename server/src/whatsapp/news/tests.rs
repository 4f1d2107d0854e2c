//! What account webhooks tell of a number.

use chrono::TimeDelta;
use desk::number::{About, Limit, Standing};
use serde_json::json;

use super::*;

fn number(display: &str) -> Number {
    Number { id: "106".into(), account: "102".into(), display: display.into() }
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn body(field: &str, value: Value) -> Vec<u8> {
    let entry =
        json!({"id": "102", "time": 1_700_000_000, "changes": [{"field": field, "value": value}]});
    json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string().into_bytes()
}

#[test]
fn each_field_tells_what_somebody_may_want_to_know() {
    let dialled = "34930000000";
    let table = [
        (
            "phone_number_quality_update",
            json!({"display_phone_number": dialled, "event": "FLAGGED", "current_limit": "TIER_1K"}),
            vec![News::Quality(Quality::Red), News::Limit(Limit::To(1_000))],
        ),
        (
            "phone_number_quality_update",
            json!({"event": "ONBOARDING", "max_daily_conversations_per_business": "TIER_UNLIMITED"}),
            vec![News::Limit(Limit::Unlimited)],
        ),
        (
            "phone_number_quality_update",
            json!({"event": "THROUGHPUT_UPGRADE"}),
            vec![News::Throughput(Throughput::High)],
        ),
        (
            "business_capability_update",
            json!({"max_daily_conversations_per_business": 2000}),
            vec![News::Limit(Limit::To(2_000))],
        ),
        (
            "business_capability_update",
            json!({"max_daily_conversation_per_phone": -1}),
            vec![News::Limit(Limit::Unlimited)],
        ),
        (
            "phone_number_name_update",
            json!({"decision": "APPROVED", "requested_verified_name": "Bicis"}),
            vec![News::NameStatus(NameStatus::Approved), News::Name("Bicis".into())],
        ),
        (
            "phone_number_name_update",
            json!({"decision": "REJECTED", "requested_verified_name": "Bicis"}),
            vec![News::NameStatus(NameStatus::Declined)],
        ),
        (
            "account_update",
            json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}}),
            vec![News::Account(AccountStanding::Disabled)],
        ),
        (
            "account_update",
            json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "REINSTATE"}}),
            vec![News::Account(AccountStanding::Fine)],
        ),
        (
            "account_update",
            json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": []}),
            vec![News::Account(AccountStanding::Restricted)],
        ),
        ("account_update", json!({"event": "MM_LITE_TERMS_SIGNED"}), vec![]),
        (
            "account_review_update",
            json!({"decision": "REJECTED"}),
            vec![News::Account(AccountStanding::Rejected)],
        ),
        (
            "account_alerts",
            json!({
                "entity_type": "BUSINESS", "alert_severity": "CRITICAL", "alert_status": "ACTIVE",
                "alert_type": "OBA_APPROVED", "alert_description": "Look here",
            }),
            vec![News::Alert(Some("Look here".into()))],
        ),
        (
            "account_alerts",
            json!({"alert_severity": "INFORMATIONAL", "alert_description": "Nice"}),
            vec![],
        ),
        (
            "security",
            json!({"display_phone_number": dialled, "event": "PIN_RESET_REQUEST", "requester": "9"}),
            vec![News::Pin(PinNews::ResetAsked)],
        ),
        ("messages", json!({"messages": []}), vec![]),
        ("field_of_tomorrow", json!(7), vec![]),
    ];
    for (field, value, expected) in table {
        let reports = read(&body(field, value.clone()), now());
        let news: Vec<News> = reports.into_iter().flat_map(|report| report.news).collect();
        assert_eq!(news, expected, "{field} {value}");
    }
}

#[test]
fn a_report_is_about_the_number_that_it_names_or_about_all_of_the_account() {
    let report = |value| read(&body("security", value), now()).remove(0);
    let one = report(json!({"display_phone_number": "34930000000", "event": "PIN_CHANGED"}));
    assert!(one.concerns(&number("+34 930 000 000")) && !one.concerns(&number("+34 930 000 001")));
    let all = report(json!({"event": "PIN_CHANGED"}));
    assert!(all.concerns(&number("+34 930 000 001")));
    let elsewhere = Number { account: "103".into(), ..number("+34 930 000 000") };
    assert!(!one.concerns(&elsewhere) && !all.concerns(&elsewhere));
}

#[test]
fn a_report_has_metas_time_unless_that_is_missing_or_ahead() {
    let at = |body: &[u8]| read(body, now())[0].at;
    let value = json!({"event": "PIN_CHANGED"});
    assert_eq!(at(&body("security", value.clone())).timestamp(), 1_700_000_000);
    for time in [json!(null), json!(99_999_999_999_i64)] {
        let entry =
            json!({"id": "102", "time": time, "changes": [{"field": "security", "value": value}]});
        assert_eq!(at(json!({"entry": [entry]}).to_string().as_bytes()), now());
    }
}

#[test]
fn words_of_tomorrow_and_bodies_of_any_shape_tell_nothing() {
    for body in [&b""[..], b"7", b"[]", b"{}", b"{\"entry\":7}", b"{\"entry\":[{\"changes\":[7]}]}"]
    {
        assert_eq!(read(body, now()), []);
    }
    for tier in ["TIER_NOT_SET", "TIER_", "TIER_9999999K", "50", ""] {
        assert_eq!(words::limit(&json!(tier)), None, "{tier}");
    }
    assert_eq!(words::standing("SLEEPING"), None);
    assert_eq!(words::standing("PENDING"), Some(Standing::NotRegistered));
}

#[test]
fn each_is_an_event_in_metas_words_with_what_it_is_about() {
    for (field, value, expected) in [
        (
            "security",
            json!({"event": "PIN_RESET_REQUEST", "requester": "9"}),
            (About::Security, "PIN_RESET_REQUEST", None),
        ),
        (
            "account_review_update",
            json!({"decision": "APPROVED"}),
            (About::Review, "APPROVED", None),
        ),
        (
            "business_username_updates",
            json!({"username": "bicis", "status": "approved"}),
            (About::Username, "approved", Some("bicis")),
        ),
        (
            "business_capability_update",
            json!({"max_daily_conversations_per_business": 2000}),
            (About::Limits, "business_capability_update", Some("2000")),
        ),
        (
            "account_alerts",
            json!({"alert_info": {"alert_type": "OBA", "alert_description": "Look here"}}),
            (About::Alert, "OBA", Some("Look here")),
        ),
        (
            "account_update",
            json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}}),
            (About::Account, "DISABLED_UPDATE", Some("DISABLE")),
        ),
    ] {
        let event = read(&body(field, value), now()).remove(0).event;
        let told = (event.about, event.word.as_str(), event.detail.as_deref());
        assert_eq!(told, expected, "{field}");
    }
    assert_eq!(read(&body("messages", json!({"messages": []})), now()), []);
}
