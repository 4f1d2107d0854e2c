//! Quotes, reactions, places and cards of the business; and the signs that it reads and types.

use serde_json::{Value, json};
use simulator::Ticks;

use crate::business::{Business, NUMBER_ID, TOKEN, business, text};

fn of_kind(kind: &str, object: Value) -> Value {
    let mut body = text("");
    body["type"] = kind.into();
    body[kind] = object;
    body
}

fn reaction(to: &str, emoji: &str) -> Value {
    of_kind("reaction", json!({"message_id": to, "emoji": emoji}))
}

impl Business {
    async fn sign(&self, body: Value) -> u16 {
        let path = format!("/{NUMBER_ID}/messages");
        let answer = self.post(&path, TOKEN, &body).await.expect("an answer");
        answer.status().as_u16()
    }
}

#[tokio::test]
async fn a_quote_stands_above_what_answers_it() {
    let mut business = business(false).await;
    business.greeted().await;
    let wamid = business.simulator.write(&business.nuria, "On sou?").expect("written");
    let mut body = text("A Vic");
    body["context"] = json!({"message_id": wamid});
    assert_eq!(business.send(&body).await.0, 200);
    let bubble = business.simulator.thread(&business.nuria).pop().expect("a bubble");
    assert_eq!((bubble.text.as_str(), bubble.quote.as_deref()), ("A Vic", Some("On sou?")));
}

#[tokio::test]
async fn of_a_reaction_no_more_is_told_than_that_it_was_sent() {
    let mut business = business(true).await;
    business.greeted().await;
    let wamid = business.simulator.write(&business.nuria, "Gràcies!").expect("written");
    business.simulator.settled().await;
    business.callback.rest();
    assert_eq!(business.send(&reaction(&wamid, "👍")).await.0, 200);
    assert_eq!(business.callback.status().await["status"], "sent");
    let bubble = business.simulator.thread(&business.nuria).pop().expect("a bubble");
    assert_eq!((bubble.text.as_str(), bubble.quote.as_deref()), ("👍", Some("Gràcies!")));
    business.simulator.open(&business.nuria);
    assert_eq!(business.send(&text("Fins aviat")).await.0, 200);
    // Whatever came before stands before it.
    let next = business.callback.status().await;
    assert_eq!((&next["status"], next["id"] == json!(wamid)), (&json!("sent"), false));
    let told = business.simulator.sent();
    assert_eq!(told.iter().filter(|sent| sent.kind == "reaction").count(), 1);
}

#[tokio::test]
async fn what_meta_takes_no_reaction_to_is_refused() {
    let mut business = business(false).await;
    business.greeted().await;
    let wamid = business.simulator.write(&business.nuria, "Gràcies!").expect("written");
    let (status, answer) = business.send(&reaction(&wamid, "👍")).await;
    assert_eq!(status, 200, "{answer}");
    let nod = answer["messages"][0]["id"].as_str().expect("an id").to_owned();
    let mut quoting = reaction(&wamid, "👍");
    quoting["context"] = json!({"message_id": wamid});
    for (body, code) in [
        (reaction("wamid.nothing", "👍"), 131_009),
        (reaction(&nod, "👍"), 131_009),
        (quoting, 100),
    ] {
        let (status, answer) = business.send(&body).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &json!(code)), "{answer}");
    }
    business.simulator.put_forward(chrono::TimeDelta::days(31));
    assert_eq!(business.send(&reaction(&wamid, "👍")).await.0, 400);
}

#[tokio::test]
async fn places_and_cards_are_checked_and_shown() {
    let mut business = business(false).await;
    business.greeted().await;
    let card = |name: Value| of_kind("contacts", json!([{"name": name}]));
    let place = |latitude: Value| {
        of_kind("location", json!({"latitude": latitude, "longitude": 2.17, "name": "Mercat"}))
    };
    for (body, shown) in [
        (place(json!("41.387")), "Mercat"),
        (place(json!(41.387)), "Mercat"),
        (card(json!({"formatted_name": "Pau", "first_name": "Pau"})), "Pau"),
    ] {
        let (status, answer) = business.send(&body).await;
        assert_eq!(status, 200, "{answer}");
        let bubble = business.simulator.thread(&business.nuria).pop().expect("a bubble");
        assert_eq!(bubble.text, shown);
    }
    for body in [
        place(json!("north")),
        place(json!(91)),
        card(json!({"formatted_name": "Pau"})),
        card(json!({"first_name": "Pau"})),
        of_kind("contacts", json!([])),
    ] {
        assert_eq!(business.send(&body).await.0, 400, "{body}");
    }
}

#[tokio::test]
async fn a_sign_turns_ticks_blue_and_shows_that_somebody_types_until_they_answer() {
    let mut business = business(false).await;
    business.greeted().await;
    let wamid = business.simulator.write(&business.nuria, "Hola?").expect("written");
    let read = json!({"messaging_product": "whatsapp", "status": "read", "message_id": wamid});
    assert_eq!(business.sign(read.clone()).await, 200);
    let bubble = business.simulator.thread(&business.nuria).pop().expect("a bubble");
    assert_eq!((bubble.text.as_str(), bubble.ticks), ("Hola?", Ticks::Read));
    let is_typing = || business.simulator.customers().iter().any(|one| one.typing);
    assert!(!is_typing());
    let mut types = read.clone();
    types["typing_indicator"] = json!({"type": "dance"});
    assert_eq!(business.sign(types.clone()).await, 400);
    types["typing_indicator"]["type"] = "text".into();
    assert_eq!(business.sign(types).await, 200);
    assert!(is_typing());
    assert_eq!(business.send(&text("Ja hi som")).await.0, 200);
    assert!(!is_typing());
}
