//! A reader of JSON that keeps places instead of values, and goes over strings eight bytes at a time.
//!
//! It accepts what `serde_json` accepts when it skips a value, and refuses the rest.

/// The text is no JSON from this byte on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoJson(pub usize);

/// A place in a text: from its first byte to behind its last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    start: u32,
    end: u32,
}

impl Place {
    /// From the byte `start` to the one before `end`; texts are below four gigabytes.
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// Whether anything is there; a value has at least one byte.
    pub fn is_given(self) -> bool {
        self.end > self.start
    }

    /// Its first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte behind its last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The text there; empty where nothing is given.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}

/// A string that was gone over.
#[derive(Clone, Copy)]
pub struct Text {
    /// With its quotes.
    pub place: Place,
    /// Whether it holds no escapes.
    pub is_plain: bool,
}

/// Goes over a JSON text.
pub struct Cursor<'a> {
    bytes: &'a [u8],
    /// The byte it stands before.
    pub at: usize,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Where the next of two bytes is, from `at` on.
pub(super) fn next_of(bytes: &[u8], mut at: usize, one: u8, other: u8) -> Option<usize> {
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    while let Some(eight) = bytes.get(at..at + 8) {
        let word = eight.try_into().map_or(0, u64::from_le_bytes);
        let found = zero(word ^ (ONES * u64::from(one))) | zero(word ^ (ONES * u64::from(other)));
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    let found = rest
        .iter()
        .position(|byte| *byte == one || *byte == other)?;
    Some(at + found)
}

/// The lowest byte of `word` that is a quote, a backslash or a control character has its high bit set; bytes above it
/// may be wrong.
fn special(word: u64) -> u64 {
    let equal = |byte: u8| {
        let other = word ^ (ONES * u64::from(byte));
        other.wrapping_sub(ONES) & !other
    };
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (equal(b'"') | equal(b'\\') | control) & HIGH
}

impl<'a> Cursor<'a> {
    /// One that stands before the byte `at`.
    pub fn new(text: &'a str, at: usize) -> Self {
        Self {
            bytes: text.as_bytes(),
            at,
        }
    }

    fn no_json<T>(&self) -> Result<T, NoJson> {
        Err(NoJson(self.at))
    }

    /// The next byte that is no white space, without going over it.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Goes over this byte, white space before it included.
    pub fn expect(&mut self, byte: u8) -> Result<(), NoJson> {
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            self.no_json()
        }
    }

    /// Goes over a string.
    pub fn string(&mut self) -> Result<Text, NoJson> {
        self.expect(b'"')?;
        let start = self.at - 1;
        let mut is_plain = true;
        loop {
            while let Some(eight) = self.bytes.get(self.at..self.at + 8) {
                let word = eight.try_into().map_or(0, u64::from_le_bytes);
                let found = special(word);
                if found != 0 {
                    self.at += found.trailing_zeros() as usize / 8;
                    break;
                }
                self.at += 8;
            }
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    let place = Place::new(start, self.at);
                    return Ok(Text { place, is_plain });
                }
                Some(b'\\') => {
                    is_plain = false;
                    self.escape()?;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.no_json(),
            }
        }
    }

    fn escape(&mut self) -> Result<(), NoJson> {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => {
                let digits = self.bytes.get(self.at + 2..self.at + 6);
                if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
                    return self.no_json();
                }
                self.at += 6;
            }
            _ => return self.no_json(),
        }
        Ok(())
    }

    /// Goes over any value, white space before it not included in its place.
    pub fn value(&mut self) -> Result<Place, NoJson> {
        self.peek();
        let start = self.at;
        // What closes the arrays and objects that are open.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek() {
                Some(b'{') => {
                    self.at += 1;
                    if self.peek() == Some(b'}') {
                        self.at += 1;
                    } else {
                        open.push(b'}');
                        self.key()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.at += 1;
                    if self.peek() == Some(b']') {
                        self.at += 1;
                    } else {
                        open.push(b']');
                        continue;
                    }
                }
                Some(b'"') => {
                    self.string()?;
                }
                Some(b't') => self.word(b"true")?,
                Some(b'f') => self.word(b"false")?,
                Some(b'n') => self.word(b"null")?,
                Some(b'-' | b'0'..=b'9') => self.number()?,
                _ => return self.no_json(),
            }
            // After a value: the next member, or the end of what is open.
            loop {
                let Some(close) = open.last().copied() else {
                    return Ok(Place::new(start, self.at));
                };
                match self.peek() {
                    Some(b',') => {
                        self.at += 1;
                        if close == b'}' {
                            self.key()?;
                        }
                        break;
                    }
                    Some(byte) if byte == close => {
                        self.at += 1;
                        open.pop();
                    }
                    _ => return self.no_json(),
                }
            }
        }
    }

    /// Goes over a key and its colon.
    pub fn key(&mut self) -> Result<Text, NoJson> {
        let key = self.string()?;
        self.expect(b':')?;
        Ok(key)
    }

    fn word(&mut self, word: &[u8]) -> Result<(), NoJson> {
        if self.bytes.get(self.at..self.at + word.len()) != Some(word) {
            return self.no_json();
        }
        self.at += word.len();
        Ok(())
    }

    fn number(&mut self) -> Result<(), NoJson> {
        let has = |at: usize, byte: u8| self.bytes.get(at) == Some(&byte);
        let mut at = self.at + usize::from(has(self.at, b'-'));
        let whole = self.digits(at);
        // No number but 0 begins with a 0.
        let mut good = whole == 1 || whole > 1 && !has(at, b'0');
        at += whole;
        if has(at, b'.') {
            let digits = self.digits(at + 1);
            good &= digits > 0;
            at += 1 + digits;
        }
        if has(at, b'e') || has(at, b'E') {
            at += 1 + usize::from(has(at + 1, b'+') || has(at + 1, b'-'));
            let digits = self.digits(at);
            good &= digits > 0;
            at += digits;
        }
        if !good {
            return self.no_json();
        }
        self.at = at;
        Ok(())
    }

    fn digits(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }
}
