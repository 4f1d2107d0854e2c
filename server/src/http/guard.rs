//! What every answer carries, and which requests are turned away before anything is done.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Door, reader};

/// The nonce of one answer, for the scripts that we wrote into it.
#[derive(Clone)]
pub struct PageNonce(pub String);

/// Whoever came over https once comes over https for a year.
const ALWAYS_HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Gives the request a nonce and the answer its security headers.
pub async fn headers(State(is_https): State<bool>, mut request: Request, next: Next) -> Response {
    let nonce = STANDARD.encode(rand::random::<[u8; 18]>());
    request.extensions_mut().insert(PageNonce(nonce.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        // A customer's file has a stricter one of its own.
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, ALWAYS_HTTPS);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Lets a request change something, or open a websocket, only if it comes from our own pages.
pub async fn same_origin(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let socket = asks_for_socket(request.headers());
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if (safe && !socket) || is_ours(request.headers(), door.config.public_url.as_deref(), socket) {
        return next.run(request).await;
    }
    let sentence = reader::language(request.headers()).came_from_elsewhere();
    (StatusCode::FORBIDDEN, format!("{sentence}\n")).into_response()
}

/// Whether the request wants to become a websocket. Many a program offers HTTP/2 by the same header
/// (`Upgrade: h2c`), and is answered as if it had not.
fn asks_for_socket(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::UPGRADE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|to| to.trim().eq_ignore_ascii_case("websocket"))
}

/// Whether the browser says that the request comes from this origin. A websocket says so by its
/// `Origin` alone; other requests may say it by `Sec-Fetch-Site`. Saying nothing is not enough.
fn is_ours(headers: &HeaderMap, public_url: Option<&str>, socket: bool) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site").filter(|_| !socket) {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text("origin") else { return false };
    if let Some(public) = public_url {
        return origin == public;
    }
    let host = text("host").unwrap_or_default();
    !host.is_empty() && origin.strip_prefix("http://") == Some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)], public: Option<&str>, socket: bool) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        is_ours(&headers, public, socket)
    }

    #[test]
    fn our_own_origin_may_and_every_other_may_not() {
        let host = ("host", "127.0.0.1:3000");
        assert!(ours(&[host, ("origin", "http://127.0.0.1:3000")], None, true));
        for origin in [
            "null",
            "http://127.0.0.1:3001",
            "http://127.0.0.1",
            "http://127.0.0.1:3000.evil.example",
            "http://evil.example",
            "https://127.0.0.1:3000",
            "",
        ] {
            assert!(!ours(&[host, ("origin", origin)], None, true), "{origin}");
        }
        assert!(!ours(&[host], None, true));
        assert!(!ours(&[host], None, false));
        assert!(!ours(&[("origin", "http://")], None, false));
    }

    #[test]
    fn behind_a_public_address_only_that_counts() {
        let public = Some("https://desk.example.org");
        let host = ("host", "127.0.0.1:3000");
        assert!(ours(&[host, ("origin", "https://desk.example.org")], public, true));
        assert!(!ours(&[host, ("origin", "http://desk.example.org")], public, true));
        assert!(!ours(&[host, ("origin", "http://127.0.0.1:3000")], public, true));
    }

    #[test]
    fn only_who_names_a_websocket_asks_for_one() {
        let asks = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::UPGRADE, HeaderValue::from_static(line));
            }
            asks_for_socket(&headers)
        };
        for lines in
            [&["websocket"][..], &["WebSocket"], &["h2c, websocket"], &["h2c", "websocket"]]
        {
            assert!(asks(lines), "{lines:?}");
        }
        for lines in [&[""][..], &[], &["h2c"], &["h2c,"], &["websockets"]] {
            assert!(!asks(lines), "{lines:?}");
        }
    }

    #[test]
    fn a_socket_is_not_believed_by_sec_fetch_site() {
        assert!(ours(&[("sec-fetch-site", "same-origin")], None, false));
        assert!(!ours(&[("sec-fetch-site", "cross-site")], None, false));
        assert!(!ours(&[("sec-fetch-site", "same-origin")], None, true));
    }
}
