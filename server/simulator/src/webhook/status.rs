//! How far a message of the business got, in the webhook's JSON as of v24.0 and later: there is a
//! `conversation` in a free entry only (Cloud API, "Webhooks: messages/status").

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::fault;
use crate::phone::Ticks;

/// One element of `statuses`.
#[derive(Clone, Serialize)]
pub(crate) struct Status {
    pub(crate) id: String,
    pub(crate) status: &'static str,
    /// Unix seconds, as text.
    pub(crate) timestamp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recipient_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) recipient_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conversation: Option<Conversation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pricing: Option<Pricing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) biz_opaque_callback_data: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) errors: Vec<StatusError>,
}

#[derive(Clone, Copy, Serialize)]
pub(crate) struct Pricing {
    billable: bool,
    pricing_model: &'static str,
    category: &'static str,
    r#type: &'static str,
}

impl Pricing {
    /// Nothing is charged here: neither an answer inside the window, nor what is part of a free entry.
    pub(crate) fn of(free_until: Option<DateTime<Utc>>) -> Self {
        let (category, r#type) = match free_until {
            Some(_) => ("referral_conversion", "free_entry_point"),
            None => ("service", "free_customer_service"),
        };
        Self { billable: false, pricing_model: "PMP", category, r#type }
    }
}

/// The conversation that a message is part of.
#[derive(Clone, Serialize)]
pub(crate) struct Conversation {
    id: String,
    /// Unix seconds, as text; told with `sent` alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_timestamp: Option<String>,
    origin: Origin,
}

#[derive(Clone, Serialize)]
struct Origin {
    r#type: &'static str,
}

impl Conversation {
    /// The one of `customer` that lasts until `end`, as it is told with that step.
    pub(crate) fn of(customer: &str, end: DateTime<Utc>, step: Ticks) -> Self {
        let seconds = end.timestamp().to_string();
        Self {
            id: hex::encode(&Sha256::digest(format!("{customer} {seconds}"))[..16]),
            expiration_timestamp: (step == Ticks::Sent).then_some(seconds),
            origin: Origin { r#type: "referral_conversion" },
        }
    }

    /// What every message of the service window had before v24.0.
    pub(crate) fn plain(message: &str) -> Self {
        let id = hex::encode(&Sha256::digest(message)[..16]);
        Self { id, expiration_timestamp: None, origin: Origin { r#type: "service" } }
    }
}

#[derive(Clone, Serialize)]
pub(crate) struct StatusError {
    pub(crate) code: u32,
    pub(crate) title: &'static str,
    pub(crate) message: &'static str,
    pub(crate) error_data: ErrorData,
    pub(crate) href: &'static str,
}

#[derive(Clone, Serialize)]
pub(crate) struct ErrorData {
    pub(crate) details: &'static str,
}

impl StatusError {
    /// Meta's `title` and `message` say the same.
    pub(crate) fn of(code: u32) -> Self {
        Self::because(code, fault::words(code).1)
    }

    /// The same with other details.
    pub(crate) fn because(code: u32, details: &'static str) -> Self {
        let (title, _) = fault::words(code);
        let href = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";
        Self { code, title, message: title, error_data: ErrorData { details }, href }
    }
}
