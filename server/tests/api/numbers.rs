//! Connecting a number in the settings, and how each is: by forms, against a simulated Meta.

mod face;
mod greeting;
mod heard;

use std::sync::Arc;

use serde_json::{Value, json};
use simulator::{APP_ID, Limits, Pauses, Settings, Setup, Simulator};

use crate::harness::{
    APP_SECRET, Browser, NUMBER, Page, TOKEN, TestDesk, VERIFY_TOKEN, WABA, envelope, run, sign,
    text_message,
};

const ADMINISTRATOR: &str = "nuria@example.org";
const ID: &str = "207540352242933";
const ACCOUNT: &str = "203290129340344";
const SECRET: &str = "app-secret-of-another";
const NEW_TOKEN: &str = "EAAtoken0of0another";
const PATH: &str = "/settings/numbers/207540352242933";

/// Meta with one number, set up so far.
async fn meta(setup: Setup) -> Arc<Simulator> {
    let settings = Settings {
        phone_number_id: ID.into(),
        waba_id: ACCOUNT.into(),
        display_number: "+34 972 000 111".into(),
        access_token: NEW_TOKEN.into(),
        app_secret: SECRET.into(),
        callback: "http://127.0.0.1:9".into(),
        automatic: false,
        pauses: Pauses::none(),
        limits: Limits::default(),
    };
    let simulator = Simulator::start(settings).await.expect("it starts");
    simulator.set_setup(setup);
    simulator
}

/// A desk whose Meta that is, and its administrator.
async fn desk_of(meta: &Simulator) -> (TestDesk, Browser) {
    let url = meta.graph_url();
    let desk = TestDesk::start_with(|config| config.graph_url = url).await;
    let mut browser = desk.signed_in(ADMINISTRATOR).await;
    browser.plant("bustia_language=en");
    (desk, browser)
}

/// The form as it is filled in, with some fields otherwise.
async fn fill_in(browser: &mut Browser, otherwise: &[(&str, &str)]) -> Page {
    let right = [
        ("app", APP_ID),
        ("app_secret", SECRET),
        ("account", ACCOUNT),
        ("number", ID),
        ("token", NEW_TOKEN),
    ];
    let form = right.map(|(name, value)| {
        let other = otherwise.iter().find(|(known, _)| *known == name);
        (name, other.map_or(value, |(_, value)| *value))
    });
    let answer = browser.post("/settings/numbers/new", &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let location = answer.location().to_owned();
    browser.get(&location).await
}

async fn step(browser: &mut Browser, form: &[(&str, &str)]) -> String {
    let answer = browser.post(PATH, form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let location = answer.location().to_owned();
    browser.get(&location).await.text
}

/// A webhook of Meta's for that number's account, signed by its app.
async fn bring(desk: &TestDesk, secret: &str, body: Value) {
    let body = body.to_string().into_bytes();
    let signature = sign(secret, &body);
    let headers = [("x-hub-signature-256", signature.as_str())];
    let status = desk.meta().send(body, &headers).await.expect("an answer");
    assert_eq!(status, 200);
    desk.settled().await;
}

fn account_webhook(account: &str, field: &str, value: Value) -> Value {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": account, "changes": [{"field": field, "value": value}]}],
    })
}

#[test]
fn a_number_is_connected_from_zero_and_works_at_once() {
    run(async || {
        let meta = meta(Setup::fresh()).await;
        let (desk, mut browser) = desk_of(&meta).await;
        let page = fill_in(&mut browser, &[]).await.text;
        assert!(page.contains("The number is connected and works already."), "{page}");
        assert!(page.contains("Send the code by SMS") && meta.setup().is_subscribed, "{page}");
        let page = step(&mut browser, &[("do", "sms")]).await;
        assert!(page.contains("Meta sent the code."), "{page}");
        let page = step(&mut browser, &[("do", "verify"), ("code", "123 456")]).await;
        assert!(page.contains("The number is verified.") && page.contains("PIN"), "{page}");
        let page = step(&mut browser, &[("do", "register"), ("pin", "212834")]).await;
        assert!(page.contains("The number is registered.") && meta.setup().is_registered, "{page}");
        assert!(page.contains("http-equiv=\"refresh\""), "it looks by itself now: {page}");
        assert!(page.contains("test was not received yet"), "{page}");
        for secret in [SECRET, NEW_TOKEN] {
            assert!(!page.contains(secret), "a secret is in the page");
        }
        let shown =
            page.split("Verify token").nth(1).and_then(|rest| rest.split("value=\"").nth(1));
        let token = shown.and_then(|rest| rest.split('"').next());
        let token = token.expect("the verify token is shown").to_owned();
        let query = format!("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}");
        let answer = browser.get(&format!("/webhooks/whatsapp?{query}")).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, "1158201444"));
        let page = browser.get(PATH).await.text;
        assert!(page.contains("test was received") && !page.contains(&token), "{page}");
        let mut body = envelope(vec![text_message("34600000001", "wamid.1", "Bon dia")], vec![]);
        body["entry"][0]["id"] = ACCOUNT.into();
        body["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = ID.into();
        bring(&desk, SECRET, body).await;
        assert_eq!(desk.api().tickets("").await.len(), 1);
        let page = browser.get(PATH).await.text;
        assert!(page.contains("The last webhook came just now"), "{page}");
        desk.end().await;
    });
}

