//! The read-only lock: the one place that decides whether a request may leave.
//!
//! A request is sent by what [`ReadOnlyLock::admit`] gave for it. A read is always admitted. A write is admitted only with a
//! [`WritePermit`] that the lock itself gave for this hub and that no change of the lock has overtaken since. Neither type can
//! be made elsewhere, so a page that forgets the lock does not compile or is refused.

use std::fmt;

use crate::request::Method;

/// Which hubs may not be written to. A hub is named by any text that is equal exactly when the hub is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOnlyLock {
    all: bool,
    /// What a user chose for single hubs; a hub without an entry is locked if it is guarded.
    chosen: Vec<(String, bool)>,
    /// Counts the changes: a permit of an earlier turn is void.
    turn: u64,
}

/// Leave to send one write to one hub, as the lock stands. Not `Clone`: each write asks anew.
#[derive(Debug)]
pub struct WritePermit {
    hub: String,
    turn: u64,
}

/// A method that may leave. Made by [`ReadOnlyLock::admit`]; reads may be admitted without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admitted(Method);

impl Admitted {
    /// A read changes nothing and needs no leave.
    pub const READ: Self = Self(Method::Get);

    /// The method as it is sent: `GET`, `POST`, `DELETE`.
    pub fn as_str(self) -> &'static str {
        self.0.as_str()
    }
}

/// Why a write may not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteRefused {
    /// The hub, or everything, is locked.
    Locked,
    /// Whoever sends it asked for no permit.
    NoPermit,
    /// The permit is for another hub.
    OtherHub,
    /// The lock has changed since the permit was given, be it there and back.
    Overtaken,
}

impl fmt::Display for WriteRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Locked => "the hub is locked read-only",
            Self::NoPermit => "a write was sent without a permit",
            Self::OtherHub => "the permit is for another hub",
            Self::Overtaken => "the lock changed after the permit was given",
        })
    }
}

impl std::error::Error for WriteRefused {}

impl ReadOnlyLock {
    /// Whether a hub may not be written to. `guarded`: it is locked as long as nobody chose otherwise (production).
    pub fn is_locked(&self, hub: &str, guarded: bool) -> bool {
        self.all || self.chosen(hub).unwrap_or(guarded)
    }

    /// Whether everything is locked.
    pub fn all(&self) -> bool {
        self.all
    }

    /// Locks everything, or leaves each hub to its own lock again.
    pub fn set_all(&mut self, locked: bool) {
        self.turn += 1;
        self.all = locked;
    }

    /// What was chosen for a hub: `true` locked, `None` nothing.
    pub fn chosen(&self, hub: &str) -> Option<bool> {
        let found = self.chosen.iter().find(|(of, _)| of == hub);
        found.map(|(_, locked)| *locked)
    }

    /// All that was chosen for single hubs.
    pub fn choices(&self) -> impl Iterator<Item = (&str, bool)> {
        self.chosen
            .iter()
            .map(|(hub, locked)| (hub.as_str(), *locked))
    }

    /// Chooses for a hub; `None` leaves it to whether it is guarded.
    pub fn choose(&mut self, hub: &str, locked: Option<bool>) {
        self.turn += 1;
        self.chosen.retain(|(of, _)| of != hub);
        if let Some(locked) = locked {
            self.chosen.push((hub.to_owned(), locked));
        }
    }

    /// Says from now on what another lock says, as when another window changed it.
    pub fn take_over(&mut self, other: Self) {
        if (self.all, &self.chosen) != (other.all, &other.chosen) {
            self.turn += 1;
            self.all = other.all;
            self.chosen = other.chosen;
        }
    }

    /// Asks for leave to write to a hub once. Ask at the moment of sending: a change of the lock voids it.
    pub fn permit(&self, hub: &str, guarded: bool) -> Result<WritePermit, WriteRefused> {
        if self.is_locked(hub, guarded) {
            return Err(WriteRefused::Locked);
        }
        Ok(WritePermit {
            hub: hub.to_owned(),
            turn: self.turn,
        })
    }

