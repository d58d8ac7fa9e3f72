//! The read-only locks as this browser keeps them: one for all hubs, and one for each.
//!
//! Kept on the device, so that they outlive a reload and all tabs agree; a hub stands there as a number made of its name, because
//! not every hub is to be remembered. A stored form that cannot be read locks everything.

use durable_api::{Admitted, Method, ReadOnlyLock, WritePermit, WriteRefused};
use signals::{RwSignal, StoredValue};

use crate::browser::storage::Area;
use crate::state::connections::connection::{Connection, Environment};
use crate::state::stored::{self, Row, Stored};

/// The name they are kept under.
pub const NAME: &str = "durable-portal.lock";
const VERSION: u32 = 1;
/// What stands in the first row, for all hubs, where others have their number.
const ALL: &str = "all";
const LOCKED: &str = "locked";
const UNLOCKED: &str = "unlocked";

/// See the module.
#[derive(Debug, Clone, Copy)]
pub struct Locks {
    lock: RwSignal<ReadOnlyLock>,
    /// Whether the device did not take the last change: then this page knows better than the device.
    unsaved: StoredValue<bool>,
}

impl Locks {
    /// As the device keeps them.
    pub fn load() -> Self {
        Self {
            lock: RwSignal::new(read().unwrap_or_default()),
            unsaved: StoredValue::new(false),
        }
    }

    /// Takes over what another tab changed.
    pub fn reread(&self) {
        if self.unsaved.get_value() {
            return;
        }
        if let Some(now) = read() {
            self.lock.update(|it| it.take_over(now));
        }
    }

    /// Whether everything is locked, tracked.
    pub fn all(&self) -> bool {
        self.lock.with(ReadOnlyLock::all)
    }

    /// Whether a hub may not be written to, tracked.
    pub fn is_locked(&self, connection: &Connection) -> bool {
        let (hub, guarded) = terms(connection);
        self.lock.with(|it| it.is_locked(&hub, guarded))
    }

    /// Locks everything, or leaves each hub to its own lock.
    pub fn set_all(&self, locked: bool) {
        self.change(|it| it.set_all(locked));
    }

    /// Locks or unlocks a hub.
    pub fn set(&self, connection: &Connection, locked: bool) {
        let (hub, guarded) = terms(connection);
        // What goes without saying is not written down.
        self.change(|it| it.choose(&hub, (locked != guarded).then_some(locked)));
    }

    /// Whether a hub's own lock is closed, not tracked.
    pub fn own(&self, connection: &Connection) -> bool {
        let (hub, guarded) = terms(connection);
        self.lock
            .with_untracked(|it| it.chosen(&hub).unwrap_or(guarded))
    }

    /// A hub got another address, or is another kind of place now. What was locked stays locked, for only its owner opens a lock; what
    /// was open is as its environment says.
    pub fn carry(&self, from: &Connection, to: &Connection) {
        let locked = self.own(from);
        self.begin_anew(from);
        if locked {
            self.set(to, true);
        } else {
            self.begin_anew(to);
        }
    }

    /// Leaves a hub as its environment says.
    pub fn begin_anew(&self, connection: &Connection) {
        let hub = number_of(&connection.hub());
        if self.lock.with_untracked(|it| it.chosen(&hub).is_some()) {
            self.change(|it| it.choose(&hub, None));
        }
    }

    /// Leave to send one write to a hub. Ask at the moment of sending.
    pub fn permit(&self, connection: &Connection) -> Result<WritePermit, WriteRefused> {
        let (hub, guarded) = terms(connection);
        self.lock.with_untracked(|it| it.permit(&hub, guarded))
    }

    /// Admits a request or refuses it: the one place that does.
    pub fn admit(
        &self,
        method: Method,
        connection: &Connection,
        permit: Option<WritePermit>,
    ) -> Result<Admitted, WriteRefused> {
        let (hub, guarded) = terms(connection);
        self.lock
            .with_untracked(|it| it.admit(method, &hub, guarded, permit))
    }

