//! Signing in elsewhere, by OpenID Connect: the authorization code flow with PKCE. Where the browser is
//! sent, what the code that it brings back is worth, and who comes in by that. The crate `openidconnect`
//! knows the flow and what a token must be; what is kept of an attempt is the browser's ([`attempt`]).
//!
//! Who is in stays in as by a password: nothing of the issuer's is kept but its name for the person.

mod attempt;
mod entry;
mod key;
mod provider;
mod refused;
mod web;

use std::collections::BTreeMap;

use desk::person::Person;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreResponseType,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthType, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError,
    Client, ClientId, ClientSecret, EmptyExtraTokenFields, EndpointNotSet, EndpointSet, IdToken,
    IdTokenClaims, IdTokenFields, IdTokenVerifier, IssuerUrl, PkceCodeChallenge, RedirectUrl,
    Scope, StandardErrorResponse, StandardTokenResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Store;
use tokio::sync::Semaphore;

use crate::{clock, config};
pub use attempt::{Attempt, MINUTES};
use entry::Told;
use key::{ALGORITHMS, Key};
use provider::{Known, Provider};
pub use refused::Refused;
use web::Web;

/// Where a browser comes back to, behind the desk's own address.
pub const CALLBACK: &str = "/sign-in/oidc/callback";
/// The claim that a person is known by, unless the settings name another.
pub const EMAIL: &str = "email";

/// So many codes are looked at at once: anybody may bring one, and each is a question to the issuer.
const EXCHANGES: usize = 8;

/// Claims that the standard does not name: some issuers keep a person's name for us in one.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Others(BTreeMap<String, Value>);

impl AdditionalClaims for Others {}

type Token =
    IdToken<Others, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Claims = IdTokenClaims<Others, CoreGenderClaim>;
type Fields = IdTokenFields<
    Others,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Relying = Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    Key,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointNotSet,
>;

/// The way in by one issuer.
pub struct Oidc {
    settings: config::Oidc,
    provider: Provider,
    callback: RedirectUrl,
    exchanges: Semaphore,
}

impl Oidc {
    /// For a desk that browsers reach at `base`.
    pub fn new(settings: config::Oidc, base: &str) -> anyhow::Result<Self> {
        let issuer = IssuerUrl::new(settings.issuer.clone())?;
        let provider = Provider::new(issuer, Web::new(settings.own_network)?);
        let callback = RedirectUrl::new(format!("{base}{CALLBACK}"))?;
        Ok(Self { settings, provider, callback, exchanges: Semaphore::new(EXCHANGES) })
    }

    /// What people know the issuer by.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Where the browser that begins `attempt` is to go.
    pub async fn begin(&self, attempt: &Attempt) -> Result<String, Refused> {
        let relying = self.relying(&*self.provider.known().await?);
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let (state, nonce) = (attempt.state(), attempt.nonce());
        let request = relying
            .authorize_url(flow, || state, || nonce)
            .add_scopes(["email", "profile"].map(|scope| Scope::new(scope.to_owned())))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&attempt.verifier()));
        Ok(request.url().0.into())
    }

    /// Who comes in with the code that the browser brought back.
    pub async fn finish(
        &self,
        store: &Store,
        attempt: &Attempt,
        code: String,
    ) -> Result<Person, Refused> {
        let turn = self.exchanges.acquire().await;
        let _turn = turn.map_err(|error| Refused::Failed(error.to_string()))?;
        let known = self.provider.known().await?;
        let relying = self.relying(&known);
        let exchange = relying.exchange_code(AuthorizationCode::new(code));
        let exchange = exchange.set_pkce_verifier(attempt.verifier());
        let answer = exchange.request_async(&self.provider.web).await.map_err(refused::exchange)?;
        let token = answer.id_token().ok_or(Refused::BadAnswer("it has no ID token".into()))?;
        let claims = match self.claims(token, &known, attempt) {
            // Its keys may be others by now.
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let known = self.provider.renewed(&known).await?;
                self.claims(token, &known, attempt)
            }
            claims => claims,
        };
        let told = self.told(claims.map_err(|error| refused::token(&error))?);
        entry::person(store, &self.settings, &told).await
    }

    fn relying(&self, known: &Known) -> Relying {
        let issuer = self.provider.issuer.clone();
        let client = Client::new(self.client_id(), issuer, known.keys.clone())
            .set_auth_uri(known.authorization.clone())
            .set_token_uri(known.token.clone())
            .set_redirect_uri(self.callback.clone())
            .set_auth_type(if known.basic { AuthType::BasicAuth } else { AuthType::RequestBody });
        match &self.settings.client_secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.text().to_owned())),
            None => client,
        }
    }

    fn client_id(&self) -> ClientId {
        ClientId::new(self.settings.client_id.clone())
    }

    /// What the issuer says of the person, once all that a token must be is looked at.
    fn claims<'t>(
        &self,
        token: &'t Token,
        known: &Known,
        attempt: &Attempt,
    ) -> Result<&'t Claims, ClaimsVerificationError> {
        let (issuer, keys) = (self.provider.issuer.clone(), known.keys.clone());
        let verifier = IdTokenVerifier::new_public_client(self.client_id(), issuer, keys)
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(clock::now);
        token.claims(&verifier, &attempt.nonce())
    }

    fn told(&self, claims: &Claims) -> Told {
        let user = match self.settings.user_claim.as_str() {
            EMAIL => {
                let email = claims.email().map(|email| email.to_string());
                email.filter(|_| claims.email_verified() == Some(true))
            }
            // Whoever names another claim knows that people can't choose it themselves.
            "preferred_username" => claims.preferred_username().map(|name| name.to_string()),
            other => {
                claims.additional_claims().0.get(other).and_then(Value::as_str).map(str::to_owned)
            }
        };
        let name = claims.name().and_then(|name| name.get(None)).map(|name| name.to_string());
        let (issuer, subject) = (claims.issuer().to_string(), claims.subject().to_string());
        Told { issuer, subject, user, name }
    }
}
