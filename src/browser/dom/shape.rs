//! The constants of an element, as `view!` writes them (`crates/markup/src/shape.rs`): a mark, then what it is about, up to the next mark.

/// What comes next in a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Open,
    OpenSvg,
    Name,
    Value,
    Attribute,
    Property,
    Class,
    Style,
    Listener,
    Passive,
    Reference,
    Text,
    Child,
    Close,
}

/// The parts of a shape, in order.
pub(super) struct Parts(pub(super) &'static str);

impl Iterator for Parts {
    type Item = (Mark, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.0.as_bytes();
        let mark = mark_of(*bytes.first()?)?;
        let end = bytes[1..].iter().position(|it| mark_of(*it).is_some());
        let (text, rest) = self.0[1..].split_at(end.unwrap_or(bytes.len() - 1));
        self.0 = rest;
        Some((mark, text))
    }
}

/// The mark that a byte stands for; texts hold none of them.
fn mark_of(byte: u8) -> Option<Mark> {
    Some(match byte {
        0x01 => Mark::Open,
        0x02 => Mark::OpenSvg,
        0x03 => Mark::Name,
        0x04 => Mark::Value,
        0x05 => Mark::Attribute,
        0x06 => Mark::Property,
        0x07 => Mark::Class,
        0x08 => Mark::Style,
        0x0b => Mark::Listener,
        0x0c => Mark::Passive,
        0x0e => Mark::Reference,
        0x0f => Mark::Text,
        0x10 => Mark::Child,
        0x11 => Mark::Close,
        _ => return None,
    })
}
