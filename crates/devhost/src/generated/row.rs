//! One row, put together from its family, its place and what it draws.

use chrono::{DateTime, Utc};

use super::catalog::{self, Plot, REASONS};
use super::family::{Family, Kind};
use super::fate::{self, Fate};
use super::id;
use crate::engine::random::{Random, mix};
use crate::engine::rows::InstanceRow;
use crate::engine::status::RuntimeStatus;
use crate::engine::thrown::Thrown;

/// A row and what its history is told from.
pub(super) struct Composed {
    pub(super) row: InstanceRow,
    pub(super) kind: Kind,
    pub(super) plot: &'static Plot,
    pub(super) draw: u64,
    /// Whether another orchestration called it.
    pub(super) is_child: bool,
    /// The ends of its children's ids, with their functions.
    pub(super) children: Vec<(&'static str, &'static str)>,
    /// What it failed with, where it did.
    pub(super) thrown: Option<Thrown>,
    /// The reason of a termination or suspension.
    pub(super) reason: &'static str,
}

/// Puts a row together.
pub(super) fn compose(seed: u64, now: DateTime<Utc>, family: &Family, local: u64) -> Composed {
    let kind = family.kind;
    let draw = mix(seed ^ family.draw(local));
    let place = family.place(local);
    let (_, suffix) = match kind {
        Kind::Order => id::order_row(place),
        _ => (0, ""),
    };
    let drawn_child = kind == Kind::Drawn && id::is_drawn_child(place);
    let plot = catalog::plot(kind, suffix, drawn_child, draw);
    let created = family.created(local);
    let Fate { status, lasted } = if suffix.is_empty() {
        fate::fate(kind, plot, local, draw, now - created)
    } else {
        child_fate(seed, now, family, local, created)
    };
    let reason = REASONS[usize::try_from(draw % REASONS.len() as u64).unwrap_or_default()];
    let thrown = (status == RuntimeStatus::Failed).then(|| thrown(plot, draw));
    let output = match status {
        RuntimeStatus::Completed => Some(fill(plot.output, draw ^ 2)),
        RuntimeStatus::Failed => thrown.as_ref().map(|thrown| error_text(plot, thrown)),
        RuntimeStatus::Terminated | RuntimeStatus::Canceled | RuntimeStatus::Suspended => {
            Some(reason.to_owned()).filter(|reason| !reason.is_empty())
        }
        _ => None,
    };
    let id = family.id(local);
    let unfinished = !matches!(status, RuntimeStatus::Completed | RuntimeStatus::Pending);
    Composed {
        row: InstanceRow {
            name: if kind == Kind::Entity {
                id.clone()
            } else {
                plot.name.to_owned()
            },
            id,
            status,
            input: Some(fill(plot.input, draw ^ 1)),
            custom_status: (unfinished && !plot.progress.is_empty())
                .then(|| fill(plot.progress, draw ^ 3)),
            output,
            created,
            updated: created + lasted,
        },
        kind,
        plot,
        draw,
        is_child: drawn_child || !suffix.is_empty() || kind == Kind::BatchItem,
        children: children(kind, place),
        thrown,
        reason,
    }
}

/// The text that a failed activity makes the orchestrator's output.
fn error_text(plot: &Plot, thrown: &Thrown) -> String {
    let activity = plot.activities.last().copied().unwrap_or_default();
    thrown
        .clone()
        .failed_function("activity", activity)
        .output_of(plot.name)
}

fn thrown(plot: &Plot, draw: u64) -> Thrown {
    let message = fill(plot.failure.message, draw ^ 4);
    if plot.failure.class.is_empty() {
        Thrown::plain(message, plot.failure.stack)
    } else {
        Thrown::new(plot.failure.class, message).at(plot.failure.stack)
    }
}

/// The fate of a payment or shipment: its order is the next row before it without a suffix.
fn child_fate(
    seed: u64,
    now: DateTime<Utc>,
    family: &Family,
    local: u64,
    created: DateTime<Utc>,
) -> Fate {
    let mut parent = local;
    while !id::order_row(family.place(parent)).1.is_empty() {
        parent -= 1;
    }
    let begun = family.created(parent);
    let draw = mix(seed ^ family.draw(parent));
    let plot = catalog::plot(Kind::Order, "", false, draw);
    let of_parent = fate::fate(Kind::Order, plot, parent, draw, now - begun);
    fate::of_child(of_parent, now - created)
}

fn children(kind: Kind, place: u64) -> Vec<(&'static str, &'static str)> {
    match (kind, id::order_row(place)) {
        (Kind::Order, (1, "")) => vec![(":payment", "PaymentFlow")],
        (Kind::Order, (2, "")) => vec![(":payment", "PaymentFlow"), (":shipment", "ShipmentFlow")],
        _ => Vec::new(),
    }
}

/// The text with each `~` made a digit of 1 to 9.
pub(super) fn fill(text: &str, draw: u64) -> String {
    let mut random = Random::new(draw);
    let mut digits = 0;
    text.chars()
        .map(|c| {
            if c != '~' {
                return c;
            }
            if digits < 9 {
                digits = random.draw();
            }
            let digit = u32::try_from(digits % 9).unwrap_or_default();
            digits /= 9;
            char::from_digit(digit + 1, 10).unwrap_or('1')
        })
        .collect()
}