    fn change(&self, change: impl FnOnce(&mut ReadOnlyLock)) {
        self.lock.update(change);
        let rows = self.lock.with_untracked(rows_of);
        let kept = stored::write(Area::Browser, NAME, VERSION, &rows);
        self.unsaved.set_value(!kept);
    }
}

/// What the device keeps; `None` where it is denied.
fn read() -> Option<ReadOnlyLock> {
    let text = match stored::read(Area::Browser, NAME) {
        Stored::Denied => return None,
        Stored::Nothing => return Some(ReadOnlyLock::default()),
        Stored::Rows(version, rows) => match lock_of(version, &rows) {
            Some(lock) => return Some(lock),
            None => stored::encode(NAME, version, &rows),
        },
        Stored::Unreadable(text) => text,
    };
    stored::put_aside(Area::Browser, NAME, &text);
    let mut lock = ReadOnlyLock::default();
    lock.set_all(true);
    Some(lock)
}

fn rows_of(lock: &ReadOnlyLock) -> Vec<Row> {
    let row = |name: &str, locked: bool| {
        let word = if locked { LOCKED } else { UNLOCKED };
        vec![name.to_owned(), word.to_owned()]
    };
    let all = lock.all().then(|| row(ALL, true));
    let single = lock.choices().map(|(hub, locked)| row(hub, locked));
    all.into_iter().chain(single).collect()
}

/// The lock that rows describe; `None` when one of them cannot be read.
fn lock_of(version: u32, rows: &[Row]) -> Option<ReadOnlyLock> {
    let mut lock = ReadOnlyLock::default();
    for row in rows {
        match (version, row.as_slice()) {
            (VERSION, [name, word]) if name == ALL && word == LOCKED => lock.set_all(true),
            (VERSION, [hub, word]) if word == LOCKED => lock.choose(hub, Some(true)),
            (VERSION, [hub, word]) if word == UNLOCKED => lock.choose(hub, Some(false)),
            _ => return None,
        }
    }
    Some(lock)
}

/// A hub as the lock knows it, and whether it is locked as long as nobody chose otherwise.
fn terms(connection: &Connection) -> (String, bool) {
    (
        number_of(&connection.hub()),
        connection.environment == Environment::Prod,
    )
}

/// A hub's name as a number: FNV-1a of 64 bits, which is the same in every build.
pub fn number_of(hub: &str) -> String {
    let hash = hub.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:x}")
}

#[cfg(test)]
mod tests {
    use super::{lock_of, number_of, rows_of};
    use durable_api::ReadOnlyLock;

    #[test]
    fn locks_come_back_as_they_were_written() {
        let mut lock = ReadOnlyLock::default();
        assert!(rows_of(&lock).is_empty(), "nothing to say leaves no trace");
        lock.choose("1a", Some(true));
        lock.choose("2b", Some(false));
        lock.set_all(true);
        let rows = rows_of(&lock);
        assert_eq!(
            rows,
            [["all", "locked"], ["1a", "locked"], ["2b", "unlocked"]]
        );
        let read = lock_of(1, &rows).expect("a lock");
        assert!(read.all());
        assert_eq!(
            read.choices().collect::<Vec<_>>(),
            [("1a", true), ("2b", false)]
        );
    }

    #[test]
    fn what_cannot_be_read_is_no_lock_that_would_be_open() {
        let row = |parts: &[&str]| parts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        for (version, rows) in [
            (1, vec![row(&["all", "unlocked?"])]),
            (1, vec![row(&["1a", "locked"]), row(&["1a"])]),
            (2, vec![row(&["1a", "unlocked"])]),
        ] {
            assert_eq!(lock_of(version, &rows), None, "{rows:?}");
        }
    }

    #[test]
    fn a_hub_is_the_same_number_in_every_build() {
        assert_eq!(number_of(""), "cbf29ce484222325");
        assert_eq!(number_of("a"), "af63dc4c8601ec8c");
        assert_ne!(number_of("orders.example~A"), number_of("orders.example~B"));
    }
}
