//! The screens about connections, keys and locks, and the doctor's cards.

use devhost::faults::{Body, Effect, Fault};
use devhost::server::CorsMode;

use crate::connections::manage;
use crate::harness::{Stage, button, field, heading, link, radio, row_containing};
use crate::screens::{Screen, arrive};

/// Brings one of them up. `list` is the address of the hub's list.
pub async fn show_connection(stage: &Stage, screen: Screen, list: &str) {
    let page = &stage.page;
    match screen {
        Screen::About => {
            page.visit(&list.replace("/instances", "/about")).await;
            page.find(&heading("What its API lets this page do")).await;
            page.click(&button("Look again")).await;
            page.see("needed, and accepted").await;
        }
        Screen::LockMenu | Screen::LockQuestion => {
            page.visit(list).await;
            page.find(&row_containing("order-20931")).await;
            let what = "no request that would change anything leaves this portal";
            if !page.shows(what).await {
                page.click(&button("Read-only lock:")).await;
                page.see(what).await;
            }
            if screen == Screen::LockQuestion {
                let lock = button("Lock OrdersHub").exactly();
                if page.has(&lock).await {
                    page.click(&lock).await;
                }
                page.click(&button("Unlock OrdersHub")).await;
                page.see("Allow changes to OrdersHub?").await;
            }
        }
        Screen::KeyMenu => {
            page.visit(list).await;
            page.find(&row_containing("order-20931")).await;
            page.click(&button("Task hub")).await;
            page.click(&button("Change the key")).await;
            page.find(&field("Function key")).await;
        }
        Screen::ConnectEdit => {
            page.click(&button("Edit OrdersHub")).await;
            page.click(&radio("On this device, encrypted")).await;
            page.find(&field("The same passphrase again")).await;
            page.focus(&field("New function key")).await;
        }
        Screen::ConnectManage => {
            page.visit(list).await;
            page.click(&link("Hubs")).await;
            page.click(&manage()).await;
            page.click(&button("Forget all").exactly()).await;
            page.see("Forget every connection and every key").await;
        }
        Screen::DoctorCors => {
            page.expect_console("blocked by CORS policy");
            page.expect_console("net::ERR_");
            stage.control().set_cors(CorsMode::None, None);
            arrive(stage).await;
            page.see("but this page may not read it (CORS)").await;
        }
        Screen::DoctorSignIn => {
            let fault = Fault::new(Effect::answer(200, Body::SignIn));
            stage.control().add_fault(fault.on("GET", "*/instances"));
            arrive(stage).await;
            page.see("A sign-in stands before").await;
        }
        _ => panic!("{screen:?} is no screen about a connection"),
    }
}
