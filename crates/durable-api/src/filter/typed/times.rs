//! Times and lengths as they are typed.

use super::words::Word;
use super::{FilterError, Problem};
use crate::filter::{Moment, Span, Window, Zone, ticks_of_local};
use rows::time::{self, DAY, SECOND};

fn error(word: &Word<'_>, problem: Problem, instead: impl Into<String>) -> FilterError {
    let problem = if word.text.is_empty() {
        Problem::NothingBehind
    } else {
        problem
    };
    FilterError {
        range: word.range(),
        problem,
        instead: instead.into(),
    }
}

/// A moment as read, and whether it was a whole day.
struct Read {
    moment: Moment,
    is_date: bool,
}

/// A window of time: what stands behind `created:` and `updated:`.
pub(super) fn window(word: &Word<'_>, zone: &dyn Zone) -> Result<Window, FilterError> {
    let text = word.text;
    if text.is_empty() {
        return Err(error(word, Problem::NothingBehind, ">-2h"));
    }
    match text {
        "today" => return Ok(Window::Since(Moment::Day(0))),
        "yesterday" => return Ok(Window::Between(Moment::Day(-1), Moment::Day(0))),
        _ => {}
    }
    if let Some((at, by)) = text.split_once('±').or_else(|| text.split_once("+-")) {
        let at = moment(&word.part(at), zone)?.moment;
        return Ok(Window::Around(at, span(&word.part(by))?));
    }
    if let Some((sign, rest)) = sign(text) {
        let read = moment(&word.part(rest), zone)?;
        return Ok(match sign {
            ">" | ">=" => Window::Since(read.moment),
            "<" => Window::Before(read.moment),
            _ => Window::Before(read.end(zone)),
        });
    }
    if let Some((from, to)) = text.split_once("..") {
        let from = moment(&word.part(from), zone)?.moment;
        let to = moment(&word.part(to), zone)?;
        let to = if to.is_date { to.end(zone) } else { to.moment };
        if let (Moment::At(a), Moment::At(b)) = (from, to)
            && a >= b
        {
            let instead = Window::Between(to, from).to_text(zone);
            return Err(error(word, Problem::Backwards, instead));
        }
        return Ok(Window::Between(from, to));
    }
    let read = moment(word, zone)?;
    match read.moment {
        Moment::Ago(_) => Ok(Window::Since(read.moment)),
        _ if read.is_date => Ok(Window::Between(read.moment, read.end(zone))),
        _ => Err(error(word, Problem::NoDirection, format!(">{text}"))),
    }
}

impl Window {
    fn to_text(self, zone: &dyn Zone) -> String {
        crate::filter::Clause::from(crate::filter::Test::Created(self))
            .to_text(zone)
            .replacen("created:", "", 1)
    }
}

impl Read {
    /// The end of the day, or of the second as lists show it.
    fn end(&self, zone: &dyn Zone) -> Moment {
        match self.moment {
            Moment::At(ticks) if self.is_date => {
                let local = ticks.saturating_add(i64::from(zone.offset(ticks)) * SECOND);
                let next = local.div_euclid(DAY).saturating_add(1).saturating_mul(DAY);
                Moment::At(ticks_of_local(next, zone))
            }
            Moment::At(ticks) => Moment::At(ticks.saturating_add(SECOND)),
            other => other,
        }
    }
}

fn sign(text: &str) -> Option<(&str, &str)> {
    let length = text.len() - text.trim_start_matches(['<', '>', '=']).len();
    let (sign, rest) = text.split_at_checked(length)?;
    matches!(sign, "<" | "<=" | ">" | ">=").then_some((sign, rest))
}

fn moment(word: &Word<'_>, zone: &dyn Zone) -> Result<Read, FilterError> {
    let plain = |moment| {
        Ok(Read {
            moment,
            is_date: false,
        })
    };
    let text = word.text;
    if text == "now" {
        return plain(Moment::Ago(Span(0)));
    }
    if let Some(span) = text.strip_prefix('-').and_then(Span::parse) {
        return plain(Moment::Ago(span));
    }
    if let Some(days) = day(text) {
        return plain(Moment::Day(days));
    }
    match fixed(text, zone) {
        Some((ticks, is_date)) => Ok(Read {
            moment: Moment::At(ticks),
            is_date,
        }),
        None => Err(error(word, Problem::NotATime, "-2h")),
    }
}

/// `today`, `yesterday`, `today-6d`.
fn day(text: &str) -> Option<i32> {
    if text == "yesterday" {
        return Some(-1);
    }
    let rest = text.strip_prefix("today")?;
    if rest.is_empty() {
        return Some(0);
    }
    let (sign, digits) = rest.strip_suffix('d')?.split_at_checked(1)?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let days: i32 = digits.parse().ok().filter(|it| *it < 1_000_000)?;
    match sign {
        "-" => Some(-days),
        "+" => Some(days),
        _ => None,
    }
}

/// `2026-11-21`, `2026-11-21T08:09`, with seconds and an offset or without; and whether it is a date alone.
fn fixed(text: &str, zone: &dyn Zone) -> Option<(i64, bool)> {
    let Some((date, rest)) = text.split_once(['T', 't']) else {
        let local = time::parse(&format!("{text}T00:00:00"))?;
        return Some((ticks_of_local(local, zone), true));
    };
    let split = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, offset) = rest.split_at_checked(split)?;
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let ticks = time::parse(&format!("{date}T{clock}{seconds}{offset}"))?;
    let is_local = offset.is_empty();
    Some((
        if is_local {
            ticks_of_local(ticks, zone)
        } else {
            ticks
        },
        false,
    ))
}

fn span(word: &Word<'_>) -> Result<Span, FilterError> {
    Span::parse(word.text).ok_or_else(|| error(word, Problem::NotALength, "5m"))
}

/// A range of lengths: what stands behind `duration:`, `age:` and `idle:`.
pub(super) fn lengths(word: &Word<'_>) -> Result<(Span, Option<Span>), FilterError> {
    let text = word.text;
    if text.is_empty() {
        return Err(error(word, Problem::NothingBehind, ">5m"));
    }
    if let Some((sign, rest)) = sign(text) {
        let length = span(&word.part(rest))?;
        return Ok(match sign {
            ">" | ">=" => (length, None),
            "<" => (Span(0), Some(length)),
            _ => (Span(0), Some(Span(length.0 + 1))),
        });
    }
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (span(&word.part(from))?, span(&word.part(to))?);
        if from >= to {
            let instead = format!("{}..{}", to.to_text(), from.to_text());
            return Err(error(word, Problem::Backwards, instead));
        }
        return Ok((from, Some(to)));
    }
    span(word)?;
    Err(error(word, Problem::NoDirection, format!(">{text}")))
}
