//! What the generated orchestrations are called, carry and fail with.

use super::family::Kind;

/// One orchestrator function. In the texts each `~` stands for a digit of 1 to 9 that the row draws.
#[derive(Debug)]
pub(super) struct Plot {
    /// The orchestrator's name.
    pub(super) name: &'static str,
    /// Its input as JSON.
    pub(super) input: &'static str,
    /// Its custom status while it works; empty for none.
    pub(super) progress: &'static str,
    /// Its output as JSON.
    pub(super) output: &'static str,
    /// The activities it calls, one after the other.
    pub(super) activities: &'static [&'static str],
    /// How it fails, if it does: at its last activity.
    pub(super) failure: Failure,
    /// The shortest and the longest run in seconds; most are near the shortest.
    pub(super) seconds: (f64, f64),
}

/// What an activity throws.
#[derive(Debug)]
pub(super) struct Failure {
    /// The .NET class; empty where the function is written in another language and its details are the stack alone.
    pub(super) class: &'static str,
    /// The message.
    pub(super) message: &'static str,
    /// The stack trace.
    pub(super) stack: &'static str,
}

/// Reasons that people give for terminating and suspending.
pub(super) const REASONS: [&str; 5] = [
    "duplicate of a later run",
    "customer called, do not ship",
    "maintenance tonight",
    "stuck since the deployment on Tuesday",
    "",
];

const ORDER: Plot = Plot {
    name: "OrderFlow",
    input: r#"{"customer":"C-~~~~","currency":"SEK","total":~~~.~5,"lines":[{"sku":"SKU-~~~","quantity":~},{"sku":"SKU-~~~","quantity":~}],"coupon":null}"#,
    progress: r#"{"step":"charging","attempt":~}"#,
    output: r#"{"shipped":true,"tracking":"SE~~~~~~~~"}"#,
    activities: &["ReserveStock", "SendConfirmation", "ChargeCard"],
    failure: Failure {
        class: "System.InvalidOperationException",
        message: "The card ending in ~~~~ was declined.",
        stack: "   at Shop.Payments.CardGateway.EnsureAccepted(GatewayResponse response) in /src/Shop.Payments/CardGateway.cs:line 88\n   at Shop.Payments.CardGateway.ChargeAsync(Card card, Decimal amount) in /src/Shop.Payments/CardGateway.cs:line 61\n   at Shop.Functions.ChargeCard.Run(IDurableActivityContext context) in /src/Shop.Functions/ChargeCard.cs:line 24",
    },
    seconds: (1.2, 240.0),
};

const PAYMENT: Plot = Plot {
    name: "PaymentFlow",
    input: r#"{"card":"~~~~","amount":~~~.~5}"#,
    activities: &["AuthorizeCard", "CaptureAmount"],
    output: r#"{"reference":"PAY-~~~~~~"}"#,
    ..ORDER
};

const SHIPMENT: Plot = Plot {
    name: "ShipmentFlow",
    input: r#"{"parcels":~,"weightKg":~.~}"#,
    activities: &["BookCarrier", "PrintLabel"],
    output: r#"{"carrier":"Northbound","label":"https://labels.example/~~~~~~~~"}"#,
    ..ORDER
};

const INVOICE: Plot = Plot {
    name: "InvoiceFlow",
    input: r#"{"period":"2026-0~","account":"A-~~~~~~"}"#,
    progress: "\"rendering\"",
    output: r#"{"pages":~,"sentTo":"billing@customer-~~~~.example"}"#,
    activities: &["CollectUsage", "RenderInvoice", "MailInvoice"],
    failure: Failure {
        class: "System.TimeoutException",
        message: "The mail server did not answer within ~~ seconds.",
        stack: "   at Billing.Mail.SmtpPool.SendAsync(Message message, CancellationToken token) in /src/Billing/Mail/SmtpPool.cs:line 142\n   at Billing.Functions.MailInvoice.Run(InvoiceMail mail) in /src/Billing/Functions/MailInvoice.cs:line 31",
    },
    seconds: (4.0, 900.0),
};

const APPROVAL: Plot = Plot {
    name: "ExpenseApproval",
    input: r#"{"employee":"E-~~~","amount":~~~~,"currency":"EUR","purpose":"travel"}"#,
    progress: r#"{"waitingFor":"manager","reminders":~}"#,
    output: r#"{"approved":true,"by":"M-~~"}"#,
    activities: &["NotifyManager", "RecordDecision"],
    failure: Failure {
        class: "",
        message: "No manager found for cost centre ~~~~",
        stack: "Traceback (most recent call last):\n  File \"/home/site/wwwroot/RecordDecision/__init__.py\", line 27, in main\n    manager = directory.manager_of(request[\"costCentre\"])\n  File \"/home/site/wwwroot/shared/directory.py\", line 74, in manager_of\n    raise LookupError(f\"No manager found for cost centre {centre}\")\nLookupError: No manager found for cost centre",
    },
    seconds: (600.0, 250_000.0),
};

const BATCH_ITEM: Plot = Plot {
    name: "BatchItem",
    input: r#"{"file":"intake/part-~~~~~.csv","rows":1~~~~}"#,
    progress: "",
    output: r#"{"imported":1~~~~,"rejected":~}"#,
    activities: &["ReadFile", "ValidateRows", "WriteRows"],
    failure: Failure {
        class: "System.FormatException",
        message: "Row ~~~~ of part-~~~~~.csv: '12,5O' is not a number.\r\n  Column: amount\r\n  Delimiter: ';'",
        stack: "   at Intake.Csv.NumberColumn.Read(ReadOnlySpan`1 text) in C:\\build\\Intake\\Csv\\NumberColumn.cs:line 40\r\n   at Intake.Functions.ValidateRows.Run(FileRef file) in C:\\build\\Intake\\Functions\\ValidateRows.cs:line 19",
    },
    seconds: (0.8, 120.0),
};

