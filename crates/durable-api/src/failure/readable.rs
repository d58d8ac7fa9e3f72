//! Texts of a host as a person reads them.

/// The text with line ends as `\n`, whether they came as `\r\n`, as `\r`, or as the escapes `\r\n` and `\n` of JSON that
/// was put into a text. Escapes are undone only where the text has no line end of its own and they look like line ends:
/// before white space, a letter in upper case, or one of the marks that begin a line. `C:\new` stays.
pub fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\\']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = from
            .strip_prefix("\r\n")
            .or_else(|| from.strip_prefix('\r'))
        {
            out.push('\n');
            rest = after;
        } else if let Some(after) = from
            .strip_prefix("\\r\\n")
            .or_else(|| from.strip_prefix("\\n").filter(|after| begins_line(after)))
        {
            out.push('\n');
            rest = after;
        } else {
            let mut chars = from.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
    }
    out.push_str(rest);
    out
}

/// Whether what follows an escaped `\n` looks like the beginning of a line, and not like the rest of a path's name.
fn begins_line(after: &str) -> bool {
    after.is_empty()
        || after.starts_with([' ', '\t', '-', '"', '\'', '(', '['])
        || after.starts_with("\\t")
        || after.starts_with("\\n")
        || after.starts_with("at ")
        || after.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn line_ends_become_lines_whether_escaped_or_not() {
        assert_eq!(readable("a\r\nb\\r\\nc\nd\re"), "a\nb\nc\nd\ne");
        assert_eq!(readable("x\\n   at A.B()\\nY"), "x\n   at A.B()\nY");
    }

    #[test]
    fn a_path_keeps_its_backslashes() {
        assert_eq!(readable(r"C:\build\new\thing"), r"C:\build\new\thing");
    }
}
