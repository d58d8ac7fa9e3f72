//! Which rows a timeline has: those of the history, of groups that are open, of children that are open.

use std::sync::Arc;

use durable_api::timeline::{Group, Row, RowOptions, rows};
use durable_api::{Meaning, SpanKind, SpanState};

use super::children::Child;
use super::source::Source;
use crate::state::error::ApiError;

/// Deeper children are opened on their own page.
const DEEPEST: u8 = 6;

/// So many events that are a part of nothing known have rows; the table of events has all.
const STRANGE: usize = 500;

/// Something with rows below it that are shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// The spans of one kind and name of an instance.
    Group(String, SpanKind, Option<Arc<str>>),
    /// A child, by its id.
    Child(String),
}

/// What a row shows.
#[derive(Clone)]
pub enum What {
    /// The orchestrator itself.
    Whole,
    /// A span.
    Span(usize),
    /// Spans of one name.
    Group(Arc<Group>),
    /// An event that is a part of nothing known.
    Event(usize),
    /// A child that is on its way.
    Loading,
    /// A child that could not be had.
    Failed(Arc<ApiError>, String),
}

/// One row.
#[derive(Clone)]
pub struct Line {
    /// The history it belongs to.
    pub source: Arc<Source>,
    /// What it shows.
    pub what: What,
    /// Whether that is the history of the page's own instance.
    own: bool,
    /// How far it is within: 0 is the instance of the page.
    pub depth: u8,
    /// What opens below it, and whether it is open.
    pub opens: Option<(Opened, bool)>,
}

/// All rows in their order.
pub fn lines(
    source: &Arc<Source>,
    options: RowOptions,
    open: &[Opened],
    known: &[(String, Child)],
) -> Vec<Line> {
    let mut all = Vec::with_capacity(64);
    all.push(Line {
        source: source.clone(),
        what: What::Whole,
        own: true,
        depth: 0,
        opens: None,
    });
    let of = Of {
        root: source.clone(),
        options,
        open,
        known,
    };
    of.add(source, 1, &mut all);
    of.add_strange(&mut all);
    all
}

struct Of<'a> {
    root: Arc<Source>,
    options: RowOptions,
    open: &'a [Opened],
    known: &'a [(String, Child)],
}

impl Of<'_> {
    fn add(&self, source: &Arc<Source>, depth: u8, all: &mut Vec<Line>) {
        for row in rows(&source.here.model, self.options) {
            match row {
                Row::Span(at) => self.add_span(source, at, depth, all),
                Row::Group(group) => {
                    let what = Opened::Group(source.id.clone(), group.kind, group.name.clone());
                    let is_open = self.open.contains(&what);
                    let group = Arc::new(group);
                    all.push(Line {
                        source: source.clone(),
                        what: What::Group(group.clone()),
                        own: Arc::ptr_eq(source, &self.root),
                        depth,
                        opens: Some((what, is_open)),
                    });
                    if is_open {
                        for at in &group.spans {
                            self.add_span(source, *at, depth + 1, all);
                        }
                    }
                }
            }
        }
    }

    /// What nobody understands stays visible.
    fn add_strange(&self, all: &mut Vec<Line>) {
        let meanings = self.root.here.model.meanings.iter().enumerate();
        let strange = meanings.filter(|(_, it)| matches!(it, Meaning::Unknown | Meaning::Unpaired));
        all.extend(strange.take(STRANGE).map(|(at, _)| Line {
            source: self.root.clone(),
            what: What::Event(at),
            own: true,
            depth: 1,
            opens: None,
        }));
    }

    fn add_span(&self, source: &Arc<Source>, at: usize, depth: u8, all: &mut Vec<Line>) {
        let child = source
            .span(at)
            .filter(|span| span.kind == SpanKind::SubOrchestration && depth < DEEPEST)
            .and_then(|span| span.instance_id.as_deref())
            .map(|id| Opened::Child(id.to_owned()));
        let is_open = child.as_ref().is_some_and(|it| self.open.contains(it));
        all.push(Line {
            source: source.clone(),
            what: What::Span(at),
            own: Arc::ptr_eq(source, &self.root),
            depth,
            opens: child.clone().map(|it| (it, is_open)),
        });
        if let (true, Some(Opened::Child(id))) = (is_open, child) {
            self.add_child(source, &id, depth + 1, all);
        }
    }

    fn add_child(&self, parent: &Arc<Source>, id: &str, depth: u8, all: &mut Vec<Line>) {
        let known = self.known.iter().find(|(of, _)| of == id);
        let what = match known {
            Some((_, Child::Here(source))) => return self.add(source, depth, all),
            Some((_, Child::Failed(error))) => What::Failed(Arc::new(error.clone()), id.to_owned()),
            Some((_, Child::Loading)) | None => What::Loading,
        };
        all.push(Line {
            source: parent.clone(),
            what,
            own: false,
            depth,
            opens: None,
        });
    }
}

impl Line {
    /// The span, if it shows one.
    pub fn span(&self) -> Option<usize> {
        match self.what {
            What::Span(at) => Some(at),
            _ => None,
        }
    }

    /// Whether it is of the instance of the page, and no child's.
    pub fn is_own(&self) -> bool {
        self.own
    }

    /// Whether it shows something that failed in the end.
    pub fn failed(&self) -> bool {
        match &self.what {
            What::Span(at) => {
                let span = self.source.span(*at);
                span.is_some_and(|span| span.state == SpanState::Failed)
            }
            What::Group(group) => group.failed > 0,
            _ => false,
        }
    }

    /// Another number as soon as it shows something else, among rows at the same place.
    pub fn stamp(&self) -> u64 {
        let place = match &self.what {
            What::Whole => 0,
            What::Span(at) => *at as u64 * 8 + 1,
            What::Group(group) => group.spans.first().map_or(0, |at| *at as u64 * 8 + 2),
            What::Event(at) => *at as u64 * 8 + 5,
            What::Loading => 3,
            What::Failed(..) => 4,
        };
        let open = self.opens.as_ref().is_some_and(|(_, open)| *open);
        // Where it is held stands for what it holds: a newer reading is another one.
        let source = Arc::as_ptr(&self.source) as usize as u64;
        (source.rotate_left(17) ^ place)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(u64::from(self.depth) * 2 + u64::from(open))
    }
}
