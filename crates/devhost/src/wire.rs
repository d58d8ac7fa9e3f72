//! A request and an answer as they are on the wire, without a socket.

use std::borrow::Cow;

/// One HTTP request as the host receives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The method in capitals: `GET`, `POST`, `DELETE` or any other.
    pub method: String,
    /// Path and query exactly as on the request line, still percent-encoded: `/runtime/…?code=…`.
    pub target: String,
    /// Header names (any case) and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body's bytes; empty where there is none.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            ..Self::default()
        }
    }

    /// The same request with a header added.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same request with a JSON body, which also sets its content type.
    #[must_use]
    pub fn with_json(mut self, body: &str) -> Self {
        body.as_bytes().clone_into(&mut self.body);
        self.with_header("content-type", "application/json")
    }

    /// The first header of that name, compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// The path, still percent-encoded, without the query.
    pub fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(&self.target, |(path, _)| path)
    }

    /// The query without its question mark, empty where there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The body as text; bytes that are not UTF-8 become the replacement character, as .NET reads them.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

/// One HTTP answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// The HTTP status, 100 to 599.
    pub status: u16,
    /// Header names in lower case and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// How many rows of the store the answer cost: 1 for a status, each row of a history, each row a list looked at. Not sent;
    /// the server multiplies it with its latency per row.
    pub rows_read: u64,
}

impl Response {
    /// An answer without a body, as 202 of an operation, 401, 404 and 410 are (recordings `lifecycle`, `refusals`).
    pub fn empty(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    /// A JSON answer with the extension's content type.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::empty(status)
            .with_header("content-type", "application/json; charset=utf-8")
            .with_body(body)
    }

    /// The same answer with a header added.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The same answer with another body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The same answer that cost this many rows.
    #[must_use]
    pub fn reading(mut self, rows: u64) -> Self {
        self.rows_read = rows;
        self
    }

    /// The first header of that name, compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// The body as text.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_splits_into_path_and_query() {
        let request = Request::new("GET", "/a/b?x=1?2");
        assert_eq!(request.path(), "/a/b");
        assert_eq!(request.query(), "x=1?2");
        assert_eq!(Request::new("GET", "/a").query(), "");
    }

    #[test]
    fn header_names_match_in_any_case() {
        let request = Request::new("GET", "/").with_header("X-Functions-Key", "k");
        assert_eq!(request.header("x-functions-key"), Some("k"));
    }
}
