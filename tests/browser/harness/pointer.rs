//! The pointer: resting on something, drawing across it, turning the wheel over it.

use serde_json::{Value, json};

use super::hands::ELEMENT;
use super::locate::Locator;
use super::page::{Page, must};

impl Page {
    /// Rests the pointer on it.
    pub async fn hover(&self, wanted: &Locator) {
        self.acting(wanted, async |element| {
            let id = element[ELEMENT].as_str().unwrap_or_default();
            let origin = json!({ ELEMENT: id });
            let moves =
                json!([{ "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": origin }]);
            self.session.post("actions", pointer(&moves)).await
        })
        .await;
    }

    /// Draws across what a selector names, with the button held, between two parts of its width.
    pub async fn draw_across(&self, selector: &str, from: f64, to: f64) {
        let (start, end) = (
            self.point(selector, from).await,
            self.point(selector, to).await,
        );
        let moves = json!([
            { "type": "pointerMove", "duration": 0, "x": start.0, "y": start.1 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerMove", "duration": 50, "x": end.0, "y": end.1 },
            { "type": "pointerUp", "button": 0 },
        ]);
        must("draw", self.session.post("actions", pointer(&moves)).await);
    }

    /// Turns the wheel over the middle of what a selector names; down is positive. `held`: a key that is held meanwhile.
    pub async fn wheel(&self, selector: &str, down: i32, held: Option<&str>) {
        let (x, y) = self.point(selector, 0.5).await;
        let key = |kind: &str| held.map(|key| json!([{ "type": kind, "value": key }]));
        let turn = json!([{ "type": "scroll", "duration": 0, "x": x, "y": y, "deltaX": 0, "deltaY": down, "origin": "viewport" }]);
        let steps = [
            key("keyDown")
                .map(|actions| json!({ "type": "key", "id": "keyboard", "actions": actions })),
            Some(json!({ "type": "wheel", "id": "wheel", "actions": turn })),
            key("keyUp")
                .map(|actions| json!({ "type": "key", "id": "keyboard", "actions": actions })),
        ];
        for step in steps.into_iter().flatten() {
            let actions = json!({ "actions": [step] });
            must(
                "turn the wheel",
                self.session.post("actions", actions).await,
            );
        }
    }

    /// A point of what a selector names: at a part of its width, halfway down, in whole pixels of the window.
    async fn point(&self, selector: &str, part: f64) -> (i64, i64) {
        let script = "const it = document.querySelector(arguments[0]); it.scrollIntoView({ block: 'center' }); \
            const box = it.getBoundingClientRect(); \
            return [Math.round(box.left + box.width * arguments[1]), Math.round(box.top + box.height / 2)]";
        let point = self.run(script, json!([selector, part])).await;
        let of = |value: &Value| value.as_i64().unwrap_or_default();
        (of(&point[0]), of(&point[1]))
    }
}

fn pointer(moves: &Value) -> Value {
    json!({ "actions": [{ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": moves }] })
}
