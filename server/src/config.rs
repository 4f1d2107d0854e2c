//! Every setting: flags over `BUSTIA_*` variables over `bustia.toml` over defaults.
//!
//! `bustia.toml` is looked for in the working directory, then in the data folder (where it can't
//! set `data` itself). The secrets of numbers and people are not settings: they are in the store. One
//! that is, is never shown and no flag gives it ([`SECRETS`]).

mod layers;
mod oidc;
mod secret;

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use anyhow::{Result, bail};
use store::SecretKey;

use crate::http::nearby::is_of_this_machine;
use crate::http::web_sessions::Limits;
pub use layers::{Layered, Origin};
pub use oidc::Oidc;
pub use secret::Secret;

/// The most hours that somebody may stay signed in.
const LONGEST_HOURS: i64 = 366 * 24;
/// Where WhatsApp's Cloud API is.
pub const GRAPH: &str = "https://graph.facebook.com";

/// One setting as people see it.
pub struct Setting {
    /// In the file; the flag has `-` for `_`, the variable is `BUSTIA_` and upper case.
    pub name: &'static str,
    pub meaning: &'static str,
    pub default: &'static str,
}

/// All of them, in the order in which `--print-config` shows them.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "data",
        meaning: "folder of everything the desk keeps",
        default: "bustia-data",
    },
    Setting { name: "listen", meaning: "address and port to serve on", default: "127.0.0.1:3000" },
    Setting {
        name: "database",
        meaning: "where tickets are kept: empty for the data folder, mem:, or ws://… of a SurrealDB server",
        default: "",
    },
    Setting {
        name: "public_url",
        meaning: "address people and Meta reach the desk at, such as https://desk.example.org; empty for the listening address",
        default: "",
    },
    Setting { name: "graph_url", meaning: "base address of WhatsApp's Cloud API", default: GRAPH },
    Setting {
        name: "practice",
        meaning: "try the product with simulated customers; never on a folder with real data",
        default: "false",
    },
    Setting {
        name: "session_idle",
        meaning: "hours after which whoever did not come back signs in again",
        default: "336",
    },
    Setting {
        name: "session_longest",
        meaning: "hours after a sign-in after which everybody signs in again",
        default: "720",
    },
    Setting {
        name: "log",
        meaning: "how much is logged, as in info,server=debug",
        default: "info",
    },
    Setting {
        name: "calls_own_network",
        meaning: "let rules call programs on this machine and in its own network, not on the internet alone",
        default: "false",
    },
    Setting {
        name: "calls_secret",
        meaning: "signs what rules tell programs; from the environment or this file only, and never shown",
        default: "",
    },
    Setting {
        name: "secret_key",
        meaning: "seals the tokens and secrets of numbers: 64 hexadecimal digits, never shown; empty for secret.key in the data folder, which the first start makes",
        default: "",
    },
    Setting {
        name: "oidc_issuer",
        meaning: "where people may sign in besides the desk's own page: the address of an OpenID Connect issuer, such as https://login.example.org/realms/team; empty for passwords alone",
        default: "",
    },
    Setting {
        name: "oidc_name",
        meaning: "what the page to sign in calls the issuer, as in Sign in with Example; empty for its host",
        default: "",
    },
    Setting { name: "oidc_client_id", meaning: "what the issuer knows the desk by", default: "" },
    Setting {
        name: "oidc_client_secret",
        meaning: "what the desk shows the issuer; from the environment or this file only, and never shown; empty for a client without one",
        default: "",
    },
    Setting {
        name: "oidc_domains",
        meaning: "domains of e-mail addresses that may come in by the issuer, as in example.org, example.com; empty for any",
        default: "",
    },
    Setting {
        name: "oidc_user_claim",
        meaning: "claim of the issuer that holds a person's e-mail address here; email counts only if the issuer verified it, so name another only if people can't choose it themselves",
        default: "email",
    },
    Setting {
        name: "oidc_newcomers",
        meaning: "role of people of the issuer whom nobody added before: supervisor, agent or guest; empty to let only those in who were added",
        default: "",
    },
    Setting {
        name: "oidc_own_network",
        meaning: "let the issuer be on this machine or in its own network, and speak plain http there",
        default: "false",
    },
];

/// Those that are never shown, and that no flag gives.
pub const SECRETS: &[&str] = &["calls_secret", "secret_key", "oidc_client_secret"];

/// What `bustia serve` runs with.
#[derive(Debug, Clone)]
pub struct Config {
    pub data: PathBuf,
    pub listen: SocketAddr,
    /// `None` for the data folder.
    pub database: Option<String>,
    pub public_url: Option<String>,
    pub graph_url: String,
    pub practice: bool,
    /// For how long people stay signed in.
    pub sessions: Limits,
    /// Whether rules may call programs in the desk's own network.
    pub calls_own_network: bool,
    /// What their calls are signed with.
    pub calls_secret: Option<Secret>,
    /// What the secrets of numbers are sealed with; `None` for the key of the data folder.
    pub secret_key: Option<SecretKey>,
    /// Where people sign in besides the desk's own page.
    pub oidc: Option<Oidc>,
}

