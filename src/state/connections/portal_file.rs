//! `portal.json` beside `index.html`: connections that everyone who opens this portal sees.
//!
//! ```json
//! {"connections": [{"name": "Orders", "origin": "https://orders.example", "taskHub": "OrdersHub", "connection": "Storage", "environment": "prod"}]}
//! ```
//!
//! `url` may stand for `origin`: any management link of the hub. The file is public to whoever can open the portal, so one that
//! holds a key is refused whole and loudly: quietly ignoring the key would leave it published.

use durable_api::address::HubAddress;
use durable_api::link::ManagementLink;
use serde_json::Value;

use super::connection::{Connection, Environment, Kept, name_for};

/// Why a `portal.json` is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortalFileError {
    /// It holds a function key, at this place (`connections[0].url`). The key itself is not repeated.
    HoldsKey {
        /// Where, as a path into the file.
        at: String,
    },
    /// It is not JSON, or not of the shape above.
    Malformed {
        /// What is wrong, in the reader's words.
        why: String,
    },
}

/// Names of fields that hold keys, compared without case, `-` and `_`.
const KEY_FIELDS: [&str; 9] = [
    "code",
    "key",
    "xfunctionskey",
    "functionskey",
    "functionkey",
    "systemkey",
    "masterkey",
    "accountkey",
    "connectionstring",
];

/// Reads the file's text.
pub fn read(text: &str) -> Result<Vec<Connection>, PortalFileError> {
    let malformed = |why: String| PortalFileError::Malformed { why };
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            // Text that is no JSON can still be a published key.
            if says_code(text) {
                PortalFileError::HoldsKey {
                    at: "portal.json".to_owned(),
                }
            } else {
                malformed(error.to_string())
            }
        })?;
    if let Some(at) = find_key(&value, String::new()) {
        return Err(PortalFileError::HoldsKey { at });
    }
    // Of a field written twice only the last is in `value`; the text has both.
    if says_code(text) {
        return Err(PortalFileError::HoldsKey {
            at: "portal.json".to_owned(),
        });
    }
    let connections = value
        .get("connections")
        .and_then(Value::as_array)
        .ok_or_else(|| malformed("connections: no list of that name".to_owned()))?;
    connections
        .iter()
        .enumerate()
        .map(|(index, entry)| connection(index, entry))
        .collect()
}

fn connection(index: usize, entry: &Value) -> Result<Connection, PortalFileError> {
    let malformed = |what: &str| PortalFileError::Malformed {
        why: format!("connections[{index}]: {what}"),
    };
    if !entry.is_object() {
        return Err(malformed("is no object"));
    }
    // A field may be left out or null; anything else but text is a mistake to tell.
    let field = |name: &str| match entry.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|it| !it.trim().is_empty())),
        Some(_) => Err(malformed(&format!("{name} is no text"))),
    };
    let environment = match field("environment")? {
        None => Environment::default(),
        Some(text) => Environment::parse(&text)
            .ok_or_else(|| malformed("environment is none of dev, test, prod"))?,
    };
    let link = match (field("url")?, field("origin")?) {
        (Some(url), _) => url,
        (None, Some(origin)) => format!(
            "{}/runtime/webhooks/durabletask/instances",
            origin.trim_end_matches('/')
        ),
        (None, None) => return Err(malformed("neither url nor origin")),
    };
    let link =
        ManagementLink::parse(&link).map_err(|_| malformed("not the address of a function app"))?;
    if link.key.is_some() {
        return Err(PortalFileError::HoldsKey {
            at: format!("connections[{index}]"),
        });
    }
    let address = HubAddress {
        task_hub: field("taskHub")?.or(link.address.task_hub),
        connection: field("connection")?.or(link.address.connection),
        ..link.address
    };
    let name = field("name")?.unwrap_or_else(|| name_for(&address));
    Ok(Connection {
        name,
        environment,
        address,
        kept: Kept::Portal,
    })
}

fn find_key(value: &Value, at: String) -> Option<String> {
    match value {
        Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            let at = if at.is_empty() {
                name.clone()
            } else {
                format!("{at}.{name}")
            };
            let plain: String = name
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
                .to_ascii_lowercase();
            let is_key = KEY_FIELDS.contains(&plain.as_str()) && !value.is_null();
            if is_key {
                Some(at)
            } else {
                find_key(value, at)
            }
        }),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| find_key(item, format!("{at}[{index}]"))),
        Value::String(text) => says_code(text).then_some(at),
        _ => None,
    }
}

/// Whether a text holds a key as a link or a header line does.
fn says_code(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    [
        "?code=",
        "&code=",
        "x-functions-key",
        "accountkey=",
        "sharedaccesskey=",
    ]
    .iter()
    .any(|mark| text.contains(mark))
}

#[cfg(test)]
#[path = "portal_file_tests.rs"]
mod tests;
