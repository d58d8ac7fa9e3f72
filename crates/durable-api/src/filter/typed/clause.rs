//! One word of the typed form as a clause.

use super::pieces::{list, pattern, text, value};
use super::times::{lengths, window};
use super::words::Word;
use super::{FilterError, Problem};
use crate::filter::path::field;
use crate::filter::print::quote_into;
use crate::filter::{Clause, Comparison, Length, Test, ValuePath, Zone};
use crate::status::RuntimeStatus;
use rows::json::Literal;

/// The names of clauses, in the order worth offering.
pub(in crate::filter) const KEYS: [&str; 14] = [
    "status",
    "name",
    "created",
    "id",
    "duration",
    "error",
    "customStatus",
    "output",
    "input",
    "updated",
    "age",
    "idle",
    "has",
    "errorLike",
];

/// Reads one word.
pub(super) fn read(word: &Word<'_>, zone: &dyn Zone) -> Result<Clause, FilterError> {
    if let Some(quote) = word.unclosed {
        let end = word.range().end;
        let tail = word.text.get(quote - word.at..).unwrap_or_default();
        return Err(FilterError {
            range: quote..end,
            problem: Problem::UnclosedQuote,
            instead: format!("{tail}\""),
        });
    }
    let not = word.text.starts_with('-');
    let rest = word.behind(usize::from(not));
    if rest.text.is_empty() {
        return Err(error(word, Problem::MinusAlone, "-status:Completed"));
    }
    Ok(Clause {
        test: test(&rest, zone)?,
        not,
    })
}

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

fn test(word: &Word<'_>, zone: &dyn Zone) -> Result<Test, FilterError> {
    let end = word
        .text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(word.text.len());
    let (name, behind) = word.text.split_at_checked(end).unwrap_or_default();
    match behind.chars().next() {
        Some(':') if !name.is_empty() => keyed(word, name, &word.behind(end + 1), zone),
        Some('.' | '[' | '=' | '!' | '<' | '>') if field(name).is_some() => compared(word),
        Some('=' | '!' | '<' | '>') if !name.is_empty() => {
            let instead = format!("customStatus.{}", word.text);
            Err(error(word, Problem::UnknownKey, instead))
        }
        _ => Ok(Test::Anywhere(text(word)?)),
    }
}

fn keyed(
    word: &Word<'_>,
    name: &str,
    rest: &Word<'_>,
    zone: &dyn Zone,
) -> Result<Test, FilterError> {
    let known = KEYS.into_iter().find(|key| key.eq_ignore_ascii_case(name));
    if let Some(field) = field(name) {
        return Ok(Test::Has(field, text(rest)?));
    }
    Ok(match known {
        Some("status") => {
            let each = list(rest).into_iter().map(|it| status(&it));
            Test::Status(each.collect::<Result<_, _>>()?)
        }
        Some("name") => {
            let each = list(rest).into_iter().map(|it| pattern(&it));
            Test::Name(each.collect::<Result<_, _>>()?)
        }
        Some("id") => id(rest)?,
        Some("created") => Test::Created(window(rest, zone)?),
        Some("updated") => Test::Updated(window(rest, zone)?),
        Some("duration") => lasting(Length::Duration, rest)?,
        Some("age") => lasting(Length::Age, rest)?,
        Some("idle") => lasting(Length::Idle, rest)?,
        Some("error") => Test::Error(text(rest)?),
        // An error without a message has a fingerprint too.
        Some("errorLike") => Test::ErrorLike(value(rest)?.text),
        Some("has") => match ValuePath::parse(rest.text) {
            Some(path) => Test::Exists(path),
            None => return Err(error(rest, Problem::NotAPath, "output.orderId")),
        },
        _ => {
            if let Some(near) = KEYS.into_iter().find(|key| is_near(key, name)) {
                return Err(error(&word.part(name), Problem::UnknownKey, near));
            }
            let mut instead = String::new();
            quote_into(&mut instead, &value(word)?.text);
            return Err(error(word, Problem::UnknownKey, instead));
        }
    })
}

