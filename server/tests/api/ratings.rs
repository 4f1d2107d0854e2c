//! A customer is asked how they found it, and their answer is seen over the API.

use serde_json::{Value, json};

use crate::harness::{Call, TestDesk, eventually_some, run, text_message};
use crate::rulebook::{administrator, lay_down};

const PHONE: &str = "34600000001";

/// A tap on the row of that id, which answers `wamid`.
fn tap(id: &str, row: &Value, wamid: &str) -> Value {
    let mut message = text_message(PHONE, id, "");
    message["type"] = "interactive".into();
    message["context"] = json!({"from": "34930000000", "id": wamid});
    message["interactive"] = json!({"type": "list_reply", "list_reply": row});
    message
}

async fn question(desk: &TestDesk) -> Call {
    let graph = desk.graph.clone();
    let interactive = |call: &Call| call.body["type"] == "interactive";
    eventually_some("the question", async || graph.calls().into_iter().find(interactive)).await
}

#[test]
fn who_is_resolved_is_asked_and_the_ticket_shows_what_they_answered() {
    run(async || {
        let desk = TestDesk::start().await;
        let asks = json!({
            "id": "asks", "name": "Asks", "version": 1, "on": true,
            "when": [{"kind": "resolved"}], "condition": "always",
            "then": [{"kind": "ask_rating"}],
        });
        let book = json!({"rules": {"rules": [asks]}});
        lay_down(&administrator(&desk).await, 0, book).await.expect(200);
        let api = desk.api();
        let opened =
            desk.written(text_message(PHONE, "wamid.1", "Good morning, is it there?")).await;
        let path = format!("/tickets/{}", opened["number"]);
        assert_eq!(api.get(&path).await.expect(200)["rating"], Value::Null);
        api.order(&format!("{path}/resolution")).await.expect(200);

        let call = question(&desk).await;
        let list = &call.body["interactive"];
        assert_eq!(
            (&list["type"], &list["body"]["text"]),
            (&"list".into(), &"How did we do?".into())
        );
        let rows = list["action"]["sections"][0]["rows"].as_array().expect("rows").clone();
        assert_eq!(rows.len(), 5);

        let wamid = call.wamid.expect("it was taken");
        let messages =
            vec![tap("wamid.2", &rows[3], &wamid), text_message(PHONE, "wamid.3", "Too slow")];
        desk.meta().say(messages).await;
        desk.settled().await;
        let ticket = api.get(&path).await.expect(200);
        assert_eq!(
            (&ticket["rating"]["score"], &ticket["rating"]["comment"]),
            (&2.into(), &"Too slow".into())
        );
        assert_eq!(ticket["status"], "resolved");
        let said = api.messages(opened["number"].as_u64().expect("a number")).await;
        let mut kinds: Vec<&str> = said.iter().filter_map(|one| one["type"].as_str()).collect();
        // Meta's times are whole seconds, so that the question may stand after its answer here.
        kinds.sort_unstable();
        assert_eq!(kinds, ["list", "rating", "text", "text"]);
        desk.end().await;
    });
}
