//! Pictures of the portal for people to look at, written into `target/screens/`.
//!
//! `cargo test --test browser -- screens --ignored` writes them all.

use devhost::server::ServerConfig;

use crate::harness::{
    Page, Scheme, button, decode_base64, main_part, play, region, row_containing, target,
};
use crate::screens::{Screen, hub_of_screens, prepare, show};

/// Writes the window to `target/screens/{name}.png`.
async fn photograph(page: &Page, name: &str) {
    let png = page.screenshot().await.expect("Chromium takes a picture");
    let folder = target("screens");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    std::fs::write(folder.join(format!("{name}.png")), decode_base64(&png))
        .expect("the target folder can be written to");
}

/// Every screen at 1440 and 390 pixels, light and dark.
#[test]
#[ignore = "writes pictures for people to look at"]
fn screens_of_everything() {
    play(hub_of_screens(), async |stage| {
        prepare(stage).await;
        for screen in Screen::ALL {
            show(stage, screen).await;
            for (width, height) in [(1440, 900), (390, 844)] {
                stage.page.size(width, height).await;
                for scheme in Scheme::BOTH {
                    stage.page.system_scheme(scheme).await;
                    let name = format!("{}-{width}-{}", screen.name(), scheme.name());
                    photograph(&stage.page, &name).await;
                }
            }
            stage.page.size(1440, 900).await;
        }
    });
}

/// The demo as a visitor sees it first: candidates for the README's picture.
#[test]
#[ignore = "writes pictures for people to look at"]
fn screens_of_the_demo() {
    let config = ServerConfig {
        demo: true,
        ..ServerConfig::default()
    };
    play(config, async |stage| {
        let page = &stage.page;
        page.size(1440, 900).await;
        stage.open_list().await;
        page.until("rows are shown", async || {
            (page.count(&row_containing("")).await > 10).then_some(())
        })
        .await;
        photograph(page, "demo-instances").await;
        page.click(&button("Failed").inside(region("Runtime status")))
            .await;
        page.find(&row_containing("Failed").inside(main_part()))
            .await;
        photograph(page, "demo-failed").await;
    });
}
