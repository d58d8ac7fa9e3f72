//! The editor of one clause: a form, in which way and with what, and where the clause will run.

use durable_api::filter::{Form, Kind, ValuePath, Way};
use durable_api::status::RuntimeStatus;

use crate::browser::datetime_input;
use crate::components::{Icon, Weight, button, icon_button};
use crate::prelude::*;
use crate::words::{Word, t};

use super::describe::{kind_word, place_words, way_text};
use super::problem::problem_word;
use super::{Bar, PANEL};

/// Id of the first thing to fill in.
pub const FIRST: &str = "filter-first";
const SECOND: &str = "filter-second";
const WAY: &str = "filter-way";
const HINTS: &str = "filter-hints";

/// Windows of time that are mostly meant, as they are typed.
const WINDOWS: [(&str, Word); 6] = [
    ("-15m", Word::Last15Minutes),
    ("-1h", Word::LastHour),
    ("-24h", Word::LastDay),
    ("-7d", Word::LastWeek),
    ("today", Word::FilterToday),
    ("yesterday", Word::FilterYesterday),
];

#[derive(Clone, Copy)]
struct Editor {
    bar: Bar,
    at: Option<usize>,
    form: RwSignal<Form>,
    /// Whether what is wrong may be said: not while somebody has only begun.
    tried: RwSignal<bool>,
}

/// Draws the editor of the clause in this place, or of a new one.
pub fn editor(bar: Bar, at: Option<usize>, form: Form) -> Markup {
    let kind = form.kind;
    let editor = Editor {
        bar,
        at,
        form: RwSignal::new(form),
        tried: RwSignal::new(false),
    };
    let submit = move |event: Event| {
        event.prevent_default();
        editor.apply();
    };
    let fields = dynamic(move || fields(editor, kind));
    // What was opened by the button at the end stands below it.
    let class = if at.is_none() { "sheet new" } else { "sheet" };
    view! {
        <form class=class id=PANEL aria-label=t(kind_word(kind)) on:submit=submit>
            <div class="row">
                <h2 class="grow">{t(kind_word(kind))}</h2>
                {icon_button(Icon::Cross, t(Word::Close).to_owned(), move || bar.close())}
            </div>
            {fields}
            {negation(editor)}
            {where_it_runs(editor)}
            <div class="row">
                <button type="submit" class="btn primary">{t(Word::FilterApply)}</button>
                {at.map(|at| button(Weight::Quiet, None, t(Word::FilterRemove), move || bar.drop_clause(at)))}
            </div>
        </form>
    }
}

impl Editor {
    fn apply(self) {
        let form = untrack(|| self.form.get());
        match form.clause(&self.bar.typed_in()) {
            Ok(clause) => self.bar.put(self.at, clause),
            Err(_) => self.tried.set(true),
        }
    }

    fn change(self, change: impl FnOnce(&mut Form)) {
        self.form.update(change);
    }
}

/// What there is to fill in. Drawn again when the way changes, and not while one types.
fn fields(editor: Editor, kind: Kind) -> Markup {
    let way = Memo::new(move |_| editor.form.with(|it| it.way));
    let ways = kind.ways();
    let chooser = (ways.len() > 1).then(|| {
        let options: Vec<Markup> = ways
            .iter()
            .map(|way| view! { <option value=place_of(ways, *way)>{way_text(*way)}</option> })
            .collect();
        let choose = move |event: Event| {
            let chosen = event.value().parse().ok().and_then(|at: usize| ways.get(at));
            if let Some(way) = chosen {
                editor.change(|form| form.way = *way);
            }
        };
        view! {
            <select id=WAY aria-label=t(Word::FilterWay) prop:value=move || place_of(ways, way.get()) on:change=choose>
                {options}
            </select>
        }
    });
    let texts = dynamic(move || texts(editor, kind, way.get()));
    let windows = matches!(kind, Kind::Created | Kind::Updated).then(|| windows(editor, kind));
    view! { {windows} {chooser} {texts} }
}

fn place_of(ways: &[Way], way: Way) -> String {
    let at = ways.iter().position(|it| *it == way);
    at.unwrap_or_default().to_string()
}

/// The usual windows: a press is enough.
fn windows(editor: Editor, kind: Kind) -> Markup {
    let each: Vec<Markup> = WINDOWS
        .into_iter()
        .map(|(text, word)| {
            let take = move || {
                let (way, first, second) = match text {
                    "yesterday" => (Way::Between, "yesterday", "today"),
                    other => (Way::Since, other, ""),
                };
                editor.form.set(Form {
                    way,
                    first: first.to_owned(),
                    second: second.to_owned(),
                    not: false,
                    ..Form::new(kind)
                });
                editor.apply();
            };
            button(Weight::Normal, None, t(word), take)
        })
        .collect();
    view! { <div class="row wrap">{each}</div> }
}

