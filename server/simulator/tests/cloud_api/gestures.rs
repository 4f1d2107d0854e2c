//! What customers do to what was said, and with their phones.

use chrono::TimeDelta;
use serde_json::{Value, json};
use simulator::{Marks, Shown, samples};

use crate::business::{Business, business, text};

impl Business {
    /// The next message that the callback hears of; statuses are passed over.
    pub async fn heard(&mut self) -> Value {
        loop {
            let value = self.callback.value().await;
            if value["messages"].is_array() {
                return value["messages"][0].clone();
            }
        }
    }

    /// The bubble of that id on Núria's phone.
    fn shown(&self, wamid: &str) -> Shown {
        let screen = self.simulator.screen(&self.nuria);
        screen.into_iter().find(|shown| shown.id == wamid).expect("it is on the phone")
    }

    fn marks(&self, wamid: &str) -> Marks {
        self.shown(wamid).marks
    }
}

#[tokio::test]
async fn an_answer_names_the_bubble_it_answers_and_who_said_that() {
    let mut business = business(false).await;
    let hers = business.greeted().await;
    let (_, sent) = business.send(&text("Bon dia!")).await;
    let ours = sent["messages"][0]["id"].as_str().expect("an id").to_owned();
    for (quoted, from) in [(&ours, "34930555000"), (&hers, "34600555001")] {
        let wamid = business.simulator.reply(&business.nuria, quoted, "Doncs").expect("a bubble");
        let message = business.heard().await;
        assert_eq!(message["context"], json!({"from": from, "id": quoted}));
        assert_eq!(message["text"]["body"], "Doncs");
        assert_eq!(business.marks(&wamid).quotes.as_ref(), Some(quoted));
    }
    assert_eq!(business.simulator.reply(&business.nuria, "wamid.X", "Doncs"), None);
}

#[tokio::test]
async fn a_reaction_to_any_bubble_is_put_there_and_taken_back() {
    let mut business = business(false).await;
    let hers = business.greeted().await;
    let before = business.simulator.thread(&business.nuria).len();
    for emoji in [Some("❤️"), None] {
        business.simulator.react_to(&business.nuria, &hers, emoji).expect("a bubble");
        let message = business.heard().await;
        let told = json!({"message_id": hers, "emoji": emoji.unwrap_or_default()});
        assert_eq!((&message["type"], &message["reaction"]), (&json!("reaction"), &told));
        assert_eq!(business.marks(&hers).reaction.as_deref(), emoji);
    }
    assert_eq!(business.simulator.thread(&business.nuria).len(), before);
    assert_eq!(business.simulator.react_to(&business.nuria, "wamid.X", None), None);
}

#[tokio::test]
async fn a_text_and_what_stands_under_a_picture_can_be_changed_for_a_quarter_of_an_hour() {
    let mut business = business(false).await;
    let hers = business.greeted().await;
    business.simulator.edit(&business.nuria, &hers, "Hola!").expect("in time");
    let edit = business.heard().await["edit"].clone();
    let message = json!({"type": "text", "text": {"body": "Hola!"}});
    assert_eq!(edit, json!({"original_message_id": hers, "message": message}));
    let shown = business.shown(&hers);
    assert_eq!((shown.bubble.text.as_str(), shown.marks.is_edited), ("Hola!", true));

    let picture = samples::picture(Some("El fre"));
    let picture = business.simulator.send_file(&business.nuria, picture).expect("a phone");
    let before = business.heard().await["image"].clone();
    business.simulator.edit(&business.nuria, &picture, "La roda").expect("in time");
    let image = business.heard().await["edit"]["message"]["image"].clone();
    assert_eq!((&image["caption"], &image["id"]), (&json!("La roda"), &before["id"]));

    let pin = json!({"latitude": 41.2, "longitude": 1.7});
    let pin = business.simulator.write_as(&business.nuria, "location", pin).expect("a phone");
    assert_eq!(business.simulator.edit(&business.nuria, &pin, "Aquí"), None);
    business.simulator.put_forward(TimeDelta::minutes(15));
    assert_eq!(business.simulator.edit(&business.nuria, &hers, "Ei"), None);
}

#[tokio::test]
async fn what_a_customer_said_can_be_taken_back_for_two_days_and_what_we_said_never() {
    let mut business = business(false).await;
    let (hers, later) = (business.greeted().await, business.greeted().await);
    let (_, sent) = business.send(&text("Bon dia!")).await;
    let ours = sent["messages"][0]["id"].as_str().expect("an id");
    assert_eq!(business.simulator.revoke(&business.nuria, ours), None);
    business.simulator.revoke(&business.nuria, &hers).expect("in time");
    let message = business.heard().await;
    assert_eq!(
        (&message["type"], &message["revoke"]),
        (&json!("revoke"), &json!({"original_message_id": hers}))
    );
    let shown = business.shown(&hers);
    assert_eq!((shown.bubble.text.as_str(), shown.marks.is_deleted), ("", true));
    assert_eq!(business.simulator.edit(&business.nuria, &hers, "Ei"), None);
    business.simulator.put_forward(TimeDelta::days(2));
    assert_eq!(business.simulator.revoke(&business.nuria, &later), None);
}

