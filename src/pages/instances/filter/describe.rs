//! A clause in words.

use durable_api::filter::{Clause, Comparison, Form, Kind, Moment, Place, Test, Way, Window};
use durable_api::status::RuntimeStatus;
use rows::time::MILLISECOND;

use crate::browser::locale::{self, Detail, Zone};
use crate::state::hub::PortalZone;
use crate::words::{Word, say, t};

/// What a chip says: what is asked, and what it is compared with.
pub fn describe(clause: &Clause, zone: Zone) -> (String, String) {
    let form = Form::of(clause, &PortalZone(zone));
    let (way, value) = match &clause.test {
        Test::Status(statuses) => {
            let names: Vec<&str> = statuses.iter().map(RuntimeStatus::as_str).collect();
            (None, names.join(", "))
        }
        Test::Created(window) | Test::Updated(window) => window_in_words(*window, zone),
        Test::Lasting { from, to, .. } => match (form.way, to) {
            (Way::Between, Some(to)) => (None, between(&length(from.0), &length(to.0))),
            (way, Some(to)) => (Some(way), length(to.0)),
            (way, None) => (Some(way), length(from.0)),
        },
        Test::Value(path, comparison, _) => {
            let label = format!("{} {}", path.to_text(), sign(*comparison));
            return (negated(label, clause.not), form.second);
        }
        Test::Exists(path) => (Some(Way::Exists), path.to_text()),
        _ => (Some(form.way), form.first),
    };
    let mut label = t(kind_word(form.kind)).to_owned();
    if let Some(way) = way {
        label.push(' ');
        label.push_str(way_text(way));
    }
    (negated(label, clause.not), value)
}

fn negated(label: String, not: bool) -> String {
    if not {
        say(Word::FilterNot, &[("clause", (&label).into())])
    } else {
        label
    }
}

fn window_in_words(window: Window, zone: Zone) -> (Option<Way>, String) {
    let moment = |it: Moment| moment_in_words(it, zone);
    match window {
        Window::Since(Moment::Ago(span)) => {
            let length = length(span.0);
            (None, say(Word::FilterLast, &[("length", (&length).into())]))
        }
        Window::Since(Moment::Day(0)) => (None, t(Word::FilterToday).to_owned()),
        Window::Between(Moment::Day(-1), Moment::Day(0)) => {
            (None, t(Word::FilterYesterday).to_owned())
        }
        Window::Since(at) => (Some(Way::Since), moment(at)),
        Window::Before(at) => (Some(Way::Before), moment(at)),
        Window::Between(from, to) => (None, between(&moment(from), &moment(to))),
        Window::Around(at, by) => (None, format!("{} ± {}", moment(at), length(by.0))),
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds of the years 1 to 9999"
)]
fn moment_in_words(moment: Moment, zone: Zone) -> String {
    match moment {
        Moment::At(ticks) => locale::time((ticks / MILLISECOND) as f64, Detail::Second, zone),
        other => other.to_text(&PortalZone(zone)),
    }
}

#[allow(clippy::cast_precision_loss, reason = "lengths on screen are rounded")]
fn length(ms: u64) -> String {
    locale::duration(ms as f64)
}

fn between(from: &str, to: &str) -> String {
    format!("{from} – {to}")
}

/// What a kind of clause is called.
pub fn kind_word(kind: Kind) -> Word {
    match kind {
        Kind::Created => Word::KindCreated,
        Kind::Status => Word::KindStatus,
        Kind::Name => Word::KindName,
        Kind::Id => Word::KindId,
        Kind::Duration => Word::KindDuration,
        Kind::Age => Word::KindAge,
        Kind::Idle => Word::KindIdle,
        Kind::Updated => Word::KindUpdated,
        Kind::Error => Word::KindError,
        Kind::ErrorLike => Word::KindErrorLike,
        Kind::CustomStatus => Word::KindCustomStatus,
        Kind::Output => Word::KindOutput,
        Kind::Input => Word::KindInput,
        Kind::Value => Word::KindValue,
        Kind::Anywhere => Word::KindAnywhere,
    }
}

/// How a way is written, in a chip and in the editor's list.
pub fn way_text(way: Way) -> &'static str {
    let word = match way {
        Way::Equal => return sign(Comparison::Equal),
        Way::NotEqual => return sign(Comparison::NotEqual),
        Way::Less => return sign(Comparison::Less),
        Way::AtMost => return sign(Comparison::AtMost),
        Way::More => return sign(Comparison::More),
        Way::AtLeast => return sign(Comparison::AtLeast),
        Way::Is => Word::WayIs,
        Way::Begins => Word::WayBegins,
        Way::Ends => Word::WayEnds,
        Way::Has => Word::WayHas,
        Way::OneOf => Word::WayOneOf,
        Way::Behind => Word::WayBehind,
        Way::InFront | Way::Before => Word::WayBefore,
        Way::Since => Word::WaySince,
        Way::Between => Word::WayBetween,
        Way::Around => Word::WayAround,
        Way::LongerThan => Word::WayLonger,
        Way::LessThan => Word::WayShorter,
        Way::Exists => Word::WayExists,
    };
    t(word)
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::More => ">",
        Comparison::AtLeast => "≥",
    }
}

/// Where a clause runs, in a word and in a sentence.
pub fn place_words(place: Place) -> (Word, Word) {
    match place {
        Place::Host => (Word::OnHost, Word::OnHostWhat),
        Place::HostSeeks => (Word::OnHostSeeks, Word::OnHostSeeksWhat),
        Place::Here => (Word::OnHere, Word::OnHereWhat),
        Place::Details => (Word::OnDetails, Word::OnDetailsWhat),
    }
}
