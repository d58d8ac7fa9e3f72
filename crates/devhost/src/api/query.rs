//! Query parameters as the host reads them: names in any case, repeated ones joined by commas.

use chrono::{DateTime, Utc};

use crate::engine::status::RuntimeStatus;
use crate::time;

/// The parameters of a query, decoded.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `a=1&b=2`; a plus is a space.
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or(("", pair)))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        )
    }

    /// The values of a name joined by commas, as .NET gives them.
    pub fn get(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self.values(name).collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// `true` or `false` in any case; anything else as if it were absent.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let value = self.get(name)?.trim().to_lowercase();
        value.parse().ok()
    }

    /// A whole number of 32 bits; anything else as if it were absent.
    pub fn int(&self, name: &str) -> Option<i32> {
        self.get(name)?.trim().parse().ok()
    }

    /// A number of seconds; anything else as if it were absent.
    pub fn seconds(&self, name: &str) -> Option<f64> {
        self.get(name)?
            .trim()
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
    }

    /// A time; anything else as if it were absent.
    pub fn time(&self, name: &str) -> Option<DateTime<Utc>> {
        time::parse(&self.get(name)?)
    }

    /// The statuses of a name: those spelled right, or numbered as .NET numbers them; the others are dropped (recording `list`).
    pub fn statuses(&self, name: &str) -> Vec<RuntimeStatus> {
        let numbered = [
            RuntimeStatus::Running,
            RuntimeStatus::Completed,
            RuntimeStatus::ContinuedAsNew,
            RuntimeStatus::Failed,
            RuntimeStatus::Canceled,
            RuntimeStatus::Terminated,
            RuntimeStatus::Pending,
            RuntimeStatus::Suspended,
        ];
        let names = self
            .values(name)
            .flat_map(|value| value.split(','))
            .map(str::trim);
        names
            .filter_map(|name| match name.parse::<usize>() {
                Ok(number) => numbered.get(number).copied(),
                Err(_) => RuntimeStatus::ALL
                    .into_iter()
                    .find(|status| status.as_str() == name),
            })
            .collect()
    }
}

/// Decodes a part of a query; what is no percent sequence stays, what is no UTF-8 becomes the replacement character.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |at: usize| {
            bytes
                .get(at)
                .and_then(|byte| char::from(*byte).to_digit(16))
        };
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
                continue;
            }
            (b'+', _, _) => out.push(b' '),
            (byte, _, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_in_any_case_and_repeated_values_join() {
        let query = Query::parse("TOP=1&top=2&reason=buggy%20%26+slow");
        assert_eq!(query.get("top").as_deref(), Some("1,2"));
        assert_eq!(query.int("top"), None);
        assert_eq!(query.get("reason").as_deref(), Some("buggy & slow"));
    }

    #[test]
    fn statuses_are_case_sensitive_and_unknown_ones_are_dropped() {
        let query = Query::parse("runtimeStatus=failed,Sleeping,Failed&runtimeStatus=Running");
        assert_eq!(
            query.statuses("runtimeStatus"),
            [RuntimeStatus::Failed, RuntimeStatus::Running]
        );
    }

    #[test]
    fn a_flag_that_is_none_is_absent() {
        let query = Query::parse("a=False&b=perhaps");
        assert_eq!((query.flag("a"), query.flag("b")), (Some(false), None));
    }
}
