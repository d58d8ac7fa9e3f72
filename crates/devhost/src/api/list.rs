//! Listing instances: pages, positions and filters (recordings `list`, `positions`).

use chrono::{DateTime, Utc};

use super::{Call, errors, status};
use crate::engine::hub::Hub;
use crate::engine::rows::InstanceRow;
use crate::engine::status::RuntimeStatus;
use crate::store::{Position, PositionError, StoreKey};
use crate::wire::Response;

/// Which rows are wanted.
#[derive(Default)]
pub struct Filter {
    /// The beginning of their ids.
    pub prefix: Option<String>,
    /// The earliest time of creation.
    pub from: Option<DateTime<Utc>>,
    /// The latest.
    pub to: Option<DateTime<Utc>>,
    /// Their statuses; empty for any.
    pub statuses: Vec<RuntimeStatus>,
}

impl Filter {
    fn takes(&self, row: &InstanceRow) -> bool {
        self.from.is_none_or(|from| row.created >= from)
            && self.to.is_none_or(|to| row.created <= to)
            && (self.statuses.is_empty() || self.statuses.contains(&row.status))
            && self
                .prefix
                .as_ref()
                .is_none_or(|prefix| row.id.starts_with(prefix.as_str()))
    }

    /// Whether there is any. Without one the real host fetches inputs whether they are wanted or not (recording `positions`).
    fn is_there(&self) -> bool {
        self.prefix.is_some()
            || self.from.is_some()
            || self.to.is_some()
            || !self.statuses.is_empty()
    }
}

/// One page of a list.
pub struct Page {
    /// Its rows.
    pub rows: Vec<InstanceRow>,
    /// The token of the next; empty at the end.
    pub token: String,
    /// How many rows were looked at.
    pub read: u64,
}

impl Call<'_> {
    /// `GET instances`.
    pub(super) fn list(&self) -> Response {
        let prefixed = self.config.base == crate::config::BasePath::Current;
        let filter = Filter {
            prefix: self.query.get("instanceIdPrefix").filter(|_| prefixed),
            from: self.query.time("createdTimeFrom"),
            to: self.query.time("createdTimeTo"),
            statuses: self.query.statuses("runtimeStatus"),
        };
        let show_input = self.query.flag("showInput").unwrap_or(true) || !filter.is_there();
        let page = match self.page(&filter) {
            Ok(page) => page,
            Err(response) => return response,
        };
        let rows: Vec<String> = page
            .rows
            .iter()
            .map(|row| status::object(row, show_input) + "}")
            .collect();
        Response::json(200, format!("[{}]", rows.join(",")))
            .with_header("x-ms-continuation-token", page.token)
            .reading(page.read)
    }

    /// The page that the request's `top` and token mean, or the error that they are.
    pub(super) fn page(&self, filter: &Filter) -> Result<Page, Response> {
        let top = match self.query.int("top") {
            None => 100,
            Some(0) => {
                return Err(errors::argument(
                    "Take count must be positive and greater than 0.",
                ));
            }
            Some(top) => usize::try_from(top).map_err(|_| {
                errors::exception(
                    400,
                    errors::BAD_ARGUMENT,
                    "Non-negative number required. (Parameter 'capacity')",
                    "System.ArgumentOutOfRangeException",
                )
            })?,
        };
        let top = top.min(self.config.page_cap).max(1);
        let token = self
            .request
            .header("x-ms-continuation-token")
            .unwrap_or_default();
        let position = if token.is_empty() {
            None
        } else {
            Some(self.config.store.read(token).map_err(|e| refused(&e))?)
        };
        let Some(hub) = self.hub() else {
            return Ok(Page {
                rows: Vec::new(),
                token: String::new(),
                read: 0,
            });
        };
        Ok(match position {
            Some(Position::Page(number)) => self.by_number(hub, filter, top, number),
            None if self.config.store.pages_by_creation() => self.by_number(hub, filter, top, 0),
            Some(Position::Key(key)) => self.by_key(hub, filter, top, &key),
            None => self.by_key(hub, filter, top, &StoreKey::raw("")),
        })
    }

    /// A page in the store's order. The token is the key of the first row that did not fit, or where the scan was cut off.
    fn by_key(&self, hub: &Hub, filter: &Filter, top: usize, from: &StoreKey) -> Page {
        let prefix = filter.prefix.as_deref().map(StoreKey::of);
        let start = prefix.as_ref().map_or(from, |prefix| from.max(prefix));
        let mut page = Page {
            rows: Vec::new(),
            token: String::new(),
            read: 0,
        };
        for (key, row) in hub.walk(start) {
            if prefix
                .as_ref()
                .is_some_and(|prefix| !key.as_str().starts_with(prefix.as_str()))
            {
                break;
            }
            let cut = self
                .config
                .scan_cap
                .is_some_and(|cap| page.read >= cap.max(1));
            let takes = filter.takes(&row);
            if cut || (takes && page.rows.len() == top) {
                page.token = self.config.store.write(&Position::Key(key));
                break;
            }
            page.read += 1;
            if takes {
                page.rows.push(row);
            }
        }
        page
    }

    /// A page in order of creation. A page shorter than `top` is the last.
    fn by_number(&self, hub: &Hub, filter: &Filter, top: usize, number: u64) -> Page {
        let mut page = Page {
            rows: Vec::new(),
            token: String::new(),
            read: 0,
        };
        let skip = number.saturating_mul(top as u64);
        if filter.is_there() {
            // The database seeks times of creation; everything else it looks at row by row.
            let mut offset = filter.from.map_or(0, |from| hub.created_before(from));
            let mut skipped = 0;
            'scan: loop {
                let chunk = hub.by_creation(offset, 1000);
                offset += chunk.len() as u64;
                let last = chunk.len() < 1000;
                for row in chunk {
                    if filter.to.is_some_and(|to| row.created > to) {
                        break 'scan;
                    }
                    page.read += 1;
                    if !filter.takes(&row) {
                        continue;
                    }
                    if skipped < skip {
                        skipped += 1;
                        continue;
                    }
                    page.rows.push(row);
                    if page.rows.len() == top {
                        break 'scan;
                    }
                }
                if last {
                    break;
                }
            }
        } else {
            page.rows = hub.by_creation(skip, top);
            page.read = page.rows.len() as u64;
        }
        if page.rows.len() == top {
            page.token = self.config.store.write(&Position::Page(number + 1));
        }
        page
    }
}

/// The answer to a token that the store does not read.
fn refused(error: &PositionError) -> Response {
    let message = if error.status == 400 {
        errors::BAD_ARGUMENT
    } else {
        errors::WENT_WRONG
    };
    errors::exception(error.status, message, &error.message, error.exception_type)
}
