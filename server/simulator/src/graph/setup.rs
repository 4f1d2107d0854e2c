//! A number's way to work: what it is, what a token may do, a code, a PIN, and the account's webhooks
//! (Cloud API, "Business phone numbers", "Registration", "Two-step verification"; Graph API,
//! "debug_token"). Nothing is sent anywhere: the code is the one that [`Setup`] has.

use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::answer::{Answer, Problem};
use super::call::Call;
use crate::settings::APP_ID;
use crate::simulator::Simulator;

/// So many times a number may be registered within …
const MOST_REGISTRATIONS: usize = 10;
/// … this time.
const REGISTRATIONS_WITHIN: TimeDelta = TimeDelta::hours(72);
/// So many wrong PINs, and it has to wait.
const MOST_GUESSES: u32 = 3;
const MESSAGING: &str = "whatsapp_business_messaging";
const MANAGEMENT: &str = "whatsapp_business_management";

/// How far the number is set up, and what the token may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    pub is_verified: bool,
    pub is_registered: bool,
    /// Of two-step verification; none until the first registration sets it.
    pub pin: Option<String>,
    /// What is brought to the number by SMS or voice.
    pub code: String,
    pub is_subscribed: bool,
    pub permissions: Vec<String>,
    /// Meta's words for how customers find it, and for its limit.
    pub quality: String,
    pub limit: String,
    /// Whether a code was asked for.
    pub code_sent: bool,
    pub wrong_pins: u32,
    /// When it was tried to be registered.
    pub registrations: Vec<DateTime<Utc>>,
}

/// A number at work.
impl Default for Setup {
    fn default() -> Self {
        Self {
            is_verified: true,
            is_registered: true,
            pin: Some("212834".to_owned()),
            code: "123456".to_owned(),
            is_subscribed: true,
            permissions: [MESSAGING, MANAGEMENT].map(str::to_owned).to_vec(),
            quality: "GREEN".to_owned(),
            limit: "TIER_1K".to_owned(),
            code_sent: false,
            wrong_pins: 0,
            registrations: vec![],
        }
    }
}

impl Setup {
    /// One that was added at Meta and nothing else.
    pub fn fresh() -> Self {
        let known = Self::default();
        Self { is_verified: false, is_registered: false, pin: None, is_subscribed: false, ..known }
    }

    fn may(&self, permission: &str) -> Result<(), Problem> {
        match self.permissions.iter().any(|has| has == permission) {
            true => Ok(()),
            false => Err(Problem::not_permitted(permission)),
        }
    }

    /// Whether the token may look after numbers and templates.
    pub(super) fn may_manage(&self) -> Result<(), Problem> {
        self.may(MANAGEMENT)
    }

    fn verify(&mut self, code: &Value) -> Answer {
        if !self.code_sent || code.as_str() != Some(self.code.as_str()) {
            return Err(Problem::wrong_code());
        }
        self.is_verified = true;
        done()
    }

    fn register(&mut self, pin: &Value, now: DateTime<Utc>) -> Answer {
        let is_pin = |pin: &&str| pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit());
        let Some(pin) = pin.as_str().filter(is_pin) else {
            return Err(Problem::invalid("Param pin must be 6 characters long."));
        };
        if !self.is_verified {
            return Err(Problem::not_verified());
        }
        self.registrations.retain(|at| now < *at + REGISTRATIONS_WITHIN);
        if self.registrations.len() >= MOST_REGISTRATIONS {
            return Err(Problem::registered_too_often());
        }
        self.registrations.push(now);
        if self.wrong_pins >= MOST_GUESSES {
            return Err(Problem::pin_guessed_too_fast());
        }
        if self.pin.as_deref().is_some_and(|known| known != pin) {
            self.wrong_pins += 1;
            return Err(Problem::wrong_pin());
        }
        self.pin = Some(pin.to_owned());
        self.is_registered = true;
        done()
    }
}

impl Simulator {
    /// What a token is, for the app that asks in its own name.
    pub(super) fn debug_token(&self, asking: &str, query: &str) -> Answer {
        if asking != format!("{APP_ID}|{}", self.settings.app_secret) {
            return Err(Problem::bad_app());
        }
        let input = query.split('&').find_map(|pair| pair.strip_prefix("input_token="));
        let is_valid = input.is_some_and(|input| unescaped(input) == self.settings.access_token)
            && !self.state().mischief.token_expired;
        let data = match is_valid {
            true => json!({
                "app_id": APP_ID, "type": "SYSTEM_USER", "application": "Practice", "is_valid": true,
                "expires_at": 0, "scopes": self.state().setup.permissions,
            }),
            false => json!({
                "error": {"code": 190, "message": "Invalid OAuth access token."}, "is_valid": false,
                "scopes": [],
            }),
        };
        Ok(json!({"data": data}))
    }

    /// The answer to a call that is about the number's way to work.
    pub(super) fn set_up(&self, call: &Call, body: &[u8]) -> Option<Answer> {
        let (number, account) = (&self.settings.phone_number_id, &self.settings.waba_id);
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let mut state = self.state();
        let now = state.now();
        let setup = &mut state.setup;
        let (get, post) = (call.method == Method::GET, call.method == Method::POST);
        let managed = setup.may_manage();
        let answer = match call.edge.as_str() {
            "" if get && call.object == *number => managed.map(|()| self.number(setup)),
            "phone_numbers" if get && call.object == *account => {
                managed.map(|()| json!({"data": [{"id": number}]}))
            }
            "subscribed_apps" if get && call.object == *account => {
                managed.map(|()| json!({"data": subscribed(setup)}))
            }
            "subscribed_apps" if post && call.object == *account => managed.and_then(|()| {
                setup.is_subscribed = true;
                done()
            }),
            "request_code" if post && call.object == *number => managed.and_then(|()| {
                if !matches!(body["code_method"].as_str(), Some("SMS" | "VOICE")) {
                    return Err(Problem::invalid("Param code_method must be one of {SMS, VOICE}."));
                }
                setup.code_sent = true;
                done()
            }),
            "verify_code" if post && call.object == *number => {
                managed.and_then(|()| setup.verify(&body["code"]))
            }
            "register" if post && call.object == *number => {
                managed.and_then(|()| setup.register(&body["pin"], now))
            }
            _ => return None,
        };
        Some(answer)
    }

    /// The number's fields, whichever are asked for.
    fn number(&self, setup: &Setup) -> Value {
        json!({
            "verified_name": "Practice",
            "code_verification_status": if setup.is_verified { "VERIFIED" } else { "NOT_VERIFIED" },
            "display_phone_number": self.settings.display_number,
            "quality_rating": setup.quality,
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "name_status": "APPROVED",
            "status": if setup.is_registered { "CONNECTED" } else { "PENDING" },
            "is_pin_enabled": setup.pin.is_some(),
            "whatsapp_business_manager_messaging_limit": setup.limit,
            "id": self.settings.phone_number_id,
        })
    }
}

fn subscribed(setup: &Setup) -> Vec<Value> {
    let app =
        || json!({"whatsapp_business_api_data": {"id": APP_ID, "name": "Practice", "link": ""}});
    setup.is_subscribed.then(app).into_iter().collect()
}

pub(super) fn done() -> Answer {
    Ok(json!({"success": true}))
}

/// A query's value without its `%` escapes.
pub(super) fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let (high, low) = (hex(rest.next()), hex(rest.next()));
                let pair = high.zip(low).and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
                bytes.extend(pair);
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
