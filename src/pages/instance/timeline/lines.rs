//! Which rows a timeline has: those of the history, of groups that are open, of children that are open.

use std::sync::Arc;

use durable_api::relations::{Because, Child as Found};
use durable_api::timeline::{Group, Row, RowOptions, rows};
use durable_api::{Meaning, SpanKind, SpanState};

use super::super::kin::{AllKin, Kin, child_of};
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
    /// A child that the history does not name: the parent's id, and the span.
    Unnamed(String, usize),
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
    /// A child of which nothing tells which instance it is.
    Untold,
    /// A child that could not be had, and what would ask again.
    Failed(Arc<ApiError>, Opened),
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
    /// The child that it stands for, where its id is known, and what told it.
    pub child: Option<(String, Because)>,
}

/// All rows in their order. Follows what becomes known of children.
pub fn lines(
    source: &Arc<Source>,
    options: RowOptions,
    open: &[Opened],
    known: &[(String, Child)],
    kin: AllKin,
) -> Vec<Line> {
    let mut all = Vec::with_capacity(64);
    let of = Of {
        root: source.clone(),
        options,
        open,
        known,
        kin,
    };
    all.push(of.line(source, What::Whole, 0));
    of.add(source, 1, &mut all);
    of.add_strange(&mut all);
    all
}

struct Of<'a> {
    root: Arc<Source>,
    options: RowOptions,
    open: &'a [Opened],
    known: &'a [(String, Child)],
    kin: AllKin,
}

impl Of<'_> {
    fn line(&self, source: &Arc<Source>, what: What, depth: u8) -> Line {
        Line {
            source: source.clone(),
            what,
            own: Arc::ptr_eq(source, &self.root),
            depth,
            opens: None,
            child: None,
        }
    }

    fn add(&self, source: &Arc<Source>, depth: u8, all: &mut Vec<Line>) {
        let found = self.kin.children(&source.id, &source.here);
        for row in rows(&source.here.model, self.options) {
            match row {
                Row::Span(at) => self.add_span(source, at, &found, depth, all),
                Row::Group(group) => {
                    let what = Opened::Group(source.id.clone(), group.kind, group.name.clone());
                    let is_open = self.open.contains(&what);
                    let group = Arc::new(group);
                    all.push(Line {
                        opens: Some((what, is_open)),
                        ..self.line(source, What::Group(group.clone()), depth)
                    });
                    if is_open {
                        for at in &group.spans {
                            self.add_span(source, *at, &found, depth + 1, all);
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
        let strange = strange.take(STRANGE);
        all.extend(strange.map(|(at, _)| self.line(&self.root, What::Event(at), 1)));
    }

    fn add_span(
        &self,
        source: &Arc<Source>,
        at: usize,
        found: &[Found],
        depth: u8,
        all: &mut Vec<Line>,
    ) {
        let span = source.span(at);
        let is_child = span.is_some_and(|span| span.kind == SpanKind::SubOrchestration);
        let child = is_child
            .then(|| child_of(&source.here, found, at))
            .flatten();
        let named = span.and_then(|span| span.instance_id.as_deref());
        let opens = (is_child && depth < DEEPEST).then(|| {
            let what = match named {
                Some(id) => Opened::Child(id.to_owned()),
                None => Opened::Unnamed(source.id.clone(), at),
            };
            let is_open = self.open.contains(&what);
            (what, is_open)
        });
        all.push(Line {
            opens: opens.clone(),
            child: child.clone(),
            ..self.line(source, What::Span(at), depth)
        });
        if let Some((what, true)) = opens {
            match child {
                Some((id, _)) => self.add_child(source, &id, depth + 1, all),
                None => all.push(self.unfound(source, what, depth + 1)),
            }
        }
    }

    fn add_child(&self, parent: &Arc<Source>, id: &str, depth: u8, all: &mut Vec<Line>) {
        let known = self.known.iter().find(|(of, _)| of == id);
        let what = match known {
            Some((_, Child::Here(source))) => return self.add(source, depth, all),
            Some((_, Child::Failed(error))) => {
                What::Failed(Arc::new(error.clone()), Opened::Child(id.to_owned()))
            }
            Some((_, Child::Loading)) | None => What::Loading,
        };
        all.push(self.below(parent, what, depth));
    }

    /// What stands below a child whose id is not known, or not yet.
    fn unfound(&self, parent: &Arc<Source>, what: Opened, depth: u8) -> Line {
        let what = match self.kin.of(&parent.id) {
            None | Some(Kin::Looking(_)) => What::Loading,
            Some(Kin::Here(..)) => What::Untold,
            Some(Kin::Failed(error)) => What::Failed(Arc::new(error), what),
        };
        self.below(parent, what, depth)
    }

    fn below(&self, parent: &Arc<Source>, what: What, depth: u8) -> Line {
        Line {
            own: false,
            ..self.line(parent, what, depth)
        }
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

    /// Another number as soon as it shows something else, among rows at the same place.
    pub fn stamp(&self) -> u64 {
        let place = match &self.what {
            What::Whole => 0,
            What::Span(at) => *at as u64 * 8 + 1,
            What::Group(group) => group.spans.first().map_or(0, |at| *at as u64 * 8 + 2),
            What::Event(at) => *at as u64 * 8 + 5,
            What::Loading => 3,
            What::Failed(..) => 4,
            What::Untold => 6,
        };
        let open = self.opens.as_ref().is_some_and(|(_, open)| *open);
        // Where it is held stands for what it holds: a newer reading is another one.
        let source = Arc::as_ptr(&self.source) as usize as u64;
        (source.rotate_left(17) ^ place)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(u64::from(self.depth) * 4)
            .wrapping_add(u64::from(open) + 2 * u64::from(self.child.is_some()))
    }
}

/// Whether a span failed in the end.
pub fn has_failed(source: &Source, at: usize) -> bool {
    let span = source.span(at);
    span.is_some_and(|span| span.state == SpanState::Failed)
}
