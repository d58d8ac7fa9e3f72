//! Every screen of the portal, brought up once: for axe-core, and as pictures for people to look at.

use std::time::Duration;

use devhost::faults::{Body, Effect, Fault};
use devhost::server::{CorsMode, ServerConfig};

use crate::acts::{KEY, PASTE_BOX, hub_with_key};
use crate::filter_the_list::look_for;
use crate::harness::{Stage, button, field, heading, link, region, row_containing};
use crate::screens_of_acting::show_acting;
use crate::screens_of_connections::show_connection;
use crate::screens_of_maintenance::show_maintenance;

/// A screen by its name, which is also the name of its pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Connect,
    ConnectFacts,
    ConnectError,
    UnknownHub,
    Lost,
    About,
    LockMenu,
    LockQuestion,
    KeyMenu,
    ConnectEdit,
    ConnectManage,
    DoctorCors,
    DoctorSignIn,
    Instances,
    InstancesFiltered,
    InstancesEmpty,
    InstancesMarked,
    InstancesGrouped,
    InstancesFailed,
    InstancesStale,
    InstancesWaiting,
    InstanceCompleted,
    InstanceFailed,
    InstanceRunning,
    InstanceTerminate,
    InstanceRaise,
    InstanceRaw,
    InstanceData,
    InstanceRelations,
    InstanceLinks,
    InstanceCompare,
    InstanceKeys,
    InstanceChildren,
    InstanceNotFound,
    Start,
    StartFinished,
    StartAsked,
    Entities,
    Entity,
    InstanceUnauthorized,
    Journal,
    Maintain,
    MaintainQuestion,
}

impl Screen {
    /// All of them, those with faults last.
    pub const ALL: [Self; 43] = [
        Self::Connect,
        Self::ConnectFacts,
        Self::ConnectError,
        Self::UnknownHub,
        Self::Lost,
        Self::About,
        Self::Journal,
        Self::Maintain,
        Self::MaintainQuestion,
        // From here on the hub is locked.
        Self::LockMenu,
        Self::LockQuestion,
        Self::KeyMenu,
        Self::ConnectEdit,
        Self::ConnectManage,
        Self::DoctorCors,
        Self::DoctorSignIn,
        Self::Instances,
        Self::InstancesFiltered,
        Self::InstancesEmpty,
        Self::InstancesMarked,
        Self::InstancesGrouped,
        Self::InstanceCompleted,
        Self::InstanceFailed,
        Self::InstanceRunning,
        Self::InstanceTerminate,
        Self::InstanceRaise,
        Self::InstanceRaw,
        Self::InstanceData,
        Self::InstanceRelations,
        Self::InstanceLinks,
        Self::InstanceCompare,
        Self::InstanceKeys,
        Self::InstanceChildren,
        Self::InstanceNotFound,
        Self::Start,
        Self::StartFinished,
        Self::StartAsked,
        Self::Entities,
        Self::Entity,
        Self::InstancesFailed,
        Self::InstancesStale,
        Self::InstancesWaiting,
        Self::InstanceUnauthorized,
    ];

    /// `InstanceFailed` → `instance-failed`.
    pub fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}

/// A hub that asks for a key, with what the screens show.
pub fn hub_of_screens() -> ServerConfig {
    let mut config = hub_with_key();
    config.host.task_hub = String::from("OrdersHub");
    config
}

/// Fills the hub, and connects the page to it.
pub async fn prepare(stage: &Stage) {
    let hub = &stage.hub;
    hub.start(
        "HelloSequence",
        "greeting-20931",
        "{\"cities\": [\"Tokyo\", \"Malmö\"], \"express\": true}",
    )
    .await;
    hub.start(
        "Order",
        "order-20931",
        "{\"item\": \"lamp\", \"amount\": 41.5, \"card\": \"4002\"}",
    )
    .await;
    hub.start("Parallel", "parallel-77", "null").await;
    hub.start("ExpenseApproval", "expense-8", "{\"amount\": 900}")
        .await;
    hub.start("Trip", "trip-77", "{\"to\": \"Göteborg\", \"nights\": 3}")
        .await;
    hub.start("FanOutFanIn", "squares-12", "12").await;
    hub.start("ThrowEarly", "import-2026-01", "null").await;
    hub.start("LongWait", "reminder-4", "null").await;
    hub.until("reminder-4", &["Running"]).await;
    hub.tell(
        "reminder-4",
        "suspend?reason=stock%20is%20being%20counted",
        "null",
    )
    .await;
    hub.start("LongWait", "reminder-5", "null").await;
    hub.until("reminder-5", &["Running"]).await;
    hub.tell(
        "reminder-5",
        "terminate?reason=not%20needed%20any%20more",
        "null",
    )
    .await;
    hub.until("order-20931", &["Failed"]).await;
    hub.until("greeting-20931", &["Completed"]).await;
    stage.page.expect_console("status of");
    stage.paste_and_connect(&stage.hub.list_link()).await;
    stage.page.find(&row_containing("order-20931")).await;
}

