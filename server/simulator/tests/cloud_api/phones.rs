//! What customers see on their phones.

use chrono::{Duration, Utc};
use serde_json::{Value, json};
use simulator::{Bubble, Past, Ticks, seed};

use crate::business::{business, text};

#[tokio::test]
async fn marking_as_read_turns_the_customers_ticks() {
    let mut business = business(false).await;
    let wamid = business.greeted().await;
    let mark =
        |id: &str| json!({"messaging_product": "whatsapp", "status": "read", "message_id": id});
    let mut typing = mark(&wamid);
    typing["typing_indicator"] = json!({"type": "text"});
    assert_eq!(business.send(&typing).await, (200, json!({"success": true})));
    assert_eq!(business.simulator.thread(&business.nuria)[0].ticks, Ticks::Read);
    let (_, sent) = business.send(&text("Bon dia!")).await;
    let ours = sent["messages"][0]["id"].as_str().expect("an id");
    let details =
        |answer: Value| answer["error"]["error_data"]["details"].as_str().map(str::to_owned);
    let outgoing = details(business.send(&mark(ours)).await.1).expect("refused");
    assert!(outgoing.contains("is outgoing"), "{outgoing}");
    let unknown = details(business.send(&mark("wamid.X")).await.1).expect("refused");
    assert_eq!(unknown, "Please check the message ID you have provided.");
}

#[tokio::test]
async fn a_reaction_names_the_message_it_is_about() {
    let mut business = business(false).await;
    assert_eq!(business.simulator.react(&business.nuria, Some("👍")), None);
    business.greeted().await;
    let (_, sent) = business.send(&text("Bon dia!")).await;
    assert_eq!(business.callback.status().await["status"], "sent");
    business.simulator.react(&business.nuria, Some("👍"));
    let reaction = json!({"message_id": sent["messages"][0]["id"], "emoji": "👍"});
    assert_eq!(business.callback.value().await["messages"][0]["reaction"], reaction);
    business.simulator.react(&business.nuria, None);
    assert_eq!(business.callback.value().await["messages"][0]["reaction"]["emoji"], "");
}

#[tokio::test]
async fn a_change_on_a_phone_wakes_who_watches() {
    let business = business(false).await;
    let mut changes = business.simulator.changes();
    changes.mark_unchanged();
    business.simulator.write(&business.nuria, "Hola");
    changes.changed().await.expect("the simulator runs");
    let nuria = &business.simulator.customers()[0];
    assert_eq!((nuria.last_line.as_deref(), nuria.unread), (Some("Hola"), 0));
}

#[tokio::test]
async fn a_thread_that_was_before_is_put_back_and_can_be_read() {
    let mut business = business(false).await;
    let at = Utc::now() - Duration::hours(1);
    let bubble = |mine, text: &str, minutes, ticks| Bubble {
        mine,
        text: text.into(),
        at: at + Duration::minutes(minutes),
        ticks,
        choices: vec![],
        quote: None,
        file: None,
    };
    let past = vec![
        Past { external: "wamid.B".into(), bubble: bubble(false, "Bon dia!", 5, Ticks::Delivered) },
        Past { external: "wamid.A".into(), bubble: bubble(true, "Hola", 0, Ticks::Read) },
    ];
    business.simulator.restore(&business.nuria, past.clone());
    business.simulator.restore(&business.nuria, past);
    let texts: Vec<_> =
        business.simulator.thread(&business.nuria).into_iter().map(|bubble| bubble.text).collect();
    assert_eq!(texts, ["Hola", "Bon dia!"]);
    business.simulator.open(&business.nuria);
    let status = business.callback.status().await;
    assert_eq!((&status["id"], &status["status"]), (&json!("wamid.B"), &json!("read")));
}

#[tokio::test]
async fn nothing_happens_to_somebody_who_does_not_exist() {
    let business = business(false).await;
    assert_eq!(business.simulator.write("1", "Hola"), None);
    business.simulator.open("1");
    assert!(business.simulator.thread("1").is_empty());
}

#[tokio::test]
async fn every_seeded_customer_gets_a_phone_of_their_own() {
    let business = business(false).await;
    let before = business.simulator.customers().len();
    let all = seed::conversations();
    let phones: Vec<_> = all
        .iter()
        .skip(1)
        .map(|one| business.simulator.add_customer(&one.name, &one.phone))
        .collect();
    assert_eq!(business.simulator.customers().len(), before + phones.len());
}
