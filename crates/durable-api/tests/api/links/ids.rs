//! Ids in links: what the host means by its escapes, and what people write.

use super::{BASE, id_of};
use crate::support;
use durable_api::calls::{self, StatusOptions};
use durable_api::{LinkOperation, ManagementLink};

#[test]
fn an_id_is_decoded_in_either_case() {
    assert_eq!(
        id_of(&format!("{BASE}/instances/%c3%a5%3A%3a")),
        ("å::".into(), None)
    );
}

#[test]
fn a_plus_is_a_plus_and_may_be_a_space() {
    assert_eq!(
        id_of(&format!("{BASE}/instances/with+space")),
        ("with+space".into(), Some("with space".into()))
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/plus%2Bsign")),
        ("plus+sign".into(), None)
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/with%20space")),
        ("with space".into(), None)
    );
}

#[test]
fn a_percent_encoded_twice_is_one_percent() {
    assert_eq!(id_of(&format!("{BASE}/instances/100%2525")).0, "100%");
    assert_eq!(
        id_of(&format!("{BASE}/instances/100%25")),
        ("100%".into(), None)
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/percent%2541")),
        ("percentA".into(), Some("percent%41".into()))
    );
}

#[test]
fn an_id_with_a_slash_is_read_and_its_other_meaning_known() {
    assert_eq!(
        id_of(&format!("{BASE}/instances/batch%2F7%2f1")),
        ("batch/7/1".into(), Some("batch%2F7%2f1".into()))
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/slash%252Fin")),
        ("slash%2Fin".into(), None)
    );
}

#[test]
fn an_id_whose_slashes_were_written_as_they_are_is_read_too() {
    let read = |below: &str| {
        let link = ManagementLink::parse(&format!("{BASE}/instances/{below}")).unwrap();
        (link.instance_id.unwrap(), link.operation)
    };
    assert_eq!(read("batch/7/1"), ("batch/7/1".into(), None));
    assert_eq!(
        read("batch/7/1/terminate"),
        ("batch/7/1".into(), Some(LinkOperation::Terminate))
    );
    let event = Some("a/b".to_owned());
    assert_eq!(
        read("batch/7/raiseEvent/a/b"),
        ("batch/7".into(), Some(LinkOperation::RaiseEvent { event }))
    );
    let name = "7".to_owned();
    assert_eq!(
        read("batch/7"),
        ("batch".into(), Some(LinkOperation::Other { name }))
    );
    assert_eq!(
        id_of(&format!("{BASE}/instances/batch/7")).1.as_deref(),
        Some("batch/7")
    );
    let beside =
        ManagementLink::parse_beside(&format!("{BASE}/instances/batch/7"), "batch/7").unwrap();
    assert_eq!(
        (beside.instance_id.as_deref(), beside.operation),
        (Some("batch/7"), None)
    );
}

#[test]
fn every_recorded_target_leads_back_to_itself() {
    for scenario in ["instance-ids", "lifecycle", "pending-work"] {
        for exchange in support::exchanges(scenario) {
            let target = exchange["request"]["target"].as_str().unwrap();
            // Resolved by every browser before it is sent.
            if target.contains("/..") {
                continue;
            }
            let link = ManagementLink::parse(&format!("http://localhost:7071{target}")).unwrap();
            let Some(id) = &link.instance_id else {
                continue;
            };
            let again = calls::status(id, StatusOptions::default()).url(&link.address);
            assert_eq!(
                ManagementLink::parse(&again).unwrap().instance_id.as_ref(),
                Some(id)
            );
        }
    }
}
