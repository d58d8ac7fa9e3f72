//! A hub that cannot be asked: what is the matter, how sure that is, what proves it, and what to copy to mend it.

use devhost::config::BasePath;
use devhost::faults::{Body, Effect, Fault};
use devhost::server::{CorsMode, Side};

use crate::acts::{KEY, empty_hub, hub_with_key, paste_and_connect, try_again};
use crate::harness::{Page, Stage, button, heading, play, row_containing};

/// What the doctor's card has to say.
pub struct Card<'a> {
    /// A part of its title.
    pub title: &'a str,
    /// How sure it is.
    pub sure: &'a str,
    /// What stands in it, everything unfolded.
    pub says: &'a [&'a str],
}

/// Sees a card, its sureness and its remedies, everything unfolded.
pub async fn told(page: &Page, card: Card<'_>) {
    page.see(card.title).await;
    page.see(card.sure).await;
    page.run(
        "for (const it of document.querySelectorAll('.error details')) it.open = true",
        serde_json::json!([]),
    )
    .await;
    page.see("what was to be read").await;
    for text in card.says {
        page.see(text).await;
    }
    assert!(!page.shows("Failed to fetch").await);
}

/// The browser's own complaints about failed requests.
pub fn expect_failures(page: &Page) {
    for text in ["status of", "net::ERR_", "blocked by CORS policy"] {
        page.expect_console(text);
    }
}

/// Connects to the list of the devhost's hub, as `change` makes its address.
pub async fn connect(stage: &Stage, change: impl Fn(String) -> String) {
    expect_failures(&stage.page);
    stage
        .paste_and_connect(&change(stage.hub.list_link()))
        .await;
}

/// The page's origin, as remedies name it.
fn origin(stage: &Stage) -> &str {
    stage.portal.trim_end_matches('/')
}

/// Asserts that requests with the key were only those for what the user asked for, and none outside the API.
pub fn the_key_went_to_the_list_alone(stage: &Stage) {
    let requests = stage.control().requests();
    let hub = requests.iter().filter(|it| it.side == Side::Hub);
    for request in hub {
        assert!(!request.target.contains("code="), "{}", request.target);
        if request.header("x-functions-key").is_some() {
            let asked =
                request.target.contains("/instances") || request.target.contains("/entities");
            assert!(asked, "the key went to {}", request.target);
        }
    }
}

#[test]
fn a_host_that_is_down() {
    play(empty_hub(), async |stage| {
        stage.host.stop_hub().await;
        connect(stage, |link| link).await;
        let port = stage.host.hub_url.rsplit(':').next().unwrap_or_default();
        told(
            &stage.page,
            Card {
                title: "No answer from localhost",
                sure: "Proven",
                says: &[
                    "Check that the function app runs",
                    &format!("func start --port {port} --cors {}", origin(stage)),
                ],
            },
        )
        .await;
    });
}

#[test]
fn an_origin_that_is_not_allowed() {
    let mut config = hub_with_key();
    config.cors = CorsMode::None;
    play(config, async |stage| {
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "but this page may not read it (CORS)",
                sure: "Proven",
                says: &[
                    &format!("--cors {}", origin(stage)),
                    &format!("\"CORS\": \"{}\"", origin(stage)),
                    "something answered",
                    "no readable answer",
                ],
            },
        )
        .await;
        the_key_went_to_the_list_alone(stage);
        stage.hub.start("HelloSequence", "allowed-1", "null").await;
        stage.control().set_cors(CorsMode::List, None);
        try_again(&stage.page).await;
        stage.page.find(&row_containing("allowed-1")).await;
    });
}

