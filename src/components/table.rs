//! A table of rows that are grids, so that a narrow screen can lay each row out in two lines. Roles say what the layout
//! does not.

use crate::prelude::*;

/// A table. `class` names its columns in `style/table.css`; `label` is read aloud.
pub fn table(class: &'static str, label: &'static str, headings: Markup, rows: Markup) -> Markup {
    view! {
        <div class=format!("grid {class}") role="table" aria-label=label>
            <div role="rowgroup">
                <div class="tr th" role="row">{headings}</div>
            </div>
            <div role="rowgroup">{rows}</div>
        </div>
    }
}

/// The heading of a column.
pub fn heading(class: &'static str, word: &'static str) -> Markup {
    view! { <span class=class role="columnheader">{word}</span> }
}

/// A cell. `class` may be `num`, `mono`, `dim`, or a name the stylesheet places on narrow screens.
pub fn cell(class: &'static str, content: impl IntoMarkup) -> Markup {
    plain_cell(class, content.into_markup())
}

// One function draws all cells, whatever they are made of.
fn plain_cell(class: &'static str, content: Markup) -> Markup {
    view! { <span class=class role="cell">{content}</span> }
}

/// A row of cells.
pub fn row(class: &'static str, cells: Markup) -> Markup {
    view! { <div class=format!("tr {class}") role="row">{cells}</div> }
}

/// Rows of grey bars while the first answer is awaited.
pub fn skeleton_rows(rows: usize, columns: usize) -> Markup {
    let cells = || -> Vec<Markup> {
        (0..columns)
            .map(|_| view! { <span><i></i></span> })
            .collect()
    };
    let rows: Vec<Markup> = (0..rows)
        .map(|_| view! { <div class="tr ghost" aria-hidden="true">{cells()}</div> })
        .collect();
    Markup::Many(rows)
}
