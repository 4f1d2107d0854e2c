//! Who customers are, through the whole product: what WhatsApp tells of them, what the team says with the
//! Business app, what was said before, and two who are one.

mod echoes;
mod kin;
mod shuffling;
mod strange;

use serde_json::{Value, json};

use crate::harness::{NUMBER, WABA};

/// One webhook of another field than `messages`.
fn field(field: &str, list: &str, elements: Value) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": WABA, "changes": [{
        "field": field,
        "value": {
            "metadata": {"display_phone_number": "34930000000", "phone_number_id": NUMBER},
            list: elements,
        },
    }]}]})
}
