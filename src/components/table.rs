//! A table of rows that are grids, so that a narrow screen can lay each row out in two lines. Roles say what the layout
//! does not.

use leptos::prelude::*;

/// A table. `class` names its columns in `style/table.css`; `label` is read aloud.
pub fn table(
    class: &'static str,
    label: &'static str,
    headings: AnyView,
    rows: impl IntoAny,
) -> AnyView {
    view! {
        <div class=format!("grid {class}") role="table" aria-label=label>
            <div role="rowgroup">
                <div class="tr th" role="row">{headings}</div>
            </div>
            <div role="rowgroup">{rows.into_any()}</div>
        </div>
    }
    .into_any()
}

/// The heading of a column.
pub fn heading(class: &'static str, word: &'static str) -> AnyView {
    view! { <span class=class role="columnheader">{word}</span> }.into_any()
}

/// A cell. `class` may be `num`, `mono`, `dim`, or a name the stylesheet places on narrow screens.
pub fn cell(class: &'static str, content: impl IntoAny) -> AnyView {
    view! { <span class=class role="cell">{content.into_any()}</span> }.into_any()
}

/// A row of cells.
pub fn row(class: &'static str, cells: impl IntoAny) -> AnyView {
    view! { <div class=format!("tr {class}") role="row">{cells.into_any()}</div> }.into_any()
}

/// Rows of grey bars while the first answer is awaited.
pub fn skeleton_rows(rows: usize, columns: usize) -> AnyView {
    let cells = || -> Vec<AnyView> {
        (0..columns)
            .map(|_| view! { <span><i></i></span> }.into_any())
            .collect()
    };
    let rows: Vec<AnyView> = (0..rows)
        .map(|_| view! { <div class="tr ghost" aria-hidden="true">{cells()}</div> }.into_any())
        .collect();
    rows.into_any()
}
