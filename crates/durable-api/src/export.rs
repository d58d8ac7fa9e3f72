//! Instances written out: CSV, JSON lines, ids. In chunks, so that a million of them need no room of their own.
//!
//! An export knows rows and nothing of connections: no key can get into it but one that an instance itself holds.

use crate::column::{Cell, Column, remark};
use crate::filter::Zone;
use rows::json;
use rows::{Field, Row, Rows, Slot, time};

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma separated values by RFC 4180: a first line with the columns, lines that end in CR LF, quotes where needed.
    /// Strings stand without their JSON quotes, objects and arrays as JSON, lengths of time in seconds.
    Csv {
        /// Puts an apostrophe before a *text* that a spreadsheet would take for a formula: one that begins with `=`, `+`,
        /// `-`, `@`, a tab or a line break. Numbers stay as they are. Without it the text is exact and must not be opened in a
        /// spreadsheet unless its source is trusted.
        is_safe: bool,
        /// Begins with a byte order mark, without which Excel takes UTF-8 for something else.
        has_mark: bool,
    },
    /// One JSON object a line: values exactly as the host wrote them, numbers digit for digit.
    JsonLines,
    /// One id a line. An id with a control character is written as a JSON string.
    Ids,
}

/// What is written, and how.
#[derive(Clone, Debug)]
pub struct Export {
    /// The form.
    pub format: Format,
    /// The columns, in their order; [`Format::Ids`] has none but the id.
    pub columns: Vec<Column>,
    /// The moment that is now, for the lengths of what still runs.
    pub now: i64,
}

/// A value that is held in part: fetch the instance, put it into the rows' place by `whole`, and go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which instance.
    pub slot: Slot,
    /// Which field of it.
    pub field: Field,
}

/// A piece of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The text.
    pub text: String,
    /// How many of the rows are in it.
    pub done: usize,
    /// Why it ends there, if not for its size.
    pub missing: Option<Missing>,
}

/// The whole texts of fields that the rows hold in part, where the caller has fetched them.
pub type Whole<'a> = dyn Fn(Slot, Field) -> Option<&'a str> + 'a;

impl Export {
    /// What stands before the first row.
    pub fn head(&self) -> String {
        let mut out = String::new();
        if let Format::Csv { has_mark, .. } = self.format {
            if has_mark {
                out.push('\u{feff}');
            }
            for (at, column) in self.columns.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                csv_field(&mut out, &column.to_text());
            }
            out.push_str("\r\n");
        }
        out
    }

    /// Writes rows until the text has `most` bytes, or a value is held in part and `whole` does not have it. Values are
    /// whole, always: none is cut, and none is left out in silence.
    pub fn chunk<'a>(
        &self,
        rows: &'a Rows,
        slots: &[Slot],
        whole: &Whole<'a>,
        zone: &dyn Zone,
        most: usize,
    ) -> Chunk {
        let mut chunk = Chunk::default();
        for slot in slots {
            if chunk.text.len() >= most && chunk.done > 0 {
                break;
            }
            let before = chunk.text.len();
            // A row that was purged meanwhile is passed over.
            if let Some(row) = rows.row(*slot)
                && let Err(missing) = self.row(&mut chunk.text, row, whole, zone)
            {
                chunk.text.truncate(before);
                chunk.missing = Some(missing);
                break;
            }
            chunk.done += 1;
        }
        chunk
    }

    fn row<'a>(
        &self,
        out: &mut String,
        row: Row<'a>,
        whole: &Whole<'a>,
        zone: &dyn Zone,
    ) -> Result<(), Missing> {
        match self.format {
            Format::Ids => {
                let id = row.id();
                if id.chars().any(char::is_control) {
                    json_string(out, id);
                } else {
                    out.push_str(id);
                }
                out.push('\n');
            }
            Format::Csv { is_safe, .. } => {
                for (at, column) in self.columns.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    let cell = self.cell(column, row, whole)?;
                    csv_cell(out, &cell, zone, is_safe);
                }
                out.push_str("\r\n");
            }
            Format::JsonLines => {
                let mut separator = '{';
                for column in &self.columns {
                    let cell = self.cell(column, row, whole)?;
                    if cell == Cell::Nothing {
                        continue;
                    }
                    out.push(separator);
                    separator = ',';
                    json_string(out, &column.to_text());
                    out.push(':');
                    json_cell(out, &cell, zone);
                }
                if separator == '{' {
                    out.push('{');
                }
                out.push_str("}\n");
            }
        }
        Ok(())
    }

    fn cell<'a>(
        &self,
        column: &Column,
        row: Row<'a>,
        whole: &Whole<'a>,
    ) -> Result<Cell<'a>, Missing> {
        let cell = column.cell(row, self.now);
        let (field, steps) = match column {
            Column::Value(path) => (path.field, path.steps.as_slice()),
            Column::Remark => (remark(row).0.field(), [].as_slice()),
            _ => return Ok(cell),
        };
        if !matches!(cell, Cell::Cut(_) | Cell::Unknown) {
            return Ok(cell);
        }
        let missing = Missing {
            slot: row.slot(),
            field,
        };
        let text = whole(row.slot(), field).ok_or(missing)?;
        Ok(match json::find(text, steps, false) {
            json::Found::Value(value) => Cell::Json(value),
            json::Found::Missing | json::Found::Unknown => Cell::Nothing,
        })
    }
}

