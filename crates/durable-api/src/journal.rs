//! What was sent: one entry for each write that left, to be kept, looked through and given away as a file.
//!
//! An entry holds no key. The address has none, for keys travel in a header; and in what was written by hand, or answered by a host
//! (a starter's links carry one each), whatever looks like a key is dots before it gets here.

use crate::export::{csv_field, no_formula};
use crate::json::RawJson;
use crate::paste::mask;
use crate::secret::Secret;
use crate::write::ObjectWriter;

/// Characters of a body that are kept. The whole size stands beside them.
pub const BODY_KEPT: usize = 2_000;
/// Characters of an answer that are kept.
pub const ANSWER_KEPT: usize = 300;

/// How a write ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It left, and nothing is known of its end: it is under way, or the page was closed meanwhile.
    Open,
    /// With this HTTP status.
    Status(u16),
    /// An answer with this status began and broke off.
    Cut(u16),
    /// Without an answer that the page may read.
    NoAnswer,
    /// No answer in time.
    TimedOut,
    /// The page gave it up.
    Aborted,
}

/// What the reader of a journal tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The host took it.
    Taken,
    /// The host said no.
    Refused,
    /// Nobody knows from the answer alone.
    Unknown,
}

impl End {
    /// How it reads.
    ///
    /// A 5xx may have come after the effect (decision 15), so that what it tells is unknown.
    pub fn fate(self) -> Fate {
        match self {
            Self::Status(200..=299) => Fate::Taken,
            Self::Status(300..=499) => Fate::Refused,
            _ => Fate::Unknown,
        }
    }

    /// Its name in files.
    fn to_text(self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Status(status) => status.to_string(),
            Self::Cut(status) => format!("cut {status}"),
            Self::NoAnswer => "no answer".to_owned(),
            Self::TimedOut => "timed out".to_owned(),
            Self::Aborted => "aborted".to_owned(),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(match text {
            "open" => Self::Open,
            "no answer" => Self::NoAnswer,
            "timed out" => Self::TimedOut,
            "aborted" => Self::Aborted,
            _ => match text.strip_prefix("cut ") {
                Some(status) => Self::Cut(status.parse().ok()?),
                None => Self::Status(text.parse().ok()?),
            },
        })
    }
}

/// One write that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it left, in milliseconds since 1970.
    pub at_ms: i64,
    /// The hub, as the portal's own address names it.
    pub hub: String,
    /// What the hub was called.
    pub called: String,
    /// `POST` or `DELETE`.
    pub method: String,
    /// The address, without any key.
    pub url: String,
    /// The beginning of the body, [`BODY_KEPT`] characters at most; empty where there was none.
    pub body: String,
    /// The whole body's size in bytes.
    pub body_bytes: usize,
    /// How it ended.
    pub end: End,
    /// How long that took, in milliseconds.
    pub took_ms: u64,
    /// The beginning of what the host said, where it said no or gave a number.
    pub said: String,
}

impl Entry {
    /// Puts the body in, as much of it as is kept; `key` is the one that goes with the request.
    #[must_use]
    pub fn with_body(mut self, body: Option<&str>, key: Option<&Secret>) -> Self {
        let body = body.unwrap_or_default();
        self.body_bytes = body.len();
        self.body = kept(body, BODY_KEPT, key);
        self
    }

    /// Notes the end. `answer`: the body of what came, which is kept of refusals and of purges, whose numbers count.
    pub fn ended(&mut self, end: End, took_ms: u64, answer: &str, key: Option<&Secret>) {
        (self.end, self.took_ms) = (end, took_ms);
        let is_told = end.fate() != Fate::Taken || self.method == "DELETE";
        self.said = if is_told {
            kept(answer.trim(), ANSWER_KEPT, key)
        } else {
            String::new()
        };
    }

