//! A long text on a screen: cut into lines that fit, and searched, in slices.

use crate::scan::Needle;

/// The lines of a text, none wider than stated. A text is cut at its own line ends and where a line is full, never within a
/// character.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Where each begins, with [`IN_STRING`] where it begins inside of a JSON string.
    starts: Vec<u32>,
    width: usize,
    at: usize,
    column: usize,
    in_string: bool,
    escaped: bool,
}

/// Beside the place: texts are shorter than two gigabytes.
const IN_STRING: u32 = 1 << 31;

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLine<'a> {
    /// What stands on it, without its end.
    pub text: &'a str,
    /// Where it begins in the text.
    pub start: usize,
    /// Whether, the text being JSON, it begins inside of a string.
    pub in_string: bool,
    /// Whether it goes on in the next one because it was full.
    pub goes_on: bool,
}

impl Lines {
    /// Lines of at most `width` columns, at least 8: most characters take one, those of East Asia two.
    pub fn new(width: usize) -> Self {
        Self {
            starts: vec![0],
            width: width.max(8),
            ..Self::default()
        }
    }

    /// Cuts about `bytes` more of the text, always the same one. Whether it is done.
    pub fn step(&mut self, text: &str, bytes: usize) -> bool {
        let rest = text.get(self.at..).unwrap_or_default();
        for (offset, c) in rest.char_indices() {
            if offset >= bytes {
                self.at += offset;
                return false;
            }
            let place = self.at + offset;
            let wide = usize::from(c >= '\u{1100}');
            if self.column + wide >= self.width && c != '\n' && !self.escaped {
                self.begin(place);
            }
            if c == '\n' {
                self.begin(place + 1);
                self.escaped = false;
                continue;
            }
            self.column += 1 + wide;
            match c {
                _ if self.escaped => self.escaped = false,
                '\\' if self.in_string => self.escaped = true,
                '"' => self.in_string = !self.in_string,
                _ => {}
            }
        }
        self.at = text.len();
        true
    }

    fn begin(&mut self, place: usize) {
        let mark = if self.in_string { IN_STRING } else { 0 };
        let start = u32::try_from(place).unwrap_or(u32::MAX) & !IN_STRING;
        self.starts.push(start | mark);
        self.column = 0;
    }

    /// How many lines there are so far; a text has at least one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: a text has at least one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// A line of the text that was cut.
    pub fn line<'a>(&self, text: &'a str, number: usize) -> Option<TextLine<'a>> {
        let mark = *self.starts.get(number)?;
        let start = (mark & !IN_STRING) as usize;
        let next = self
            .starts
            .get(number + 1)
            .map(|it| (it & !IN_STRING) as usize);
        let whole = text.get(start..next.unwrap_or(text.len()))?;
        let line = whole.strip_suffix('\n');
        Some(TextLine {
            text: line.unwrap_or(whole).trim_end_matches('\r'),
            start,
            in_string: mark & IN_STRING != 0,
            goes_on: next.is_some() && line.is_none(),
        })
    }

    /// The line that a byte of the text is on.
    pub fn line_of(&self, byte: usize) -> usize {
        let behind = self
            .starts
            .partition_point(|it| (it & !IN_STRING) as usize <= byte);
        behind.saturating_sub(1)
    }
}

/// A search for a text in another under way, letters of ASCII in either case.
#[derive(Clone, Debug)]
pub struct TextFinder {
    needle: Needle,
    at: usize,
    found: Vec<usize>,
    most: usize,
}

impl TextFinder {
    /// A search for `what`, for at most `most` places. Nothing is nowhere.
    pub fn new(what: &str, most: usize) -> Self {
        Self {
            needle: Needle::new(what),
            at: 0,
            found: Vec::new(),
            most,
        }
    }

    /// Looks through about `bytes` more of the text, always the same one. Whether it is done.
    pub fn step(&mut self, text: &str, bytes: usize) -> bool {
        let length = self.needle.len();
        if length == 0 {
            return true;
        }
        let bytes_of = text.as_bytes();
        let until = self.at.saturating_add(bytes.max(1)).min(bytes_of.len());
        // What begins in this slice may end in the next.
        let slice = bytes_of
            .get(..until.saturating_add(length - 1).min(bytes_of.len()))
            .unwrap_or_default();
        while self.at < until && !self.is_full() {
            match self.needle.first_in(slice, self.at) {
                Some(place) => {
                    self.found.push(place);
                    self.at = place + length;
                }
                None => self.at = until,
            }
        }
        self.is_full() || until == bytes_of.len()
    }

    /// Where it was found so far, in order.
    pub fn found(&self) -> &[usize] {
        &self.found
    }

    /// How many bytes of the text each place has.
    pub fn length(&self) -> usize {
        self.needle.len()
    }

    /// Whether there may be more than the number that was wanted at most.
    pub fn is_full(&self) -> bool {
        self.found.len() >= self.most
    }
}