#[test]
fn a_header_that_is_not_allowed() {
    play(hub_with_key(), async |stage| {
        let refused = Effect::Answer {
            status: 403,
            body: Body::Empty,
            retry_after: None,
            after_effect: false,
            without_cors: true,
        };
        stage
            .control()
            .add_fault(Fault::new(refused).on("OPTIONS", "*"));
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "does not let this page send the key (CORS)",
                sure: "Proven",
                says: &[
                    "Access-Control-Allow-Headers \"content-type, x-functions-key, x-ms-continuation-token\"",
                    "Access-Control-Expose-Headers",
                    &format!("Access-Control-Allow-Origin {}", origin(stage)),
                    "401, empty",
                ],
            },
        )
        .await;
    });
}

#[test]
fn a_key_that_is_missing_or_wrong_or_not_enough() {
    play(hub_with_key(), async |stage| {
        connect(stage, |link| link.replace(&format!("&code={KEY}"), "")).await;
        told(
            &stage.page,
            Card {
                title: "A function key is needed",
                sure: "Proven",
                says: &["System keys → durabletask_extension", "401, empty"],
            },
        )
        .await;
        connect(stage, |link| link.replace(KEY, "wrong")).await;
        told(
            &stage.page,
            Card {
                title: "The key was not accepted",
                sure: "Proven",
                says: &["System keys → durabletask_extension"],
            },
        )
        .await;
        stage
            .control()
            .add_fault(Fault::new(Effect::answer(403, Body::Empty)).on("GET", "*/instances"));
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "The key is not allowed to do this",
                sure: "Likely",
                says: &["403, empty"],
            },
        )
        .await;
    });
}

#[test]
fn the_base_path_of_another_generation() {
    let mut config = empty_hub();
    config.host.base = BasePath::First;
    play(config, async |stage| {
        stage.start_by_code("HelloSequence", "old-1", "null");
        let other = "/admin/extensions/DurableTaskExtension";
        connect(stage, |link| {
            link.replace(other, "/runtime/webhooks/durabletask")
        })
        .await;
        let right = format!("{}{other}/instances", stage.host.hub_url);
        told(
            &stage.page,
            Card {
                title: "The API is at another address",
                sure: "Proven",
                says: &[&right, "200, JSON"],
            },
        )
        .await;
        stage.page.click(&button("Connect there")).await;
        stage.page.see("What this says").await;
        stage.page.click(&crate::acts::connect_button()).await;
        stage.page.find(&row_containing("old-1")).await;
    });
}

#[test]
fn a_prefix_too_many_and_an_instance_that_is_only_unknown() {
    play(empty_hub(), async |stage| {
        connect(stage, |link| link.replace("/runtime/", "/api/runtime/")).await;
        told(
            &stage.page,
            Card {
                title: "The API is at another address",
                sure: "Proven",
                says: &[&format!("{}/runtime/webhooks", stage.host.hub_url)],
            },
        )
        .await;
        // An instance's link with a wrong base is told as such too, and not as an instance that is gone.
        let wrong = stage
            .hub
            .link("gone-1")
            .replace("/runtime/", "/api/runtime/");
        stage.paste_and_connect(&wrong).await;
        stage.page.see("The API is at another address").await;
        stage.paste_and_connect(&stage.hub.link("gone-1")).await;
        stage.page.see("No instance gone-1 here").await;
        assert!(!stage.page.shows("The API is at another address").await);
    });
}

#[test]
fn an_app_without_the_extension() {
    let mut config = empty_hub();
    config.host.extension = false;
    play(config, async |stage| {
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "runs without the Durable Functions extension",
                sure: "Likely",
                says: &[
                    "extensionBundle",
                    "dotnet add package",
                    "404, empty",
                    "200, a web page",
                ],
            },
        )
        .await;
    });
}

#[test]
fn a_host_with_nothing_of_durable_functions() {
    let mut config = empty_hub();
    config.host.extension = false;
    play(config, async |stage| {
        stage
            .control()
            .add_fault(Fault::new(Effect::answer(404, Body::Html)).on("GET", "/"));
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "Nothing of Durable Functions at localhost",
                sure: "Likely",
                says: &["404, empty", "404, a web page", "Check the address"],
            },
        )
        .await;
    });
}

