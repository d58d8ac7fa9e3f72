//! The state of the table: what it shows of the list, where one is in it, and how it is laid out.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use durable_api::column::Column;
use durable_api::filter::Filter;
use rows::Slot;

use crate::prelude::*;

use crate::browser::page;
use crate::state::hub::Here;

use super::super::address::Wish;
use super::super::marks::Marks;
use super::CURSOR;
use super::layout::Layout;
use super::window::{Frame, Window};

/// What is kept with the hub while an instance is looked at.
#[derive(Default)]
pub struct Kept {
    pub(super) scrolled: Cell<f64>,
    pub(super) cursor: Cell<Option<Slot>>,
    pub(super) marks: RefCell<Marks>,
    /// Where a range of marks begins.
    pub(super) anchor: Cell<Option<Slot>>,
    /// The filter under which all that match were marked.
    pub(super) marked_under: RefCell<Filter>,
    pub(super) peeks: Cell<bool>,
    /// The list as it was drawn last: what is at the upper edge stays there.
    pub(super) drawn: RefCell<Rc<Vec<Slot>>>,
    pub(super) is_pointed_at: Cell<bool>,
    /// How high a row is, in CSS pixels.
    pub(super) row: Cell<f64>,
}

/// The state of the table.
#[derive(Clone, Copy)]
pub struct Table {
    pub(super) kept: StoredValue<Rc<Kept>>,
    pub(super) scroller: NodeRef,
    pub(super) window: RwSignal<Window>,
    pub(super) cursor: RwSignal<Option<Slot>>,
    pub(super) marks: RwSignal<u32>,
    pub(super) peeks: RwSignal<bool>,
    pub(super) layout: RwSignal<Layout>,
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

    pub(super) fn kept(self) -> Rc<Kept> {
        self.kept.get_value()
    }

    pub(super) fn drawn(self) -> Rc<Vec<Slot>> {
        self.kept().drawn.borrow().clone()
    }

    pub(super) fn draw(self, list: &Rc<Vec<Slot>>) {
        self.kept().drawn.replace(list.clone());
    }

    pub(super) fn frame(self, rows: usize) -> Frame {
        Frame {
            rows,
            row: self.kept().row.get(),
            view: self.scroller.inner_height(),
            scrolled: self.scroller.scrolled(),
        }
    }

    /// Sees which rows have to stand on the page now.
    pub(super) fn look(self) {
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
    pub(super) fn renew(self, list: &Rc<Vec<Slot>>) {
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
    pub(super) fn cursor_place(self) -> Option<usize> {
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
            None => self.frame(list.len()).first_whole().min(end),
        };
        self.go_to(&list, place);
    }

    pub(super) fn go_to(self, list: &[Slot], place: usize) {
        let Some(slot) = list.get(place) else { return };
        self.set_cursor(Some(*slot));
        if let Some(scrolled) = self.frame(list.len()).reveal(place) {
            self.scroller.scroll_to(scrolled);
            self.look();
        }
        page::focus_soon(CURSOR);
    }

    /// Puts the cursor on a row.
    pub(super) fn set_cursor(self, slot: Option<Slot>) {
        self.kept().cursor.set(slot);
        if self.cursor.get_untracked() != slot {
            self.cursor.set(slot);
        }
    }

    /// The row of the cursor; tracked.
    pub fn cursor(self) -> Option<Slot> {
        self.cursor.get()
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

    pub(super) fn change_layout(self, change: impl FnOnce(&mut Layout)) {
        self.layout.update(change);
        self.layout.with_untracked(Layout::save);
    }
}

/// Where a row is in the list: most often near where it was.
pub(super) fn place_near(list: &[Slot], slot: Slot, near: usize) -> Option<usize> {
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
