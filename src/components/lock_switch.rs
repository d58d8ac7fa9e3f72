//! The read-only lock in the top bar: what may be written to, and the way to the locks.

use crate::prelude::*;

use super::{
    icon::{Icon, icon},
    top_bar::Stripe,
};
use crate::words::{Word, t};

/// The popover with the locks.
const MENU: &str = "lock-menu";

/// How the locks stand.
#[derive(Clone, Debug, PartialEq)]
pub struct LockState {
    /// The hub on screen: its name, its environment, and whether it is locked by itself.
    pub hub: Option<(String, Stripe, bool)>,
    /// Whether everything is locked.
    pub all: bool,
}

impl LockState {
    /// Shape, word and class.
    fn look(&self) -> (Icon, Word, &'static str) {
        match &self.hub {
            _ if self.all => (Icon::Lock, Word::LockAll, "btn quiet lock"),
            None => (Icon::Lock, Word::LockNone, "btn quiet lock"),
            Some((.., true)) => (Icon::Lock, Word::LockLocked, "btn quiet lock"),
            Some((_, Stripe::Prod, false)) => {
                (Icon::Unlock, Word::LockUnlocked, "btn quiet lock danger")
            }
            Some((.., false)) => (Icon::Unlock, Word::LockUnlocked, "btn quiet lock"),
        }
    }
}

/// One of the locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockOf {
    /// That of the hub on screen.
    Hub,
    /// That of everything.
    All,
}

/// Draws the lock; `menu` draws the locks below it while they are open.
pub fn lock_switch(state: Signal<LockState>, menu: impl Fn() -> Markup + 'static) -> Markup {
    let face = dynamic(move || {
        let (shape, word, class) = state.get().look();
        view! {
            <button type="button" class=class popovertarget=MENU>
                {icon(shape)}
                <span class="spoken">{t(Word::LockSwitch)}": "</span>
                <span>{t(word)}</span>
            </button>
        }
    });
    let open = RwSignal::new(false);
    let body = dynamic(move || open.get().then(&menu));
    view! {
        {face}
        <div class="menu locks" id=MENU popover="auto" role="group" aria-label=t(Word::LockSwitch) on:toggle=move |_| open.update(|it| *it = !*it)>
            {body}
        </div>
    }
}
