//! The table: as many rows as a hub has, of which only those that one sees are on the page.

mod columns;
mod head;
mod items;
mod layout;
mod row;
mod window;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use durable_api::column::Column;
use rows::Slot;

use crate::prelude::*;

use crate::browser::listener::Listener;
use crate::browser::{keep, page};
use crate::components::{Icon, icon};
use crate::state::hub::Here;
use crate::words::{Word, count, t};

pub use self::columns::columns_menu;

use self::layout::Layout;
use self::window::{Frame, Window};
use super::View;
use super::address::Wish;
use super::marks::Marks;

/// From this width of the window on rows have two lines (style/narrow.css), and this height.
const NARROW: &str = "(max-width: 900px)";
const TWO_LINES: f64 = 56.0;

/// What is kept with the hub while an instance is looked at.
#[derive(Default)]
pub struct Kept {
    scrolled: Cell<f64>,
    cursor: Cell<Option<Slot>>,
    marks: RefCell<Marks>,
    /// Where a range of marks begins.
    anchor: Cell<Option<Slot>>,
    peeks: Cell<bool>,
    /// The list as it was drawn last: what is at the upper edge stays there.
    drawn: RefCell<Rc<Vec<Slot>>>,
    is_pointed_at: Cell<bool>,
    /// How high a row is, in CSS pixels.
    row: Cell<f64>,
}

/// The state of the table.
#[derive(Clone, Copy)]
pub struct Table {
    kept: StoredValue<Rc<Kept>>,
    scroller: NodeRef,
    window: RwSignal<Window>,
    cursor: RwSignal<Option<Slot>>,
    marks: RwSignal<u32>,
    peeks: RwSignal<bool>,
    layout: RwSignal<Layout>,
    pub columns: Memo<Vec<Column>>,
}

impl Table {
    /// The table of a hub, as it was left.
    pub fn open(here: Here, wish: Memo<Wish>) -> Self {
        let kept = here.kept(Kept::default);
        let layout = RwSignal::new(Layout::load());
        let columns = Memo::new(move |_| {
            let named = wish.with(|wish| wish.columns.clone());
            layout.with(|layout| layout.shown(named.as_deref()))
        });
        Self {
            scroller: NodeRef::new(),
            window: RwSignal::new(Window::default()),
            cursor: RwSignal::new(kept.cursor.get()),
            marks: RwSignal::new(0),
            peeks: RwSignal::new(kept.peeks.get()),
            layout,
            columns,
            kept: StoredValue::new(kept),
        }
    }

    fn kept(self) -> Rc<Kept> {
        self.kept.get_value()
    }

    fn drawn(self) -> Rc<Vec<Slot>> {
        self.kept().drawn.borrow().clone()
    }

    fn draw(self, list: &Rc<Vec<Slot>>) {
        self.kept().drawn.replace(list.clone());
    }

    fn frame(self, rows: usize) -> Frame {
        Frame {
            rows,
            row: self.kept().row.get(),
            view: self.scroller.inner_height(),
            scrolled: self.scroller.scrolled(),
        }
    }

    /// Sees which rows have to stand on the page now.
    fn look(self) {
        let rows = self.drawn().len();
        let frame = self.frame(rows);
        // Before it stands on the page it has no height.
        if frame.view > 0.0 {
            self.kept().scrolled.set(frame.scrolled);
        }
        let window = frame.window();
        if self.window.get_untracked() != window {
            self.window.set(window);
        }
    }

    /// Takes another list: what is at the upper edge stays there, unless that is the beginning and nobody points at it.
    fn renew(self, list: &Rc<Vec<Slot>>) {
        let before = self.drawn();
        let frame = self.frame(before.len());
        let top = frame.top();
        let is_held = frame.scrolled > 0.0 || self.kept().is_pointed_at.get();
        let anchor = before.get(top).copied().filter(|_| is_held);
        self.draw(list);
        self.look();
        if let Some(now) = anchor.and_then(|slot| place_near(list, slot, top))
            && now != top
        {
            self.scroller.scroll_to(frame.moved(top, now));
            self.look();
        }
    }

