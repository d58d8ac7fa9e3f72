//! Writing a hub's capability card: carries out what [`durable_api::capability`] wants to know.

use durable_api::capability::{Ask, Capabilities, Notes, Seen, next};
use durable_api::{calls, decode};

use crate::browser::fetch::Abort;
use crate::browser::{clock, location, timing};
use crate::state::client::Client;
use crate::state::error::ApiError;
use crate::words::Word;

/// Asks, a few reads at the most, and sums up. `thorough`: also what may well be refused. The error is that of the first request: later ones only leave their point open.
pub async fn look(client: Client, thorough: bool) -> Result<Capabilities, ApiError> {
    timing::clear();
    let mut notes = Notes {
        address: client.connection.address.clone(),
        page: location::origin(),
        key_held: client.key.is_some(),
        thorough,
        answers: Vec::new(),
    };
    while let Some(ask) = next(&notes) {
        let seen = see(&client, &notes, &ask).await;
        let seen = match seen {
            Ok(seen) => seen,
            Err(error) if ask == Ask::First => return Err(error),
            Err(_) => Seen::default(),
        };
        notes.answers.push((ask, seen));
    }
    // The first answer was good, or this is not reached.
    Capabilities::of(&notes).ok_or_else(|| ApiError::new(crate::state::error::Cause::Decode))
}

async fn see(client: &Client, notes: &Notes, ask: &Ask) -> Result<Seen, ApiError> {
    let (request, address) = ask.request(notes);
    let url = request.url(&address);
    let mut client = client.clone();
    client.connection.address = address;
    client.key = client.key.filter(|_| ask.carries_key());
    let sent = clock::now();
    let note = Some(Word::NoteCapability);
    let answer = client.send(&request, note, &Abort::new()).await?;
    if *ask == Ask::First {
        decode::list_answer(answer.status, &answer.body)?;
    }
    let header = |name: &str| answer.header(name).map(str::to_owned);
    let seen = Seen {
        status: answer.status,
        token: header(calls::CONTINUATION_HEADER),
        date: header("date"),
        sent_ms: whole(sent),
        came_ms: whole(clock::now()),
        sizes: timing::sizes(&url),
        ..Seen::default()
    };
    Ok(seen.with_body(ask, &answer.body))
}

#[allow(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
fn whole(ms: f64) -> i64 {
    ms as i64
}