fn csv_cell(out: &mut String, cell: &Cell<'_>, zone: &dyn Zone, is_safe: bool) {
    let mut text = String::new();
    match cell {
        Cell::Nothing | Cell::Cut(_) | Cell::Unknown | Cell::Json("null") => return,
        Cell::Text(it) => text.push_str(it),
        Cell::OddTime(it) => text.push_str(it),
        Cell::Time(ticks) => time::write(&mut text, *ticks, zone.offset(*ticks)),
        Cell::Length(ticks) => seconds(&mut text, *ticks),
        Cell::Json(value) => match json::string(value) {
            Some(said) => text.push_str(&said),
            None => text.push_str(value),
        },
    }
    let is_number = match cell {
        Cell::Json(value) => !value.starts_with('"'),
        Cell::Length(_) | Cell::Time(_) => true,
        _ => false,
    };
    if is_safe && !is_number {
        text = no_formula(text);
    }
    csv_field(out, &text);
}

/// A text that no spreadsheet takes for a formula.
pub(crate) fn no_formula(mut text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        text.insert(0, '\'');
    }
    text
}

/// A field by RFC 4180.
pub(crate) fn csv_field(out: &mut String, text: &str) {
    let plain = !text.contains(['"', ',', '\r', '\n'])
        && !text.starts_with([' ', '\t'])
        && !text.ends_with([' ', '\t']);
    if plain {
        out.push_str(text);
        return;
    }
    out.push('"');
    for part in text.split_inclusive('"') {
        out.push_str(part);
        if part.ends_with('"') {
            out.push('"');
        }
    }
    out.push('"');
}

fn json_cell(out: &mut String, cell: &Cell<'_>, zone: &dyn Zone) {
    match cell {
        Cell::Nothing | Cell::Cut(_) | Cell::Unknown => out.push_str("null"),
        Cell::Text(text) => json_string(out, text),
        Cell::OddTime(text) => json_string(out, text),
        Cell::Time(ticks) => {
            out.push('"');
            time::write(out, *ticks, zone.offset(*ticks));
            out.push('"');
        }
        Cell::Length(ticks) => seconds(out, *ticks),
        // Between values a line break is white space; within strings there is none.
        Cell::Json(value) => out.extend(value.chars().map(|c| match c {
            '\n' | '\r' => ' ',
            c => c,
        })),
    }
}

/// Writes a JSON string.
fn json_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let mut chars = from.chars();
        match chars.next() {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) if c < ' ' => {
                out.push_str("\\u00");
                for digit in [u32::from(c) >> 4, u32::from(c) & 15] {
                    out.extend(char::from_digit(digit, 16));
                }
            }
            Some(c) => {
                out.push('\\');
                out.push(c);
            }
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Seconds with as many digits as it takes.
fn seconds(out: &mut String, ticks: i64) {
    out.push_str(&(ticks / time::SECOND).to_string());
    let rest = ticks % time::SECOND;
    if rest > 0 {
        let digits = (time::SECOND + rest).to_string();
        out.push('.');
        out.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
}
