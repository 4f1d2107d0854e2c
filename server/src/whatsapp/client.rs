//! Calls Meta's Cloud API, or the simulator: only the base address differs.
//!
//! A message is posted once. There is no idempotency key, so an outcome that nobody can tell is
//! said to be unknown and never tried again here (Cloud API reference, messages). The file of a message
//! is brought before it, which may be done again: see [`upload`].

mod answer;
mod body;
mod brought;
mod letter;
mod upload;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use desk::message::{Failure, Fault, Wait};
use desk::ports::{Channel, Outgoing, Sending, Sign};
use tokio::sync::Semaphore;

use super::secrets::Secrets;
use crate::media::Files;
use brought::Brought;

/// The version of the Graph API that this client speaks.
pub const VERSION: &str = "v26.0";
/// How long to wait for a connection; nothing was sent by then.
const CONNECT: Duration = Duration::from_secs(5);
/// How long to wait for the whole answer.
const TOTAL: Duration = Duration::from_secs(20);
/// Signs under way at once; what comes beyond is not shown.
const SIGNS: usize = 16;
/// After a call that never reached Meta: another message would not either.
const UNREACHED: Sending = Sending::Later(Wait::Number);

/// The way out to WhatsApp.
pub struct GraphClient {
    http: reqwest::Client,
    base: String,
    secrets: Arc<dyn Secrets>,
    signs: Arc<Semaphore>,
    files: Files,
    brought: Brought,
}

impl GraphClient {
    /// A client for the Cloud API at `base`, such as `https://graph.facebook.com`.
    pub fn new(base: &str, secrets: Arc<dyn Secrets>, files: Files) -> reqwest::Result<Self> {
        let base = base.trim_end_matches('/').to_owned();
        let (signs, brought) = (Arc::new(Semaphore::new(SIGNS)), Brought::default());
        Ok(Self { http: http()?, base, secrets, signs, files, brought })
    }

    async fn token(&self, outgoing: &Outgoing) -> Result<String, Sending> {
        match self.secrets.access_token(&outgoing.number).await {
            Ok(Some(token)) => Ok(token),
            Ok(None) => Err(Sending::Refused(Failure::ours(0, Fault::NotConnected))),
            Err(error) => {
                tracing::error!(%error, message_id = %outgoing.message.id, "the token can't be read");
                Err(UNREACHED)
            }
        }
    }

    async fn post(&self, token: &str, outgoing: &Outgoing, body: &serde_json::Value) -> Sending {
        let url = format!("{}/{VERSION}/{}/messages", self.base, outgoing.number);
        let response = match self.http.post(url).bearer_auth(token).json(body).send().await {
            Ok(response) => response,
            Err(error) => return lost(&error, outgoing),
        };
        let status = response.status().as_u16();
        match response.bytes().await {
            Ok(bytes) => answer::read(status, &bytes),
            Err(error) => {
                tracing::warn!(message_id = %outgoing.message.id, cause = kind(&error), "Meta's answer broke off");
                Sending::Unknown
            }
        }
    }
}

#[async_trait]
impl Channel for GraphClient {
    async fn bring(&self, outgoing: &Outgoing) -> Result<Outgoing, Sending> {
        let mut ready = outgoing.clone();
        if let Some(file) = outgoing.message.content.to_bring() {
            let id = match self.brought.id(outgoing, Instant::now()) {
                Some(id) => id,
                None => self.upload(outgoing, file).await?,
            };
            self.brought.keep(outgoing, &id, Instant::now());
            ready.message.content.set_brought(id);
        }
        Ok(ready)
    }

    async fn send(&self, outgoing: &Outgoing) -> Sending {
        let token = match self.token(outgoing).await {
            Ok(token) => token,
            Err(sending) => return sending,
        };
        let Some(body) = body::of(outgoing) else {
            return Sending::Refused(Failure::ours(0, Fault::NoAddress));
        };
        let sending = self.post(&token, outgoing, &body).await;
        if matches!(sending, Sending::Refused(_)) {
            // It may have been about the file: nobody else is sent the same one.
            self.brought.forget(outgoing);
        }
        sending
    }

    fn show(&self, sign: Sign) {
        let Ok(turn) = self.signs.clone().try_acquire_owned() else { return };
        let (http, secrets) = (self.http.clone(), self.secrets.clone());
        let url = format!("{}/{VERSION}/{}/messages", self.base, sign.number);
        tokio::spawn(async move {
            let _turn = turn;
            let Ok(Some(token)) = secrets.access_token(&sign.number).await else { return };
            let call = http.post(url).bearer_auth(token).json(&body::of_sign(&sign));
            match call.send().await {
                Ok(answer) if answer.status().is_success() => {}
                Ok(answer) => {
                    let status = answer.status().as_u16();
                    tracing::debug!(number = %sign.number, status, "Meta showed a customer no sign");
                }
                Err(error) => {
                    tracing::debug!(number = %sign.number, cause = kind(&error), "a sign was lost");
                }
            }
        });
    }
}

/// What calls Meta.
pub(super) fn http() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .timeout(TOTAL)
        // The token must not follow anybody elsewhere.
        .redirect(reqwest::redirect::Policy::none())
        // Not even where the protocol calls it safe: whether to call again is the desk's decision.
        .retry(reqwest::retry::never())
        .no_proxy()
        .build()
}

/// No answer came. Only a connection that was never made is surely no message.
fn lost(error: &reqwest::Error, outgoing: &Outgoing) -> Sending {
    tracing::warn!(message_id = %outgoing.message.id, cause = kind(error), "Meta could not be asked");
    if error.is_connect() { UNREACHED } else { Sending::Unknown }
}

/// What went wrong, without the address, which holds ids.
pub(super) fn kind(error: &reqwest::Error) -> &'static str {
    match error {
        error if error.is_connect() => "no connection",
        error if error.is_timeout() => "no answer in time",
        _ => "the connection broke",
    }
}
