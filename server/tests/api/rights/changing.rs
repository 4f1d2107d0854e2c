//! Changing: nobody changes what they do not see, and is told that there is no such thing.

use reqwest::Method;
use serde_json::json;

use super::*;
use crate::harness::{TestDesk, run};

async fn stands(desk: &TestDesk) -> Vec<Value> {
    let mut all = desk.api().tickets("").await;
    all.sort_by_key(|ticket| ticket["number"].as_u64());
    all
}

#[test]
fn nobody_changes_a_ticket_that_they_do_not_see() {
    run(async || {
        let desk = with_tickets().await;
        let before = stands(&desk).await;
        for email in ["ana@example.org", "mar@example.org", "eva@example.org"] {
            let browser = &mut desk.signed_in(email).await;
            for (number, ..) in TICKETS.into_iter().filter(|(number, ..)| !sees(email, *number)) {
                let id = format!("0198c0de-0000-7000-8000-{number:012}");
                for (name, arguments) in [
                    (
                        "reply",
                        json!({"number": number, "text": "Hello", "reply_to": null, "id": id}),
                    ),
                    ("assign", json!({"number": number, "owner": "ana", "seen": null})),
                    ("assign", json!({"number": number, "owner": "pol", "seen": null})),
                    ("prioritise", json!({"number": number, "priority": "high"})),
                    ("resolve", json!({"number": number})),
                    ("reopen", json!({"number": number})),
                    ("see", json!({"number": number})),
                ] {
                    let request = browser.request(Method::POST, &format!("/fn/tickets/{name}"));
                    let request = request.header("origin", desk.base()).json(&arguments);
                    let page = browser.send(request).await;
                    assert_eq!(page.status, 404, "{email} {name} {number}: {}", page.text);
                    assert_eq!(told_of(&page.text), [] as [u64; 0]);
                }
                let path = format!("/inbox/{number}/typing");
                assert_eq!(browser.post(&path, &[]).await.status, 404, "{email} {path}");
                let path = format!("/customers/{number}");
                let noted = browser.post(&path, &[("zone", "Europe/Madrid")]).await;
                assert_eq!(noted.status, 404, "{email} {path}");
            }
        }
        assert_eq!(stands(&desk).await, before);
        assert!(desk.graph.calls().is_empty());
        desk.end().await;
    });
}

#[test]
fn only_who_may_share_shares() {
    run(async || {
        let desk = with_tickets().await;
        let form = [("do", "share"), ("person", "gil"), ("days", "7")];
        for (email, status) in [
            ("gil@example.org", 403),
            ("ana@example.org", 403),
            ("jordi@example.org", 303),
            ("nuria@example.org", 303),
        ] {
            let mut browser = desk.signed_in(email).await;
            let page = browser.post("/customers/4/shares", &form).await;
            assert_eq!(page.status, status, "{email}");
            let page = browser.get("/customers/8").await.text;
            assert_eq!(page.contains("/customers/8/shares"), status == 303, "{email}");
        }
        let mut jordi = desk.signed_in("jordi@example.org").await;
        for odd in [
            [("do", "share"), ("person", "nobody"), ("days", "7")],
            [("do", "share"), ("person", "gil"), ("days", "8")],
        ] {
            let page = jordi.post("/customers/4/shares", &odd).await;
            assert!(matches!(page.status, 400 | 404), "{odd:?}: {}", page.status);
        }
        desk.end().await;
    });
}
