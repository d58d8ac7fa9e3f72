//! Texts as shells and languages write them, whatever is in them.
//!
//! Characters that would not be seen, or would turn what stands around them (control characters, marks of direction), are
//! written as escapes.

use std::fmt::Write as _;

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// For bash, zsh and their like: in single quotes, or as `$'…'` where something is unseen.
pub(super) fn bash(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    if !text.contains(|c: char| is_unseen(c) && c != '\n') {
        out.push('\'');
        out.push_str(&text.replace('\'', "'\\''"));
        out.push('\'');
        return out;
    }
    out.push_str("$'");
    for c in text.chars() {
        match c {
            '\\' | '\'' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if is_unseen(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// For PowerShell: in single quotes. Typographic ones end such a string too, so they are doubled as well.
pub(super) fn power_shell(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    for c in text.chars() {
        match c {
            '\'' | '\u{2018}'..='\u{201B}' => {
                part.push(c);
                part.push(c);
            }
            c if is_unseen(c) && c != '\n' => {
                parts.push(format!("'{part}'"));
                part.clear();
                parts.push(format!("[char]0x{:04X}", u32::from(c)));
            }
            c => part.push(c),
        }
    }
    let plain = parts.is_empty();
    if plain || !part.is_empty() {
        parts.push(format!("'{part}'"));
    }
    // The first of a sum is a string, or the characters would be added as numbers.
    if plain {
        parts.concat()
    } else {
        format!("({})", parts.join(" + "))
    }
}

/// For C#, JavaScript and Python alike: in double quotes.
pub(super) fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\\' | '"' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
