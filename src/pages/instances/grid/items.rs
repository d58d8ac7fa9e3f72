//! The rows on the page as what is read in them: two that are equal are not drawn again.

use durable_api::RuntimeStatus;
use durable_api::column::{Cell, Column, RemarkKind, remark};
use rows::time::MILLISECOND;
use rows::{Changes, Row, Slot, json};

use crate::browser::locale::{self, Detail, Zone};
use crate::pages::parts::shortened::shortened;
use crate::route::Route;
use crate::state::App;
use crate::words::{Word, say, t};

use super::super::View;
use super::row::class_of;

/// What a cell shows of a long text, in characters; the instance's page has all of it.
const SHOWN: usize = 240;

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where it is held.
    pub slot: Slot,
    /// Its place among all, from 0.
    pub place: usize,
    /// The instance id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// What its columns show.
    pub cells: Vec<Shown>,
    pub is_cursor: bool,
    pub is_marked: bool,
    /// Whether it failed: on narrow screens its error takes the place of its orchestrator.
    pub is_failed: bool,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub what: What,
    /// The class of its column.
    pub class: &'static str,
    /// How far from the edge it stays, in CSS pixels, when one scrolls to the side.
    pub pinned: Option<u16>,
    /// Whether it changed a moment ago.
    pub is_changed: bool,
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Nothing.
    Nothing,
    /// The status.
    Status(RuntimeStatus),
    /// The link to the instance.
    Link,
    /// The orchestrator.
    Name(String),
    /// A text, quiet or not.
    Text(String, bool),
    /// A time, and as the host wrote it.
    Time(String, String),
    /// A length of time that stands still, in milliseconds.
    Length(f64),
    /// One that goes on since then, in milliseconds since 1970.
    Since(f64),
    /// A JSON value.
    Json(String),
    /// What is held does not tell.
    Unknown,
}

/// The rows that stand on the page now.
pub fn items(view: View) -> Vec<Item> {
    let (here, table) = (view.here, view.table);
    let window = table.window.get();
    let list = here.matching();
    let zone = App::get().preferences.zone().get();
    let columns = table.columns.get();
    let cursor = table.cursor.get();
    table.marks.track();
    let kept = table.kept();
    let marks = kept.marks.borrow();
    let hub = view.hub.get_value();
    let first = list.get(window.first).copied();
    let looks = table.layout.with(|layout| {
        let pinned = |at| (at < layout.pinned).then(|| layout.offset(&columns, at));
        let looks = columns.iter().enumerate();
        looks
            .map(|(at, column)| (class_of(column), pinned(at)))
            .collect::<Vec<_>>()
    });
    // Without a cursor Tab leads to the first row.
    let cursor = cursor.filter(|it| list.contains_near(*it, window.first));
    let cursor = cursor.or(first);
    here.with_rows(|rows| {
        let slots = list
            .iter()
            .enumerate()
            .skip(window.first)
            .take(window.count);
        slots
            .filter_map(|(place, slot)| {
                let row = rows.row(*slot)?;
                let changes = here.changes(*slot);
                Some(Item {
                    slot: *slot,
                    place,
                    id: row.id().to_owned(),
                    href: Route::instance(&hub, row.id()).href(),
                    cells: columns
                        .iter()
                        .zip(&looks)
                        .map(|(column, (class, pinned))| Shown {
                            what: what(column, row, zone),
                            class,
                            pinned: *pinned,
                            is_changed: changes.is_some_and(|it| is_about(column, it)),
                        })
                        .collect(),
                    is_cursor: cursor == Some(*slot),
                    is_marked: marks.has(*slot),
                    is_failed: row.status_name() == RuntimeStatus::Failed.as_str(),
                })
            })
            .collect()
    })
}

trait Near {
    fn contains_near(&self, slot: Slot, near: usize) -> bool;
}

