//! How many browsers may run at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A place for one browser; given back when dropped.
#[derive(Debug)]
pub struct Slot;

static TAKEN: Mutex<usize> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// Waits for a free place. There are as many as the variable `BROWSERS` says, or two: a browser keeps a core busy.
pub fn take() -> Slot {
    let places = std::env::var("BROWSERS")
        .ok()
        .and_then(|text| text.parse().ok());
    let places: usize = places.unwrap_or(2).max(1);
    let mut taken = FREED
        .wait_while(locked(), |taken| *taken >= places)
        .unwrap_or_else(PoisonError::into_inner);
    *taken += 1;
    Slot
}

impl Drop for Slot {
    fn drop(&mut self) {
        *locked() -= 1;
        FREED.notify_one();
    }
}

fn locked() -> MutexGuard<'static, usize> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}
