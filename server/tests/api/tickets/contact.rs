//! What is known of a ticket's customer, read and noted.

use desk::permissions::Role;
use serde_json::{Value, json};

use crate::harness::{TestDesk, numbered, run, text_message};

async fn desk_with_a_ticket() -> (TestDesk, String) {
    let desk = TestDesk::start().await;
    let number = desk.written(numbered(1, 1)).await["number"].to_string();
    (desk, format!("/tickets/{number}/contact"))
}

fn nothing_noted(of: &Value) -> Value {
    json!({
        "id": of["id"], "name": of["name"], "phone": of["phone"], "username": null,
        "marketing": null, "zone": null, "language": null,
        "opted_out": false, "tags": [], "attributes": {},
    })
}

#[test]
fn what_is_given_is_noted_what_is_not_stays_and_null_clears() {
    run(async || {
        let (desk, path) = desk_with_a_ticket().await;
        let first = desk.api().get(&path).await.expect(200);
        assert_eq!(first["phone"], "+34600000001");
        assert_eq!(first, nothing_noted(&first));
        let all = json!({
            "zone": "America/New_York", "language": "pt-BR", "opted_out": true,
            "tags": ["vip", "VIP", "north"], "attributes": {"crm": "17", "plan": "gold"},
        });
        desk.api().patch(&path, all).await.expect(200);
        let change = json!({"language": null, "attributes": {"crm": null, "shop": "Vic"}});
        let noted = desk.api().patch(&path, change).await.expect(200);
        let expected = json!({
            "id": first["id"], "name": first["name"], "phone": first["phone"], "username": null,
            "marketing": null, "zone": "America/New_York",
            "language": null, "opted_out": true, "tags": ["north", "vip"],
            "attributes": {"plan": "gold", "shop": "Vic"},
        });
        assert_eq!(noted, expected);
        assert_eq!(desk.api().patch(&path, json!({})).await.expect(200), expected);
        assert_eq!(desk.api().get(&path).await.expect(200), expected);
        let clear = json!({"zone": null, "opted_out": null, "tags": null, "attributes": null});
        let cleared = desk.api().patch(&path, clear).await.expect(200);
        assert_eq!(cleared, nothing_noted(&first));
        desk.end().await;
    });
}

#[test]
fn what_does_not_fit_is_a_problem_and_nothing_of_it_is_noted() {
    run(async || {
        let (desk, path) = desk_with_a_ticket().await;
        for facts in [
            json!({"zone": "Europe/Vic", "tags": ["vip"]}),
            json!({"language": "Catalan", "tags": ["vip"]}),
            json!({"tags": ["vip", ""]}),
            json!({"tags": "vip"}),
            json!({"attributes": {"crm": "x".repeat(501)}}),
            json!({"name": "Somebody else"}),
        ] {
            desk.api().patch(&path, facts).await.is_a_problem(422);
        }
        let read = desk.api().get(&path).await.expect(200);
        assert_eq!(read, nothing_noted(&read));
        desk.api().get("/tickets/999/contact").await.is_a_problem(404);
        desk.api()
            .patch("/tickets/999/contact", json!({"opted_out": true}))
            .await
            .is_a_problem(404);
        desk.end().await;
    });
}

#[test]
fn a_guests_key_reads_with_the_phone_masked_and_notes_nothing() {
    run(async || {
        let (desk, path) = desk_with_a_ticket().await;
        let guest = desk.api_with(&desk.key_of("screen", Role::Guest).await);
        let read = guest.get(&path).await.expect(200);
        assert_eq!(read["phone"], "+34 ··· 001");
        assert!(!read.to_string().contains("34600000001"), "the number leaks: {read}");
        guest.patch(&path, json!({"tags": ["vip"]})).await.is_a_problem(403);
        assert_eq!(guest.get(&path).await.expect(200), read);
        desk.end().await;
    });
}

#[test]
fn what_was_noted_outlives_messages_and_a_restart() {
    run(async || {
        let (mut desk, path) = desk_with_a_ticket().await;
        desk.api().patch(&path, json!({"zone": "America/New_York"})).await.expect(200);
        desk.written(text_message("34600000001", "wamid.again", "Hola?")).await;
        desk.restart().await;
        assert_eq!(desk.api().get(&path).await.expect(200)["zone"], "America/New_York");
        desk.end().await;
    });
}