impl Config {
    /// Reads the settings; a bad one is an error of one plain sentence.
    pub fn from_layers(layers: &Layered) -> Result<Self> {
        let listen = socket(layers.value("listen"))?;
        let practice = truth(layers, "practice")?;
        let public_url = origin("public_url", layers.value("public_url"))?;
        if practice && public_url.as_deref().is_some_and(is_elsewhere) {
            bail!(
                "Practice mode lets everybody in, so it is for this machine alone: leave public_url \
                 out."
            );
        }
        let has_address = public_url.is_some() || !listen.ip().is_unspecified();
        let oidc = oidc::read(layers, has_address)?;
        Ok(Self {
            data: PathBuf::from(layers.value("data")),
            listen,
            database: database(layers)?,
            public_url,
            graph_url: web_address("graph_url", layers.value("graph_url"))?
                .unwrap_or_else(|| GRAPH.to_owned()),
            practice,
            sessions: Limits {
                idle: hours(layers, "session_idle")?,
                longest: hours(layers, "session_longest")?,
            },
            calls_own_network: truth(layers, "calls_own_network")?,
            calls_secret: Secret::of(layers.value("calls_secret")),
            secret_key: secret_key(layers)?,
            oidc,
        })
    }

    /// Whether browsers reach the desk over https, so that cookies may be `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// An address and port; a name such as `localhost` is looked up.
fn socket(text: &str) -> Result<SocketAddr> {
    let found: Vec<_> = text.to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    match found.iter().find(|address| address.is_ipv4()).or(found.first()) {
        Some(address) => Ok(*address),
        None => bail!("“{text}” is not an address to listen on: write it like 127.0.0.1:3000."),
    }
}

fn truth(layers: &Layered, name: &str) -> Result<bool> {
    match layers.value(name) {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" | "" => Ok(false),
        other => bail!("{name} is true or false, not “{other}”."),
    }
}

/// A time from an hour to a year.
fn hours(layers: &Layered, name: &str) -> Result<time::Duration> {
    match layers.value(name).parse() {
        Ok(hours @ 1..=LONGEST_HOURS) => Ok(time::Duration::hours(hours)),
        _ => bail!("{name} is a number of hours, from 1 to {LONGEST_HOURS}."),
    }
}

/// Where tickets are kept; `None` for the data folder.
pub fn database(layers: &Layered) -> Result<Option<String>> {
    let database = layers.value("database");
    let known = ["mem:", "ws://", "wss://"].iter().any(|start| database.starts_with(start));
    if database.contains("://") && !known {
        bail!("“{database}” is not a database: leave it empty, or write mem:, ws://… or wss://….");
    }
    Ok(Some(database.to_owned()).filter(|text| !text.is_empty()))
}

/// What seals the secrets of numbers; `None` for the key of the data folder.
pub fn secret_key(layers: &Layered) -> Result<Option<SecretKey>> {
    let Some(text) = Secret::of(layers.value("secret_key")) else { return Ok(None) };
    let key = std::str::from_utf8(text.bytes()).ok().and_then(SecretKey::read);
    match key {
        Some(key) => Ok(Some(key)),
        // Its words are a secret, however wrong.
        None => {
            bail!("secret_key should be 64 hexadecimal digits, as openssl rand -hex 32 makes them.")
        }
    }
}

/// An http(s) address without a slash at the end, or nothing.
fn web_address(name: &str, text: &str) -> Result<Option<String>> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<http::Uri>() {
        Ok(uri) if uri.host().is_some() && matches!(uri.scheme_str(), Some("http" | "https")) => {
            Ok(Some(text.trim_end_matches('/').to_owned()))
        }
        _ => bail!("{name} is not a web address: “{text}” should start with https:// or http://."),
    }
}

/// An http(s) address without anything behind the host, written as browsers write an `Origin`: in
/// lower case and without a port that goes without saying.
fn origin(name: &str, text: &str) -> Result<Option<String>> {
    let Some(address) = web_address(name, text)? else { return Ok(None) };
    let plain = address.parse::<http::Uri>().ok().filter(|uri| {
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none();
        bare && !address.contains(['@', '#'])
    });
    let Some(uri) = plain else {
        bail!("{name} has too much in it: “{text}” should end after the host, or its port.");
    };
    let (scheme, host) = (uri.scheme_str().unwrap_or_default(), uri.host().unwrap_or_default());
    let usual = if scheme == "https" { 443 } else { 80 };
    let port = uri.port_u16().filter(|port| *port != usual);
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Ok(Some(format!("{scheme}://{}{port}", host.to_ascii_lowercase())))
}

/// Whether that address leads to another machine than the one that asks.
fn is_elsewhere(address: &str) -> bool {
    let host = address.parse::<http::Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    host.is_none_or(|host| !is_of_this_machine(&host))
}

#[cfg(test)]
mod tests;
