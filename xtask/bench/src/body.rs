//! Webhook bodies as Meta writes and signs them (Cloud API reference, webhooks: text messages,
//! `X-Hub-Signature-256`). Its own hand, not the product's: a mistake of one must not hide in the
//! other.

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The number and the account that the measured desk knows.
pub const NUMBER: &str = "106540352242922";
pub const ACCOUNT: &str = "102290129340398";
pub const DISPLAY: &str = "+34900100200";
pub const SECRET: &str = "the app secret of a measured desk";

/// One text message of a customer.
#[derive(Debug, Clone)]
pub struct Said {
    /// Which customer; their phone number follows from it.
    pub customer: u64,
    /// Unique in a desk's life: Meta's message id follows from it.
    pub message: u64,
    /// The customer's profile name: plain characters that JSON needs not escape.
    pub name: String,
}

impl Said {
    pub fn new(customer: u64, message: u64) -> Self {
        Self { customer, message, name: format!("Customer {customer:06}") }
    }
}

/// One webhook body that brings all of `said`, in order.
pub fn webhook(said: &[Said]) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let contacts = said.iter().map(contact).collect::<Vec<_>>().join(",");
    let messages = said.iter().map(|said| message(said, now)).collect::<Vec<_>>().join(",");
    let display = DISPLAY.trim_start_matches('+');
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"{ACCOUNT}","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"{display}","phone_number_id":"{NUMBER}"}},"contacts":[{contacts}],"messages":[{messages}]}},"field":"messages"}}]}}]}}"#
    )
}

fn contact(said: &Said) -> String {
    let Said { customer, name, .. } = said;
    format!(
        r#"{{"profile":{{"name":"{name}"}},"wa_id":"{}","user_id":"ES.{customer:018}"}}"#,
        phone(*customer)
    )
}

fn message(said: &Said, now: u64) -> String {
    let Said { customer, message, .. } = said;
    let mut json = String::with_capacity(320);
    // Writing into a string can't fail.
    let _ = write!(
        json,
        r#"{{"from":"{}","from_user_id":"ES.{customer:018}","id":"wamid.HBgLMzQ2MDAwMDAwMDAVAgASGBQ{message:020}","timestamp":"{now}","text":{{"body":"Bon dia! La comanda {message} encara no ha arribat, em podeu dir on \u00e9s?"}},"type":"text"}}"#,
        phone(*customer)
    );
    json
}

/// Digits of a Spanish mobile number.
fn phone(customer: u64) -> u64 {
    34_600_000_000 + customer
}

/// What goes into `X-Hub-Signature-256`.
pub fn signature(body: &[u8]) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(body);
    format!("sha256={}", hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_body_is_json_in_metas_shape() {
        let body = webhook(&[Said::new(7, 40), Said::new(8, 41)]);
        let body: Value = serde_json::from_str(&body).unwrap();
        let value = &body["entry"][0]["changes"][0]["value"];
        assert_eq!(value["metadata"]["phone_number_id"], NUMBER);
        assert_eq!(value["contacts"][1]["profile"]["name"], "Customer 000008");
        assert_eq!(value["contacts"][0]["wa_id"], value["messages"][0]["from"]);
        assert_ne!(value["messages"][0]["id"], value["messages"][1]["id"]);
        assert!(value["messages"][0]["text"]["body"].as_str().unwrap().ends_with("on és?"));
    }

    #[test]
    fn a_signature_is_hmac_sha256_in_lower_case_hex() {
        // Computed with `openssl dgst -sha256 -hmac`.
        let known = "sha256=0650e8e808f18f9a8a6712c84cc531089f024bf320f7c25dd46f78cedd697e1d";
        assert_eq!(signature(b"hola"), known);
    }
}
