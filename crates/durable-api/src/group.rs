//! Instances in groups that are equal in something, each with the way to its members.

use crate::filter::{
    Clause, Comparison, Literal, Moment, Pattern, Test, ValuePath, Window, Zone, start_of_day,
    ticks_of_local,
};
use crate::status::RuntimeStatus;
use rows::Names;
use rows::fingerprint::{fingerprint, message};
use rows::json::{self, Found};
use rows::sort::order_of;
use rows::time::{DAY, SECOND};
use rows::{Field, Row, Rows, Slot, Status, Text, folded};

/// What the members of a group are equal in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GroupBy {
    /// The runtime status.
    Status,
    /// The orchestrator; names that differ in capitals alone are one, as to the host.
    Name,
    /// The fingerprint of the error; all that did not fail are one group.
    Error,
    /// A value; numbers by value, all that have none are one group.
    Value(ValuePath),
    /// The hour of creation in the chosen zone.
    Hour,
    /// The day of creation in the chosen zone.
    Day,
}

impl GroupBy {
    const PLAIN: [(&'static str, Self); 5] = [
        ("status", Self::Status),
        ("name", Self::Name),
        ("error", Self::Error),
        ("hour", Self::Hour),
        ("day", Self::Day),
    ];

    /// Reads the text form, as it stands in an address: `status`, `name`, `error`, `hour`, `day` or a path to a value.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = Self::PLAIN.into_iter().find(|(name, _)| *name == text);
        match plain {
            Some((_, by)) => Some(by),
            None => ValuePath::parse(text).map(Self::Value),
        }
    }

    /// The text form.
    pub fn to_text(&self) -> String {
        if let Self::Value(path) = self {
            return path.to_text();
        }
        let plain = Self::PLAIN.iter().find(|(_, by)| by == self);
        plain.map_or_else(String::new, |(name, _)| (*name).to_owned())
    }
}

/// What makes a group: for showing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// A name, a status, a fingerprint.
    Text(String),
    /// A JSON value, as its first member has it.
    Json(String),
    /// The time it begins, in ticks.
    Time(i64),
    /// It has nothing of the kind.
    Nothing,
}

/// Some instances that are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are equal in.
    pub label: Label,
    /// How many.
    pub count: usize,
    /// The first time of creation, in ticks, if any has one.
    pub first: Option<i64>,
    /// The last time of creation.
    pub last: Option<i64>,
    /// One of them: the one that was created last.
    pub example: Slot,
    /// What to add to the filter to see exactly these. `None` for objects and arrays, which no clause is equal to.
    pub clauses: Option<Vec<Clause>>,
}

/// Groups in the making: rows are added in slices, as time allows.
pub struct Grouping<'a> {
    by: GroupBy,
    zone: &'a dyn Zone,
    keys: Names,
    groups: Vec<Group>,
    /// Rows of which what is held does not tell in which group they are: to be said beside the groups.
    pub unknown: usize,
}

impl<'a> Grouping<'a> {
    /// No rows yet.
    pub fn new(by: GroupBy, zone: &'a dyn Zone) -> Self {
        Self {
            by,
            zone,
            keys: Names::default(),
            groups: Vec::new(),
            unknown: 0,
        }
    }

    /// Adds rows.
    pub fn add(&mut self, rows: &Rows, slots: &[Slot]) {
        for slot in slots {
            if let Some(row) = rows.row(*slot) {
                self.add_row(row);
            }
        }
    }

    /// The groups, the largest first; those of hours and days in the order of time, the latest first.
    pub fn finish(self) -> Vec<Group> {
        let by_time = matches!(self.by, GroupBy::Hour | GroupBy::Day);
        let groups = self.groups;
        let order = order_of(groups.len(), &|a, b| match (groups.get(a), groups.get(b)) {
            (Some(a), Some(b)) if by_time => b.first.cmp(&a.first),
            (Some(a), Some(b)) => b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)),
            _ => std::cmp::Ordering::Equal,
        });
        let mut groups: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
        let take = |at: usize| groups.get_mut(at).and_then(Option::take);
        order.into_iter().filter_map(take).collect()
    }

    /// The first so many of what [`Grouping::finish`] gives, and how many groups there are. For what is shown: where every row is a
    /// group of its own, putting all of them in order takes longer than grouping did.
    pub fn finish_first(self, most: usize) -> (Vec<Group>, usize) {
        let by_time = matches!(self.by, GroupBy::Hour | GroupBy::Day);
        let all = self.groups.len();
        let before = |a: &Group, b: &Group| {
            let order = if by_time {
                b.first.cmp(&a.first)
            } else {
                b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label))
            };
            order.is_lt()
        };
        let mut first: Vec<Group> = Vec::new();
        for group in self.groups {
            let is_full = first.len() >= most;
            if is_full && first.last().is_none_or(|last| !before(&group, last)) {
                continue;
            }
            let place = first.partition_point(|it| before(it, &group));
            first.insert(place, group);
            first.truncate(most);
        }
        (first, all)
    }

    fn add_row(&mut self, row: Row<'_>) {
        let Some(key) = key(&self.by, row, self.zone) else {
            self.unknown += 1;
            return;
        };
        let created = row.created();
        let number = self.keys.number(&key) as usize;
        if number == self.groups.len() {
            let (label, clauses) = describe(&self.by, row, &key, self.zone);
            self.groups.push(Group {
                label,
                count: 0,
                first: None,
                last: None,
                example: row.slot(),
                clauses,
            });
        }
        let Some(group) = self.groups.get_mut(number) else {
            return;
        };
        group.count += 1;
        if created > group.last {
            group.example = row.slot();
        }
        group.last = group.last.max(created);
        group.first = match (group.first, created) {
            (Some(first), Some(created)) => Some(first.min(created)),
            (first, created) => first.or(created),
        };
    }
}

