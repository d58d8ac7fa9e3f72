//! Locks between the tabs of this browser (the Web Locks API): what one tab holds, no other gets. A tab that closes or crashes lets go.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Why a lock is not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotHeld {
    /// Another tab holds it.
    Taken,
    /// This page is not served over https, nor from this machine: browsers give it no locks.
    Missing,
}

/// A lock that is held until this is dropped.
pub struct Held(Function);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Takes the lock of this name, if no tab holds it; else [`NotHeld::Taken`] at once.
pub async fn try_hold(name: &str) -> Result<Held, NotHeld> {
    // By hand: outside secure contexts the property does not exist, whatever its type says.
    let navigator = window().navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).unwrap_or(JsValue::UNDEFINED);
    let request = Reflect::get(&locks, &"request".into()).ok();
    let request: Function = request
        .and_then(|it| it.dyn_into().ok())
        .ok_or(NotHeld::Missing)?;
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
    let (held, let_go) = promise();
    let (granted, grant) = promise();
    // The lock is held for as long as the promise that this gives is not kept.
    let given = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let is_held = !lock.is_null();
        let _ = grant.call1(&JsValue::NULL, &JsValue::from_bool(is_held));
        if is_held { held.into() } else { JsValue::NULL }
    });
    let asked = request.call3(&locks, &name.into(), &options, &given);
    let asked = asked.map_err(|_| NotHeld::Missing)?;
    // What was asked ends only when the lock is let go of, unless it is refused altogether.
    let first = Promise::race(&Array::of2(&granted, &asked));
    match JsFuture::from(first).await {
        Ok(is_held) if is_held.is_truthy() => Ok(Held(let_go)),
        Ok(_) => Err(NotHeld::Taken),
        Err(_) => Err(NotHeld::Missing),
    }
}

/// A promise, and what keeps it. Nothing but a function made by the browser will do: to make an empty one is to evaluate a text, which
/// the content policy forbids.
fn promise() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |done, _| keep = Some(done));
    // A promise calls what it is made with before it is there itself.
    let keep = keep.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into());
    (promise, keep)
}
