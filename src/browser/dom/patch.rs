//! Changing what stands on the page to what shall stand there. Where shapes are the same, elements stay with all that is theirs: focus, caret,
//! scroll position, what was unfolded. What does not change is not written.

use super::{
    keyed::LiveList,
    live::{Live, LiveDynamic, LiveElement, LiveSlot, build},
    markup::{Element, Markup, Slot},
};

impl Live {
    /// Makes this what the markup says.
    pub(super) fn patch(&mut self, markup: Markup) {
        match (&mut *self, markup) {
            (Self::Empty(_), Markup::Empty) => {}
            (Self::Text(node, now), Markup::Text(text)) => {
                if *now != text {
                    node.set_text(&text);
                    *now = text;
                }
            }
            (Self::Element(live), Markup::Element(element)) if live.shape == element.shape => {
                live.patch(element);
            }
            (Self::Many(live), Markup::Many(many)) if !many.is_empty() => patch_many(live, many),
            (Self::Dynamic(live), Markup::Dynamic(draw)) => {
                let standing = live.take();
                *live = LiveDynamic::new(draw, standing);
            }
            (Self::Keyed(live), Markup::Keyed(rows)) => {
                let standing = live.take();
                *live = LiveList::new(rows, Some(standing));
            }
            (_, markup) => self.replace(build(markup)),
        }
    }

    /// Puts something else where this stands.
    fn replace(&mut self, new: Self) {
        let place = self.first();
        if let Some(parent) = place.parent() {
            new.insert(&parent, Some(&place));
        }
        std::mem::replace(self, new).remove();
    }
}

impl LiveElement {
    fn patch(&mut self, element: Element) {
        for (live, slot) in self.slots.iter_mut().zip(element.slots) {
            match (live, slot) {
                (LiveSlot::Child(live), Slot::Child(child)) => live.patch(child),
                (LiveSlot::Value(shown), slot) => shown.set(slot),
                (LiveSlot::Listener(handler, _), Slot::Listener(new)) => {
                    handler.replace(new);
                }
                (LiveSlot::Reference(reference, node), Slot::Reference(new)) => {
                    reference.set(None);
                    new.set(Some(node.clone()));
                    *reference = new;
                }
                // The same shape has the same kinds of slots.
                _ => {}
            }
        }
    }
}

/// Patches one by one; what is more is added behind, what is missing is removed from there.
fn patch_many(live: &mut Vec<Live>, many: Vec<Markup>) {
    for surplus in live.drain(many.len().min(live.len())..) {
        surplus.remove();
    }
    for (at, markup) in many.into_iter().enumerate() {
        if let Some(it) = live.get_mut(at) {
            it.patch(markup);
            continue;
        }
        let place = live[at - 1].last();
        let new = build(markup);
        if let Some(parent) = place.parent() {
            new.insert(&parent, place.next().as_ref());
        }
        live.push(new);
    }
}
