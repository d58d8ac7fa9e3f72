//! `Invoke-RestMethod` and its kin: parameters, hash tables, splatting, lines that go on behind a backtick.

use super::found::{Address, Found, shortened};
use super::{Ignored, PasteFault, PasteKind};

/// Reads a script; `None` when the text calls none of them.
pub(crate) fn read(text: &str) -> Option<Found> {
    let lower = text.to_ascii_lowercase();
    let first = lower
        .split_whitespace()
        .find(|word| !word.ends_with('>') && *word != "ps");
    let named = lower.contains("invoke-restmethod") || lower.contains("invoke-webrequest");
    if !named && !first.is_some_and(|word| word == "irm" || word == "iwr") {
        return None;
    }
    let (tokens, open) = tokens(text);
    let mut found = Found::new(PasteKind::PowerShell);
    found.fault = open.map(|at| (at, PasteFault::OpenQuote));
    Reader {
        tokens: &tokens,
        at: 0,
    }
    .read(&mut found);
    for (key, place) in super::keys::offered(text) {
        found.offer_key(key, place);
    }
    Some(found)
}

/// A piece of a script.
struct Token {
    text: String,
    at: usize,
    /// It stood in quotes: no name of a parameter.
    quoted: bool,
}

/// What a hash table is for.
#[derive(Clone, Copy, PartialEq)]
enum Table {
    Parameters,
    Headers,
    Body,
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<&Token> {
        self.at += 1;
        self.tokens.get(self.at - 1)
    }

    fn peek(&self, ahead: usize) -> &str {
        self.tokens
            .get(self.at + ahead)
            .filter(|token| !token.quoted)
            .map_or("", |token| token.text.as_str())
    }

    fn read(&mut self, found: &mut Found) {
        let mut tables: Vec<Table> = Vec::new();
        // What the next table will be for.
        let mut coming = Table::Parameters;
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            let text = token.text.as_str();
            if !token.quoted && text == "{" {
                tables.push(coming);
                coming = Table::Parameters;
            } else if !token.quoted && text == "}" {
                tables.pop();
            } else if self.peek(0) == "=" && !text.is_empty() {
                self.at += 1;
                let table = tables.last().copied();
                if table == Some(Table::Headers) {
                    let value = self.value();
                    found.header(text, &value);
                } else if table == Some(Table::Body) {
                    self.value();
                } else {
                    coming = self.parameter(found, text.trim_start_matches('$'), table.is_some());
                }
            } else if !token.quoted
                && let Some(name) = text
                    .strip_prefix('-')
                    .filter(|it| it.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                coming = self.parameter(found, name, true);
            } else if is_web(text) {
                push(found, token);
            }
        }
    }

    /// A value that is one token; a table or a call is left to be read.
    fn value(&mut self) -> String {
        if ["{", "@", "}", "(", ";"].contains(&self.peek(0)) {
            return String::new();
        }
        self.next()
            .map(|token| token.text.clone())
            .unwrap_or_default()
    }

    /// A parameter by name. Says what a table that follows is for. A variable (`known` is false) may be one, and is only read.
    fn parameter(&mut self, found: &mut Found, name: &str, known: bool) -> Table {
        let lower = name.trim_end_matches(':').to_ascii_lowercase();
        match lower.as_str() {
            "uri" | "url" => {
                if let Some(token) = self.tokens.get(self.at)
                    && !token.text.starts_with(['$', '-'])
                {
                    push(found, token);
                    self.at += 1;
                }
            }
            "method" | "custommethod" => {
                let method = self.value();
                found.method(&method);
            }
            lower if lower.contains("header") => return Table::Headers,
            "body" | "infile" | "form" if known => {
                found.ignore(Ignored::Body);
                self.value();
                return Table::Body;
            }
            "contenttype" | "useragent" | "outfile" | "timeoutsec" | "websession"
            | "sessionvariable" | "credential" | "authentication" | "token" | "proxy"
            | "maximumredirection" | "depth"
                if known =>
            {
                found.ignore(Ignored::Argument(shortened(name)));
                self.value();
            }
            lower if lower.contains("body") => return Table::Body,
            _ if known => found.ignore(Ignored::Argument(shortened(name))),
            _ => {}
        }
        Table::Parameters
    }
}

fn is_web(text: &str) -> bool {
    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn push(found: &mut Found, token: &Token) {
    if found.addresses.len() < super::address::MOST {
        let end = token.at + token.text.len();
        found
            .addresses
            .push(Address::new(token.at, end, token.text.clone()));
    }
}

/// The tokens of a script, and where a quote is open at the end.
fn tokens(text: &str) -> (Vec<Token>, Option<usize>) {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word: Option<Token> = None;
    let mut quote: Option<(char, usize)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let open = quote.map(|(open, _)| open);
        match (open, c) {
            (None | Some('"'), '`') => match chars.next() {
                Some((_, '\n')) | None => {}
                Some((_, escaped)) => add(&mut word, at, escaped, open.is_some()),
            },
            (Some(open), c) if is_quote(open, c) => {
                if next == Some(c) {
                    chars.next();
                    add(&mut word, at, c, true);
                } else {
                    quote = None;
                    let (text, begin) = (String::new(), at);
                    tokens.push(word.take().unwrap_or(Token {
                        text,
                        at: begin,
                        quoted: true,
                    }));
                }
            }
            (Some(_), c) => add(&mut word, at, c, true),
            (None, '\'' | '"' | '‘' | '’' | '“' | '”') => {
                tokens.extend(word.take());
                quote = Some((if "'‘’".contains(c) { '\'' } else { '"' }, at));
            }
            (None, c) if c.is_whitespace() => tokens.extend(word.take()),
            (None, '{' | '}' | ';' | '(' | ')' | ',') => {
                tokens.extend(word.take());
                tokens.push(Token {
                    text: c.to_string(),
                    at,
                    quoted: false,
                });
            }
            // `=` is one sign inside an address and separates a name from its value elsewhere.
            (None, '=') if !word.as_ref().is_some_and(|word| word.text.contains("://")) => {
                tokens.extend(word.take());
                tokens.push(Token {
                    text: "=".to_owned(),
                    at,
                    quoted: false,
                });
            }
            (None, c) => add(&mut word, at, c, false),
        }
    }
    tokens.extend(word);
    (tokens, quote.map(|(_, at)| at))
}

fn add(word: &mut Option<Token>, at: usize, c: char, quoted: bool) {
    let begun = word.get_or_insert_with(|| Token {
        text: String::new(),
        at,
        quoted,
    });
    begun.text.push(c);
}

/// PowerShell takes typographic quotes for plain ones.
fn is_quote(open: char, c: char) -> bool {
    if open == '\'' {
        "'‘’".contains(c)
    } else {
        "\"“”".contains(c)
    }
}
