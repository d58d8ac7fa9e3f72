//! How the portal writes things down in the browser: rows of texts under a name, with the version of their form in front.
//!
//! `[["durable-portal.connections","2"],["0","Orders","prod","orders.example~Hub"]]`: one small decoder serves every form. What
//! cannot be read is put aside under another name and said, never thrown away: it may be a later version's.

use crate::browser::storage::{self, Area};

/// The name under which saved views stand: forgetting all connections forgets them too.
pub const VIEWS: &str = "durable-portal.views";

const AREAS: [Area; 2] = [Area::Tab, Area::Browser];
/// What ends the name of what was put aside.
const ASIDE: &str = ".unreadable";

/// A row of texts.
pub type Row = Vec<String>;

/// What stood under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// Nothing.
    Nothing,
    /// Storage is denied to this page.
    Denied,
    /// Rows of this version; 1 for those written before versions were.
    Rows(u32, Vec<Row>),
    /// Something else.
    Unreadable(String),
}

/// Reads what stands under `name`.
pub fn read(area: Area, name: &str) -> Stored {
    match storage::get(area, name) {
        Ok(Some(text)) => decode(name, text),
        Ok(None) => Stored::Nothing,
        Err(_) => Stored::Denied,
    }
}

/// Writes rows under `name`; without rows nothing is left there. `false`: the browser did not take it.
pub fn write(area: Area, name: &str, version: u32, rows: &[Row]) -> bool {
    let outcome = if rows.is_empty() {
        storage::remove(area, name)
    } else {
        storage::set(area, name, &encode(name, version, rows))
    };
    outcome.is_ok()
}

/// Puts a text aside that could not be read, behind what was put there before.
pub fn put_aside(area: Area, name: &str, text: &str) {
    let aside = aside_name(name);
    let earlier = storage::get(area, &aside).ok().flatten();
    let whole = match earlier {
        // The same text again: nobody has written a readable one since.
        Some(earlier) if earlier.lines().any(|line| line == text) => return,
        Some(earlier) => format!("{earlier}\n{text}"),
        None => text.to_owned(),
    };
    // Without room for a copy the original stays as it is until something is saved over it.
    let _ = storage::set(area, &aside, &whole);
}

/// All that was put aside, as it stood there, with the names it was kept under.
pub fn all_aside() -> Vec<(String, String)> {
    let of_area = |area: Area| {
        let names = storage::names(area)
            .into_iter()
            .filter(|name| is_aside(name));
        names.filter_map(move |name| {
            let text = storage::get(area, &name).ok().flatten()?;
            Some((name, text))
        })
    };
    AREAS.into_iter().flat_map(of_area).collect()
}

/// Throws away what was put aside: only when its owner says so.
pub fn discard_aside() {
    for area in AREAS {
        for name in storage::names(area).iter().filter(|name| is_aside(name)) {
            let _ = storage::remove(area, name);
        }
    }
}

fn aside_name(name: &str) -> String {
    format!("{name}{ASIDE}")
}

fn is_aside(name: &str) -> bool {
    name.starts_with("durable-portal.") && name.ends_with(ASIDE)
}

/// Reads what [`encode`] wrote under a name.
pub fn decode(name: &str, text: String) -> Stored {
    let Ok(mut rows) = serde_json::from_str::<Vec<Row>>(&text) else {
        return Stored::Unreadable(text);
    };
    let head = rows
        .first()
        .filter(|row| row.first().is_some_and(|it| it == name));
    let Some(head) = head else {
        return Stored::Rows(1, rows);
    };
    let version = head.get(1).and_then(|it| it.parse().ok());
    match version {
        Some(version) => {
            rows.remove(0);
            Stored::Rows(version, rows)
        }
        None => Stored::Unreadable(text),
    }
}

/// Rows as they are written.
pub fn encode(name: &str, version: u32, rows: &[Row]) -> String {
    let mut all = vec![vec![name.to_owned(), version.to_string()]];
    all.extend_from_slice(rows);
    // Lists of texts are always JSON.
    serde_json::to_string(&all).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Stored, decode, encode};

    #[test]
    fn rows_come_back_with_their_version() {
        let rows = vec![vec!["a \"b\"".to_owned(), String::new()], Vec::new()];
        let text = encode("portal.x", 7, &rows);
        assert_eq!(text, r#"[["portal.x","7"],["a \"b\"",""],[]]"#);
        assert_eq!(decode("portal.x", text), Stored::Rows(7, rows));
    }

    #[test]
    fn rows_without_a_head_are_of_the_first_version() {
        let rows = decode("portal.x", r#"[["a","b"]]"#.to_owned());
        let expected = vec![vec!["a".to_owned(), "b".to_owned()]];
        assert_eq!(rows, Stored::Rows(1, expected));
    }

    #[test]
    fn anything_else_is_handed_back_whole() {
        for text in [
            "",
            "{}",
            "[1]",
            r#"[["portal.x"]]"#,
            r#"[["portal.x","soon"],["a"]]"#,
        ] {
            let kept = Stored::Unreadable(text.to_owned());
            assert_eq!(decode("portal.x", text.to_owned()), kept, "{text}");
        }
    }
}
