//! What attackers do, by its name, through the doors that everybody uses: each is refused, and nothing
//! has changed. Addresses are read from where they are written (`map`), so that a new one is attacked too.
//! What an attack on one part alone would be stands with that part's tests.

mod bodies;
mod cross_site;
mod depths;
mod fields;
mod guessing;
mod headers;
mod ids;
mod map;
mod markup;
mod odd_bytes;
mod paths;
mod reaching;
mod sessions;
mod sharing;
mod strangers;
mod tags;
mod ways;
mod webhooks;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::harness::{Browser, NUMBER, TestDesk, numbered};

const ADMINISTRATOR: &str = "nuria@example.org";
const AGENT: &str = "ana@example.org";
const GUEST: &str = "gil@example.org";

/// What nobody but the team may ever read of the customer.
const PRIVATE: [&str; 3] = ["message 1.1", "Customer 1", "34600000001"];

/// A desk on which a customer wrote once: ticket 1, and the id of that message.
async fn desk() -> (TestDesk, String) {
    let desk = TestDesk::start().await;
    assert_eq!(desk.written(numbered(1, 1)).await["number"], 1);
    let message = desk.api().messages(1).await.remove(0);
    let id = message["id"].as_str().expect("an id").to_owned();
    (desk, id)
}

/// All that an attack could have changed.
async fn state(desk: &TestDesk) -> Value {
    let api = desk.api();
    let tickets = api.tickets("").await;
    let mut threads = vec![];
    for ticket in &tickets {
        let number = ticket["number"].as_u64().expect("a number");
        let known = api.get(&format!("/tickets/{number}/contact")).await.expect(200);
        threads.push(json!({"messages": api.messages(number).await, "contact": known}));
    }
    let mut all = json!({"tickets": tickets, "threads": threads});
    for part in ["people", "rulebook", "outbox"] {
        all[part] = api.get(&format!("/{part}")).await.expect(200);
    }
    all["calls"] = desk.graph.calls().len().into();
    all
}

/// A form that means something at every address that takes one.
fn form(message: &str) -> Vec<(&'static str, String)> {
    [
        ("do", "rate"),
        ("number", NUMBER),
        ("rate", "7"),
        ("version", "0"),
        ("message", message),
        ("emoji", "👍"),
        ("id", "0198c0de-0000-7000-8000-000000000001"),
        ("zone", "Europe/Madrid"),
        ("kind", "buttons"),
        ("body", "Sí?"),
        ("button1", "Sí"),
        ("said", "away"),
        ("language", "es"),
        ("back", "/"),
        ("minutes", "60"),
        ("role", "administrator"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// Arguments that mean something to every server function.
fn arguments(message: &str) -> Value {
    json!({
        "number": 1, "id": message, "view": "Open", "limit": 50, "cursor": "", "told_from": 0,
        "text": "Hello", "reply_to": null, "of": message, "rev": 0, "owner": "ana", "seen": null,
        "priority": "high", "until": "2099-01-01T00:00:00Z", "away": {"all": true, "tickets": []},
        "customer": "1", "voice": false, "choice": "1", "by_ad": false,
    })
}

/// A request as a page of ours makes it, to any address of the map.
fn ours(desk: &TestDesk, browser: &Browser, path: &str, message: &str) -> RequestBuilder {
    let request = browser.request(Method::POST, path).header("origin", desk.base());
    match path.starts_with("/fn/") {
        true => request.json(&arguments(message)),
        false => request.form(&form(message)),
    }
}

/// `text` as it may stand in an address, whatever is in it.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |all, byte| all + &format!("%{byte:02X}"))
}
