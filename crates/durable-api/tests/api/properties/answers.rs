//! Answers: whatever a host says is decoded or refused, and what is decoded reads back.

use super::try_all;
use crate::support::exchanges;
use durable_api::HistoryModel;
use durable_api::decode::{
    accepted_answer, list_answer, management_payload, purge_many_answer, start_answer,
    status_answer,
};
use durable_api::entity::{entities_answer, entity_state_answer};

/// The bodies worth mangling: not so long that a thousand of them take a minute.
fn bodies() -> Vec<String> {
    let mut bodies = vec![String::new(), "null".into(), "<html></html>".into()];
    for scenario in [
        "approval",
        "failures",
        "entities",
        "lifecycle",
        "start",
        "json-shapes",
        "purge-many",
        "rewind",
    ] {
        for exchange in exchanges(scenario) {
            let body = exchange["response"]["body"].as_str().unwrap_or_default();
            if !body.is_empty() && body.len() < 4000 {
                bodies.push(body.to_owned());
            }
        }
    }
    bodies
}

#[test]
fn any_answer_is_decoded_or_refused_and_what_is_decoded_reads_back() {
    let bodies = bodies();
    try_all(7, |dice| {
        let body = &bodies[dice.below(bodies.len())];
        let body = if dice.chance(5) {
            body.clone()
        } else {
            dice.mangled(body)
        };
        let status = [200, 202, 400, 401, 404, 410, 429, 500, 502][dice.below(9)];
        if let Ok(instance) = status_answer(status, &body) {
            assert_eq!(
                status_answer(200, &instance.to_json()).as_ref(),
                Ok(&instance),
                "{body}"
            );
            HistoryModel::build(instance.history.as_deref().unwrap_or_default());
        }
        if let Ok(rows) = list_answer(status, &body) {
            for row in rows {
                assert_eq!(
                    status_answer(200, &row.to_json()).as_ref(),
                    Ok(&row),
                    "{body}"
                );
            }
        }
        if let Ok(payload) = management_payload(&body) {
            assert_eq!(
                management_payload(&payload.to_json()),
                Ok(payload),
                "{body}"
            );
        }
        if let Err(refusal) = start_answer(status, &body)
            && let Some(json) = refusal.to_json()
        {
            let again = durable_api::Refusal::read(status, &json);
            assert_eq!(
                (again.shape, again.message),
                (refusal.shape, refusal.message),
                "{body}"
            );
        }
        let _ = accepted_answer(status, &body);
        let _ = purge_many_answer(status, &body);
        let _ = entities_answer(status, &body);
        let _ = entity_state_answer(status, &body);
    });
}
