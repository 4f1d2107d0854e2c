//! Whether a request was made on this machine: for doors that only somebody who sits here may use.

use std::net::SocketAddr;

use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

/// Whether the request comes from this machine itself. Through a proxy on this machine everybody
/// does, so whatever bears a proxy's marks does not count.
pub fn is_near(peer: SocketAddr, headers: &HeaderMap) -> bool {
    let marks = |name: &str| {
        matches!(name, "forwarded" | "via" | "x-real-ip") || name.starts_with("x-forwarded-")
    };
    // A socket for both families shows 127.0.0.1 as ::ffff:127.0.0.1.
    peer.ip().to_canonical().is_loopback() && !headers.keys().any(|name| marks(name.as_str()))
}

/// The same, and asked for by a name of this machine: no page elsewhere can make a browser here do
/// it by a name that it controls.
pub fn is_here(peer: SocketAddr, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let host = host.parse::<Authority>().ok();
    is_near(peer, headers) && host.is_some_and(|host| is_of_this_machine(host.host()))
}

/// Whether that host is always the machine that asks.
pub fn is_of_this_machine(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    fn peer(address: &str) -> SocketAddr {
        address.parse().expect("an address")
    }

    #[test]
    fn this_machine_is_near_in_both_families_and_nobody_else_is() {
        for near in ["127.0.0.1:9", "127.1.2.3:9", "[::1]:9", "[::ffff:127.0.0.1]:9"] {
            assert!(is_near(peer(near), &headers(&[])), "{near}");
        }
        for far in ["192.0.2.1:9", "[2001:db8::1]:9", "[::ffff:192.0.2.1]:9", "0.0.0.0:9"] {
            assert!(!is_near(peer(far), &headers(&[])), "{far}");
            assert!(!is_here(peer(far), &headers(&[("host", "localhost:3000")])), "{far}");
        }
    }

    #[test]
    fn what_came_through_a_proxy_is_not_near_whatever_it_says() {
        for mark in [
            "forwarded",
            "via",
            "x-real-ip",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
        ] {
            assert!(!is_near(peer("127.0.0.1:9"), &headers(&[(mark, "127.0.0.1")])), "{mark}");
        }
    }

    #[test]
    fn another_host_name_that_leads_here_is_not_here() {
        let here = |host| is_here(peer("127.0.0.1:9"), &headers(&[("host", host)]));
        for ours in ["127.0.0.1:3000", "localhost:3000", "localhost", "[::1]:3000", "[::1]"] {
            assert!(here(ours), "{ours}");
        }
        for foreign in ["evil.example:3000", "localhost.evil.example", "a@evil.example", "", "::1"]
        {
            assert!(!here(foreign), "{foreign}");
        }
        assert!(!is_here(peer("127.0.0.1:9"), &headers(&[])));
    }
}
