//! The management links of this instance, and all that can be asked of it as lines to copy. No key is shown; it is copied along
//! only where that is asked for.

mod commands;

use crate::pages::parts::management_links::management_links;
use crate::prelude::*;

use super::view::View;

/// Draws the tab.
pub fn links_tab(view: View) -> Markup {
    let links = view
        .connection
        .with_value(|it| management_links(it, &view.id.get_value()));
    view! {
        <div class="below">
            {links}
            {commands::commands(view)}
        </div>
    }
}
