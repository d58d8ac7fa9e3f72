//! Functions of other languages: a catalogue in Node.js and a forecast in Python, with the errors their workers report.

use std::time::Duration;

use super::tools::{int, object, retrying, takes, text, with};
use super::traces::{remote, uncaught};
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::{Ctx, Retry};
use crate::json::Json;

/// Adds the orchestrators and their activities, spelled as their languages do.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("syncCatalogue", sync_catalogue)
        .orchestrator("train_forecast", train_forecast);
    registry
        .slow_activity("fetchPage", takes(250, 2_400), fetch_page)
        .slow_activity("upsertProducts", takes(120, 900), |page| {
            Ok(Json::from(int(page, "products", 0)))
        })
        .slow_activity("load_sales", takes(4_000, 38_000), |run| {
            Ok(object! { "rows": 1_204_311, "path": format!("sales/{}.parquet", text(run, "region")) })
        })
        .slow_activity("fit_model", takes(45_000, 320_000), fit_model)
        .slow_activity("evaluate_model", takes(2_000, 16_000), |_| {
            Ok(object! { "mape": 0.0731, "bias": -0.0042 })
        });
}

async fn sync_catalogue(ctx: Ctx) -> Outcome {
    let supplier = ctx.input();
    let pages = int(&supplier, "pages", 3);
    let mut products = 0;
    for number in 1..=pages {
        let page = |attempt: u32| {
            with(
                &with(&supplier, "page", number),
                "attempt",
                i64::from(attempt),
            )
        };
        let retry = Retry::times(3, Duration::from_secs(2));
        let fetched = retrying(&ctx, "fetchPage", retry, page)
            .await
            .map_err(|thrown| uncaught("fetchPage", &thrown, ""))?;
        products += ctx
            .activity("upsertProducts", fetched)
            .await?
            .as_i64()
            .unwrap_or(0);
        ctx.set_status(object! { "page": number, "of": pages, "products": products });
    }
    Ok(object! { "supplier": text(&supplier, "supplier"), "products": products })
}

fn fetch_page(page: &Json) -> Outcome {
    match (text(page, "supplier"), int(page, "page", 1), int(page, "attempt", 1)) {
        ("nordic-lights", 3, _) => Err(remote(
            "Cannot read properties of undefined (reading 'price')",
            "TypeError: Cannot read properties of undefined (reading 'price')
    at toProduct (/home/site/wwwroot/dist/src/functions/fetchPage.js:31:37)
    at Array.map (<anonymous>)
    at parsePage (/home/site/wwwroot/dist/src/functions/fetchPage.js:24:31)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
    at async fetchPage (/home/site/wwwroot/dist/src/functions/fetchPage.js:14:20)
    at async /home/site/wwwroot/node_modules/durable-functions/lib/src/app.js:61:28
    at async m.invokeFunction (/azure-functions-host/workers/node/dist/src/worker-bundle.js:2:48931)
    at async D.handleEvent (/azure-functions-host/workers/node/dist/src/worker-bundle.js:2:50611)",
        )),
        ("acme-gmbh", 2, 1 | 2) => Err(remote(
            "read ECONNRESET",
            "Error: read ECONNRESET
    at TLSWrap.onStreamRead (node:internal/stream_base_commons:217:20)
    at async fetchPage (/home/site/wwwroot/dist/src/functions/fetchPage.js:11:22)
    at async m.invokeFunction (/azure-functions-host/workers/node/dist/src/worker-bundle.js:2:48931)",
        )),
        (supplier, number, _) => Ok(object! { "supplier": supplier, "page": number, "products": 40 + number * 7 }),
    }
}

async fn train_forecast(ctx: Ctx) -> Outcome {
    let run = ctx.input();
    let progress = |share: f64| ctx.set_status(Json::from(share));
    progress(0.0);
    let sales = ctx.activity("load_sales", run.clone()).await?;
    progress(0.25);
    let model = ctx
        .activity("fit_model", with(&run, "sales", sales))
        .await
        .map_err(|thrown| uncaught("fit_model", &thrown, " Exception: "))?;
    progress(0.8);
    let quality = ctx.activity("evaluate_model", run).await?;
    progress(1.0);
    Ok(object! { "model": model, "quality": quality })
}

fn fit_model(run: &Json) -> Outcome {
    let region = text(run, "region");
    if region != "apac" {
        return Ok(Json::from(format!("models/{region}/2026-47.onnx")));
    }
    let message = "Input contains NaN, infinity or a value too large for dtype('float64').";
    Err(remote(
        &format!("ValueError: {message}"),
        &format!("Traceback (most recent call last):
  File \"/azure-functions-host/workers/python/3.11/LINUX/X64/azure_functions_worker/dispatcher.py\", line 685, in _handle__invocation_request
    call_result = await self._loop.run_in_executor(
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File \"/usr/local/lib/python3.11/concurrent/futures/thread.py\", line 58, in run
    result = self.fn(*self.args, **self.kwargs)
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File \"/home/site/wwwroot/function_app.py\", line 88, in fit_model
    model = forecast.fit(frame, horizon=run[\"horizon_days\"])
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File \"/home/site/wwwroot/forecast/model.py\", line 142, in fit
    self._regressor.fit(features, target)
  File \"/home/site/wwwroot/.python_packages/lib/site-packages/sklearn/utils/validation.py\", line 1049, in check_array
    _assert_all_finite(
  File \"/home/site/wwwroot/.python_packages/lib/site-packages/sklearn/utils/validation.py\", line 126, in _assert_all_finite
    raise ValueError(msg_err)
ValueError: {message}
"),
    ))
}
