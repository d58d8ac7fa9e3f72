//! The doctor's card: why a hub cannot be asked, how sure that is, what proves it, and what to copy to mend it.

use durable_api::doctor::{Came, Remedy, RemedyKind, Verdict, concerns, otherwise, remedies};

use crate::browser::{location, spawn};
use crate::components::{Icon, Weight, badge, button, card, copy_button};
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::doctor::{self, Finding};
use crate::state::error::ApiError;
use crate::state::error_words;
use crate::words::{Arg, Word, say, t};

use super::doctor_words::{came, remedy, sureness, unsure, words};

/// An examination that goes on while its card is on screen.
#[derive(Clone, Copy)]
pub struct Examination {
    app: StoredValue<App>,
    finding: RwSignal<Option<Finding>>,
    failed: Came,
    error: StoredValue<ApiError>,
    connection: StoredValue<Connection>,
}

impl Examination {
    /// Begins to find out why `error` came of asking `connection`. `None`: the error says all there is.
    pub fn begin(error: &ApiError, connection: &Connection) -> Option<Self> {
        let it = Self {
            app: StoredValue::new(App::get()),
            finding: RwSignal::new(None),
            failed: error.came().filter(|it| concerns(*it))?,
            error: StoredValue::new(error.clone()),
            connection: StoredValue::new(connection.clone()),
        };
        it.look();
        Some(it)
    }

    fn look(self) {
        let hub = self.connection.with_value(Connection::hub);
        let client = self
            .app
            .with_value(|app| app.client(&hub, app.requests.present_scope()));
        let Some(client) = client else { return };
        let (finding, failed) = (self.finding, self.failed);
        spawn(async move {
            let found = doctor::examine(&client, failed).await;
            finding.try_set(Some(found));
        });
    }

    /// Looks again, for somebody may have mended something.
    pub fn begin_anew(self) {
        doctor::forget(&self.connection.with_value(Connection::hub));
        self.look();
    }

    /// The verdict, tracked.
    pub fn verdict(self) -> Option<Verdict> {
        self.finding.with(|it| it.as_ref()?.verdict.clone())
    }

