//! Reading a history while it comes, without a task that the user would feel.

use durable_api::ModelBuilder;
use durable_api::scan::{ScanStep, ScannedStatus, StatusScan};

use super::{Content, HistoryHere};
use crate::browser::fetch::Abort;
use crate::browser::slices::Slice;
use crate::state::error::{ApiError, Cause};
use crate::state::query::Loaded;

/// Bytes read between two looks at the clock.
const STRIDE: usize = 64 * 1024;

/// An answer as far as it was read.
pub struct Reading<'a> {
    scan: StatusScan,
    builder: ModelBuilder,
    stamp: Stamp,
    slice: Slice,
    abort: &'a Abort,
}

impl<'a> Reading<'a> {
    /// Of an answer that is expected to have so many bytes. Ends as soon as it is given up.
    pub fn new(room: usize, abort: &'a Abort) -> Self {
        Self {
            scan: StatusScan::coming(room),
            builder: ModelBuilder::default(),
            stamp: Stamp::default(),
            slice: Slice::begin(),
            abort,
        }
    }

    /// More of the answer.
    pub fn push(&mut self, text: &str) {
        self.scan.push(text);
    }

    /// What has come.
    pub fn text(&self) -> &str {
        self.scan.text()
    }

    /// How many bytes have come.
    pub fn bytes(&self) -> u64 {
        self.scan.text().len() as u64
    }

    /// Reads and understands what has come.
    pub async fn go_on(&mut self) -> Result<(), ApiError> {
        loop {
            let step = self.scan.step(STRIDE);
            self.scan.build(&mut self.builder, usize::MAX);
            self.stamp.take(self.scan.text(), STRIDE);
            self.breathe().await?;
            if step != ScanStep::More {
                return Ok(());
            }
        }
    }

    /// Lets the browser have its turn where it is time for it. Nothing goes on once the load is given up.
    async fn breathe(&mut self) -> Result<(), ApiError> {
        self.slice.breathe().await;
        if self.abort.is_aborted() {
            return Err(ApiError::new(Cause::Aborted));
        }
        Ok(())
    }

    /// All has come: reads what is left and pairs what belongs together. `content`: what was asked for.
    pub async fn finish(
        mut self,
        http_status: u16,
        content: Content,
    ) -> Result<Loaded<HistoryHere>, ApiError> {
        let bytes = self.bytes();
        self.scan.close();
        self.go_on().await?;
        while self.stamp.take(self.scan.text(), STRIDE) {
            self.breathe().await?;
        }
        let stamp = self.stamp.finish(self.scan.text(), content);
        let ScannedStatus { status, history } = self.scan.finish(http_status)?;
        let history = history.unwrap_or_default();
        let model = self.builder.finish();
        Ok(Loaded {
            data: HistoryHere {
                history,
                model,
                status,
                bytes,
                content,
            },
            stamp,
            poll: None,
        })
    }
}

/// A number that stands for a text, made while that comes.
#[derive(Default)]
struct Stamp {
    sum: u64,
    /// Up to where it was taken: whole words of eight bytes.
    at: usize,
}

impl Stamp {
    /// Takes about `bytes` more of what has come. Whether there is more.
    fn take(&mut self, text: &str, bytes: usize) -> bool {
        let rest = text.as_bytes().get(self.at..).unwrap_or_default();
        let (words, _) = rest.as_chunks::<8>();
        let most = bytes / 8 + 1;
        for word in words.iter().take(most) {
            self.sum = mixed(self.sum, u64::from_le_bytes(*word));
        }
        self.at += words.len().min(most) * 8;
        words.len() > most
    }

    /// The number of the whole text and of what it was asked for with.
    fn finish(mut self, text: &str, content: Content) -> u64 {
        while self.take(text, usize::MAX) {}
        let rest = text.as_bytes().get(self.at..).unwrap_or_default();
        let bytes = rest.iter().map(|byte| u64::from(*byte) + 1);
        bytes
            .chain([content as u64 + 1, text.len() as u64])
            .fold(self.sum, mixed)
    }
}

/// Mixes eight bytes into a number: nobody attacks it, and a history may be many megabytes.
fn mixed(sum: u64, word: u64) -> u64 {
    (sum.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::{Content, Stamp};

    const TEXT: &str = "{\"historyEvents\":[{\"EventType\":\"TaskCompleted\"}]}";

    fn stamp(text: &str) -> u64 {
        Stamp::default().finish(text, Content::Full)
    }

    #[test]
    fn any_other_byte_at_any_place_gives_another_stamp() {
        for at in 0..TEXT.len() {
            let mut other = TEXT.as_bytes().to_vec();
            other[at] ^= 1;
            let other = String::from_utf8(other).unwrap();
            assert_ne!(stamp(&other), stamp(TEXT), "byte {at}");
        }
        assert_ne!(stamp(&TEXT[1..]), stamp(TEXT));
        let summary = Stamp::default().finish(TEXT, Content::Summary);
        assert_ne!(summary, stamp(TEXT));
    }

    #[test]
    fn what_comes_in_pieces_has_the_stamp_of_the_whole() {
        for cut in 0..TEXT.len() {
            let mut coming = Stamp::default();
            while coming.take(&TEXT[..cut], 8) {}
            assert_eq!(coming.finish(TEXT, Content::Full), stamp(TEXT), "{cut}");
        }
    }
}
