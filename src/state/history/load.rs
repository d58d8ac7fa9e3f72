//! From the request to a history that is understood.

use durable_api::scan::is_to_ask;
use durable_api::{StatusOptions, calls};
use signals::RwSignal;

use super::reading::Reading;
use super::{Answer, Consent, Content, HistoryHere, Progress};
use crate::browser::fetch::Abort;
use crate::browser::stream::IncomingText;
use crate::browser::{clock, file};
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::state::instance::is_unopenable;
use crate::state::query::Loaded;
use crate::state::receiving::Receiving;
use crate::words::Word;

/// How often the user is told how much has come, in milliseconds: telling takes the browser longer than reading does.
const TELL_MS: f64 = 100.0;

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
        if let Some(reading) = receive(&mut answer, &wanted, &abort).await? {
            return reading.finish(answer.status(), wanted.content).await;
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

/// The answer, read as far as it has come while the rest of it comes; `None` when the user wants a summary instead.
async fn receive<'a>(
    answer: &mut Receiving,
    wanted: &Wanted,
    abort: &'a Abort,
) -> Result<Option<Reading<'a>>, ApiError> {
    let room = answer
        .stated()
        .and_then(|bytes| usize::try_from(bytes).ok());
    // A host may state what it likes.
    let mut reading = Reading::new(room.unwrap_or(0).min(64 << 20), abort);
    let mut text = IncomingText::default();
    let (mut for_file, mut told) = (false, f64::NEG_INFINITY);
    while let Some(piece) = answer.next().await? {
        text.push(&piece, &mut |text| reading.push(text));
        let (bytes, of, since) = (reading.bytes(), answer.stated(), answer.since());
        let agreed = wanted.agreed.try_get_untracked().unwrap_or(u64::MAX);
        if !for_file && is_to_ask(bytes, of, agreed) {
            match wanted.ask(bytes, of, abort).await? {
                Answer::All => {}
                Answer::Summary => return Ok(None),
                Answer::Download => for_file = true,
            }
            told = f64::NEG_INFINITY;
        }
        let now = clock::monotonic();
        if now - told >= TELL_MS {
            wanted.say(Progress::Receiving { bytes, of, since });
            told = now;
        }
        reading.go_on().await?;
    }
    text.finish(&mut |text| reading.push(text));
    while for_file {
        let name = format!("{}.json", file::name_of(&wanted.id));
        file::save(&name, "application/json", reading.text());
        // It is all here now: it may still be looked at.
        match wanted.ask(reading.bytes(), None, abort).await? {
            Answer::All => for_file = false,
            Answer::Summary => return Ok(None),
            Answer::Download => {}
        }
    }
    Ok(Some(reading))
}