    /// As text, to be kept: a JSON array of texts.
    pub fn to_text(&self) -> String {
        let fields = [
            self.at_ms.to_string(),
            self.hub.clone(),
            self.called.clone(),
            self.method.clone(),
            self.url.clone(),
            self.body.clone(),
            self.body_bytes.to_string(),
            self.end.to_text(),
            self.took_ms.to_string(),
            self.said.clone(),
        ];
        crate::write::array(
            fields
                .iter()
                .map(|it| RawJson::string(it).text().to_owned()),
        )
    }

    /// Reads what [`Entry::to_text`] wrote.
    pub fn from_text(text: &str) -> Option<Self> {
        let fields: [String; 10] = serde_json::from_str::<Vec<String>>(text)
            .ok()?
            .try_into()
            .ok()?;
        let [
            at,
            hub,
            called,
            method,
            url,
            body,
            body_bytes,
            end,
            took,
            said,
        ] = fields;
        Some(Self {
            at_ms: at.parse().ok()?,
            hub,
            called,
            method,
            url,
            body,
            body_bytes: body_bytes.parse().ok()?,
            end: End::from_text(&end)?,
            took_ms: took.parse().ok()?,
            said,
        })
    }

    /// The address behind the base path: what was asked for, `/instances/a/terminate?reason=b`.
    pub fn target(&self) -> &str {
        let base = ["/runtime/webhooks/durabletask", "/DurableTaskExtension"];
        let found = base.iter().find_map(|base| self.url.split_once(base));
        found.map_or(self.url.as_str(), |(_, target)| target)
    }

    /// Whether each of the words stands somewhere in it, in any case.
    pub fn has(&self, words: &str) -> bool {
        let texts = [
            &self.called,
            &self.hub,
            &self.method,
            &self.url,
            &self.body,
            &self.said,
        ];
        let end = self.end.to_text();
        words.split_whitespace().all(|word| {
            let word = word.to_lowercase();
            texts.iter().any(|text| text.to_lowercase().contains(&word)) || end.contains(&word)
        })
    }
}

/// Entries as JSON, one object a line.
pub fn to_json_lines(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        let mut object = ObjectWriter::new();
        object.text("at", Some(&time_of(entry)));
        object.text("hub", Some(&entry.called));
        object.text("address", Some(&entry.hub));
        object.text("method", Some(&entry.method));
        object.text("url", Some(&entry.url));
        object.given_text("body", &entry.body);
        if entry.body_bytes > entry.body.len() {
            object.text("bodyBytes", Some(&entry.body_bytes.to_string()));
        }
        object.text("outcome", Some(&entry.end.to_text()));
        object.text("tookMs", Some(&entry.took_ms.to_string()));
        object.given_text("said", &entry.said);
        out.push_str(&object.finish());
        out.push('\n');
    }
    out
}

/// Entries as CSV by RFC 4180, in which no text begins as a formula does.
pub fn to_csv(entries: &[Entry]) -> String {
    let mut out = String::from("\u{feff}at,hub,address,method,url,body,outcome,tookMs,said\r\n");
    for entry in entries {
        let fields = [
            time_of(entry),
            entry.called.clone(),
            entry.hub.clone(),
            entry.method.clone(),
            entry.url.clone(),
            entry.body.clone(),
            entry.end.to_text(),
            entry.took_ms.to_string(),
            entry.said.clone(),
        ];
        for (at, field) in fields.into_iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            csv_field(&mut out, &no_formula(field));
        }
        out.push_str("\r\n");
    }
    out
}

fn time_of(entry: &Entry) -> String {
    rows::time::utc(entry.at_ms.saturating_mul(rows::time::MILLISECOND))
}

/// Masked first: a key that is cut in its middle would not be known for one.
fn kept(text: &str, most: usize, key: Option<&Secret>) -> String {
    // What follows may be large, and is not kept: a key at the edge needs some of it to be known.
    let edge = text
        .char_indices()
        .nth(most + 500)
        .map_or(text.len(), |(at, _)| at);
    let near = text.get(..edge).unwrap_or(text);
    mask(near, key).chars().take(most).collect()
}
