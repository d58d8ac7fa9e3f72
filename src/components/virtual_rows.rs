//! Many rows of one height, of which only those stand in the page that can be seen.
//!
//! They may stand in whatever scrolls; the window decides what is seen. One row may be open: then it is as high as what is in it.

use std::cell::Cell;

use crate::browser::{keep, page, viewport};
use crate::prelude::*;

/// Rows drawn beyond the edges of the window.
const BEYOND: usize = 10;
/// The first row drawn is a multiple of this, so that a short way scrolled changes nothing.
const STEP: usize = 10;

/// What the rows are.
pub struct RowsOf {
    /// How many there are.
    pub count: Signal<usize>,
    /// How high one is, in CSS pixels.
    pub height: Signal<u32>,
    /// Which one is open.
    pub open: Signal<Option<usize>>,
    /// A number that is another as soon as a row shows something else.
    pub stamp: Box<dyn Fn(usize) -> u64>,
    /// Draws a row, and below it what is in it, if it is open.
    pub draw: Box<dyn Fn(usize) -> Markup>,
}

/// Rows on the page. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct Rows {
    number: u32,
    /// The first row drawn, and the one behind the last.
    window: RwSignal<(usize, usize)>,
    /// By how much the open row is higher than others, as it was seen last.
    extra: RwSignal<f64>,
    /// Whether a row is on its way into sight: until it is there, what is in sight says nothing.
    bringing: StoredValue<bool>,
    count: Signal<usize>,
    height: Signal<u32>,
    open: Signal<Option<usize>>,
}

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Draws the rows into an element of this role.
pub fn virtual_rows(role: Option<&'static str>, of: RowsOf) -> (Rows, Markup) {
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    let rows = Rows {
        number,
        window: RwSignal::new((0, 0)),
        extra: RwSignal::new(0.0),
        bringing: StoredValue::new(false),
        count: of.count,
        height: of.height,
        open: of.open,
    };
    rows.measure();
    keep(viewport::on_move(move || rows.measure()));
    // As soon as it is drawn, and again when what is drawn has another height.
    Effect::new(move |_| {
        rows.count.get();
        rows.height.get();
        rows.open.get();
        rows.measure();
        page::soon(move || rows.measure());
    });
    let (stamp, draw) = (of.stamp, of.draw);
    let shown = move || {
        let (from, to) = rows.window.get();
        let open = rows.open.get();
        let to = to.min(rows.count.get());
        let items = (from..to).map(|at| (at, stamp(at), open == Some(at)));
        items.collect::<Vec<_>>()
    };
    let row = move |(at, _, is_open): (usize, u64, bool)| {
        let height = (!is_open).then(|| px(f64::from(rows.height.get_untracked())));
        view! { <div id=rows.id_of(at) class="vr" style:height=height>{draw(at)}</div> }
    };
    let markup = view! {
        <div id=rows.id() class="rows" role=role style:padding-top=move || px(rows.above()) style:padding-bottom=move || px(rows.below())>
            <For each=shown key=|it| it.0 let(it)>{row(it)}</For>
        </div>
    };
    (rows, markup)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "no page is billions of pixels high"
)]
fn px(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

#[allow(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
fn long(rows: usize, height: u32) -> f64 {
    rows as f64 * f64::from(height)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "never negative, and far below the largest number"
)]
fn rows_in(length: f64, height: u32) -> usize {
    (length.max(0.0) / f64::from(height.max(1))) as usize
}

impl Rows {
    /// The id of the element that the rows are in.
    pub fn id(self) -> String {
        format!("rows-{}", self.number)
    }

    /// The id of the element around a row, while it is drawn.
    pub fn id_of(self, at: usize) -> String {
        format!("rows-{}-{at}", self.number)
    }

    /// Brings a row into sight.
    pub fn show(self, at: usize) {
        let (from, to) = self.window.get_untracked();
        if !(from..to).contains(&at) {
            let many = rows_in(viewport::height(), self.height.get_untracked());
            let from = at.saturating_sub(many / 2 + BEYOND);
            self.window.set((from, at + many / 2 + BEYOND));
        }
        self.bringing.set_value(true);
        page::soon(move || {
            viewport::bring(&self.id_of(at));
            if self.bringing.try_update_value(|it| *it = false).is_some() {
                self.measure();
            }
        });
    }

    /// How high what stands above the drawn rows would be.
    fn above(self) -> f64 {
        let (from, _) = self.window.get();
        let open = self.open.get().filter(|open| *open < from);
        long(from, self.height.get()) + open.map_or(0.0, |_| self.extra.get())
    }

    fn below(self) -> f64 {
        let ((_, to), count) = (self.window.get(), self.count.get());
        let open = self.open.get().filter(|open| (to..count).contains(open));
        long(count.saturating_sub(to), self.height.get()) + open.map_or(0.0, |_| self.extra.get())
    }

    /// Finds out which rows can be seen.
    fn measure(self) {
        let (Some(count), Some(height)) = (
            self.count.try_get_untracked(),
            self.height.try_get_untracked(),
        ) else {
            return;
        };
        if self.bringing.try_get_value().unwrap_or(true) {
            return;
        }
        let open = self.open.try_get_untracked().flatten();
        let open_height = open.and_then(|open| viewport::height_of(&self.id_of(open)));
        if let Some(open_height) = open_height {
            let extra = (open_height - f64::from(height)).max(0.0);
            if (self.extra.get_untracked() - extra).abs() > 0.5 {
                self.extra.set(extra);
            }
        }
        let mut passed = -viewport::top_of(&self.id()).unwrap_or_default();
        if let Some(open) = open {
            let begins = long(open, height);
            if passed > begins {
                passed = (passed - self.extra.get_untracked()).max(begins);
            }
        }
        let first = rows_in(passed, height).min(count);
        let many = rows_in(viewport::height(), height) + 1;
        let from = first.saturating_sub(BEYOND) / STEP * STEP;
        let to = ((first + many + BEYOND) / STEP + 1) * STEP;
        let window = (from, to.min(count.max(1)));
        if self
            .window
            .try_get_untracked()
            .is_some_and(|now| now != window)
        {
            self.window.set(window);
        }
    }
}
