//! The server functions behind the pages: the same rights as everywhere.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Browser, Page, TestDesk, numbered, run, text_message};

async fn call(browser: &mut Browser, desk: &TestDesk, name: &str, arguments: Value) -> Page {
    let request = browser.request(Method::POST, &format!("/fn/{name}"));
    browser.send(request.header("origin", desk.base()).json(&arguments)).await
}

/// Everything that changes something.
fn changes() -> [(&'static str, Value); 7] {
    [
        (
            "tickets/reply",
            json!({"number": 1, "text": "Hello", "id": "0198c0de-0000-7000-8000-000000000001"}),
        ),
        ("tickets/assign", json!({"number": 1, "owner": "ana"})),
        ("tickets/prioritise", json!({"number": 1, "priority": "high"})),
        ("tickets/snooze", json!({"number": 1, "until": "2099-01-01T00:00:00Z"})),
        ("tickets/resolve", json!({"number": 1})),
        ("tickets/reopen", json!({"number": 1})),
        ("tickets/resend", json!({"id": "x"})),
    ]
}

#[test]
fn an_agent_may_and_the_api_sees_it() {
    run(async || {
        let desk = TestDesk::start().await;
        let number = desk.written(numbered(1, 1)).await["number"].as_u64().expect("a number");
        let mut browser = desk.signed_in("ana@example.org").await;
        for (name, arguments) in changes().into_iter().take(4) {
            let page = call(&mut browser, &desk, name, arguments).await;
            assert_eq!(page.status, 200, "{name}: {}", page.text);
        }
        let ticket = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
        assert_eq!(ticket["assignee"], "ana@example.org");
        assert_eq!((&ticket["priority"], &ticket["status"]), (&json!("high"), &json!("snoozed")));
        assert_eq!(desk.api().messages(number).await.len(), 2);
        desk.end().await;
    });
}

#[test]
fn guests_and_strangers_change_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        let before = desk.written(numbered(1, 1)).await;
        let mut guest = desk.signed_in("gil@example.org").await;
        for (name, arguments) in changes() {
            for browser in [&mut guest, &mut desk.browser()] {
                let page = call(browser, &desk, name, arguments.clone()).await;
                assert_ne!(page.status, 200, "{name}: {}", page.text);
                assert!(!page.text.contains("message 1.1"), "{name} tells a stranger");
            }
        }
        assert_eq!(desk.api().tickets("").await, [before]);
        assert_eq!(desk.graph.calls().len(), 0);
        desk.end().await;
    });
}

#[test]
fn a_stranger_reads_nothing() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let reads = [
            ("inbox/list", json!({"view": "all", "limit": 50})),
            ("inbox/tally", json!({})),
            ("tickets/thread", json!({"number": 1})),
            ("tickets/older", json!({"number": 1, "cursor": ""})),
        ];
        for (name, arguments) in reads {
            let page = call(&mut desk.browser(), &desk, name, arguments).await;
            assert_ne!(page.status, 200, "{name}: {}", page.text);
            assert!(
                !page.text.contains("Customer") && !page.text.contains("message 1.1"),
                "{name}"
            );
        }
        desk.end().await;
    });
}

#[test]
fn a_guest_reads_no_phone_number_in_any_form() {
    run(async || {
        let desk = TestDesk::start().await;
        // Meta's ids hold the customer's number in base64.
        let mut bytes = vec![0x1c, 0x18, 11];
        bytes.extend(b"34600000001\x15\x02\x00\x12\x18\x14");
        let wamid = format!("wamid.{}", STANDARD.encode(bytes));
        let mut body =
            crate::harness::envelope(vec![text_message("34600000001", &wamid, "Hello")], vec![]);
        body["entry"][0]["changes"][0]["value"]["contacts"][0]["profile"]["name"] = "Pere".into();
        assert_eq!(desk.meta().post(body.to_string()).await, 200);
        desk.settled().await;
        desk.show_gil(1).await;
        let mut guest = desk.signed_in("gil@example.org").await;
        let mut told = Vec::new();
        for path in ["/inbox", "/inbox/1", "/board"] {
            told.push(guest.get(path).await.text);
        }
        let thread = call(&mut guest, &desk, "tickets/thread", json!({"number": 1})).await;
        assert_eq!(thread.status, 200, "{}", thread.text);
        told.push(thread.text);
        for text in told {
            assert!(text.contains("Pere"));
            assert!(!text.contains("34600000001"), "the number leaks");
            assert!(!text.contains(&wamid), "the number leaks in Meta's id");
        }
        desk.end().await;
    });
}

#[test]
fn odd_arguments_are_refused_and_never_a_panic() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(numbered(1, 1)).await;
        let mut browser = desk.signed_in("ana@example.org").await;
        let names = changes().map(|(name, _)| name);
        for name in
            names.into_iter().chain(["inbox/list", "tickets/thread", "no/such/function", "", "%00"])
        {
            for arguments in
                [json!(null), json!([]), json!({"number": -1}), json!({"number": "1; DROP"})]
            {
                let page = call(&mut browser, &desk, name, arguments).await;
                assert_ne!(page.status, 200, "{name}: {}", page.text);
                assert!(
                    !page.text.contains("panicked") && !page.text.contains(".rs:"),
                    "{}",
                    page.text
                );
            }
        }
        assert_eq!(desk.api().tickets("").await[0]["status"], "open");
        desk.end().await;
    });
}
