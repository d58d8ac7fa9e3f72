//! Where a key is to be kept: its owner's choice, with what each place means.

use std::future::Future;

use durable_api::Secret;

use crate::browser::{crypto, locale, spawn};
use crate::components::{Toasts, Tone};
use crate::prelude::*;
use crate::state::connections::keys::KeyPlace;
use crate::state::connections::sealed::{CIPHER, DERIVATION};
use crate::state::connections::{Connections, Keeping, NotKept};
use crate::words::{Word, say, t};

use super::key_form::secret_input;

/// The fewest characters of a passphrase: whoever steals the record may guess for as long as he likes.
const SHORTEST: usize = 12;

/// A choice that is being made. Its `ids` name the parts on the page: no two choices on one page share them.
#[derive(Clone, Copy)]
pub struct PlaceChoice {
    ids: Ids,
    /// The place chosen so far.
    pub place: RwSignal<KeyPlace>,
    passphrase: RwSignal<String>,
    again: RwSignal<String>,
    fault: RwSignal<Option<Word>>,
}

/// The ids of the parts of a choice.
#[derive(Clone, Copy)]
pub struct Ids {
    group: &'static str,
    passphrase: &'static str,
    again: &'static str,
}

impl Ids {
    /// What groups the places, the field of the passphrase, and the one that repeats it.
    pub const fn new(group: &'static str, passphrase: &'static str, again: &'static str) -> Self {
        Self {
            group,
            passphrase,
            again,
        }
    }
}

impl PlaceChoice {
    /// The most fleeting place, as long as nobody chooses.
    pub fn new(ids: Ids) -> Self {
        Self {
            ids,
            place: RwSignal::new(KeyPlace::default()),
            passphrase: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            fault: RwSignal::new(None),
        }
    }

    /// Begins anew from a place.
    pub fn begin(self, place: KeyPlace) {
        self.place.set(place);
        self.forget();
    }

    /// What was chosen, with the passphrase where one is needed; `None` when that is not fit, which is said then.
    pub fn keeping(self) -> Option<Keeping> {
        let passphrase = Secret::new(self.passphrase.get_untracked());
        match self.place.get_untracked() {
            KeyPlace::Page => return Some(Keeping::Page),
            KeyPlace::Tab => return Some(Keeping::Tab),
            KeyPlace::Device => {}
        }
        let fault = if passphrase.chars() < SHORTEST {
            Some(Word::PassphraseShort)
        } else if passphrase != Secret::new(self.again.get_untracked()) {
            Some(Word::PassphraseDiffers)
        } else {
            None
        };
        self.fault.set(fault);
        fault.is_none().then(|| {
            self.forget();
            Keeping::Device(passphrase)
        })
    }

    fn forget(self) {
        self.passphrase.set(String::new());
        self.again.set(String::new());
        self.fault.set(None);
    }
}

/// Keeps a key as chosen, and says it when that fails: then it is in memory alone.
pub fn keep_key(
    connections: Connections,
    toasts: Toasts,
    hub: String,
    key: Secret,
    keeping: Keeping,
) {
    let kept = connections.keep_key(hub, key, keeping);
    spawn(say_failure(kept, toasts));
}

async fn say_failure(kept: impl Future<Output = Result<(), NotKept>>, toasts: Toasts) {
    if kept.await.is_err() {
        toasts.say(Tone::Bad, t(Word::KeyNotEncrypted));
    }
}

/// Draws the choice. `ask`: whether the device needs a passphrase, or has encrypted the key already.
pub fn place_view(choice: PlaceChoice, ask: Signal<bool>) -> Markup {
    let places: Vec<Markup> = KeyPlace::ALL.map(|place| one(choice, place)).into();
    let passphrase = dynamic(move || {
        let device = choice.place.get() == KeyPlace::Device;
        (device && ask.get()).then(|| passphrase_fields(choice))
    });
    view! {
        <fieldset class="places">
            <legend>{t(Word::KeyPlaceLabel)}</legend>
            {places}
            {passphrase}
        </fieldset>
    }
}

fn one(choice: PlaceChoice, place: KeyPlace) -> Markup {
    let (name, what) = match place {
        KeyPlace::Page => (Word::KeyPlacePage, Word::KeyPlacePageWhat),
        KeyPlace::Tab => (Word::KeyPlaceTab, Word::KeyPlaceTabWhat),
        KeyPlace::Device if crypto::is_available() => {
            (Word::KeyPlaceDevice, Word::KeyPlaceDeviceWhat)
        }
        KeyPlace::Device => (Word::KeyPlaceDevice, Word::KeyPlaceDeviceMissing),
    };
    let disabled = place == KeyPlace::Device && !crypto::is_available();
    view! {
        <label class="tick">
            <input
                type="radio"
                name=choice.ids.group
                disabled=disabled
                prop:checked=move || choice.place.get() == place
                on:change=move |_| choice.place.set(place)
            />
            <span><b>{t(name)}</b>" "<span class="dim">{t(what)}</span></span>
        </label>
    }
}

fn passphrase_fields(choice: PlaceChoice) -> Markup {
    let wrong = move || {
        choice
            .fault
            .get()
            .map(|fault| say(fault, &[("n", SHORTEST.into())]))
    };
    let how = say(
        Word::PassphraseHow,
        &[
            ("cipher", CIPHER.into()),
            ("derivation", DERIVATION.into()),
            (
                "rounds",
                (&locale::number(f64::from(crypto::ITERATIONS))).into(),
            ),
        ],
    );
    let Ids {
        passphrase, again, ..
    } = choice.ids;
    view! {
        <div class="passphrase">
            {secret_input(passphrase, Word::Passphrase, Word::PassphraseHint, choice.passphrase)}
            {secret_input(again, Word::PassphraseAgain, Word::PassphraseAgain, choice.again)}
            <p class="hint bad" role="alert">{wrong}</p>
            <p class="hint">{how}</p>
        </div>
    }
}
