//! Views of a hub: those that everybody needs, and those that somebody saved.

use durable_api::filter::{Filter, Span};
use rows::time::MILLISECOND;

use crate::browser::page;
use crate::components::{Icon, Toasts, Tone, icon, icon_button};
use crate::prelude::*;
use crate::route::{InstancesView, Route};
use crate::state::hub::now;
use crate::words::{Word, say, t};

use super::super::View;
use super::saved::{self, Saved};

const MENU: &str = "views-menu";
const NAME: &str = "view-name";

/// Views that every hub has, as what is typed.
const BUILT_IN: [(Word, Word, &str); 4] = [
    (
        Word::ViewFailedToday,
        Word::ViewFailedTodayWhat,
        "status:Failed updated:today",
    ),
    (
        Word::ViewWaiting,
        Word::ViewWaitingWhat,
        "status:Running idle:>10m",
    ),
    (
        Word::ViewSuspended,
        Word::ViewSuspendedWhat,
        "status:Suspended",
    ),
    (
        Word::ViewNeverPickedUp,
        Word::ViewNeverPickedUpWhat,
        "status:Pending age:>1m",
    ),
];
/// What counts as long while nothing that ended was seen: an hour.
const LONG: Span = Span(3_600_000);

/// Draws the button and its menu.
pub fn menu(view: View) -> Markup {
    // Drawn while it is open: how long is usual is looked up then.
    let open = RwSignal::new(false);
    let list = RwSignal::new(saved::of(&view.hub.get_value()));
    let inside = dynamic(move || open.get().then(|| entries(view, list)));
    view! {
        <button type="button" class="btn quiet" popovertarget=MENU title=t(Word::Views) aria-label=t(Word::Views)>
            {icon(Icon::List)}
            <span class="roomy">{t(Word::Views)}</span>
        </button>
        <nav class="menu of-list" id=MENU popover="auto" aria-label=t(Word::Views) on:toggle=move |_| open.update(|it| *it = !*it)>
            {inside}
        </nav>
    }
}

fn entries(view: View, list: RwSignal<Vec<Saved>>) -> Markup {
    let mut built_in: Vec<Markup> = BUILT_IN
        .into_iter()
        .map(|(name, what, filter)| {
            link(
                view,
                t(name).to_owned(),
                t(what).to_owned(),
                InstancesView::of_filter(filter),
            )
        })
        .collect();
    built_in.insert(1, longer_than_usual(view));
    let own = dynamic(move || -> Vec<Markup> {
        let list = list.get().into_iter();
        list.map(|it| own(view, it)).collect()
    });
    let forget = Callback::new(move |name: String| {
        list.update(|it| it.retain(|saved| saved.name != name));
        saved::write(&view.hub.get_value(), &untrack(|| list.get()));
    });
    provide_context(Forget(forget));
    view! {
        {built_in}
        <div class="of-this">{own}</div>
        {save_form(view, list)}
    }
}

/// How a saved view is forgotten.
#[derive(Clone, Copy)]
struct Forget(Callback<String>);

fn link(view: View, name: String, what: String, to: InstancesView) -> Markup {
    let hub = view.hub.get_value();
    let href = Route::Instances { hub, view: to }.href();
    view! {
        <a class="entry grow" href=href on:click=|_| page::hide_popover(MENU)>
            <span class="grow"><b>{name}</b><span class="faint">{what}</span></span>
        </a>
    }
}

/// Running for longer than nineteen of twenty that ended took, among what was read here.
fn longer_than_usual(view: View) -> Markup {
    let mut lengths: Vec<i64> = view.here.with_rows(|rows| {
        let now = now();
        let rows = rows.slots().filter_map(|slot| rows.row(slot));
        rows.filter(|row| row.status_name() == "Completed")
            .filter_map(|row| row.duration(now))
            .collect()
    });
    let rank = lengths.len() * 19 / 20;
    let usual = if lengths.is_empty() {
        LONG
    } else {
        let (_, length, _) = lengths.select_nth_unstable(rank);
        // Whole seconds, as lists show times.
        let ms = u64::try_from(*length / MILLISECOND).unwrap_or_default();
        Span(ms.div_ceil(1000).max(1) * 1000)
    };
    let filter = format!("status:Running age:>{}", usual.to_text());
    let what = say(Word::ViewLongWhat, &[("length", (&usual.to_text()).into())]);
    link(
        view,
        t(Word::ViewLong).to_owned(),
        what,
        InstancesView::of_filter(filter),
    )
}

fn own(view: View, saved: Saved) -> Markup {
    let Forget(forget) = expect_context();
    let name = saved.name.clone();
    let drop = say(Word::ViewForget, &[("name", (&name).into())]);
    view! {
        <div class="row">
            {link(view, name.clone(), saved.view.filter.clone(), saved.view)}
            {icon_button(Icon::Cross, drop, move || forget.run(name.clone()))}
        </div>
    }
}

fn save_form(view: View, list: RwSignal<Vec<Saved>>) -> Markup {
    let name = NodeRef::new();
    let toasts = Toasts::here();
    let save = move |event: Event| {
        event.prevent_default();
        let name = name.value().trim().to_owned();
        if name.is_empty() {
            return;
        }
        let new = Saved {
            name: name.clone(),
            view: untrack(|| view.address.get()),
        };
        list.update(|it| {
            it.retain(|saved| saved.name != name);
            it.push(new);
        });
        let is_kept = saved::write(&view.hub.get_value(), &untrack(|| list.get()));
        let said = if is_kept {
            Word::ViewSaved
        } else {
            Word::ViewNotKept
        };
        let tone = if is_kept { Tone::Good } else { Tone::Careful };
        toasts.say(tone, say(said, &[("name", (&name).into())]));
    };
    // Nothing to save while everything is shown as usual.
    let is_plain = view.address.with(|it| *it == InstancesView::default());
    let filter = view.wish.with(|it| it.goal.filter.clone());
    (!is_plain)
        .then(|| {
            view! {
                <form class="row save" on:submit=save>
                    <input type="text" id=NAME node_ref=name aria-label=t(Word::ViewName) placeholder=t(Word::ViewName) prop:value=suggested(&filter) autocomplete="off" />
                    <button type="submit" class="btn">{t(Word::ViewSave)}</button>
                </form>
            }
        })
        .into_markup()
}

/// A name to begin with: what is typed.
fn suggested(filter: &Filter) -> String {
    let text = filter.to_text(&durable_api::filter::Utc);
    text.chars().take(60).collect()
}
