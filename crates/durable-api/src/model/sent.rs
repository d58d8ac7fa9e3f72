//! What an orchestrator sent: to entities calls, signals, and requests for locks and their release; to others events.

use super::build::ModelBuilder;
use super::pairing::request;
use super::{Part, Seen};
use crate::order::text_key;
use crate::span::{Span, SpanKind};

impl ModelBuilder {
    pub(super) fn sent(&mut self, at: usize, event: &Seen<'_>) {
        let to_entity = event
            .instance_id
            .as_deref()
            .is_some_and(|id| id.starts_with('@'));
        let name = event.name.as_deref().unwrap_or_default();
        let message = if to_entity {
            request(event.input)
        } else {
            None
        };
        match message {
            Some(message) if name == "release" => {
                if let Some(id) = message.id {
                    self.released.push((text_key(&id), at, event.timestamp));
                }
            }
            // A signal for later is named `op@` and its time.
            Some(message) if name == "op" || name.starts_with("op@") => {
                if message.signal || message.id.is_none() {
                    let index = self.moment(at, event, SpanKind::EntitySignal);
                    self.rename(index, message.operation.as_deref());
                    return;
                }
                let lock = message.operation.is_none();
                let kind = if lock {
                    SpanKind::Lock
                } else {
                    SpanKind::EntityCall
                };
                let mut span = Span::new(kind, at);
                span.instance_id = event.instance_id.as_deref().map(|id| self.name(id));
                span.start = event.timestamp;
                let index = self.add(span, Part::Opens);
                let held = message.lock_set.join(", ");
                let held = (!held.is_empty()).then_some(held);
                self.rename(index, message.operation.or(held).as_deref());
                let id = text_key(&message.id.unwrap_or_default());
                self.requests.push((id, index));
                if lock {
                    self.locks.push((id, index));
                }
            }
            _ => {
                let index = self.moment(at, event, SpanKind::EventSent);
                self.rename(index, event.name.as_deref());
            }
        }
    }

    fn rename(&mut self, index: usize, name: Option<&str>) {
        let name = name.map(|name| self.name(name));
        if let Some(span) = self.model.spans.get_mut(index) {
            span.name = name;
        }
    }
}
