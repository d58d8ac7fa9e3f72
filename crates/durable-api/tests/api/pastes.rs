//! Texts as people paste them, and what each says: the files in `tests/pastes`, by kind.
//!
//! A row is a title (`##`), the text (`>`, a line each; `⟨200B⟩` is the character of that number) and what is read: the facts
//! (`=`), what plays no part (`-`), what is missing (`?`), what to beware of (`!`), or what is wrong and at which character (`x`).

use durable_api::paste::{Ignored, KeyPlace, Missing, Paste, PasteFault, PasteKind, PasteWarning};
use durable_api::{Generation, LinkOperation, read_paste};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[test]
fn every_paste_says_what_its_row_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pastes");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut rows = 0;
    let mut wrong = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut read = String::new();
        for row in format!("\n{text}").split("\n## ").skip(1) {
            rows += 1;
            let (row_read, right) = read_row(row);
            read.push_str(&row_read);
            if !right {
                let _ = writeln!(wrong, "{}: {row_read}", file.display());
            }
        }
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file.file_name().unwrap());
        std::fs::write(place, read).unwrap();
    }
    assert!(rows >= 120, "{rows} rows");
    assert!(
        wrong.is_empty(),
        "as it is read now (whole files: {}):\n{wrong}",
        env!("CARGO_TARGET_TMPDIR")
    );
}

/// The row with what is read now, and whether that is what it says.
fn read_row(row: &str) -> (String, bool) {
    let (title, lines) = row.split_once('\n').unwrap_or((row, ""));
    let is_text = |line: &&str| line.starts_with('>');
    let texts: Vec<&str> = lines.lines().filter(is_text).collect();
    let said: Vec<&str> = lines
        .lines()
        .filter(|line| !is_text(line) && !line.is_empty())
        .collect();
    let pasted: Vec<String> = texts
        .iter()
        .map(|line| {
            let line = line.strip_prefix("> ").unwrap_or(&line[1..]);
            with_characters(line)
        })
        .collect();
    let now = described(&pasted.join("\n"));
    let right = now == said;
    let read = format!("## {title}\n{}\n{}\n", texts.join("\n"), now.join("\n"));
    (read, right)
}

fn with_characters(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('⟨') {
        let (number, after) = after.split_once('⟩').unwrap();
        out.push_str(before);
        out.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
        rest = after;
    }
    out + rest
}

fn described(text: &str) -> Vec<String> {
    let paste = match read_paste(text) {
        Ok(paste) => paste,
        Err(error) => return vec![format!("x at {}: {}", error.at, fault(&error.fault))],
    };
    let mut lines = vec![format!("= {}", facts(&paste))];
    let list = |mark: &str, names: Vec<String>| format!("{mark} {}", names.join(", "));
    if !paste.ignored.is_empty() {
        lines.push(list("-", paste.ignored.iter().map(ignored).collect()));
    }
    if !paste.missing.is_empty() {
        let name = |it: &Missing| match it {
            Missing::Address => "address",
            Missing::Key => "key",
            Missing::TaskHub => "task hub",
            Missing::Connection => "connection",
        };
        lines.push(list(
            "?",
            paste.missing.iter().map(|it| name(it).to_owned()).collect(),
        ));
    }
    lines.extend(paste.warnings.iter().map(|it| format!("! {}", warning(it))));
    lines
}

fn facts(paste: &Paste) -> String {
    let kind = match paste.kind {
        PasteKind::Link => "link",
        PasteKind::App => "app",
        PasteKind::Starter => "starter",
        PasteKind::Command => "command",
        PasteKind::PowerShell => "PowerShell",
        PasteKind::Request => "request",
        PasteKind::Console => "console",
        PasteKind::Key => "key",
        PasteKind::Text => "text",
    };
    let mut facts = kind.to_owned();
    if let Some(link) = &paste.link {
        let address = &link.address;
        let _ = write!(facts, " · {}{}", address.origin, address.prefix);
        if address.generation == Generation::First {
            facts.push_str(" · 1.x");
        }
        let parts = [
            ("task hub", &address.task_hub),
            ("connection", &address.connection),
            ("instance", &link.instance_id),
        ];
        for (name, value) in parts {
            if let Some(value) = value {
                let _ = write!(facts, " · {name} {value}");
            }
        }
        if !link.filter.is_empty() {
            let _ = write!(facts, " · filter {}", link.filter);
        }
        if let Some(operation) = &link.operation {
            let _ = write!(facts, " · does {}", does(operation));
        }
        assert_eq!(link.key.as_ref(), paste.key.as_ref().map(|(key, _)| key));
    }
    if let Some((key, place)) = &paste.key {
        let place = match place {
            KeyPlace::Query => "in the link",
            KeyPlace::Header => "in the header",
            KeyPlace::Beside => "beside",
        };
        let _ = write!(facts, " · key {} {place}", key.expose());
    }
    facts
}

fn does(operation: &LinkOperation) -> String {
    let more = match operation {
        LinkOperation::RaiseEvent { event } => event.clone(),
        LinkOperation::Start { function } => Some(function.clone()),
        LinkOperation::Entities { name, key } => name
            .as_ref()
            .map(|name| format!("{name} {}", key.as_deref().unwrap_or_default())),
        _ => None,
    };
    format!("{} {}", operation.name(), more.unwrap_or_default())
        .trim()
        .to_owned()
}

fn ignored(it: &Ignored) -> String {
    match it {
        Ignored::Header(name) => format!("header {name}"),
        Ignored::Method(name) => format!("method {name}"),
        Ignored::Body => "body".to_owned(),
        Ignored::Argument(name) => format!("option {name}"),
        Ignored::Parameter(name) => format!("parameter {name}"),
        Ignored::Field(name) => format!("field {name}"),
        Ignored::Address(address) => format!("address {address}"),
        Ignored::Function(name) => format!("function {name}"),
        Ignored::Text => "text".to_owned(),
        Ignored::UserInfo => "user".to_owned(),
        Ignored::Fragment => "fragment".to_owned(),
        Ignored::OtherKey => "another key".to_owned(),
        Ignored::Placeholder => "placeholder".to_owned(),
    }
}

fn warning(it: &PasteWarning) -> String {
    match it {
        PasteWarning::WouldWrite(what) => format!("would {what}"),
        PasteWarning::PlainHttp => "plain http".to_owned(),
        PasteWarning::OtherHost(host) => format!("another host {host}"),
        PasteWarning::OtherReading(id) => format!("or {id}"),
        PasteWarning::SchemeGuessed(scheme) => format!("guessed {scheme}"),
        PasteWarning::ScmHost(host) => format!("deployment site {host}"),
        PasteWarning::BrokenJson => "broken JSON".to_owned(),
    }
}

fn fault(it: &PasteFault) -> String {
    match it {
        PasteFault::Empty => "empty".to_owned(),
        PasteFault::NoAddress => "no address".to_owned(),
        PasteFault::NoHost => "no host".to_owned(),
        PasteFault::BadHost => "bad host".to_owned(),
        PasteFault::NotHttp(scheme) => format!("not http: {scheme}"),
        PasteFault::UnknownPath { path, origin } => format!("unknown path {path} at {origin}"),
        PasteFault::AzurePortal { app: Some(app) } => format!("Azure portal, the app may be {app}"),
        PasteFault::AzurePortal { app: None } => "Azure portal".to_owned(),
        PasteFault::BadJson => "bad JSON".to_owned(),
        PasteFault::NoLinkInJson => "no link in JSON".to_owned(),
        PasteFault::OpenQuote => "open quote".to_owned(),
    }
}
