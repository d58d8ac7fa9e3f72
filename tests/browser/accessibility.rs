//! axe-core on every screen, in both themes, on a large and a small window.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::harness::{Scheme, button, field, play, play_within};
use crate::screens::{Screen, hub_of_screens, prepare, show};

/// Looks at the screens in one theme and one width, and reports all that is wrong at once.
fn axe_on(screens: &'static [Screen], width: u32) {
    play(hub_of_screens(), async move |stage| {
        let page = &stage.page;
        prepare(stage).await;
        let mut broken: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for screen in screens {
            page.size(1440, 900).await;
            show(stage, *screen).await;
            page.size(width, 900).await;
            for scheme in Scheme::BOTH {
                page.system_scheme(scheme).await;
                let view = format!("{} in {}", screen.name(), scheme.name());
                for what in page.axe().await {
                    broken.entry(what).or_default().push(view.clone());
                }
            }
            page.fits_its_width().await;
        }
        let broken: Vec<String> = broken
            .into_iter()
            .map(|(what, views)| format!("{what}\n      on {}", views.join(", ")))
            .collect();
        assert!(
            broken.is_empty(),
            "axe-core at {width} pixels:\n    {}",
            broken.join("\n    ")
        );
    });
}

const OF_CONNECTING: &[Screen] = &[
    Screen::Connect,
    Screen::ConnectFacts,
    Screen::ConnectError,
    Screen::UnknownHub,
    Screen::Lost,
];
const OF_CONNECTIONS: &[Screen] = &[
    Screen::About,
    Screen::LockMenu,
    Screen::LockQuestion,
    Screen::KeyMenu,
    Screen::ConnectEdit,
    Screen::ConnectManage,
    Screen::DoctorCors,
    Screen::DoctorSignIn,
];
const OF_LISTS: &[Screen] = &[
    Screen::Instances,
    Screen::InstancesFiltered,
    Screen::InstancesEmpty,
    Screen::InstancesMarked,
    Screen::InstancesGrouped,
    Screen::InstancesFailed,
    Screen::InstancesStale,
    Screen::InstancesWaiting,
];
const OF_INSTANCES: &[Screen] = &[
    Screen::InstanceCompleted,
    Screen::InstanceFailed,
    Screen::InstanceRunning,
    Screen::InstanceTerminate,
    Screen::InstanceRaise,
    Screen::InstanceRaw,
    Screen::InstanceNotFound,
    Screen::InstanceUnauthorized,
];
const OF_MAINTENANCE: &[Screen] = &[Screen::Journal, Screen::Maintain, Screen::MaintainQuestion];

const OF_ACTING: &[Screen] = &[
    Screen::Start,
    Screen::StartFinished,
    Screen::StartAsked,
    Screen::Entities,
    Screen::Entity,
];

#[test]
fn acting_on_a_large_window() {
    axe_on(OF_ACTING, 1440);
}

#[test]
fn acting_on_a_phone() {
    axe_on(OF_ACTING, 390);
}

#[test]
fn connecting_on_a_large_window() {
    axe_on(OF_CONNECTING, 1440);
}

#[test]
fn connecting_on_a_phone() {
    axe_on(OF_CONNECTING, 390);
}

#[test]
fn connections_on_a_large_window() {
    axe_on(OF_CONNECTIONS, 1440);
}

#[test]
fn connections_on_a_phone() {
    axe_on(OF_CONNECTIONS, 390);
}

#[test]
fn lists_on_a_large_window() {
    axe_on(OF_LISTS, 1440);
}

#[test]
fn lists_on_a_phone() {
    axe_on(OF_LISTS, 390);
}

#[test]
fn instances_on_a_large_window() {
    axe_on(OF_INSTANCES, 1440);
}

#[test]
fn instances_on_a_phone() {
    axe_on(OF_INSTANCES, 390);
}

#[test]
fn maintenance_on_a_large_window() {
    axe_on(OF_MAINTENANCE, 1440);
}

#[test]
fn maintenance_on_a_phone() {
    axe_on(OF_MAINTENANCE, 390);
}

#[test]
fn every_screen_fits_320_pixels() {
    // Some dozens of screens, each shown wide first.
    play_within(Duration::from_mins(8), hub_of_screens(), async |stage| {
        prepare(stage).await;
        for screen in Screen::ALL {
            stage.page.size(1440, 900).await;
            show(stage, screen).await;
            stage.page.size(320, 640).await;
            println!("{}", screen.name());
            stage.page.fits_its_width().await;
        }
    });
}

#[test]
fn forced_colours_keep_controls_visible() {
    play(hub_of_screens(), async |stage| {
        stage.page.forced_colors().await;
        prepare(stage).await;
        stage.page.find(&button("Refresh")).await;
        stage.page.find(&field("Filter as text")).await;
        // A control is seen by its edge, its own or that of the box around it, or by what stands in it.
        let script = "
            const edge = (e) => parseFloat(getComputedStyle(e).borderTopWidth) > 0;
            return [...document.querySelectorAll('main button, main input')].filter((e) => e.checkVisibility())
              .filter((e) => !edge(e) && !edge(e.parentElement) && !e.textContent.trim() && !e.querySelector('svg') && e.type !== 'checkbox')
              .map((e) => e.outerHTML.slice(0, 120));";
        let faint = stage.page.run(script, serde_json::json!([])).await;
        assert_eq!(
            faint,
            serde_json::json!([]),
            "controls without edge or text in forced colours"
        );
    });
}
