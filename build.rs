//! Lists the languages that `src/words` holds beside English, for `src/words/language.rs`.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/words");
    let mut languages = Vec::new();
    for entry in fs::read_dir("src/words")? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "json") {
            languages.extend(path.file_stem().map(|it| it.to_string_lossy().into_owned()));
        }
    }
    languages.sort();
    let out = env::var("OUT_DIR")?;
    fs::write(
        Path::new(&out).join("languages.rs"),
        format!("{languages:?}"),
    )?;
    Ok(())
}