    /// Admits a request to a hub: any read, or a write with its permit while the hub is not locked.
    pub fn admit(
        &self,
        method: Method,
        hub: &str,
        guarded: bool,
        permit: Option<WritePermit>,
    ) -> Result<Admitted, WriteRefused> {
        if method.is_read() {
            return Ok(Admitted(method));
        }
        // The lock is asked first: no permit of any origin is stronger.
        if self.is_locked(hub, guarded) {
            return Err(WriteRefused::Locked);
        }
        let permit = permit.ok_or(WriteRefused::NoPermit)?;
        if permit.hub != hub {
            return Err(WriteRefused::OtherHub);
        }
        if permit.turn != self.turn {
            return Err(WriteRefused::Overtaken);
        }
        Ok(Admitted(method))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITES: [Method; 2] = [Method::Post, Method::Delete];

    /// Asks for a permit and sends with it, as an operation does.
    fn write(lock: &ReadOnlyLock, hub: &str, guarded: bool) -> Result<Admitted, WriteRefused> {
        let permit = lock.permit(hub, guarded)?;
        lock.admit(Method::Post, hub, guarded, Some(permit))
    }

    #[test]
    fn a_read_is_admitted_however_much_is_locked() {
        let mut lock = ReadOnlyLock::default();
        lock.choose("orders", Some(true));
        lock.set_all(true);
        assert_eq!(
            lock.admit(Method::Get, "orders", true, None),
            Ok(Admitted::READ)
        );
    }

    #[test]
    fn no_write_leaves_without_a_permit() {
        let lock = ReadOnlyLock::default();
        for method in WRITES {
            let sent = lock.admit(method, "orders", false, None);
            assert_eq!(sent, Err(WriteRefused::NoPermit), "{method:?}");
        }
        assert_eq!(
            write(&lock, "orders", false).map(Admitted::as_str),
            Ok("POST")
        );
    }

    #[test]
    fn a_guarded_hub_starts_locked_and_others_do_not() {
        let mut lock = ReadOnlyLock::default();
        assert_eq!(write(&lock, "orders", true), Err(WriteRefused::Locked));
        assert!(write(&lock, "orders", false).is_ok());
        lock.choose("orders", Some(false));
        assert!(write(&lock, "orders", true).is_ok(), "unlocked by choice");
        assert_eq!(write(&lock, "billing", true), Err(WriteRefused::Locked));
        lock.choose("orders", None);
        assert_eq!(write(&lock, "orders", true), Err(WriteRefused::Locked));
    }

    #[test]
    fn the_lock_of_all_is_stronger_than_what_was_chosen_for_one() {
        let mut lock = ReadOnlyLock::default();
        lock.choose("orders", Some(false));
        lock.set_all(true);
        assert_eq!(write(&lock, "orders", false), Err(WriteRefused::Locked));
        lock.set_all(false);
        assert!(
            write(&lock, "orders", false).is_ok(),
            "its own choice holds again"
        );
    }

    #[test]
    fn a_permit_is_for_its_hub_alone() {
        let lock = ReadOnlyLock::default();
        let permit = lock.permit("orders", false).ok();
        let sent = lock.admit(Method::Delete, "billing", false, permit);
        assert_eq!(sent, Err(WriteRefused::OtherHub));
    }

    #[test]
    fn a_permit_given_before_the_lock_changed_is_void() {
        let mut lock = ReadOnlyLock::default();
        let before = lock.permit("orders", false).ok();
        lock.choose("orders", Some(true));
        assert_eq!(
            lock.admit(Method::Post, "orders", false, before),
            Err(WriteRefused::Locked)
        );
        let mut lock = ReadOnlyLock::default();
        let before = lock.permit("orders", false).ok();
        lock.set_all(true);
        lock.set_all(false);
        assert_eq!(
            lock.admit(Method::Post, "orders", false, before),
            Err(WriteRefused::Overtaken),
            "unlocked again, but nobody asked since"
        );
    }

    #[test]
    fn what_another_window_locked_is_locked_here_and_voids_permits() {
        let mut lock = ReadOnlyLock::default();
        let permit = lock.permit("orders", false).ok();
        lock.take_over(ReadOnlyLock::default());
        assert!(
            lock.admit(Method::Post, "orders", false, permit).is_ok(),
            "nothing was changed"
        );
        let permit = lock.permit("orders", false).ok();
        let mut other = ReadOnlyLock::default();
        other.choose("billing", Some(true));
        lock.take_over(other);
        assert!(lock.is_locked("billing", false));
        assert_eq!(
            lock.admit(Method::Post, "orders", false, permit),
            Err(WriteRefused::Overtaken)
        );
    }

    #[test]
    fn choosing_twice_leaves_one_choice() {
        let mut lock = ReadOnlyLock::default();
        lock.choose("orders", Some(true));
        lock.choose("orders", Some(false));
        assert_eq!(lock.choices().collect::<Vec<_>>(), [("orders", false)]);
        assert_eq!(lock.chosen("billing"), None);
    }
}
