//! The read-only lock: seen on every view, opened only by hand and after a question, and the same in every tab.

use serde_json::json;

use crate::acts::empty_hub;
use crate::connections::{edited, named};
use crate::harness::{Locator, Page, button, field, heading, keys, link, main_part, play};

/// The lock of the top bar, by its present word.
fn lock(word: &str) -> Locator {
    button(format!("Read-only lock: {word}")).exactly()
}

/// Opens the lock's menu, whatever it says at present.
async fn open_menu(page: &Page) {
    page.click(&button("Read-only lock:")).await;
    page.see("no request that would change anything leaves this portal")
        .await;
}

const BOTH: [(&str, &str); 2] = [("Orders", "prod"), ("Play", "dev")];

#[test]
fn production_starts_locked_and_others_do_not() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.find(&lock("Locks")).await;
        page.click(&named("Orders")).await;
        page.find(&lock("Locked")).await;
        page.click(&link("Hubs")).await;
        page.click(&named("Play")).await;
        page.find(&lock("Unlocked")).await;
    });
}

#[test]
fn unlocking_is_asked_back_and_outlives_a_reload() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.click(&named("Orders")).await;
        page.find(&lock("Locked")).await;
        open_menu(page).await;
        page.click(&button("Unlock Orders")).await;
        page.see("Allow changes to Orders?").await;
        page.until("what is safe has the focus", async || {
            page.is_focused(&button("Keep locked")).await.then_some(())
        })
        .await;
        page.click(&button("Keep locked")).await;
        page.find(&lock("Locked")).await;
        page.click(&button("Unlock Orders")).await;
        page.click(&button("Unlock").exactly()).await;
        page.find(&lock("Unlocked")).await;
        page.reload().await;
        page.find(&lock("Unlocked")).await;
        open_menu(page).await;
        page.click(&button("Lock Orders")).await;
        page.find(&lock("Locked")).await;
        page.reload().await;
        page.find(&lock("Locked")).await;
    });
}

#[test]
fn the_lock_of_all_is_stronger_and_leaves_each_its_own() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.click(&named("Play")).await;
        page.find(&lock("Unlocked")).await;
        open_menu(page).await;
        page.click(&button("Lock all")).await;
        page.find(&lock("All locked")).await;
        page.see("Locked with all others").await;
        assert!(
            !page.has(&button("Unlock Play")).await,
            "one lock cannot be opened below that of all"
        );
        page.reload().await;
        page.find(&lock("All locked")).await;
        open_menu(page).await;
        page.click(&button("Unlock all")).await;
        page.click(&button("Unlock").exactly()).await;
        page.find(&lock("Unlocked")).await;
        page.click(&link("Hubs")).await;
        page.click(&named("Orders")).await;
        page.find(&lock("Locked")).await;
    });
}

#[test]
fn it_is_turned_by_keys_alone() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.click(&named("Orders")).await;
        page.find(&lock("Locked")).await;
        page.focus(&lock("Locked")).await;
        page.press(keys::ENTER).await;
        page.find(&button("Unlock Orders")).await;
        page.press(keys::TAB).await;
        assert!(page.is_focused(&button("Unlock Orders")).await);
        page.press(keys::ENTER).await;
        page.until("what is safe has the focus", async || {
            page.is_focused(&button("Keep locked")).await.then_some(())
        })
        .await;
        page.press(keys::TAB).await;
        page.press(keys::ENTER).await;
        page.find(&lock("Unlocked")).await;
        page.press(keys::ESCAPE).await;
        page.find_no_more(&button("Lock Orders")).await;
    });
}

#[test]
fn both_tabs_are_locked_when_one_is() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.click(&named("Play")).await;
        page.find(&lock("Unlocked")).await;
        let first = page.window().await;
        let second = page.another_window(&page.address().await).await;
        page.find(&lock("Unlocked")).await;
        open_menu(page).await;
        page.click(&button("Lock Play")).await;
        page.find(&lock("Locked")).await;
        page.turn_to(&first).await;
        page.find(&lock("Locked")).await;
        open_menu(page).await;
        page.click(&button("Lock all")).await;
        page.turn_to(&second).await;
        page.find(&lock("All locked")).await;
    });
}

