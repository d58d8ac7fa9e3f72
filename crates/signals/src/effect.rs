//! What runs again when a signal changes.

use any_spawner::Executor;

/// Makes effects run: call it once, before the first of them.
pub fn start() {
    // An error says that they run already.
    let _ = Executor::init_wasm_bindgen();
}

/// Runs a closure soon, and again whenever a signal that it reads changes, until its owner ends.
pub struct Effect;

impl Effect {
    /// Makes an effect. `run` is given what it gave the time before.
    #[allow(clippy::new_ret_no_self, reason = "its owner holds it, as in Leptos")]
    pub fn new<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
        let mut before = None;
        made(Box::new(move || before = Some(run(before.take()))));
    }
}

#[inline(never)]
fn made(mut run: Box<dyn FnMut()>) {
    leptos::reactive::effect::Effect::new(move |_: Option<()>| run());
}

/// Runs a closure at once, and again whenever a signal that it reads changes, until this is dropped. All that is made in a run belongs to an owner
/// of its own, which ends before the next run.
pub struct RenderEffect {
    _inner: leptos::reactive::effect::RenderEffect<()>,
}

impl RenderEffect {
    /// Runs it for the first time.
    pub fn new(mut run: Box<dyn FnMut()>) -> Self {
        Self {
            _inner: leptos::reactive::effect::RenderEffect::new(move |_| run()),
        }
    }
}
