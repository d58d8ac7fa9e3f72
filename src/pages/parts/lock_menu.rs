//! The read-only locks, and the way to turn them: locking is one press, unlocking is asked back.

use crate::browser::page;
use crate::components::{Icon, LockOf, LockState, Tone, Weight, button, icon, note, stripe};
use crate::prelude::*;
use crate::words::{Word, say, t};

/// The button that leaves a lock as it is.
const KEEP: &str = "lock-keep";

/// Draws the locks. `turn` is called with what to lock (`true`) or unlock.
pub fn lock_menu(state: Signal<LockState>, turn: Callback<(LockOf, bool)>) -> Markup {
    let asked = RwSignal::new(None);
    dynamic(move || match asked.get() {
        Some(of) => question(&state.get(), of, asked, turn),
        None => choices(&state.get(), asked, turn),
    })
}

fn choices(
    state: &LockState,
    asked: RwSignal<Option<LockOf>>,
    turn: Callback<(LockOf, bool)>,
) -> Markup {
    let press = move |of: LockOf, locked: bool| {
        if locked {
            asked.set(Some(of));
            // What is safe is focused first.
            page::focus_soon(KEEP);
        } else {
            turn.run((of, true));
        }
    };
    let hub = state.hub.clone().map(|(name, environment, locked)| {
        let said = match (state.all, locked) {
            (true, _) => Word::LockWithAll,
            (false, true) => Word::LockHubLocked,
            (false, false) => Word::LockHubUnlocked,
        };
        let verb = if locked { Word::UnlockThis } else { Word::LockThis };
        let action = (!state.all).then(|| {
            let word = say(verb, &[("name", (&name).into())]);
            view! { <button type="button" class="btn" on:click=move |_| press(LockOf::Hub, locked)>{word}</button> }
        });
        entry(
            locked || state.all,
            view! { {stripe(environment)} " " <b>{name}</b> },
            said,
            action,
        )
    });
    let (said, verb) = if state.all {
        (Word::LockAllLocked, Word::UnlockAll)
    } else {
        (Word::LockAllUnlocked, Word::LockAllAction)
    };
    let all = state.all;
    let action = button(Weight::Normal, None, t(verb), move || {
        press(LockOf::All, all);
    });
    view! {
        <p class="dim">{t(Word::LockWhat)}</p>
        {hub}
        {entry(all, view! { <b>{t(Word::LockEverything)}</b> }, said, Some(action))}
    }
}

fn entry(locked: bool, name: Markup, said: Word, action: Option<Markup>) -> Markup {
    let shape = if locked { Icon::Lock } else { Icon::Unlock };
    view! {
        <div class="lock-line">
            {icon(shape)}
            <div class="grow"><div class="row">{name}</div><div class="faint">{t(said)}</div></div>
            {action}
        </div>
    }
}

/// Asks back before a lock is opened.
fn question(
    state: &LockState,
    of: LockOf,
    asked: RwSignal<Option<LockOf>>,
    turn: Callback<(LockOf, bool)>,
) -> Markup {
    let what = match (of, &state.hub) {
        (LockOf::Hub, Some((name, ..))) => say(Word::UnlockAsk, &[("name", name.into())]),
        _ => t(Word::UnlockAllAsk).to_owned(),
    };
    let open = move |_| {
        turn.run((of, false));
        asked.set(None);
    };
    view! {
        {note(Tone::Careful, what)}
        <div class="row wrap">
            <button type="button" class="btn" id=KEEP on:click=move |_| asked.set(None)>{t(Word::UnlockKeep)}</button>
            <button type="button" class="btn" on:click=open>{t(Word::UnlockConfirm)}</button>
        </div>
    }
}
