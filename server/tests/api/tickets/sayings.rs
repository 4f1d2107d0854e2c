//! More than text: quotes, reactions, choices, places and cards, as programs send them.

use serde_json::{Value, json};

use crate::harness::{Answer, TestDesk, eventually, numbered, run};

async fn desk_with_a_ticket() -> (TestDesk, u64, String) {
    let desk = TestDesk::start().await;
    let ticket = desk.written(numbered(1, 1)).await;
    let number = ticket["number"].as_u64().expect("a number");
    let first = desk.api().messages(number).await.remove(0);
    (desk, number, first["id"].as_str().expect("an id").to_owned())
}

async fn say(desk: &TestDesk, number: u64, body: Value) -> Answer {
    desk.api().post(&format!("/tickets/{number}/messages"), body).await
}

#[test]
fn every_kind_reaches_meta_in_its_shape() {
    run(async || {
        let (desk, number, first) = desk_with_a_ticket().await;
        let card = json!({"name": "Pau", "phones": ["+34 600 555 001"]});
        let rows = json!([{"title": "Tuesday", "description": "In the morning"}, {"id": "w", "title": "Wednesday"}]);
        let kinds = [
            (
                "location",
                json!({"location": {"latitude": 41.387, "longitude": 2.17, "name": "Shop"}}),
            ),
            ("contacts", json!({"contacts": [card]})),
            ("reaction", json!({"reaction": {"to": first, "emoji": "👍"}})),
            ("buttons", json!({"buttons": {"body": "Well?", "buttons": [{"title": "Yes"}]}})),
            ("list", json!({"list": {"body": "When?", "button": "Choose", "rows": rows}})),
        ];
        let mut ids = vec![];
        for (kind, body) in &kinds {
            let said = say(&desk, number, body.clone()).await.expect(201);
            assert_eq!((&said["type"], &said["delivery"]), (&json!(kind), &json!("queued")));
            ids.push(said["id"].as_str().expect("an id").to_owned());
        }
        let graph = desk.graph.clone();
        eventually("all are sent", async || graph.calls().len() >= kinds.len()).await;
        let sent: Vec<Value> = graph.calls().into_iter().map(|call| call.body).collect();
        assert_eq!(
            sent[0]["location"],
            json!({"latitude": "41.387", "longitude": "2.17", "name": "Shop"})
        );
        assert_eq!(sent[1]["contacts"][0]["name"]["formatted_name"], "Pau");
        assert_eq!(sent[2]["reaction"]["emoji"], "👍");
        assert!(
            sent[2]["reaction"]["message_id"].as_str().is_some_and(|id| id.starts_with("wamid"))
        );
        assert!(sent[2].get("context").is_none());
        let button =
            json!({"type": "reply", "reply": {"id": format!("{}-1", ids[3]), "title": "Yes"}});
        assert_eq!(sent[3]["interactive"]["action"]["buttons"], json!([button]));
        let rows = &sent[4]["interactive"]["action"]["sections"][0]["rows"];
        assert_eq!(
            (&rows[1]["id"], &rows[0]["description"]),
            (&json!("w"), &json!("In the morning"))
        );
        let list = desk.api().message(number, &ids[4]).await.expect("the list");
        assert_eq!(list["choices"][1], json!({"id": "w", "title": "Wednesday"}));
        desk.end().await;
    });
}

#[test]
fn a_quote_reaches_meta_by_its_id_there_and_programs_by_ours() {
    run(async || {
        let (desk, number, first) = desk_with_a_ticket().await;
        let body = json!({"text": "See https://example.org", "reply_to": first});
        let said = say(&desk, number, body).await.expect(201);
        assert_eq!(said["reply_to"], json!(first));
        let graph = desk.graph.clone();
        eventually("it is sent", async || !graph.calls().is_empty()).await;
        let sent = graph.calls().remove(0).body;
        assert!(sent["context"]["message_id"].as_str().is_some_and(|id| id.starts_with("wamid")));
        assert_eq!(sent["text"]["preview_url"], true);
        let id = said["id"].as_str().expect("an id");
        assert_eq!(desk.api().message(number, id).await.expect("it")["reply_to"], json!(first));
        desk.end().await;
    });
}

#[test]
fn a_reaction_leaves_the_customer_waiting() {
    run(async || {
        let (desk, number, first) = desk_with_a_ticket().await;
        say(&desk, number, json!({"reaction": {"to": first, "emoji": "🙏"}})).await.expect(201);
        let ticket = desk.api().get(&format!("/tickets/{number}")).await.expect(200);
        assert_eq!((&ticket["status"], &ticket["unread"]), (&json!("open"), &json!(1)));
        say(&desk, number, json!({"reaction": {"to": first, "emoji": null}})).await.expect(201);
        let graph = desk.graph.clone();
        eventually("both are sent", async || graph.calls().len() >= 2).await;
        assert_eq!(graph.calls()[1].body["reaction"]["emoji"], "");
        desk.end().await;
    });
}

#[test]
fn what_whatsapp_would_not_take_is_refused_in_a_sentence() {
    run(async || {
        let (desk, number, first) = desk_with_a_ticket().await;
        let other = desk.written(numbered(2, 1)).await["number"].as_u64().expect("a number");
        let elsewhere = desk.api().messages(other).await.remove(0)["id"].clone();
        let buttons = |titles: &[&str]| {
            let buttons: Vec<Value> = titles.iter().map(|title| json!({"title": title})).collect();
            json!({"buttons": {"body": "Well?", "buttons": buttons}})
        };
        for body in [
            json!({}),
            json!({"text": "Hello", "reaction": {"to": first, "emoji": "👍"}}),
            json!({"text": "Hello", "reply_to": elsewhere}),
            json!({"text": "Hello", "reply_to": "nothing"}),
            json!({"reaction": {"to": first, "emoji": "fine"}}),
            json!({"reaction": {"to": first}}),
            json!({"location": {"latitude": 91, "longitude": 0}}),
            json!({"contacts": []}),
            json!({"contacts": [{"name": "Pau", "phones": ["600"]}]}),
            buttons(&[]),
            buttons(&["1", "2", "3", "4"]),
            buttons(&["Yes", "Yes"]),
            buttons(&["a title that is too long"]),
            json!({"list": {"body": "When?", "button": "Choose", "rows": []}}),
        ] {
            say(&desk, number, body).await.is_a_problem(422);
        }
        assert_eq!(desk.api().messages(number).await.len(), 1);
        assert!(desk.graph.calls().is_empty());
        desk.end().await;
    });
}