    /// The place of the cursor among the rows, if it is there.
    fn cursor_place(self) -> Option<usize> {
        let slot = self.cursor.get_untracked()?;
        let window = self.window.get_untracked();
        place_near(&self.drawn(), slot, window.first)
    }

    /// Moves the cursor by so many rows and the focus with it.
    pub fn step(self, by: isize) {
        let list = self.drawn();
        if list.is_empty() {
            return;
        }
        let end = list.len() - 1;
        let place = match self.cursor_place() {
            Some(place) => place.saturating_add_signed(by).min(end),
            None => self.frame(list.len()).top().min(end),
        };
        self.go_to(&list, place);
    }

    fn go_to(self, list: &[Slot], place: usize) {
        let Some(slot) = list.get(place) else { return };
        self.set_cursor(Some(*slot));
        if let Some(scrolled) = self.frame(list.len()).reveal(place) {
            self.scroller.scroll_to(scrolled);
            self.look();
        }
        page::focus_soon(CURSOR);
    }

    /// Puts the cursor on a row.
    fn set_cursor(self, slot: Option<Slot>) {
        self.kept().cursor.set(slot);
        if self.cursor.get_untracked() != slot {
            self.cursor.set(slot);
        }
    }

    /// The row of the cursor; tracked.
    pub fn cursor(self) -> Option<Slot> {
        self.cursor.get()
    }

    fn change_marks(self, change: impl FnOnce(&mut Marks)) {
        change(&mut self.kept().marks.borrow_mut());
        self.marks.update(|it| *it += 1);
    }

    /// How many rows are marked, and whether these are all that match; tracked.
    pub fn marked(self) -> (usize, bool) {
        self.marks.track();
        let kept = self.kept();
        let marks = kept.marks.borrow();
        (marks.count(), marks.are_all())
    }

    /// Marks the row of the cursor, or takes its mark away.
    pub fn mark_cursor(self) {
        if let Some(slot) = self.cursor.get_untracked() {
            self.turn_mark(slot);
        }
    }

    fn turn_mark(self, slot: Slot) {
        self.change_marks(|marks| marks.set(slot, !marks.has(slot)));
        self.kept().anchor.set(Some(slot));
    }

    /// Marks all rows from the one that was marked last to that of the cursor.
    pub fn mark_to_cursor(self) {
        if let Some(slot) = self.cursor.get_untracked() {
            self.mark_to(slot);
        }
    }

    fn mark_to(self, slot: Slot) {
        let list = self.drawn();
        let near = self.window.get_untracked().first;
        let place = |slot| place_near(&list, slot, near);
        let from = self.kept().anchor.get().and_then(place);
        let (Some(from), Some(to)) = (from, place(slot)) else {
            return self.turn_mark(slot);
        };
        self.change_marks(|marks| {
            for slot in &list[from.min(to)..=from.max(to)] {
                marks.set(*slot, true);
            }
        });
    }

    /// Marks all that match, those included that are found later.
    fn mark_all(self) {
        let list = self.drawn();
        self.change_marks(|marks| marks.set_all(&list));
    }

    /// Marks nothing.
    pub fn mark_none(self) {
        self.change_marks(Marks::clear);
    }

    /// Opens or closes the inspector.
    pub fn toggle_peek(self) {
        if self.cursor.get_untracked().is_none() {
            self.step(0);
        }
        let peeks = !self.peeks.get_untracked();
        self.kept().peeks.set(peeks);
        self.peeks.set(peeks);
    }

    /// Whether the inspector is open; untracked.
    pub fn is_peeking(self) -> bool {
        self.peeks.get_untracked()
    }

    /// The same, tracked.
    pub fn peeks(self) -> bool {
        self.peeks.get()
    }

