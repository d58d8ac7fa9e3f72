//! Below the table: what was looked at, in honest numbers, and the way to the next page.

use crate::prelude::*;

use crate::components::{Icon, Weight, link_button};
use crate::route::Route;
use crate::state::instances::ListPage;
use crate::state::instances_query::{InstancesQuery, Start};
use crate::state::walk::Reach;
use crate::words::{Word, count, t};

use super::View;
use super::statuses::is_whole;

/// Draws the line.
pub fn foot(view: View) -> Markup {
    dynamic(move || {
        let page = view.list.data()?;
        if page.rows.is_empty() {
            return None;
        }
        let sorted = dynamic(move || {
            view.sort.get().map(|_| {
                view! {
                    <span class="dim">{t(Word::SortedHere)}</span>
                    <button type="button" class="btn quiet" on:click=move |_| view.sort.set(None)>
                        {t(Word::SortClear)}
                    </button>
                }
            })
        });
        Some(view! {
            <nav class="foot" aria-label=t(Word::PagesLabel)>
                <span class="dim">{sentence(&page, &view.query.get())}</span>
                {sorted}
                <span class="grow"></span>
                {first_page_link(view)}
                {next_link(view, &page)}
            </nav>
        })
    })
}

/// What was looked at, for the status line: entities too.
pub fn summary(view: View) -> String {
    let looked_at = |page: std::sync::Arc<ListPage>| {
        count(Word::LookedAt, (page.rows.len() + page.entities) as u64)
    };
    view.list.data().map(looked_at).unwrap_or_default()
}

fn sentence(page: &ListPage, query: &InstancesQuery) -> String {
    let shown = page.rows.len() as u64;
    let word = match &page.reach {
        _ if is_whole(page) && query.is_filtered() => Word::PageCompleteFiltered,
        _ if is_whole(page) => Word::PageComplete,
        Reach::End => Word::PageLast,
        _ if page.is_first => Word::PageFirst,
        _ => Word::PageLater,
    };
    let mut parts = vec![count(word, shown)];
    if !is_whole(page) {
        parts.push(t(Word::HostOrder).to_owned());
    }
    if matches!(page.reach, Reach::Unsaid) {
        parts.push(t(Word::EndUnsaid).to_owned());
    }
    if page.entities > 0 {
        parts.push(count(Word::EntitiesLeftOut, page.entities as u64));
    }
    parts.join(" · ")
}

/// The next page as a link: it is an address like any other, so Back leads here again.
pub fn next_link(view: View, page: &ListPage) -> Markup {
    let (start, word) = match &page.reach {
        Reach::More(start) => (start, Word::NextPage),
        Reach::Perhaps(start)
            if page.rows.len() + page.entities >= usize::from(crate::state::walk::PAGE) =>
        {
            (start, Word::NextPage)
        }
        Reach::Perhaps(start) => (start, Word::LookFurther),
        Reach::End | Reach::Unsaid => return Markup::Empty,
    };
    let href = href(view, Some(start.clone()));
    link_button(Weight::Normal, Some(Icon::Right), t(word).to_owned(), href)
}

/// The way back to the first page, from any other.
pub fn first_page_link(view: View) -> Markup {
    if view.query.with(|query| query.start.is_none()) {
        return Markup::Empty;
    }
    link_button(
        Weight::Quiet,
        None,
        t(Word::FirstPage).to_owned(),
        href(view, None),
    )
}

fn href(view: View, start: Option<Start>) -> String {
    let query = InstancesQuery {
        start,
        ..view.query.get().without_start()
    };
    Route::Instances {
        hub: view.hub.get_value(),
        view: query.view(),
    }
    .href()
}