#[test]
fn no_link_and_no_key_opens_it() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.click(&named("Orders")).await;
        page.find(&lock("Locked")).await;
        let address = page.address().await;
        for clause in ["?lock=off", "?unlock=true", "?readonly=false"] {
            page.visit(&format!("{address}{clause}")).await;
            page.find(&lock("Locked")).await;
        }
        page.visit(&address).await;
        page.find(&lock("Locked")).await;
        page.find(&heading("Instances").exactly()).await;
        page.focus(&main_part()).await;
        for key in ["l", "L", "u", "U", "w", "!", " "] {
            page.press(key).await;
        }
        page.find(&lock("Locked")).await;
        // Pasting the hub's link once more changes nothing either.
        page.visit(&stage.portal).await;
        page.paste(&field(crate::acts::PASTE_BOX), &stage.link_to_hub("Orders"))
            .await;
        page.click(&crate::acts::connect_button()).await;
        page.find(&lock("Locked")).await;
    });
}

#[test]
fn what_becomes_production_is_locked_and_what_is_pasted_anew_starts_as_its_environment_says() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.click(&button("Edit Play")).await;
        page.choose(&edited("Environment"), "Production").await;
        page.click(&button("Save").exactly()).await;
        page.click(&named("Play")).await;
        page.find(&lock("Locked")).await;
        open_menu(page).await;
        page.click(&button("Unlock Play")).await;
        page.click(&button("Unlock").exactly()).await;
        page.find(&lock("Unlocked")).await;
        page.click(&link("Hubs")).await;
        page.click(&button("Edit Play")).await;
        page.click(&button("Forget").exactly()).await;
        page.find_no_more(&named("Play")).await;
        page.paste(&field(crate::acts::PASTE_BOX), &stage.link_to_hub("Play"))
            .await;
        page.choose(&field("Environment"), "Production").await;
        page.click(&crate::acts::connect_button()).await;
        page.find(&lock("Locked")).await;
    });
}

#[test]
fn a_closed_lock_outlives_editing_moving_and_forgetting_by_mistake() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.import(&BOTH).await;
        page.click(&named("Play")).await;
        open_menu(page).await;
        page.click(&button("Lock Play")).await;
        page.find(&lock("Locked")).await;
        page.click(&link("Hubs")).await;

        page.click(&button("Edit Play")).await;
        page.choose(&edited("Environment"), "Test").await;
        page.click(&button("Save").exactly()).await;
        page.click(&named("Play")).await;
        page.find(&lock("Locked")).await;
        page.click(&link("Hubs")).await;

        page.click(&button("Edit Play")).await;
        page.paste(&edited("Task hub"), "Elsewhere").await;
        page.click(&button("Save").exactly()).await;
        page.click(&named("Play")).await;
        page.find(&lock("Locked")).await;
        page.click(&link("Hubs")).await;

        page.click(&button("Edit Play")).await;
        page.click(&button("Forget").exactly()).await;
        page.find_no_more(&named("Play")).await;
        page.click(&button("Undo")).await;
        page.click(&named("Play")).await;
        page.find(&lock("Locked")).await;
        page.click(&link("Hubs")).await;

        // What was marked as production by mistake is opened by hand, like any other lock.
        page.click(&button("Edit Orders")).await;
        page.choose(&edited("Environment"), "Development").await;
        page.click(&button("Save").exactly()).await;
        page.click(&named("Orders")).await;
        page.find(&lock("Locked")).await;
    });
}

#[test]
fn a_lock_that_cannot_be_read_locks_everything_and_is_set_aside() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.open_portal().await;
        let script = "localStorage.setItem('durable-portal.lock', '{\"of\": \"a later version\"}')";
        page.run(script, json!([])).await;
        page.reload().await;
        page.find(&lock("All locked")).await;
        page.see("in a form that this version cannot read").await;
        let file = page.download(&button("Save them as a file")).await;
        assert!(file.contains("a later version"), "{file}");
        page.click(&button("Throw them away")).await;
        page.see_no_more("in a form that this version cannot read")
            .await;
    });
}
