//! Finding things on a page and acting on them, the way a person does it.

use std::time::Instant;

use serde_json::{Value, json};

use super::driver::{DriverError, Outcome};
use super::locate::{self, Locator};
use super::page::{GLANCE, PATIENCE, Page, must};

/// WebDriver's name for a reference to an element.
pub(super) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Page {
    // ---- finding

    /// Waits until it is there.
    pub async fn find(&self, wanted: &Locator) {
        let there = async || (!self.matches(wanted).await.is_empty()).then_some(());
        self.until(&format!("there is {wanted}"), there).await;
    }

    /// Waits until it is gone.
    pub async fn find_no_more(&self, wanted: &Locator) {
        let gone = async || self.matches(wanted).await.is_empty().then_some(());
        self.until(&format!("{wanted} is gone"), gone).await;
    }

    /// Whether it is there now. To wait for it, use [`find`](Self::find).
    pub async fn has(&self, wanted: &Locator) -> bool {
        !self.matches(wanted).await.is_empty()
    }

    /// How many there are now.
    pub async fn count(&self, wanted: &Locator) -> usize {
        self.matches(wanted).await.len()
    }

    /// The accessible names of all that match now.
    pub async fn names_of(&self, wanted: &Locator) -> Vec<String> {
        let script = "return arguments[0].map((element) => element.computedName)";
        let elements = self.matches(wanted).await;
        let names = must(
            "read names",
            self.session.run(script, json!([elements])).await,
        );
        let names = names.as_array().cloned().unwrap_or_default();
        names
            .iter()
            .map(|name| name.as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// The visible text of the first that matches.
    pub async fn text_of(&self, wanted: &Locator) -> String {
        let text = self
            .acting(wanted, async |element| {
                self.session
                    .run("return arguments[0].innerText", json!([element]))
                    .await
            })
            .await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// What a field holds.
    pub async fn value_of(&self, wanted: &Locator) -> String {
        let value = self
            .acting(wanted, async |element| {
                self.session
                    .run("return arguments[0].value", json!([element]))
                    .await
            })
            .await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Where the first that matches leads to, as written.
    pub async fn target_of(&self, wanted: &Locator) -> String {
        let target = self
            .acting(wanted, async |element| {
                let script = "return arguments[0].getAttribute('href')";
                self.session.run(script, json!([element])).await
            })
            .await;
        target.as_str().unwrap_or_default().to_owned()
    }

    /// Whether a box or switch is on, a toggle pressed, or an option chosen.
    pub async fn is_on(&self, wanted: &Locator) -> bool {
        let on = self
            .acting(wanted, async |element| {
                let script = "const e = arguments[0]; return e.checked === true \
                    || ['aria-pressed', 'aria-checked', 'aria-selected'].some(a => e.getAttribute(a) === 'true')";
                self.session.run(script, json!([element])).await
            })
            .await;
        on == json!(true)
    }

    /// Whether the keyboard's focus is on the first that matches.
    pub async fn is_focused(&self, wanted: &Locator) -> bool {
        let script = "return arguments[0] === document.activeElement";
        let Some(element) = self.matches(wanted).await.into_iter().next() else {
            return false;
        };
        let focused = self.session.run(script, json!([element])).await;
        focused.is_ok_and(|focused| focused == true)
    }

    // ---- acting

    /// Clicks it, as soon as it can be clicked.
    pub async fn click(&self, wanted: &Locator) {
        self.acting(wanted, async |element| {
            let id = element[ELEMENT].as_str().unwrap_or_default();
            self.session
                .post(&format!("element/{id}/click"), json!({}))
                .await
        })
        .await;
    }

    /// Replaces what a field holds, in one go as pasting does.
    pub async fn paste(&self, wanted: &Locator, text: &str) {
        self.focus(wanted).await;
        self.insert(text).await;
    }

    /// Focuses a field and selects what is in it.
    pub async fn focus(&self, wanted: &Locator) {
        self.acting(wanted, async |element| {
            let script = "arguments[0].focus(); if (arguments[0].select) arguments[0].select()";
            self.session.run(script, json!([element])).await
        })
        .await;
    }

    /// Chooses what a list of choices calls so.
    pub async fn choose(&self, wanted: &Locator, option: &str) {
        self.acting(wanted, async |element| {
            let script = "const [list, name] = arguments; const of = [...list.options].find((o) => o.text === name); \
                if (!of) throw new Error('no such choice: ' + name); list.value = of.value; \
                list.dispatchEvent(new Event('change', { bubbles: true }))";
            self.session.run(script, json!([element, option])).await
        })
        .await;
    }

    /// Gives a file to the input that takes one.
    pub(super) async fn give_file(&self, wanted: &Locator, path: &str) {
        self.acting(wanted, async |element| {
            let id = element[ELEMENT].as_str().unwrap_or_default();
            let path = json!({ "text": path });
            self.session
                .post(&format!("element/{id}/value"), path)
                .await
        })
        .await;
    }

    /// Pastes where the focus is.
    pub async fn insert(&self, text: &str) {
        let parameters = json!({ "text": text });
        must(
            "paste",
            self.session.cdp("Input.insertText", parameters).await,
        );
    }

    /// Presses and releases one key: a character, or WebDriver's code of a special one (see [`keys`](super::keys)).
    pub async fn press(&self, key: &str) {
        self.strokes(&[("keyDown", key), ("keyUp", key)]).await;
    }

    /// Goes to it by the Tab key alone.
    pub async fn tab_to(&self, wanted: &Locator) {
        const ENOUGH: usize = 200;
        let script = "return arguments[0] === document.activeElement";
        self.find(wanted).await;
        let mut element = self.matches(wanted).await.into_iter().next();
        for _ in 0..ENOUGH {
            match self.session.run(script, json!([element])).await {
                Ok(there) if there == true => return,
                Ok(_) => self.press(super::keys::TAB).await,
                // What was drawn again is another element.
                Err(_) => element = self.matches(wanted).await.into_iter().next(),
            }
        }
        panic!("the Tab key does not reach {wanted}");
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: &str, key: &str) {
        self.strokes(&[
            ("keyDown", held),
            ("keyDown", key),
            ("keyUp", key),
            ("keyUp", held),
        ])
        .await;
    }

    /// Drags with the pointer from one place of the window to another, in CSS pixels.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let go = |(x, y): (f64, f64), ms: u32| json!({ "type": "pointerMove", "duration": ms, "x": x.round(), "y": y.round() });
        let half = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        let steps = json!([
            go(from, 0), { "type": "pointerDown", "button": 0 }, go(half, 50), go(to, 50), { "type": "pointerUp", "button": 0 },
        ]);
        let actions = json!({ "actions": [{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps,
        }] });
        must("drag", self.session.post("actions", actions).await);
    }

    async fn strokes(&self, strokes: &[(&str, &str)]) {
        let strokes: Vec<Value> = strokes
            .iter()
            .map(|(kind, key)| json!({ "type": kind, "value": key }))
            .collect();
        let actions =
            json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        must("press a key", self.session.post("actions", actions).await);
    }

    /// The references of all that match.
    async fn matches(&self, wanted: &Locator) -> Vec<Value> {
        // While a document is being replaced there is nothing to find, and no failure either.
        let found = self
            .session
            .run(locate::SCRIPT, json!([wanted.to_json()]))
            .await;
        found
            .ok()
            .and_then(|all| all.as_array().cloned())
            .unwrap_or_default()
    }

    /// Does something with the first that matches, and again when it was replaced or covered just then.
    pub(super) async fn acting(
        &self,
        wanted: &Locator,
        act: impl AsyncFn(&Value) -> Outcome<Value>,
    ) -> Value {
        let mut last: Option<DriverError> = None;
        let start = Instant::now();
        loop {
            if let Some(element) = self.matches(wanted).await.first() {
                match act(element).await {
                    Ok(value) => return value,
                    Err(error) => last = Some(error),
                }
            }
            if start.elapsed() > PATIENCE {
                let why = last.map_or_else(String::new, |error| format!(" ({error})"));
                panic!("waited {} s in vain for {wanted}{why}", PATIENCE.as_secs());
            }
            tokio::time::sleep(GLANCE).await;
        }
    }
}
