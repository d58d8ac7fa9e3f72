//! What is looked for, and in which order it is shown.

use durable_api::column::Column;
use durable_api::filter::{Filter, Zone};
use durable_api::walk::{Aim, Area, Key, Span, Statuses, Wanted};
use rows::time::MILLISECOND;

/// A filter and an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// What is looked for.
    pub filter: Filter,
    /// By what the rows are sorted.
    pub column: Column,
    /// Whether the largest stand first.
    pub descending: bool,
}

impl Default for Goal {
    /// Everything, the newest first.
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            column: Column::Created,
            descending: true,
        }
    }
}

impl Goal {
    /// The part of the hub that has to be read for it, when it is `now` (in ticks).
    pub fn aim(&self, now: i64, zone: &dyn Zone) -> Aim {
        let part = self.filter.host_part(now, zone);
        Aim {
            prefix: part.prefix.unwrap_or_default(),
            created_from: part.created_from.map(|it| it.timestamp_millis()),
            created_to: part.created_to.map(|it| it.timestamp_millis() + 1),
        }
    }

    /// What must have been looked at for a count of it to be exact.
    pub fn wanted(&self, now: i64, zone: &dyn Zone) -> Wanted {
        let part = self.filter.host_part(now, zone);
        let mut area: Area = self.aim(now, zone).area();
        let from = part.id_from.map_or_else(Key::default, Key::of);
        let range = Area::of_keys(Span::new(from, part.id_before.map(Key::of)));
        if let Some(both) = area.common(&range) {
            area = both;
        }
        Wanted {
            area,
            statuses: Statuses::of(&part.statuses),
        }
    }
}

/// Ticks of a moment in milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
pub fn ticks(ms: f64) -> i64 {
    ms as i64 * MILLISECOND
}
