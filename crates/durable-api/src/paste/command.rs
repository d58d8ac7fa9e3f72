//! A `curl` or `wget` command, as somebody typed it or a browser's tools copied it.

use super::found::{Address, Found, shortened};
use super::shell::{ShellWord, shell_words};
use super::{Ignored, PasteFault, PasteKind};

/// Short options of curl whose value is the next word.
const WITH_VALUE: &str = "HXdFTuAbceEKmoxwYyzCDrtU";

/// Long options whose value is the next word, beside those that are read.
const LONG_WITH_VALUE: [&str; 26] = [
    "--user",
    "--user-agent",
    "--cookie",
    "--cookie-jar",
    "--referer",
    "--output",
    "--max-time",
    "--connect-timeout",
    "--proxy",
    "--write-out",
    "--retry",
    "--retry-delay",
    "--config",
    "--cert",
    "--key",
    "--cacert",
    "--resolve",
    "--connect-to",
    "--range",
    "--interface",
    "--limit-rate",
    "--max-redirs",
    "--oauth2-bearer",
    "--dump-header",
    "--tls-max",
    "--ciphers",
];

/// What carries a body.
const BODIES: [&str; 12] = [
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-ascii",
    "--data-urlencode",
    "--json",
    "--form",
    "--form-string",
    "--upload-file",
    "--post-data",
    "--body-data",
    "--post-file",
];

/// Reads a command; `None` when the text is none.
pub(crate) fn read(text: &str) -> Option<Found> {
    let start = program_at(text)?;
    let split = shell_words(text.get(start..)?);
    let mut found = Found::new(PasteKind::Command);
    if let Some(at) = split.open {
        found.fault = Some((start + at, PasteFault::OpenQuote));
    }
    let mut words = split.words.iter();
    words.next();
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        if let Some((name, value)) = text.split_once('=').filter(|_| text.starts_with("--")) {
            option(&mut found, name, Some(value), word, start);
        } else if text.starts_with("--") {
            let takes = is_header(text)
                || is_method(text)
                || text == "--url"
                || BODIES.contains(&text)
                || LONG_WITH_VALUE.contains(&text);
            let value = if takes { words.next() } else { None };
            option(
                &mut found,
                text,
                value.map(|it| it.text.as_str()),
                value.unwrap_or(word),
                start,
            );
        } else if let Some(letters) = text.strip_prefix('-').filter(|it| !it.is_empty()) {
            let taking = letters.find(|c| WITH_VALUE.contains(c));
            let (name, own) = match taking {
                Some(at) => letters.split_at_checked(at + 1).unwrap_or((letters, "")),
                None => (letters, ""),
            };
            let next = (taking.is_some() && own.is_empty())
                .then(|| words.next())
                .flatten();
            let value = next.map_or(own, |it| it.text.as_str());
            let last = name.chars().next_back().unwrap_or_default();
            for flag in name
                .chars()
                .take(name.chars().count() - usize::from(taking.is_some()))
            {
                short(&mut found, flag);
            }
            match last {
                _ if taking.is_none() => {}
                'H' => header(&mut found, value),
                'X' => found.method(value),
                'd' | 'F' | 'T' => body(&mut found),
                other => short(&mut found, other),
            }
        } else if ["|", "&&", "||", ";", ">", "2>&1", "&"].contains(&text) {
            found.ignore(Ignored::Text);
            break;
        } else if !text.is_empty() {
            address(&mut found, text, word, start);
        }
    }
    Some(found)
}

/// Where the program's name begins, behind the prompt or the start of a line, if there is one.
fn program_at(text: &str) -> Option<usize> {
    let mut words = text.split_whitespace();
    for word in words.by_ref().take(5) {
        let name = word
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or(word)
            .to_ascii_lowercase();
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if ["curl", "curl.exe", "wget", "wget.exe"].contains(&name.as_str()) {
            return words.next().map(|_| at);
        }
        let prompt = word.ends_with(['$', '>', '#', '%', '❯', '~', ':'])
            || ["PS", "sudo", "time"].contains(&word)
            || word.starts_with("```");
        if !prompt {
            return None;
        }
    }
    None
}

fn is_header(name: &str) -> bool {
    name == "--header"
}

fn is_method(name: &str) -> bool {
    name == "--request" || name == "--method"
}

/// A long option and its value, which stands in `word`.
fn option(found: &mut Found, name: &str, value: Option<&str>, word: &ShellWord, start: usize) {
    let value = value.unwrap_or_default();
    if is_header(name) {
        header(found, value);
    } else if is_method(name) {
        found.method(value);
    } else if name == "--url" {
        address(found, value, word, start);
    } else if BODIES.contains(&name) {
        body(found);
    } else if name == "--head" {
        found.method("HEAD");
    } else {
        found.ignore(Ignored::Argument(shortened(name)));
    }
}

fn short(found: &mut Found, flag: char) {
    match flag {
        'I' => found.method("HEAD"),
        // How much is said and whether redirects are followed is nothing to tell about.
        's' | 'S' | 'v' | 'i' | 'L' | 'f' | 'q' | '#' | 'g' | 'G' | '-' => {}
        flag => found.ignore(Ignored::Argument(format!("-{flag}"))),
    }
}

fn header(found: &mut Found, header: &str) {
    let (name, value) = header.split_once(':').unwrap_or((header, ""));
    found.header(name, value);
}

/// A body makes a POST of a request that names no method.
fn body(found: &mut Found) {
    found.ignore(Ignored::Body);
    if found.method.is_none() {
        found.method = Some("POST".to_owned());
    }
}

fn address(found: &mut Found, text: &str, word: &ShellWord, start: usize) {
    if found.addresses.len() < super::address::MOST {
        let at = start + word.at;
        // Quotes before the address are part of the word.
        found
            .addresses
            .push(Address::new(at, at + text.len(), text.to_owned()));
    }
}
