//! One try of a call: a signed `POST`, and what its answer means.
//!
//! Logs get the call's id and never the address, whose path and query may hold secrets; so
//! reqwest's own words, which quote it, stay out.

use std::sync::Arc;
use std::time::Duration;

use desk::call::{Call, Unheard};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response, Url, redirect, retry};

use crate::config::Secret;
use crate::reach::{NotPublic, Reach};
use crate::whatsapp::signature;

/// How long the whole of it may take.
const TOTAL: Duration = Duration::from_secs(10);
/// So much of an answer is read, for the connection to be used again; what it says matters to nobody.
const MOST_READ: usize = 16 * 1024;

/// The way out to other programs.
pub struct Post {
    http: Client,
    reach: Reach,
    secret: Option<Secret>,
}

impl Post {
    pub fn new(own_network: bool, secret: Option<Secret>) -> reqwest::Result<Self> {
        let reach = Reach { own_network };
        let http = Client::builder()
            .timeout(TOTAL)
            // Where to is the rule's word, and each hop would have to be looked at.
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            // A proxy would connect to what must not be reached.
            .no_proxy()
            .dns_resolver(Arc::new(reach))
            .user_agent(concat!("Bustia/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { http, reach, secret })
    }

    /// Tells the program once.
    pub(super) async fn tell(&self, call: &Call, body: Vec<u8>) -> Result<(), Unheard> {
        let url = Url::parse(&call.url).ok().filter(|url| self.reach.allows(url));
        let url = url.ok_or(Unheard::NotPublic)?;
        let mut request = self.http.post(url).header(CONTENT_TYPE, "application/json");
        request = request.header("Bustia-Call", call.id.to_string());
        let secret = self.secret.as_ref();
        if let Some(signature) = secret.and_then(|secret| signature::sign(secret.bytes(), &body)) {
            request = request.header("Bustia-Signature", signature);
        }
        let response = request.body(body).send().await.map_err(|error| lost(&error, call))?;
        let status = response.status();
        read_a_little(response).await;
        match status.is_success() {
            true => Ok(()),
            false => Err(Unheard::Answered { status: status.as_u16() }),
        }
    }
}

fn lost(error: &reqwest::Error, call: &Call) -> Unheard {
    if NotPublic::is_behind(error) {
        return Unheard::NotPublic;
    }
    let cause = match error {
        error if error.is_timeout() => "no answer in time",
        error if error.is_connect() => "no connection",
        _ => "the connection broke",
    };
    tracing::debug!(call = %call.id, cause, "a program was not reached");
    Unheard::NoAnswer
}

async fn read_a_little(mut response: Response) {
    let mut read = 0;
    while read < MOST_READ
        && let Ok(Some(piece)) = response.chunk().await
    {
        read += piece.len();
    }
}

#[cfg(test)]
mod tests;
