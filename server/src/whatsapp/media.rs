//! Files at Meta's: an id becomes an address that lives for minutes, and that a stream of bytes (Cloud
//! API reference, media).
//!
//! The address may lead anywhere: only the Cloud API itself is called wherever it is, everything else
//! on the public internet alone, and the token goes to Meta's hosts and to nobody else.

mod answer;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use desk::fetch::Fetch;
use desk::message::Unfetched;
use reqwest::header::LOCATION;
use reqwest::{Client, ClientBuilder, Response, StatusCode, Url, redirect, retry};

use super::client::VERSION;
use super::secrets::Secrets;
use crate::reach::{NotPublic, Reach};

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// How long to wait for the next bytes.
const NEXT: Duration = Duration::from_secs(30);
/// How long the whole of a file may take.
const TOTAL: Duration = Duration::from_secs(30 * 60);
/// So much of an answer that is no file is read.
const MOST_READ: usize = 64 * 1024;
/// How often an address may lead to another one.
const HOPS: usize = 4;
/// Where Meta keeps files.
const META: &str = "lookaside.fbsbx.com";

/// The way to files.
pub(crate) struct MediaClient {
    base: Url,
    /// To the Cloud API, wherever the configuration says that it is.
    at_home: Client,
    /// To everybody else, as far as [`Reach`] allows.
    abroad: Client,
    reach: Reach,
    secrets: Arc<dyn Secrets>,
}

impl MediaClient {
    /// For the Cloud API at `base`, such as `https://graph.facebook.com`.
    pub(crate) fn new(base: &str, secrets: Arc<dyn Secrets>) -> anyhow::Result<Self> {
        let reach = Reach { own_network: false };
        let at_home = plain().build()?;
        let abroad = plain().dns_resolver(Arc::new(reach)).build()?;
        Ok(Self { base: Url::parse(base)?, at_home, abroad, reach, secrets })
    }

    /// The file, ready to be read.
    pub(crate) async fn open(&self, fetch: &Fetch) -> Result<Response, Unfetched> {
        let token = match self.secrets.access_token(&fetch.number).await {
            Ok(token) => token.ok_or(Unfetched::Refused)?,
            Err(error) => {
                tracing::error!(%error, message_id = %fetch.message, "the token can't be read");
                return Err(Unfetched::NoAnswer);
            }
        };
        let address = self.address(fetch, &token).await?;
        self.follow(address, fetch, &token).await
    }

    /// Asks where the file is just now.
    async fn address(&self, fetch: &Fetch, token: &str) -> Result<Url, Unfetched> {
        let mut url = self.base.clone();
        let mut path = url.path_segments_mut().map_err(|()| Unfetched::NotPublic)?;
        // Pushed as one segment each, so that an odd id leads nowhere else.
        path.pop_if_empty().push(VERSION).push(&fetch.media);
        drop(path);
        let request = self.at_home.get(url).bearer_auth(token);
        let response = request.send().await.map_err(|error| lost(&error, fetch))?;
        let status = response.status().as_u16();
        let body = beginning(response).await.map_err(|error| lost(&error, fetch))?;
        answer::read(status, &body, fetch.largest())
    }

    async fn follow(
        &self,
        mut url: Url,
        fetch: &Fetch,
        token: &str,
    ) -> Result<Response, Unfetched> {
        for _ in 0..HOPS {
            let mut request = self.client(&url)?.get(url.clone());
            if self.is_metas(&url) {
                request = request.bearer_auth(token);
            }
            let response = request.send().await.map_err(|error| lost(&error, fetch))?;
            let status = response.status();
            if !status.is_redirection() {
                return if status.is_success() { Ok(response) } else { Err(refusal(status)) };
            }
            let location = response.headers().get(LOCATION).and_then(|next| next.to_str().ok());
            let next = location.and_then(|next| url.join(next).ok());
            url = next.ok_or(Unfetched::NoAnswer)?;
        }
        Err(Unfetched::NoAnswer)
    }

    /// Who may be asked for `url`.
    fn client(&self, url: &Url) -> Result<&Client, Unfetched> {
        match () {
            () if self.is_home(url) => Ok(&self.at_home),
            () if url.scheme() == "https" && self.reach.allows(url) => Ok(&self.abroad),
            () => Err(Unfetched::NotPublic),
        }
    }

    fn is_home(&self, url: &Url) -> bool {
        url.origin() == self.base.origin()
    }

    /// Whether whoever answers there may have the token.
    fn is_metas(&self, url: &Url) -> bool {
        self.is_home(url) || (url.scheme() == "https" && url.host_str() == Some(META))
    }
}

fn plain() -> ClientBuilder {
    Client::builder()
        .connect_timeout(CONNECT)
        .read_timeout(NEXT)
        .timeout(TOTAL)
        // Each hop is looked at.
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        // A proxy would connect to what must not be reached.
        .no_proxy()
}

/// What it means that the file itself is not given out.
fn refusal(status: StatusCode) -> Unfetched {
    match status.as_u16() {
        // The address ran out: the next try gets a new one.
        404 | 410 => Unfetched::Gone,
        401 | 403 => Unfetched::Refused,
        _ => Unfetched::NoAnswer,
    }
}

async fn beginning(mut response: Response) -> reqwest::Result<Vec<u8>> {
    let mut body = Vec::new();
    while body.len() < MOST_READ
        && let Some(piece) = response.chunk().await?
    {
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// No answer came. reqwest's own words quote the address, which holds ids: they stay out of the log.
pub(crate) fn lost(error: &reqwest::Error, fetch: &Fetch) -> Unfetched {
    if NotPublic::is_behind(error) {
        return Unfetched::NotPublic;
    }
    let cause = match error {
        error if error.is_connect() => "no connection",
        error if error.is_timeout() => "no answer in time",
        _ => "the connection broke",
    };
    tracing::debug!(message_id = %fetch.message, cause, "a file was not reached");
    Unfetched::NoAnswer
}
