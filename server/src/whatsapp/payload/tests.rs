//! Bodies written by hand after the protocol, and any JSON at all.

mod anything;
mod corpus;
mod identity;
mod kinds;
mod mutated;
mod shapes;
mod things;
mod told;

use chrono::{DateTime, TimeZone, Utc};
use desk::inbound::{Arrival, Inbound, StatusNews};
use serde_json::{Value, json};

use super::read;

/// When the bodies of these tests arrive.
fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 12, 0, 0).single().expect("a time")
}

/// An envelope around one `messages` change.
fn envelope(value: Value) -> Value {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{"id": "102", "changes": [{"field": "messages", "value": value}]}],
    })
}

/// An envelope with messages of one customer known by phone and user id.
fn messages(messages: Value) -> Value {
    envelope(json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "34930000000", "phone_number_id": "555"},
        "contacts": [{
            "profile": {"name": "Núria Puig"}, "wa_id": "34600111222", "user_id": "ES.1",
        }],
        "messages": messages,
    }))
}

fn statuses(statuses: Value) -> Value {
    envelope(json!({
        "metadata": {"phone_number_id": "555"}, "statuses": statuses,
    }))
}

fn items(body: &Value) -> Vec<Inbound> {
    read(body.to_string().as_bytes(), noon())
}

/// The only item of `body`, a message.
fn arrival(body: &Value) -> Arrival {
    match items(body).as_slice() {
        [Inbound::Message(arrival)] => arrival.clone(),
        other => panic!("not one message: {other:?}"),
    }
}

/// The only item of `body`, a status.
fn news(body: &Value) -> StatusNews {
    match items(body).as_slice() {
        [Inbound::Status(news)] => news.clone(),
        other => panic!("not one status: {other:?}"),
    }
}
