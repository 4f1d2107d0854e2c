//! Where a request comes from: the network address, and what the browser says of itself.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};

/// Names of browsers as their `User-Agent` has them, the most particular first: most say that they are
/// others besides.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
/// The same of systems.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
    ("BSD", "BSD"),
];

/// Whoever asks, as far as a request tells.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub address: String,
    /// `Firefox, Linux`; nothing if it is none that we know.
    pub device: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let peer = ConnectInfo::<SocketAddr>::from_request_parts(parts, state).await;
        let ConnectInfo(peer) = peer.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let address = address(peer, &parts.headers);
        Ok(Self { address, device: device(agent.unwrap_or_default()) })
    }
}

/// Where somebody comes from. Through a proxy on this machine, that is what the proxy says last.
fn address(peer: SocketAddr, headers: &HeaderMap) -> String {
    let said = headers.get_all("x-forwarded-for").iter().next_back();
    let said = said.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    match said.map(str::trim) {
        Some(address) if peer.ip().to_canonical().is_loopback() && !address.is_empty() => {
            address.chars().take(64).collect()
        }
        _ => peer.ip().to_canonical().to_string(),
    }
}

fn device(agent: &str) -> String {
    let name = |known: &[(&str, &'static str)]| {
        known.iter().find(|(word, _)| agent.contains(word)).map(|(_, name)| *name)
    };
    let parts: Vec<_> = [name(&BROWSERS), name(&SYSTEMS)].into_iter().flatten().collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_browser_is_told_in_plain_words() {
        let table = [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox, Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 \
                 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
                "Safari, macOS",
            ),
            ("curl/8.0", ""),
            ("<script>alert(1)</script> Firefox/1", "Firefox"),
            ("", ""),
        ];
        for (agent, told) in table {
            assert_eq!(device(agent), told, "{agent}");
        }
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed_about_an_address() {
        let mut headers = HeaderMap::new();
        let said = HeaderValue::from_static("192.0.2.1, 192.0.2.2");
        headers.insert("x-forwarded-for", said);
        for (peer, expected) in [
            ("127.0.0.1:9", "192.0.2.2"),
            ("[::1]:9", "192.0.2.2"),
            ("[::ffff:127.0.0.1]:9", "192.0.2.2"),
            ("198.51.100.7:9", "198.51.100.7"),
        ] {
            assert_eq!(address(peer.parse().expect("a peer"), &headers), expected, "{peer}");
        }
        headers.insert("x-forwarded-for", HeaderValue::from_static(" "));
        assert_eq!(address("127.0.0.1:9".parse().expect("a peer"), &headers), "127.0.0.1");
    }
}