#[tokio::test]
async fn a_phone_that_is_off_delivers_nothing_until_it_is_on_again() {
    let mut business = business(true).await;
    business.greeted().await;
    business.simulator.set_silent(&business.nuria, true);
    business.send(&text("Hi ets?")).await;
    assert_eq!(business.callback.status().await["status"], "sent");
    business.simulator.open(&business.nuria);
    business.simulator.settled().await;
    assert!(business.callback.rest().is_empty(), "nobody looks at a phone that is off");
    assert!(business.simulator.customers()[0].is_silent);
    business.simulator.set_silent(&business.nuria, false);
    for step in ["delivered", "read"] {
        assert_eq!(business.callback.status().await["status"], step);
    }
}

#[tokio::test]
async fn a_voice_message_that_is_listened_to_was_played() {
    let mut business = business(false).await;
    let hers = business.greeted().await;
    let (_, sent) = business.send(&text("[audio]")).await;
    assert_eq!(business.callback.status().await["status"], "sent");
    let ours = sent["messages"][0]["id"].as_str().expect("an id");
    assert!(business.simulator.play(&business.nuria, ours));
    assert!(!business.simulator.play(&business.nuria, &hers), "it is her own");
    let value = business.callback.value().await;
    let steps = value["statuses"].as_array().expect("statuses").iter();
    assert_eq!(steps.map(|step| &step["status"]).collect::<Vec<_>>(), ["delivered", "read"]);
    let played = business.callback.status().await;
    assert_eq!((&played["status"], &played["id"]), (&json!("played"), &json!(ours)));
    assert_eq!(played["biz_opaque_callback_data"], "our id");
}

#[tokio::test]
async fn a_new_number_is_told_by_the_network_and_as_a_change_of_the_user_id() {
    let mut business = business(false).await;
    business.greeted().await;
    let before = business.simulator.customers()[0].user_id.clone();
    let taken = business.simulator.add_customer("Ona", "+34 600 555 002");
    assert_eq!(business.simulator.change_number(&business.nuria, "+34 600 555 002"), None);
    let new = business.simulator.change_number(&business.nuria, "+34 600 555 009").expect("free");
    let told = business.callback.value().await;
    let message = &told["messages"][0];
    assert!(told.get("contacts").is_none(), "the network has no card: {told}");
    assert_eq!((&message["type"], &message["from"]), (&json!("system"), &json!("34600555001")));
    assert_eq!(message["system"]["type"], "user_changed_number");
    assert_eq!(message["system"]["wa_id"], "34600555009");
    let body: Value = serde_json::from_str(&business.callback.raw().await).expect("JSON");
    let change = &body["entry"][0]["changes"][0];
    assert_eq!(change["field"], "user_id_update");
    let ids = &change["value"]["user_id_update"][0]["user_id"];
    let known = business.simulator.customers();
    let nuria = known.iter().find(|one| one.id == new).expect("she is there");
    assert_eq!(*ids, json!({"previous": before, "current": nuria.user_id}));
    assert_eq!(business.simulator.thread(&new).len(), 1, "her thread moved along");
    assert!(known.iter().any(|one| one.id == taken) && known.len() == 2);
}

#[tokio::test]
async fn places_cards_orders_and_polls_have_the_keys_that_meta_gives_them() {
    let mut business = business(false).await;
    let (simulator, nuria) = (business.simulator.clone(), business.nuria.clone());
    simulator.send_place(&nuria, "Platja", (41.2, 1.7)).expect("a phone");
    let message = business.heard().await;
    assert_eq!(message["location"], json!({"latitude": 41.2, "longitude": 1.7, "name": "Platja"}));
    simulator.send_card(&nuria, "Joan Pi", "+34 600 555 444").expect("a phone");
    let message = business.heard().await;
    assert_eq!(message["contacts"][0]["name"]["formatted_name"], "Joan Pi");
    assert_eq!(message["contacts"][0]["phones"][0]["wa_id"], "34600555444");
    simulator.send_order(&nuria).expect("a phone");
    let message = business.heard().await;
    assert_eq!(message["order"]["product_items"][0]["quantity"], 2);
    simulator.send_unsupported(&nuria).expect("a phone");
    let message = business.heard().await;
    assert_eq!(
        (&message["type"], &message["errors"][0]["code"]),
        (&json!("unsupported"), &json!(131_051))
    );
    assert_eq!(message["unsupported"], json!({"type": "poll"}));
}
