//! Finding the addresses in a text, in whatever quotes, brackets or lines they stand.

use super::found::Address;
use super::keys::looks_like_key;
use crate::percent::decode;

/// No more than this many addresses of one text are looked at.
pub(crate) const MOST: usize = 64;

/// An address is broken over no more lines than this.
const MOST_LINES: usize = 32;

/// From this length on a line is likely to have been broken by what sent it.
const BROKEN_FROM: usize = 60;

/// Every address with a scheme, in the order of the text.
pub(crate) fn addresses(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut from = 0;
    while found.len() < MOST
        && let Some(at) = next_scheme(text, from)
    {
        let address = address_at(text, at);
        from = address.end.max(at + 5);
        found.push(address);
    }
    found
}

/// Where the next `http:` or `https:` begins that an address follows.
fn next_scheme(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let colon = at + text.get(at..)?.find(':')?;
        let before = text.get(from..colon)?;
        let after = text.get(colon + 1..)?;
        let slashes = after.starts_with("\\\\") || after.trim_start_matches('\\').starts_with('/');
        for scheme in ["https", "http"] {
            let begin = before.len().checked_sub(scheme.len());
            if slashes
                && let Some(begin) = begin
                && before
                    .get(begin..)
                    .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
                && !before
                    .get(..begin)
                    .is_some_and(|it| it.ends_with(|c: char| c.is_ascii_alphanumeric()))
            {
                return Some(from + begin);
            }
        }
        at = colon + 1;
    }
}

/// The address that begins at a byte of the text.
pub(crate) fn address_at(text: &str, at: usize) -> Address {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let opener = before.chars().next_back();
    if let Some(closer) = opener.and_then(closer)
        && let Some(end) = rest.find(closer)
        && let Some(joined) = rest.get(..end).and_then(joined)
    {
        let kept = joined.trim_end_matches('\\');
        return Address::new(at, at + end, unescaped(kept));
    }
    let line = before
        .rfind('\n')
        .map_or(before, |at| before.get(at..).unwrap_or_default());
    let (raw, mut end) = over_lines(rest, line.chars().count());
    // Alone on its line it may end in a full stop, which an id may have.
    let behind = rest.get(end..).and_then(|it| it.split('\n').next());
    let alone = line.trim().is_empty() && behind.is_none_or(|it| it.trim().is_empty());
    let closing = (opener == Some('(')).then(|| unbalanced(&raw)).flatten();
    let kept = match closing {
        Some(end) => raw.get(..end).unwrap_or_default(),
        None => without_punctuation(&raw, alone, opener),
    };
    // A joined address is not a piece of the text: then the punctuation counts as read.
    if rest.starts_with(kept) {
        end = kept.len();
    }
    Address::new(at, at + end, unescaped(kept))
}

/// The address that another one carries in its query, as mail filters and sign-in pages wrap links.
pub(crate) fn carried(outer: &Address) -> Option<Address> {
    let (_, query) = outer.text.split_once('?')?;
    let inner = query.split('&').find_map(|part| {
        let (_, value) = part.split_once('=')?;
        let lower = value.get(..8)?.to_ascii_lowercase();
        (lower.starts_with("http%3a") || lower.starts_with("https%3a")).then(|| decode(value))
    })?;
    Some(Address::new(outer.at, outer.end, inner))
}

/// What closes an address that stands behind this.
fn closer(opener: char) -> Option<char> {
    Some(match opener {
        '"' | '\'' | '`' => opener,
        '<' => '>',
        '“' | '„' => '”',
        '‘' | '‚' => '’',
        '«' => '»',
        '‹' => '›',
        '「' => '」',
        _ => return None,
    })
}

/// The lines of a wrapped address as one; `None` when there is other white space in it.
fn joined(inside: &str) -> Option<String> {
    let mut out = String::with_capacity(inside.len());
    for line in inside.split('\n') {
        let line = line.trim().trim_start_matches("> ");
        if line.contains(char::is_whitespace) {
            return None;
        }
        out.push_str(line);
    }
    Some(out)
}