impl Near for Vec<Slot> {
    /// Whether a row is on the page, or close to it.
    fn contains_near(&self, slot: Slot, near: usize) -> bool {
        self.iter().skip(near).take(150).any(|it| *it == slot)
    }
}

fn is_about(column: &Column, changes: Changes) -> bool {
    let of = |what| changes.has(what);
    match column {
        Column::Id => false,
        Column::Name => of(Changes::NAME),
        Column::Status => of(Changes::STATUS),
        Column::Created => of(Changes::CREATED),
        Column::Updated => of(Changes::UPDATED),
        Column::Duration => of(Changes::STATUS) && of(Changes::UPDATED),
        Column::Remark => of(Changes::OUTPUT) || of(Changes::CUSTOM_STATUS),
        Column::Value(path) => match path.field {
            rows::Field::Output => of(Changes::OUTPUT),
            rows::Field::CustomStatus => of(Changes::CUSTOM_STATUS),
            rows::Field::Input => of(Changes::INPUT),
        },
    }
}

#[allow(clippy::cast_precision_loss, reason = "times and lengths of instances")]
fn what(column: &Column, row: Row<'_>, zone: Zone) -> What {
    let ms = |ticks: i64| (ticks / MILLISECOND) as f64;
    match column {
        Column::Status => return What::Status(RuntimeStatus::from_wire(row.status_name())),
        Column::Id => return What::Link,
        Column::Duration if !row.status().is_finished() => {
            return row
                .created()
                .map_or(What::Nothing, |it| What::Since(ms(it)));
        }
        Column::Remark => return said(row),
        _ => {}
    }
    match column.cell(row, 0) {
        Cell::Nothing => What::Nothing,
        Cell::Text(text) if *column == Column::Name => What::Name(text.to_owned()),
        Cell::Text(text) => What::Text(shortened(text, SHOWN), false),
        Cell::Time(ticks) => {
            let exact = if *column == Column::Created {
                row.created_text()
            } else {
                row.updated_text()
            };
            What::Time(
                locale::time(ms(ticks), Detail::Second, zone),
                exact.into_owned(),
            )
        }
        Cell::OddTime(text) => What::Text(text, true),
        Cell::Length(ticks) => What::Length(ms(ticks)),
        Cell::Json(value) => match json::string(value) {
            Some(said) => What::Text(shortened(&said, SHOWN), true),
            None => What::Json(shortened(value, SHOWN)),
        },
        Cell::Cut(start) => What::Json(shortened(start, SHOWN)),
        Cell::Unknown => What::Unknown,
    }
}

/// The remark: an error stands out, a reason says that it is one.
fn said(row: Row<'_>) -> What {
    let (kind, text) = remark(row);
    let text = text.shown();
    let said = json::string(text);
    let is_json = said.is_none();
    let plain = if kind == RemarkKind::Error {
        // Without what the host says around it: that is the same for all.
        shortened(&rows::fingerprint::message(text), SHOWN)
    } else {
        shortened(said.as_deref().unwrap_or(text), SHOWN)
    };
    match kind {
        _ if plain.is_empty() => What::Nothing,
        RemarkKind::Error => What::Text(plain, false),
        RemarkKind::Reason => What::Text(say(Word::ReasonIs, &[("reason", (&plain).into())]), true),
        RemarkKind::CustomStatus if is_json => What::Json(plain),
        RemarkKind::CustomStatus => What::Text(plain, true),
    }
}

/// The name of a column, as its heading has it.
pub fn name_of(column: &Column) -> String {
    let word = match column {
        Column::Id => Word::ColumnId,
        Column::Name => Word::ColumnOrchestrator,
        Column::Status => Word::ColumnStatus,
        Column::Created => Word::ColumnCreated,
        Column::Updated => Word::ColumnUpdated,
        Column::Duration => Word::ColumnDuration,
        Column::Remark => Word::ColumnRemark,
        Column::Value(path) => return path.to_text(),
    };
    t(word).to_owned()
}