/// Opens the list in a document that has read nothing of it yet.
pub async fn arrive(stage: &Stage) {
    stage.paste_and_connect(&stage.hub.list_link()).await;
}

/// The address of the list, without its filters.
async fn list_address(stage: &Stage) -> String {
    stage.page.visit(&format!("{}#/", stage.portal)).await;
    let hub = stage
        .page
        .target_of(&link("OrdersHub").inside(row_containing("this tab")))
        .await;
    format!("{}{hub}", stage.portal)
}

/// Brings a screen up. The page stays one document, so that the key is held.
#[allow(clippy::too_many_lines, reason = "a table: one screen after another")]
pub async fn show(stage: &Stage, screen: Screen) {
    let page = &stage.page;
    stage.control().clear_faults();
    stage.control().set_key(Some(KEY.to_owned()));
    stage.control().set_cors(CorsMode::List, None);
    let list = list_address(stage).await;
    match screen {
        Screen::InstanceCompleted
        | Screen::InstanceFailed
        | Screen::InstanceRunning
        | Screen::InstanceTerminate
        | Screen::InstanceRaise
        | Screen::InstanceRaw
        | Screen::InstanceData
        | Screen::InstanceRelations
        | Screen::InstanceLinks
        | Screen::InstanceCompare
        | Screen::InstanceKeys
        | Screen::InstanceChildren
        | Screen::InstanceNotFound
        | Screen::InstanceUnauthorized => show_instance(stage, screen, &list).await,
        Screen::Start
        | Screen::StartFinished
        | Screen::StartAsked
        | Screen::Entities
        | Screen::Entity => show_acting(stage, screen, &list).await,
        Screen::About
        | Screen::LockMenu
        | Screen::LockQuestion
        | Screen::KeyMenu
        | Screen::ConnectEdit
        | Screen::ConnectManage
        | Screen::DoctorCors
        | Screen::DoctorSignIn => show_connection(stage, screen, &list).await,
        Screen::Journal | Screen::Maintain | Screen::MaintainQuestion => {
            show_maintenance(stage, screen, &list).await;
        }
        Screen::Connect => page.find(&heading("Connect to a task hub")).await,
        Screen::ConnectFacts => {
            page.paste(&field(PASTE_BOX), &stage.hub.link("order-20931"))
                .await;
            page.focus(&field("Called")).await;
            page.see("What this says").await;
        }
        Screen::ConnectError => {
            page.paste(&field(PASTE_BOX), "https://example.org/api/orders/7")
                .await;
            page.see("is no address of the management API").await;
        }
        Screen::UnknownHub => {
            let (portal, hub) = list.split_once('#').unwrap_or_default();
            let other = hub.replace("localhost", "orders.example");
            page.visit(&format!("{portal}#{other}")).await;
            page.see_one_of(&["Connect to open this view", "This address names no view"])
                .await;
        }
        Screen::Lost => {
            page.visit(&format!("{}#/nonsense", stage.portal)).await;
            page.see("This address names no view").await;
        }
        Screen::Instances => {
            page.visit(&list).await;
            page.find(&row_containing("order-20931")).await;
            page.find(&row_containing("declined")).await;
        }
        Screen::InstancesFiltered => {
            page.visit(&list).await;
            page.find(&row_containing("order-20931")).await;
            page.click(&button("Failed").inside(region("Runtime status")))
                .await;
            page.find_no_more(&row_containing("greeting-20931")).await;
            page.click(&button("Requests of this view")).await;
        }
        Screen::InstancesEmpty => {
            page.visit(&list).await;
            look_for(stage, "id:zzz*").await;
            page.see_one_of(&["Nothing matches", "Nothing found so far"])
                .await;
        }
        Screen::InstancesMarked => {
            page.visit(&list).await;
            page.find(&row_containing("order-20931")).await;
            page.press("j").await;
            page.press(" ").await;
            page.press("i").await;
            page.find(&heading("Inspector")).await;
            page.click(&button("Limit").exactly()).await;
            page.see("Spent so far").await;
        }
        Screen::InstancesGrouped => {
            page.visit(&list).await;
            page.find(&row_containing("order-20931")).await;
            page.choose(&field("Group by"), "Error").await;
            page.find(&link("Act on these")).await;
        }
        Screen::InstancesFailed => {
            stage.control().add_fault(failing());
            arrive(stage).await;
            page.see("The host failed").await;
        }
        Screen::InstancesStale => {
            page.visit(&list).await;
            page.find(&row_containing("order-20931")).await;
            stage.control().add_fault(failing());
            page.click(&button("Refresh")).await;
            page.see("Out of date").await;
        }
        Screen::InstancesWaiting => {
            let ms = Duration::from_secs(20)
                .as_millis()
                .try_into()
                .unwrap_or(u64::MAX);
            stage
                .control()
                .add_fault(Fault::new(Effect::Delay { ms }).on("GET", "*/instances"));
            arrive(stage).await;
            page.see("The function app may be starting").await;
        }
    }
}

