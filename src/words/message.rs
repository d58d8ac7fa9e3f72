//! Filling values into a text. Pure.

/// A value to fill in.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Stands as it is.
    Text(&'a str),
    /// Is written in the reader's way, and chooses the plural form.
    Number(f64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts on screen stay far below 2^53"
    )]
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::from(number as u64)
    }
}

/// Writes numbers in the reader's way, or names their plural category (`one`, `other`, …).
pub type Speak<'f> = &'f mut dyn FnMut(f64) -> String;

/// Fills `values` into `text`. What cannot be read stays as it stands, so that a mistake in a text is seen and hurts no more.
pub fn fill(
    text: &str,
    values: &[(&str, Arg<'_>)],
    number: Speak<'_>,
    plural: Speak<'_>,
) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = closing(rest) else { break };
        let (whole, after) = rest.split_at(close + 1);
        match placeholder(&whole[1..close], values, number, plural) {
            Some(value) => out.push_str(&value),
            None => out.push_str(whole),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn placeholder(
    inner: &str,
    values: &[(&str, Arg<'_>)],
    number: Speak<'_>,
    plural: Speak<'_>,
) -> Option<String> {
    let mut parts = inner.splitn(3, ',').map(str::trim);
    let name = parts.next()?;
    let value = values.iter().find(|(it, _)| *it == name)?.1;
    match (value, parts.next(), parts.next()) {
        (Arg::Text(text), None, None) => Some(text.to_owned()),
        (Arg::Number(n), None, None) => Some(number(n)),
        (Arg::Number(n), Some("plural"), Some(forms)) => {
            let category = plural(n);
            let form = form(forms, &category).or_else(|| form(forms, "other"))?;
            Some(fill(&form.replace('#', &number(n)), values, number, plural))
        }
        _ => None,
    }
}

/// The text of one form in `one {…} other {…}`.
fn form<'a>(forms: &'a str, category: &str) -> Option<&'a str> {
    let mut rest = forms.trim();
    while let Some(open) = rest.find('{') {
        let close = open + closing(&rest[open..])?;
        if rest[..open].trim() == category {
            return Some(&rest[open + 1..close]);
        }
        rest = rest[close + 1..].trim_start();
    }
    None
}

/// Where the brace that opens `text` closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// The names of the values a text asks for, each once, sorted: what a translation must keep.
#[cfg(test)]
pub fn names(text: &str) -> Vec<String> {
    fn collect(text: &str, names: &mut std::collections::BTreeSet<String>) {
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(close) = closing(&rest[open..]) else {
                return;
            };
            let inner = &rest[open + 1..open + close];
            let mut parts = inner.splitn(3, ',');
            names.extend(parts.next().map(|it| it.trim().to_owned()));
            let mut forms = parts.nth(1).unwrap_or_default();
            while let Some(open) = forms.find('{') {
                let Some(close) = closing(&forms[open..]) else {
                    return;
                };
                collect(&forms[open + 1..open + close], names);
                forms = &forms[open + close + 1..];
            }
            rest = &rest[open + close + 1..];
        }
    }
    let mut names = std::collections::BTreeSet::new();
    collect(text, &mut names);
    names.into_iter().collect()
}
