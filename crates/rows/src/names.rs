//! Texts of which there are few, each kept once.

use crate::hash::{Index, hash};

/// Texts by number, each kept once and for good: orchestrators' names, the keys of groups.
#[derive(Clone, Debug, Default)]
pub struct Names {
    all: Vec<Box<str>>,
    index: Index,
    /// The one asked for last: neighbours in a list are mostly of one name.
    last: u32,
    bytes: usize,
}

impl Names {
    /// The number of a text, new or known. They count from 0.
    pub fn number(&mut self, name: &str) -> u32 {
        if self
            .all
            .get(self.last as usize)
            .is_some_and(|it| **it == *name)
        {
            return self.last;
        }
        let h = hash(name);
        self.last = self.find(name).unwrap_or_else(|| {
            let number = self.all.len() as u32;
            self.all.push(name.into());
            self.bytes += name.len() + size_of::<Box<str>>();
            let all = &self.all;
            self.index.insert(h, number, |it| {
                all.get(it as usize).map_or(0, |name| hash(name))
            });
            number
        });
        self.last
    }

    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        let is = |it: u32| self.all.get(it as usize).is_some_and(|it| **it == *name);
        self.index.find(hash(name), is)
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", |it| it)
    }

    pub(crate) fn all(&self) -> &[Box<str>] {
        &self.all
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes + self.index.bytes()
    }
}
