//! Bodies that Meta did not sign, signed long ago, or signed for somebody else.

use desk::number::Number;
use serde_json::{Value, json};
use store::BusinessNumber;

use super::state;
use crate::harness::{
    APP_SECRET, Folder, NUMBER, TestDesk, VERIFY_TOKEN, WABA, envelope, numbered, run, sign,
};

/// Another number of ours, of another account and another app.
const OTHER: &str = "207540352242933";
const OTHER_WABA: &str = "203290129340344";
const OTHER_SECRET: &str = "app-secret-of-another";

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

#[test]
fn a_body_of_long_ago_sent_again_changes_nothing() {
    run(async || {
        let (desk, _) = super::desk().await;
        let body = envelope(vec![numbered(1, 1)], vec![]).to_string();
        let signature = sign(APP_SECRET, body.as_bytes());
        let headers = [("x-hub-signature-256", signature.as_str())];
        let replay = async || {
            let status = desk.meta().send(body.clone().into(), &headers).await;
            assert_eq!(
                status.expect("an answer"),
                200,
                "Meta itself repeats what it is not sure of"
            );
            desk.settled().await;
        };
        replay().await;
        // It neither reopens what was resolved, nor comes after what was said since.
        desk.api().order("/tickets/1/resolution").await.expect(200);
        let resolved = state(&desk).await;
        for _ in 0..3 {
            replay().await;
        }
        assert_eq!(state(&desk).await, resolved);
        assert_eq!(resolved["tickets"][0]["status"], "resolved");
        desk.end().await;
    });
}

/// A desk with two numbers of two apps.
async fn desk_of_two_apps() -> TestDesk {
    let (folder, key) = Folder::ready().await;
    let store = folder.open().await;
    let number =
        Number { id: OTHER.into(), account: OTHER_WABA.into(), display: "+34 972 000 111".into() };
    let other = BusinessNumber {
        number,
        app: None,
        access_token: "EAAtoken0of0another".into(),
        app_secret: OTHER_SECRET.into(),
        verify_token: "verify-token-of-another".into(),
    };
    store.add_number(&other).await.expect("a number");
    store.shutdown().await.expect("it shuts");
    TestDesk::on(folder, key, |_| {}).await
}

/// A message of customer `c` to that number of that account.
fn body(c: usize, account: &str, number: &str) -> Value {
    let mut body = envelope(vec![numbered(c, 1)], vec![]);
    body["entry"][0]["id"] = account.into();
    body["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = number.into();
    body
}

#[test]
fn whoever_knows_one_apps_secret_tells_nothing_of_another_apps_number() {
    run(async || {
        let desk = desk_of_two_apps().await;
        let meta = desk.meta();
        let send = async |secret: &str, body: Value| {
            let body = body.to_string().into_bytes();
            let signature = sign(secret, &body);
            let headers = [("x-hub-signature-256", signature.as_str())];
            meta.send(body, &headers).await.expect("an answer").as_u16()
        };
        for (secret, account, number) in [
            (OTHER_SECRET, WABA, NUMBER),
            (OTHER_SECRET, OTHER_WABA, NUMBER),
            (OTHER_SECRET, "0", NUMBER),
            (OTHER_SECRET, WABA, OTHER),
            (APP_SECRET, OTHER_WABA, OTHER),
            (APP_SECRET, WABA, OTHER),
        ] {
            let status = send(secret, body(1, account, number)).await;
            assert_eq!(status, 401, "{secret} {account} {number}");
        }
        // Hidden behind something of its own.
        let mut both = body(1, OTHER_WABA, OTHER);
        let entries = both["entry"].as_array_mut().expect("a list");
        entries.push(body(2, WABA, NUMBER)["entry"][0].clone());
        assert_eq!(send(OTHER_SECRET, both).await, 401);
        assert_eq!(desk.api().tickets("").await.len(), 0);
        // What nobody knows is kept aside, as ever.
        assert_eq!(send(OTHER_SECRET, body(3, "0", "999")).await, 200);
        assert_eq!(desk.kept().await, 1);
        assert_eq!(send(APP_SECRET, body(1, WABA, NUMBER)).await, 200);
        assert_eq!(send(OTHER_SECRET, body(2, OTHER_WABA, OTHER)).await, 200);
        desk.settled().await;
        assert_eq!(desk.api().tickets("").await.len(), 2);
        desk.end().await;
    });
}