const NIGHTLY: Plot = Plot {
    name: "NightlyBatch",
    input: r#"{"source":"intake","parallel":~~}"#,
    progress: r#"{"files":4~~,"done":3~~}"#,
    output: r#"{"files":4~~,"rejectedRows":~~}"#,
    activities: &["ListFiles", "SplitWork", "ImportFiles", "PublishReport"],
    failure: BATCH_ITEM.failure,
    seconds: (900.0, 2400.0),
};

const MONITOR: Plot = Plot {
    name: "DeviceMonitor",
    input: r#"{"device":"D-~~~~~","everySeconds":30}"#,
    progress: r#"{"lastReading":~~.~,"unit":"°C"}"#,
    output: r#"{"stopped":true}"#,
    activities: &["ReadSensor"],
    failure: Failure {
        class: "",
        message: "connect ECONNREFUSED 10.2.~.~~:1883",
        stack: "Error: connect ECONNREFUSED 10.2.0.14:1883\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1595:16)\n    at async readSensor (/home/site/wwwroot/dist/src/functions/readSensor.js:31:20)",
    },
    seconds: (20.0, 40.0),
};

const REFUND: Plot = Plot {
    name: "RefundFlow",
    input: r#"{"order":"order-1000~~~~","percent":50}"#,
    output: r#"{"refunded":~~~.~5}"#,
    activities: &["CheckOrder", "RefundCard"],
    ..ORDER
};

const CASE: Plot = Plot {
    name: "CaseHandling",
    input: r#"{"ärende":"M-~~~~","språk":"sv","名称":"订单~~~~"}"#,
    progress: "\"väntar på handläggare\"",
    output: r#"{"beslut":"beviljat","belopp":~~~~}"#,
    activities: &["RegisterCase", "AssignHandler", "SendDecision"],
    seconds: (60.0, 90_000.0),
    ..INVOICE
};

const ENTITY: Plot = Plot {
    name: "Cart",
    input: r#"{"exists":true,"state":"{\"items\":~}","sorter":{}}"#,
    progress: r#"{"entityExists":true}"#,
    output: "null",
    activities: &[],
    failure: ORDER.failure,
    seconds: (1.0, 90_000.0),
};

const LONG: Plot = Plot {
    name: "LongHistory",
    input: r#"{"tenant":"T-~~~","full":true}"#,
    progress: r#"{"rebuilt":~~~~~}"#,
    output: r#"{"rebuilt":~~~~~,"failedFirst":~~}"#,
    activities: &["RebuildIndexPart"],
    failure: INVOICE.failure,
    seconds: (3600.0, 7200.0),
};

/// Functions started without an id.
const DRAWN: [Plot; 5] = [
    Plot {
        name: "SendReminder",
        input: r#"{"customer":"C-~~~~","channel":"sms"}"#,
        progress: "",
        output: "true",
        activities: &["FindCustomer", "SendText"],
        ..INVOICE
    },
    Plot {
        name: "SyncInventory",
        input: r#"{"warehouse":"W~","since":"2026-11-1~T0~:00:00Z"}"#,
        output: r#"{"changed":~~~}"#,
        activities: &["FetchLevels", "CompareLevels", "StoreLevels"],
        ..BATCH_ITEM
    },
    Plot {
        name: "GenerateReport",
        input: r#"{"report":"sales","week":4~}"#,
        activities: &["QuerySales", "RenderPdf"],
        ..INVOICE
    },
    Plot {
        name: "ProvisionTenant",
        input: r#"{"tenant":"T-~~~~","plan":"standard"}"#,
        progress: r#"{"step":"creating database"}"#,
        output: r#"{"url":"https://t-~~~~.tenants.example"}"#,
        activities: &["CreateDatabase", "SeedData", "SendWelcome"],
        ..APPROVAL
    },
    ORDER,
];

/// The children of their executions.
const CHILD: Plot = Plot {
    name: "ImportChunk",
    input: r#"{"chunk":~,"of":4}"#,
    activities: &["ReadChunk", "WriteChunk"],
    ..BATCH_ITEM
};

/// The plot of a row. `suffix` is what stands behind an order's id, `child` says that a drawn id is one of an execution's children.
pub(super) fn plot(kind: Kind, suffix: &str, child: bool, draw: u64) -> &'static Plot {
    match kind {
        Kind::Drawn if child => &CHILD,
        Kind::Drawn => &DRAWN[usize::try_from(draw % DRAWN.len() as u64).unwrap_or_default()],
        Kind::Order => match suffix {
            ":payment" => &PAYMENT,
            ":shipment" => &SHIPMENT,
            _ => &ORDER,
        },
        Kind::Invoice => &INVOICE,
        Kind::Approval => &APPROVAL,
        Kind::BatchItem => &BATCH_ITEM,
        Kind::Nightly => &NIGHTLY,
        Kind::Monitor => &MONITOR,
        Kind::Entity => &ENTITY,
        Kind::Refund => &REFUND,
        Kind::Case => &CASE,
        Kind::LongHistory => &LONG,
    }
}
