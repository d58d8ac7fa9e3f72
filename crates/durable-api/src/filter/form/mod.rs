//! A clause as a form: what kind it is, in which way, and up to two texts to fill in.
//!
//! Editors show forms and know nothing of clauses. [`Form::of`] fills one in, [`Form::clause`] reads it: what was not touched comes
//! back as it was.

mod kind;
#[cfg(test)]
mod tests;

pub use kind::{Kind, Way};

use super::print::literal_into;
use super::{
    Clause, Filter, Length, Literal, Moment, Pattern, Problem, Test, ValuePath, Window, Zone,
};
use crate::status::RuntimeStatus;
use rows::Field;

/// A form, filled in as far as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What is asked about.
    pub kind: Kind,
    /// In which way.
    pub way: Way,
    /// Whether the opposite is meant.
    pub not: bool,
    /// The statuses that were ticked.
    pub statuses: Vec<RuntimeStatus>,
    /// The text, time, length or path.
    pub first: String,
    /// What it is compared with, or where it ends.
    pub second: String,
}

impl Form {
    /// An empty form.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            way: kind.ways().first().copied().unwrap_or(Way::Is),
            not: false,
            statuses: Vec::new(),
            first: String::new(),
            second: String::new(),
        }
    }

    /// The form of a clause, with times as they are typed in the zone.
    pub fn of(clause: &Clause, zone: &dyn Zone) -> Self {
        let mut form = match &clause.test {
            Test::Status(statuses) => Self {
                statuses: statuses.clone(),
                ..Self::new(Kind::Status)
            },
            Test::Name(patterns) | Test::Id(patterns) => {
                let kind = match clause.test {
                    Test::Id(_) => Kind::Id,
                    _ => Kind::Name,
                };
                if let [one] = patterns.as_slice() {
                    Self::pattern(kind, one)
                } else {
                    let text = clause.to_text(zone);
                    let list = text.split_once(':').map_or("", |(_, list)| list);
                    Self::filled(kind, Way::OneOf, list)
                }
            }
            Test::IdFrom(id) => Self::filled(Kind::Id, Way::Behind, id),
            Test::IdBefore(id) => Self::filled(Kind::Id, Way::InFront, id),
            Test::Created(window) => Self::window(Kind::Created, *window, zone),
            Test::Updated(window) => Self::window(Kind::Updated, *window, zone),
            Test::Lasting { what, from, to } => {
                let kind = match what {
                    Length::Duration => Kind::Duration,
                    Length::Age => Kind::Age,
                    Length::Idle => Kind::Idle,
                };
                match to {
                    None => Self::filled(kind, Way::LongerThan, &from.to_text()),
                    Some(to) if from.0 == 0 => Self::filled(kind, Way::LessThan, &to.to_text()),
                    Some(to) => Self {
                        second: to.to_text(),
                        ..Self::filled(kind, Way::Between, &from.to_text())
                    },
                }
            }
            Test::Has(field, text) => {
                let kind = match field {
                    Field::CustomStatus => Kind::CustomStatus,
                    Field::Output => Kind::Output,
                    Field::Input => Kind::Input,
                };
                Self::filled(kind, Way::Has, text)
            }
            Test::Error(text) => Self::filled(Kind::Error, Way::Has, text),
            Test::ErrorLike(text) => Self::filled(Kind::ErrorLike, Way::Is, text),
            Test::Exists(path) => Self::filled(Kind::Value, Way::Exists, &path.to_text()),
            Test::Value(path, comparison, literal) => {
                let mut second = String::new();
                literal_into(&mut second, literal);
                Self {
                    second,
                    ..Self::filled(Kind::Value, Way::of(*comparison), &path.to_text())
                }
            }
            Test::Anywhere(text) => Self::filled(Kind::Anywhere, Way::Has, text),
        };
        form.not = clause.not;
        form
    }

    /// The clause that the form says, or what is wrong with it. Times without an offset are meant in the zone.
    pub fn clause(&self, zone: &dyn Zone) -> Result<Clause, Problem> {
        let test = self.test(zone)?;
        Ok(Clause {
            test,
            not: self.not,
        })
    }

    fn test(&self, zone: &dyn Zone) -> Result<Test, Problem> {
        if self.kind == Kind::Status {
            return match self.statuses.as_slice() {
                [] => Err(Problem::NothingBehind),
                statuses => Ok(Test::Status(statuses.to_vec())),
            };
        }
        // An error without a message has a fingerprint too.
        if self.first.is_empty() && self.kind != Kind::ErrorLike {
            return Err(Problem::NothingBehind);
        }
        let text = self.first.clone();
        Ok(match self.kind {
            Kind::Id if self.way == Way::Behind => Test::IdFrom(text),
            Kind::Id if self.way == Way::InFront => Test::IdBefore(text),
            Kind::Id if self.way == Way::OneOf => typed("id:", &text, zone)?,
            Kind::Id => Test::Id(vec![self.to_pattern()]),
            Kind::Name if self.way == Way::OneOf => typed("name:", &text, zone)?,
            Kind::Name => Test::Name(vec![self.to_pattern()]),
            Kind::CustomStatus => Test::Has(Field::CustomStatus, text),
            Kind::Output => Test::Has(Field::Output, text),
            Kind::Input => Test::Has(Field::Input, text),
            Kind::Error => Test::Error(text),
            Kind::ErrorLike => Test::ErrorLike(text),
            Kind::Anywhere => Test::Anywhere(text),
            Kind::Value => {
                let path = ValuePath::parse(text.trim()).ok_or(Problem::NotAPath)?;
                match self.way.comparison() {
                    None => Test::Exists(path),
                    Some(comparison) => Test::Value(path, comparison, self.literal()?),
                }
            }
            Kind::Created => typed("created:", &self.range(">", "<"), zone)?,
            Kind::Updated => typed("updated:", &self.range(">", "<"), zone)?,
            Kind::Duration => typed("duration:", &self.range(">", "<"), zone)?,
            Kind::Age => typed("age:", &self.range(">", "<"), zone)?,
            Kind::Idle => typed("idle:", &self.range(">", "<"), zone)?,
            Kind::Status => return Err(Problem::UnknownStatus),
        })
    }

    fn range(&self, from: &str, before: &str) -> String {
        let (first, second) = (self.first.trim(), self.second.trim());
        match self.way {
            Way::Between => format!("{first}..{second}"),
            Way::Around => format!("{first}±{second}"),
            Way::Before | Way::LessThan => format!("{before}{first}"),
            _ => format!("{from}{first}"),
        }
    }

    /// What a value is compared with: as typed where it is quoted, else the whole text.
    fn literal(&self) -> Result<Literal, Problem> {
        let text = self.second.trim();
        match text {
            "" => Err(Problem::NothingBehind),
            text if text.starts_with('"') => {
                let inner = super::path::unquote(text.get(1..).unwrap_or_default());
                match inner {
                    Some((inner, "")) => Ok(Literal::quoted(inner)),
                    _ => Err(Problem::UnclosedQuote),
                }
            }
            text => Ok(Literal::plain(text)),
        }
    }

    fn to_pattern(&self) -> Pattern {
        let text = self.first.clone();
        match self.way {
            Way::Begins => Pattern::Begins(text),
            Way::Ends => Pattern::Ends(text),
            Way::Has => Pattern::Has(text),
            _ => Pattern::Is(text),
        }
    }

    fn filled(kind: Kind, way: Way, first: &str) -> Self {
        Self {
            way,
            first: first.to_owned(),
            ..Self::new(kind)
        }
    }

    fn pattern(kind: Kind, pattern: &Pattern) -> Self {
        let way = match pattern {
            Pattern::Is(_) => Way::Is,
            Pattern::Begins(_) => Way::Begins,
            Pattern::Ends(_) => Way::Ends,
            Pattern::Has(_) => Way::Has,
        };
        Self::filled(kind, way, pattern.text())
    }

    fn window(kind: Kind, window: Window, zone: &dyn Zone) -> Self {
        let text = |moment: Moment| moment.to_text(zone);
        match window {
            Window::Since(from) => Self::filled(kind, Way::Since, &text(from)),
            Window::Before(to) => Self::filled(kind, Way::Before, &text(to)),
            Window::Between(from, to) => Self {
                second: text(to),
                ..Self::filled(kind, Way::Between, &text(from))
            },
            Window::Around(at, by) => Self {
                second: by.to_text(),
                ..Self::filled(kind, Way::Around, &text(at))
            },
        }
    }
}

/// Reads a value as the typed form has it. It must be one clause: white space would begin another.
fn typed(key: &str, value: &str, zone: &dyn Zone) -> Result<Test, Problem> {
    let text = String::from(key) + value;
    let typed = Filter::typed(&text, zone);
    if let Some(error) = typed.errors.first() {
        return Err(error.problem);
    }
    let mut clauses = typed.filter.clauses.into_iter();
    match (clauses.next(), clauses.next()) {
        (Some(clause), None) => Ok(clause.test),
        _ => Err(match key {
            "created:" | "updated:" => Problem::NotATime,
            "name:" | "id:" => Problem::UnclosedQuote,
            _ => Problem::NotALength,
        }),
    }
}
