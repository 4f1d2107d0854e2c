//! What customers send besides text, and what they do to it afterwards, as programs and pages see it.

use desk::permissions::Role;
use reqwest::Method;
use reqwest::header::ORIGIN;
use serde_json::{Value, json};

use crate::harness::{TestDesk, run, text_message};

const PHONE: &str = "34600000001";

/// Something of the customer under Meta's `kind`.
fn sends(id: &str, kind: &str, inner: Value) -> Value {
    let mut message = text_message(PHONE, id, "");
    message["type"] = kind.into();
    message["text"] = Value::Null;
    message[kind] = inner;
    message
}

fn reacts(id: &str, emoji: &str) -> Value {
    sends(id, "reaction", json!({"message_id": "wamid.1", "emoji": emoji}))
}

fn edits(id: &str, words: &str) -> Value {
    let message = json!({"type": "text", "text": {"body": words}});
    sends(id, "edit", json!({"original_message_id": "wamid.1", "message": message}))
}

fn revokes(id: &str) -> Value {
    sends(id, "revoke", json!({"original_message_id": "wamid.1"}))
}

/// The messages of ticket 1, as a key of that role sees them.
async fn seen_by(desk: &TestDesk, role: Role) -> Vec<Value> {
    let key = desk.key_of(role.word(), role).await;
    desk.api_with(&key).messages(1).await
}

/// The thread as a person's page gets it, HTML and all.
async fn page_of(desk: &TestDesk, email: &str) -> String {
    let mut browser = desk.signed_in(email).await;
    let request = browser.request(Method::POST, "/fn/tickets/thread");
    let request = request.header(ORIGIN, desk.base()).json(&json!({"number": 1}));
    browser.send(request).await.text
}

#[test]
fn reactions_are_on_their_message_until_they_are_taken_back() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(text_message(PHONE, "wamid.1", "Bon dia")).await;
        for (id, emoji, expected) in [
            ("wamid.2", "👍", json!(["👍"])),
            ("wamid.3", "❤️", json!(["❤️"])),
            ("wamid.4", "", json!([])),
        ] {
            desk.written(reacts(id, emoji)).await;
            let messages = desk.api().messages(1).await;
            let on_it = messages[0]["reactions"].as_array().expect("a list");
            let emojis: Vec<Value> = on_it.iter().map(|one| one["emoji"].clone()).collect();
            assert_eq!(json!(emojis), expected);
            let last = messages.last().expect("the reaction");
            assert_eq!(
                (&last["type"], &last["reply_to"]),
                (&json!("reaction"), &messages[0]["id"])
            );
        }
        desk.end().await;
    });
}

#[test]
fn a_message_that_was_changed_and_taken_back_shows_what_it_was_to_those_with_the_right() {
    run(async || {
        let desk = TestDesk::start().await;
        // Webhooks keep no order.
        desk.written(edits("wamid.2", "Bona nit")).await;
        desk.written(text_message(PHONE, "wamid.1", "Bon dia")).await;
        let first = |messages: Vec<Value>| {
            messages.into_iter().find(|one| one["type"] != "edit" && one["type"] != "revoke")
        };
        for (role, before) in [(Role::Supervisor, json!(["Bon dia"])), (Role::Agent, json!([]))] {
            let message = first(seen_by(&desk, role).await).expect("the message");
            assert_eq!(message["text"], "Bona nit");
            assert!(message["edited_at"].is_string() && message["deleted_at"].is_null());
            let versions = message["before"].as_array().expect("a list");
            let texts: Vec<Value> = versions.iter().map(|one| one["text"].clone()).collect();
            assert_eq!(json!(texts), before, "{role:?}");
        }
        desk.written(revokes("wamid.3")).await;
        for (name, role) in [("a", Role::Administrator), ("s", Role::Supervisor)] {
            let key = desk.key_of(name, role).await;
            let message = first(desk.api_with(&key).messages(1).await).expect("the message");
            assert_eq!((&message["type"], &message["text"]), (&json!("deleted"), &Value::Null));
            assert_eq!(message["before"].as_array().map(Vec::len), Some(2));
        }
        let key = desk.key_of("a2", Role::Agent).await;
        let all = json!(desk.api_with(&key).messages(1).await).to_string();
        assert!(!all.contains("Bon dia") && !all.contains("Bona nit"), "{all}");
        let (agent, supervisor) =
            (page_of(&desk, "ana@example.org").await, page_of(&desk, "jordi@example.org").await);
        assert!(!agent.contains("Bon dia") && !agent.contains("Bona nit"), "{agent}");
        assert!(supervisor.contains("Bon dia") && supervisor.contains("Bona nit"), "{supervisor}");
        desk.end().await;
    });
}

