//! An arena of short texts, each known by one 32-bit number.

/// Bytes of a usual chunk. A text longer than it gets a chunk of its own.
const CHUNK: usize = 1 << 18;
const PLACE_BITS: u32 = 18;
/// Room is given in steps of this many bytes, so that a text can take the place of another of about its length.
const STEP: usize = 8;
/// A place larger than this is not used again: such texts are rare.
const LARGEST: usize = 16_384;

/// Texts in chunks that never move: growing copies nothing, and a text that is given back leaves its place to another
/// of the same size.
///
/// Each text has its length before it: digits of 6 bits, the lowest first, each but the last with 64 added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    chunks: Vec<String>,
    /// Places given back, by their size in steps.
    free: Vec<Vec<u32>>,
    /// Bytes of the chunks, used or not.
    reserved: usize,
    free_places: usize,
}

impl Texts {
    /// Keeps a text. `None` when the arena has 4 GiB.
    pub(crate) fn add(&mut self, text: &str) -> Option<u32> {
        let size = size_of_text(text);
        if let Some(number) = self.take_free(size) {
            self.overwrite(number, text);
            return Some(number);
        }
        let fits = self
            .chunks
            .last()
            .is_some_and(|chunk| chunk.len() < CHUNK && chunk.capacity() - chunk.len() >= size);
        if !fits {
            if self.chunks.len() >= 1 << (32 - PLACE_BITS) {
                return None;
            }
            let capacity = size.max(CHUNK);
            self.chunks.push(String::with_capacity(capacity));
            self.reserved += capacity;
        }
        let number = self.chunks.len().checked_sub(1)?;
        let chunk = self.chunks.last_mut()?;
        let place = chunk.len();
        write(chunk, text, size);
        // The highest numbers are left to whoever keeps them for other ends.
        let number = (number << PLACE_BITS | place) as u32;
        (number < u32::MAX - 15).then_some(number)
    }

    /// The text of that number.
    #[inline]
    pub(crate) fn get(&self, number: u32) -> &str {
        self.look(number).unwrap_or_default()
    }

    /// Puts another text in the place of this one, which is used again where the size allows.
    pub(crate) fn replace(&mut self, number: u32, text: &str) -> Option<u32> {
        if size_of_text(self.get(number)) == size_of_text(text) {
            self.overwrite(number, text);
            return Some(number);
        }
        self.give_back(number);
        self.add(text)
    }

    /// Leaves the place of a text to others.
    pub(crate) fn give_back(&mut self, number: u32) {
        let size = size_of_text(self.get(number));
        if size > LARGEST {
            return;
        }
        if self.free.len() <= size / STEP {
            self.free.resize_with(size / STEP + 1, Vec::new);
        }
        if let Some(places) = self.free.get_mut(size / STEP) {
            places.push(number);
            self.free_places += 1;
        }
    }

    /// Bytes of memory, those waiting for use included.
    pub(crate) fn bytes(&self) -> usize {
        self.reserved
            + self.chunks.capacity() * size_of::<String>()
            + self.free.capacity() * size_of::<Vec<u32>>()
            + self.free_places * 8
    }

    fn look(&self, number: u32) -> Option<&str> {
        let chunk = self.chunks.get((number >> PLACE_BITS) as usize)?;
        let mut at = number as usize & (CHUNK - 1);
        let (mut length, mut shift) = (0, 0);
        loop {
            let digit = usize::from(*chunk.as_bytes().get(at)?);
            at += 1;
            length |= (digit & 63) << shift;
            shift += 6;
            if digit < 64 {
                return chunk.get(at..at + length);
            }
        }
    }

    fn take_free(&mut self, size: usize) -> Option<u32> {
        if self.free_places == 0 {
            return None;
        }
        let number = self.free.get_mut(size / STEP)?.pop()?;
        self.free_places -= 1;
        Some(number)
    }

    /// Writes over a place of exactly the size that this text needs.
    fn overwrite(&mut self, number: u32, text: &str) {
        let size = size_of_text(text);
        let mut written = String::with_capacity(size);
        write(&mut written, text, size);
        let at = number as usize & (CHUNK - 1);
        if let Some(chunk) = self.chunks.get_mut((number >> PLACE_BITS) as usize)
            && chunk.is_char_boundary(at)
            && chunk.is_char_boundary(at + size)
        {
            chunk.replace_range(at..at + size, &written);
        }
    }
}

fn size_of_text(text: &str) -> usize {
    let mut digits = 1;
    let mut rest = text.len() >> 6;
    while rest > 0 {
        digits += 1;
        rest >>= 6;
    }
    (digits + text.len()).next_multiple_of(STEP)
}

fn write(out: &mut String, text: &str, size: usize) {
    let end = out.len() + size;
    let mut rest = text.len();
    while rest >= 64 {
        out.push(char::from((rest & 63 | 64) as u8));
        rest >>= 6;
    }
    out.push(char::from(rest as u8));
    out.push_str(text);
    while out.len() < end {
        out.push('\0');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_all_lengths_come_back() {
        let mut texts = Texts::default();
        let kept: Vec<(u32, String)> = (0..3000)
            .chain([CHUNK - 5, CHUNK, 3 * CHUNK, 1])
            .map(|length| {
                let text = "å".repeat(length / 2) + &"x".repeat(length % 2);
                (texts.add(&text).unwrap(), text)
            })
            .collect();
        for (number, text) in &kept {
            assert_eq!(texts.get(*number), text);
        }
    }

    #[test]
    fn a_text_that_changes_for_ever_takes_no_more_room() {
        let mut texts = Texts::default();
        let mut number = texts.add("first").unwrap();
        let other = texts.add("other").unwrap();
        for round in 0..200_000 {
            number = texts.replace(number, &"x".repeat(round % 90)).unwrap();
        }
        assert_eq!(texts.chunks.len(), 1);
        assert!(texts.chunks[0].len() < 2000, "{}", texts.chunks[0].len());
        assert_eq!(texts.get(other), "other");
    }
}
