//! The columns of the table of instances: what is shown, sorted by and exported.

use crate::filter::ValuePath;
use rows::json::{self, Found};
use rows::sort::By;
use rows::{Field, Needs, Row, Text};

/// A column. Its text form stands in addresses and in the first line of an export: `id`, `status`, `output.orderId`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The instance id.
    Id,
    /// The orchestrator's name.
    Name,
    /// The runtime status.
    Status,
    /// When the current generation was created.
    Created,
    /// The last change.
    Updated,
    /// How long it ran, or has run so far.
    Duration,
    /// The one text that says most beside the status: the error of a failed one, the reason given for one that was suspended or
    /// terminated, else what the orchestrator says of itself.
    Remark,
    /// A text field, or a value in one.
    Value(ValuePath),
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing: no such value, or the host gave none.
    Nothing,
    /// A text.
    Text(&'a str),
    /// A time in ticks.
    Time(i64),
    /// A time that is none, as the host wrote it.
    OddTime(String),
    /// A length in ticks.
    Length(i64),
    /// A JSON value, exactly.
    Json(&'a str),
    /// The beginning of a JSON value that is too long to be kept.
    Cut(&'a str),
    /// What is held does not tell: the instance's details do.
    Unknown,
}

impl Column {
    const PLAIN: [(&'static str, Self); 7] = [
        ("id", Self::Id),
        ("name", Self::Name),
        ("status", Self::Status),
        ("created", Self::Created),
        ("updated", Self::Updated),
        ("duration", Self::Duration),
        ("remark", Self::Remark),
    ];

    /// Reads the text form, names in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = Self::PLAIN
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text));
        match plain {
            Some((_, column)) => Some(column),
            None => ValuePath::parse(text).map(Self::Value),
        }
    }

    /// The text form.
    pub fn to_text(&self) -> String {
        if let Self::Value(path) = self {
            return path.to_text();
        }
        let plain = Self::PLAIN.iter().find(|(_, column)| column == self);
        plain.map_or_else(String::new, |(name, _)| (*name).to_owned())
    }

    /// Reads columns with commas between them; `None` when one cannot be read.
    pub fn parse_list(text: &str) -> Option<Vec<Self>> {
        let mut columns = Vec::new();
        let mut start = 0;
        let (mut quoted, mut escaped) = (false, false);
        for (at, c) in text.char_indices().chain([(text.len(), ',')]) {
            if std::mem::take(&mut escaped) {
                continue;
            }
            match c {
                '\\' => escaped = quoted,
                '"' => quoted = !quoted,
                ',' if !quoted => {
                    columns.push(Self::parse(text.get(start..at)?)?);
                    start = at + 1;
                }
                _ => {}
            }
        }
        (!quoted).then_some(columns)
    }

    /// Writes columns with commas between them.
    pub fn list_text(columns: &[Self]) -> String {
        let texts: Vec<String> = columns.iter().map(Self::to_text).collect();
        texts.join(",")
    }

    /// How rows are sorted by it, when it is `now` (in ticks).
    pub fn sort(&self, now: i64) -> By {
        match self {
            Self::Id => By::Id,
            Self::Name => By::Name,
            Self::Status => By::Status,
            Self::Created => By::Created,
            Self::Updated => By::Updated,
            Self::Duration => By::Duration(now),
            // Errors stand together so, the same ones beside each other.
            Self::Remark => By::Path(Field::Output, Vec::new()),
            Self::Value(path) => By::Path(path.field, path.steps.clone()),
        }
    }

    /// The text fields that these columns look at: see [`rows::Rows::set_needs`].
    pub fn needs(columns: &[Self]) -> Needs {
        columns
            .iter()
            .fold(Needs::NONE, |needs, column| match column {
                Self::Value(path) => needs.and(path.field),
                Self::Remark => needs.and(Field::CustomStatus).and(Field::Output),
                _ => needs,
            })
    }

    /// Whether each instance's details are needed to fill it: inputs are in no list.
    pub fn needs_details(&self) -> bool {
        matches!(self, Self::Value(path) if path.field == Field::Input)
    }

    /// What stands in this column of a row.
    pub fn cell<'a>(&self, row: Row<'a>, now: i64) -> Cell<'a> {
        let time = |ticks: Option<i64>, text: &dyn Fn() -> String| match ticks {
            Some(ticks) => Cell::Time(ticks),
            None => match text() {
                text if text.is_empty() => Cell::Nothing,
                text => Cell::OddTime(text),
            },
        };
        match self {
            Self::Id => Cell::Text(row.id()),
            Self::Name => Cell::Text(row.name()),
            Self::Status => Cell::Text(row.status_name()),
            Self::Created => time(row.created(), &|| row.created_text().into_owned()),
            Self::Updated => time(row.updated(), &|| row.updated_text().into_owned()),
            Self::Duration => row.duration(now).map_or(Cell::Nothing, Cell::Length),
            Self::Remark => match remark(row) {
                (_, Text::Absent | Text::Whole("null")) => Cell::Nothing,
                (_, Text::Whole(text)) => Cell::Json(text),
                (_, Text::Cut { start, .. }) => Cell::Cut(start),
                (_, Text::NotKept) => Cell::Unknown,
            },
            Self::Value(path) => value(row.text(path.field), path),
        }
    }
}

