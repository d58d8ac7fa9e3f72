//! Instances of one kind, which stand together in the store's order.

use chrono::{DateTime, Utc};

use super::id::Ids;
use super::permutation::Permutation;
use super::rhythm::{Spread, Window};
use crate::engine::random::{fraction, mix};

/// What a family's rows are, which decides how they live and what they carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Started without an id: GUIDs, with the children of their executions between them.
    Drawn,
    /// Orders with their payments and shipments.
    Order,
    /// Invoices.
    Invoice,
    /// Approvals, many of them waiting.
    Approval,
    /// Children of the nightly batch.
    BatchItem,
    /// The nightly batch itself.
    Nightly,
    /// Eternal ones.
    Monitor,
    /// Entities.
    Entity,
    /// Refunds, whose ids hold every character that is hard in a URL.
    Refund,
    /// Cases, whose ids are not ASCII.
    Case,
    /// The ones with a long history.
    LongHistory,
}

/// A family. Its rows come in groups of a fixed size, created one soon after the other; groups are numbered by time of creation and
/// stand in the store's order as the permutation says. The groups are full except the last, and all where they are permuted.
#[derive(Debug, Clone)]
pub(super) struct Family {
    pub(super) kind: Kind,
    len: u64,
    group: u64,
    ids: Ids,
    order: Permutation,
    spread: Spread,
    window: Window,
    seed: u64,
}

/// Between the creations of one group, where there is that much room. In microseconds.
const STEP: i64 = 400_000;

impl Family {
    /// Rows in the order they were created.
    pub(super) fn new(
        kind: Kind,
        len: u64,
        ids: Ids,
        spread: Spread,
        window: Window,
        seed: u64,
    ) -> Self {
        let group = ids.group();
        Self {
            kind,
            len,
            group,
            ids,
            order: Permutation::identity(len.div_ceil(group)),
            spread,
            window,
            seed,
        }
    }

    /// The same rows with their times of creation shuffled over the ids. `len` is a multiple of the group's size.
    #[must_use]
    pub(super) fn shuffled(mut self) -> Self {
        self.order = Permutation::spread(self.len / self.group, self.seed);
        self
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    pub(super) fn is_long_history(&self) -> bool {
        self.kind == Kind::LongHistory
    }

    /// A number of its own for each row, for all that is drawn.
    pub(super) fn draw(&self, local: u64) -> u64 {
        mix(self.seed ^ mix(local))
    }

    /// The place of a row within its group.
    pub(super) fn place(&self, local: u64) -> u64 {
        local % self.group
    }

    /// The id of the row at a place in the store's order.
    pub(super) fn id(&self, local: u64) -> String {
        self.ids.id(local)
    }

    /// When the row at a place in the store's order was created.
    pub(super) fn created(&self, local: u64) -> DateTime<Utc> {
        self.window.time(self.micros(self.order_of(local)))
    }

    /// The row's number in order of creation.
    fn order_of(&self, local: u64) -> u64 {
        self.order.back(local / self.group) * self.group + local % self.group
    }

    /// The place in the store's order of the row with a number in order of creation.
    pub(super) fn local(&self, number: u64) -> u64 {
        self.order.forth(number / self.group) * self.group + number % self.group
    }

    /// When the row with a number in order of creation was created, in microseconds. Never falls as the number grows.
    pub(super) fn micros(&self, number: u64) -> i64 {
        let (group, place) = (number / self.group, number % self.group);
        let begin = self.group_begin(group);
        if place == 0 {
            return begin;
        }
        let next = self.group_begin(group + 1);
        #[allow(clippy::cast_possible_wrap)] // groups have at most eight rows
        let (place, size) = (place as i64, self.group as i64);
        begin + place * STEP.min((next - begin) / size)
    }

    /// How many rows were created up to and with a time in microseconds.
    pub(super) fn created_until(&self, micros: i64) -> u64 {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low.midpoint(high);
            if self.micros(middle) <= micros {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The window's length in microseconds: nothing is created later.
    pub(super) fn until(&self) -> i64 {
        self.window.length()
    }

    #[allow(clippy::cast_precision_loss)] // ten million is exact
    fn group_begin(&self, group: u64) -> i64 {
        let groups = self.len.div_ceil(self.group);
        if group >= groups {
            return self.window.length();
        }
        let jitter = 0.05 + 0.9 * fraction(mix(self.seed ^ group.wrapping_mul(3)));
        self.spread.at((group as f64 + jitter) / groups as f64)
    }
}
