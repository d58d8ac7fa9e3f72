//! What a link to a list narrows it to, as the typed form of a filter (`crate::filter`).
//!
//! Source: the wire contract, section 3. What the host would not heed (a status in another case, a time that is none) is no clause here
//! either, so a link opens on what it shows.

use crate::filter::quoted;
use crate::percent::decode;
use crate::status::RuntimeStatus;
use crate::time::{Timestamp, wire_time};

/// What the clause of statuses begins with.
const STATUS: &str = "status:";

/// A parameter of a list's link as a clause; `None` when it is no filter, or one that the host would not heed. `value` is as it stands in
/// the address.
pub(crate) fn clause(name: &str, value: &str) -> Option<String> {
    let value = decode(&value.replace('+', " "));
    let moment = || Timestamp::new(value.as_str()).utc();
    Some(match name.to_ascii_lowercase().as_str() {
        "runtimestatus" => {
            let known: Vec<&str> = value
                .split(',')
                .filter(|it| !matches!(RuntimeStatus::from_wire(it), RuntimeStatus::Other(_)))
                .collect();
            if known.is_empty() {
                return None;
            }
            String::from(STATUS) + &known.join(",")
        }
        "instanceidprefix" if !value.is_empty() => format!("id:{}*", quoted(&value)),
        "createdtimefrom" => String::from("created:>") + &wire_time(moment()?),
        // The host means "at or before", the typed form "before".
        "createdtimeto" => {
            let behind = moment()?.checked_add_signed(chrono::TimeDelta::milliseconds(1))?;
            String::from("created:<") + &wire_time(behind)
        }
        _ => return None,
    })
}

/// The filter that a query says; empty where it says none. A status may be named several times; of anything else the first counts.
pub(crate) fn filter_of(query: &str) -> String {
    let mut clauses: Vec<(String, String)> = Vec::new();
    for part in query.split('&') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let name = decode(name).to_ascii_lowercase();
        let Some(clause) = clause(&name, value) else {
            continue;
        };
        match clauses.iter_mut().find(|(earlier, _)| *earlier == name) {
            Some((_, earlier)) => {
                if let Some(more) = clause.strip_prefix(STATUS) {
                    *earlier = format!("{earlier},{more}");
                }
            }
            None => clauses.push((name, clause)),
        }
    }
    let texts: Vec<String> = clauses.into_iter().map(|(_, clause)| clause).collect();
    texts.join(" ")
}
