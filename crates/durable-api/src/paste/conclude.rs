//! From what was found to what it says: which address counts, what the others add, what is missing, what to beware of.

use super::found::{Address, Found};
use super::reading::{Read, place_of, read_one};
use super::{Ignored, KeyPlace, Missing, Paste, PasteFault, PasteKind, PasteWarning};
use crate::link::ManagementLink;
use crate::link_filter;
use crate::percent::decode;
use crate::weburl::{WebUrl, is_local};

impl Found {
    /// Makes of it what it says. `text` is the cleaned text; the place of an error is a byte of it.
    pub(crate) fn conclude(mut self, text: &str) -> Result<Paste, (usize, PasteFault)> {
        let addresses = std::mem::take(&mut self.addresses);
        let mut reads: Vec<Read> = Vec::new();
        let mut fault = None;
        for address in &addresses {
            match read_one(address, &self) {
                Ok(read) => reads.push(read),
                Err(why) => fault = fault.or(Some((address, why))),
            }
        }
        let best = (0..reads.len()).min_by_key(|at| reads.get(*at).map(Read::rank));
        let Some(best) = best.filter(|_| reads.iter().any(|it| it.rank() < 4) || !self.links_only)
        else {
            if let (Some(key), None | Some((_, PasteFault::NoLinkInJson)), None) =
                (&self.key, &self.fault, &fault)
            {
                return Ok(super::only_a_key(key.clone(), self.ignored));
            }
            let own = fault.map(|(address, why)| (place_of(text, address, &why), why));
            return Err(match (self.fault, own) {
                (Some(fault), _) | (None, Some(fault)) => fault,
                (None, None) => (text.len() - text.trim_start().len(), PasteFault::NoAddress),
            });
        };
        let best = reads.remove(best);
        let others: Vec<&Address> = addresses
            .iter()
            .filter(|it| it.at != best.address.at || it.text != best.address.text)
            .collect();
        Ok(self.paste(best, reads, &others))
    }

    fn paste(mut self, best: Read, reads: Vec<Read>, others: &[&Address]) -> Paste {
        let mere_app = best.rank() == 4;
        let mut link = best.link;
        let mut warnings = Vec::new();
        for other in reads {
            let theirs = other.link;
            if theirs.address.origin != link.address.origin
                || !(other.based || theirs.key.is_some())
            {
                continue;
            }
            if let (Some(own), Some(their)) = (&link.key, &theirs.key)
                && own != their
            {
                self.ignore(Ignored::OtherKey);
            }
            link.key = link.key.or(theirs.key);
            link.address.task_hub = link.address.task_hub.or(theirs.address.task_hub);
            link.address.connection = link.address.connection.or(theirs.address.connection);
        }
        self.name_others(&link, best.based, others, &mut warnings);
        self.name_unused(&best.url, best.scm.is_some(), !link.filter.is_empty());
        if self.kind == PasteKind::Starter {
            link.operation = None;
        }
        if self.kind == PasteKind::Link && mere_app {
            self.kind = PasteKind::App;
        }
        let key = self.settle_key(&mut link);
        if let Some(origin) = best.scm {
            warnings.push(PasteWarning::ScmHost(origin));
        }
        self.warn(&link, &best.url, &mut warnings);
        let mut missing = Vec::new();
        let local = is_local_origin(&link.address.origin);
        if key.is_none() && !local {
            missing.push(Missing::Key);
        }
        if link.address.task_hub.is_none() {
            missing.push(Missing::TaskHub);
        }
        if link.address.connection.is_none() {
            missing.push(Missing::Connection);
        }
        Paste {
            kind: self.kind,
            link: Some(link),
            key,
            ignored: self.ignored,
            missing,
            warnings,
        }
    }

