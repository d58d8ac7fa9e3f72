//! Recordings of the real extension: scenarios of exchanges in the order they happened.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One scenario, from one file.
#[derive(Clone, Debug, Deserialize)]
pub struct Recording {
    /// The scenario's name; the file's, where the file does not say.
    #[serde(default)]
    pub scenario: String,
    /// What happened, in its order.
    pub exchanges: Vec<Exchange>,
}

/// One request with its answer.
#[derive(Clone, Debug, Deserialize)]
pub struct Exchange {
    /// What it shows. Need not be unique within a scenario.
    #[serde(default)]
    pub name: String,
    /// What was asked.
    pub request: Request,
    /// What was answered.
    pub response: Response,
}

/// What was asked.
#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    /// `GET`, `POST` …
    pub method: String,
    /// Path and query as on the wire.
    pub target: String,
    /// Header names in lower case.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body as text, if there was one.
    #[serde(default)]
    pub body: Option<String>,
}

/// What was answered.
#[derive(Clone, Debug, Deserialize)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case. Only content-type, location, retry-after and x-ms-continuation-token were kept.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The body as text; empty when there was none.
    #[serde(default)]
    pub body: Option<String>,
}

impl Response {
    /// The body, empty when there was none.
    pub fn text(&self) -> &str {
        self.body.as_deref().unwrap_or_default()
    }
}

/// The folder the repository's own recordings are in.
pub fn default_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings")
}

/// Reads every recording of a folder and the folders below it, or one file, by name.
///
/// JSON without exchanges is no recording and passed over with a word on stderr; a file that cannot be read is an
/// error, not a gap.
pub fn load(folder: &Path) -> Result<Vec<Recording>, String> {
    let mut paths = Vec::new();
    find(folder, &mut paths)?;
    paths.sort();
    let mut recordings = Vec::new();
    for path in &paths {
        recordings.extend(load_file(path)?);
    }
    Ok(recordings)
}

fn find(place: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    if place.is_file() {
        paths.push(place.to_owned());
        return Ok(());
    }
    let fault = |error: std::io::Error| format!("{}: {error}", place.display());
    for entry in std::fs::read_dir(place).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir()
            || path
                .extension()
                .is_some_and(|extension| extension == "json")
        {
            find(&path, paths)?;
        }
    }
    Ok(())
}

fn load_file(path: &Path) -> Result<Option<Recording>, String> {
    #[derive(Deserialize)]
    struct Outline<'a> {
        #[serde(borrow)]
        exchanges: Option<&'a serde_json::value::RawValue>,
    }
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| fault(&error))?;
    let text = text.trim_start_matches('\u{feff}');
    if matches!(serde_json::from_str(text), Ok(Outline { exchanges: None })) {
        eprintln!("{}: holds no exchanges", path.display());
        return Ok(None);
    }
    let mut recording: Recording = serde_json::from_str(text).map_err(|error| fault(&error))?;
    if recording.scenario.is_empty() {
        recording.scenario = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
    }
    Ok(Some(recording))
}
