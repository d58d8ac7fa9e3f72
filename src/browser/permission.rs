//! What the browser says of a permission, without asking the user.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// The state of the first of these permissions that the browser knows: `granted`, `denied` or `prompt`. `None`: it knows none.
pub async fn state(names: &[&str]) -> Option<String> {
    for name in names {
        if let Some(state) = query(name).await {
            return Some(state);
        }
    }
    None
}

// By hand: the browser's names of these permissions are newer than the bindings.
async fn query(name: &str) -> Option<String> {
    let permissions = get(&window().navigator(), "permissions")?;
    let query: Function = get(&permissions, "query")?.dyn_into().ok()?;
    let wanted = Object::new();
    Reflect::set(&wanted, &"name".into(), &name.into()).ok()?;
    let asked: Promise = query.call1(&permissions, &wanted).ok()?.dyn_into().ok()?;
    let status = JsFuture::from(asked).await.ok()?;
    get(&status, "state")?.as_string()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined()).then_some(value)
}
