//! The recordings, and numbers that look random and repeat.

use serde_json::Value;
use std::path::Path;

/// All exchanges of a recorded scenario as JSON.
pub fn exchanges(scenario: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings");
    let text = std::fs::read_to_string(folder.join(format!("{scenario}.json"))).unwrap();
    let recording: Value = serde_json::from_str(&text).unwrap();
    recording["exchanges"].as_array().unwrap().clone()
}

/// The body of the exchange of that name; of the last one, if several have it.
pub fn body(scenario: &str, name: &str) -> String {
    let found = exchanges(scenario)
        .into_iter()
        .rfind(|exchange| exchange["name"] == name);
    found.unwrap()["response"]["body"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// How many cases a property is tried with: `DURABLE_API_CASES`, or 10,000.
pub fn cases() -> u64 {
    std::env::var("DURABLE_API_CASES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(10_000)
}

/// `SplitMix64`: the same seed gives the same cases on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).unwrap()
    }

    pub fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// Text of up to `most` characters, rich in what is awkward in an address.
    pub fn text(&mut self, most: usize) -> String {
        const AWKWARD: &[&str] = &[
            "%", "%2", "%2F", "%2f", "%25", "%2541", "%zz", "%C3%A5", "%ff", "+", " ", "/", "\\",
            "?", "#", "&", "=", ":", "@", ";", "'", "\"", "(", ")", "~", ".", "..", "^", "|", "{",
            "}", "<", ">", "å", "订", "😀", "\u{301}", "\u{0}", "\u{7f}", "\u{202e}", "\u{feff}",
            "$", ",", "!", "*",
        ];
        let mut out = String::new();
        for _ in 0..self.below(most + 1) {
            if self.chance(3) {
                out.push_str(self.pick(AWKWARD));
            } else {
                out.push(char::from(b"abcXYZ0129-_"[self.below(12)]));
            }
        }
        out
    }

    /// The text with a few of its bytes changed, dropped or doubled, kept valid UTF-8.
    pub fn mangled(&mut self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=self.below(4) {
            if bytes.is_empty() {
                break;
            }
            let at = self.below(bytes.len());
            match self.below(5) {
                0 => bytes[at] = b"\"{}[],:\\0x \n%+"[self.below(14)],
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"\"{}[],:\\u1e%/?#&"[self.below(16)]),
                3 => bytes.truncate(at),
                _ => {
                    let end = (at + self.below(20)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// The names of all recorded scenarios, in their order.
pub fn scenarios() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".json").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}
