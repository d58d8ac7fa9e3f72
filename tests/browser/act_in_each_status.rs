//! Every operation in every status it can meet: by mouse on a large window, and by keys alone on a phone.

use std::time::Duration;

use crate::acting::{action, confirm, form, hub_in_address};
use crate::acts::empty_hub;
use crate::harness::{Locator, Page, Stage, button, checkbox, field, keys, play, region};

/// How a person presses and types.
#[derive(Clone, Copy, PartialEq)]
enum Hand {
    Mouse,
    Keys,
}

impl Hand {
    async fn press(self, page: &Page, wanted: &Locator) {
        if self == Self::Mouse {
            page.click(wanted).await;
        } else {
            page.tab_to(wanted).await;
            page.press(keys::ENTER).await;
        }
    }

    async fn tick(self, page: &Page, wanted: &Locator) {
        if self == Self::Mouse {
            page.click(wanted).await;
        } else {
            page.tab_to(wanted).await;
            page.press(" ").await;
        }
    }

    async fn write(self, page: &Page, wanted: &Locator, text: &str) {
        if self == Self::Mouse {
            page.click(wanted).await;
        } else {
            page.tab_to(wanted).await;
        }
        page.insert(text).await;
    }
}

/// What must come of an operation in a status: a reason why not, or one of these.
fn expected(operation: &str, status: &str) -> Result<&'static [&'static str], &'static str> {
    const FINISHED: &str = "It has finished, and what has finished takes this no more";
    let is_finished = matches!(status, "Completed" | "Failed" | "Terminated");
    match operation {
        "Terminate" if status == "Terminated" => Err("It is so already"),
        "Raise event" | "Suspend" | "Terminate" if is_finished => Err(FINISHED),
        "Rewind" if status != "Failed" => Err("Only what has failed can be rewound"),
        "Raise event" if status == "Suspended" => Ok(&[
            "Raise event: done",
            "nobody has taken it up: it is kept until somebody waits for it",
        ]),
        "Raise event" => Ok(&["Raise event: done"]),
        "Suspend" => Ok(&["Suspend: done. It is Suspended"]),
        "Resume" => Ok(&["Resume: done. It is Running"]),
        "Terminate" => Ok(&["Terminate: done. It is Terminated"]),
        "Rewind" => Ok(&["Rewind: done", "Rewind: it ran again, and failed again"]),
        "Restart same" if !is_finished => Ok(&["Restart: nothing to do. It has not finished"]),
        "Restart same" | "Restart new" => Ok(&["Restart: done"]),
        _ => Ok(&["Purge: done. It is not there any more"]),
    }
}

async fn make(stage: &Stage, function: &str, status: &str, id: &str) {
    let hub = &stage.hub;
    hub.start(function, id, "null").await;
    match status {
        "Suspended" | "Terminated" => {
            hub.until(id, &["Running"]).await;
            let verb = if status == "Suspended" {
                "suspend"
            } else {
                "terminate"
            };
            hub.tell(id, &format!("{verb}?reason=test"), "").await;
        }
        _ => {}
    }
    hub.until(id, &[status]).await;
    stage.control().advance_clock(Duration::from_secs(2));
}

async fn go_through(stage: &mut Stage, hand: Hand, status: &str, function: &str) {
    stage.page.expect_console("status of 404");
    stage.open_list().await;
    let hub = hub_in_address(&stage.page).await;
    if hand == Hand::Keys {
        stage.page.size(390, 844).await;
    }
    let hold = if status == "Suspended" {
        "Resume"
    } else {
        "Suspend"
    };
    for (number, operation) in [
        "Raise event",
        hold,
        "Terminate",
        "Rewind",
        "Restart same",
        "Restart new",
        "Purge",
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("{}-{number}", status.to_lowercase());
        make(stage, function, status, &id).await;
        stage.go_to_instance(&hub, &id).await;
        let page = &stage.page;
        let name = operation.split(" same").next().unwrap_or_default();
        let name = name.split(" new").next().unwrap_or_default();
        hand.press(page, &action(name)).await;
        let outcomes = match expected(operation, status) {
            Err(why) => {
                page.see(why).await;
                assert!(!page.has(&form(name)).await, "{operation} of {status}");
                continue;
            }
            Ok(outcomes) => outcomes,
        };
        match operation {
            "Raise event" => hand.write(page, &field("Event name"), "GateB").await,
            "Restart same" => hand.tick(page, &checkbox("Under the same id")).await,
            "Purge" => {
                if matches!(status, "Running" | "Suspended") {
                    page.see("It has not finished. If it is deleted").await;
                    hand.tick(page, &checkbox("Delete it though")).await;
                }
                hand.write(page, &field("Confirm"), "Demo hub").await;
            }
            _ => {}
        }
        if operation != "Resume" {
            if hand == Hand::Keys {
                page.fits_its_width().await;
            }
            hand.press(page, &confirm(name)).await;
        }
        page.find(&region(format!("{name}, under way"))).await;
        page.see_one_of(outcomes).await;
        if hand == Hand::Keys {
            page.fits_its_width().await;
        }
        hand.press(
            page,
            &button("Dismiss").inside(region(format!("{name}, under way"))),
        )
        .await;
        page.find_no_more(&region(format!("{name}, under way")))
            .await;
    }
}

macro_rules! tables {
    ($($test:ident: $hand:expr, $status:literal, $function:literal;)*) => {
        $(#[test]
        fn $test() {
            play(empty_hub(), async |stage| go_through(stage, $hand, $status, $function).await);
        })*
    };
}

tables! {
    what_runs_by_mouse: Hand::Mouse, "Running", "TwoGates";
    what_runs_by_keys_alone_on_a_phone: Hand::Keys, "Running", "TwoGates";
    what_is_suspended_by_mouse: Hand::Mouse, "Suspended", "TwoGates";
    what_is_suspended_by_keys_alone_on_a_phone: Hand::Keys, "Suspended", "TwoGates";
    what_completed_by_mouse: Hand::Mouse, "Completed", "HelloSequence";
    what_completed_by_keys_alone_on_a_phone: Hand::Keys, "Completed", "HelloSequence";
    what_failed_by_mouse: Hand::Mouse, "Failed", "ThrowEarly";
    what_failed_by_keys_alone_on_a_phone: Hand::Keys, "Failed", "ThrowEarly";
    what_was_terminated_by_mouse: Hand::Mouse, "Terminated", "TwoGates";
    what_was_terminated_by_keys_alone_on_a_phone: Hand::Keys, "Terminated", "TwoGates";
}
