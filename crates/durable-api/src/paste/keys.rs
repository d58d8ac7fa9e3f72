//! Where keys stand in a text, and what looks like one.

use super::KeyPlace;
use crate::secret::Secret;

/// What stands for a character of a key that is hidden.
pub const DOT: char = '•';

/// The range of a key's characters in a text, in bytes.
pub(crate) struct KeySpan {
    pub(crate) at: usize,
    pub(crate) end: usize,
    /// `None` for a secret of another kind, which is hidden and not used.
    pub(crate) place: Option<KeyPlace>,
}

/// Names that a key follows behind a colon, an equals sign or a comma, in lower case.
const NAMES: [(&str, Option<KeyPlace>); 6] = [
    ("x-functions-key", Some(KeyPlace::Header)),
    // What `az functionapp keys list` calls them.
    ("durabletask_extension", Some(KeyPlace::Beside)),
    ("masterkey", Some(KeyPlace::Beside)),
    ("accountkey", None),
    ("sharedaccesskey", None),
    ("authorization", None),
];

/// No key is longer.
const MOST_CHARS: usize = 1000;

/// What a key follows in a link, in lower case.
const PARAMETERS: [&str; 4] = ["code=", "code%3d", "code\\u003d", "sig="];

/// Every key that has its name before it, in the order of the text.
pub(crate) fn named_keys(text: &str) -> Vec<KeySpan> {
    let lower = text.to_ascii_lowercase();
    let mut spans = outside_links(text, &lower);
    for name in PARAMETERS {
        for (at, _) in lower.match_indices(name) {
            let before = lower.get(..at).unwrap_or_default();
            // A parameter's name begins behind a mark, which itself may be escaped: `postcode=` is none.
            let begins = before.is_empty()
                || before.ends_with(|c: char| c.is_whitespace() || "?&;\"'`([<".contains(c))
                || ["%26", "%3f", "\\u0026", "\\u003f", "&amp;"]
                    .iter()
                    .any(|mark| before.ends_with(mark));
            if begins && let Some((at, end)) = parameter_value(text, at + name.len()) {
                let place = (name != "sig=").then_some(KeyPlace::Query);
                spans.push(KeySpan { at, end, place });
            }
        }
    }
    spans.sort_by_key(|span| span.at);
    spans
}

/// The value of a parameter, if it has one. Its end is looked for no further than any key goes.
fn parameter_value(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut end = from;
    for c in text.get(from..)?.chars().take(MOST_CHARS) {
        if ends_parameter(c) {
            break;
        }
        end += c.len_utf8();
    }
    (end > from).then_some((from, end))
}

/// The keys that have their name before them and stand in no link: the header's first, then by what they open.
fn outside_links(text: &str, lower: &str) -> Vec<KeySpan> {
    let mut spans = Vec::new();
    for (name, place) in NAMES {
        for (at, _) in lower.match_indices(name) {
            if let Some((at, end)) = value_behind(text, at + name.len(), true) {
                spans.push(KeySpan { at, end, place });
            }
        }
    }
    spans
}

/// The value behind a name: `: v`, `' = 'v'`, `", "v"`, `","value":"v"`.
fn value_behind(text: &str, name_end: usize, pairs: bool) -> Option<(usize, usize)> {
    let rest = text.get(name_end..)?;
    // The closing quote of the name, which may be escaped; few characters, or it is no value of this name.
    let gap = rest.trim_start_matches(is_quoting);
    let separated = gap.trim_start_matches([' ', '\t']);
    let after = separated.strip_prefix([':', '=', ','])?;
    let after = after.strip_prefix('>').unwrap_or(after);
    let open = after.trim_start_matches([' ', '\t']);
    let value = open.trim_start_matches(is_quoting);
    let quote = open
        .get(..open.len() - value.len())
        .and_then(|quotes| quotes.chars().next_back());
    let end = match quote {
        Some(quote) if "\"'".contains(quote) => value.find([quote, '\\', '\n']),
        _ => value.find(|c: char| c.is_whitespace() || "\"'`,;{}()<>&|\\^".contains(c)),
    }
    .unwrap_or(value.len());
    let at = text.len() - value.len();
    if pairs && value.get(..end) == Some("value") {
        return value_behind(text, at + end, false);
    }
    (end > 0).then_some((at, at + end))
}

fn is_quoting(c: char) -> bool {
    "\"'\\^`".contains(c)
}

fn ends_parameter(c: char) -> bool {
    c.is_whitespace() || "&#\"'`<>\\,;^|)]}”’»".contains(c)
}

/// Whether a word can be nothing but a function key as Azure makes them: some 40 bytes in base64.
pub fn looks_like_key(word: &str) -> bool {
    let body = word.trim_end_matches('=');
    let padded = body.len() < word.len();
    let has = |wanted: fn(&u8) -> bool| body.bytes().any(|b| wanted(&b));
    (40..=200).contains(&word.len())
        && !word.starts_with('/')
        && body
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || (padded && b"-_+/".contains(&b)))
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
}

/// Whether a word beside an address may be its key.
pub(crate) fn may_be_key(word: &str) -> bool {
    let body = word.trim_end_matches('=');
    body.len() >= 12
        && body.len() <= 200
        && body
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_+/.~".contains(&b))
        && body.bytes().any(|b| b.is_ascii_digit())
        && body.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Whether there is a place for a key, but no key: a variable, `<key>`, dots.
pub(crate) fn is_placeholder(key: &str) -> bool {
    key.is_empty()
        || key.starts_with(['$', '<', '{', '[', '*', '…'])
        || (key.starts_with('%') && key.ends_with('%'))
        || key.contains(DOT)
        || key.to_ascii_lowercase().starts_with("your")
}

/// The key, if the text is one and nothing else: by its looks, or by the name before it.
pub(crate) fn alone(text: &str) -> Option<Secret> {
    let word = text.trim().trim_matches(['"', '\'', '`', ',', ';']);
    if looks_like_key(word) {
        return Some(Secret::new(word));
    }
    let bare = word.trim_start_matches(['?', '&']);
    if bare.contains(|c: char| c.is_whitespace() && c != ' ') || bare.contains("://") {
        return None;
    }
    let span = named_keys(bare).into_iter().next()?;
    let all = bare.get(span.end..)?.trim_matches(['"', '\'', ' ', ',']);
    let first = bare
        .get(..span.at)?
        .trim_start_matches(['"', '\'', ' ', '-', 'H']);
    let named = NAMES
        .iter()
        .map(|(name, _)| *name)
        .chain(PARAMETERS)
        .any(|name| {
            first
                .get(..name.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(name))
        });
    let key = bare.get(span.at..span.end)?;
    (span.place.is_some() && all.is_empty() && named && !is_placeholder(key)).then(|| {
        Secret::new(match span.place {
            Some(KeyPlace::Query) => crate::percent::decode(key),
            _ => key.to_owned(),
        })
    })
}

/// The keys in a text that stand in no link, the one to use first.
pub(crate) fn offered(text: &str) -> Vec<(&str, KeyPlace)> {
    outside_links(text, &text.to_ascii_lowercase())
        .into_iter()
        .filter_map(|span| Some((text.get(span.at..span.end)?, span.place?)))
        .take(8)
        .collect()
}
