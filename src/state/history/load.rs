//! From the request to a history that is understood, without a task that the user would feel.

use durable_api::scan::{ScanStep, ScannedStatus, StatusScan, is_to_ask};
use durable_api::{ModelBuilder, StatusOptions, calls};
use signals::RwSignal;

use super::{Answer, Consent, Content, HistoryHere, Progress};
use crate::browser::fetch::Abort;
use crate::browser::stream::IncomingText;
use crate::browser::{clock, file, timers};
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::state::instance::is_unopenable;
use crate::state::query::Loaded;
use crate::state::receiving::Receiving;
use crate::words::Word;

/// How long a slice of reading takes, in milliseconds: half a frame.
const SLICE_MS: f64 = 8.0;
/// Bytes read between two looks at the clock.
const STRIDE: usize = 64 * 1024;
/// Events understood between two looks at the clock.
const EVENTS: usize = 512;

/// What is asked for, and where the load says how it goes.
pub struct Wanted {
    /// The instance.
    pub id: String,
    /// With what.
    pub content: Content,
    /// Up to which size in bytes the user has agreed.
    pub agreed: RwSignal<u64>,
    /// What the load has come to.
    pub content_now: RwSignal<Content>,
    /// How far it has come.
    pub progress: RwSignal<Progress>,
    /// Where it waits for the user's word.
    pub consent: Consent,
}

/// Loads the history. It is one answer, whole; it is asked for again when the status says that something happened, so it is not polled
/// by itself.
pub async fn load_history(
    client: Option<Client>,
    mut wanted: Wanted,
    abort: Abort,
) -> Result<Loaded<HistoryHere>, ApiError> {
    let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
    if is_unopenable(&wanted.id) {
        return Err(ApiError::new(Cause::NotFound));
    }
    loop {
        wanted.say(Progress::Begun);
        let options = StatusOptions {
            history: true,
            history_output: wanted.content == Content::Full,
            input: wanted.content != Content::Summary,
        };
        let request = calls::status(&wanted.id, options);
        let note = Some(Word::NoteHistory);
        let mut answer = client.receive(&request, note, &abort).await?;
        if let Some(text) = receive(&mut answer, &wanted, &abort).await? {
            return read(answer.status(), text, &wanted, &abort).await;
        }
        wanted.content = Content::Summary;
        wanted.content_now.try_set(Content::Summary);
    }
}

impl Wanted {
    fn say(&self, progress: Progress) {
        self.progress.try_set(progress);
    }

    /// Waits for the user's word.
    async fn ask(&self, bytes: u64, of: Option<u64>, abort: &Abort) -> Result<Answer, ApiError> {
        self.say(Progress::Asking { bytes, of });
        let answer = self.consent.wait().await;
        match answer {
            Ok(Answer::All) => {
                self.agreed.try_set(u64::MAX);
            }
            Err(_) => abort.abort(),
            Ok(_) => {}
        }
        answer.map_err(|_| ApiError::new(Cause::Aborted))
    }
}

/// The whole body; `None` when the user wants a summary instead.
async fn receive(
    answer: &mut Receiving,
    wanted: &Wanted,
    abort: &Abort,
) -> Result<Option<String>, ApiError> {
    let room = answer
        .stated()
        .and_then(|bytes| usize::try_from(bytes).ok());
    // A host may state what it likes.
    let mut text = IncomingText::with_room(room.unwrap_or(0).min(64 << 20));
    let mut for_file = false;
    while let Some(piece) = answer.next().await? {
        text.push(&piece);
        let (bytes, of, since) = (text.len() as u64, answer.stated(), answer.since());
        let agreed = wanted.agreed.try_get_untracked().unwrap_or(u64::MAX);
        if !for_file && is_to_ask(bytes, of, agreed) {
            match wanted.ask(bytes, of, abort).await? {
                Answer::All => {}
                Answer::Summary => return Ok(None),
                Answer::Download => for_file = true,
            }
        }
        wanted.say(Progress::Receiving { bytes, of, since });
    }
    let text = text.finish();
    while for_file {
        let name = format!("{}.json", file::name_of(&wanted.id));
        file::save(&name, "application/json", &text);
        // It is all here now: it may still be looked at.
        match wanted.ask(text.len() as u64, None, abort).await? {
            Answer::All => for_file = false,
            Answer::Summary => return Ok(None),
            Answer::Download => {}
        }
    }
    Ok(Some(text))
}

