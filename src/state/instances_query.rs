//! What a page of the host's list is asked for: the part of an instances view that the host understands by itself.

use chrono::{DateTime, TimeDelta, Utc};
use durable_api::filter::{self, Clause, Filter, Moment, Pattern, Test, Window};
use durable_api::status::RuntimeStatus;
use durable_api::time::wire_time;

use crate::route::InstancesView;

/// What the list is narrowed to, and where in the walk it stands.
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

    /// The address it stands in.
    pub fn view(&self) -> InstancesView {
        let mut texts = Vec::new();
        if !self.statuses.is_empty() {
            let test = Test::Status(self.statuses.clone());
            texts.push(Clause::from(test).to_text(&filter::Utc));
        }
        texts.extend(self.prefix.as_ref().map(|it| {
            let test = Test::Id(Pattern::Begins(it.clone()));
            Clause::from(test).to_text(&filter::Utc)
        }));
        texts.extend(
            self.created_from
                .map(|it| String::from("created:>") + &wire_time(it)),
        );
        texts.extend(
            self.created_to
                .map(|it| String::from("created:<") + &wire_time(it + TimeDelta::milliseconds(1))),
        );
        let others = self.start.clone().map(|it| match it {
            Start::After(id) => ("after".to_owned(), id),
            Start::Token(token) => ("token".to_owned(), token),
        });
        InstancesView {
            filter: texts.join(" "),
            others: others.into_iter().collect(),
            ..InstancesView::default()
        }
    }

    /// `None` when the host alone cannot give what the view says.
    pub fn of(view: &InstancesView) -> Option<Self> {
        let mut query = Self::default();
        for clause in Filter::parse(&view.filter, &filter::Utc).ok()?.clauses {
            match clause.test {
                _ if clause.not => return None,
                Test::Status(statuses) if query.statuses.is_empty() => query.statuses = statuses,
                Test::Id(Pattern::Begins(id)) if query.prefix.is_none() => query.prefix = Some(id),
                Test::Created(Window::Since(Moment::At(at))) => {
                    query.created_from = Some(moment(at)?);
                }
                Test::Created(Window::Before(Moment::At(at))) => {
                    query.created_to = Some(moment(at)? - TimeDelta::milliseconds(1));
                }
                _ => return None,
            }
        }
        for (name, value) in &view.others {
            query.start = Some(match name.as_str() {
                _ if query.start.is_some() => return None,
                "after" => Start::After(value.clone()),
                "token" => Start::Token(value.clone()),
                _ => return None,
            });
        }
        Some(query)
    }
}

fn moment(ticks: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(ticks.div_euclid(10))
}
