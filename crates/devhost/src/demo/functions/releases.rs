//! Deep nesting: a release goes out region by region, cluster by cluster, node by node, and probes each node through two more levels.

use chrono::TimeDelta;

use super::tools::{int, items, object, percentile, takes, text, with};
use super::traces::exception;
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::Ctx;
use crate::json::Json;

/// The release that breaks a node, and the place of that node.
const BROKEN: (&str, &str) = ("2026.45.0", "ap-east/blue/n1");

/// Adds the orchestrators and their activities.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("ReleaseTrain", |ctx| {
            roll_out(ctx, "RollOutRegion", "regions")
        })
        .orchestrator("RollOutRegion", |ctx| {
            roll_out(ctx, "RollOutCluster", "clusters")
        })
        .orchestrator("RollOutCluster", |ctx| {
            roll_out(ctx, "RollOutNode", "nodes")
        })
        .orchestrator("RollOutNode", roll_out_node)
        .orchestrator("SmokeTest", smoke_test)
        .orchestrator("ProbeEndpoint", probe_endpoint);
    registry
        .slow_activity("InstallPackage", takes(4_000, 45_000), |_| Ok(Json::Null))
        .slow_activity("HttpProbe", takes(90, 1_400), http_probe);
}

/// Goes through the parts of one level, each as a child named after it.
async fn roll_out(ctx: Ctx, child: &str, parts: &str) -> Outcome {
    let release = ctx.input();
    let id = ctx.instance_id();
    let names: Vec<String> = items(&release, parts)
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    let mut done = Vec::new();
    for name in &names {
        ctx.set_status(object! { "version": text(&release, "version"), "now": name.as_str(), "done": done.clone() });
        let place = format!("{}/{name}", text(&release, "place"));
        let input = with(&release, "place", place.trim_start_matches('/'));
        ctx.child_with_id(child, &format!("{id}:{name}"), input)
            .await?;
        done.push(Json::from(name.as_str()));
    }
    Ok(object! { "version": text(&release, "version"), "updated": done })
}

async fn roll_out_node(ctx: Ctx) -> Outcome {
    ctx.activity("InstallPackage", ctx.input()).await?;
    ctx.child("SmokeTest", ctx.input()).await
}

async fn smoke_test(ctx: Ctx) -> Outcome {
    let mut latencies = Vec::new();
    for path in ["/health", "/api/orders?limit=1"] {
        latencies.push(
            ctx.child("ProbeEndpoint", with(&ctx.input(), "path", path))
                .await?,
        );
    }
    Ok(Json::from(latencies))
}

/// Probes, lets the node soak, and probes again.
async fn probe_endpoint(ctx: Ctx) -> Outcome {
    let probe = ctx.input();
    ctx.activity("HttpProbe", with(&probe, "round", 1)).await?;
    ctx.set_status(format!("Soaking for {} min", int(&probe, "soakMinutes", 1)));
    ctx.timer(TimeDelta::minutes(int(&probe, "soakMinutes", 1)))
        .await;
    ctx.activity("HttpProbe", with(&probe, "round", 2)).await
}

fn http_probe(probe: &Json) -> Outcome {
    let place = text(probe, "place");
    let broken = (text(probe, "version"), place) == BROKEN;
    if broken && int(probe, "round", 1) == 2 {
        return Err(exception(
            "System.InvalidOperationException",
            "System.Private.CoreLib",
            format!("GET https://{}.contoso.example{} answered 503 Service Unavailable after 3 redirects.", place.replace('/', "."), text(probe, "path")),
            "   at Contoso.Deploy.HttpProbe.Expect(HttpResponseMessage response, HttpStatusCode expected) in /src/Contoso.Deploy/HttpProbe.cs:line 71
   at Contoso.Deploy.Activities.HttpProbeActivity.Run(ProbeRequest request) in /src/Contoso.Deploy/Activities/HttpProbeActivity.cs:line 24",
        )
        .thrown());
    }
    let millis = percentile(&probe.to_string()) + 12;
    Ok(Json::from(i64::try_from(millis).unwrap_or_default()))
}
