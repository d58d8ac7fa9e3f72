//! The screens from which one starts an instance and looks at entities.

use crate::harness::{Stage, button, field, heading, link, region};
use crate::screens::Screen;

/// Brings one up.
pub async fn show_acting(stage: &Stage, screen: Screen, list: &str) {
    let page = &stage.page;
    let view = |name: &str| list.replace("/instances", &format!("/{name}"));
    match screen {
        Screen::Start | Screen::StartFinished | Screen::StartAsked => {
            page.visit(&view("start")).await;
            page.find(&heading("Start an orchestration")).await;
            page.find(&button("LongWait").exactly()).await;
            page.click(&button("Clear")).await;
            if screen == Screen::Start {
                return;
            }
            page.paste(&field("Orchestrator").exactly(), "Order").await;
            page.paste(&field("Instance id").exactly(), "greeting-20931")
                .await;
            page.see("overwrites its run").await;
            if screen == Screen::StartFinished {
                page.paste(&field("Input").exactly(), "{\"item\": lamp}")
                    .await;
                page.see("No JSON: line 1").await;
            } else {
                page.click(&button("Start").exactly()).await;
                page.see("Its present run is overwritten").await;
            }
        }
        Screen::Entities => {
            stage.hub.signal("counter", "orders", "add", "7").await;
            stage
                .other_than("", async || stage.hub.entity("counter", "orders").await)
                .await;
            page.visit(&view("entities")).await;
            page.find(&link("orders").exactly()).await;
        }
        Screen::Entity => {
            page.visit(&view("entities/counter/orders")).await;
            page.click(&button("Signal").exactly().inside(region("Actions")))
                .await;
            page.see("curl -X POST").await;
        }
        _ => panic!("{screen:?} is no screen of acting"),
    }
}
