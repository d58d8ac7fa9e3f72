//! The state of a timeline on screen: what is drawn, what is open, which part of the time is seen.

use std::sync::Arc;

use durable_api::timeline::{Axis, RowOptions, Ticks, Window, critical_path, ticks_of};

use crate::browser::{clock, spawn};
use crate::prelude::*;
use crate::state::App;

use super::super::view::View;
use super::children::Child;
use super::lines::{Line, Opened, lines};
use super::source::{Source, now};

/// How wide a fold is, as a part of the whole.
const FOLD: f64 = 0.022;

/// A timeline. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct Chart(StoredValue<Parts>);

/// What a timeline is made of.
#[derive(Clone, Copy)]
pub struct Parts {
    /// What the portal knows.
    pub app: App,
    /// The page it is on.
    pub view: View,
    /// What it shows; nothing while it is made ready.
    pub source: RwSignal<Option<Arc<Source>>>,
    /// How rows are made.
    pub options: RwSignal<RowOptions>,
    /// Whether the critical path is marked.
    pub critical: RwSignal<bool>,
    /// Whether it is shown as a table.
    pub table: RwSignal<bool>,
    /// The part of the time that is seen.
    pub window: RwSignal<Window>,
    /// What is open.
    pub open: RwSignal<Vec<Opened>>,
    /// Children whose histories were asked for, by their ids.
    pub children: RwSignal<Vec<(String, Child)>>,
    /// Where each time is.
    pub axis: Memo<Axis>,
    /// The rows.
    pub lines: Memo<Lines>,
    /// By span, whether it is on the critical path.
    pub path: Memo<Vec<bool>>,
    /// The span that was selected before it was closed.
    pub closed: StoredValue<Option<usize>>,
}

/// The rows, and a number that is another for other rows.
#[derive(Clone, Default)]
pub struct Lines(pub Arc<Vec<Line>>);

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Chart {
    /// A timeline of what the view has.
    pub fn new(view: View) -> Self {
        let source: RwSignal<Option<Arc<Source>>> = RwSignal::new(None);
        let options = RwSignal::new(RowOptions::default());
        let (critical, table) = (RwSignal::new(false), RwSignal::new(false));
        let (open, children) = (RwSignal::new(Vec::new()), RwSignal::new(Vec::new()));
        let ticking = clock::ticking();
        let axis = Memo::new(move |_| {
            source.with(|it| match it {
                Some(it) => {
                    let to = if it.is_open() {
                        ticking.get();
                        ticks_of(now()).max(it.domain.1)
                    } else {
                        it.domain.1
                    };
                    Axis::new((it.domain.0, to), &it.folds, FOLD)
                }
                None => Axis::new((0, 1), &[], FOLD),
            })
        });
        let lines = Memo::new(move |_| {
            let source = source.get();
            let drawn = source.map(|it| {
                open.with(|open| {
                    children.with(|known| lines(&it, options.get(), open, known, view.kin()))
                })
            });
            Lines(Arc::new(drawn.unwrap_or_default()))
        });
        let path = Memo::new(move |_| {
            if !critical.get() {
                return Vec::new();
            }
            let Some(source) = source.get() else {
                return Vec::new();
            };
            let model = &source.here.model;
            let mut on = vec![false; model.spans.len()];
            for it in critical_path(model) {
                if let Some(on) = on.get_mut(it.span) {
                    *on = true;
                }
            }
            on
        });
        let chart = Self(StoredValue::new(Parts {
            app: App::get(),
            view,
            source,
            options,
            critical,
            table,
            window: RwSignal::new(Window::ALL),
            open,
            children,
            axis,
            lines,
            path,
            closed: StoredValue::new(None),
        }));
        chart.follow();
        chart.follow_found();
        chart
    }

    /// What it is made of. Not after an `await`: it ends with its page.
    pub fn parts(self) -> Parts {
        self.0.get_value()
    }

    /// Makes what comes ready to be drawn; what is drawn stays meanwhile.
    fn follow(self) {
        let Parts { view, source, .. } = self.parts();
        Effect::new(move |_| {
            let Some(here) = view.here() else {
                return;
            };
            let (hub, id) = (view.hub.get_value(), view.id.get_value());
            spawn(async move {
                let ready = Source::prepare(&hub, id, here.clone()).await;
                // Another may have come meanwhile.
                let latest = view.history.data_untracked();
                if latest.is_some_and(|latest| Arc::ptr_eq(&latest, &here)) {
                    source.try_set(Some(ready));
                }
            });
        });
    }

    /// Where on the screen a time is: 0 is the left end of the lanes, 1 the right one. Tracked.
    pub fn place(self, time: Ticks) -> f64 {
        let place = self.parts().axis.with(|axis| axis.place(time));
        self.parts().window.get().on_screen(place)
    }

    /// The time at a place of the screen. Tracked.
    pub fn time(self, on_screen: f64) -> Ticks {
        let place = self.parts().window.get().place(on_screen);
        self.parts().axis.with(|axis| axis.time(place))
    }

    /// Zooms by a factor (below 1: nearer) around a place of the screen.
    pub fn zoom(self, factor: f64, at: f64) {
        self.parts().window.update(|it| *it = it.zoomed(factor, at));
    }

    /// Moves what is seen by a part of it.
    pub fn pan(self, by: f64) {
        self.parts().window.update(|it| *it = it.moved(by));
    }

    /// Where now is, for what has not ended.
    pub fn until(self) -> Ticks {
        self.parts().axis.with(|axis| axis.time(1.0))
    }
}
