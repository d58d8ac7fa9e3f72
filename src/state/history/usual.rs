//! How long things usually take in each hub, as far as its histories were read since this page was opened.

use std::cell::RefCell;

use durable_api::{Durations, HistoryModel};

thread_local! {
    /// By hub; there are few.
    static SEEN: RefCell<Vec<(String, Durations)>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what an instance's history says. To be given at each reading: nothing is counted twice.
pub fn note_durations(hub: &str, id: &str, model: &HistoryModel) {
    SEEN.with_borrow_mut(|all| {
        let at = all.iter().position(|(of, _)| of == hub);
        let at = at.unwrap_or_else(|| {
            all.push((hub.to_owned(), Durations::default()));
            all.len() - 1
        });
        if let Some((_, durations)) = all.get_mut(at) {
            durations.note(id, model);
        }
    });
}

/// Reads what is known of a hub.
pub fn with_durations<T>(hub: &str, read: impl FnOnce(&Durations) -> T) -> T {
    SEEN.with_borrow(|all| {
        let of = all.iter().find(|(of, _)| of == hub);
        match of {
            Some((_, durations)) => read(durations),
            None => read(&Durations::default()),
        }
    })
}
