//! What the issuer says of itself: its addresses, and the keys that it signs with now.
//!
//! Read when it is first needed and again after an hour, or as soon as a signature fits no key that is
//! known: issuers change their keys. However many people wait for it, it is asked once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use openidconnect::{AuthUrl, IssuerUrl, JsonWebKeySet, TokenUrl};
use serde::Deserialize;
use tokio::sync::Mutex;

use super::Refused;
use super::key::Key;
use super::web::Web;

/// What it said counts for so long.
const COUNTS_FOR: Duration = Duration::from_secs(60 * 60);
/// The way of telling the token endpoint who asks that goes without saying.
const BASIC: &str = "client_secret_basic";

/// Of its description (OpenID Connect Discovery, 3) what is used here.
#[derive(Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: AuthUrl,
    token_endpoint: TokenUrl,
    jwks_uri: String,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// What is known of it.
pub(super) struct Known {
    pub authorization: AuthUrl,
    pub token: TokenUrl,
    /// Whether the client's secret goes into a header.
    pub basic: bool,
    pub keys: JsonWebKeySet<Key>,
    read: Instant,
}

/// How asking it went last.
type Last = Option<Result<Arc<Known>, (Instant, Refused)>>;

pub(super) struct Provider {
    pub issuer: IssuerUrl,
    pub web: Web,
    last: Mutex<Last>,
}

impl Provider {
    pub(super) fn new(issuer: IssuerUrl, web: Web) -> Self {
        Self { issuer, web, last: Mutex::default() }
    }

    pub(super) async fn known(&self) -> Result<Arc<Known>, Refused> {
        self.newer_than(|known| known.read.elapsed() < COUNTS_FOR).await
    }

    /// What is known when `known` turned out to be of yesterday.
    pub(super) async fn renewed(&self, known: &Arc<Known>) -> Result<Arc<Known>, Refused> {
        self.newer_than(|newer| newer.read > known.read).await
    }

    async fn newer_than(&self, good: impl Fn(&Known) -> bool) -> Result<Arc<Known>, Refused> {
        let began = Instant::now();
        let mut last = self.last.lock().await;
        match &*last {
            Some(Ok(known)) if good(known) => return Ok(known.clone()),
            // Somebody was told so while this one waited.
            Some(Err((when, refused))) if *when > began => return Err(refused.clone()),
            _ => {}
        }
        let read = self.read().await.map(Arc::new);
        *last = Some(read.clone().map_err(|refused| (Instant::now(), refused)));
        read
    }

    async fn read(&self) -> Result<Known, Refused> {
        let base = self.issuer.trim_end_matches('/');
        let address = format!("{base}/.well-known/openid-configuration");
        let description: Description = self.web.read(&address).await?;
        if description.issuer != *self.issuer.as_str() {
            return Err(Refused::BadAnswer("it calls itself by another address".into()));
        }
        let keys = self.web.read(&description.jwks_uri).await?;
        let ways = description.token_endpoint_auth_methods_supported;
        Ok(Known {
            authorization: description.authorization_endpoint,
            token: description.token_endpoint,
            basic: ways.is_none_or(|ways| ways.is_empty() || ways.iter().any(|way| way == BASIC)),
            keys,
            read: Instant::now(),
        })
    }
}
