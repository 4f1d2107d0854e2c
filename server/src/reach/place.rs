//! Which addresses may be called: without this, whoever lays down rules could reach everything that
//! the desk's machine reaches (server-side request forgery).
//!
//! An address is public only if nothing speaks against it. A team may allow its own network besides,
//! and even then no address that belongs to no team: those where clouds keep their secrets, groups,
//! samples for books, what is reserved (IANA's special-purpose registries of IPv4 and IPv6).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Public,
    /// This machine, or a network that nobody outside reaches.
    Own,
    /// Nothing there is to be called.
    Nowhere,
}

impl Place {
    pub(super) fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => of_v4(address),
            IpAddr::V6(address) => of_v6(address),
        }
    }
}

/// Where clouds keep what a machine may know of itself: Alibaba's and Microsoft's; Amazon's and
/// Google's by IPv6.
const KEEP_SECRETS: [Ipv4Addr; 2] =
    [Ipv4Addr::new(100, 100, 100, 200), Ipv4Addr::new(168, 63, 129, 16)];
const KEEP_SECRETS_V6: [Ipv6Addr; 2] = [
    Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254),
    Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254),
];

fn of_v4(address: Ipv4Addr) -> Place {
    match address.octets() {
        _ if KEEP_SECRETS.contains(&address) => Place::Nowhere,
        [10 | 127, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Place::Own,
        // “This” network; link-local, where most clouds keep secrets; protocols, and old relays.
        [0, ..] | [169, 254, ..] | [192, 0, 0, _] | [192, 88, 99, _] => Place::Nowhere,
        // Benchmarks and samples.
        [198, 18 | 19, ..] | [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => {
            Place::Nowhere
        }
        // Groups, reserved, everybody.
        [224..=255, ..] => Place::Nowhere,
        _ => Place::Public,
    }
}

fn of_v6(address: Ipv6Addr) -> Place {
    let segments = address.segments();
    match segments {
        _ if KEEP_SECRETS_V6.contains(&address) => Place::Nowhere,
        [0, 0, 0, 0, 0, 0, 0, 1] | [0xfc00..=0xfdff, ..] => Place::Own,
        // IPv4 in other clothes: as itself, and through the translator of a network without it.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            of_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        // Protocols with Teredo among them, samples, 6to4: old tunnels lead anywhere.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => {
            Place::Nowhere
        }
        [0x2000..=0x3fff, ..] => Place::Public,
        _ => Place::Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::Place::{Nowhere, Own, Public};
    use super::*;

    fn are(place: Place, table: &[(&str, &[&str])]) {
        for (name, addresses) in table {
            for address in *addresses {
                let address: IpAddr = address.parse().expect("an address");
                assert_eq!(Place::of(address), place, "{name}: {address}");
            }
        }
    }

    #[test]
    fn the_public_internet_may_be_called() {
        are(
            Public,
            &[
                ("anybody", &["1.1.1.1", "8.8.8.8", "93.184.216.34", "223.255.255.255"]),
                ("beside this network", &["1.0.0.0"]),
                ("beside private ones", &["9.255.255.255", "11.0.0.0", "172.15.255.255"]),
                ("beside private ones too", &["172.32.0.0", "192.167.255.255", "192.169.0.0"]),
                ("beside a carrier's", &["100.63.255.255", "100.128.0.0"]),
                ("beside this machine", &["126.255.255.255", "128.0.0.0"]),
                ("beside link-local", &["169.253.255.255", "169.255.0.0"]),
                ("beside protocols and samples", &["192.0.1.1", "192.0.3.1", "198.51.101.1"]),
                ("beside benchmarks", &["198.17.255.255", "198.20.0.0"]),
                ("anybody by IPv6", &["2606:4700:4700::1111", "2a00:1450:4003:80d::200e"]),
                ("beside protocols", &["2001:200::1", "2001:4860:4860::8888"]),
                ("beside samples", &["2001:db7::1", "2001:db9::1", "3fff:1000::1"]),
                ("public in other clothes", &["::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]),
            ],
        );
    }

    #[test]
    fn the_own_network_is_called_only_if_it_is_allowed() {
        are(
            Own,
            &[
                ("this machine", &["127.0.0.1", "127.255.255.255", "::1"]),
                ("private, 10/8", &["10.0.0.0", "10.255.255.255"]),
                ("private, 172.16/12", &["172.16.0.0", "172.31.255.255"]),
                ("private, 192.168/16", &["192.168.0.0", "192.168.255.255"]),
                ("behind a carrier, 100.64/10", &["100.64.0.0", "100.127.255.255"]),
                ("unique local", &["fc00::", "fd12:3456::1", "fdff:ffff::ffff"]),
                ("mapped", &["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:192.168.1.1"]),
                ("translated", &["64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1"]),
            ],
        );
    }

    #[test]
    fn what_belongs_to_no_team_is_never_called() {
        are(
            Nowhere,
            &[
                ("this network", &["0.0.0.0", "0.255.255.255", "::"]),
                ("link-local", &["169.254.0.0", "169.254.255.255", "fe80::1", "febf::1"]),
                (
                    "where clouds keep secrets",
                    &["169.254.169.254", "100.100.100.200", "168.63.129.16"],
                ),
                ("where clouds keep secrets by IPv6", &["fd00:ec2::254", "fd20:ce::254"]),
                ("protocols", &["192.0.0.0", "192.0.0.192", "192.0.0.255", "2001:1::1"]),
                ("relays", &["192.88.99.1"]),
                ("benchmarks", &["198.18.0.0", "198.19.255.255", "2001:2::1"]),
                ("samples", &["192.0.2.1", "198.51.100.1", "203.0.113.1"]),
                ("samples by IPv6", &["2001:db8::1", "2001:db8:ffff::1", "3fff::1", "3fff:fff::1"]),
                ("groups", &["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"]),
                ("reserved", &["240.0.0.0", "255.255.255.254"]),
                ("everybody", &["255.255.255.255"]),
                ("site-local", &["fec0::1", "feff::1"]),
                ("compatible", &["::127.0.0.1", "::10.0.0.1", "::8.8.8.8"]),
                ("mapped", &["::ffff:0.0.0.0", "::ffff:169.254.169.254", "::ffff:224.0.0.1"]),
                ("translated", &["64:ff9b::169.254.169.254", "64:ff9b::0.0.0.0"]),
                ("translated on the spot", &["64:ff9b:1::127.0.0.1", "64:ff9b:1::8.8.8.8"]),
                ("6to4", &["2002:7f00:1::1", "2002:a00:1::1", "2002:808:808::1"]),
                ("Teredo", &["2001::1", "2001:0:4136:e378:8000:63bf:80ff:fffe"]),
                ("discarded", &["100::1"]),
                ("nobody's yet", &["4000::1", "5f00::1", "e000::1"]),
            ],
        );
    }
}