/// What a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// The error of a failed one.
    Error,
    /// The reason that somebody gave; the host keeps it in the output. Source: the wire contract, section 3.
    Reason,
    /// What the orchestrator says of itself.
    CustomStatus,
}

impl RemarkKind {
    /// Where it stands.
    pub fn field(self) -> Field {
        match self {
            Self::Error | Self::Reason => Field::Output,
            Self::CustomStatus => Field::CustomStatus,
        }
    }
}

/// What says most about a row beside its status, and what it is.
pub fn remark(row: Row<'_>) -> (RemarkKind, Text<'_>) {
    let output = row.output();
    let is_there = !matches!(output, Text::Absent | Text::Whole("null"));
    match row.status_name() {
        "Failed" => (RemarkKind::Error, output),
        "Pending" | "Running" | "Suspended" | "Terminated" | "Canceled" if is_there => {
            (RemarkKind::Reason, output)
        }
        _ => (RemarkKind::CustomStatus, row.custom_status()),
    }
}

fn value<'a>(text: Text<'a>, path: &ValuePath) -> Cell<'a> {
    let found = match text {
        Text::Absent => return Cell::Nothing,
        Text::NotKept => return Cell::Unknown,
        Text::Cut { start, .. } if path.steps.is_empty() => return Cell::Cut(start),
        Text::Cut { start, .. } => json::find(start, &path.steps, true),
        Text::Whole(text) => json::find(text, &path.steps, false),
    };
    match found {
        Found::Value(value) => Cell::Json(value),
        Found::Missing => Cell::Nothing,
        Found::Unknown => Cell::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_read_and_write() {
        let text = r#"id,status,output.orderId,customStatus["a,\"b"],created,input"#;
        let columns = Column::parse_list(text).unwrap();
        assert_eq!(columns.len(), 6);
        assert_eq!(Column::list_text(&columns), text);
        assert!(columns.last().unwrap().needs_details());
        for wrong in ["", "id,", "id,nothing", "output.", "output[\"a,id"] {
            assert_eq!(Column::parse_list(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_output_of_a_suspended_terminated_or_resumed_instance_is_a_reason() {
        let mut held = rows::Held::default();
        let mut said = |status: &str, output: &str, custom: &str| {
            let body = format!(
                r#"[{{"instanceId":"{status}","runtimeStatus":"{status}","output":{output},"customStatus":{custom}}}]"#
            );
            rows::Ingest::new(body.into_bytes(), 1).run(&mut held);
            let slot = held.instances.find(status).unwrap();
            let row = held.instances.row(slot).unwrap();
            let (kind, text) = remark(row);
            (kind, text.shown().to_owned())
        };
        for status in ["Suspended", "Terminated", "Running"] {
            let reason = (RemarkKind::Reason, r#""bank is back""#.to_owned());
            assert_eq!(said(status, r#""bank is back""#, "null"), reason);
        }
        let error = (RemarkKind::Error, r#""declined""#.to_owned());
        assert_eq!(said("Failed", r#""declined""#, r#""step""#), error);
        let own = (RemarkKind::CustomStatus, r#"{"step":1}"#.to_owned());
        assert_eq!(said("Pending", "null", r#"{"step":1}"#), own);
        let nothing = (RemarkKind::CustomStatus, String::new());
        assert_eq!(said("Completed", "1", "null"), nothing);
    }
}
