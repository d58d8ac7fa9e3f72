//! What reached the server, so that a test can prove what left the browser.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// The newest requests are kept, older ones forgotten.
const KEPT: usize = 5000;
/// Bytes of a body that are kept.
const BODY_KEPT: usize = 4096;

/// Which side of the devhost a request came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The static files.
    Portal,
    /// The API.
    Hub,
}

/// One request as it came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedRequest {
    /// Counted from 1 since the start, over both sides.
    pub number: u64,
    /// Where it came to.
    pub side: Side,
    /// Its method.
    pub method: String,
    /// Path and query as on the request line.
    pub target: String,
    /// Names in lower case and values, in order, `origin` and `referer` among them.
    pub headers: Vec<(String, String)>,
    /// The first 4096 bytes of its body as text.
    pub body: String,
    /// The status it was answered with; none while it runs and when the connection was dropped.
    pub status: Option<u16>,
}

impl LoggedRequest {
    /// The first header of that name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The newest requests.
#[derive(Debug, Default)]
pub struct RequestLog {
    kept: VecDeque<LoggedRequest>,
    count: u64,
}

impl RequestLog {
    /// Writes a request down and gives its number.
    pub(super) fn write(
        &mut self,
        side: Side,
        parts: &axum::http::request::Parts,
        body: &[u8],
    ) -> u64 {
        self.count += 1;
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(LoggedRequest {
            number: self.count,
            side,
            method: parts.method.to_string(),
            target: parts.uri.to_string(),
            headers: header_pairs(&parts.headers),
            body: String::from_utf8_lossy(&body[..body.len().min(BODY_KEPT)]).into_owned(),
            status: None,
        });
        self.count
    }

    /// Notes how a request was answered; nothing happens when it is forgotten already.
    pub(super) fn answered(&mut self, number: u64, status: u16) {
        if let Some(entry) = self
            .kept
            .iter_mut()
            .rev()
            .find(|entry| entry.number == number)
        {
            entry.status = Some(status);
        }
    }

    /// The requests kept, oldest first.
    pub fn list(&self) -> Vec<LoggedRequest> {
        self.kept.iter().cloned().collect()
    }

    /// How many there were since the start, forgotten ones too.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Forgets them all; numbers go on.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

/// Header names in lower case and their values, bytes that are no text replaced.
pub(super) fn header_pairs(headers: &axum::http::HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.to_string(), value)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(log: &mut RequestLog, target: &str) -> u64 {
        let request = axum::http::Request::get(target)
            .header("Referer", "http://localhost/")
            .body(())
            .unwrap();
        log.write(Side::Hub, &request.into_parts().0, b"{}")
    }

    #[test]
    fn a_request_is_kept_with_what_it_brought_and_how_it_was_answered() {
        let mut log = RequestLog::default();
        let number = write(&mut log, "/a%2Fb?code=k");
        log.answered(number, 202);
        let entry = &log.list()[0];
        assert_eq!(entry.target, "/a%2Fb?code=k");
        assert_eq!(entry.header("referer"), Some("http://localhost/"));
        assert_eq!((entry.body.as_str(), entry.status), ("{}", Some(202)));
    }

    #[test]
    fn only_the_newest_are_kept() {
        let mut log = RequestLog::default();
        for _ in 0..KEPT + 3 {
            write(&mut log, "/x");
        }
        assert_eq!(log.list().len(), KEPT);
        assert_eq!(log.list()[0].number, 4);
        assert_eq!(log.count(), 5003);
    }
}
