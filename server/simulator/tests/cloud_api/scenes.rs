//! Customers who play by themselves.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::Scene;

use crate::business::{Business, business};

/// Faster than anybody answers by hand.
const HURRY: u32 = 500;

impl Business {
    /// Writes to that customer, who wrote just before.
    async fn answer(&self, customer: &str, words: &str) {
        let to = format!("+{customer}");
        let body = json!({"messaging_product": "whatsapp", "to": to, "text": {"body": words}});
        assert_eq!(self.send(&body).await.0, 200);
    }

    async fn over(&self) {
        let mut changes = self.simulator.changes();
        let over = changes.wait_for(|_| self.simulator.playing().scene.is_none());
        let over = tokio::time::timeout(Duration::from_secs(30), over).await;
        over.expect("it ends in time").expect("the simulator runs");
    }
}

#[tokio::test]
async fn whoever_is_not_answered_complains_once_and_goes_away() {
    let business = business(false).await;
    let before = business.simulator.customers().len();
    let coming = business.simulator.begin(Scene::BusyHour, HURRY);
    assert_eq!(business.simulator.playing().left, coming);
    business.over().await;
    let customers = business.simulator.customers();
    assert_eq!(customers.len(), before + coming);
    let gemma = customers.iter().find(|one| one.name == "Gemma Rovira").expect("she came");
    let said: Vec<_> = business.simulator.thread(&gemma.id);
    let said: Vec<_> = said.iter().map(|bubble| bubble.text.as_str()).collect();
    assert_eq!(said[0], "Bon dia! A quina hora obriu dissabte?");
    assert_eq!((said.len(), &said[1][..5]), (2, "Hola?"));
}

#[tokio::test]
async fn whoever_is_answered_goes_on_and_thanks() {
    let mut business = business(true).await;
    business.simulator.begin(Scene::BusyHour, HURRY / 10);
    let mut thanked = false;
    while !thanked {
        let value: Value = business.callback.value().await;
        let message = &value["messages"][0];
        let (Some(from), Some(body)) = (message["from"].as_str(), message["text"]["body"].as_str())
        else {
            continue;
        };
        if value["contacts"][0]["profile"]["name"] == "Gemma Rovira" {
            thanked = body == "Perfecte, moltes gràcies!";
            business.answer(from, "A les deu").await;
        }
    }
    business.simulator.end_scene();
    assert_eq!(business.simulator.playing().scene, None);
}

#[tokio::test]
async fn a_scene_that_is_ended_says_no_more() {
    let business = business(false).await;
    business.simulator.begin(Scene::CalmMorning, 1);
    business.simulator.end_scene();
    business.over().await;
    business.simulator.settled().await;
    let before = business.simulator.customers().len();
    assert!(before <= 2, "the first may have come");
    assert_eq!(business.simulator.begin(Scene::BusyHour, 1), business.simulator.playing().left);
    assert_eq!(business.simulator.playing().scene, Some(Scene::BusyHour));
}