#[test]
fn what_is_wrong_is_told_beside_its_field_and_nothing_is_kept() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = desk_of(&meta).await;
        for (otherwise, told) in [
            (("number", ""), "Phone number ID: is missing"),
            (("number", "+34 972 000 111"), "Phone number ID: has digits only"),
            (("app_secret", "wrong"), "App secret: is not that of the app"),
            (("token", "wrong"), "Access token: is not good any more"),
            (("number", "999"), "Phone number ID: does not exist"),
            (("account", "999"), "WhatsApp Business Account ID: does not exist"),
        ] {
            let page = fill_in(&mut browser, &[otherwise]).await.text;
            assert!(page.contains(told), "{otherwise:?}: {page}");
            assert!(!page.contains(SECRET) && !page.contains(NEW_TOKEN), "a secret came back");
        }
        let only = vec!["whatsapp_business_messaging".to_owned()];
        meta.set_setup(Setup { permissions: only, ..Setup::default() });
        let page = fill_in(&mut browser, &[]).await.text;
        assert!(page.contains("lacks the permission whatsapp_business_management"), "{page}");
        let list = browser.get("/settings/numbers").await.text;
        assert!(!list.contains("+34 972 000 111"), "{list}");
        desk.end().await;
    });
}

#[test]
fn secrets_that_were_sent_once_need_not_be_typed_again() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = desk_of(&meta).await;
        fill_in(&mut browser, &[("account", "999")]).await;
        let page = fill_in(&mut browser, &[("app_secret", ""), ("token", "")]).await.text;
        assert!(page.contains("The number is connected"), "{page}");
        desk.end().await;
    });
}

#[test]
fn a_wrong_pin_and_a_wrong_code_say_what_to_do() {
    run(async || {
        let registered_before = Setup { is_registered: false, ..Setup::default() };
        let meta = meta(registered_before).await;
        let (desk, mut browser) = desk_of(&meta).await;
        let page = fill_in(&mut browser, &[]).await.text;
        assert!(page.contains("The one that the number has for two-step"), "{page}");
        for (form, told) in [
            ([("do", "register"), ("pin", "12")], "It has to be six digits."),
            ([("do", "register"), ("pin", "000000")], "That is not the number"),
            ([("do", "verify"), ("code", "000000")], "That is not the code that was sent."),
        ] {
            let page = step(&mut browser, &form).await;
            assert!(page.contains(told), "{told}: {page}");
        }
        let page = step(&mut browser, &[("do", "register"), ("pin", "212834")]).await;
        assert!(page.contains("The number is registered."), "{page}");
        desk.end().await;
    });
}

#[test]
fn what_meta_tells_of_a_number_is_on_its_page_with_what_to_do() {
    run(async || {
        let meta = meta(Setup { quality: "YELLOW".into(), ..Setup::default() }).await;
        let (desk, mut browser) = desk_of(&meta).await;
        let page = fill_in(&mut browser, &[]).await.text;
        assert!(page.contains("Quality is falling") && page.contains("1,000"), "{page}");
        let dialled = "34972000111";
        for (field, value, told) in [
            (
                "phone_number_quality_update",
                json!({"display_phone_number": dialled, "event": "FLAGGED", "current_limit": "TIER_250"}),
                "Quality is low",
            ),
            (
                "account_update",
                json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": []}),
                "Meta restricted the account",
            ),
            (
                "security",
                json!({"display_phone_number": dialled, "event": "PIN_RESET_REQUEST", "requester": "9"}),
                "Somebody asked to reset",
            ),
        ] {
            bring(&desk, SECRET, account_webhook(ACCOUNT, field, value)).await;
            let page = browser.get(PATH).await.text;
            assert!(page.contains(told), "{field}: {page}");
        }
        let other = browser.get(&format!("/settings/numbers/{NUMBER}")).await.text;
        assert!(!other.contains("restricted the account"), "another account's: {other}");
        assert_eq!(desk.kept().await, 3, "they are kept whole, too");
        desk.end().await;
    });
}

#[test]
fn a_number_of_the_command_line_shows_no_secret_and_that_meta_refuses_it() {
    run(async || {
        let meta = meta(Setup::default()).await;
        let (desk, mut browser) = desk_of(&meta).await;
        let path = format!("/settings/numbers/{NUMBER}");
        assert!(browser.get(&path).await.text.contains(VERIFY_TOKEN), "Meta has to be told it");
        let value = json!({"decision": "REJECTED"});
        bring(&desk, APP_SECRET, account_webhook(WABA, "account_review_update", value)).await;
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("access token is not good any more"), "{}", page.text);
        assert!(page.text.contains("Meta did not approve the account"), "{}", page.text);
        for secret in [TOKEN, APP_SECRET, VERIFY_TOKEN] {
            assert!(!page.text.contains(secret), "a secret is in the page");
        }
        desk.end().await;
    });
}

#[test]
fn for_everybody_else_there_are_no_numbers() {
    run(async || {
        let desk = TestDesk::start().await;
        for email in ["ana@example.org", "jordi@example.org"] {
            let mut other = desk.signed_in(email).await;
            for path in ["", "/new", "/106540352242922"] {
                let path = format!("/settings/numbers{path}");
                assert_eq!(other.get(&path).await.status, 404, "{path}");
            }
            assert_eq!(other.post("/settings/numbers/new", &[]).await.status, 404);
            let path = format!("/settings/numbers/{NUMBER}");
            assert_eq!(other.post(&path, &[("do", "subscribe")]).await.status, 404);
        }
        assert_eq!(desk.browser().get("/settings/numbers").await.status, 302);
        let mut keeper = desk.signed_in(ADMINISTRATOR).await;
        assert_eq!(keeper.get("/settings/numbers/999").await.status, 404);
        assert_eq!(desk.graph.calls().len(), 0, "Meta was asked nothing");
        desk.end().await;
    });
}