/// The text up to white space or a mark no address holds, going on where a line was broken. `before` is how many characters of its
/// line stand before it. Also gives how many bytes were read.
fn over_lines(rest: &str, before: usize) -> (String, usize) {
    let mut out = String::new();
    let mut end = 0;
    let mut width = before;
    for _ in 0..MOST_LINES {
        let piece = rest.get(end..).unwrap_or_default();
        let stop = piece.find(ends_address).unwrap_or(piece.len());
        let (piece, behind) = piece.split_at_checked(stop).unwrap_or((piece, ""));
        out.push_str(piece);
        end += piece.len();
        width += piece.chars().count();
        // Literal escapes of a log's line end no address goes over.
        if let Some(at) = ["\\n", "\\r", "\\t"]
            .iter()
            .filter_map(|it| out.find(it))
            .min()
            && !out.starts_with("http:\\\\")
        {
            end -= out.len() - at;
            out.truncate(at);
            return (out, end);
        }
        let Some(skip) = goes_on(&out, behind, width) else {
            return (out, end);
        };
        end += skip;
        width = 0;
    }
    (out, end)
}

/// How many bytes lie between an address and its next line, if there is one.
fn goes_on(address: &str, behind: &str, width: usize) -> Option<usize> {
    let line = behind.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let line = line.trim_start_matches([' ', '\t']);
    let line = line.strip_prefix("> ").unwrap_or(line);
    let piece_end = line.find(ends_address).unwrap_or(line.len());
    let (piece, after) = line.split_at_checked(piece_end)?;
    let alone = after.split('\n').next().is_none_or(|it| {
        it.trim()
            .trim_matches(['"', '\'', '>', '`', ','])
            .is_empty()
    });
    if piece.is_empty() || piece.contains("://") || !alone {
        return None;
    }
    let labelled = piece.ends_with(':') || piece.starts_with("code=") && !address.ends_with('&');
    let open = address.ends_with(['/', '?', '&', '=', '%', '-', '_', '+']);
    let begins = piece.starts_with(['?', '&', '/', '%', '=', '#']);
    let broken = width >= BROKEN_FROM && !looks_like_key(piece);
    // `https://app.example/` and its key below: the slash ends the address.
    let bare = address.ends_with('/') && address.matches('/').count() == 3;
    let goes_on = !labelled && (begins || broken || open && !(bare && looks_like_key(piece)));
    goes_on.then_some(behind.len() - line.len())
}

fn ends_address(c: char) -> bool {
    c.is_whitespace() || "\"<>`“”„«»‹›「」".contains(c)
}

/// Where the bracket closes that was opened before the text.
fn unbalanced(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' => match open.checked_sub(1) {
                Some(less) => open = less,
                None => return Some(at),
            },
            _ => {}
        }
    }
    None
}

/// Without what ends a sentence or closes a bracket. A link alone on its line keeps its full stop.
fn without_punctuation(text: &str, alone: bool, opener: Option<char>) -> &str {
    let mut kept = text;
    let count = |c: char| text.matches(c).count();
    // Counted once: brackets that are taken away were too many from the beginning.
    let mut spare = [('(', ')'), ('[', ']'), ('{', '}')]
        .map(|(open, close)| (close, count(close).saturating_sub(count(open))));
    let padded = kept.trim_end_matches(['.', '!', '?', ':']).ends_with("==");
    while let Some(last) = kept.chars().next_back() {
        let goes = match last {
            ',' | ';' | '\\' | '\'' | '’' => true,
            '.' | '!' | '?' | ':' => !alone || padded,
            '*' | '_' | '~' => opener == Some(last),
            _ => match spare.iter_mut().find(|(close, _)| *close == last) {
                Some((_, left)) if *left > 0 => {
                    *left -= 1;
                    true
                }
                _ => false,
            },
        };
        if !goes {
            break;
        }
        kept = kept.get(..kept.len() - last.len_utf8()).unwrap_or_default();
    }
    kept
}

/// An address copied out of JSON text: `\/` and `\u0026`, with as many backslashes as there were layers.
fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let after = from.trim_start_matches('\\');
        let code = after
            .strip_prefix("u00")
            .and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok())
            .filter(u8::is_ascii_graphic);
        if let Some(code) = code {
            out.push(char::from(code));
            rest = after.get(5..).unwrap_or_default();
        } else {
            if !after.starts_with(['/', '"', '\'']) {
                out.push_str(from.get(..from.len() - after.len()).unwrap_or_default());
            }
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
