//! What the browser said and asked for while a test ran: its console and its requests.

use serde_json::Value;

/// A line of the console, or what the browser itself reported there (a refused script, a failed request).
#[derive(Debug, Clone)]
pub struct ConsoleLine {
    /// `SEVERE`, `WARNING`, `INFO`, `DEBUG`.
    pub level: String,
    /// `console-api`, `network`, `security`, `javascript`, ….
    pub source: String,
    /// The text, with the address it came from in front.
    pub text: String,
}

impl ConsoleLine {
    fn read(entry: &Value) -> Self {
        let part = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        Self {
            level: part("level"),
            source: part("source"),
            text: part("message"),
        }
    }
}

/// A request the page sent, or tried to send.
#[derive(Debug, Clone)]
pub struct SentRequest {
    /// `GET`, `OPTIONS`, ….
    pub method: String,
    /// The whole address, query included.
    pub url: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
}

impl SentRequest {
    fn read(request: &Value) -> Self {
        let part = |name: &str| request[name].as_str().unwrap_or_default().to_owned();
        let headers = request["headers"].as_object().into_iter().flatten();
        Self {
            method: part("method"),
            url: part("url"),
            headers: headers
                .map(|(name, value)| {
                    let value = value.as_str().unwrap_or_default().to_owned();
                    (name.to_lowercase(), value)
                })
                .collect(),
        }
    }

    /// Scheme, host and port; the scheme alone where there is no host (`data:`).
    pub fn origin(&self) -> String {
        let Some((scheme, rest)) = self.url.split_once("://") else {
            return self.url.split(':').next().unwrap_or_default().to_owned();
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        format!("{scheme}://{host}")
    }
}

/// Everything heard of one page, and what its test expects to hear.
#[derive(Debug, Default)]
pub struct Watch {
    /// The console so far.
    pub console: Vec<ConsoleLine>,
    /// The requests so far.
    pub requests: Vec<SentRequest>,
    expected: Vec<String>,
    refusals_expected: bool,
}

impl Watch {
    /// An error with this text in it is part of the test's story.
    pub fn expect(&mut self, text: &str) {
        self.expected.push(text.to_owned());
    }

    /// That the page's own policy refuses something is part of the test's story.
    pub fn expect_refusals(&mut self) {
        self.refusals_expected = true;
    }

    /// Takes in new entries of the console's log.
    pub fn hear_console(&mut self, entries: &[Value]) {
        self.console.extend(entries.iter().map(ConsoleLine::read));
    }

    /// Takes in new entries of the protocol's log.
    pub fn hear_protocol(&mut self, entries: &[Value]) {
        for entry in entries {
            let text = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(text).unwrap_or_default();
            if event["message"]["method"] == "Network.requestWillBeSent" {
                let request = SentRequest::read(&event["message"]["params"]["request"]);
                // The browser's own first tab is none of the tests' business.
                if !request.url.starts_with("chrome") {
                    self.requests.push(request);
                }
            }
        }
    }

    /// The errors that no [`expect`](Self::expect) covers. A breach of the content security policy is expected by tests about it alone.
    pub fn surprises(&self) -> Vec<&ConsoleLine> {
        let expected = |line: &ConsoleLine| {
            (line.source != "security" || self.refusals_expected)
                && self.expected.iter().any(|part| line.text.contains(part))
        };
        let severe = |line: &&ConsoleLine| line.level == "SEVERE" && !expected(line);
        self.console.iter().filter(severe).collect()
    }
}
