//! What customers see of the number: what is set is shown, and what Meta would refuse is refused.

use serde_json::{Value, json};
use simulator::Setup;

use crate::business::{Business, NUMBER_ID, TOKEN, business};

const FIELDS: &str = "about,address,description,email,profile_picture_url,websites,vertical";

async fn get(business: &Business, path: &str) -> Value {
    let url = format!("{}/v26.0/{NUMBER_ID}/{path}", business.simulator.graph_url());
    let answer = business.client.get(url).bearer_auth(TOKEN).send().await.expect("an answer");
    answer.json().await.expect("JSON")
}

/// What Meta answers, with its code alone if it refuses.
async fn post(business: &Business, edge: &str, body: Value) -> Value {
    let path = format!("/v26.0/{NUMBER_ID}/{edge}");
    let answer = business.post(&path, TOKEN, &body).await.expect("an answer");
    let answer: Value = answer.json().await.expect("JSON");
    answer["error"].get("code").cloned().unwrap_or(answer)
}

fn profile(mut fields: Value) -> Value {
    fields["messaging_product"] = "whatsapp".into();
    fields
}

#[tokio::test]
async fn a_profile_shows_what_is_set_and_asked_for() {
    let business = business(false).await;
    let path = format!("whatsapp_business_profile?fields={FIELDS}");
    let empty = json!({"data": [{"messaging_product": "whatsapp"}]});
    assert_eq!(get(&business, &path).await, empty);
    let set = profile(json!({
        "about": "Bicis", "email": "a@b.example", "websites": ["https://b.example"], "vertical": "RETAIL",
    }));
    let edge = "whatsapp_business_profile";
    assert_eq!(post(&business, edge, set.clone()).await, json!({"success": true}));
    assert_eq!(get(&business, &path).await, json!({"data": [set]}));
    let only = get(&business, "whatsapp_business_profile?fields=about%2Cemail").await;
    let expected = profile(json!({"about": "Bicis", "email": "a@b.example"}));
    assert_eq!(only, json!({"data": [expected]}));
    let taken_back = profile(json!({"email": "", "websites": []}));
    assert_eq!(post(&business, edge, taken_back).await, json!({"success": true}));
    let expected = profile(json!({"about": "Bicis", "vertical": "RETAIL"}));
    assert_eq!(get(&business, &path).await, json!({"data": [expected]}));
}

#[tokio::test]
async fn a_profile_that_is_too_much_changes_nothing() {
    let business = business(false).await;
    for wrong in [
        json!({"about": "Bicis"}),
        profile(json!({"about": ""})),
        profile(json!({"about": "a".repeat(140)})),
        profile(json!({"address": "a".repeat(257), "about": "Bicis"})),
        profile(json!({"description": "a".repeat(257)})),
        profile(json!({"email": "a".repeat(129)})),
        profile(json!({"websites": ["b.example"]})),
        profile(
            json!({"websites": ["https://a.example", "https://b.example", "https://c.example"]}),
        ),
        profile(json!({"vertical": "BICYCLES"})),
    ] {
        let code = post(&business, "whatsapp_business_profile", wrong.clone()).await;
        assert_eq!(code, 100, "{wrong}");
    }
    assert!(business.simulator.face().profile.is_empty());
}

#[tokio::test]
async fn what_a_number_offers_is_shown_beside_its_id() {
    let business = business(false).await;
    let edge = "conversational_automation";
    let command = json!({"command_name": "hores", "command_description": "Quan obrim"});
    let set = json!({"prompts": ["Quan obriu?"], "commands": [command]});
    assert_eq!(post(&business, edge, set.clone()).await, json!({"success": true}));
    let shown = get(&business, edge).await;
    assert_eq!(shown, json!({"conversational_automation": set, "id": NUMBER_ID}));
    for wrong in [
        json!({"prompts": ["1", "2", "3", "4", "5"]}),
        json!({"prompts": ["a".repeat(81)]}),
        json!({"commands": [{"command_name": "a".repeat(33), "command_description": "x"}]}),
        json!({"commands": [{"command_name": "a"}]}),
        json!({"commands": vec![command.clone(); 31]}),
    ] {
        assert_eq!(post(&business, edge, wrong.clone()).await, 100, "{wrong}");
    }
    assert_eq!(post(&business, edge, json!({"prompts": []})).await, json!({"success": true}));
    let face = business.simulator.face();
    assert_eq!((face.prompts.len(), face.commands.len()), (0, 1), "the rest stays as it is");
}

#[tokio::test]
async fn who_may_not_manage_the_account_sees_and_changes_nothing_of_it() {
    let business = business(false).await;
    let only = vec!["whatsapp_business_messaging".to_owned()];
    business.simulator.set_setup(Setup { permissions: only, ..Setup::default() });
    for edge in ["whatsapp_business_profile", "conversational_automation"] {
        assert_eq!(get(&business, edge).await["error"]["code"], 200, "{edge}");
        assert_eq!(post(&business, edge, profile(json!({}))).await, 200, "{edge}");
    }
}