    fn change_layout(self, change: impl FnOnce(&mut Layout)) {
        self.layout.update(change);
        self.layout.with_untracked(Layout::save);
    }
}

/// Where a row is in the list: most often near where it was.
fn place_near(list: &[Slot], slot: Slot, near: usize) -> Option<usize> {
    let near = near.min(list.len());
    let behind = list
        .iter()
        .skip(near)
        .take(2_000)
        .position(|it| *it == slot);
    match behind {
        Some(at) => Some(near + at),
        None => list.iter().position(|it| *it == slot),
    }
}

/// Whether the focus is in the table.
pub fn has_focus() -> bool {
    page::has_focus(".instances")
}

/// The id of the link in the row of the cursor.
const CURSOR: &str = "cursor";

/// Draws the table with the rows that match.
pub fn grid(view: View) -> Markup {
    let table = view.table;
    let here = view.here;
    let measure = move || {
        let density = table.layout.with_untracked(|it| it.density);
        let height = if page::matches(NARROW) {
            TWO_LINES
        } else {
            density.row()
        };
        table.kept().row.set(height);
    };
    measure();
    keep(Listener::resized(move || {
        measure();
        table.look();
    }));
    // It is drawn when this runs first: then it has a height, and can be scrolled to where it was.
    let scrolled = table.kept().scrolled.get();
    table.draw(&untrack(|| here.matching()));
    Effect::new(move |before: Option<()>| {
        let list = here.matching();
        table.layout.track();
        measure();
        if before.is_none() {
            table.draw(&list);
            table.look();
            if scrolled > 0.0 {
                // Once the list is as high as it is.
                page::soon(move || {
                    table.scroller.scroll_to(scrolled);
                    table.look();
                });
            }
        } else {
            table.renew(&list);
        }
        // Whoever marked all meant those as well that are found now.
        if table.kept().marks.borrow().are_all() {
            table.change_marks(|marks| marks.set_all(&list));
        }
    });
    let class = move || {
        let density = table.layout.with(|it| it.density.class());
        format!("grid instances {density}")
    };
    let tracks = move || {
        let columns = table.columns.get();
        table.layout.with(|it| it.tracks(&columns))
    };
    let least = move || {
        let columns = table.columns.get();
        format!("{}px", table.layout.with(|it| it.least(&columns)))
    };
    let row_height = move || format!("{}px", table.window.get().row);
    let rows = view! {
        <For each=move || items::items(view) key=|it| it.slot let(item)>
            {row::row(view, &item)}
        </For>
    };
    view! {
        <div class="grid-place">
            {newer(view)}
            <div
                class=class
                role="table"
                aria-label=t(Word::InstancesTitle)
                aria-rowcount=move || (here.matching().len() + 1).to_string()
                node_ref=table.scroller
                style:--tracks=tracks
                style:--least=least
                style:--row=row_height
                on:scroll:passive=move |_| table.look()
                on:pointerenter=move |_| table.kept().is_pointed_at.set(true)
                on:pointerleave=move |_| table.kept().is_pointed_at.set(false)
            >
                <div class="heads" role="rowgroup">{head::headings(view)}</div>
                <div
                    class="rows"
                    role="rowgroup"
                    style:height=move || format!("{}px", table.window.get().height)
                    style:padding-top=move || format!("{}px", table.window.get().pad)
                >
                    {rows}
                </div>
            </div>
        </div>
    }
}

/// New ones wait here: nothing moves under the pointer.
fn newer(view: View) -> Markup {
    let here = view.here;
    let newer = Memo::new(move |_| here.newer());
    dynamic(move || {
        let newer = newer.get();
        (newer > 0).then(|| {
            view! {
                <button type="button" class="pill" on:click=move |_| here.let_newer_in()>
                    {icon(Icon::Up)}
                    {count(Word::Newer, newer as u64)}
                </button>
            }
        })
    })
}