/// Lets the waiting of each page be over sooner: what it waits a minute or longer for within a second and a half, what it waits eight
/// seconds for within four. Everything else keeps its time.
const HURRY: &str = "
    const real = window.setTimeout;
    window.setTimeout = (what, ms, ...rest) => real(what, ms >= 60000 ? 1500 : ms >= 8000 ? 4000 : ms, ...rest);";

#[test]
fn an_app_that_answers_nothing_in_time() {
    play(empty_hub(), async |stage| {
        stage.page.before_each_document(HURRY).await;
        let slow = || Fault::new(Effect::Delay { ms: 60_000 });
        stage.control().add_fault(slow().on("GET", "*/instances"));
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "is starting, or fails to",
                sure: "Possible",
                says: &["nothing in time", "something answered"],
            },
        )
        .await;
        stage.control().clear_faults();
        stage.control().add_fault(slow().on("GET", "*"));
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "No answer from localhost",
                sure: "Likely",
                says: &["nothing in time"],
            },
        )
        .await;
    });
}

#[test]
fn answers_of_somebody_who_stands_before_the_app() {
    play(hub_with_key(), async |stage| {
        let sign_in = Effect::Redirect {
            to: "/.auth/login".to_owned(),
            without_cors: false,
        };
        let proxy = Body::Html;
        for (fault, title, sure, says) in [
            (
                Fault::new(sign_in).on("GET", "*"),
                "A sign-in stands before",
                "Likely",
                "a redirect, not followed",
            ),
            (
                Fault::new(Effect::answer(200, Body::SignIn)).on("GET", "*/instances"),
                "A sign-in stands before",
                "Likely",
                "200, a web page",
            ),
            (
                Fault::new(Effect::answer(200, proxy)).on("GET", "*/instances"),
                "This is not an answer of Durable Functions",
                "Likely",
                "200, a web page",
            ),
            (
                Fault::new(Effect::answer(403, Body::Stopped)).on("GET", "*"),
                "is stopped",
                "Proven",
                "403, a web page",
            ),
            (
                Fault::new(Effect::answer(403, Body::Restricted)).on("GET", "*"),
                "does not admit this network",
                "Proven",
                "az functionapp config access-restriction show --name <app>",
            ),
            (
                Fault::new(Effect::answer(404, Body::NoSuchApp)).on("GET", "*"),
                "There is no app named",
                "Proven",
                "az functionapp list",
            ),
            (
                Fault::new(Effect::answer(503, Body::Html)).on("GET", "*/instances"),
                "is starting, or fails to",
                "Likely",
                "503, a web page",
            ),
            (
                Fault::new(Effect::answer(
                    503,
                    Body::Text("Function host is not running.".to_owned()),
                ))
                .on("GET", "*/instances"),
                "is starting, or fails to",
                "Proven",
                "503, a text",
            ),
            (
                Fault::new(Effect::answer(429, Body::Empty)).on("GET", "*/instances"),
                "Too many requests",
                "Proven",
                "429, empty",
            ),
        ] {
            stage.control().clear_faults();
            stage.control().add_fault(fault);
            connect(stage, |link| link).await;
            let says = &[says];
            told(&stage.page, Card { title, sure, says }).await;
        }
        the_key_went_to_the_list_alone(stage);
    });
}

#[test]
fn an_answer_lost_on_its_way() {
    play(empty_hub(), async |stage| {
        stage
            .control()
            .add_fault(Fault::new(Effect::DropBefore).on("GET", "*/instances"));
        connect(stage, |link| link).await;
        told(
            &stage.page,
            Card {
                title: "was lost on its way",
                sure: "Likely",
                says: &[
                    "something answered",
                    "200, a web page",
                    "no readable answer",
                ],
            },
        )
        .await;
    });
}