fn texts(editor: Editor, kind: Kind, way: Way) -> Markup {
    if kind == Kind::Status {
        return statuses(editor);
    }
    let hint = t(match kind {
        Kind::Created | Kind::Updated => Word::HintTime,
        Kind::Duration | Kind::Age | Kind::Idle => Word::HintLength,
        Kind::Value => Word::HintPath,
        _ if way == Way::OneOf => Word::HintList,
        _ => Word::HintText,
    });
    let is_time = matches!(kind, Kind::Created | Kind::Updated);
    let first = text(
        editor,
        FIRST,
        (t(kind_word(kind)), hint),
        is_time,
        hints_of(kind).then_some(HINTS),
    );
    let second = way.has_second().then(|| {
        let (hint, is_time) = match (way, kind) {
            (_, Kind::Value) => (Word::HintLiteral, false),
            (Way::Around, _) | (_, Kind::Duration | Kind::Age | Kind::Idle) => {
                (Word::HintLength, false)
            }
            _ => (Word::HintTime, true),
        };
        text(editor, SECOND, (way_text(way), t(hint)), is_time, None)
    });
    let list = hints_of(kind).then(|| {
        let words = editor.bar.view().here.vocabulary();
        let texts: Vec<String> = match kind {
            Kind::Name => words.names,
            _ => words.paths.iter().map(ValuePath::to_text).collect(),
        };
        let options: Vec<Markup> = texts
            .into_iter()
            .map(|text| view! { <option value=text></option> })
            .collect();
        view! { <datalist id=HINTS>{options}</datalist> }
    });
    let wrong = dynamic(move || {
        let zone = editor.bar.typed_in();
        let problem = editor.form.with(|form| form.clause(&zone).err());
        let problem = problem.filter(|_| editor.tried.get())?;
        Some(view! { <p class="hint bad" role="alert">{t(problem_word(problem))}</p> })
    });
    view! { {first} {second} {list} {wrong} }
}

/// Whether the hub has words for it.
fn hints_of(kind: Kind) -> bool {
    matches!(kind, Kind::Name | Kind::Value)
}

/// A text to fill in; a time may be picked as well.
fn text(
    editor: Editor,
    id: &'static str,
    (label, hint): (&'static str, &'static str),
    is_time: bool,
    list: Option<&'static str>,
) -> Markup {
    let is_first = id == FIRST;
    let shown = move || {
        editor.form.with(|form| {
            let text = if is_first { &form.first } else { &form.second };
            text.clone()
        })
    };
    let put = move |text: String| {
        editor.change(|form| {
            let place = if is_first {
                &mut form.first
            } else {
                &mut form.second
            };
            *place = text;
        });
    };
    let picker = is_time.then(|| {
        let pick = move |event: Event| {
            let value = event.value();
            let zone = editor.bar.zone.get();
            if datetime_input::read(&value, zone).is_some() {
                put(value);
            }
        };
        view! { <input type="datetime-local" class="pick" step="1" aria-label=t(Word::FilterPick) on:change=pick /> }
    });
    view! {
        <div class="row">
            <input
                type="text"
                class="mono grow"
                id=id
                aria-label=label
                placeholder=hint
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                list=list
                prop:value=shown
                on:input=move |event| put(event.value())
            />
            {picker}
        </div>
    }
}

fn statuses(editor: Editor) -> Markup {
    let each: Vec<Markup> = RuntimeStatus::ALL
        .iter()
        .enumerate()
        .map(|(at, status)| {
            let of_click = status.clone();
            let of_check = status.clone();
            let turn = move |event: Event| {
                let status = of_click.clone();
                editor.change(|form| {
                    form.statuses.retain(|it| *it != status);
                    if event.is_checked() {
                        form.statuses.push(status);
                    }
                });
            };
            let is_ticked = move || editor.form.with(|form| form.statuses.contains(&of_check));
            let id = (at == 0).then_some(FIRST);
            view! {
                <label class="check">
                    <input type="checkbox" id=id prop:checked=is_ticked on:change=turn />
                    {status.as_str().to_owned()}
                </label>
            }
        })
        .collect();
    let wrong = dynamic(move || {
        let nothing = editor.form.with(|form| form.statuses.is_empty());
        (nothing && editor.tried.get())
            .then(|| view! { <p class="hint bad" role="alert">{t(Word::FilterTickOne)}</p> })
    });
    view! { <div class="ticks">{each}</div> {wrong} }
}

fn negation(editor: Editor) -> Markup {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || editor.form.with(|form| form.not)
                on:change=move |event| editor.change(|form| form.not = event.is_checked())
            />
            {t(Word::FilterOpposite)}
        </label>
    }
}

/// Said before it is applied: what runs here looks at what was read, what needs details costs a request for each instance.
fn where_it_runs(editor: Editor) -> Markup {
    let place = Memo::new(move |_| {
        let zone = editor.bar.typed_in();
        editor
            .form
            .with(|form| form.clause(&zone).ok().map(|it| editor.bar.place(&it)))
    });
    dynamic(move || {
        let (word, why) = place_words(place.get()?);
        Some(view! { <p class="hint"><b>{t(word)}</b>": "{t(why)}</p> })
    })
}
