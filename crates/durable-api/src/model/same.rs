//! Finding what was looked at again, in a later reading of the same history.

use super::HistoryModel;
use crate::span::Span;

impl HistoryModel {
    /// The span of this model that is span `at` of an earlier reading. Places move between two readings, for the host merges the
    /// beginning of what has ended into its end; kind, name and beginning stay. Of several that are alike it is the one with as many
    /// before it.
    pub fn same_span(&self, before: &Self, at: usize) -> Option<usize> {
        let span = before.spans.get(at)?;
        let earlier = before.spans.get(..at).unwrap_or_default();
        let rank = earlier.iter().filter(|it| is_like(it, span)).count();
        let mut found = None;
        let alike = self.spans.iter().enumerate();
        for (place, _) in alike.filter(|(_, it)| is_like(it, span)).take(rank + 1) {
            found = Some(place);
        }
        found
    }
}

fn is_like(one: &Span, other: &Span) -> bool {
    let same_id = match (&one.instance_id, &other.instance_id) {
        (Some(one), Some(other)) => one == other,
        // Of a finished child the older hosts do not tell it.
        _ => true,
    };
    one.kind == other.kind && one.start == other.start && one.name == other.name && same_id
}
