//! Lists whose rows keep their elements while the list changes.

use std::{any::Any, cell::RefCell, rc::Rc};

use leptos::reactive::owner::Owner;
use signals::{RenderEffect, untrack};

use super::{
    convert::IntoMarkup,
    live::{Live, build},
    markup::Markup,
    node::Node,
    order::staying,
};

/// What a row is known by while it moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
}

impl From<u32> for Key {
    fn from(key: u32) -> Self {
        Self::Number(key.into())
    }
}

impl From<usize> for Key {
    fn from(key: usize) -> Self {
        Self::Number(key as u64)
    }
}

impl From<String> for Key {
    fn from(key: String) -> Self {
        Self::Text(key)
    }
}

/// The rows of a list at one time, whatever they are about.
pub trait Rows: Any {
    /// How many.
    fn len(&self) -> usize;
    /// What a row is known by.
    fn key(&self, at: usize) -> Key;
    /// Whether a row is about the same as a row of an earlier time.
    fn is_same(&self, at: usize, earlier: &dyn Any, at_then: usize) -> bool;
    /// Draws a row.
    fn draw(&self, at: usize) -> Markup;
    /// For [`Self::is_same`].
    fn as_any(&self) -> &dyn Any;
}

struct Items<T, K, D> {
    items: Vec<T>,
    how: Rc<(K, D)>,
}

impl<T, K, D, I, V> Rows for Items<T, K, D>
where
    T: Clone + PartialEq + 'static,
    K: Fn(&T) -> I + 'static,
    I: Into<Key>,
    D: Fn(T) -> V + 'static,
    V: IntoMarkup,
{
    fn len(&self) -> usize {
        self.items.len()
    }

    fn key(&self, at: usize) -> Key {
        (self.how.0)(&self.items[at]).into()
    }

    fn is_same(&self, at: usize, earlier: &dyn Any, at_then: usize) -> bool {
        earlier
            .downcast_ref::<Self>()
            .is_some_and(|earlier| earlier.items[at_then] == self.items[at])
    }

    fn draw(&self, at: usize) -> Markup {
        (self.how.1)(self.items[at].clone()).into_markup()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A list. `each` gives its items and is asked again whenever a signal that it reads changes. `key` names an item: among one
/// list's items no two have the same. `draw` makes an item's row; it is called again, and the row changes in place, when the
/// item is not equal to what it was. Signals that `draw` reads outside of closures are not followed.
pub fn keyed<T, I, V>(
    each: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> I + 'static,
    draw: impl Fn(T) -> V + 'static,
) -> Markup
where
    T: Clone + PartialEq + 'static,
    I: Into<Key> + 'static,
    V: IntoMarkup + 'static,
{
    let how = Rc::new((key, draw));
    Markup::Keyed(Box::new(move || {
        Box::new(Items {
            items: each(),
            how: how.clone(),
        })
    }))
}

/// A row on the page.
struct Row {
    key: Key,
    /// Of all that was made while the row was drawn.
    owner: Owner,
    live: Live,
}

/// The rows on the page, and behind them a place that tells where the list ends.
pub(super) struct Standing {
    rows: Vec<Row>,
    /// What they were drawn from; nothing when their owners are gone and all have to be drawn again.
    drawn: Option<Box<dyn Rows>>,
    end: Node,
}

/// A list on the page.
pub(super) struct LiveList {
    standing: Rc<RefCell<Standing>>,
    _effect: RenderEffect,
}

impl LiveList {
    /// Draws the list and follows its signals. `standing` is what stands there so far.
    pub(super) fn new(rows: Box<dyn Fn() -> Box<dyn Rows>>, standing: Option<Standing>) -> Self {
        let standing = Rc::new(RefCell::new(standing.unwrap_or_else(Standing::empty)));
        let of_effect = standing.clone();
        // Rows outlive a run of the effect, so they belong to whom the list belongs to.
        let owner = Owner::current().unwrap_or_default();
        let effect = RenderEffect::new(Box::new(move || {
            let rows = rows();
            untrack(|| of_effect.borrow_mut().show(rows, &owner));
        }));
        Self {
            standing,
            _effect: effect,
        }
    }

    /// Gives away what stands on the page, for another list to go on with.
    pub(super) fn take(&self) -> Standing {
        let standing = &mut *self.standing.borrow_mut();
        Standing {
            rows: std::mem::take(&mut standing.rows),
            drawn: None,
            end: standing.end.clone(),
        }
    }

    pub(super) fn first(&self) -> Node {
        let standing = self.standing.borrow();
        let first = standing.rows.first();
        first.map_or_else(|| standing.end.clone(), |row| row.live.first())
    }

    pub(super) fn end(&self) -> Node {
        self.standing.borrow().end.clone()
    }

    pub(super) fn each_node(&self, act: &mut dyn FnMut(&Node)) {
        let standing = self.standing.borrow();
        for row in &standing.rows {
            row.live.each_node(act);
        }
        act(&standing.end);
    }
}

/// As of a part that follows signals: its effect's task holds the rows a while longer.
impl Drop for LiveList {
    fn drop(&mut self) {
        drop(self.take());
    }
}

impl Standing {
    fn empty() -> Self {
        Self {
            rows: Vec::new(),
            drawn: None,
            end: Node::place(),
        }
    }

    fn show(&mut self, rows: Box<dyn Rows>, owner: &Owner) {
        let mut earlier: Vec<Option<Row>> = std::mem::take(&mut self.rows)
            .into_iter()
            .map(Some)
            .collect();
        let mut came_from = Vec::with_capacity(rows.len());
        let mut now = Vec::with_capacity(rows.len());
        // Rows mostly stand in the order in which they stood: the search goes on behind the row found last.
        let mut next = 0;
        for at in 0..rows.len() {
            let key = rows.key(at);
            let found = (0..earlier.len())
                .map(|step| (next + step) % earlier.len())
                .find(|at| earlier[*at].as_ref().is_some_and(|it| it.key == key));
            came_from.push(found);
            let row = found.and_then(|at_then| Some((at_then, earlier[at_then].take()?)));
            now.push(if let Some((at_then, mut row)) = row {
                next = at_then + 1;
                self.renew(&mut row, &*rows, at, at_then, owner);
                row
            } else {
                let owner = owner.with(Owner::new);
                let live = owner.with(|| build(rows.draw(at)));
                Row { key, owner, live }
            });
        }
        for gone in earlier.into_iter().flatten() {
            gone.owner.cleanup();
            gone.live.remove();
        }
        self.rows = now;
        self.drawn = Some(rows);
        self.place(&came_from);
    }

    /// Draws a row again if it is about something else than before.
    fn renew(&self, row: &mut Row, rows: &dyn Rows, at: usize, at_then: usize, owner: &Owner) {
        let Some(drawn) = &self.drawn else {
            row.owner = owner.with(Owner::new);
            row.owner.with(|| row.live.patch(rows.draw(at)));
            return;
        };
        if !rows.is_same(at, drawn.as_any(), at_then) {
            row.owner.with_cleanup(|| row.live.patch(rows.draw(at)));
        }
    }

    /// Brings the rows into their order by moving as few as possible. A list that stands nowhere yet is put there by its owner.
    fn place(&self, came_from: &[Option<usize>]) {
        let Some(parent) = self.end.parent() else {
            return;
        };
        let stays = staying(came_from);
        let mut before = self.end.clone();
        for (row, stays) in self.rows.iter().zip(stays).rev() {
            if !stays {
                row.live.insert(&parent, Some(&before));
            }
            before = row.live.first();
        }
    }
}
