//! Assigning and resolving.

use desk::permissions::Role;
use serde_json::{Value, json};

use crate::harness::{TestDesk, numbered, run};

async fn desk_with_a_ticket() -> (TestDesk, u64) {
    let desk = TestDesk::start().await;
    let ticket = desk.written(numbered(1, 1)).await;
    let number = ticket["number"].as_u64().expect("a number");
    (desk, number)
}

#[test]
fn a_ticket_is_given_to_somebody_and_to_nobody() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let path = format!("/tickets/{number}/assignment");
        for agent in
            [json!("ana@example.org"), json!("jordi@example.org"), Value::Null, Value::Null]
        {
            let ticket = desk.api().post(&path, json!({"agent": agent})).await.expect(200);
            assert_eq!(ticket["assignee"], agent);
            let read = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
            assert_eq!(read, ticket);
        }
        desk.end().await;
    });
}

#[test]
fn who_may_not_answer_customers_gets_no_ticket() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let path = format!("/tickets/{number}/assignment");
        for email in ["gil@example.org", "stranger@example.org", ""] {
            desk.api().post(&path, json!({"agent": email})).await.is_a_problem(422);
        }
        let ticket = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
        assert_eq!(ticket["assignee"], Value::Null);
        desk.end().await;
    });
}

#[test]
fn a_resolution_is_made_and_taken_back_and_twice_is_once() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let path = format!("/tickets/{number}/resolution");
        for _ in 0..2 {
            let ticket = desk.api().order(&path).await.expect(200);
            assert_eq!(ticket["status"], "resolved");
            assert!(ticket["resolved_at"].is_string());
        }
        for _ in 0..2 {
            let ticket = desk.api().delete(&path).await.expect(200);
            assert_eq!((&ticket["status"], &ticket["resolved_at"]), (&json!("open"), &Value::Null));
        }
        desk.end().await;
    });
}

#[test]
fn a_customer_who_writes_again_soon_reopens_the_same_ticket() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        desk.api().order(&format!("/tickets/{number}/resolution")).await.expect(200);
        let ticket = desk.written(numbered(1, 2)).await;
        assert_eq!((&ticket["number"], &ticket["status"]), (&json!(number), &json!("open")));
        assert_eq!(desk.api().tickets("").await.len(), 1);
        desk.end().await;
    });
}

#[test]
fn fifty_programs_at_once_leave_one_owner_and_a_whole_history() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let api = desk.api();
        let tries = (0..50).map(|n| {
            let api = api.clone();
            let agent = if n % 2 == 0 { "ana@example.org" } else { "jordi@example.org" };
            tokio::spawn(async move {
                let path = format!("/tickets/{number}/assignment");
                api.post(&path, json!({"agent": agent})).await.status
            })
        });
        let statuses = futures::future::join_all(tries).await;
        // Whoever comes too often second may be told to try again, but nobody is told a lie.
        let given = statuses.into_iter().map(|status| status.expect("an answer"));
        assert!(given.filter(|status| *status == 200).count() >= 40);
        let owner = api.get(&format!("/tickets/{number}")).await.expect(200)["assignee"].clone();
        assert!(owner == "ana@example.org" || owner == "jordi@example.org");
        desk.end().await;
    });
}

#[test]
fn a_guests_key_reads_with_phones_masked_and_changes_nothing() {
    run(async || {
        let (desk, number) = desk_with_a_ticket().await;
        let key = desk.key_of("screen", Role::Guest).await;
        let guest = desk.api_with(&key);
        let ticket = guest.get(&format!("/tickets/{number}")).await.expect(200);
        assert_eq!(ticket["contact"]["phone"], "+34 ··· 001");
        let whole = format!("{ticket}{}", guest.get("/tickets").await.expect(200));
        assert!(!whole.contains("34600000001"), "the number leaks: {whole}");
        let base = format!("/tickets/{number}");
        guest.post(&format!("{base}/messages"), json!({"text": "Hello"})).await.is_a_problem(403);
        let agent = json!({"agent": "ana@example.org"});
        guest.post(&format!("{base}/assignment"), agent).await.is_a_problem(403);
        guest.order(&format!("{base}/resolution")).await.is_a_problem(403);
        guest.delete(&format!("{base}/resolution")).await.is_a_problem(403);
        assert_eq!(desk.api().get(&base).await.expect(200)["status"], "open");
        assert_eq!(desk.graph.calls().len(), 0);
        desk.end().await;
    });
}
