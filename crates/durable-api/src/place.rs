//! Where an origin is, as far as its name tells: on this machine, in a private network, or anywhere.

/// How near an address is. Browsers ask the user before a page may call something nearer than where it came from
/// (Chromium's Local Network Access), and let https pages call plain http on this machine alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// This machine.
    Loopback,
    /// A private network: its addresses, names under `.local`, names without a dot.
    Private,
    /// Anything else. Such a name may still lead to a private address; a page cannot know.
    Public,
}

/// The space of an origin (`https://orders.example:8080`), by its name alone.
///
/// Source: the Local Network Access draft, "IP address space", and RFC 6761 for `localhost`.
pub fn space_of(origin: &str) -> Space {
    let host = host_name(origin).to_ascii_lowercase();
    if let Ok(address) = host.parse::<std::net::Ipv4Addr>() {
        return space_of_v4(address);
    }
    if let Ok(address) = host.parse::<std::net::Ipv6Addr>() {
        let first = address.segments().first().copied().unwrap_or_default();
        return match address.to_ipv4_mapped() {
            Some(mapped) => space_of_v4(mapped),
            None if address.is_loopback() => Space::Loopback,
            None if first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80 => Space::Private,
            None => Space::Public,
        };
    }
    if host == "localhost" || host.ends_with(".localhost") {
        Space::Loopback
    } else if host.rsplit('.').next() == Some("local") || !host.contains('.') {
        Space::Private
    } else {
        Space::Public
    }
}

fn space_of_v4(address: std::net::Ipv4Addr) -> Space {
    let [a, b, ..] = address.octets();
    if address.is_loopback() || address.is_unspecified() {
        Space::Loopback
    } else if address.is_private() || address.is_link_local() || (a == 100 && b & 0xc0 == 64) {
        Space::Private
    } else {
        Space::Public
    }
}

/// Whether an origin is this machine: browsers allow it from https pages, and a lost network does not matter to it.
pub fn is_loopback(origin: &str) -> bool {
    space_of(origin) == Space::Loopback
}

/// Whether browsers refuse a request as mixed content: plain http from an https page, except to this machine.
pub fn is_mixed_content(page_origin: &str, origin: &str) -> bool {
    page_origin.starts_with("https://") && origin.starts_with("http://") && !is_loopback(origin)
}

/// The name or address of an origin, without scheme, port and brackets.
pub fn host_name(origin: &str) -> &str {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// The port of an origin as it is written; `None` for the scheme's own.
pub fn port(origin: &str) -> Option<&str> {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let after = host.rsplit(']').next().unwrap_or_default();
    after.rsplit_once(':').map(|(_, port)| port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_a_private_network_and_the_rest_are_told_apart() {
        for (origin, space) in [
            ("http://localhost:7071", Space::Loopback),
            ("http://app.localhost", Space::Loopback),
            ("http://127.0.0.1", Space::Loopback),
            ("http://127.8.0.1:80", Space::Loopback),
            ("http://[::1]:80", Space::Loopback),
            ("http://[::ffff:127.0.0.1]", Space::Loopback),
            ("http://0.0.0.0:7071", Space::Loopback),
            ("http://10.0.0.1:7071", Space::Private),
            ("http://172.31.0.9", Space::Private),
            ("https://192.168.1.5", Space::Private),
            ("https://169.254.1.1", Space::Private),
            ("https://100.64.0.1", Space::Private),
            ("https://[fd00::2]", Space::Private),
            ("https://[fe80::1]:8443", Space::Private),
            ("http://nas.local", Space::Private),
            ("http://buildserver:7071", Space::Private),
            ("https://orders.azurewebsites.net", Space::Public),
            ("http://localhost.example", Space::Public),
            ("http://172.32.0.1", Space::Public),
            ("http://100.128.0.1", Space::Public),
            ("http://[2001:db8::1]:80", Space::Public),
        ] {
            assert_eq!(space_of(origin), space, "{origin}");
        }
    }

    #[test]
    fn an_https_page_may_call_plain_http_on_this_machine_alone() {
        assert!(is_mixed_content(
            "https://ops.example",
            "http://orders.example"
        ));
        assert!(is_mixed_content("https://ops.example", "http://10.0.0.5"));
        for (page, host) in [
            ("https://ops.example", "http://localhost:7071"),
            ("https://ops.example", "https://orders.example"),
            ("http://ops.example", "http://orders.example"),
        ] {
            assert!(!is_mixed_content(page, host), "{page} {host}");
        }
    }

    #[test]
    fn a_port_is_told_where_it_is_written() {
        assert_eq!(port("http://localhost:7071"), Some("7071"));
        assert_eq!(port("http://[::1]:80"), Some("80"));
        assert_eq!(port("http://[::1]"), None);
        assert_eq!(port("https://orders.example"), None);
    }
}
