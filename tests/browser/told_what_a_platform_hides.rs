//! A platform's own pages carry no permission for any page, so a browser withholds them: what can still be told, and how sure that is.

use devhost::faults::{Body, Effect, Fault};
use devhost::server::CorsMode;

use crate::acts::{hub_with_key, paste_and_connect, try_again};
use crate::harness::{Stage, Web, play, row_containing};
use crate::told_why::{Card, expect_failures, the_key_went_to_the_list_alone, told};

/// Connects to the hub under a name of the web's, from a portal that its app allows.
async fn connect_on_the_web(stage: &Stage, web: &Web) {
    expect_failures(&web.page);
    let allowed = Some(vec![web.portal.clone()]);
    stage.control().set_cors(CorsMode::List, allowed);
    let link = stage.hub.list_link().replace(&stage.host.hub_url, &web.hub);
    paste_and_connect(&web.page, &web.portal, &link).await;
}

/// A page of the platform in place of the app's answer.
fn page_of_the_platform(status: u16, body: Body) -> Effect {
    Effect::Answer {
        status,
        body,
        retry_after: None,
        after_effect: false,
        without_cors: true,
    }
}

#[test]
fn a_sign_in_a_restriction_and_a_stopped_app_look_like_an_origin_that_is_not_allowed() {
    play(hub_with_key(), async |stage| {
        stage.start_by_code("HelloSequence", "behind-1", "null");
        let web = stage.on_the_web(false).await;
        let sign_in = Effect::Redirect {
            to: "/.auth/login".to_owned(),
            without_cors: true,
        };
        for effect in [
            sign_in,
            page_of_the_platform(403, Body::Restricted),
            page_of_the_platform(403, Body::Stopped),
            page_of_the_platform(404, Body::NoSuchApp),
        ] {
            stage.control().clear_faults();
            for target in ["/", "*/instances"] {
                let fault = Fault::new(effect.clone()).on("GET", target);
                stage.control().add_fault(fault);
            }
            connect_on_the_web(stage, &web).await;
            told(
                &web.page,
                Card {
                    title: "but this page may not read it (CORS)",
                    sure: "Likely",
                    says: &[
                        "az functionapp cors add",
                        "A platform's own pages are withheld in the same way",
                        "If this page is allowed already",
                        "az functionapp show",
                        "az functionapp config access-restriction show",
                        "az webapp auth update",
                        "something answered",
                    ],
                },
            )
            .await;
        }
        the_key_went_to_the_list_alone(stage);
        stage.control().clear_faults();
        try_again(&web.page).await;
        web.page.find(&row_containing("behind-1")).await;
    });
}

#[test]
fn a_name_without_an_app_in_azure() {
    play(hub_with_key(), async |stage| {
        let web = stage.on_the_web(false).await;
        expect_failures(&web.page);
        let link = stage
            .hub
            .list_link()
            .replace(&stage.host.hub_url, &web.nowhere);
        paste_and_connect(&web.page, &web.portal, &link).await;
        told(
            &web.page,
            Card {
                title: "There is no app named orders-fn",
                sure: "Likely",
                says: &[
                    "it is spelled differently, or the app was deleted",
                    "A network that keeps this machine from Azure looks the same",
                    "az functionapp list",
                    "no readable answer",
                ],
            },
        )
        .await;
    });
}
