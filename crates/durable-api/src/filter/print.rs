//! A filter written as it is typed.

use super::{Clause, Comparison, Filter, Length, Moment, Pattern, Span, Test, Window, Zone};
use rows::json::Literal;
use rows::time;

impl Filter {
    /// The typed form, with fixed times in the given zone. In [`super::Utc`] it is the form for addresses: the same filter
    /// is always the same text, and any zone reads it as the same filter.
    pub fn to_text(&self, zone: &dyn Zone) -> String {
        let mut out = String::new();
        for clause in &self.clauses {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&clause.to_text(zone));
        }
        out
    }
}

impl Clause {
    /// The typed form of this clause alone: what a chip shows.
    pub fn to_text(&self, zone: &dyn Zone) -> String {
        let mut out = String::new();
        if self.not {
            out.push('-');
        }
        self.test.write(&mut out, zone);
        out
    }
}

impl Test {
    fn write(&self, out: &mut String, zone: &dyn Zone) {
        match self {
            Self::Status(statuses) => {
                out.push_str("status:");
                for (at, status) in statuses.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    match status {
                        crate::RuntimeStatus::Other(name) => quote_into(out, name),
                        known => out.push_str(known.as_str()),
                    }
                }
            }
            Self::Name(patterns) | Self::Id(patterns) => {
                let key = if matches!(self, Self::Id(_)) {
                    "id:"
                } else {
                    "name:"
                };
                out.push_str(key);
                for (at, pattern) in patterns.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    pattern.write(out);
                }
            }
            Self::IdFrom(id) => {
                out.push_str("id:>=");
                word_into(out, id);
            }
            Self::IdBefore(id) => {
                out.push_str("id:<");
                word_into(out, id);
            }
            Self::Created(window) => {
                out.push_str("created:");
                window.write(out, zone);
            }
            Self::Updated(window) => {
                out.push_str("updated:");
                window.write(out, zone);
            }
            Self::Lasting { what, from, to } => {
                out.push_str(length_key(*what));
                out.push(':');
                match to {
                    None => {
                        out.push('>');
                        out.push_str(&from.to_text());
                    }
                    Some(to) if from.0 == 0 => {
                        out.push('<');
                        out.push_str(&to.to_text());
                    }
                    Some(to) => {
                        out.push_str(&from.to_text());
                        out.push_str("..");
                        out.push_str(&to.to_text());
                    }
                }
            }
            Self::Has(field, text) => {
                out.push_str(field.as_str());
                out.push(':');
                word_into(out, text);
            }
            Self::Error(text) => {
                out.push_str("error:");
                word_into(out, text);
            }
            Self::ErrorLike(text) => {
                out.push_str("errorLike:");
                quote_into(out, text);
            }
            Self::Exists(path) => {
                out.push_str("has:");
                out.push_str(&path.to_text());
            }
            Self::Value(path, comparison, literal) => {
                out.push_str(&path.to_text());
                out.push_str(sign(*comparison));
                literal_into(out, literal);
            }
            Self::Anywhere(text) => quote_into(out, text),
        }
    }
}

impl Pattern {
    fn write(&self, out: &mut String) {
        if matches!(self, Self::Ends(_) | Self::Has(_)) {
            out.push('*');
        }
        word_into(out, self.text());
        if matches!(self, Self::Begins(_) | Self::Has(_)) {
            out.push('*');
        }
    }
}

impl Window {
    fn write(self, out: &mut String, zone: &dyn Zone) {
        match self {
            Self::Since(Moment::Day(0)) => out.push_str("today"),
            Self::Between(Moment::Day(-1), Moment::Day(0)) => out.push_str("yesterday"),
            Self::Since(from) => {
                out.push('>');
                out.push_str(&from.to_text(zone));
            }
            Self::Before(to) => {
                out.push('<');
                out.push_str(&to.to_text(zone));
            }
            Self::Between(from, to) => {
                out.push_str(&from.to_text(zone));
                out.push_str("..");
                out.push_str(&to.to_text(zone));
            }
            Self::Around(at, by) => {
                out.push_str(&at.to_text(zone));
                out.push('±');
                out.push_str(&by.to_text());
            }
        }
    }
}

impl Moment {
    /// The moment as it is typed.
    pub fn to_text(self, zone: &dyn Zone) -> String {
        match self {
            Self::At(ticks) => {
                let mut out = String::new();
                time::write(&mut out, ticks, zone.offset(ticks));
                out
            }
            Self::Ago(Span(0)) => "now".to_owned(),
            Self::Ago(span) => "-".to_owned() + &span.to_text(),
            Self::Day(0) => "today".to_owned(),
            Self::Day(-1) => "yesterday".to_owned(),
            Self::Day(days) => format!(
                "today{}{}d",
                if days < 0 { '-' } else { '+' },
                days.unsigned_abs()
            ),
        }
    }
}

pub(super) fn length_key(what: Length) -> &'static str {
    match what {
        Length::Duration => "duration",
        Length::Age => "age",
        Length::Idle => "idle",
    }
}

pub(super) fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::More => ">",
        Comparison::AtLeast => ">=",
    }
}

pub(super) fn literal_into(out: &mut String, literal: &Literal) {
    if literal.is_text() && !Literal::plain(literal.text()).is_text() {
        quote_into(out, literal.text());
    } else {
        word_into(out, literal.text());
    }
}

/// Writes a text bare where it can be read so, else between quotes.
pub(super) fn word_into(out: &mut String, text: &str) {
    if !text.is_empty() && text.chars().all(|c| is_bare(c) || "./:+#%~".contains(c)) {
        out.push_str(text);
    } else {
        quote_into(out, text);
    }
}

/// Whether a name may hold this without quotes: what is seen, and means nothing to the typed form.
pub(super) fn is_bare(c: char) -> bool {
    match c {
        '_' | '-' | '$' | '@' => true,
        // Signs, spaces and invisible characters of Latin-1 and of the blocks of punctuation.
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}' | '\u{fe00}'..='\u{feff}' => {
            false
        }
        c => c.is_ascii_alphanumeric() || (!c.is_ascii() && !c.is_whitespace()),
    }
}

/// A text between quotes, as the typed form takes any text: `id:"order 1"*`.
pub fn quoted(text: &str) -> String {
    let mut out = String::new();
    quote_into(&mut out, text);
    out
}

/// Writes a text between quotes.
pub(super) fn quote_into(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}
