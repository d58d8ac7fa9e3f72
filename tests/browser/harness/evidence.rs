//! What a failed test leaves behind to look at, in `target/browser-failures/<test>/`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::page::Page;

/// Writes the page's screenshot, address, text, console and requests. Best effort: the failure itself must not be
/// hidden by one of these.
pub async fn leave(page: &Page, folder: &Path, number: usize) {
    drop(std::fs::create_dir_all(folder));
    if let Some(png) = page.screenshot().await {
        drop(std::fs::write(
            folder.join(format!("page-{number}.png")),
            decode_base64(&png),
        ));
    }
    let mut text = String::new();
    let session = &page.session;
    if let Ok(address) = session.get("url").await {
        let _ = writeln!(text, "address: {address}");
    }
    if let Ok(body) = session
        .run("return document.body.innerText", serde_json::json!([]))
        .await
    {
        let _ = writeln!(text, "\n---- text\n{}", body.as_str().unwrap_or_default());
    }
    let watch = page.watched().await;
    let _ = writeln!(text, "\n---- console");
    for line in &watch.console {
        let _ = writeln!(text, "{} {}: {}", line.level, line.source, line.text);
    }
    let _ = writeln!(text, "\n---- requests");
    for request in &watch.requests {
        let _ = writeln!(text, "{} {}", request.method, request.url);
    }
    drop(std::fs::write(
        folder.join(format!("page-{number}.txt")),
        text,
    ));
}

/// The folder for a test's evidence, emptied of what an earlier run left.
pub fn folder(test: &str) -> PathBuf {
    let folder = target("browser-failures").join(test.replace("::", "."));
    drop(std::fs::remove_dir_all(&folder));
    folder
}

/// A folder below `target/` of this repository.
pub fn target(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target")
        .join(name)
}

/// Decodes standard base64, as the driver sends screenshots; what is not of its alphabet is skipped.
pub fn decode_base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(((held >> bits) & 0xFF) as u8);
        }
    }
    bytes
}
