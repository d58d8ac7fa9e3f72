//! Which columns the table has, how wide and how dense it is, and how that is kept on this device.

use durable_api::column::Column;

use crate::browser::storage::Area;
use crate::state::stored::{self, Stored};

const NAME: &str = "durable-portal.table";
const VERSION: u32 = 1;
/// The narrowest and the widest column, in CSS pixels.
pub const NARROWEST: u16 = 56;
pub const WIDEST: u16 = 1_200;

/// How high rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// As many as can be read.
    Compact,
    /// The usual.
    #[default]
    Normal,
    /// With air.
    Roomy,
}

impl Density {
    /// All, from dense to airy.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Normal, Self::Roomy];

    /// The height of a row, in CSS pixels; that of its lines is in the style sheet.
    pub fn row(self) -> f64 {
        match self {
            Self::Compact => 28.0,
            Self::Normal => 34.0,
            Self::Roomy => 42.0,
        }
    }

    /// The class of the table.
    pub fn class(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Normal => "normal",
            Self::Roomy => "roomy-rows",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.class() == text)
    }
}

/// The table's layout, beside which columns an address names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The columns that were chosen on this device, in their order; none: the usual ones.
    pub columns: Vec<Column>,
    /// Widths that were chosen, in CSS pixels.
    pub widths: Vec<(Column, u16)>,
    /// How many of the first columns stay in sight when one scrolls to the side.
    pub pinned: usize,
    /// How high rows are.
    pub density: Density,
}

/// The columns of the table when nobody chose others.
pub fn usual() -> Vec<Column> {
    vec![
        Column::Status,
        Column::Id,
        Column::Name,
        Column::Created,
        Column::Duration,
        Column::Remark,
    ]
}

impl Layout {
    /// As this device kept it.
    pub fn load() -> Self {
        match stored::read(Area::Browser, NAME) {
            Stored::Rows(VERSION, rows) => Self::read(&rows),
            _ => Self::default(),
        }
    }

    /// Keeps it; where storage is denied it lasts as long as the page.
    pub fn save(&self) {
        stored::write(Area::Browser, NAME, VERSION, &self.write());
    }

    /// The columns to show, by what the address names.
    pub fn shown(&self, named: Option<&[Column]>) -> Vec<Column> {
        match named {
            Some(named) => named.to_vec(),
            None if self.columns.is_empty() => usual(),
            None => self.columns.clone(),
        }
    }

    /// The width that was chosen for a column.
    pub fn width(&self, column: &Column) -> Option<u16> {
        let found = self.widths.iter().find(|(of, _)| of == column);
        found.map(|(_, width)| *width)
    }

    /// How wide a column is at least as it is shown, in CSS pixels: as wide as it was made, else what it does not go below.
    pub fn shown_width(&self, column: &Column) -> u16 {
        self.width(column).unwrap_or_else(|| least_width(column))
    }

    /// Makes a column so wide, in CSS pixels.
    pub fn set_width(&mut self, column: &Column, width: u16) {
        self.widths.retain(|(of, _)| of != column);
        let width = width.clamp(NARROWEST, WIDEST);
        self.widths.push((column.clone(), width));
    }

    /// One column's track in the grid.
    fn track(&self, column: &Column, is_pinned: bool) -> String {
        match self.width(column) {
            Some(width) => format!("{width}px"),
            // What stays in sight must have a width that is known.
            None if is_pinned => format!("{}px", usual_width(column)),
            None => usual_track(column).to_owned(),
        }
    }

    /// The tracks of the grid, that of the boxes to mark rows with first.
    pub fn tracks(&self, columns: &[Column]) -> String {
        let mut out = String::from("40px");
        for (at, column) in columns.iter().enumerate() {
            out.push(' ');
            out.push_str(&self.track(column, at < self.pinned));
        }
        out
    }

    /// How narrow the table can be before one scrolls to the side, in CSS pixels.
    pub fn least(&self, columns: &[Column]) -> u16 {
        columns.iter().enumerate().fold(40, |sum: u16, (at, it)| {
            let usual = if at < self.pinned {
                usual_width(it)
            } else {
                least_width(it)
            };
            sum.saturating_add(self.width(it).unwrap_or(usual))
        })
    }

