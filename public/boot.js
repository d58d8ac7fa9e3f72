// Starts the portal: the content security policy allows no inline script, so this file reads the hashed names of
// the glue code and the WebAssembly module from the preload links that the build wrote into index.html.

const address = (id) => document.getElementById(id).href;

// The page must never stay at "Loading…" for ever: an old browser, a host that serves .wasm under a wrong type or a
// half-finished upload all end here.
const stopped = (reason) => {
  const loading = document.getElementById("loading");
  if (!loading) return; // The portal has drawn itself and shows its own errors.
  loading.setAttribute("role", "alert");
  loading.textContent = `Durable Portal could not start: ${reason}`;
};

try {
  const glue = await import(address("portal-glue"));
  await glue.default({ module_or_path: address("portal-wasm") });
  // The page opened next shall be there at once, but not at the cost of this one, nor of a reader who pays by the byte.
  const whenIdle = window.requestIdleCallback ?? ((then) => setTimeout(then, 1000));
  if (!navigator.connection?.saveData) whenIdle(() => glue.prefetchChunks?.());
} catch (error) {
  stopped(error instanceof Error ? error.message : String(error));
  throw error;
}
