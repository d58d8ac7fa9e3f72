//! Management links of every generation.

use crate::address::HubAddress;
use crate::link_filter;
use crate::link_route::{LinkOperation, ROOTS, find_base, instance_operation, is_route};
use crate::percent::{decode, readings};
use crate::secret::Secret;
use crate::weburl::{WebUrl, joined};

/// A management link, taken apart.
///
/// Source: the wire contract, section 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagementLink {
    /// Where the hub is.
    pub address: HubAddress,
    /// The key, if the link has one.
    pub key: Option<Secret>,
    /// The instance the link is about, read as the host would read it.
    pub instance_id: Option<String>,
    /// Another id the link may mean, to be tried where the host does not know the first: with `+` read as a space,
    /// as the host's own links mean it, without the second decoding, or with `%2F` left as it is.
    pub other_reading: Option<String>,
    /// What the link does; `None` for the instance itself (read it or purge it), and for a mere base address.
    pub operation: Option<LinkOperation>,
    /// What a link to the list narrows it to, in the typed form of [`crate::filter::Filter`]; empty for anything else.
    pub filter: String,
}

/// Why a text is no management link. Data, no prose: and never a part of the text that may hold a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Nothing was pasted.
    Empty,
    /// No address of any kind.
    NotAUrl,
    /// An address, but not of the management API.
    UnknownPath {
        /// The path, as a browser would send it.
        path: String,
    },
    /// An address of another scheme.
    NotHttp {
        /// The scheme, in lower case.
        scheme: String,
    },
}

impl ManagementLink {
    /// Reads a link of any generation: any prefix before the base path, any of the query parts missing, route
    /// segments and query names in any case. A bare origin is taken for the address of an app.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        Self::parse_beside(text, "")
    }

    /// As [`ManagementLink::parse`], where an id beside the link decides which reading is meant. An id that is none
    /// of the readings is of something else (a starter may return its own), and changes nothing.
    pub fn parse_beside(text: &str, id: &str) -> Result<Self, LinkError> {
        let text = unwrapped(text);
        if text.is_empty() {
            return Err(LinkError::Empty);
        }
        let url = WebUrl::parse(text)?;
        let (link, based) = Self::of_url(&url, id)?;
        // A lone word could be anything.
        if based || text.contains("//") || text.contains(':') {
            Ok(link)
        } else {
            Err(LinkError::NotAUrl)
        }
    }

    /// Reads an address that was split already, and says whether it has the base path of the API. An app's own address is
    /// as good as a link; any other path is none.
    pub(crate) fn of_url(url: &WebUrl, id: &str) -> Result<(Self, bool), LinkError> {
        let mut link = Self {
            address: HubAddress {
                origin: url.origin.clone(),
                ..HubAddress::default()
            },
            key: None,
            instance_id: None,
            other_reading: None,
            operation: None,
            filter: String::new(),
        };
        link.take_query(&url.query);
        let Some((generation, at)) = find_base(&url.segments) else {
            return if url.segments.iter().all(String::is_empty) {
                Ok((link, false))
            } else {
                Err(LinkError::UnknownPath { path: url.path() })
            };
        };
        let (before, from_base) = url
            .segments
            .split_at_checked(at)
            .ok_or(LinkError::NotAUrl)?;
        link.address.prefix = joined(before);
        link.address.generation = generation;
        if !link.take_route(from_base.get(3..).unwrap_or_default(), id) {
            return Err(LinkError::UnknownPath { path: url.path() });
        }
        if link.operation == Some(LinkOperation::List) {
            link.filter = link_filter::filter_of(&url.query);
        }
        Ok((link, true))
    }

    /// What stands below the base path. False when the API has no such route.
    fn take_route(&mut self, below: &[String], beside: &str) -> bool {
        // A slash at the end says nothing; an empty segment elsewhere is no id.
        let below = below.strip_suffix(&[String::new()]).unwrap_or(below);
        let Some((root, rest)) = below.split_first() else {
            return true;
        };
        if rest.iter().any(String::is_empty) {
            return false;
        }
        let mut next = rest.iter();
        match ROOTS.iter().position(|known| is_route(root, known)) {
            Some(0) => self.take_instance(rest, beside),
            Some(1) => {
                let Some(function) = next.next() else {
                    return false;
                };
                let function = first_reading(function);
                self.operation = Some(LinkOperation::Start { function });
                if let Some(id) = next.next() {
                    self.take_id(id, beside);
                }
            }
            Some(2) => {
                let mut name_or_key = || next.next().map(|segment| first_reading(segment));
                let (name, key) = (name_or_key(), name_or_key());
                self.operation = Some(LinkOperation::Entities { name, key });
            }
            Some(_) => self.operation = Some(LinkOperation::MakePrimary),
            None => return false,
        }
        true
    }

    /// What stands below `instances`. A proxy or a person may have written the slashes of an id as they are.
    fn take_instance(&mut self, rest: &[String], beside: &str) {
        let last = rest.len().saturating_sub(1);
        let operation_at = (1..rest.len()).find(|at| {
            let name = rest
                .get(*at)
                .map(|segment| decode(segment))
                .unwrap_or_default();
            match instance_operation(name, None) {
                LinkOperation::RaiseEvent { .. } => true,
                LinkOperation::Other { .. } => false,
                _ => *at == last,
            }
        });
        // One unknown word after an id is an operation of some other version, or the end of the id.
        let unknown_at = (operation_at.is_none() && rest.len() == 2).then_some(1);
        let end = operation_at.or(unknown_at).unwrap_or(rest.len());
        let (id, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        if id.is_empty() {
            self.operation = Some(LinkOperation::List);
            return;
        }
        self.take_id(&id.join("%2F"), beside);
        if let Some((name, event)) = after.split_first() {
            let event = Some(first_reading(&event.join("%2F")));
            let event = event.filter(|event| !event.is_empty() && event != "{eventName}");
            self.operation = Some(instance_operation(decode(name), event));
        }
        if unknown_at.is_some() {
            let whole = first_reading(&rest.join("%2F"));
            if whole == beside {
                self.instance_id = Some(whole);
                self.other_reading = None;
                self.operation = None;
            } else if self.other_reading.is_none() {
                self.other_reading = Some(whole);
            }
        }
    }

    fn take_id(&mut self, segment: &str, beside: &str) {
        let readings = readings(segment);
        if readings.iter().any(|reading| reading == beside) {
            self.instance_id = Some(beside.to_owned());
            return;
        }
        let mut readings = readings.into_iter();
        self.instance_id = readings.next();
        self.other_reading = readings.next();
    }

    fn take_query(&mut self, query: &str) {
        for part in query.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            if value.is_empty() {
                continue;
            }
            let slot = match decode(name).to_ascii_lowercase().as_str() {
                "taskhub" => &mut self.address.task_hub,
                "connection" => &mut self.address.connection,
                "code" => {
                    // A plus stays one: no key holds a space.
                    if self.key.is_none() {
                        self.key = Some(Secret::new(decode(value)));
                    }
                    continue;
                }
                _ => continue,
            };
            if slot.is_none() {
                *slot = Some(decode(&value.replace('+', " ")));
            }
        }
    }
}

/// A pasted text without white space, quotes, brackets and the comma around it.
fn unwrapped(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || "\"'`<>,;".contains(c))
}

fn first_reading(segment: &str) -> String {
    readings(segment).into_iter().next().unwrap_or_default()
}