    /// How far from the edge a pinned column stays, in CSS pixels.
    pub fn offset(&self, columns: &[Column], at: usize) -> u16 {
        let before = columns.iter().take(at);
        before.fold(40, |sum, it| {
            sum + self.width(it).unwrap_or_else(|| usual_width(it))
        })
    }

    fn read(rows: &[stored::Row]) -> Self {
        let mut layout = Self::default();
        for row in rows {
            let [what, text, value] = row.as_slice() else {
                continue;
            };
            match (what.as_str(), Column::parse(text)) {
                ("column", Some(column)) => layout.columns.push(column),
                ("width", Some(column)) => {
                    if let Ok(width) = value.parse() {
                        layout.set_width(&column, width);
                    }
                }
                ("pinned", _) => layout.pinned = value.parse().unwrap_or_default(),
                ("density", _) => layout.density = Density::parse(value).unwrap_or_default(),
                _ => {}
            }
        }
        layout
    }

    fn write(&self) -> Vec<stored::Row> {
        let row = |what: &str, text: String, value: String| vec![what.to_owned(), text, value];
        let mut rows = Vec::new();
        for column in &self.columns {
            rows.push(row("column", column.to_text(), String::new()));
        }
        for (column, width) in &self.widths {
            rows.push(row("width", column.to_text(), width.to_string()));
        }
        if self.pinned > 0 {
            rows.push(row("pinned", String::new(), self.pinned.to_string()));
        }
        if self.density != Density::default() {
            let density = self.density.class().to_owned();
            rows.push(row("density", String::new(), density));
        }
        rows
    }
}

fn usual_width(column: &Column) -> u16 {
    match column {
        Column::Status => 132,
        Column::Id | Column::Remark => 240,
        Column::Created | Column::Updated => 150,
        Column::Duration => 92,
        Column::Name | Column::Value(_) => 180,
    }
}

fn least_width(column: &Column) -> u16 {
    match column {
        Column::Id => 150,
        Column::Remark => 160,
        Column::Name | Column::Value(_) => 120,
        other => usual_width(other),
    }
}

fn usual_track(column: &Column) -> &'static str {
    match column {
        Column::Status => "132px",
        Column::Id => "minmax(150px, 1.1fr)",
        Column::Name => "minmax(120px, .8fr)",
        Column::Created | Column::Updated => "150px",
        Column::Duration => "92px",
        Column::Remark => "minmax(160px, 1.5fr)",
        Column::Value(_) => "minmax(120px, 1fr)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_comes_back_as_it_was_kept() {
        let mut layout = Layout {
            columns: Column::parse_list("id,status,output.orderId").expect("columns"),
            pinned: 1,
            density: Density::Roomy,
            ..Layout::default()
        };
        layout.set_width(&Column::Id, 5_000);
        layout.set_width(&Column::Id, 300);
        assert_eq!(Layout::read(&layout.write()), layout);
        assert_eq!(layout.width(&Column::Id), Some(300));
        assert_eq!(Layout::read(&Layout::default().write()), Layout::default());
    }

    #[test]
    fn an_address_decides_which_columns_are_shown() {
        let layout = Layout::default();
        assert_eq!(layout.shown(None), usual());
        assert_eq!(layout.shown(Some(&[Column::Id])), [Column::Id]);
    }

    #[test]
    fn a_pinned_column_has_a_width_and_stays_behind_those_before_it() {
        let layout = Layout {
            pinned: 2,
            ..Layout::default()
        };
        let columns = [Column::Status, Column::Id, Column::Name];
        assert_eq!(
            layout.tracks(&columns),
            "40px 132px 240px minmax(120px, .8fr)"
        );
        assert_eq!(layout.least(&columns), 40 + 132 + 240 + 120);
        assert_eq!(layout.offset(&columns, 0), 40);
        assert_eq!(layout.offset(&columns, 1), 172);
    }
}
