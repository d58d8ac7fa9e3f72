//! The small files that chunks share, in one file: a page consists of dozens of them, and would ask for each.

use std::collections::BTreeMap;

/// How the file is called where it is published.
pub const FILE: &str = "shared";
/// Files of up to so many bytes are packed. A larger one is worth a request of its own, and is not worth downloading for who does not need it.
const SMALL: usize = 8 * 1024;
/// What every WebAssembly module begins with: by it the loader tells the portal's files from what else a host may send in their place.
const MAGIC: &[u8; 4] = b"\0asm";

/// Modules on their way into one file.
#[derive(Default)]
pub struct Pack {
    modules: Vec<Vec<u8>>,
    places: BTreeMap<String, usize>,
}

impl Pack {
    /// Takes a file's module if it is small; whether it did.
    pub fn take(&mut self, file: &str, module: &[u8]) -> bool {
        if module.len() > SMALL {
            return false;
        }
        self.places.insert(file.to_owned(), self.modules.len());
        self.modules.push(module.to_vec());
        true
    }

    /// The place of a file's module, if it was taken.
    pub fn place(&self, file: &str) -> Option<usize> {
        self.places.get(file).copied()
    }

    /// The file, if there is anything in it: the magic number, how many modules there are, the length of each, then all of them. Numbers have 32
    /// bits, the lowest first.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        if self.modules.is_empty() {
            return None;
        }
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX).to_le_bytes();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(number(self.modules.len()));
        for module in &self.modules {
            bytes.extend(number(module.len()));
        }
        for module in &self.modules {
            bytes.extend(module);
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_stand_behind_their_lengths() {
        let mut pack = Pack::default();
        assert_eq!(pack.bytes(), None);
        assert!(pack.take("chunk_3", b"one"));
        assert!(pack.take("chunk_7", b"other"));
        assert!(!pack.take("instance", &[0; SMALL + 1]), "too large");
        assert_eq!(pack.place("chunk_7"), Some(1));
        assert_eq!(pack.place("instance"), None);
        let bytes = pack.bytes().unwrap();
        assert_eq!(&bytes[..8], b"\0asm\x02\0\0\0");
        assert_eq!(&bytes[8..16], b"\x03\0\0\0\x05\0\0\0");
        assert_eq!(&bytes[16..], b"oneother");
    }
}
