//! Files: chosen by a person, and saved from the page.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use super::locate::{Locator, file_input};
use super::page::{Page, must};

impl Page {
    /// Chooses a file of this name and text for the page's one input for files.
    pub async fn choose_file(&self, name: &str, text: &str) {
        let path = self.folder("chosen").join(name);
        fs::write(&path, text).expect("the profile's folder can be written to");
        self.give_file(&file_input(), &path.display().to_string())
            .await;
    }

    /// Presses a button that saves a file, and gives the file's text.
    pub async fn download(&self, button: &Locator) -> String {
        let folder = self.folder("saved");
        let behaviour =
            json!({ "behavior": "allow", "downloadPath": folder.display().to_string() });
        must(
            "allow downloads",
            self.session
                .cdp("Browser.setDownloadBehavior", behaviour)
                .await,
        );
        self.click(button).await;
        self.until("a file was saved", async || {
            let entries = fs::read_dir(&folder).ok()?;
            // While it is written Chromium calls it otherwise, and keeps its name by an empty file. None that is saved here is empty.
            let whole = entries.flatten().map(|it| it.path()).find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                !name.ends_with(".crdownload") && !name.starts_with('.')
            })?;
            let text = fs::read_to_string(&whole).ok()?;
            if text.is_empty() {
                return None;
            }
            fs::remove_file(&whole).ok()?;
            Some(text)
        })
        .await
    }

    /// A folder of this browser's own.
    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.profile.join(format!("of-tests-{name}"));
        fs::create_dir_all(&folder).expect("the profile's folder can be written to");
        folder
    }
}
