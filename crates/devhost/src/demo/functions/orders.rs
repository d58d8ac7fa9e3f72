//! A shop's orders: stock, payment with retries, shipment as a child that waits for the carrier, compensation where it fails.

use std::time::Duration;

use chrono::TimeDelta;

use super::tools::{int, items, object, percentile, retrying, takes, text, with};
use super::traces::exception;
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::{Ctx, Retry};
use crate::engine::thrown::Thrown;
use crate::json::Json;
use crate::time;

/// A card that is always declined.
pub const DECLINED_CARD: &str = "0002";

/// A card whose charges are never answered.
pub const TIMED_OUT_CARD: &str = "0119";

/// Adds the orchestrators and their activities.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("OrderFulfillment", order_fulfillment)
        .orchestrator("ShipOrder", ship_order);
    registry
        .slow_activity("ReserveStock", takes(120, 650), |order| Ok(reserve_stock(order)))
        .slow_activity("ReleaseStock", takes(90, 300), |_| Ok(Json::Bool(true)))
        .slow_activity("ChargePayment", charge_takes, charge_payment)
        .slow_activity("RefundPayment", takes(400, 1500), |order| {
            Ok(object! { "refundId": format!("re_{}", code(order)) })
        })
        .slow_activity("BookCarrier", takes(300, 1900), book_carrier)
        .slow_activity("PrintLabel", takes(180, 900), |order| {
            Ok(object! { "label": format!("https://labels.contoso.example/{}.pdf", code(order)), "pages": 1 })
        })
        .slow_activity("NotifyCustomer", takes(100, 700), |_| Ok(Json::Null));
}

fn status(step: &str, percent: i64) -> Json {
    object! { "step": step, "percent": percent }
}

async fn order_fulfillment(ctx: Ctx) -> Outcome {
    let order = ctx.input();
    ctx.set_status(status("Reserving stock", 0));
    let reservation = ctx.activity("ReserveStock", order.clone()).await?;
    if let Some(missing) = reservation.get("missing").filter(|sku| !sku.is_null()) {
        ctx.set_status(status("Backordered", 10));
        ctx.activity("NotifyCustomer", with(&order, "template", "backorder"))
            .await?;
        return Ok(
            object! { "outcome": "Backordered", "missing": missing.clone(), "expectedInDays": 6 },
        );
    }
    ctx.set_status(status("Charging payment", 25));
    let retry = Retry::times(3, Duration::from_secs(5)).backing_off(2.0);
    let charge = |attempt: u32| with(&order, "attempt", i64::from(attempt));
    let payment = match retrying(&ctx, "ChargePayment", retry, charge).await {
        Ok(payment) => payment,
        Err(thrown) => {
            ctx.set_status(status("Releasing stock", 25));
            ctx.activity("ReleaseStock", reservation).await?;
            ctx.set_status(status("Payment failed", 25));
            return Err(thrown);
        }
    };
    ctx.set_status(status("Shipping", 60));
    let id = format!("{}:shipment", ctx.instance_id());
    let shipment = match ctx.child_with_id("ShipOrder", &id, order.clone()).await {
        Ok(shipment) => shipment,
        Err(thrown) => {
            ctx.set_status(status("Refunding", 60));
            ctx.activity("RefundPayment", order).await?;
            return Err(thrown);
        }
    };
    if let Some(line) = items(&order, "lines").first() {
        let taken = object! { "sku": text(line, "sku"), "quantity": int(line, "quantity", 1) };
        ctx.signal("Inventory", text(&order, "warehouse"), "remove", taken);
    }
    ctx.activity("NotifyCustomer", with(&order, "template", "shipped"))
        .await?;
    ctx.set_status(status("Delivered to carrier", 100));
    Ok(object! {
        "outcome": "Shipped",
        "orderId": order.get("orderId").cloned(),
        "paymentId": text(&payment, "paymentId"),
        "shipment": shipment,
    })
}

async fn ship_order(ctx: Ctx) -> Outcome {
    let order = ctx.input();
    let booking = ctx.activity("BookCarrier", order.clone()).await?;
    let label = ctx.activity("PrintLabel", order).await?;
    let carrier = text(&booking, "carrier").to_owned();
    ctx.set_status(format!("Waiting for {carrier} to pick up"));
    let Some(pickup) = ctx.event_within("CarrierPickup", TimeDelta::days(2)).await else {
        return Err(Thrown::new(
            "System.TimeoutException",
            format!("{carrier} did not pick the parcel up within 2.00:00:00."),
        ));
    };
    ctx.set_status(format!("Picked up by {carrier}"));
    Ok(object! {
        "carrier": carrier,
        "trackingNumber": text(&booking, "trackingNumber"),
        "label": text(&label, "label"),
        "pickedUpAt": time::exact(ctx.now()),
        "driver": pickup.get("driver").cloned(),
    })
}

/// What makes an order's ids: the same order has the same.
fn code(order: &Json) -> String {
    super::tools::drawn_from(&order_id(order)).hex32()[..14].to_owned()
}

