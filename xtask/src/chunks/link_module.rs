//! What wasm-split says it made: a JavaScript module with a loader for each chunk.
//!
//! The portal loads chunks by a script of its own; read from here is only which files a chunk consists of: one of its own, and
//! one for each set of chunks that share something.

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// The name of this module, and of what the split main module imports.
pub const FILE: &str = "__wasm_split.js";

/// The files, without `.wasm`, of each chunk.
pub type Chunks = BTreeMap<String, Vec<String>>;

/// Reads the files of each chunk.
pub fn chunks(text: &str) -> Result<Chunks> {
    let mut shared = BTreeMap::new();
    let mut chunks = Chunks::new();
    // `const NAME = makeLoad(FETCHER, [DEPENDENCIES]);`, for chunks with `export` before it and `wrapAsyncCb(…)` around it.
    // What is shared comes before those that share it.
    let statements = text
        .split("\nconst ")
        .flat_map(|part| part.split("\nexport const "))
        .filter_map(|statement| {
            let (name, made) = statement.split_once(" = ")?;
            Some((name, made.split_once("makeLoad(")?.1))
        });
    for (name, loader) in statements.filter(|(name, _)| name.starts_with("__")) {
        let mut files = Vec::new();
        if let Some((_, address)) = loader.split_once("new URL(\"./") {
            let (file, _) = address
                .split_once(".wasm\"")
                .with_context(|| format!("no file in the loader {name}"))?;
            files.push(file.to_owned());
        }
        let (_, dependencies) = loader
            .rsplit_once('[')
            .with_context(|| format!("no dependencies in the loader {name}"))?;
        let (dependencies, _) = dependencies
            .split_once(']')
            .with_context(|| format!("no end of the dependencies of the loader {name}"))?;
        for dependency in dependencies.split(", ").filter(|it| !it.is_empty()) {
            let file: &Vec<String> = shared
                .get(dependency)
                .with_context(|| format!("{name} needs {dependency}, which is not there"))?;
            files.extend(file.iter().cloned());
        }
        if let Some(chunk) = name.strip_prefix("__wasm_split_load_") {
            chunks.insert(chunk.to_owned(), files);
        } else if name.starts_with("__chunk_") {
            shared.insert(name.to_owned(), files);
        } else {
            bail!("the loader {name} is neither a chunk's nor of what chunks share");
        }
    }
    Ok(chunks)
}

/// Each file once.
pub fn files(chunks: &Chunks) -> BTreeSet<&str> {
    chunks.values().flatten().map(String::as_str).collect()
}

/// How a file is called where it is published.
pub fn short(file: &str) -> &str {
    file.strip_prefix("split_").unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = r#"import { initSync } from "./durable-portal.js";

let sharedImports = undefined;
function getSharedImports() {
    const { memory,  } = initSync(undefined, undefined);
    return sharedImports;
}
function makeLoad(fetcher, deps) {
    const loader = async () => {
        const parallelStuff = deps.map(d => d());
    };
}
/* bulk, instance */
const __chunk_3 = makeLoad(() => {
    const src = fetch(new URL("./chunk_3.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
export const __wasm_split_load_instance = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_instance.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_3]));
export const __wasm_split_load_bulk = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), [__chunk_3]));
export const __wasm_split_load_help = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_help.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []));
"#;

    #[test]
    fn a_chunk_needs_its_own_file_and_those_it_shares() {
        let chunks = chunks(LINK).unwrap();
        assert_eq!(chunks["instance"], ["split_instance", "chunk_3"]);
        assert_eq!(chunks["bulk"], ["chunk_3"], "all of it is shared");
        assert_eq!(chunks["help"], ["split_help"]);
        assert_eq!(chunks.len(), 3);
    }

    #[test]
    fn a_shared_file_is_published_once() {
        let chunks = chunks(LINK).unwrap();
        let files: Vec<_> = files(&chunks).into_iter().map(short).collect();
        assert_eq!(files, ["chunk_3", "help", "instance"]);
    }

    #[test]
    fn a_dependency_that_is_not_there_is_an_error() {
        let broken = LINK.replace("const __chunk_3 =", "const __chunk_4 =");
        assert!(chunks(&broken).is_err());
    }

    #[test]
    fn a_module_without_chunks_has_none() {
        assert!(
            chunks("import { initSync } from \"./main.js\";\n")
                .unwrap()
                .is_empty()
        );
    }
}
