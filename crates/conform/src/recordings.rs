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

/// Reads every `.json` file of a folder, by name. A file that is no recording is an error, not a gap.
pub fn load(folder: &Path) -> Result<Vec<Recording>, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry
            .map_err(|error| format!("{}: {error}", folder.display()))?
            .path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| load_file(path)).collect()
}

fn load_file(path: &Path) -> Result<Recording, String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| fault(&error))?;
    let mut recording: Recording =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| fault(&error))?;
    if recording.scenario.is_empty() {
        recording.scenario = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
    }
    Ok(recording)
}
