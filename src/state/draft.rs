//! What someone has typed to connect, kept while the portal is open: a failed connect loses nothing of it.

use crate::prelude::*;
use durable_api::{HubAddress, ManagementLink, Secret, read_paste};

use super::connections::connection::Environment;
use super::typed::{Reading, Typed};

/// See the module. It is in memory alone.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    /// What was pasted.
    pub text: Typed,
    /// The app's address, where the text is a key alone.
    pub app: RwSignal<String>,
    /// A key typed by itself: where the text has none, or in place of the text's.
    pub key: RwSignal<String>,
    /// Whether the key of the text is to be replaced by [`Self::key`].
    pub other_key: RwSignal<bool>,
    /// A task hub, where the text names none.
    pub hub: RwSignal<String>,
    /// A connection name, where the text names none.
    pub connection: RwSignal<String>,
    /// What the user calls the hub; empty: a name is found for it.
    pub name: RwSignal<String>,
    /// What kind of place it is, once chosen.
    pub environment: RwSignal<Option<Environment>>,
    /// Whether the key may be kept over a reload.
    pub keep_key: RwSignal<bool>,
    /// Whether this device should remember the connection.
    pub remember: RwSignal<bool>,
    /// The app that the fields were filled in for.
    origin: RwSignal<String>,
}

impl Draft {
    /// Nothing yet.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            text: Typed::new(),
            app: empty(),
            key: empty(),
            other_key: RwSignal::new(false),
            hub: empty(),
            connection: empty(),
            name: empty(),
            environment: RwSignal::new(None),
            keep_key: RwSignal::new(false),
            remember: RwSignal::new(false),
            origin: empty(),
        }
    }

    /// A draft over a link.
    pub fn of(link: String) -> Self {
        let draft = Self::new();
        draft.paste(link);
        draft
    }

    /// Replaces the text, as pasting over all of it does.
    pub fn paste(self, text: String) {
        self.text.set(text);
        self.settle();
    }

    /// To be called when the text has changed: what was filled in for one app is not meant for another, and its key least of all.
    pub fn settle(self) {
        let Ok(paste) = untrack(|| self.text.reading()) else {
            return;
        };
        let Some(link) = paste.link else {
            return;
        };
        let origin = link.address.origin;
        let before = self.origin.get_untracked();
        if before == origin {
            return;
        }
        if !before.is_empty() {
            for field in [self.key, self.hub, self.connection, self.name] {
                field.set(String::new());
            }
            self.environment.set(None);
            self.other_key.set(false);
        }
        self.origin.set(origin);
    }

    /// What the text and the address beside it say, tracked.
    pub fn reading(self) -> Reading {
        let mut paste = self.text.reading()?;
        if paste.link.is_none()
            && let Ok(app) = read_paste(&self.app.get())
            && let Some(mut link) = app.link
        {
            link.key = paste.key.as_ref().map(|(key, _)| key.clone());
            paste.link = Some(link);
            paste.warnings = app.warnings;
        }
        Ok(paste)
    }

    /// The key to connect with: the text's, unless another was given in its place or the text has none. Not tracked.
    pub fn key_to_use(self, link: &ManagementLink) -> Option<Secret> {
        let typed = given(self.key).map(Secret::new);
        match &link.key {
            Some(key) if typed.is_none() || !self.other_key.get_untracked() => Some(key.clone()),
            _ => typed,
        }
    }

    /// Forgets all that was typed, its key first of all.
    pub fn clear(self) {
        self.text.set(String::new());
        for field in [
            self.app,
            self.key,
            self.hub,
            self.connection,
            self.name,
            self.origin,
        ] {
            field.set(String::new());
        }
        self.environment.set(None);
        for choice in [self.other_key, self.keep_key, self.remember] {
            choice.set(false);
        }
    }

    /// The address that the draft describes: what the text says, then what was added.
    pub fn address(self, link: &ManagementLink) -> HubAddress {
        let mut address = link.address.clone();
        address.task_hub = address.task_hub.or_else(|| given(self.hub));
        address.connection = address.connection.or_else(|| given(self.connection));
        address
    }
}

/// What was typed into a field, if anything; not tracked.
pub fn given(typed: RwSignal<String>) -> Option<String> {
    Some(typed.get_untracked().trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::prelude::*;

    #[test]
    fn a_key_typed_for_one_app_is_not_kept_for_another() {
        let owner = Owner::new();
        owner.with(|| {
            let draft = Draft::new();
            draft.paste("https://a.example".to_owned());
            draft.key.set("secret".to_owned());
            draft.name.set("mine".to_owned());
            draft.paste("https://a.example/runtime/webhooks/durabletask/instances/x".to_owned());
            assert_eq!(draft.key.get_untracked(), "secret");
            draft.paste("nothing yet".to_owned());
            assert_eq!(draft.key.get_untracked(), "secret");
            draft.paste("https://b.example".to_owned());
            assert_eq!(draft.key.get_untracked(), "");
            assert_eq!(draft.name.get_untracked(), "");
        });
    }

    #[test]
    fn the_key_of_a_text_counts_until_another_is_given_in_its_place() {
        let owner = Owner::new();
        owner.with(|| {
            let draft = Draft::new();
            draft.key.set("typed before".to_owned());
            draft.paste("https://a.example?code=pasted".to_owned());
            let key = || {
                let link = draft.reading().ok().and_then(|it| it.link);
                let key = draft.key_to_use(&link.expect("an address"));
                key.map(|it| it.expose().to_owned())
            };
            assert_eq!(key().as_deref(), Some("pasted"));
            draft.other_key.set(true);
            assert_eq!(key().as_deref(), Some("typed before"));
            draft.key.set(" ".to_owned());
            assert_eq!(key().as_deref(), Some("pasted"), "nothing was given");
        });
    }

    #[test]
    fn a_key_alone_and_the_address_beside_it_are_one_link() {
        let owner = Owner::new();
        owner.with(|| {
            let draft = Draft::new();
            draft.paste("x-functions-key: hunter2".to_owned());
            assert_eq!(draft.reading().map(|it| it.link), Ok(None));
            draft.app.set("https://a.example".to_owned());
            let link = draft.reading().ok().and_then(|it| it.link);
            let link = link.expect("an address and a key");
            assert_eq!(link.address.origin, "https://a.example");
            assert!(link.key.is_some_and(|key| key.expose() == "hunter2"));
        });
    }
}
