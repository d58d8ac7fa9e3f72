//! A column that few rows have.

use crate::Slot;

/// Values of a few slots, in the order of these. Adding at the end is quick, which is where rows come.
#[derive(Clone, Debug, Default)]
pub(super) struct Sparse<T>(Vec<(Slot, T)>);

impl<T> Sparse<T> {
    pub(super) fn get(&self, slot: Slot) -> Option<&T> {
        let at = self.place(slot).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    pub(super) fn set(&mut self, slot: Slot, value: T) {
        match self.place(slot) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = value;
                }
            }
            Err(at) => self.0.insert(at, (slot, value)),
        }
    }

    pub(super) fn remove(&mut self, slot: Slot) -> Option<T> {
        let at = self.place(slot).ok()?;
        Some(self.0.remove(at).1)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<(Slot, T)>()
    }

    fn place(&self, slot: Slot) -> Result<usize, usize> {
        match self.0.last() {
            Some((last, _)) if *last < slot => Err(self.0.len()),
            _ => self.0.binary_search_by_key(&slot, |(slot, _)| *slot),
        }
    }
}