fn order_id(order: &Json) -> String {
    order
        .get("orderId")
        .map_or_else(String::new, ToString::to_string)
}

fn reserve_stock(order: &Json) -> Json {
    let missing = items(order, "lines")
        .iter()
        .map(|line| text(line, "sku"))
        .find(|sku| percentile(&format!("stock {sku} {}", order_id(order))) < 3);
    object! {
        "reservationId": format!("rsv-{}", &code(order)[..8]),
        "warehouse": text(order, "warehouse"),
        "missing": missing.map(Json::from),
    }
}

/// What becomes of a charge, of a hundred; some cards always have the same fate, as a payment service's test cards do.
fn fate(order: &Json) -> u64 {
    match text(order, "card") {
        DECLINED_CARD => 0,
        TIMED_OUT_CARD => 8,
        _ => percentile(&format!("payment {}", order_id(order))),
    }
}

/// How long a charge takes: the client's patience where the service is down.
fn charge_takes(order: &Json) -> TimeDelta {
    match fate(order) {
        7..9 => takes(30_004, 30_040)(order),
        _ => takes(350, 2600)(order),
    }
}

/// Of a hundred orders seven are declined, two meet a payment service that is down, and fourteen succeed at the second or third try.
fn charge_payment(order: &Json) -> Outcome {
    let attempt = int(order, "attempt", 1);
    let fate = fate(order);
    let frames = "   at Contoso.Payments.PaymentClient.SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) in /src/Contoso.Payments/PaymentClient.cs:line 96
   at Contoso.Payments.PaymentClient.ChargeAsync(ChargeRequest request, CancellationToken cancellationToken) in /src/Contoso.Payments/PaymentClient.cs:line 58
   at Contoso.Orders.Activities.ChargePayment.Run(Order order, ILogger log) in /src/Contoso.Orders/Activities/ChargePayment.cs:line 41";
    let card = text(order, "card");
    match fate {
        0..7 => Err(exception(
            "Contoso.Payments.PaymentDeclinedException",
            "Contoso.Payments",
            format!("The card ending in {card} was declined: insufficient_funds (charge ch_{}).", code(order)),
            frames,
        )
        .member("DeclineCode", "insufficient_funds")
        .member("ChargeId", format!("ch_{}", code(order)))
        .thrown()),
        7..9 => Err(exception(
            "System.TimeoutException",
            "System.Private.CoreLib",
            "The payment service did not answer within 00:00:30 (POST https://payments.contoso.example/v2/charges).",
            frames,
        )
        .thrown()),
        9..23 if attempt == 1 || (fate < 14 && attempt == 2) => {
            let refused = exception(
                "System.Net.Sockets.SocketException",
                "System.Net.Primitives",
                "Connection refused",
                "   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)
   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port, HttpRequestMessage initialRequest, Boolean async, CancellationToken cancellationToken)",
            );
            Err(exception(
                "System.Net.Http.HttpRequestException",
                "System.Net.Http",
                "Connection refused (payments.contoso.example:443)",
                &format!("   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port, HttpRequestMessage initialRequest, Boolean async, CancellationToken cancellationToken)\n{frames}"),
            )
            .member("HttpRequestError", 3)
            .member("StatusCode", Json::Null)
            .caused_by(&refused)
            .thrown())
        }
        _ => Ok(object! {
            "paymentId": format!("pay_{}", code(order)),
            "amount": order.get("total").cloned(),
            "currency": text(order, "currency"),
            "capturedOnAttempt": attempt,
        }),
    }
}

/// Of a hundred orders two have an address that no carrier serves.
fn book_carrier(order: &Json) -> Outcome {
    let id = order_id(order);
    let address = order.get("shipTo").cloned().unwrap_or_default();
    if text(&address, "country") == "SJ" || percentile(&format!("carrier {id}")) < 2 {
        return Err(exception(
            "Contoso.Shipping.NoServiceException",
            "Contoso.Shipping",
            format!("No carrier serves postal code '{}' in {}.", text(&address, "postalCode"), text(&address, "country")),
            "   at Contoso.Shipping.CarrierSelector.Select(Address address, Parcel parcel) in D:\\a\\_work\\1\\s\\src\\Contoso.Shipping\\CarrierSelector.cs:line 133
   at Contoso.Orders.Activities.BookCarrier.Run(Order order) in D:\\a\\_work\\1\\s\\src\\Contoso.Orders\\Activities\\BookCarrier.cs:line 29",
        )
        .member("PostalCode", text(&address, "postalCode"))
        .thrown_on_windows());
    }
    let carriers = ["PostNord", "DHL Express", "顺丰速运", "Bring", "La Poste"];
    let carrier = carriers[usize::try_from(percentile(&id)).unwrap_or_default() % carriers.len()];
    Ok(
        object! { "carrier": carrier, "trackingNumber": format!("{}SE", code(order).to_uppercase()) },
    )
}
