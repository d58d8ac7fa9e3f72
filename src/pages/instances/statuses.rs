//! The runtime statuses as chips: a press narrows the list on the host; a count tells what was looked at.

use crate::prelude::*;
use durable_api::RuntimeStatus;

use crate::browser::{locale, location};
use crate::components::{chip, icon, look};
use crate::route::Route;
use crate::state::instances::ListPage;
use crate::state::instances_query::InstancesQuery;
use crate::state::walk::Reach;
use crate::words::{Word, t};

use super::View;

/// Offered always; others only while they are chosen.
const OFFERED: [RuntimeStatus; 7] = [
    RuntimeStatus::Running,
    RuntimeStatus::Pending,
    RuntimeStatus::Failed,
    RuntimeStatus::Suspended,
    RuntimeStatus::Completed,
    RuntimeStatus::Terminated,
    RuntimeStatus::Canceled,
];

/// Draws the chips.
pub fn status_chips(view: View) -> Markup {
    let all_count = Signal::derive(move || {
        let page = view.list.data()?;
        counted(page.rows.len(), is_whole(&page))
    });
    let all = chip(
        None,
        t(Word::AllStatuses).to_owned(),
        all_count,
        Signal::derive(move || view.query.with(|query| query.statuses.is_empty())),
        move || narrow(view, |query| query.statuses.clear()),
    );
    let offered: Vec<Markup> = OFFERED
        .iter()
        .map(|status| status_chip(view, status))
        .collect();
    // Chosen by an address, not among those offered: shown, so that it can be dropped.
    let others = Memo::new(move |_| {
        let chosen = view.query.with(|query| query.statuses.clone());
        chosen
            .into_iter()
            .filter(|status| !OFFERED.contains(status))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="row chips" role="group" aria-label=t(Word::StatusChips)>
            {all}
            {offered}
            {dynamic(move || others.get().into_iter().map(|status| status_chip(view, &status)).collect::<Vec<_>>())}
        </div>
    }
}

fn status_chip(view: View, status: &RuntimeStatus) -> Markup {
    let (class, shape) = look(status);
    let mark = view! { <span class=format!("s {class}")>{icon(shape)}</span> };
    let (of_count, of_press, of_click) = (status.clone(), status.clone(), status.clone());
    let count = Signal::derive(move || {
        let page = view.list.data()?;
        let asked = view
            .query
            .with(|query| query.statuses.is_empty() || query.statuses.contains(&of_count));
        let found = page
            .rows
            .iter()
            .filter(|row| row.runtime_status == of_count)
            .count();
        asked.then(|| counted(found, is_whole(&page))).flatten()
    });
    let pressed =
        Signal::derive(move || view.query.with(|query| query.statuses.contains(&of_press)));
    chip(
        Some(mark),
        status.as_str().to_owned(),
        count,
        pressed,
        move || {
            narrow(view, |query| toggle(&mut query.statuses, &of_click));
        },
    )
}

/// Goes to the same list with another filter, from its first page.
pub fn narrow(view: View, change: impl FnOnce(&mut InstancesQuery)) {
    let mut query = view.query.get_untracked().without_start();
    change(&mut query);
    let hub = view.hub.get_value();
    let view = query.view();
    location::go(&Route::Instances { hub, view }.to_string());
}

fn toggle(statuses: &mut Vec<RuntimeStatus>, status: &RuntimeStatus) {
    match statuses.iter().position(|chosen| chosen == status) {
        Some(at) => {
            statuses.remove(at);
        }
        None => statuses.push(status.clone()),
    }
}

/// Whether the page holds all that the filter matches.
pub fn is_whole(page: &ListPage) -> bool {
    page.is_first && page.reach == Reach::End
}

/// A count with its honesty mark; none where nothing was found among a part, which says nothing yet.
#[allow(clippy::cast_precision_loss, reason = "a page has at most 1000 rows")]
fn counted(count: usize, whole: bool) -> Option<String> {
    let number = locale::number(count as f64);
    match (whole, count) {
        (true, _) => Some(number),
        (false, 0) => None,
        (false, _) => Some(format!("≥ {number}")),
    }
}

#[cfg(test)]
mod tests {
    use super::toggle;
    use durable_api::RuntimeStatus::{Failed, Running};

    #[test]
    fn a_press_adds_a_status_and_another_takes_it_out() {
        let mut statuses = vec![Failed];
        toggle(&mut statuses, &Running);
        assert_eq!(statuses, [Failed, Running]);
        toggle(&mut statuses, &Failed);
        assert_eq!(statuses, [Running]);
    }
}
