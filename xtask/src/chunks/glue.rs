//! The glue code with the loader of chunks in it: a file of its own would be one more request before the start.

use super::link_module::{self, Chunks};
use super::pack::Pack;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Where the loader's text takes the files of the chunks.
const PLACE: &str = "{/* files by chunk */}";

/// Writes the loader into the glue code in place of its imports of wasm-split's module, of which there is one for each chunk.
pub fn with_loader(glue: &str, loader: &str, chunks: &Chunks, pack: &Pack) -> Result<String> {
    let import = format!(" from \"./{}\"", link_module::FILE);
    let imports: Vec<&str> = glue
        .lines()
        .filter(|line| line.ends_with(&import))
        .collect();
    if imports.is_empty() {
        if chunks.is_empty() {
            return Ok(glue.to_owned());
        }
        bail!(
            "wasm-bindgen's glue code does not import {}",
            link_module::FILE
        );
    }
    if loader.matches(PLACE).count() != 1 {
        bail!("there is not exactly one place for the files in the loader of chunks");
    }
    // Comments are for readers of the source, and would be downloaded by everyone.
    let loader: Vec<&str> = loader
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let mut before = loader
        .join("\n")
        .replace(PLACE, &serde_json::to_string(&published(chunks, pack))?);
    before.push('\n');
    let mut text = glue.to_owned();
    for line in imports {
        let name = line
            .strip_prefix("import * as ")
            .and_then(|rest| rest.strip_suffix(&import))
            .with_context(|| {
                format!("the glue code imports in another way than expected: {line}")
            })?;
        let loaders = format!(
            "{}const {name} = chunkLoaders;",
            std::mem::take(&mut before)
        );
        text = text.replace(line, &loaders);
    }
    Ok(text)
}

/// The chunks with their files as they are called where they are published; what is packed, by its number.
fn published<'a>(chunks: &'a Chunks, pack: &Pack) -> BTreeMap<&'a str, Vec<Value>> {
    let mut published = BTreeMap::new();
    for (chunk, files) in chunks {
        let name = |file: &String| match pack.place(file) {
            Some(place) => json!(place),
            None => json!(link_module::short(file)),
        };
        let files = files.iter().map(name).collect();
        published.insert(chunk.as_str(), files);
    }
    published
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str =
        "/* @ts-self-types */\nimport * as import1 from \"./__wasm_split.js\"\n\nlet wasm;\n";
    const LOADER: &str = "// What this is\nconst chunkFiles = {/* files by chunk */};\n";

    fn one_chunk() -> Chunks {
        let files = vec!["split_instance".to_owned(), "chunk_2".to_owned()];
        Chunks::from([("instance".to_owned(), files)])
    }

    #[test]
    fn the_loader_takes_the_place_of_the_import() {
        let text = with_loader(GLUE, LOADER, &one_chunk(), &Pack::default()).unwrap();
        assert_eq!(
            text,
            "/* @ts-self-types */\nconst chunkFiles = {\"instance\":[\"instance\",\"chunk_2\"]};\n\
             const import1 = chunkLoaders;\n\nlet wasm;\n"
        );
    }

    #[test]
    fn what_is_packed_is_named_by_its_number() {
        let mut pack = Pack::default();
        assert!(pack.take("chunk_2", b"small"));
        let text = with_loader(GLUE, LOADER, &one_chunk(), &pack).unwrap();
        assert!(text.contains(r#"{"instance":["instance",0]}"#), "{text}");
    }

    #[test]
    fn the_loader_stands_once_for_several_imports() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n";
        let text = with_loader(glue, LOADER, &one_chunk(), &Pack::default()).unwrap();
        assert_eq!(
            text,
            "const chunkFiles = {\"instance\":[\"instance\",\"chunk_2\"]};\n\
             const import1 = chunkLoaders;\nconst import2 = chunkLoaders;\n"
        );
    }

    #[test]
    fn glue_code_that_imports_no_chunk_stays_as_it_is() {
        let glue = "let wasm;\n";
        assert_eq!(
            with_loader(glue, LOADER, &Chunks::new(), &Pack::default()).unwrap(),
            glue
        );
    }

    #[test]
    fn a_chunk_that_the_glue_code_cannot_load_is_an_error() {
        assert!(with_loader("let wasm;\n", LOADER, &one_chunk(), &Pack::default()).is_err());
        assert!(with_loader(GLUE, "no place", &one_chunk(), &Pack::default()).is_err());
    }
}
