//! Guesses about ids nobody has seen yet: where to cut a range, and how much of it may be left.
//!
//! Nothing here is ever claimed. A bad guess costs a request.

use super::key::Key;
use super::span::Span;

/// Characters that ids are made of and that are their own store keys, in the store's order.
const COMMON: &str = "-.0123456789:@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
const DIGITS: &str = "0123456789";
const HEX: &str = "0123456789abcdef";

/// How many characters behind the common ones tell how far apart two ids are.
const DEPTH: usize = 6;

/// The characters at one place of ids like these: the fewest that hold all that are there.
fn alphabet<'a>(ids: &[&'a [char]], place: usize) -> &'a str {
    let here = || ids.iter().filter_map(|id| id.get(place));
    for set in [DIGITS, HEX] {
        if here().next().is_some() && here().all(|c| set.contains(*c)) {
            return set;
        }
    }
    COMMON
}

/// The place of a character in an alphabet, between -1 (before all) and its length (behind all).
fn rank(alphabet: &str, c: Option<&char>) -> i32 {
    let Some(c) = c else { return -1 };
    let before = alphabet.chars().filter(|known| known < c).count();
    let there = alphabet.contains(*c);
    let rank = i32::try_from(before).unwrap_or_default();
    // What is between two characters of the alphabet counts as the one before it.
    if there { rank } else { rank - 1 }
}

fn at_rank(alphabet: &str, rank: i32) -> Option<char> {
    alphabet.chars().nth(usize::try_from(rank).ok()?)
}

fn common(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}

fn key_of(head: &[char], last: char) -> Key {
    let mut id: String = head.iter().collect();
    id.push(last);
    Key::of(id)
}

/// A place well inside a range, counted in characters; `None` where the ends leave no room for a guess.
pub(super) fn middle(range: &Span<Key>) -> Option<Key> {
    let low: Vec<char> = range.from.id().trim_end().chars().collect();
    let high: Vec<char> = match &range.to {
        Some(to) => to.id().chars().collect(),
        None => vec!['\u{ffff}'],
    };
    let same = common(&low, &high);
    let inside = |key: Key| (key > range.from && range.has(&key)).then_some(key);
    let set = alphabet(&[&low, &high], same);
    let (from, to) = (rank(set, low.get(same)), rank(set, high.get(same)));
    if to - from >= 2 {
        let head = low.get(..same)?;
        return inside(key_of(head, at_rank(set, from + (to - from) / 2)?));
    }
    // Neighbours: the room is behind the lower one's character, or below the upper one's.
    let deeper = |id: &[char], upper: bool| {
        let head = id.get(..=same)?;
        let set = alphabet(&[id], same + 1);
        let there = rank(set, id.get(same + 1));
        let size = i32::try_from(set.len()).ok()?;
        let (from, to) = if upper { (-1, there) } else { (there, size) };
        (to - from >= 2).then_some(())?;
        inside(key_of(head, at_rank(set, from + (to - from) / 2)?))
    };
    deeper(&low, false).or_else(|| deeper(&high, true))
}

/// Places ahead of a page in a range, counted as its ids count: with `order-100143` and `order-100988` at its ends, a thousand, ten
/// thousand, … ahead; the farthest first.
pub(super) fn ahead(range: &Span<Key>, first: &str, last: &str) -> Vec<Key> {
    let first: Vec<char> = first.chars().collect();
    let last: Vec<char> = last.chars().collect();
    let varied = common(&first, &last);
    let step = |place: usize| {
        let next = rank_after(last.get(place))?;
        let step = key_of(last.get(..place)?, next);
        (step > range.from && range.has(&step)).then_some(step)
    };
    (0..varied).filter_map(step).collect()
}

/// The character behind this one, where ids count by it.
fn rank_after(c: Option<&char>) -> Option<char> {
    let c = c.filter(|c| c.is_ascii_alphanumeric())?;
    at_rank(COMMON, rank(COMMON, Some(c)) + 1)
}

/// How far it is through a range from its beginning to a place, 0 to 1, counted in characters.
#[allow(clippy::cast_precision_loss)] // alphabets are short
pub(super) fn part(range: &Span<Key>, place: &Key) -> f64 {
    let low: Vec<char> = range.from.id().chars().collect();
    let here: Vec<char> = place.id().chars().collect();
    let high: Vec<char> = match &range.to {
        Some(to) => to.id().chars().collect(),
        None => vec!['\u{ffff}'],
    };
    let same = common(&low, &high);
    let (mut scale, mut passed, mut whole) = (1.0, 0.0, 0.0);
    for place in same..same + DEPTH {
        let set = alphabet(&[&low, &here, &high], place);
        scale /= set.len() as f64 + 2.0;
        let digit = |id: &[char]| f64::from(rank(set, id.get(place)));
        passed += (digit(&here) - digit(&low)) * scale;
        whole += (digit(&high) - digit(&low)) * scale;
    }
    if whole <= 0.0 {
        return 0.0;
    }
    (passed / whole).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: &str, to: &str) -> Span<Key> {
        Span::new(Key::of(from), (!to.is_empty()).then(|| Key::of(to)))
    }

    #[test]
    fn a_middle_is_always_inside() {
        for (from, to) in [
            ("", ""),
            ("00af", "8"),
            ("0", "1"),
            ("order-1", "order-2"),
            ("order-1 ", "order-10"),
            ("batch/2026", "batch/2027"),
            ("å", ""),
            ("~", ""),
            ("zzz", "zzzz"),
            ("a", "a "),
        ] {
            if let Some(middle) = middle(&range(from, to)) {
                assert!(range(from, to).has(&middle), "{from} {middle:?} {to}");
            }
        }
        assert_eq!(middle(&range("00af", "8f")), Some(Key::of("4")));
        assert_eq!(
            middle(&range("order-1000", "order-9")),
            Some(Key::of("order-5"))
        );
        assert_eq!(middle(&range("0a", "1")), Some(Key::of("0d")));
    }

    #[test]
    fn steps_ahead_are_counted_as_the_page_counts() {
        let page = ("order-10000143", "order-10000988");
        let steps = ahead(&range("order-10000988 ", ""), page.0, page.1);
        let has = |id: &str| steps.contains(&Key::of(id));
        assert!(
            has("order-2") && has("order-101") && has("order-10001"),
            "{steps:?}"
        );
        assert!(steps.is_sorted_by(|a, b| a > b));
        let near = ahead(&range("order-10000988 ", "order-10005"), page.0, page.1);
        assert_eq!(near, [Key::of("order-10001")]);
        assert_eq!(ahead(&range("0f ", ""), "00", "0f"), [Key::of("1")]);
        assert_eq!(ahead(&range("0f ", "1"), "00", "0f"), []);
    }

    #[test]
    fn the_part_grows_with_the_place() {
        let whole = range("order-1000", "order-2000");
        let at = |id: &str| part(&whole, &Key::of(id));
        assert!(at("order-1000") < 0.01);
        assert!((at("order-1500") - 0.5).abs() < 0.1, "{}", at("order-1500"));
        assert!(at("order-1999") > 0.8, "{}", at("order-1999"));
        assert!((part(&range("", ""), &Key::of("8000")) - 0.2).abs() < 0.2);
    }
}
