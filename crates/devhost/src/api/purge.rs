//! Purging, with all its dangers (recordings `lifecycle`, `purge-many`).

use super::Call;
use crate::store::StoreFlavour;
use crate::wire::Response;

/// The most that SQL Server deletes in one call (docs/http-api.md, section 3).
const A_CALL: u64 = 1_000;

impl Call<'_> {
    /// `DELETE instances/{id}`: whatever its status, running ones too.
    pub(super) fn purge_one(&mut self, id: &str) -> Response {
        let rows = self
            .hub()
            .and_then(|hub| hub.history(id))
            .map_or(1, |history| history.len() as u64 + 1);
        if self.world.purge(&self.hub, id) {
            deleted(1)
        } else {
            Response::empty(404)
        }
        .reading(rows)
    }

    /// `DELETE instances?createdTimeFrom=…`: of the statuses asked for only finished ones count, and where none is left there is no filter:
    /// everything in the window goes, running instances and entities too.
    pub(super) fn purge_many(&mut self) -> Response {
        let Some(from) = self.query.time("createdTimeFrom") else {
            return Response::json(
                400,
                "\"Please provide value for 'createdTimeFrom' parameter.\"",
            );
        };
        let to = self
            .query
            .time("createdTimeTo")
            .unwrap_or_else(|| self.world.now());
        let mut statuses = self.query.statuses("runtimeStatus");
        statuses.retain(|status| status.is_finished());
        let most = match self.config.store {
            StoreFlavour::Pages => A_CALL,
            _ => u64::MAX,
        };
        let swept = self.world.sweep(&self.hub, from, to, most, &|row| {
            statuses.is_empty() || statuses.contains(&row.status)
        });
        match swept.deleted {
            0 => Response::empty(404),
            count => deleted(count),
        }
        .reading(swept.read)
    }
}

fn deleted(count: u64) -> Response {
    Response::json(200, format!("{{\"instancesDeleted\":{count}}}"))
}
