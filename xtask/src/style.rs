//! Joins `style/main.css` and what it imports into one file, so that a visit makes one request for the style.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Writes `.build/portal.css`, which index.html names.
pub fn join() -> Result<()> {
    let css = read(&workspace::root().join("style/main.css"))?;
    let folder = workspace::root().join(".build");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let file = folder.join("portal.css");
    fs::write(&file, css).with_context(|| format!("writing {}", file.display()))
}

/// A style sheet with its imports put in place, without comments and indentation.
fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut joined = String::new();
    for line in without_comments(&text)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        if !line.starts_with("@import") {
            joined.push_str(line);
            joined.push('\n');
            continue;
        }
        let import = Import::parse(line).with_context(|| format!("in {}", path.display()))?;
        let imported = read(&path.with_file_name(import.file))?;
        match import.layer {
            Some(layer) => joined.extend(["@layer ", layer, " {\n", &imported, "}\n"]),
            None => joined.push_str(&imported),
        }
    }
    Ok(joined)
}

/// One line `@import "file.css" layer(name);`, with `url(…)` around the file or not, and with a layer or none.
#[derive(Debug, PartialEq)]
struct Import<'a> {
    file: &'a str,
    layer: Option<&'a str>,
}

impl<'a> Import<'a> {
    fn parse(line: &'a str) -> Result<Self> {
        let understood = || {
            let rest = line.strip_prefix("@import")?.strip_suffix(';')?.trim();
            let (open, close) = if let Some(quoted) = rest.strip_prefix("url(\"") {
                (quoted, "\")")
            } else {
                (rest.strip_prefix('"')?, "\"")
            };
            let (file, condition) = open.split_once(close)?;
            let layer = match condition.trim() {
                "" => None,
                other => Some(other.strip_prefix("layer(")?.strip_suffix(')')?),
            };
            Some(Self { file, layer })
        };
        match understood() {
            Some(import) => Ok(import),
            None => bail!(
                "only `@import \"file.css\";`, alone on its line and with a layer(name) or none, is joined: {line}"
            ),
        }
    }
}

/// The text without `/* … */`, which inside quotes is no comment.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    let mut quote = None;
    while let Some(next) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            continue;
        }
        quote = match quote {
            None if next == '"' || next == '\'' => Some(next),
            Some(open) if open == next => None,
            unchanged => unchanged,
        };
        kept.push(next);
        rest = &rest[next.len_utf8()..];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_quoted_text_stays() {
        assert_eq!(without_comments("a{}/* x */b{}"), "a{}b{}");
        assert_eq!(
            without_comments(r#"a::before{content:"/* é */"}"#),
            r#"a::before{content:"/* é */"}"#
        );
        assert_eq!(without_comments("a{}/* never closed"), "a{}");
    }

    #[test]
    fn an_import_is_read_in_its_spellings() {
        let read = |line| Import::parse(line).unwrap();
        let plain = Import {
            file: "base.css",
            layer: None,
        };
        assert_eq!(read(r#"@import "base.css";"#), plain);
        assert_eq!(read(r#"@import url("base.css");"#), plain);
        let layered = Import {
            file: "base.css",
            layer: Some("base"),
        };
        assert_eq!(read(r#"@import "base.css" layer(base);"#), layered);
        assert_eq!(read(r#"@import url("base.css") layer(base);"#), layered);
    }

    #[test]
    fn an_import_that_would_be_lost_is_an_error() {
        assert!(Import::parse(r#"@import "print.css" print;"#).is_err());
        assert!(Import::parse(r#"@import "a.css"; a{}"#).is_err());
    }
}