#[test]
fn a_file_that_was_taken_back_is_given_to_those_with_the_right_alone() {
    run(async || {
        let desk = TestDesk::start().await;
        let picture = json!({"id": "media-1", "mime_type": "image/jpeg", "caption": "Mireu"});
        desk.written(sends("wamid.1", "image", picture)).await;
        desk.written(revokes("wamid.2")).await;
        let message = desk.api().messages(1).await.remove(0);
        assert_eq!((&message["type"], &message["media"]), (&json!("deleted"), &Value::Null));
        let id = message["id"].as_str().expect("an id");
        let key = desk.key_of("agent", Role::Agent).await;
        let path = format!("/messages/{id}/media");
        desk.api_with(&key).get(&path).await.is_a_problem(404);
        desk.end().await;
    });
}

#[test]
fn a_quote_names_its_message_and_where_a_message_comes_from_is_told() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(text_message(PHONE, "wamid.1", "Bon dia")).await;
        let mut answer = text_message(PHONE, "wamid.2", "Sí, aquest");
        answer["context"] = json!({"id": "wamid.1", "from": PHONE});
        let mut handed_on = text_message(PHONE, "wamid.3", "Mireu");
        handed_on["context"] = json!({"forwarded": true, "frequently_forwarded": true});
        let mut asks = text_message(PHONE, "wamid.4", "En queden?");
        asks["context"] = json!({"id": "wamid.p", "referred_product":
            {"catalog_id": "77", "product_retailer_id": "cup-1"}});
        let mut by_ad = text_message(PHONE, "wamid.5", "M'interessa");
        by_ad["referral"] = json!({"source_type": "ad", "source_id": "120", "headline": "Dos per un",
            "body": "Només avui", "source_url": "https://fb.example/1"});
        desk.meta().say(vec![answer, handed_on, asks]).await;
        desk.written(by_ad).await;
        let messages = desk.api().messages(1).await;
        assert_eq!(messages[1]["reply_to"], messages[0]["id"]);
        assert_eq!(messages[2]["forwarded"], "often");
        assert_eq!(messages[3]["product"], json!({"id": "cup-1", "catalog": "77"}));
        assert_eq!(messages[3]["reply_to"], Value::Null, "there never was such a message");
        assert_eq!(messages[4]["ad"]["headline"], "Dos per un");
        let page = page_of(&desk, "ana@example.org").await;
        for words in ["blockquote", "Bon dia", "cup-1", "Dos per un", "https://fb.example/1"] {
            assert!(page.contains(words), "no {words}: {page}");
        }
        desk.end().await;
    });
}

