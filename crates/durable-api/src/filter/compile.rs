//! A filter made ready to be run over rows.

use super::{Filter, Moment, Test, Window, Zone};
use rows::Needle;
use rows::probe::{self, Bounds, Probe};

impl Filter {
    /// The filter for one look at many rows, when it is `now` (in ticks). Moments that move with the clock are fixed: make
    /// it anew when they have moved.
    pub fn probe(&self, now: i64, zone: &dyn Zone) -> Probe {
        let compiled = self.clauses.iter().map(|clause| probe::Clause {
            test: clause.test.compile(now, zone),
            not: clause.not,
        });
        Probe::new(compiled.collect())
    }

    /// Whether the filter says other things as time goes by, though no row changes.
    pub fn moves(&self) -> bool {
        self.clauses.iter().any(|clause| match clause.test {
            Test::Created(window) | Test::Updated(window) => match window {
                Window::Since(at) | Window::Before(at) | Window::Around(at, _) => at.moves(),
                Window::Between(from, to) => from.moves() || to.moves(),
            },
            Test::Lasting { .. } => true,
            _ => false,
        })
    }
}

impl Moment {
    fn moves(self) -> bool {
        !matches!(self, Self::At(_))
    }
}

impl Test {
    fn compile(&self, now: i64, zone: &dyn Zone) -> probe::Test {
        let time = |moment, window: Window| {
            let (from, to) = window.ticks(now, zone);
            probe::Test::Time(moment, Bounds { from, to })
        };
        match self {
            Self::Status(statuses) => {
                let names = statuses.iter().map(|it| it.as_str().to_owned());
                probe::Test::Status(names.collect())
            }
            Self::Name(patterns) => {
                probe::Test::Name(patterns.iter().map(|it| it.compile(true)).collect())
            }
            Self::Id(patterns) => {
                probe::Test::Id(patterns.iter().map(|it| it.compile(false)).collect())
            }
            Self::IdFrom(id) => probe::Test::IdFrom(id.clone()),
            Self::IdBefore(id) => probe::Test::IdBefore(id.clone()),
            Self::Created(window) => time(probe::Moment::Created, *window),
            Self::Updated(window) => time(probe::Moment::Updated, *window),
            Self::Lasting { what, from, to } => probe::Test::Length {
                what: *what,
                within: Bounds {
                    from: from.ticks(),
                    to: to.map_or(i64::MAX, super::Span::ticks),
                },
                now,
            },
            Self::Has(field, text) => probe::Test::Has(*field, Needle::new(text)),
            Self::Error(text) => probe::Test::ErrorHas(Needle::new(text)),
            Self::ErrorLike(text) => probe::Test::ErrorLike(text.clone()),
            Self::Exists(path) => probe::Test::Exists(path.field, path.steps.clone()),
            Self::Value(path, comparison, literal) => {
                probe::Test::Value(path.field, path.steps.clone(), *comparison, literal.clone())
            }
            Self::Anywhere(text) => probe::Test::Anywhere(Needle::new(text)),
        }
    }
}