fn lasting(what: Length, word: &Word<'_>) -> Result<Test, FilterError> {
    let (from, to) = lengths(word)?;
    Ok(Test::Lasting { what, from, to })
}

fn status(word: &Word<'_>) -> Result<RuntimeStatus, FilterError> {
    if word.text.is_empty() {
        return Err(error(word, Problem::NothingBehind, "Failed"));
    }
    let value = value(word)?;
    if value.has_quotes {
        return Ok(RuntimeStatus::from_wire(&value.text));
    }
    let known = |it: &RuntimeStatus| it.as_str().eq_ignore_ascii_case(&value.text);
    if let Some(status) = RuntimeStatus::ALL.into_iter().find(known) {
        return Ok(status);
    }
    let near = RuntimeStatus::ALL
        .into_iter()
        .find(|it| is_near(it.as_str(), &value.text));
    let instead = near.map_or_else(
        || format!("\"{}\"", value.text),
        |it| it.as_str().to_owned(),
    );
    Err(error(word, Problem::UnknownStatus, instead))
}

fn id(word: &Word<'_>) -> Result<Test, FilterError> {
    for (sign, test) in [
        (">=", Test::IdFrom as fn(String) -> Test),
        ("<=", Test::IdBefore),
        ("<", Test::IdBefore),
        (">", Test::IdFrom),
    ] {
        let Some(rest) = word.text.strip_prefix(sign) else {
            continue;
        };
        if matches!(sign, "<=" | ">") {
            let right = if sign == ">" { ">=" } else { "<" };
            let sign = word.part(word.text.get(..sign.len()).unwrap_or_default());
            return Err(error(&sign, Problem::OtherComparison, right));
        }
        return Ok(test(text(&word.part(rest))?));
    }
    if word.text.is_empty() {
        return Err(error(word, Problem::NothingBehind, "order-1*"));
    }
    let each = list(word).into_iter().map(|it| pattern(&it));
    Ok(Test::Id(each.collect::<Result<_, _>>()?))
}

/// `output.orderId>=7`.
fn compared(word: &Word<'_>) -> Result<Test, FilterError> {
    let Some((path, rest)) = ValuePath::read(word.text) else {
        return Err(error(word, Problem::NotAPath, "output.orderId=…"));
    };
    let rest = word.part(rest);
    for (sign, comparison) in [
        ("!=", Comparison::NotEqual),
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("==", Comparison::Equal),
        ("=", Comparison::Equal),
        ("<", Comparison::Less),
        (">", Comparison::More),
    ] {
        if let Some(literal) = rest.text.strip_prefix(sign) {
            let value = value(&rest.part(literal))?;
            let literal = if value.has_quotes {
                Literal::quoted(value.text)
            } else {
                Literal::plain(value.text)
            };
            return Ok(Test::Value(path, comparison, literal));
        }
    }
    if rest.text.is_empty() {
        let instead = format!("has:{}", path.to_text());
        return Err(error(word, Problem::NoComparison, instead));
    }
    Err(error(&rest, Problem::NotAPath, "="))
}

/// Whether two names differ by at most two letters, whatever their case: what was probably meant.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<u8>, Vec<u8>) = (
        a.bytes().map(|c| c.to_ascii_lowercase()).collect(),
        b.bytes().map(|c| c.to_ascii_lowercase()).collect(),
    );
    if b.len() >= 3 && a.starts_with(&b) {
        return true;
    }
    let most = if a.len() < 5 { 1 } else { 2 };
    distance(&a, &b) <= most
}

/// How many letters must be put in, taken out or changed.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, pair) in b.iter().zip(row.windows(2)) {
            let [above_left, above] = pair else { continue };
            let changed = above_left + usize::from(x != y);
            left = changed.min(left + 1).min(above + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
