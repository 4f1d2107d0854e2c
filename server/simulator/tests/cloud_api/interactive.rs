//! Lists and buttons: what the business may offer, and how a tap comes back.

use serde_json::{Value, json};

use crate::business::{business, text};

fn list(rows: Value) -> Value {
    let mut body = text("");
    body["type"] = "interactive".into();
    body["interactive"] = json!({
        "type": "list",
        "body": {"text": "How did we do?"},
        "action": {"button": "Rate it", "sections": [{"rows": rows}]},
    });
    body
}

fn row(id: &str, title: &str) -> Value {
    json!({"id": id, "title": title})
}

fn buttons(titles: &[&str]) -> Value {
    let button = |title: &&str| json!({"type": "reply", "reply": {"id": title, "title": title}});
    let buttons: Vec<Value> = titles.iter().map(button).collect();
    let mut body = list(json!([]));
    body["interactive"]["type"] = "button".into();
    body["interactive"]["action"] = json!({"buttons": buttons});
    body
}

#[tokio::test]
async fn a_tapped_row_comes_back_with_its_id_and_what_it_answers() {
    let mut business = business(false).await;
    business.greeted().await;
    let rows = json!([row("good", "Well"), row("bad", "Badly")]);
    let (status, answer) = business.send(&list(rows)).await;
    assert_eq!(status, 200, "{answer}");
    let shown = business.simulator.thread(&business.nuria).pop().expect("a bubble");
    assert_eq!((shown.text.as_str(), shown.choices.len()), ("How did we do?", 2));
    business.callback.rest();
    let wamid = business.simulator.tap(&business.nuria, "bad").expect("it was offered");
    let message = loop {
        let value = business.callback.value().await;
        if value["messages"].is_array() {
            break value["messages"][0].clone();
        }
    };
    assert_eq!((&message["id"], &message["type"]), (&json!(wamid), &json!("interactive")));
    assert_eq!(message["context"]["id"], answer["messages"][0]["id"]);
    let reply = json!({"type": "list_reply", "list_reply": {"id": "bad", "title": "Badly"}});
    assert_eq!(message["interactive"], reply);
}

#[tokio::test]
async fn a_tapped_button_says_that_it_is_one() {
    let mut business = business(false).await;
    business.greeted().await;
    assert_eq!(business.send(&buttons(&["Yes", "No"])).await.0, 200);
    business.simulator.tap(&business.nuria, "No").expect("it was offered");
    let message = loop {
        let value = business.callback.value().await;
        if value["messages"].is_array() {
            break value["messages"][0].clone();
        }
    };
    let reply = json!({"type": "button_reply", "button_reply": {"id": "No", "title": "No"}});
    assert_eq!(message["interactive"], reply);
}

#[tokio::test]
async fn what_was_not_offered_can_not_be_tapped() {
    let mut business = business(false).await;
    business.greeted().await;
    business.send(&list(json!([row("good", "Well")]))).await;
    assert_eq!(business.simulator.tap(&business.nuria, "bad"), None);
    assert_eq!(business.simulator.tap("nobody", "good"), None);
}

#[tokio::test]
async fn a_list_or_buttons_that_meta_would_not_take_are_refused() {
    let mut business = business(false).await;
    business.greeted().await;
    let many = |count: usize| (0..count).map(|n| row(&n.to_string(), "Row")).collect::<Value>();
    let mut two_sections = list(json!([row("a", "A")]));
    let section = json!({"rows": [row("b", "B")]});
    let sections = &mut two_sections["interactive"]["action"]["sections"];
    sections.as_array_mut().expect("sections").push(section);
    let mut nameless = list(json!([row("a", "A")]));
    nameless["interactive"]["action"]["button"] = "".into();
    let cases = [
        ("no row", list(json!([])), 100),
        ("eleven rows", list(many(11)), 100),
        ("the same id twice", list(json!([row("a", "A"), row("a", "B")])), 100),
        ("a long title", list(json!([row("a", &"x".repeat(25))])), 100),
        ("no title", list(json!([{"id": "a"}])), 131_008),
        ("sections without titles", two_sections, 131_008),
        ("a button without a name", nameless, 131_008),
        ("four buttons", buttons(&["1", "2", "3", "4"]), 100),
        ("a long button", buttons(&["twenty-one characters"]), 100),
    ];
    for (case, body, code) in cases {
        let (status, answer) = business.send(&body).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &json!(code)), "{case}: {answer}");
    }
    assert!(business.simulator.sent().is_empty());
}
