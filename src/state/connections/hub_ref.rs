//! A hub's address as one readable word of the page's own address, and back.
//!
//! `https://orders.example/api` with task hub `OrdersHub` is `orders.example/api~OrdersHub`; plain http keeps its scheme
//! (`http:localhost:7071~TestHub`). A link copied from the address bar therefore says where it belongs, and a portal that
//! does not know the hub yet can offer to connect to it. There is never a key in it.

use durable_api::address::{Generation, HubAddress};

/// Parts are joined by this; inside a part it is written `%7E`.
const JOIN: char = '~';

/// Writes an address: `{host and prefix}[~{task hub}[~{connection}[~1]]]`, where `1` marks the base path of extension 1.x.
pub fn write(address: &HubAddress) -> String {
    let place = match address.origin.split_once("://") {
        Some(("https", host)) => host.to_owned(),
        Some((scheme, host)) => format!("{scheme}:{host}"),
        None => address.origin.clone(),
    };
    let first = (address.generation == Generation::First).then_some("1");
    let mut parts = vec![
        escape(&format!("{place}{}", address.prefix)),
        escape(address.task_hub.as_deref().unwrap_or_default()),
        escape(address.connection.as_deref().unwrap_or_default()),
        first.unwrap_or_default().to_owned(),
    ];
    while parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    parts.join("~")
}

/// Reads what [`write()`] wrote; `None` when the text names no host, or a scheme that is not of the web.
pub fn read(text: &str) -> Option<HubAddress> {
    let mut parts = text.split(JOIN).map(unescape);
    let place = parts.next()?;
    let task_hub = parts.next().filter(|part| !part.is_empty());
    let connection = parts.next().filter(|part| !part.is_empty());
    let generation = match parts.next().as_deref() {
        None | Some("") => Generation::Current,
        Some("1") => Generation::First,
        Some(_) => return None,
    };
    if parts.next().is_some() {
        return None;
    }
    let (scheme, rest) = match place.split_once(':') {
        Some((scheme @ ("http" | "https"), rest)) => (scheme, rest),
        _ => ("https", place.as_str()),
    };
    let (host, prefix) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let sound = !host.is_empty()
        && !host.contains(|c: char| c.is_whitespace() || c.is_control() || "@?#\\%".contains(c));
    sound.then(|| HubAddress {
        origin: format!("{scheme}://{host}"),
        prefix: prefix.trim_end_matches('/').to_owned(),
        generation,
        task_hub,
        connection,
    })
}

fn escape(part: &str) -> String {
    part.replace('%', "%25").replace(JOIN, "%7E")
}

fn unescape(part: &str) -> String {
    part.replace("%7E", "~").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use durable_api::address::{Generation, HubAddress};

    fn address(
        origin: &str,
        prefix: &str,
        hub: Option<&str>,
        connection: Option<&str>,
    ) -> HubAddress {
        HubAddress {
            origin: origin.to_owned(),
            prefix: prefix.to_owned(),
            generation: Generation::Current,
            task_hub: hub.map(str::to_owned),
            connection: connection.map(str::to_owned),
        }
    }

    #[test]
    fn an_address_reads_well_and_comes_back_whole() {
        let cases = [
            (
                address("https://orders.example", "", Some("OrdersHub"), None),
                "orders.example~OrdersHub",
            ),
            (
                address("http://localhost:7071", "", None, None),
                "http:localhost:7071",
            ),
            (
                address("https://a.example:8443", "/apps/x", None, Some("Storage")),
                "a.example:8443/apps/x~~Storage",
            ),
            (
                address("http://[::1]:7071", "", Some("H"), None),
                "http:[::1]:7071~H",
            ),
            (
                address("https://a.example", "", Some("odd~hub%7E"), Some("c")),
                "a.example~odd%7Ehub%257E~c",
            ),
        ];
        for (address, text) in cases {
            assert_eq!(write(&address), text);
            assert_eq!(read(text), Some(address));
        }
    }

    #[test]
    fn the_base_path_of_1_x_is_kept() {
        let old = HubAddress {
            generation: Generation::First,
            ..address("https://a.example", "", None, None)
        };
        assert_eq!(write(&old), "a.example~~~1");
        assert_eq!(read("a.example~~~1"), Some(old));
    }

    #[test]
    fn what_names_no_host_is_no_hub() {
        for text in [
            "",
            "~Hub",
            "http:",
            "/x",
            "user@host",
            "a b",
            "a.example~H~C~2",
            "a.example~H~C~1~more",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
