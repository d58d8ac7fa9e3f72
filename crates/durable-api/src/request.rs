//! A request as data, without a client.

use crate::address::HubAddress;
use crate::percent::query_value;

/// The methods the API knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Starts, signals, acts.
    Post,
    /// Purges.
    Delete,
}

impl Method {
    /// The method as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }

    /// Whether it changes nothing.
    pub fn is_read(self) -> bool {
        self == Self::Get
    }
}

/// One call of the API. Knows no host and no key: the address is given to [`ApiRequest::url`], the key goes into
/// the header `x-functions-key` where the request is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    /// How.
    pub method: Method,
    /// Percent-encoded, below the base, from `/instances…` on.
    pub path: String,
    /// Plain values in the order they are sent.
    pub query: Vec<(&'static str, String)>,
    /// Header names in lower case. A write always has `content-type: application/json`.
    pub headers: Vec<(&'static str, String)>,
    /// The body, as it is sent.
    pub body: Option<String>,
}

impl ApiRequest {
    pub(crate) fn get(path: String) -> Self {
        Self {
            method: Method::Get,
            path,
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// A write. The content type makes a browser ask first (preflight), so that no write acts whose answer it
    /// would then withhold. Source: the wire contract, section 2.
    pub(crate) fn write(method: Method, path: String) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self {
            method,
            path,
            query: Vec::new(),
            headers,
            body: None,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// The full address, with `taskHub` and `connection` where the address has them. Never the key.
    pub fn url(&self, address: &HubAddress) -> String {
        let mut url = address.base_url();
        url.push_str(&self.path);
        let mut mark = '?';
        let own = self
            .query
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let hub = address.task_hub.iter().map(|hub| ("taskHub", hub.as_str()));
        let connection = address
            .connection
            .iter()
            .map(|name| ("connection", name.as_str()));
        for (name, value) in own.chain(hub).chain(connection) {
            url.push(mark);
            url.push_str(name);
            url.push('=');
            url.push_str(&query_value(value));
            mark = '&';
        }
        url
    }
}
