//! The clauses behind `?` of the instances page: what is looked for, and how it is shown.
//!
//! ```text
//! ?q=status:Failed+name:Order*+created:%3E-2h&sort=created-&columns=id,status,output.orderId&group=error
//! ```
//!
//! The values stay texts here: what reads them (`durable_api::filter`, `durable_api::column`) belongs to the page's own code, which a
//! first visit does without. So the page says what of them it cannot read, at the very character.

use durable_api::filter::quoted;
use durable_api::{
    status::RuntimeStatus,
    time::{Timestamp, wire_time},
};

use super::invitation::is_key;

/// How the instances of a hub are looked at. Each text is the form its owner writes and reads; empty means that nothing was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstancesView {
    /// The filter in its typed form, with times in UTC: `durable_api::filter::Filter`.
    pub filter: String,
    /// The column that is sorted by, with a minus behind it for the largest first: `created-`.
    pub sort: String,
    /// The columns that are shown, with commas between: `durable_api::column::Column`.
    pub columns: String,
    /// What rows are grouped by, if they are: `durable_api::group::GroupBy`.
    pub group: String,
    /// What a link says besides, as it said it: kept while the view changes, so that nothing of it is lost, and said on the page. Never a key.
    pub others: Vec<(String, String)>,
}

/// The filter's name in the address, whose spaces are written as `+`.
pub(super) const FILTER: &str = "q";

impl InstancesView {
    /// Everything that this filter, in its typed form, lets through.
    pub fn of_filter(filter: impl Into<String>) -> Self {
        Self {
            filter: filter.into(),
            ..Self::default()
        }
    }

    /// The instances whose id begins so.
    pub fn with_prefix(prefix: &str) -> Self {
        Self::of_filter(id_clause(prefix))
    }

    pub(super) fn clauses(&self) -> Vec<(&str, String)> {
        let own = [
            (FILTER, &self.filter),
            ("sort", &self.sort),
            ("columns", &self.columns),
            ("group", &self.group),
        ];
        let others = self
            .others
            .iter()
            .map(|(name, value)| (name.as_str(), value));
        own.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .chain(others)
            .map(|(name, value)| (name, value.clone()))
            .collect()
    }

    /// `None` when a clause that is known says nothing, is named twice, or has an old form that cannot be read.
    pub(super) fn of(clauses: &[(String, String)]) -> Option<Self> {
        let mut view = Self::default();
        let mut old = Vec::new();
        for (at, (name, value)) in clauses.iter().enumerate() {
            if clauses[..at].iter().any(|(earlier, _)| earlier == name) {
                return None;
            }
            let slot = match name.as_str() {
                FILTER => &mut view.filter,
                "sort" => &mut view.sort,
                "columns" => &mut view.columns,
                "group" => &mut view.group,
                "status" | "from" | "to" | "prefix" if value.is_empty() => return None,
                "status" | "from" | "to" | "prefix" => {
                    old.push(first_form(name, value)?);
                    continue;
                }
                name if is_key(name) => continue,
                _ => {
                    view.others.push((name.clone(), value.clone()));
                    continue;
                }
            };
            if value.is_empty() {
                return None;
            }
            slot.clone_from(value);
        }
        old.extend(Some(view.filter).filter(|it| !it.is_empty()));
        view.filter = old.join(" ");
        Some(view)
    }
}

/// A clause as the first addresses had it (`status=Failed,Running`, `from=…`, `to=…`, `prefix=…`), in the typed form.
fn first_form(name: &str, value: &str) -> Option<String> {
    Some(match name {
        "status" => {
            let each = value
                .split(',')
                .map(|it| match RuntimeStatus::from_wire(it) {
                    RuntimeStatus::Other(other) => quoted(&other),
                    known => known.as_str().to_owned(),
                });
            String::from("status:") + &each.collect::<Vec<_>>().join(",")
        }
        "prefix" => id_clause(value),
        "from" => String::from("created:>") + &wire_time(Timestamp::new(value).utc()?),
        _ => {
            // It meant "at or before", the typed form means "before".
            let to = Timestamp::new(value).utc()?;
            let behind = to.checked_add_signed(chrono::TimeDelta::milliseconds(1))?;
            String::from("created:<") + &wire_time(behind)
        }
    })
}

fn id_clause(prefix: &str) -> String {
    format!("id:{}*", quoted(prefix))
}
