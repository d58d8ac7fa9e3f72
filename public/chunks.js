// Loads the parts of the portal that a first visit does without. `cargo xtask` writes this text into the glue code, where
// `wasm` names the exports of the main module, and fills in the files that each chunk consists of.

const chunkFiles = {/* files by chunk */};

// What is loaded or being loaded. A failure is forgotten, so that the next call tries again.
const chunksLoaded = new Map();

const loadChunk = (file, priority) => {
  let loading = chunksLoaded.get(file);
  if (!loading) {
    loading = fetchChunk(file, priority);
    chunksLoaded.set(file, loading);
    loading.catch(() => chunksLoaded.delete(file));
  }
  return loading;
};

// All files of one build bear the same hash: a chunk of another build can never meet this module.
const fetchBytes = async (file, priority) => {
  const response = await fetch(import.meta.url.replace(/\.js$/, `-${file}.wasm`), { priority });
  const gone = response.status === 404 || response.status === 410;
  if (!gone && !response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  const bytes = gone ? new Uint8Array() : new Uint8Array(await response.arrayBuffer());
  // Some hosts answer with their start page for a file that is no longer there. WebAssembly begins with "\0asm".
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "\0asm") {
    throw Object.assign(new Error(`${response.url} is not there any more`), { outdated: true });
  }
  return bytes;
};

// Small files are packed into one, each known by its number: behind the first four bytes stands how many there are, then their lengths.
let packed;
const unpack = async (number, priority) => {
  packed ??= fetchBytes("shared", priority);
  try {
    const bytes = await packed;
    const at = (place) => new DataView(bytes.buffer).getUint32(4 + 4 * place, true);
    let from = 8 + 4 * at(0);
    for (let before = 1; before <= number; before += 1) from += at(before);
    return bytes.subarray(from, from + at(number + 1));
  } catch (error) {
    packed = undefined;
    throw error;
  }
};

const fetchChunk = async (file, priority) => {
  const bytes = await (typeof file === "number" ? unpack : fetchBytes)(file, priority);
  await WebAssembly.instantiate(bytes, { __wasm_split: wasm });
};

// Called by the main module, which gives a function of its table to call back with the outcome.
const chunkLoader = (name) => async (callback, data) => {
  let failure;
  try {
    await Promise.all(chunkFiles[name].map((file) => loadChunk(file, "high")));
  } catch (error) {
    console.error(error);
    failure = error;
  }
  // Read by the portal when it says why a page cannot be shown.
  document.documentElement.toggleAttribute("data-outdated", failure?.outdated === true);
  wasm.__indirect_function_table.get(callback)(data, failure === undefined);
};

// What the main module imports: a loader for each chunk.
const chunkLoaders = Object.fromEntries(
  Object.keys(chunkFiles).map((name) => [`__wasm_split_load_${name}`, chunkLoader(name)]),
);

// Fetches all chunks, so that the page opened next is there at once. A failure matters only once the chunk is needed.
export const prefetchChunks = () => {
  for (const file of new Set(Object.values(chunkFiles).flat())) loadChunk(file, "low").catch(() => {});
};
