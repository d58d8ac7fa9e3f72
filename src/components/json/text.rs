//! A value as text: laid out for reading or exactly as it came, in lines that fit, however long it is.

use std::cell::Cell;
use std::rc::Rc;

use durable_api::json_tree::Layout;
use durable_api::long_text::{Lines, TextFinder};

use super::finding::{Finding, Found, MOST};
use super::paint::painted;
use crate::browser::work::Work;
use crate::browser::{keep, page, viewport};
use crate::components::virtual_rows::{Rows, RowsOf, virtual_rows};
use crate::prelude::*;
use crate::words::{Word, t};

/// A text that somebody else holds.
pub type Text = Rc<dyn AsRef<str>>;

/// Bytes for which the clock is not asked.
const CHUNK: usize = 64 * 1024;
/// The height of a line, in CSS pixels.
const LINE: u32 = 19;
/// The characters of the probe that tells how wide one is.
const PROBE: &str = "0000000000000000000000000000000000000000";
const PROBES: f64 = 40.0;

/// How a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON, laid out for reading.
    LaidOut,
    /// JSON, exactly as it is.
    Exact,
    /// Any text.
    Plain,
}

/// What is on screen: the text, cut into lines.
#[derive(Clone)]
struct Cut {
    text: Text,
    lines: Rc<Lines>,
}

/// Draws a text, and what is found in it.
pub fn text_view(text: Text, form: Form, label: &str, finding: Finding) -> Markup {
    let columns = RwSignal::new(0);
    let probe = probe_id();
    let measure = {
        let probe = probe.clone();
        move |rows: Rows| {
            let one = viewport::width_of(&probe).unwrap_or_default() / PROBES;
            let all = viewport::width_of(&rows.id()).unwrap_or_default();
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a window is a few thousand pixels wide"
            )]
            let fit = (all / one.max(1.0)) as usize;
            if fit > 0 && columns.try_get_untracked().is_some_and(|now| now != fit) {
                columns.set(fit);
            }
        }
    };
    let cut: RwSignal<Option<Cut>> = RwSignal::new(None);
    let work = StoredValue::new(None);
    prepare(text, form, columns, cut, work);
    let count = Signal::derive(move || cut.with(|cut| cut.as_ref().map_or(0, |it| it.lines.len())));
    let version = RwSignal::new(0_u64);
    let now = RwSignal::new(None);
    Effect::new(move |_| {
        cut.with(|_| ());
        finding.text.with(|_| ());
        now.with(|_: &Option<usize>| ());
        version.update(|version| *version += 1);
    });
    let draw = move |at: usize| {
        let Some(cut) = cut.with_untracked(Clone::clone) else {
            return Markup::Empty;
        };
        let Some(line) = cut.lines.line((*cut.text).as_ref(), at) else {
            return Markup::Empty;
        };
        let wanted = finding
            .text
            .with_untracked(|text| text.to_ascii_lowercase());
        let here = now
            .get_untracked()
            .and_then(|now: usize| now.checked_sub(line.start));
        let runs = painted(
            line.text,
            line.in_string,
            form != Form::Plain,
            &wanted,
            here,
        );
        let goes_on = line.goes_on;
        view! { <div class="ln" class:on=goes_on>{runs}</div> }
    };
    let (rows, list) = virtual_rows(
        None,
        RowsOf {
            count,
            height: Signal::derive(|| LINE),
            open: Signal::derive(|| None),
            stamp: Box::new(move |_| version.get()),
            draw: Box::new(draw),
        },
    );
    look_for(cut, finding, now, rows);
    page::soon({
        let measure = measure.clone();
        move || measure(rows)
    });
    keep(viewport::on_resize(move || measure(rows)));
    let preparing = dynamic(move || {
        cut.with(Option::is_none)
            .then(|| view! { <p class="dim" role="status">{t(Word::TextPreparing)}</p> })
    });
    let label = label.to_owned();
    view! {
        <div class="text scrolls" dir="ltr" role="region" tabindex="0" aria-label=label>
            <span class="probe" id=probe aria-hidden="true">{PROBE}</span>
            {preparing}
            {list}
        </div>
    }
}

fn probe_id() -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.set(NEXT.get().wrapping_add(1));
    format!("probe-{}", NEXT.get())
}

/// Lays the text out if that is wanted, and cuts it into lines; cuts it anew when another number of columns fits.
fn prepare(
    text: Text,
    form: Form,
    columns: RwSignal<usize>,
    cut: RwSignal<Option<Cut>>,
    work: StoredValue<Option<Work>>,
) {
    let laid_out: StoredValue<Option<Text>> =
        StoredValue::new((form != Form::LaidOut).then(|| text.clone()));
    Effect::new(move |_| {
        let fit = columns.get();
        if fit == 0 {
            return;
        }
        let mut layout = laid_out.with_value(Option::is_none).then(Layout::default);
        let mut lines = Lines::new(fit.saturating_sub(1));
        let original = text.clone();
        let step = move || {
            if let Some(mut under_way) = layout.take() {
                if under_way.step((*original).as_ref(), CHUNK) {
                    laid_out.set_value(Some(Rc::new(under_way.into_text())));
                } else {
                    layout = Some(under_way);
                }
                return false;
            }
            let Some(text) = laid_out.try_get_value().flatten() else {
                return true;
            };
            let done = lines.step((*text).as_ref(), CHUNK);
            if done {
                let lines = Rc::new(std::mem::take(&mut lines));
                cut.try_set(Some(Cut { text, lines }));
            }
            done
        };
        work.set_value(None);
        work.set_value(Some(Work::run(step)));
    });
}

/// Looks for what is wanted whenever that or the text changes, and shows the place that is asked for.
fn look_for(
    cut: RwSignal<Option<Cut>>,
    finding: Finding,
    now: RwSignal<Option<usize>>,
    rows: Rows,
) {
    let places: RwSignal<Rc<Vec<usize>>> = RwSignal::new(Rc::default());
    let work = StoredValue::new(None);
    Effect::new(move |_| {
        let wanted = finding.text.get();
        let text = cut.with(|cut| cut.as_ref().map(|cut| cut.text.clone()));
        work.set_value(None);
        places.set(Rc::default());
        finding.found.set(Found::default());
        let Some(text) = text.filter(|_| !wanted.is_empty()) else {
            return;
        };
        let mut finder = TextFinder::new(&wanted, MOST);
        work.set_value(Some(Work::run(move || {
            let done = finder.step((*text).as_ref(), CHUNK * 4);
            if done {
                places.try_set(Rc::new(finder.found().to_vec()));
                finding.found.try_set(Found {
                    count: finder.found().len(),
                    more: finder.is_full(),
                    done,
                });
            }
            done
        })));
    });
    Effect::new(move |_| {
        let place = places.with(|places| places.get(finding.at.get()).copied());
        now.set(place);
        let line = place.and_then(|place| {
            cut.with_untracked(|cut| cut.as_ref().map(|cut| cut.lines.line_of(place)))
        });
        if let Some(line) = line {
            rows.show(line);
        }
    });
}