/// What two rows of a group have alike; empty: nothing of the kind; `None`: not to be told.
fn key(by: &GroupBy, row: Row<'_>, zone: &dyn Zone) -> Option<String> {
    // A mark before it tells something from nothing.
    let some = |text: &str| "=".to_owned() + text;
    Some(match by {
        GroupBy::Status => some(row.status_name()),
        GroupBy::Name => some(&folded(row.name())),
        GroupBy::Error if row.status() != Status::FAILED => String::new(),
        GroupBy::Error => match row.text(Field::Output) {
            Text::NotKept => return None,
            text => some(&fingerprint(&message(text.shown()))),
        },
        GroupBy::Value(path) => match value(row, path) {
            Found::Unknown => return None,
            Found::Missing => String::new(),
            Found::Value(value) => some(&identity(value)),
        },
        GroupBy::Hour | GroupBy::Day => match row.created() {
            None => String::new(),
            Some(created) => some(&begin(by, created, zone).to_string()),
        },
    })
}

/// What is at a path.
fn value<'a>(row: Row<'a>, path: &ValuePath) -> Found<'a> {
    match row.text(path.field) {
        Text::Absent => Found::Missing,
        Text::NotKept => Found::Unknown,
        Text::Whole(text) => json::find(text, &path.steps, false),
        Text::Cut { start, .. } => json::find(start, &path.steps, true),
    }
}

/// A text that is the same for equal values.
fn identity(value: &str) -> String {
    match value.as_bytes().first() {
        Some(b'-' | b'0'..=b'9') => json::number_identity(value),
        _ => json::string(value).map_or_else(|| value.to_owned(), |said| format!("\"{said}")),
    }
}

/// The beginning of the local hour or day of a moment.
fn begin(by: &GroupBy, ticks: i64, zone: &dyn Zone) -> i64 {
    if *by == GroupBy::Day {
        return start_of_day(ticks, 0, zone);
    }
    let offset = i64::from(zone.offset(ticks)) * SECOND;
    let local = ticks.saturating_add(offset);
    local - local.rem_euclid(DAY / 24) - offset
}

fn describe(
    by: &GroupBy,
    row: Row<'_>,
    key: &str,
    zone: &dyn Zone,
) -> (Label, Option<Vec<Clause>>) {
    let text = key.strip_prefix('=').unwrap_or_default().to_owned();
    let not = |test| Clause { test, not: true };
    match by {
        GroupBy::Status => {
            let is = Test::Status(vec![RuntimeStatus::from_wire(&text)]);
            (Label::Text(text), Some(vec![is.into()]))
        }
        GroupBy::Name => {
            let name = row.name().to_owned();
            let is = Test::Name(vec![Pattern::Is(name.clone())]);
            (Label::Text(name), Some(vec![is.into()]))
        }
        GroupBy::Error if key.is_empty() => {
            let failed = Test::Status(vec![RuntimeStatus::Failed]);
            (Label::Nothing, Some(vec![not(failed)]))
        }
        GroupBy::Error => {
            let is = Test::ErrorLike(text.clone());
            (Label::Text(text), Some(vec![is.into()]))
        }
        GroupBy::Value(path) => match value(row, path) {
            Found::Missing | Found::Unknown => {
                let mut clauses = vec![not(Test::Exists(path.clone()))];
                if path.steps.is_empty() {
                    // The field itself counts as missing when it is null, and here that is another group.
                    let null = Literal::plain("null");
                    clauses.push(not(Test::Value(path.clone(), Comparison::Equal, null)));
                }
                (Label::Nothing, Some(clauses))
            }
            Found::Value(value) => (Label::Json(value.to_owned()), equal(path, value)),
        },
        GroupBy::Hour | GroupBy::Day => match row.created() {
            None => {
                let ever = Window::Since(Moment::At(rows::time::days(1, 1, 1) * DAY));
                (Label::Nothing, Some(vec![not(Test::Created(ever))]))
            }
            Some(created) => {
                let from = begin(by, created, zone);
                let to = end(by, from, zone);
                let window = Window::Between(Moment::At(from), Moment::At(to));
                (Label::Time(from), Some(vec![Test::Created(window).into()]))
            }
        },
    }
}

/// The end of the hour or day that begins there.
fn end(by: &GroupBy, from: i64, zone: &dyn Zone) -> i64 {
    if *by == GroupBy::Hour {
        return from + DAY / 24;
    }
    let local = from.saturating_add(i64::from(zone.offset(from)) * SECOND);
    ticks_of_local((local.div_euclid(DAY) + 1) * DAY, zone)
}

/// Clauses that are true of exactly this value.
fn equal(path: &ValuePath, value: &str) -> Option<Vec<Clause>> {
    let test = |literal| Test::Value(path.clone(), Comparison::Equal, literal);
    if let Some(said) = json::string(value) {
        return Some(vec![test(Literal::quoted(said)).into()]);
    }
    if value.starts_with(['{', '[']) {
        return None;
    }
    // A number or word written plainly is also equal to the string of that text, which is another group.
    Some(vec![
        test(Literal::plain(value)).into(),
        Clause {
            test: test(Literal::quoted(value)),
            not: true,
        },
    ])
}