    fn say(self, word: Word) -> String {
        let page = location::origin();
        self.connection.with_value(|it| {
            let app = durable_api::doctor::app_name(&it.address.origin);
            let values: [(&str, Arg<'_>); 3] = [
                ("host", host_of(&it.address).into()),
                ("page", (&page).into()),
                ("app", app.into()),
            ];
            say(word, &values)
        })
    }

    /// What it is called, as far as it is known yet.
    pub fn title(self) -> String {
        let cause = self.error.with_value(|it| it.cause);
        let word = self
            .verdict()
            .map_or(error_words::words(cause).0, |it| words(&it).0);
        self.say(word)
    }

    /// Everything below the title: what is the matter, what helps, the proofs.
    pub fn body(self) -> Markup {
        dynamic(
            move || match (self.verdict(), self.finding.with(Option::is_some)) {
                (Some(verdict), _) => self.told(&verdict),
                (None, true) => self.plain(),
                (None, false) => {
                    view! { <p class="dim" role="status">{t(Word::DoctorLooking)}</p> }
                }
            },
        )
    }

    fn told(self, verdict: &Verdict) -> Markup {
        let mut what = self.say(words(verdict).1);
        if let Some(word) = unsure(verdict) {
            what = format!("{what} {}", t(word));
        }
        let scene = self
            .finding
            .with_untracked(|it| it.as_ref().map(|it| it.evidence.scene.clone()));
        let (first, then) = scene.map_or_else(Default::default, |scene| {
            let first = remedies(&verdict.trouble, &scene);
            (first, otherwise(verdict, &scene))
        });
        let draw = |all: Vec<Remedy>| -> Vec<Markup> {
            all.into_iter().map(|it| self.remedy(it)).collect()
        };
        let then = (!then.is_empty()).then(|| {
            view! { <details><summary>{t(Word::CorsOtherwise)}</summary><div class="told">{draw(then)}</div></details> }
        });
        view! { <p>{what}</p> {draw(first)} {then} {self.said()} {self.proofs()} }
    }

    /// What the failure itself says, where nothing more came out.
    fn plain(self) -> Markup {
        let (_, what, remedy) = error_words::words(self.error.with_value(|it| it.cause));
        view! { <p>{self.say(what)}</p> <p class="dim">{self.say(remedy)}</p> {self.said()} }
    }

    /// The host's own words.
    fn said(self) -> Option<Markup> {
        let said = self.error.with_value(said);
        (!said.is_empty()).then(|| view! { <pre class="said" tabindex="0">{said}</pre> })
    }

    fn remedy(self, it: Remedy) -> Markup {
        let hint = self.say(remedy(it.kind));
        if it.text.is_empty() {
            return view! { <p class="dim">{hint}</p> };
        }
        let (copied, address) = (it.text.clone(), it.text.clone());
        let go = (it.kind == RemedyKind::OtherAddress).then(|| {
            let draft = self.app.get_value().draft;
            button(
                Weight::Normal,
                Some(Icon::Plug),
                t(Word::HelpOtherGo),
                move || {
                    draft.get_value().paste(address.clone());
                    location::go(&Route::Connections.to_string());
                },
            )
        });
        view! {
            <div class="command">
                <p class="dim">{hint.clone()}</p>
                <div class="row">
                    <pre class="card grow" tabindex="0">{it.text}</pre>
                    {copy_button(&hint, move || copied.clone())}
                </div>
                {go}
            </div>
        }
    }

    /// What was asked and what came, folded.
    fn proofs(self) -> Markup {
        let Some(Finding { evidence, .. }) = self.finding.get_untracked() else {
            return Markup::Empty;
        };
        let line = |asked: String, how: Word, what: Came| {
            view! {
                <li>
                    <span class="grow"><span class="mono">{asked}</span>" "<span class="dim">{t(how)}</span></span>
                    <b>{came(what)}</b>
                </li>
            }
        };
        let base = evidence.scene.address.base_url();
        let mut lines = vec![line(
            format!("GET {base}/…"),
            Word::ProofFailed,
            evidence.failed,
        )];
        lines.extend(evidence.asked.iter().map(|(question, came)| {
            let how = if question.is_opaque() {
                Word::ProofOpaque
            } else {
                Word::ProofKeyless
            };
            line(format!("GET {}", question.url(&evidence.scene)), how, *came)
        }));
        view! {
            <details class="proofs">
                <summary>{t(Word::ProofsTitle)}</summary>
                <ul class="steps">{lines}</ul>
            </details>
        }
    }

    /// How sure it is, and the status that came.
    fn marks(self) -> Markup {
        let mark = match self.failed {
            Came::Answer { status, .. } => status.to_string(),
            _ => t(Word::MarkNoAnswer).to_owned(),
        };
        let sure = self.verdict().map(|it| {
            view! { <span class="tag" title=t(Word::SureTitle)>{sureness(it.sure)}</span> }
        });
        view! { {sure} {badge("failed", Icon::Cross, mark)} }
    }

    /// The card. `means` are what can be done right here: a key form, buttons.
    pub fn card(self, means: Markup) -> Markup {
        let body = view! { {self.body()} <div class="row wrap">{means}</div> };
        view! {
            <div class="error" role="alert">
                {card(dynamic(move || self.title()), dynamic(move || self.marks()), body)}
            </div>
        }
    }
}

/// The host's own words, else the beginning of what it sent.
pub fn said(error: &ApiError) -> String {
    let parts = [&error.message, &error.exception].into_iter().flatten();
    let words: Vec<&str> = parts.map(String::as_str).collect();
    if words.is_empty() {
        error.excerpt.clone()
    } else {
        words.join("\n")
    }
}
