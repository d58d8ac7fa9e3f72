//! The table: as many rows as a hub has, of which only those that one sees are on the page.

mod columns;
mod head;
mod items;
mod layout;
mod marking;
mod row;
mod table;
mod window;

use crate::prelude::*;

use crate::browser::listener::Listener;
use crate::browser::{keep, page};
use crate::components::{Icon, icon};
use crate::words::{Word, count, t};

pub use self::columns::columns_menu;
pub use self::items::name_of;
pub use self::table::Table;

use self::layout::Layout;
use super::View;

/// From this width of the window on rows have two lines (style/narrow.css), and this height.
const NARROW: &str = "(max-width: 900px)";
const TWO_LINES: f64 = 56.0;

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
        table.forget(&here.take_removed());
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
