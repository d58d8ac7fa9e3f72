//! The words of a command line, as `bash`, `cmd` and PowerShell would split it.

/// A word of a command line.
pub(crate) struct ShellWord {
    pub(crate) text: String,
    /// Where it begins, in bytes.
    pub(crate) at: usize,
}

/// The words, and where a quote is open at the end.
pub(crate) struct ShellWords {
    pub(crate) words: Vec<ShellWord>,
    pub(crate) open: Option<usize>,
}

/// Splits a command as it is copied for `bash` (quotes of both kinds, `$'…'`, backslashes) or for `cmd` (`^`). Lines go on behind
/// `\`, `^` and `` ` ``.
pub(crate) fn shell_words(command: &str) -> ShellWords {
    let cmd = ["^\"", "^\n", "^&"].iter().any(|it| command.contains(it));
    let mut split = Splitter {
        chars: command.char_indices().peekable(),
        words: Vec::new(),
        word: None,
        quote: None,
    };
    while let Some((at, c)) = split.chars.next() {
        split.take(at, c, cmd);
    }
    split.end_word();
    ShellWords {
        words: split.words,
        open: split.quote.map(|(_, at)| at),
    }
}

struct Splitter<'a> {
    chars: std::iter::Peekable<std::str::CharIndices<'a>>,
    words: Vec<ShellWord>,
    word: Option<ShellWord>,
    quote: Option<(char, usize)>,
}

impl Splitter<'_> {
    fn take(&mut self, at: usize, c: char, cmd: bool) {
        let next = self.chars.peek().map(|(_, next)| *next);
        match (self.quote.map(|(quote, _)| quote), c) {
            // `cmd` takes its escapes away before anything else is read.
            (_, '^') if cmd => match self.chars.next() {
                Some((_, '\n')) | None => {}
                Some((at, escaped)) => self.take(at, escaped, false),
            },
            (None, '$') if next == Some('\'') => {
                self.chars.next();
                self.word_at(at);
                self.quote = Some(('$', at));
            }
            (None, '\'' | '"') => {
                self.word_at(at);
                self.quote = Some((c, at));
            }
            (Some('\'' | '$'), '\'') | (Some('"'), '"') => self.quote = None,
            (Some('$'), '\\') => {
                if let Some(c) = ansi_escape(&mut self.chars) {
                    self.push(at, c);
                }
            }
            (None, '\\' | '`') if next == Some('\n') => {
                self.chars.next();
            }
            (None, '\\') if next.is_some_and(is_escaped_outside) => self.push_next(at),
            (Some('"'), '\\') if next.is_some_and(|c| "\"\\$`\n".contains(c)) => self.push_next(at),
            (None, c) if c.is_whitespace() => self.end_word(),
            (_, c) => self.push(at, c),
        }
    }

    fn push_next(&mut self, at: usize) {
        if let Some((_, c)) = self.chars.next()
            && c != '\n'
        {
            self.push(at, c);
        }
    }

    fn word_at(&mut self, at: usize) -> &mut ShellWord {
        self.word.get_or_insert_with(|| ShellWord {
            text: String::new(),
            at,
        })
    }

    fn push(&mut self, at: usize, c: char) {
        self.word_at(at).text.push(c);
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }
}

/// A backslash before a letter is one of a Windows path, or of `http:\\host`.
fn is_escaped_outside(c: char) -> bool {
    !c.is_alphanumeric() && c != '.'
}

/// What follows a backslash between `$'` and `'`. Source: the shell's ANSI-C quoting.
fn ansi_escape(chars: &mut std::iter::Peekable<std::str::CharIndices>) -> Option<char> {
    let (_, c) = chars.next()?;
    let (radix, most) = match c {
        'n' => return Some('\n'),
        't' => return Some('\t'),
        'r' => return Some('\r'),
        'x' => (16, 2),
        'u' => (16, 4),
        'U' => (16, 8),
        '0'..='7' => (8, 2),
        c => return Some(c),
    };
    let mut code = if radix == 8 {
        c.to_digit(8).unwrap_or(0)
    } else {
        0
    };
    for _ in 0..most {
        let Some(digit) = chars.peek().and_then(|(_, c)| c.to_digit(radix)) else {
            break;
        };
        chars.next();
        code = code.wrapping_mul(radix).wrapping_add(digit);
    }
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::shell_words;

    fn words(command: &str) -> Vec<String> {
        let words = shell_words(command).words.into_iter();
        words.map(|word| word.text).collect()
    }

    #[test]
    fn words_are_split_as_the_shell_would() {
        for (command, expected) in [
            ("a 'b c' \"d e\"f", vec!["a", "b c", "d ef"]),
            ("a \\\n  b `\n c ^\n d", vec!["a", "b", "c", "d"]),
            (
                r#"$'it\'s \u0026 \x41\101' "a\"b\\c\d""#,
                vec!["it's & AA", r#"a"b\c\d"#],
            ),
            (
                r#"^"http://a/?x=1^&y=^%^2B^" ^"k: v^""#,
                vec!["http://a/?x=1&y=%2B", "k: v"],
            ),
            (r"a\ b '' http:\\h\x", vec!["a b", "", r"http:\h\x"]),
        ] {
            assert_eq!(words(command), expected, "{command}");
        }
        assert_eq!(shell_words("a 'b").open, Some(2));
    }
}