#[test]
fn plain_http_from_a_page_on_https() {
    play(empty_hub(), async |stage| {
        let web = stage.on_the_web(false).await;
        expect_failures(&web.page);
        web.page.expect_refusals();
        let link = stage
            .hub
            .list_link()
            .replace(&stage.host.hub_url, &web.plain_hub);
        paste_and_connect(&web.page, &web.portal, &link).await;
        let https = web.plain_hub.replace("http:", "https:");
        told(
            &web.page,
            Card {
                title: "The browser does not let this page call orders.example",
                sure: "Proven",
                says: &["opened over https", &https],
            },
        )
        .await;
    });
}

#[test]
fn a_host_that_the_portals_own_policy_does_not_list() {
    play(empty_hub(), async |stage| {
        let web = stage.on_the_web(false).await;
        expect_failures(&web.page);
        web.page.expect_refusals();
        let link = stage
            .hub
            .list_link()
            .replace(&stage.host.hub_url, &web.plain_hub);
        paste_and_connect(&web.page, &stage.portal, &link).await;
        told(
            &web.page,
            Card {
                title: "This portal's own policy does not list orders.example",
                sure: "Proven",
                says: &[&format!(
                    "connect-src 'self' https: http://localhost:* http://127.0.0.1:* {}",
                    web.plain_hub
                )],
            },
        )
        .await;
    });
}

#[test]
fn a_machine_without_network() {
    play(empty_hub(), async |stage| {
        let web = stage.on_the_web(false).await;
        expect_failures(&web.page);
        let allowed = Some(vec![web.portal.clone()]);
        stage.control().set_cors(CorsMode::List, allowed);
        stage.hub.start("HelloSequence", "far-1", "null").await;
        let link = stage.hub.list_link().replace(&stage.host.hub_url, &web.hub);
        paste_and_connect(&web.page, &web.portal, &link).await;
        web.page.find(&row_containing("far-1")).await;
        web.page.offline(true).await;
        web.page.click(&button("Refresh")).await;
        web.page.see("Out of date").await;
        web.page.see("This machine is offline").await;
        web.page.find(&row_containing("far-1")).await;
        web.page.offline(false).await;
        try_again(&web.page).await;
        web.page.see_no_more("Out of date").await;
    });
}

/// The permission's name, as Chromium has it for addresses of this machine.
const LOOPBACK: &str = "loopback-network";

#[test]
fn a_local_network_that_the_browser_was_not_allowed_to_call() {
    play(empty_hub(), async |stage| {
        let web = stage.on_the_web(true).await;
        expect_failures(&web.page);
        let allowed = Some(vec![web.portal.clone()]);
        stage.control().set_cors(CorsMode::List, allowed);
        stage.hub.start("HelloSequence", "near-1", "null").await;
        web.page.decide(&web.portal, LOOPBACK, "prompt").await;
        paste_and_connect(&web.page, &web.portal, &stage.hub.list_link()).await;
        told(
            &web.page,
            Card {
                title: "The browser wants to be asked before it calls the local network",
                sure: "Likely",
                says: &["Local network access", &format!("--cors {}", web.portal)],
            },
        )
        .await;
        web.page.decide(&web.portal, LOOPBACK, "denied").await;
        try_again(&web.page).await;
        told(
            &web.page,
            Card {
                title: "The browser may not call the local network for this page",
                sure: "Proven",
                says: &["Local network access"],
            },
        )
        .await;
        web.page.decide(&web.portal, LOOPBACK, "granted").await;
        try_again(&web.page).await;
        web.page.find(&row_containing("near-1")).await;
    });
}

#[test]
fn an_app_that_wakes_up_slowly_is_waited_for() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "sleepy-1", "null").await;
        stage
            .control()
            .add_fault(Fault::new(Effect::ColdStart { ms: 4_000 }).on("GET", "*/instances"));
        connect(stage, |link| link).await;
        stage.page.see("The function app may be starting").await;
        stage.page.find(&row_containing("sleepy-1")).await;
        stage.page.find(&heading("Instances").exactly()).await;
    });
}
