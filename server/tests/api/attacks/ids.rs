//! Ids of nobody, ids that are none, and ids of something else.

use reqwest::Method;
use serde_json::{Value, json};

use super::{ADMINISTRATOR, AGENT, map, ours, state};
use crate::harness::{TestDesk, numbered, run};

/// What stands in an address where an id should.
const ODD: [&str; 15] = [
    "0",
    "-1",
    "999999",
    "18446744073709551616",
    "1.0",
    "1e0",
    "0x1",
    "one",
    "1%00",
    "%27%20or%20true%20--",
    "..%2f1",
    "..%5c1",
    "%252e%252e%252f1",
    "%ef%bc%91",
    "%ff%fe",
];

#[test]
fn an_id_of_nobody_opens_nothing_at_any_address() {
    run(async || {
        let (desk, message) = super::desk().await;
        let before = state(&desk).await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        for (address, is_written) in map::with_ids() {
            let long = "9".repeat(5000);
            for id in ODD.into_iter().chain([long.as_str()]) {
                let path = address.replace("ID", id);
                let page = nuria.get(&path).await;
                let shown = format!("{path:.80}: {} {:.200}", page.status, page.text);
                assert!((400..500).contains(&page.status), "{shown}");
                if is_written {
                    let request = ours(&desk, &nuria, &path, &message);
                    let page = nuria.send(request).await;
                    assert!((400..500).contains(&page.status), "{path:.80}: {}", page.status);
                }
            }
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn an_id_of_nobody_in_the_arguments_of_a_server_function_changes_nothing() {
    run(async || {
        let (desk, message) = super::desk().await;
        let before = state(&desk).await;
        let mut nuria = desk.signed_in(ADMINISTRATOR).await;
        for path in map::written(&message).into_iter().filter(|path| path.starts_with("/fn/")) {
            for number in [json!(0), json!(2), json!(u64::MAX), json!(-1), json!("1"), json!([1])] {
                let mut arguments = super::arguments("nobody");
                arguments["number"] = number.clone();
                arguments["owner"] = "nobody".into();
                let request = nuria.request(Method::POST, &path).header("origin", desk.base());
                let page = nuria.send(request.json(&arguments)).await;
                assert!(page.status < 500, "{path} {number}: {} {}", page.status, page.text);
            }
        }
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

/// Two tickets of two customers, and the id of the message in the second.
async fn two_customers() -> (TestDesk, String) {
    let (desk, _) = super::desk().await;
    assert_eq!(desk.written(numbered(2, 1)).await["number"], 2);
    let other = desk.api().messages(2).await.remove(0);
    (desk, other["id"].as_str().expect("an id").to_owned())
}

#[test]
fn a_message_of_one_customer_is_neither_quoted_nor_reacted_to_towards_another() {
    run(async || {
        let (desk, other) = two_customers().await;
        let before = state(&desk).await;
        let api = desk.api();
        for body in [
            json!({"text": "Hello", "reply_to": other}),
            json!({"reaction": {"message": other, "emoji": "👍"}}),
            json!({"reaction": {"to": other, "emoji": "👍"}}),
        ] {
            let answer = api.post("/tickets/1/messages", body.clone()).await;
            assert!((400..500).contains(&answer.status), "{body}: {}", answer.body);
        }
        let mut ana = desk.signed_in(AGENT).await;
        let page =
            ana.post("/inbox/1/reaction", &[("message", other.as_str()), ("emoji", "👍")]).await;
        assert!((400..500).contains(&page.status), "{}", page.status);
        let quoting =
            [("kind", "buttons"), ("body", "Sí?"), ("button1", "Sí"), ("reply_to", other.as_str())];
        let page = ana.post("/compose/1", &quoting).await;
        assert_eq!(page.location(), "/compose/1?again", "it comes back with what is wrong");
        let mut arguments = super::arguments("");
        arguments["reply_to"] = other.clone().into();
        arguments["id"] = "0198c0de-0000-7000-8000-000000000002".into();
        let request = ana.request(Method::POST, "/fn/tickets/reply").header("origin", desk.base());
        let page = ana.send(request.json(&arguments)).await;
        assert!((400..500).contains(&page.status), "{}: {}", page.status, page.text);
        assert_eq!(state(&desk).await, before);
        desk.end().await;
    });
}

#[test]
fn an_id_that_a_message_has_already_says_nothing_to_another_customer() {
    run(async || {
        let (desk, _) = two_customers().await;
        let first = desk.api().reply(1, "For the first alone").await;
        let id = first["id"].as_str().expect("an id").to_owned();
        let mut ana = desk.signed_in(AGENT).await;
        for id in [id.as_str(), "../1", "", "\u{0}", &"a".repeat(100_000)] {
            let arguments = json!({"number": 2, "text": "Hello", "reply_to": null, "id": id});
            let request = ana.request(Method::POST, "/fn/tickets/reply");
            let request = request.header("origin", desk.base()).json(&arguments);
            let page = ana.send(request).await;
            assert!(page.status < 500, "{id:.40}: {}", page.text);
        }
        let second: Vec<Value> = desk.api().messages(2).await;
        let texts = second.iter().map(|message| message["text"].to_string());
        assert!(texts.into_iter().all(|text| !text.contains("For the first")), "{second:?}");
        let kept = desk.api().message(1, &id).await.expect("it is where it was");
        assert_eq!(kept["text"], "For the first alone");
        assert_eq!(desk.api().messages(1).await.len(), 2);
        desk.end().await;
    });
}
