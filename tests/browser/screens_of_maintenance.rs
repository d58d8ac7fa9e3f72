//! The screens of the journal and of looking after a hub.

use serde_json::json;

use crate::harness::{Stage, button, field, heading};
use crate::screens::Screen;

/// Writes entries into the journal of the device, as an earlier visit left them. `arguments`: the hub's place in addresses, and how many.
pub const FILL_JOURNAL: &str = "
    const open = indexedDB.open('durable-portal.journal', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('entries');
    const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
    const writing = db.transaction('entries', 'readwrite');
    const base = 'https://orders.example/runtime/webhooks/durabletask';
    const kinds = [
      ['POST', '/instances/order-20931/terminate?reason=Too%20late&taskHub=OrdersHub', '', '202', ''],
      ['POST', '/instances/order-20931/raiseEvent/Paid?taskHub=OrdersHub', '{\"sum\": 9007199254740993}', '410', ''],
      ['DELETE', '/instances?createdTimeFrom=2026-01-01T00:00:00Z&runtimeStatus=Completed', '', '200', '{\"instancesDeleted\":412}'],
      ['POST', '/orchestrators/Order/order-7', 'null', 'no answer', ''],
    ];
    for (let at = 0; at < arguments[1]; at++) {
      const [method, target, body, end, said] = kinds[at % kinds.length];
      const time = String(1795000000000 + at * 60000);
      const entry = [time, arguments[0], 'OrdersHub', method, base + target, body, String(body.length), end, '37', said];
      writing.objectStore('entries').put(JSON.stringify(entry), time.padStart(15, '0') + '.0.' + at);
    }
    await new Promise((done) => { writing.oncomplete = done; });
    db.close();";

/// Brings a screen up; `list`: the address of the hub's list.
pub async fn show_maintenance(stage: &Stage, screen: Screen, list: &str) {
    let page = &stage.page;
    if screen == Screen::Journal {
        let (portal, hub) = list.split_once("#/h/").unwrap_or_default();
        let hub = hub.split('/').next().unwrap_or_default();
        page.run(FILL_JOURNAL, json!([hub, 4])).await;
        page.visit(&format!("{portal}#/journal")).await;
        page.click(&button(
            "Show all of POST /instances/order-20931/raiseEvent",
        ))
        .await;
        page.see("9007199254740993").await;
        return;
    }
    page.visit(&list.replace("/instances", "/maintain")).await;
    page.find(&heading("Maintain").exactly()).await;
    page.see("of the hub were looked at").await;
    if screen == Screen::MaintainQuestion {
        page.click(&button("Empty the hub…")).await;
        page.find(&field("How many")).await;
    }
}
