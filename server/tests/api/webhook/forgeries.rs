//! Bodies that Meta did not sign.

use serde_json::json;

use crate::harness::{APP_SECRET, TestDesk, VERIFY_TOKEN, envelope, numbered, run, sign};

#[test]
fn a_forged_body_is_turned_away_and_leaves_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        let body = envelope(vec![numbered(1, 1)], vec![]).to_string();
        let right = sign(APP_SECRET, body.as_bytes());
        let digits = right.trim_start_matches("sha256=");
        let other = sign(APP_SECRET, envelope(vec![numbered(1, 2)], vec![]).to_string().as_bytes());
        let forgeries = [
            String::new(),
            digits.to_owned(),
            format!("sha1={digits}"),
            format!("sha1={}", &digits[..40]),
            format!("SHA256={digits}"),
            format!("sha256={}", digits.to_uppercase()),
            format!("sha256={digits}00"),
            format!("{right},{right}"),
            right[..right.len() - 1].to_owned(),
            format!("sha256={}", "0".repeat(64)),
            sign("", body.as_bytes()),
            sign(VERIFY_TOKEN, body.as_bytes()),
            sign("another app's secret", body.as_bytes()),
            other,
        ];
        let meta = desk.meta();
        for forgery in &forgeries {
            let headers = [("x-hub-signature-256", forgery.as_str())];
            let status = meta.send(body.clone().into(), &headers).await.expect("an answer");
            assert_eq!(status, 401, "{forgery}");
        }
        for headers in [vec![], vec![("x-hub-signature", right.as_str())]] {
            assert_eq!(meta.send(body.clone().into(), &headers).await.expect("an answer"), 401);
        }
        let twice = [("x-hub-signature-256", right.as_str()), ("x-hub-signature-256", "sha256=00")];
        assert_eq!(meta.send(body.clone().into(), &twice).await.expect("an answer"), 401);
        assert_eq!(desk.kept().await, 0);
        assert_eq!(desk.api().tickets("").await.len(), 0);
        desk.end().await;
    });
}

#[test]
fn the_bytes_are_signed_and_not_the_json() {
    run(async || {
        let desk = TestDesk::start().await;
        let body = envelope(vec![numbered(1, 1)], vec![]).to_string();
        let right = sign(APP_SECRET, body.as_bytes());
        let headers = [("x-hub-signature-256", right.as_str())];
        let same_json = [
            format!("{body}\n"),
            format!(" {body}"),
            body.replace("whatsapp_business_account", "whatsapp\\u005fbusiness_account"),
            serde_json::to_string_pretty(&envelope(vec![numbered(1, 1)], vec![])).expect("JSON"),
        ];
        for other in same_json {
            assert_eq!(desk.meta().send(other.into(), &headers).await.expect("an answer"), 401);
        }
        // As Meta sends it: escaped, and signed as it is sent.
        let escaped = json!({"object": "whatsapp_business_account", "entry": []}).to_string();
        let escaped = escaped.replace("entry", "\\u0065ntry");
        assert_eq!(desk.meta().post(escaped).await, 200);
        desk.end().await;
    });
}

#[test]
fn the_secret_of_a_body_is_asked_before_anything_in_it() {
    run(async || {
        let desk = TestDesk::start().await;
        for body in ["", "not JSON", "{\"a\":", "\u{0}"] {
            let status = desk.meta().send(body.into(), &[]).await.expect("an answer");
            assert_eq!(status, 401, "{body:?}");
        }
        desk.end().await;
    });
}