/// Reads and understands it, slice by slice.
async fn read(
    http_status: u16,
    text: String,
    wanted: &Wanted,
    abort: &Abort,
) -> Result<Loaded<HistoryHere>, ApiError> {
    let bytes = text.len() as u64;
    let mut slice = Slice::new(abort);
    let stamp = stamp(&text, wanted.content, &mut slice).await?;
    let mut scan = StatusScan::new(text);
    while scan.step(STRIDE) == ScanStep::More {
        if slice.is_over() {
            let (done, all) = scan.progress();
            wanted.say(Progress::Reading {
                share: share(done, all) * 0.7,
            });
            slice.next().await?;
        }
    }
    let ScannedStatus { status, history } = scan.finish(http_status)?;
    let history = history.unwrap_or_default();
    let mut builder = ModelBuilder::default();
    while !history.build(&mut builder, EVENTS) {
        if slice.is_over() {
            let done = share(builder.taken(), history.len());
            wanted.say(Progress::Reading {
                share: 0.7 + 0.3 * done,
            });
            slice.next().await?;
        }
    }
    // In a slice of its own: it pairs what is left.
    slice.next().await?;
    let model = builder.finish();
    slice.next().await?;
    Ok(Loaded {
        data: HistoryHere {
            history,
            model,
            status,
            bytes,
            content: wanted.content,
        },
        stamp,
        poll: None,
    })
}

/// Stands for the text and for what it was asked for with.
async fn stamp(text: &str, content: Content, slice: &mut Slice<'_>) -> Result<u64, ApiError> {
    let mut sum = content as u64 + 1;
    for part in text.as_bytes().chunks(STRIDE) {
        sum = mixed(sum, part);
        if slice.is_over() {
            slice.next().await?;
        }
    }
    Ok(sum)
}

/// Mixes bytes into a number, eight at a time: nobody attacks it, and a history may be many megabytes.
fn mixed(mut sum: u64, bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut mix = |word: u64| {
        sum = (sum.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    };
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    for byte in rest {
        mix(u64::from(*byte) + 1);
    }
    sum
}

#[allow(clippy::cast_precision_loss, reason = "a share need not be exact")]
fn share(done: usize, all: usize) -> f64 {
    done as f64 / all.max(1) as f64
}

/// Work for half a frame.
struct Slice<'a> {
    until: f64,
    abort: &'a Abort,
}

impl<'a> Slice<'a> {
    fn new(abort: &'a Abort) -> Self {
        Self {
            until: clock::monotonic() + SLICE_MS,
            abort,
        }
    }

    fn is_over(&self) -> bool {
        clock::monotonic() >= self.until
    }

    /// Lets the browser have its turn; nothing goes on once the load is given up.
    async fn next(&mut self) -> Result<(), ApiError> {
        timers::breathe().await;
        if self.abort.is_aborted() {
            return Err(ApiError::new(Cause::Aborted));
        }
        self.until = clock::monotonic() + SLICE_MS;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::mixed;

    #[test]
    fn any_other_byte_at_any_place_gives_another_stamp() {
        let text = b"{\"historyEvents\":[{\"EventType\":\"TaskCompleted\"}]}";
        let whole = mixed(1, text);
        for at in 0..text.len() {
            let mut other = *text;
            other[at] ^= 1;
            assert_ne!(mixed(1, &other), whole, "byte {at}");
        }
        assert_ne!(mixed(1, &text[1..]), whole);
        assert_ne!(mixed(2, text), whole);
    }
}