    /// The addresses that are not the one taken and say nothing more of it.
    fn name_others(
        &mut self,
        link: &ManagementLink,
        based: bool,
        others: &[&Address],
        warnings: &mut Vec<PasteWarning>,
    ) {
        for address in others {
            let Ok(url) = WebUrl::parse(&address.text) else {
                continue;
            };
            let other = ManagementLink::of_url(&url, &self.id);
            let same = url.origin == link.address.origin;
            let of_it = same
                && based
                && other.as_ref().is_ok_and(|(other, based)| {
                    *based && (other.instance_id == link.instance_id || other.instance_id.is_none())
                });
            if of_it || (same && url.segments.iter().all(String::is_empty)) {
                continue;
            }
            if !same && warnings.len() < 4 {
                let other = PasteWarning::OtherHost(url.origin.clone());
                if !warnings.contains(&other) {
                    warnings.push(other);
                }
            }
            if self.kind != PasteKind::Console || !same {
                self.ignore(Ignored::Address(url.origin.clone() + &url.path()));
            }
        }
    }

    /// What the address itself holds and the portal does not use. `filtered`: whether its filter is taken over.
    fn name_unused(&mut self, url: &WebUrl, of_another_site: bool, filtered: bool) {
        if url.user_info {
            self.ignore(Ignored::UserInfo);
        }
        if url.fragment {
            self.ignore(Ignored::Fragment);
        }
        if self.kind == PasteKind::Console || of_another_site {
            return;
        }
        let mut keys = 0;
        for part in url.query.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let name = decode(name);
            let known = ["taskhub", "connection", "code"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known));
            if name.eq_ignore_ascii_case("code") && !value.is_empty() {
                keys += 1;
            }
            let filters = filtered && link_filter::clause(&name, value).is_some();
            if !name.is_empty() && !known && !filters {
                let word = part.contains('=')
                    && name.len() <= 40
                    && name
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
                self.ignore(if word {
                    Ignored::Parameter(name)
                } else {
                    Ignored::Text
                });
            }
        }
        if keys > 1 {
            self.ignore(Ignored::OtherKey);
        }
    }

    /// The key that counts. The host looks at the header first.
    ///
    /// Source: the host's `AuthenticationLevelHandler`, which reads `x-functions-key` and only then `code`.
    fn settle_key(&mut self, link: &mut ManagementLink) -> Option<(crate::Secret, KeyPlace)> {
        if link
            .key
            .as_ref()
            .is_some_and(|key| super::keys::is_placeholder(key.expose()))
        {
            link.key = None;
            self.ignore(Ignored::Placeholder);
        }
        let key = match (self.key.take(), link.key.take()) {
            (Some((key, KeyPlace::Header)), query) => {
                if query.is_some_and(|query| query != key) {
                    self.ignore(Ignored::OtherKey);
                }
                Some((key, KeyPlace::Header))
            }
            (beside, Some(query)) => {
                if beside.is_some_and(|(key, _)| key != query) {
                    self.ignore(Ignored::OtherKey);
                }
                Some((query, KeyPlace::Query))
            }
            (beside, None) => beside,
        };
        link.key = key.as_ref().map(|(key, _)| key.clone());
        key
    }

    fn warn(&mut self, link: &ManagementLink, url: &WebUrl, warnings: &mut Vec<PasteWarning>) {
        let method = self.method.take().filter(|method| method != "GET");
        if let Some(method) = &method {
            self.ignore(Ignored::Method(method.clone()));
        }
        let acts = link.operation.as_ref().filter(|it| it.writes());
        let by_method = method.filter(|it| it != "HEAD" && it != "OPTIONS");
        if let Some(what) = acts.map(|it| it.name().to_owned()).or(by_method) {
            warnings.push(PasteWarning::WouldWrite(what));
        }
        if link.key.is_some()
            && link.address.origin.starts_with("http:")
            && !is_local_origin(&link.address.origin)
        {
            warnings.push(PasteWarning::PlainHttp);
        }
        if let Some(other) = &link.other_reading {
            warnings.push(PasteWarning::OtherReading(other.clone()));
        }
        if !url.scheme_given {
            let https = link.address.origin.starts_with("https:");
            warnings.push(PasteWarning::SchemeGuessed(if https {
                "https"
            } else {
                "http"
            }));
        }
        if self.broken_json {
            warnings.push(PasteWarning::BrokenJson);
        }
    }
}

fn is_local_origin(origin: &str) -> bool {
    origin
        .split_once("://")
        .is_some_and(|(_, host)| is_local(host))
}