/// Brings up a screen of one instance.
async fn show_instance(stage: &Stage, screen: Screen, list: &str) {
    let page = &stage.page;
    let instance = |id: &str| list.replace("/instances", &format!("/i/{id}"));
    match screen {
        Screen::InstanceCompleted => {
            page.visit(&instance("greeting-20931")).await;
            page.find(&row_containing("SayHello")).await;
        }
        Screen::InstanceFailed => {
            page.visit(&format!("{}?tab=events", instance("order-20931")))
                .await;
            page.find(&row_containing("TaskFailed")).await;
            page.click(&button("TaskFailed ChargeCard")).await;
            page.find(&heading("Raw event")).await;
        }
        Screen::InstanceRunning => {
            page.visit(&instance("parallel-77")).await;
            page.find(&row_containing("running")).await;
        }
        Screen::InstanceTerminate | Screen::InstanceRaise => {
            page.visit(&instance("parallel-77")).await;
            let name = if screen == Screen::InstanceRaise {
                "Raise event"
            } else {
                "Terminate"
            };
            page.click(&button(name).exactly().inside(region("Actions")))
                .await;
            page.see("curl -X POST").await;
        }
        Screen::InstanceRaw => {
            page.visit(&format!("{}?tab=raw", instance("greeting-20931")))
                .await;
            page.see("The exact answer of the host").await;
        }
        Screen::InstanceData => {
            page.visit(&format!("{}?tab=data", instance("order-20931")))
                .await;
            page.find(&heading("Custom status").exactly()).await;
            page.find(&field("Find in it")).await;
        }
        Screen::InstanceRelations => {
            page.visit(&format!("{}?tab=relations", instance("parallel-77")))
                .await;
            page.find(&link("parallel-77:child")).await;
        }
        Screen::InstanceLinks => {
            page.visit(&format!("{}?tab=links", instance("order-20931")))
                .await;
            page.see("statusQueryGetUri").await;
        }
        Screen::InstanceCompare => {
            let pair = format!(
                "{}?tab=compare&with=order-20931",
                instance("greeting-20931")
            );
            page.visit(&pair).await;
            page.see("They part at step 1").await;
        }
        Screen::InstanceKeys => {
            page.visit(&instance("order-20931")).await;
            page.find(&row_containing("ChargeCard")).await;
            page.press("?").await;
            page.find(&heading("Keys").exactly()).await;
        }
        Screen::InstanceChildren => {
            page.visit(&instance("parallel-77")).await;
            page.click(&button("Show what is in parallel-77:child"))
                .await;
            page.find(&link("Open parallel-77:child")).await;
            page.click(&button("LongWait").exactly()).await;
            page.find(&heading("LongWait").exactly()).await;
        }
        Screen::InstanceNotFound => {
            page.visit(&instance("order-1")).await;
            page.see("No instance order-1 here").await;
        }
        Screen::InstanceUnauthorized => {
            stage.control().set_key(Some("another".to_owned()));
            page.visit(&instance("squares-12")).await;
            page.see("The key was not accepted").await;
        }
        _ => panic!("{screen:?} is no screen of one instance"),
    }
}

fn failing() -> Fault {
    let effect = Effect::answer(
        500,
        Body::Error(
            "The condition specified using HTTP conditional header(s) is not met.".to_owned(),
        ),
    );
    Fault::new(effect).on("GET", "*/instances")
}
