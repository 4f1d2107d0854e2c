//! What the Cloud API says of numbers and their accounts, and the calls by which a number gets to work
//! (Cloud API reference, "Business phone numbers", "Registration", "Subscribe to a WABA"; Graph API,
//! "debug_token"). A refusal comes in Meta's own words, for whoever is in the middle of it; the log gets
//! its code at most, since addresses and words may hold tokens and numbers.

mod face;
mod read;
mod templates;
#[cfg(test)]
mod tests;

use desk::number::News;
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{VERSION, http, kind};

/// What a number is asked for.
const FIELDS: &str = "display_phone_number,verified_name,quality_rating,name_status,status,\
    code_verification_status,throughput,is_pin_enabled,whatsapp_business_manager_messaging_limit";
/// So many pages of an account's numbers are read; each has a hundred.
const MOST_PAGES: usize = 10;

/// What a token has to be allowed to do for a desk.
pub const PERMISSIONS: [&str; 2] = ["whatsapp_business_messaging", "whatsapp_business_management"];

/// Why Meta did not do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No answer came, or none that can be read.
    Unreached,
    Refused {
        code: i64,
        /// Meta's, for a person.
        words: String,
    },
}

/// A number as Meta shows it to whoever may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// As people dial it.
    pub display: String,
    pub news: Vec<News>,
}

/// What a token is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Token {
    pub is_valid: bool,
    pub app: String,
    pub permissions: Vec<String>,
}

/// How a code is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Sms,
    Voice,
}

/// The way to ask.
pub struct Accounts {
    http: reqwest::Client,
    base: String,
}

impl Accounts {
    /// At the Cloud API of that base address.
    pub fn new(base: &str) -> reqwest::Result<Self> {
        Ok(Self { http: http()?, base: base.trim_end_matches('/').to_owned() })
    }

    pub async fn about(&self, token: &str, number: &str) -> Result<About, Trouble> {
        let answer = self.get(token, number, &[("fields", FIELDS)]).await?;
        read::about(&answer).ok_or(Trouble::Unreached)
    }

    /// The ids of the account's numbers.
    pub async fn numbers(&self, token: &str, account: &str) -> Result<Vec<String>, Trouble> {
        let (mut ids, mut after) = (vec![], String::new());
        for _ in 0..MOST_PAGES {
            let asked = [("fields", "id"), ("limit", "100"), ("after", after.as_str())];
            let asked = if after.is_empty() { &asked[..2] } else { &asked[..] };
            let page = self.get(token, &format!("{account}/phone_numbers"), asked).await?;
            ids.extend(read::ids(&page));
            match read::next(&page) {
                Some(next) => after = next,
                None => break,
            }
        }
        Ok(ids)
    }

    /// What `token` is, asked in the name of the app that it should be of.
    pub async fn token(&self, app: &str, secret: &str, token: &str) -> Result<Token, Trouble> {
        let asking = format!("{app}|{secret}");
        let answer = self.get(&asking, "debug_token", &[("input_token", token)]).await?;
        Ok(read::token(&answer["data"]))
    }

    /// Whether the app gets the account's webhooks; whether any does, if the app is not known.
    pub async fn is_subscribed(
        &self,
        token: &str,
        account: &str,
        app: Option<&str>,
    ) -> Result<bool, Trouble> {
        let answer = self.get(token, &format!("{account}/subscribed_apps"), &[]).await?;
        Ok(read::is_subscribed(&answer, app))
    }

    pub async fn subscribe(&self, token: &str, account: &str) -> Result<(), Trouble> {
        self.post(token, &format!("{account}/subscribed_apps"), json!({})).await
    }

    /// Has a code brought to the number, spoken or written in that language.
    pub async fn request_code(
        &self,
        token: &str,
        number: &str,
        by: By,
        language: &str,
    ) -> Result<(), Trouble> {
        let method = match by {
            By::Sms => "SMS",
            By::Voice => "VOICE",
        };
        let body = json!({"code_method": method, "language": language});
        self.post(token, &format!("{number}/request_code"), body).await
    }

    pub async fn verify_code(&self, token: &str, number: &str, code: &str) -> Result<(), Trouble> {
        self.post(token, &format!("{number}/verify_code"), json!({"code": code})).await
    }

    /// Puts the number to work, with the PIN that it has or is to have.
    pub async fn register(&self, token: &str, number: &str, pin: &str) -> Result<(), Trouble> {
        let body = json!({"messaging_product": "whatsapp", "pin": pin});
        self.post(token, &format!("{number}/register"), body).await
    }

    async fn get(&self, token: &str, path: &str, query: &[(&str, &str)]) -> Result<Value, Trouble> {
        let request = self.request(Method::GET, token, path).query(query);
        answer(request).await
    }

    async fn post(&self, token: &str, path: &str, body: Value) -> Result<(), Trouble> {
        let request = self.request(Method::POST, token, path).json(&body);
        answer(request).await.map(drop)
    }

    fn request(&self, method: Method, token: &str, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/{VERSION}/{path}", self.base);
        self.http.request(method, url).bearer_auth(token)
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<Value, Trouble> {
    let lost = |error: reqwest::Error| {
        tracing::warn!(cause = kind(&error), "Meta could not be asked about a number");
        Trouble::Unreached
    };
    let response = request.send().await.map_err(lost)?;
    let status = response.status();
    let bytes = response.bytes().await.map_err(lost)?;
    let body: Value = serde_json::from_slice(&bytes).map_err(|_| Trouble::Unreached)?;
    if let Some(refusal) = read::refusal(&body) {
        return Err(refusal);
    }
    if status.is_success() { Ok(body) } else { Err(Trouble::Unreached) }
}
