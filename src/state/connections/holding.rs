//! Holding keys: where each goes by its owner's choice, and how a locked one is opened.

use durable_api::Secret;

use super::keys::{self, KeyPlace, KeyState, Keys};
use super::{Connections, sealed};
use crate::browser::crypto::{self, CryptoError};

/// Where to keep a key; on the device only with a passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// In this page's memory.
    Page,
    /// In the tab's session storage.
    Tab,
    /// On the device, encrypted with this passphrase.
    Device(Secret),
}

/// The device did not take a key: this page cannot encrypt, or there is no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotKept;

impl Connections {
    /// The key held for a hub, not tracked.
    pub fn key_untracked(&self, hub: &str) -> Option<Secret> {
        self.keys.get_untracked().get(hub)
    }

    /// What there is of a hub's key, tracked.
    pub fn key_state(&self, hub: &str) -> KeyState {
        self.keys.with(|keys| keys.state(hub))
    }

    /// Whether the device keeps a hub's key and it was not opened here yet, not tracked.
    pub fn is_key_locked(&self, hub: &str) -> bool {
        self.keys.with_untracked(|keys| keys.state(hub)) == KeyState::Locked
    }

    /// Holds a key that came with a link, and until the tab is closed also in its session storage when the user asked for it. What the
    /// device keeps encrypted stays there: nobody said that it should go.
    pub fn set_key(&self, hub: &str, key: Secret, over_reloads: bool) {
        self.keys.update(|keys| {
            if over_reloads {
                keys.set(hub, key, KeyPlace::Tab);
            } else if keys::sealed_of(hub).is_some() {
                keys.open(hub, key);
            } else {
                keys.set(hub, key, KeyPlace::Page);
            }
        });
        keys::say_given();
    }

    /// Holds a key at once, and keeps it where its owner says. Encrypting takes a moment, which is awaited; when it fails, or the
    /// device has no room, the key stays in memory alone.
    pub fn keep_key(
        self,
        hub: String,
        key: Secret,
        keeping: Keeping,
    ) -> impl Future<Output = Result<(), NotKept>> {
        let (place, passphrase) = match keeping {
            Keeping::Page => (KeyPlace::Page, None),
            Keeping::Tab => (KeyPlace::Tab, None),
            Keeping::Device(passphrase) => (KeyPlace::Page, Some(passphrase)),
        };
        self.keys.update(|keys| keys.set(&hub, key.clone(), place));
        keys::say_given();
        async move {
            let Some(passphrase) = passphrase else {
                return Ok(());
            };
            let sealing = crypto::seal(&key, &passphrase, &sealed::context(&hub)).await;
            let sealed = sealing.map_err(|_| NotKept)?;
            // Meanwhile the connection may have been forgotten, or its key changed.
            if self.key_untracked(&hub) != Some(key) {
                return Ok(());
            }
            let kept = self.keys.try_update(|keys| keys.keep_sealed(&hub, &sealed));
            if kept == Some(false) {
                Err(NotKept)
            } else {
                Ok(())
            }
        }
    }

    /// Opens the key that the device keeps for a hub. Without the right passphrase everything stays as it was.
    pub async fn unlock(self, hub: String, passphrase: Secret) -> Result<(), CryptoError> {
        let sealed = keys::sealed_of(&hub).ok_or(CryptoError::Refused)?;
        let key = crypto::open(&sealed, &passphrase, &sealed::context(&hub)).await?;
        if keys::sealed_of(&hub) == Some(sealed) {
            self.keys.try_update(|keys| keys.open(&hub, key));
            keys::say_given();
        }
        Ok(())
    }

    /// Lets go of a key, wherever it is held.
    pub fn drop_key(&self, hub: &str) {
        self.keys.update(|keys| keys.remove(hub));
    }

    /// Another tab changed or forgot the key that the device keeps: what was opened of it here is locked again.
    pub fn relock(&self, hub: &str) {
        self.keys.update(|keys| {
            if keys.opened().iter().any(|it| it == hub) {
                keys.let_go(hub);
            }
        });
    }

    /// Lets go of what was opened of the device and is there no longer.
    pub fn let_go_of_forgotten(&self) {
        let opened = self.keys.with_untracked(Keys::opened);
        for hub in opened.iter().filter(|hub| keys::sealed_of(hub).is_none()) {
            self.relock(hub);
        }
    }
}
