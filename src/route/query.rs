//! The clauses behind `?` of the instances page.

use std::fmt;

use chrono::{DateTime, Utc};
use durable_api::{
    status::RuntimeStatus,
    time::{Timestamp, wire_time},
};

use super::escape::{decode, encode};

/// What the instances page looks for, and where in the walk it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstancesQuery {
    /// Only these runtime statuses; empty: all.
    pub statuses: Vec<RuntimeStatus>,
    /// Created at or after.
    pub created_from: Option<DateTime<Utc>>,
    /// Created at or before.
    pub created_to: Option<DateTime<Utc>>,
    /// The id begins with this; never empty.
    pub prefix: Option<String>,
    /// Where this page of the list begins; `None`: at the beginning.
    pub start: Option<Start>,
}

/// Where a page of the list begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// Behind the instance with this id: a position of the portal's own, good on any machine.
    After(String),
    /// Where the host's own continuation token points. A token is a position, not a secret (docs/http-api.md §3).
    Token(String),
}

impl InstancesQuery {
    /// The same filter, from its first page.
    #[must_use]
    pub fn without_start(&self) -> Self {
        Self {
            start: None,
            ..self.clone()
        }
    }

    /// Whether anything narrows the list.
    pub fn is_filtered(&self) -> bool {
        self.without_start() != Self::default()
    }

    pub(super) fn clauses(&self) -> Vec<(&'static str, String)> {
        let mut clauses = Vec::new();
        if !self.statuses.is_empty() {
            let names: Vec<&str> = self.statuses.iter().map(RuntimeStatus::as_str).collect();
            clauses.push(("status", names.join(",")));
        }
        clauses.extend(self.created_from.map(|it| ("from", wire_time(it))));
        clauses.extend(self.created_to.map(|it| ("to", wire_time(it))));
        clauses.extend(self.prefix.clone().map(|it| ("prefix", it)));
        clauses.extend(self.start.clone().map(|it| match it {
            Start::After(id) => ("after", id),
            Start::Token(token) => ("token", token),
        }));
        clauses
    }

    /// `None` when a clause cannot be read or is named twice.
    pub(super) fn of(clauses: &[(String, String)]) -> Option<Self> {
        let mut query = Self::default();
        for (at, (name, value)) in clauses.iter().enumerate() {
            if value.is_empty() || clauses[..at].iter().any(|(earlier, _)| earlier == name) {
                return None;
            }
            match name.as_str() {
                "status" => {
                    query.statuses = value.split(',').map(RuntimeStatus::from_wire).collect();
                }
                "from" => query.created_from = Some(Timestamp::new(value.as_str()).utc()?),
                "to" => query.created_to = Some(Timestamp::new(value.as_str()).utc()?),
                "prefix" => query.prefix = Some(value.clone()),
                "after" if query.start.is_none() => query.start = Some(Start::After(value.clone())),
                "token" if query.start.is_none() => query.start = Some(Start::Token(value.clone())),
                _ => return None,
            }
        }
        Some(query)
    }
}

/// Writes `?name=value&…`, or nothing.
pub(super) fn write(f: &mut fmt::Formatter<'_>, clauses: &[(&'static str, String)]) -> fmt::Result {
    for (at, (name, value)) in clauses.iter().enumerate() {
        let mark = if at == 0 { '?' } else { '&' };
        write!(f, "{mark}{name}={}", encode(value))?;
    }
    Ok(())
}

/// Reads what [`write()`] wrote. A clause without `=` has an empty value.
pub(super) fn read(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|it| !it.is_empty())
        .map(|clause| {
            let (name, value) = clause.split_once('=').unwrap_or((clause, ""));
            (decode(name), decode(value))
        })
        .collect()
}
