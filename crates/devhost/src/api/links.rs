//! The links that a start answers with.

use std::fmt::Write as _;

use super::Call;
use crate::json::Json;
use crate::wire::Response;

/// Encodes as .NET's `WebUtility.UrlEncode`: a space becomes a plus, which is wrong in a path and kept so (recording `instance-ids`).
pub fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'!'
            | b'*'
            | b'('
            | b')' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

impl Call<'_> {
    /// 202 with the links of an instance. `Location` repeats the first, with a tilde unescaped as .NET's `Uri` does.
    pub(super) fn check_status(&self, id: &str) -> Response {
        let base = format!("{}/instances/{}", self.config.base_url(), url_encode(id));
        let mut query = format!(
            "taskHub={}&connection={}",
            url_encode(&self.hub),
            url_encode(&self.connection)
        );
        if let Some(key) = &self.config.key {
            let _ = write!(query, "&code={}", url_encode(key));
        }
        let link = |operation: &str| Json::from(format!("{base}{operation}{query}"));
        let status = format!("{base}?{query}");
        let body = Json::object([
            ("id", Json::from(id)),
            ("statusQueryGetUri", Json::from(status.as_str())),
            ("sendEventPostUri", link("/raiseEvent/{eventName}?")),
            ("terminatePostUri", link("/terminate?reason={text}&")),
            ("purgeHistoryDeleteUri", link("?")),
            ("restartPostUri", link("/restart?")),
            ("suspendPostUri", link("/suspend?reason={text}&")),
            ("resumePostUri", link("/resume?reason={text}&")),
        ]);
        Response::json(202, body.to_string())
            .with_header("location", status.replace("%7E", "~"))
            .with_header("retry-after", "10")
    }
}
