//! Connections as a file: what `portal.json` is, so that a file exported here can be put beside a portal as it is. Never a key.

use durable_api::RawJson;

use super::connection::{Connection, Kept};
use super::portal_file::{self, PortalFileError};

/// The file's name.
pub const FILE: &str = "portal.json";

/// Writes connections as `{"connections": [{"name", "url", "environment"}]}`, one a line. The link says which task hub,
/// connection and base path; a link made here has no key.
pub fn write(list: &[Connection]) -> String {
    let entry = |it: &Connection| {
        let fields = [
            ("name", it.name.as_str()),
            ("url", &it.list_link()),
            ("environment", it.environment.as_str()),
        ];
        let fields =
            fields.map(|(name, value)| format!("\"{name}\": {}", RawJson::string(value).text()));
        format!("\n  {{{}}}", fields.join(", "))
    };
    let entries: Vec<String> = list.iter().map(entry).collect();
    format!("{{\"connections\": [{}\n]}}\n", entries.join(","))
}

/// Reads such a file; its connections are to be kept on this device. One that holds a key is refused whole.
pub fn read(text: &str) -> Result<Vec<Connection>, PortalFileError> {
    let mut list = portal_file::read(text)?;
    for connection in &mut list {
        connection.kept = Kept::Device;
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::state::connections::connection::{Connection, Environment, Kept};
    use crate::state::connections::hub_ref;

    #[test]
    fn a_written_file_is_read_as_it_was() {
        let hubs = [
            "orders.example/apps/x~Hub & more~Storage~1",
            "http:localhost:7071",
            "[::1]:8443~H~a+b",
        ];
        let list: Vec<Connection> = hubs
            .iter()
            .zip(Environment::ALL)
            .map(|(hub, environment)| Connection {
                name: format!("\"{hub}\" — ☃"),
                environment,
                address: hub_ref::read(hub).expect("a hub"),
                kept: Kept::Device,
            })
            .collect();
        assert_eq!(read(&write(&list)), Ok(list));
        assert_eq!(read(&write(&[])), Ok(Vec::new()));
    }
}
