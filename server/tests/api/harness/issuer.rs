//! An issuer of OpenID Connect on this machine. It lets through whomever a test says, looks at what the
//! desk shows it, and signs what it is told to sign, however wrong.

mod pair;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use reqwest::Url;
use serde_json::{Value, json};
use server::config::{Oidc, Secret};
use sha2::{Digest, Sha256};

pub use pair::Kind;
use pair::Pair;

const CLIENT: &str = "desk";
/// What the desk shows it.
pub const CLIENT_SECRET: &str = "sesame-of-the-desk";

/// A token before it is signed.
pub struct Token {
    pub header: Value,
    pub claims: Value,
    /// In place of the issuer's own.
    pub signed_by: Signed,
}

pub enum Signed {
    Rightly,
    ByAnother,
    WithTheClientsSecret,
    ByNobody,
}

type Change = Box<dyn Fn(&mut Token) + Send>;

struct Inner {
    /// What it calls itself.
    name: String,
    pair: Pair,
    keys_given: usize,
    /// By their code: what was asked for, and who was let through.
    codes: HashMap<String, (HashMap<String, String>, Value)>,
    tokens: Vec<String>,
    change: Option<Change>,
}

/// Its handle. It ends with the test's runtime.
#[derive(Clone)]
pub struct Issuer {
    address: SocketAddr,
    inner: Arc<Mutex<Inner>>,
}

impl Issuer {
    pub async fn start() -> Self {
        let issuer = Self::closed();
        issuer.open().await;
        issuer
    }

    /// One that does not answer yet.
    pub fn closed() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let pair = Pair::new(Kind::Curve);
        let name = format!("http://{address}/team");
        let (codes, tokens) = (HashMap::new(), Vec::new());
        let inner = Inner { name, pair, keys_given: 0, codes, tokens, change: None };
        Self { address, inner: Arc::new(Mutex::new(inner)) }
    }

    pub async fn open(&self) {
        let listener = tokio::net::TcpListener::bind(self.address).await.expect("its port");
        let routes = Router::new()
            .route("/team/.well-known/openid-configuration", get(describe))
            .route("/team/keys", get(keys))
            .route("/team/token", post(exchange))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
    }

    /// The settings of a desk that it lets people into.
    pub fn settings(&self) -> Oidc {
        Oidc {
            issuer: self.url(),
            name: "Example".into(),
            client_id: CLIENT.into(),
            client_secret: Secret::of(CLIENT_SECRET),
            domains: vec![],
            user_claim: "email".into(),
            newcomers: None,
            own_network: true,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}/team", self.address)
    }

    /// It calls itself by another name.
    pub fn call_itself(&self, name: &str) {
        self.inner().name = name.to_owned();
    }

    /// It signs with a new key from now on, and gives no other.
    pub fn rotate(&self, kind: Kind) {
        self.inner().pair = Pair::new(kind);
    }

    /// How often its keys were asked for.
    pub fn keys_given(&self) -> usize {
        self.inner().keys_given
    }

    /// All tokens that it gave.
    pub fn tokens(&self) -> Vec<String> {
        self.inner().tokens.clone()
    }

    /// Later tokens are changed like that before they are signed.
    pub fn change(&self, change: impl Fn(&mut Token) + Send + 'static) {
        self.inner().change = Some(Box::new(change));
    }

    /// Somebody whom it knows by `claims` is let through: where in the desk the browser goes back to.
    pub fn let_through(&self, there: &Url, claims: Value) -> String {
        assert_eq!(there.as_str().split('?').next(), Some(&*format!("{}/authorize", self.url())));
        let asked: HashMap<String, String> = there.query_pairs().into_owned().collect();
        for (name, value) in
            [("client_id", CLIENT), ("response_type", "code"), ("code_challenge_method", "S256")]
        {
            assert_eq!(asked.get(name).map(String::as_str), Some(value), "{name}");
        }
        let scopes: Vec<&str> = asked["scope"].split(' ').collect();
        assert!(scopes.contains(&"openid") && scopes.contains(&"email"), "{scopes:?}");
        let code = server::accounts::secret();
        let mut back = Url::parse(&asked["redirect_uri"]).expect("an address");
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &asked["state"]);
        self.inner().codes.insert(code, (asked, claims));
        format!("{}?{}", back.path(), back.query().unwrap_or_default())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sign(&self, asked: &HashMap<String, String>, told: Value) -> String {
        let mut inner = self.inner();
        let now = chrono::Utc::now().timestamp();
        let header = json!({"alg": inner.pair.algorithm(), "kid": inner.pair.id, "typ": "JWT"});
        let mut claims = json!({
            "iss": inner.name, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"],
        });
        for (name, value) in told.as_object().expect("claims") {
            claims[name] = value.clone();
        }
        let mut token = Token { header, claims, signed_by: Signed::Rightly };
        if let Some(change) = &inner.change {
            change(&mut token);
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&token.header), part(&token.claims));
        let signature = match token.signed_by {
            Signed::Rightly => inner.pair.sign(&signed),
            Signed::ByAnother => Pair::new(Kind::Curve).sign(&signed),
            Signed::WithTheClientsSecret => pair::with_secret(CLIENT_SECRET, &signed),
            Signed::ByNobody => vec![],
        };
        let token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
        inner.tokens.push(token.clone());
        token
    }
}

async fn describe(State(issuer): State<Issuer>) -> Json<Value> {
    let url = issuer.url();
    Json(json!({
        "issuer": issuer.inner().name,
        "authorization_endpoint": format!("{url}/authorize"),
        "token_endpoint": format!("{url}/token"),
        "jwks_uri": format!("{url}/keys"),
    }))
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    let mut inner = issuer.inner();
    inner.keys_given += 1;
    // Of a kind that nobody here reads: it must hide no other.
    let odd = json!({"kty": "RSA", "alg": "RSA-OAEP", "use": "enc", "kid": "odd"});
    Json(json!({"keys": [odd, inner.pair.written()]}))
}

/// Gives a token for a code: once, to the desk, and only to who asked for it.
async fn exchange(
    State(issuer): State<Issuer>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let refuse = |word| (StatusCode::BAD_REQUEST, Json(json!({ "error": word })));
    let shown = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{CLIENT_SECRET}")));
    if headers.get("authorization").and_then(|value| value.to_str().ok()) != Some(&shown) {
        return refuse("invalid_client");
    }
    let code = form.get("code").cloned().unwrap_or_default();
    let Some((asked, claims)) = issuer.inner().codes.remove(&code) else {
        return refuse("invalid_grant");
    };
    let verifier = form.get("code_verifier").cloned().unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    if challenge != asked["code_challenge"] || form.get("redirect_uri") != asked.get("redirect_uri")
    {
        return refuse("invalid_grant");
    }
    let token = issuer.sign(&asked, claims);
    let answer = json!({"access_token": "unused", "token_type": "Bearer", "id_token": token});
    (StatusCode::OK, Json(answer))
}
