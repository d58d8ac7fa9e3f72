//! The runtime statuses as chips: a press narrows the list; each has its number, which says how exact it is.

use durable_api::RuntimeStatus;
use durable_api::walk::Count;
use rows::Status;

use crate::prelude::*;

use crate::browser::locale;
use crate::components::{chip, icon, look};
use crate::state::hub::Here;
use crate::words::{Word, t};

use super::View;
use super::address::{self, statuses, with_statuses};

/// Offered always; others while there are any, or while they are chosen.
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
    let here = view.here;
    let all_count = Signal::derive(move || number(here, here.counts().all()));
    let chosen = move || view.wish.with(|wish| statuses(&wish.goal.filter));
    let all = chip(
        None,
        t(Word::AllStatuses).to_owned(),
        all_count,
        Signal::derive(move || chosen().is_empty()),
        move || choose(view, Vec::new()),
    );
    let offered: Vec<Markup> = OFFERED
        .iter()
        .map(|status| status_chip(view, status))
        .collect();
    let others = Memo::new(move |_| {
        let counts = here.counts();
        let mut others: Vec<RuntimeStatus> = here.with_rows(|rows| {
            let seen = counts.statuses();
            seen.map(|it| RuntimeStatus::from_wire(rows.status_name(it)))
                .collect()
        });
        others.extend(chosen());
        others.retain(|it| !OFFERED.contains(it) && !it.as_str().is_empty());
        others.dedup();
        others
    });
    view! {
        <div class="row chips" role="group" aria-label=t(Word::StatusChips)>
            {all}
            {offered}
            {dynamic(move || others.get().iter().map(|status| status_chip(view, status)).collect::<Vec<_>>())}
        </div>
    }
}

fn status_chip(view: View, status: &RuntimeStatus) -> Markup {
    let here = view.here;
    let (class, shape) = look(status);
    let mark = view! { <span class=format!("s {class}")>{icon(shape)}</span> };
    let (of_count, of_press, of_click) = (status.clone(), status.clone(), status.clone());
    let count = Signal::derive(move || {
        let known = here.with_rows(|rows| rows.status_of(of_count.as_str()));
        let counts = here.counts();
        number(here, known.map_or(0, |it: Status| counts.of(it)))
    });
    let pressed = Signal::derive(move || {
        view.wish
            .with(|wish| statuses(&wish.goal.filter).contains(&of_press))
    });
    chip(
        Some(mark),
        status.as_str().to_owned(),
        count,
        pressed,
        move || {
            let mut chosen = view.wish.with_untracked(|wish| statuses(&wish.goal.filter));
            toggle(&mut chosen, &of_click);
            choose(view, chosen);
        },
    )
}

fn choose(view: View, chosen: Vec<RuntimeStatus>) {
    let filter = view
        .wish
        .with_untracked(|wish| with_statuses(&wish.goal.filter, chosen));
    address::look_for(view, &filter);
}

fn toggle(statuses: &mut Vec<RuntimeStatus>, status: &RuntimeStatus) {
    match statuses.iter().position(|chosen| chosen == status) {
        Some(at) => {
            statuses.remove(at);
        }
        None => statuses.push(status.clone()),
    }
}

/// A number with its honesty mark; none where nothing was found among a part, which says nothing yet.
fn number(here: Here, count: u32) -> Option<String> {
    match here.count(u64::from(count)) {
        Count::Exactly(_) => Some(locale::number(f64::from(count))),
        Count::AtLeast(0) => None,
        Count::AtLeast(_) => Some(format!("≥ {}", locale::number(f64::from(count)))),
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
