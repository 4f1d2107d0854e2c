//! How far calls and fetches reach: names become addresses here, and only those that may be called are left.
//!
//! The connection is made to the very addresses that were looked at, so that a name can't lead
//! elsewhere in between. An address in place of a name never comes here: [`Reach::allows`] is asked.

mod place;

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, SocketAddr};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use place::Place;

/// Whether the desk's own network may be called besides the public internet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    pub own_network: bool,
}

/// A name that leads to nothing that may be called.
#[derive(Debug)]
pub(crate) struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name leads to no address that may be called")
    }
}

impl Error for NotPublic {}

impl NotPublic {
    /// Whether it is at the bottom of `error`.
    pub(crate) fn is_behind(error: &(dyn Error + 'static)) -> bool {
        error.is::<NotPublic>() || error.source().is_some_and(NotPublic::is_behind)
    }
}

impl Reach {
    fn contains(self, address: IpAddr) -> bool {
        match Place::of(address) {
            Place::Public => true,
            Place::Own => self.own_network,
            Place::Nowhere => false,
        }
    }

    /// Whether `url` may be asked for as it is written. A name is looked at when it is resolved.
    pub(crate) fn allows(self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse();
        !host.is_empty() && address.map_or(true, |address| self.contains(address))
    }
}

impl Resolve for Reach {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = *self;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> =
                found.filter(|address| reach.contains(address.ip())).collect();
            match allowed.is_empty() {
                true => Err(NotPublic.into()),
                false => Ok(Box::new(allowed.into_iter()) as Addrs),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: Reach = Reach { own_network: false };
    const OWN_TOO: Reach = Reach { own_network: true };

    #[test]
    fn an_address_in_place_of_a_name_is_looked_at_however_it_is_written() {
        for (url, of_public, of_own) in [
            ("https://hooks.example.org/a", true, true),
            ("https://8.8.8.8/", true, true),
            ("http://127.0.0.1:8080/", false, true),
            ("http://0x7f.1/", false, true),
            ("http://2130706433/", false, true),
            ("http://0177.0.0.1/", false, true),
            ("http://127.0.0.1./", false, true),
            ("http://[::1]/", false, true),
            ("http://[::ffff:10.0.0.1]/", false, true),
            ("http://169.254.169.254/latest/meta-data", false, false),
            ("http://[::ffff:a9fe:a9fe]/", false, false),
            ("http://0/", false, false),
        ] {
            let parsed = Url::parse(url).expect("an address");
            assert_eq!(PUBLIC.allows(&parsed), of_public, "{url}");
            assert_eq!(OWN_TOO.allows(&parsed), of_own, "{url}");
        }
    }

    #[tokio::test]
    async fn a_name_of_this_machine_is_resolved_only_if_the_own_network_is_allowed() {
        let name = || "localhost".parse::<Name>().expect("a name");
        let refused = PUBLIC.resolve(name()).await.err().expect("refused");
        assert!(NotPublic::is_behind(&*refused));
        let found: Vec<_> = OWN_TOO.resolve(name()).await.expect("resolved").collect();
        assert!(found.iter().all(|address| address.ip().is_loopback()) && !found.is_empty());
    }
}
