//! Light and dark.

use serde_json::json;

use crate::acts::empty_hub;
use crate::harness::{Page, Scheme, button, play};

/// How bright the ground of the page is, 0 to 255.
async fn brightness(page: &Page) -> f64 {
    let script = "
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const colours = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor);
        canvas.fillStyle = colours.find((c) => c !== 'rgba(0, 0, 0, 0)') || '#fff';
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
        return (r + g + b) / 3;";
    page.run(script, json!([]))
        .await
        .as_f64()
        .unwrap_or_default()
}

async fn is_dark(page: &Page) {
    page.until("the page is dark", async || {
        (brightness(page).await < 90.0).then_some(())
    })
    .await;
}

async fn is_light(page: &Page) {
    page.until("the page is light", async || {
        (brightness(page).await > 200.0).then_some(())
    })
    .await;
}

#[test]
fn it_follows_the_system_until_the_switch_says_otherwise() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        page.system_scheme(Scheme::Dark).await;
        stage.open_portal().await;
        page.find(&button("Theme: as the system")).await;
        is_dark(page).await;
        page.system_scheme(Scheme::Light).await;
        is_light(page).await;
        page.click(&button("Theme: as the system")).await;
        page.find(&button("Theme: light")).await;
        page.click(&button("Theme: light")).await;
        page.find(&button("Theme: dark")).await;
        is_dark(page).await;
    });
}

#[test]
fn the_choice_outlives_a_reload_and_is_all_that_is_kept() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        page.system_scheme(Scheme::Light).await;
        stage.open_portal().await;
        page.click(&button("Theme: as the system")).await;
        page.click(&button("Theme: light")).await;
        is_dark(page).await;
        page.reload().await;
        page.find(&button("Theme: dark")).await;
        is_dark(page).await;
        let kept = page
            .run("return Object.entries(localStorage)", json!([]))
            .await;
        let kept = kept.as_array().cloned().unwrap_or_default();
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert!(
            kept[0][0].as_str().unwrap_or_default().contains("theme"),
            "{kept:?}"
        );
        let session = page.run("return sessionStorage.length", json!([])).await;
        assert_eq!(session, 0, "nothing else was to be kept");
    });
}
