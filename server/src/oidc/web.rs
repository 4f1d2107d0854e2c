//! Asking the issuer. Its addresses are looked at like those that rules call: what it says of itself must
//! not lead anywhere else in the desk's network.
//!
//! Neither addresses nor answers are in what is told of a failure: both may hold secrets.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::{Client, Request, Url, redirect, retry};
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::reach::{NotPublic, Reach};

/// How long one answer may take.
const TOTAL: Duration = Duration::from_secs(10);
/// No longer answer is read.
const LONGEST: usize = 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum NoAnswer {
    #[error("an address of it may not be called (oidc_own_network would allow it)")]
    OutOfReach,
    #[error("no connection")]
    NoConnection,
    #[error("no answer in time")]
    Late,
    #[error("the connection broke")]
    Broken,
    #[error("its answer is too long")]
    TooLong,
    #[error("it answered {0}")]
    Status(u16),
    #[error("its answer can't be read")]
    Unreadable,
}

/// The way to the issuer.
pub(super) struct Web {
    http: Client,
    reach: Reach,
}

impl Web {
    pub(super) fn new(own_network: bool) -> reqwest::Result<Self> {
        let reach = Reach { own_network };
        let http = Client::builder()
            .timeout(TOTAL)
            // Each hop would have to be looked at, and a secret goes along.
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            // A proxy would connect to what must not be reached.
            .no_proxy()
            .dns_resolver(Arc::new(reach))
            .user_agent(concat!("Bustia/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { http, reach })
    }

    /// A document at `address`.
    pub(super) async fn read<T: DeserializeOwned>(&self, address: &str) -> Result<T, NoAnswer> {
        let url = Url::parse(address).map_err(|_| NoAnswer::OutOfReach)?;
        let answer = self.ask(Request::new(reqwest::Method::GET, url)).await?;
        match answer.status().as_u16() {
            200 => serde_json::from_slice(answer.body()).map_err(|_| NoAnswer::Unreadable),
            status => Err(NoAnswer::Status(status)),
        }
    }

    async fn ask(&self, request: Request) -> Result<HttpResponse, NoAnswer> {
        let safe = self.reach.own_network || request.url().scheme() == "https";
        if !safe || !self.reach.allows(request.url()) {
            return Err(NoAnswer::OutOfReach);
        }
        let mut response = self.http.execute(request).await.map_err(|error| lost(&error))?;
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| lost(&error))? {
            body.extend_from_slice(&piece);
            if body.len() > LONGEST {
                return Err(NoAnswer::TooLong);
            }
        }
        let mut answer = HttpResponse::new(body);
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

impl<'c> AsyncHttpClient<'c> for Web {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = Request::try_from(request).map_err(|_| NoAnswer::OutOfReach)?;
            self.ask(request).await
        })
    }
}

fn lost(error: &reqwest::Error) -> NoAnswer {
    match error {
        error if NotPublic::is_behind(error) => NoAnswer::OutOfReach,
        error if error.is_timeout() => NoAnswer::Late,
        error if error.is_connect() => NoAnswer::NoConnection,
        _ => NoAnswer::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_over_tls_and_only_the_public_internet_unless_the_own_network_is_allowed() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let near = format!("http://127.0.0.1:{port}/");
        let secure = format!("https://127.0.0.1:{port}/");
        let by_name = format!("https://localhost:{port}/");
        let public = Web::new(false).expect("a client");
        for address in [&near, &secure, &by_name, "http://login.example.org/", "odd"] {
            let answer = public.read::<serde_json::Value>(address).await;
            assert_eq!(answer, Err(NoAnswer::OutOfReach), "{address}");
        }
        let own = Web::new(true).expect("a client");
        for address in [&near, &secure] {
            let answer = own.read::<serde_json::Value>(address).await;
            assert_eq!(answer, Err(NoAnswer::NoConnection), "{address}");
        }
        let secrets = "http://169.254.169.254/";
        assert_eq!(own.read::<serde_json::Value>(secrets).await, Err(NoAnswer::OutOfReach));
    }
}
