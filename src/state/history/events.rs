//! The names of events that were raised in each hub, as far as its histories were read since this page was opened.

use std::cell::RefCell;

/// An event's name, and whether it was raised to an instance of the orchestrator that is asked about.
pub type EventName = (String, bool);

struct Raised {
    hub: String,
    orchestrator: String,
    name: String,
}

thread_local! {
    static RAISED: RefCell<Vec<Raised>> = const { RefCell::new(Vec::new()) };
}

/// So many are remembered.
const MOST: usize = 500;

/// Remembers which events an orchestrator's history tells of.
pub fn note_events(hub: &str, orchestrator: &str, names: Vec<String>) {
    RAISED.with_borrow_mut(|all| {
        for name in names {
            let is_known = all.iter().any(|it| {
                it.hub == hub
                    && it.orchestrator == orchestrator
                    && it.name.eq_ignore_ascii_case(&name)
            });
            if !is_known && !is_drawn(&name) && all.len() < MOST {
                all.push(Raised {
                    hub: hub.to_owned(),
                    orchestrator: orchestrator.to_owned(),
                    name,
                });
            }
        }
    });
}

/// The names that are known in a hub, those of the orchestrator first.
pub fn event_names(hub: &str, orchestrator: &str) -> Vec<EventName> {
    RAISED.with_borrow(|all| {
        let of_hub = || all.iter().filter(|it| it.hub == hub);
        let own = of_hub().filter(|it| it.orchestrator == orchestrator);
        let mut names: Vec<EventName> = own.map(|it| (it.name.clone(), true)).collect();
        for it in of_hub() {
            if !names
                .iter()
                .any(|(name, _)| name.eq_ignore_ascii_case(&it.name))
            {
                names.push((it.name.clone(), false));
            }
        }
        names
    })
}

/// The answers of entities are events too, named by their request's id (docs/http-api.md §6): nobody raises these by hand.
fn is_drawn(name: &str) -> bool {
    name.len() == 36 && name.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::{event_names, note_events};

    #[test]
    fn those_of_the_orchestrator_come_first_and_none_twice() {
        let names = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
        note_events("h", "Vote", names(&["Done"]));
        note_events("h", "Order", names(&["Paid", "PAID", "done"]));
        note_events("other", "Order", names(&["Elsewhere"]));
        note_events(
            "h",
            "Order",
            names(&["0b8f2a1c-9d1e-4c6a-8a55-1f2e3d4c5b6a"]),
        );
        let known = event_names("h", "Order");
        assert_eq!(
            known,
            [("Paid".to_owned(), true), ("done".to_owned(), true)]
        );
        let of_vote = event_names("h", "Vote");
        assert_eq!(
            of_vote,
            [("Done".to_owned(), true), ("Paid".to_owned(), false)]
        );
    }
}