#[test]
fn places_cards_orders_and_forms_are_told_with_all_that_is_in_them() {
    run(async || {
        let desk = TestDesk::start().await;
        let place = json!({"latitude": 41.3874, "longitude": 2.1686, "name": "Mercat"});
        let card = json!([{"name": {"formatted_name": "Pau Serra"}, "org": {"company": "Forn"},
            "phones": [{"phone": "+34 600 555 001"}], "emails": [{"email": "pau@example.org"}]}]);
        let item = |quantity: u32, price: f64| json!({"product_retailer_id": "cup", "quantity": quantity, "item_price": price, "currency": "EUR"});
        let order = json!({"text": "Per demà", "product_items": [item(2, 9.5), item(1, 0.05)]});
        let form = json!({"type": "nfm_reply", "nfm_reply":
            {"name": "booking", "body": "Sent", "response_json": r#"{"day":"Dijous"}"#}});
        for (id, kind, inner) in [
            ("wamid.1", "location", place),
            ("wamid.2", "contacts", card),
            ("wamid.3", "order", order),
            ("wamid.4", "interactive", form),
        ] {
            desk.written(sends(id, kind, inner)).await;
        }
        let messages = desk.api().messages(1).await;
        assert_eq!(messages[0]["location"]["name"], "Mercat");
        assert_eq!(messages[1]["contacts"][0]["phones"], json!(["+34 600 555 001"]));
        assert_eq!(messages[1]["contacts"][0]["company"], "Forn");
        assert_eq!(messages[2]["order"]["totals"], json!([{"currency": "EUR", "amount": "19.05"}]));
        assert_eq!(messages[3]["answers"], json!([{"field": "day", "value": "Dijous"}]));
        let guest = json!(seen_by(&desk, Role::Guest).await).to_string();
        assert!(!guest.contains("555 001") && guest.contains("+34 ··· 001"), "{guest}");
        let page = page_of(&desk, "ana@example.org").await;
        for words in ["openstreetmap.org", "Pau Serra", "19.05 EUR", "Dijous"] {
            assert!(page.contains(words), "no {words}: {page}");
        }
        desk.show_gil(1).await;
        let page = page_of(&desk, "gil@example.org").await;
        assert!(!page.contains("555 001") && page.contains("+34 ··· 001"), "{page}");
        desk.end().await;
    });
}

#[test]
fn the_json_of_what_nobody_knows_is_for_administrators() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(sends("wamid.1", "hologram", json!({"depth": 3}))).await;
        let raw = desk.api().messages(1).await[0]["raw"].clone();
        assert!(raw.as_str().is_some_and(|raw| raw.contains("hologram")), "{raw}");
        for role in [Role::Supervisor, Role::Agent, Role::Guest] {
            assert_eq!(seen_by(&desk, role).await[0]["raw"], Value::Null, "{role:?}");
        }
        assert!(page_of(&desk, "nuria@example.org").await.contains("depth"));
        desk.show_gil(1).await;
        for email in ["jordi@example.org", "ana@example.org", "gil@example.org"] {
            let page = page_of(&desk, email).await;
            assert!(!page.contains("depth") && page.contains("hologram"), "{email}: {page}");
        }
        desk.end().await;
    });
}

#[test]
fn a_page_asks_for_what_looks_different_and_gets_that_alone() {
    run(async || {
        let desk = TestDesk::start().await;
        desk.written(text_message(PHONE, "wamid.1", "Bon dia")).await;
        desk.written(text_message(PHONE, "wamid.2", "Hi sou?")).await;
        let mut ana = desk.signed_in("ana@example.org").await;
        let thread: Value =
            serde_json::from_str(&page_of(&desk, "ana@example.org").await).expect("JSON");
        let told_to = thread["lately"]["told_to"].clone();
        desk.written(reacts("wamid.3", "👍")).await;
        let request = ana.request(Method::POST, "/fn/tickets/happened");
        let request = request.header(ORIGIN, desk.base());
        let news = ana.send(request.json(&json!({"number": 1, "rev": told_to}))).await.text;
        let news: Value = serde_json::from_str(&news).expect("JSON");
        let items = news["messages"]["items"].as_array().expect("a list");
        let [item] = &items[..] else { panic!("{news}") };
        assert_eq!(item["id"], desk.api().messages(1).await[0]["id"]);
        assert!(item["inside"].as_str().is_some_and(|inside| inside.contains("👍")), "{item}");
        assert_eq!(news["gone"].as_array().map(Vec::len), Some(1));
        desk.end().await;
    });
}
