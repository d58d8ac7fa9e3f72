//! Errors that are written as text, each language in its own way.

use super::wrapper::unwrap_all;
use super::{DEEPEST, Failure, Frame};

const PYTHON: &str = "Traceback (most recent call last):";
const PYTHON_CHAINS: [&str; 2] = [
    "The above exception was the direct cause of the following exception:",
    "During handling of the above exception, another exception occurred:",
];
const END_OF_INNER: &str = "--- End of inner exception stack trace ---";

/// Whether a text is more than a message.
pub(super) fn holds_stack(text: &str) -> bool {
    text.contains(PYTHON)
        || text.contains("\nStack: ")
        || text.lines().any(|line| frame(line).is_some())
}

fn frame(line: &str) -> Option<Frame> {
    if !line.trim_start().starts_with("at ") {
        return None;
    }
    Frame::java(line)
        .or_else(|| Frame::javascript(line))
        .or_else(|| Frame::dotnet(line))
}

/// Reads a text whose line ends are `\n`.
pub(super) fn read(text: &str, depth: usize) -> Failure {
    if let Some(failure) = worker_report(text, depth) {
        return failure;
    }
    if text.contains(PYTHON) {
        return python(text);
    }
    if text.contains("\nCaused by: ") {
        return java(text);
    }
    dotnet_or_javascript(text)
}

/// `Result: Failure\nType: …\nException: …\nStack: …`, as the host words what a worker reports.
fn worker_report(text: &str, depth: usize) -> Option<Failure> {
    let (_, rest) = text.split_once("Result: Failure\n")?;
    let (_, rest) = rest.split_once("Exception: ")?;
    let (message, stack) = rest.split_once("\nStack: ").unwrap_or((rest, ""));
    let mut failure = if depth < DEEPEST {
        read(stack, depth + 1)
    } else {
        Failure::default()
    };
    let (kind, message) = headline(message.trim());
    if failure.kind.is_none() {
        failure.kind = kind;
    }
    if failure.message.is_empty() || !message.is_empty() {
        failure.message = message;
    }
    Some(failure)
}

/// `System.InvalidOperationException: No.` into type and message; a text that begins otherwise is all message.
pub(super) fn headline(text: &str) -> (Option<String>, String) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some((kind, message)) = first.split_once(':')
        && is_kind(kind)
    {
        let mut message = message.trim().to_owned();
        if !rest.is_empty() {
            message.push('\n');
            message.push_str(rest);
        }
        return (Some(kind.to_owned()), message.trim().to_owned());
    }
    if is_kind(first) && first.contains('.') && rest.is_empty() {
        return (Some(first.to_owned()), String::new());
    }
    (None, text.trim().to_owned())
}

/// Whether a word is the name of an error: qualified by dots, or ending as such names do.
fn is_kind(word: &str) -> bool {
    let mut parts = word.split(['.', '+', '$']);
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '`' | '<' | '>'))
    };
    let qualified = word.contains('.');
    let ends = [
        "Error",
        "Exception",
        "Warning",
        "Interrupt",
        "Exit",
        "Failure",
        "Fault",
    ];
    !word.is_empty()
        && word.len() < 200
        && parts.all(plain)
        && (ends.iter().any(|end| word.ends_with(end))
            || qualified
                && word
                    .rsplit('.')
                    .next()
                    .is_some_and(|last| last.starts_with(char::is_uppercase)))
}

/// The lines of a stack in the way of .NET or JavaScript, with what was said above it; inner errors of .NET follow ` ---> `.
fn dotnet_or_javascript(text: &str) -> Failure {
    let mut said: Vec<&str> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut own: Vec<Frame> = Vec::new();
    let mut inner_ended = false;
    for line in text.lines() {
        if line.trim() == END_OF_INNER {
            inner_ended = true;
        } else if let Some(frame) = frame(line) {
            if inner_ended {
                own.push(frame);
            } else {
                frames.push(frame);
            }
        } else if frames.is_empty() && !inner_ended {
            said.push(line);
        }
    }
    // Some hosts write the stack twice, one below the other.
    let half = frames.len() / 2;
    if frames.len() >= 4
        && frames.len().is_multiple_of(2)
        && frames.get(..half) == frames.get(half..)
    {
        frames.truncate(half);
    }
    let said = said.join("\n");
    let mut errors: Vec<&str> = said.splitn(DEEPEST, " ---> ").collect();
    let innermost = errors.pop().unwrap_or_default();
    let mut failure = one(innermost, frames);
    while let Some(outer) = errors.pop() {
        let mut outer = one(outer, std::mem::take(&mut own));
        outer.causes.push(failure);
        failure = outer;
    }
    failure
}

fn one(said: &str, frames: Vec<Frame>) -> Failure {
    let said = said.trim().trim_end_matches('\n');
    // The framework's own words before the type.
    let said = [
        "Unhandled exception while executing orchestration: ",
        "Failed to deserialize exception from TaskActivity: ",
    ]
    .iter()
    .fold(said, |said, words| said.strip_prefix(words).unwrap_or(said));
    let (_, inside) = unwrap_all(said);
    let (kind, message) = headline(inside);
    Failure {
        kind,
        message,
        frames,
        causes: Vec::new(),
    }
}

/// Python names the innermost call last, and the causes before what they caused.
fn python(text: &str) -> Failure {
    let mut parts = vec![text];
    for words in PYTHON_CHAINS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(words))
            .collect();
    }
    let mut failure = Failure::default();
    for part in parts.into_iter().take(DEEPEST) {
        let mut next = python_error(part);
        if !failure.is_empty() {
            next.causes.push(failure);
        }
        failure = next;
    }
    failure
}

fn python_error(text: &str) -> Failure {
    let (_, traced) = text.split_once(PYTHON).unwrap_or(("", text));
    let mut frames: Vec<Frame> = Vec::new();
    let mut said: Vec<&str> = Vec::new();
    for line in traced.lines().skip_while(|line| line.trim().is_empty()) {
        if let Some(frame) = Frame::python(line) {
            frames.push(frame);
            said.clear();
        } else if line.starts_with("    ") && said.is_empty() {
            let code = line.trim();
            let marks = code.chars().all(|c| matches!(c, '^' | '~' | ' '));
            if let Some(frame) = frames.last_mut()
                && frame.code.is_none()
                && !marks
            {
                frame.code = Some(code.to_owned());
            }
        } else {
            said.push(line);
        }
    }
    frames.reverse();
    let said = said.join("\n");
    let (kind, message) = python_headline(said.trim());
    Failure {
        kind,
        message,
        frames,
        causes: Vec::new(),
    }
}

/// The last lines of a traceback always begin with the error's name, however it ends.
fn python_headline(said: &str) -> (Option<String>, String) {
    let (first, _) = said.split_once('\n').unwrap_or((said, ""));
    let (name, after) = first.split_once(':').unwrap_or((first, ""));
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    if is_name && (after.is_empty() || after.starts_with(' ')) {
        let message = said.get(name.len()..).unwrap_or_default();
        let message = message.strip_prefix(':').unwrap_or(message);
        return (Some(name.to_owned()), message.trim().to_owned());
    }
    (None, said.to_owned())
}

/// Java names causes below, each with `Caused by: `.
fn java(text: &str) -> Failure {
    let mut failure: Option<Failure> = None;
    for part in text.rsplitn(DEEPEST, "\nCaused by: ") {
        let mut next = dotnet_or_javascript(part);
        next.causes.extend(failure.take());
        failure = Some(next);
    }
    failure.unwrap_or_default()
}
