//! The entry of the wasm module.

fn main() {
    wasm_bindgen_futures::spawn_local(durable_portal::start());
}
