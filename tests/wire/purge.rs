//! Purging: what is deleted, what is kept, and what is counted.

use chrono::{DateTime, TimeDelta, Utc};
use durable_api::{
    FinishedStatus, FinishedStatuses, RefusalCause, RuntimeStatus as S, calls, decode,
};

use crate::client::{Client, start};

#[tokio::test]
async fn purging_counts_what_it_deleted_and_keeps_to_the_finished() {
    let client = Client::plain().await;
    for id in ["purge-1", "purge-2", "purge-3"] {
        start(&client, "HelloSequence", id, "null").await;
        client.until(id, &S::Completed).await;
    }
    start(&client, "LongWait", "purge-running", "null").await;
    client.until("purge-running", &S::Running).await;
    let answer = client.send(&calls::purge_one("purge-1")).await;
    let purged = decode::purge_answer(answer.status, &answer.body).expect("a count");
    assert_eq!(purged.instances, 1);
    assert_eq!(
        client
            .status("purge-1")
            .await
            .expect_err("it is gone")
            .cause,
        RefusalCause::NotFound
    );

    let from: DateTime<Utc> = client.host.control().summary().clock.now - TimeDelta::days(1);
    let everything = calls::purge_many(from, None, FinishedStatuses::all());
    let answer = client.send(&everything).await;
    assert_eq!(
        decode::purge_many_answer(answer.status, &answer.body)
            .expect("a count")
            .instances,
        2
    );
    assert!(
        client.status("purge-running").await.is_ok(),
        "a running one is never purged by this call"
    );
    // Nothing left: an empty 404, which is a count of 0 and no failure.
    let answer = client
        .send(&calls::purge_many(
            from,
            None,
            FinishedStatuses::only(FinishedStatus::Failed),
        ))
        .await;
    assert_eq!((answer.status, answer.body.as_str()), (404, ""));
    assert_eq!(
        decode::purge_many_answer(answer.status, &answer.body)
            .expect("a count")
            .instances,
        0
    );
}
