//! Sorting what is loaded: the host has no sort, so this moves the rows of this page only, and the page says so.

use std::cmp::Ordering;

use crate::prelude::*;
use durable_api::InstanceStatus;

use crate::components::{Icon, icon};
use crate::state::instance::elapsed_ms;
use crate::words::{Word, say, t};

use super::View;

/// A column that can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The runtime status, by its name.
    Status,
    /// The instance id.
    Id,
    /// The orchestrator's name.
    Name,
    /// When it was created.
    Created,
    /// How long it ran, or has run so far.
    Duration,
}

impl Column {
    const ALL: [Self; 5] = [
        Self::Status,
        Self::Id,
        Self::Name,
        Self::Created,
        Self::Duration,
    ];

    fn word(self) -> Word {
        match self {
            Self::Status => Word::ColumnStatus,
            Self::Id => Word::ColumnId,
            Self::Name => Word::ColumnOrchestrator,
            Self::Created => Word::ColumnCreated,
            Self::Duration => Word::ColumnDuration,
        }
    }

    fn class(self) -> &'static str {
        if self == Self::Duration { "num" } else { "" }
    }
}

/// By which column, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// The largest first.
    pub descending: bool,
}

impl Sort {
    /// What a press on a column's heading leads to: up, down, the host's order.
    fn after_press(now: Option<Self>, column: Column) -> Option<Self> {
        match now {
            Some(sort) if sort.column == column => (!sort.descending).then_some(Self {
                column,
                descending: true,
            }),
            _ => Some(Self {
                column,
                descending: false,
            }),
        }
    }
}

/// The rows in the order to show. Equal ones stay in the host's order.
pub fn sorted(rows: &[InstanceStatus], sort: Option<Sort>, now: f64) -> Vec<InstanceStatus> {
    let mut rows = rows.to_vec();
    if let Some(Sort { column, descending }) = sort {
        rows.sort_by(|a, b| {
            let order = compare(a, b, column, now);
            if descending { order.reverse() } else { order }
        });
    }
    rows
}

fn compare(a: &InstanceStatus, b: &InstanceStatus, column: Column, now: f64) -> Ordering {
    match column {
        Column::Status => a.runtime_status.as_str().cmp(b.runtime_status.as_str()),
        Column::Id => a.instance_id.cmp(&b.instance_id),
        Column::Name => a.name.cmp(&b.name),
        Column::Created => a.created_time.utc().cmp(&b.created_time.utc()),
        Column::Duration => {
            let length = |row| elapsed_ms(row, now).unwrap_or(-1.0);
            length(a).total_cmp(&length(b))
        }
    }
}

/// The headings of the table, each a button that sorts.
pub fn headings(view: View) -> Markup {
    let sortable: Vec<Markup> = Column::ALL
        .into_iter()
        .map(|column| heading(view, column))
        .collect();
    view! {
        {sortable}
        <span role="columnheader">{t(Word::ColumnRemark)}</span>
    }
}

fn heading(view: View, column: Column) -> Markup {
    let name = say(Word::SortBy, &[("column", t(column.word()).into())]);
    let direction = move || {
        view.sort
            .get()
            .filter(|sort| sort.column == column)
            .map(|sort| sort.descending)
    };
    let aria = move || match direction() {
        None => "none",
        Some(false) => "ascending",
        Some(true) => "descending",
    };
    let mark = dynamic(move || {
        direction().map(|descending| {
            view! { <span class=if descending { "turn down" } else { "turn up" }>{icon(Icon::Down)}</span> }
        })
    });
    view! {
        <span class=column.class() role="columnheader" aria-sort=aria>
            <button
                type="button"
                class="sort"
                title=name
                on:click=move |_| view.sort.update(|sort| *sort = Sort::after_press(*sort, column))
            >
                {t(column.word())}
                {mark}
            </button>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Sort, sorted};
    use durable_api::{InstanceStatus, RuntimeStatus, Timestamp};

    fn row(id: &str, created: &str, updated: &str) -> InstanceStatus {
        InstanceStatus {
            instance_id: id.to_owned(),
            runtime_status: RuntimeStatus::Completed,
            created_time: Timestamp::new(created),
            last_updated_time: Timestamp::new(updated),
            ..InstanceStatus::default()
        }
    }

    fn ids(sort: Option<Sort>) -> Vec<String> {
        let rows = [
            row("b", "2026-11-21T07:00:00Z", "2026-11-21T07:00:09Z"),
            row("a", "2026-11-21T07:00:02Z", "2026-11-21T07:00:03Z"),
            row("c", "2026-11-21T07:00:01Z", "2026-11-21T07:00:02Z"),
        ];
        sorted(&rows, sort, 0.0)
            .into_iter()
            .map(|row| row.instance_id)
            .collect()
    }

    #[test]
    fn rows_stand_as_the_host_listed_them_until_a_column_is_chosen() {
        assert_eq!(ids(None), ["b", "a", "c"]);
    }

    #[test]
    fn rows_sort_by_column_and_equal_ones_keep_the_hosts_order() {
        let by = |column, descending| ids(Some(Sort { column, descending }));
        assert_eq!(by(Column::Id, false), ["a", "b", "c"]);
        assert_eq!(by(Column::Created, true), ["a", "c", "b"]);
        assert_eq!(by(Column::Duration, false), ["a", "c", "b"]);
        assert_eq!(by(Column::Status, true), ["b", "a", "c"]);
    }

    #[test]
    fn a_heading_goes_up_down_and_back_to_the_hosts_order() {
        let up = Sort::after_press(None, Column::Id);
        let down = Sort::after_press(up, Column::Id);
        assert_eq!(
            down,
            Some(Sort {
                column: Column::Id,
                descending: true
            })
        );
        assert_eq!(Sort::after_press(down, Column::Id), None);
        assert_eq!(
            Sort::after_press(down, Column::Name),
            Some(Sort {
                column: Column::Name,
                descending: false
            })
        );
    }
}
