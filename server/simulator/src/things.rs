//! What else customers send: a place, somebody's card, an order, and what no business is told in full.

use std::sync::Arc;

use serde_json::json;

use crate::phone::digits;
use crate::simulator::Simulator;

impl Simulator {
    /// A place, in degrees of latitude and longitude; its name may be empty.
    pub fn send_place(
        self: &Arc<Self>,
        customer: &str,
        name: &str,
        (latitude, longitude): (f64, f64),
    ) -> Option<String> {
        let mut place = json!({ "latitude": latitude, "longitude": longitude });
        if !name.trim().is_empty() {
            place["name"] = name.trim().into();
        }
        self.write_as(customer, "location", place)
    }

    /// The card of somebody who is on WhatsApp.
    pub fn send_card(self: &Arc<Self>, customer: &str, name: &str, phone: &str) -> Option<String> {
        let card = json!({
            "name": { "formatted_name": name, "first_name": name },
            "phones": [{ "phone": phone, "wa_id": digits(phone), "type": "CELL" }],
        });
        self.write_as(customer, "contacts", json!([card]))
    }

    /// Two pairs of brake pads from the catalogue.
    pub fn send_order(self: &Arc<Self>, customer: &str) -> Option<String> {
        let item = json!({
            "product_retailer_id": "FRE-07", "quantity": 2, "item_price": 12.5, "currency": "EUR",
        });
        let order = json!({ "catalog_id": "194836987003835", "text": "", "product_items": [item] });
        self.write_as(customer, "order", order)
    }

    /// A poll, of which the business hears only that there was one.
    pub fn send_unsupported(self: &Arc<Self>, customer: &str) -> Option<String> {
        self.write_as(customer, "unsupported", json!({ "type": "poll" }))
    }
}
