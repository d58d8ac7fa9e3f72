//! An answer that is read while it comes: what is large can be watched, waited with, and given up in the middle.

use std::{cell::Cell, rc::Rc};

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ResponseType};

use super::fetch::{Abort, Outcome, Request, start};
use super::{policy, timers::Timeout};

/// An answer whose body is still coming.
pub struct Stream {
    /// The HTTP status.
    pub status: u16,
    /// How many bytes the body is said to have, where the host says it and this page may read it. Of a packed answer that is the
    /// packed size.
    pub stated: Option<u64>,
    /// `None`: the body is empty.
    reader: Option<ReadableStreamDefaultReader>,
    abort: Abort,
    timeout_ms: u32,
}

/// Gives up what is silent for too long.
struct Patience {
    over: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Patience {
    fn new(ms: u32, abort: &Abort) -> Self {
        let over = Rc::new(Cell::new(false));
        let (flag, abort) = (over.clone(), abort.clone());
        let timer = Timeout::new(ms, move || {
            flag.set(true);
            abort.abort();
        });
        Self {
            over,
            _timer: timer,
        }
    }

    /// Why it ended, if it was given up.
    fn given_up(&self, abort: &Abort, after_ms: u32) -> Option<Outcome> {
        match (self.over.get(), abort.is_aborted()) {
            (true, _) => Some(Outcome::TimedOut { after_ms }),
            (false, true) => Some(Outcome::Aborted),
            (false, false) => None,
        }
    }
}

/// Sends a request and waits for the beginning of the answer. The failure is never [`Outcome::Answer`].
pub async fn open(request: &Request, abort: &Abort) -> Result<Stream, Outcome> {
    policy::listen();
    let patience = Patience::new(request.timeout_ms, abort);
    let response = match start(request, abort).await {
        Ok(response) => response,
        Err(message) => {
            let given_up = patience.given_up(abort, request.timeout_ms);
            return Err(given_up.unwrap_or(Outcome::Unreachable { message }));
        }
    };
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(Outcome::Redirected);
    }
    let stated = response.headers().get("content-length");
    Ok(Stream {
        status: response.status(),
        stated: stated.and_then(|it| it.parse().ok()),
        reader: response
            .body()
            .and_then(|body| body.get_reader().dyn_into().ok()),
        abort: abort.clone(),
        timeout_ms: request.timeout_ms,
    })
}

impl Stream {
    /// The next piece of the body; `None` at its end. The patience begins anew with each piece, so a pause between two calls costs
    /// none.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Outcome> {
        let Some(reader) = &self.reader else {
            return Ok(None);
        };
        let patience = Patience::new(self.timeout_ms, &self.abort);
        let read = JsFuture::from(reader.read()).await;
        let given_up = patience.given_up(&self.abort, self.timeout_ms);
        match (read, given_up) {
            (_, Some(given_up)) => Err(given_up),
            (Ok(read), None) => Ok(piece(&read)),
            (Err(_), None) => Err(Outcome::Cut {
                status: self.status,
            }),
        }
    }
}

/// The bytes of a `{ value, done }`.
fn piece(read: &JsValue) -> Option<Vec<u8>> {
    let value = Reflect::get(read, &JsValue::from_str("value")).ok()?;
    let bytes: Uint8Array = value.dyn_into().ok()?;
    Some(bytes.to_vec())
}

/// Text that comes in pieces, which may end within a character.
#[derive(Default)]
pub struct IncomingText {
    /// The beginning of a character whose rest has not come.
    rest: Vec<u8>,
    /// Whether anything was given on: a byte order mark stands before all else.
    is_begun: bool,
}

impl IncomingText {
    /// Takes the next piece and gives on what text it is. Bytes that are no UTF-8 become U+FFFD; a byte order mark is no part of it.
    pub fn push(&mut self, piece: &[u8], give: &mut dyn FnMut(&str)) {
        if self.rest.is_empty() {
            self.take(piece, give);
        } else {
            let mut whole = std::mem::take(&mut self.rest);
            whole.extend_from_slice(piece);
            self.take(&whole, give);
        }
    }

    fn take(&mut self, mut bytes: &[u8], give: &mut dyn FnMut(&str)) {
        loop {
            let error = match str::from_utf8(bytes) {
                Ok(text) => return self.give(text, give),
                Err(error) => error,
            };
            let (good, after) = bytes.split_at(error.valid_up_to());
            self.give(str::from_utf8(good).unwrap_or_default(), give);
            let Some(bad) = error.error_len() else {
                self.rest = after.to_vec();
                return;
            };
            self.give("\u{fffd}", give);
            bytes = after.get(bad..).unwrap_or_default();
        }
    }

    fn give(&mut self, text: &str, give: &mut dyn FnMut(&str)) {
        let is_first = !self.is_begun;
        self.is_begun |= !text.is_empty();
        let text = if is_first {
            text.strip_prefix('\u{feff}').unwrap_or(text)
        } else {
            text
        };
        give(text);
    }

    /// Nothing more comes.
    pub fn finish(mut self, give: &mut dyn FnMut(&str)) {
        if !self.rest.is_empty() {
            self.give("\u{fffd}", give);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::IncomingText;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_is_the_same_wherever_it_was_cut(text: String, mark: bool, sizes in proptest::collection::vec(1_usize..7, 1..9)) {
            let sent = format!("{}{text}", if mark { "\u{feff}" } else { "" });
            let (mut incoming, mut seen) = (IncomingText::default(), String::new());
            let (mut rest, mut sizes) = (sent.as_bytes(), sizes.into_iter().cycle());
            while !rest.is_empty() {
                let (piece, after) = rest.split_at(sizes.next().unwrap_or(1).min(rest.len()));
                incoming.push(piece, &mut |text| seen.push_str(text));
                rest = after;
            }
            incoming.finish(&mut |text| seen.push_str(text));
            prop_assert_eq!(&seen, sent.strip_prefix('\u{feff}').unwrap_or(&sent));
        }

        #[test]
        fn what_is_no_text_reads_as_it_does_in_one_piece(bytes: Vec<u8>, at: usize) {
            let (mut incoming, mut seen) = (IncomingText::default(), String::new());
            let (one, other) = bytes.split_at(at % (bytes.len() + 1));
            incoming.push(one, &mut |text| seen.push_str(text));
            incoming.push(other, &mut |text| seen.push_str(text));
            incoming.finish(&mut |text| seen.push_str(text));
            let whole = String::from_utf8_lossy(&bytes);
            prop_assert_eq!(seen.as_str(), whole.strip_prefix('\u{feff}').unwrap_or(&whole));
        }
    }
}
