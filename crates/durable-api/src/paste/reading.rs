//! One address of a text, read: a link, an app, or a site that is neither.

use super::PasteFault;
use super::found::{Address, Found, shortened};
use crate::link::{LinkError, ManagementLink};
use crate::percent::decode;
use crate::weburl::WebUrl;

/// An address that could be read.
pub(crate) struct Read<'a> {
    pub(crate) link: ManagementLink,
    /// Whether it has the base path of the management API.
    pub(crate) based: bool,
    pub(crate) address: &'a Address,
    pub(crate) url: WebUrl,
    /// The deployment site it was of.
    pub(crate) scm: Option<String>,
}

impl Read<'_> {
    /// The better it says where to go, the smaller.
    pub(crate) fn rank(&self) -> u8 {
        match (&self.link.instance_id, &self.link.operation) {
            (Some(_), None) => 0,
            (Some(_), Some(_)) => 1,
            (None, Some(_)) => 2,
            (None, None) if self.based => 3,
            (None, None) => 4,
        }
    }
}

/// Reads one address as the kind of text it stands in asks for.
pub(crate) fn read_one<'a>(address: &'a Address, found: &Found) -> Result<Read<'a>, PasteFault> {
    let url = WebUrl::parse(&address.text).map_err(fault_of)?;
    let host = url.origin.split_once("://").map_or("", |(_, host)| host);
    if host == "portal.azure.com" {
        return Err(PasteFault::AzurePortal {
            app: app_in(&address.text),
        });
    }
    let mut scm = None;
    let result = if host.contains(".scm.") {
        scm = Some(url.origin.clone());
        let origin = url.origin.replacen(".scm.", ".", 1);
        WebUrl::parse(&origin).and_then(|url| ManagementLink::of_url(&url, ""))
    } else {
        ManagementLink::of_url(&url, &found.id)
    };
    let (link, based) = match result {
        Err(LinkError::UnknownPath { .. }) if found.app_of_any => {
            let app = WebUrl::parse(&url.origin).and_then(|url| ManagementLink::of_url(&url, ""));
            app.map_err(fault_of)?
        }
        Err(LinkError::UnknownPath { path }) => {
            return Err(PasteFault::UnknownPath {
                path,
                origin: url.origin,
            });
        }
        result => result.map_err(fault_of)?,
    };
    Ok(Read {
        link,
        based,
        address,
        url,
        scm,
    })
}

fn fault_of(error: LinkError) -> PasteFault {
    match error {
        LinkError::NotHttp { scheme } => PasteFault::NotHttp(scheme),
        _ => PasteFault::BadHost,
    }
}

/// The app that a page of the Azure portal is about: its address holds the resource's id.
fn app_in(text: &str) -> Option<String> {
    let plain = decode(text);
    let at = plain.to_ascii_lowercase().find("/sites/")?;
    let name: String = plain
        .get(at + 7..)?
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    (!name.is_empty()).then(|| format!("https://{}.azurewebsites.net", shortened(&name)))
}

/// Where in the text an address is wrong: an unknown path at its path, everything else at its beginning.
pub(crate) fn place_of(text: &str, address: &Address, fault: &PasteFault) -> usize {
    let written = text.get(address.at..).unwrap_or_default();
    let host = written.find("//").map_or(0, |at| at + 2);
    let path = written
        .get(host..)
        .and_then(|rest| rest.find(['/', '\\']))
        .map_or(0, |at| at + host);
    match fault {
        PasteFault::UnknownPath { .. } => address.at + path,
        PasteFault::BadHost => address.at + host,
        _ => address.at,
    }
}
