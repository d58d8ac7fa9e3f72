//! Where clauses run.

use super::made_up::{NOW, filter, hub};
use crate::support::{Dice, cases};
use durable_api::decode::list_answer;
use durable_api::filter::{Filter, Place, Utc};
use durable_api::position::store_order;
use durable_api::walk::{Asked, AskedState, Way};
use durable_api::{InstanceStatus, RuntimeStatus, calls};
use rows::probe::Verdict;
use rows::{Held, Ingest, time};

#[test]
fn each_clause_says_where_it_runs() {
    use Place::{Details, Here, Host, HostSeeks};
    for (text, place) in [
        ("status:failed,running", Host),
        ("status:\"Napping\"", Here),
        ("-status:failed", Here),
        ("created:>-2h", Host),
        ("-created:>-2h", Here),
        ("updated:>-2h", Here),
        ("id:order-1*", HostSeeks),
        ("id:order-1", HostSeeks),
        ("id:*1*", Here),
        ("id:order-1,order-2*", HostSeeks),
        ("id:order-1,*2", Here),
        ("id:order-1,invoice-2", Here),
        ("id:>=a", HostSeeks),
        ("-id:order-1*", Here),
        ("name:Order*", Here),
        ("output.x=1", Here),
        ("\"declined\"", Here),
        ("input.x=1", Details),
        ("input:x", Details),
        ("-has:input.x", Details),
    ] {
        let filter = Filter::parse(text, &Utc).unwrap();
        assert_eq!(filter.clauses[0].place(), place, "{text}");
        assert_eq!(filter.needs_details(), place == Details);
    }
}

#[test]
fn the_host_is_asked_for_as_little_as_it_can_be() {
    let now = time::parse(NOW).unwrap();
    let asked = |text: &str| {
        let part = Filter::parse(text, &Utc).unwrap().host_part(now, &Utc);
        assert!(!part.is_nothing, "{text}");
        calls::list(&part.query(100)).query
    };
    let pairs = asked(
        "status:failed,running status:running,pending id:order* id:order-1* created:>-2h created:<now name:x",
    );
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        pairs,
        [
            ("instanceIdPrefix", "order-1"),
            ("createdTimeFrom", "2026-11-21T10:00:00Z"),
            ("createdTimeTo", "2026-11-21T12:00:00Z"),
            ("runtimeStatus", "Running"),
            ("showInput", "false"),
            ("top", "100"),
        ]
    );
    for text in [
        "id:a* id:b*",
        "status:failed status:running",
        "id:>=b id:<a",
        "created:>now created:now..now",
    ] {
        assert!(
            Filter::parse(text, &Utc)
                .unwrap()
                .host_part(now, &Utc)
                .is_nothing,
            "{text}"
        );
    }
}

/// The host's own filter, as the wire contract tells it.
fn host_lets_through(instance: &InstanceStatus, part: &durable_api::filter::HostPart) -> bool {
    let id = &instance.instance_id;
    let created = instance.created_time.utc();
    !part.is_nothing
        && part
            .prefix
            .as_ref()
            .is_none_or(|it| id.starts_with(it.as_str()))
        && part
            .id_from
            .as_ref()
            .is_none_or(|it| store_order(id, it).is_ge())
        && part
            .id_before
            .as_ref()
            .is_none_or(|it| store_order(id, it).is_lt())
        && part
            .created_from
            .is_none_or(|it| created.is_some_and(|created| created >= it))
        && part
            .created_to
            .is_none_or(|it| created.is_some_and(|created| created <= it))
        && (part.statuses.is_empty() || part.statuses.contains(&instance.runtime_status))
}

#[test]
fn the_host_lets_through_all_that_the_filter_does() {
    let now = time::parse(NOW).unwrap();
    for case in 0..cases() / 50 {
        let mut dice = Dice::new(51 << 40 | case);
        let body = hub(&mut dice, 12);
        let instances = list_answer(200, &body).unwrap();
        let mut held = Held::default();
        Ingest::new(body.into_bytes(), 1).run(&mut held);
        for _ in 0..20 {
            let filter = filter(&mut dice);
            let part = filter.host_part(now, &Utc);
            let mut probe = filter.probe(now, &Utc);
            for instance in &instances {
                let slot = held.instances.find(&instance.instance_id).unwrap();
                let verdict = probe.look(&held.instances, slot);
                assert!(
                    verdict == Verdict::No || host_lets_through(instance, &part),
                    "{} {part:?} {}",
                    filter.to_text(&Utc),
                    instance.to_json()
                );
            }
        }
    }
}

/// A walk reads whole parts of a store: what it does not ask of the host runs here, wherever it could run.
#[test]
fn a_clause_runs_where_the_walk_of_the_hub_lets_it() {
    use Place::{Here, Host, HostSeeks};
    use durable_api::position::PositionEncoding::Azure;
    let position = Some(Way::Position(Azure));
    let asked = |statuses: &[RuntimeStatus]| Asked {
        statuses: statuses.to_vec(),
        found: 0,
        state: AskedState::Going,
    };
    let failed = asked(&[RuntimeStatus::Failed]);
    let times = asked(&[]);
    for (text, way, asked, place) in [
        ("status:failed", position, None, Here),
        ("status:failed", position, Some(&failed), Host),
        ("status:running", position, Some(&failed), Here),
        ("status:failed", None, Some(&times), Here),
        ("created:>-2h", position, None, Here),
        ("created:>-2h", position, Some(&times), Host),
        ("created:>-2h", Some(Way::Creation), None, Host),
        ("id:order-1*", position, None, HostSeeks),
        ("id:order-1*", Some(Way::Creation), None, Host),
        ("id:>=a", position, None, Here),
        ("name:Order*", Some(Way::Token), None, Here),
    ] {
        let filter = Filter::parse(text, &Utc).unwrap();
        let clause = filter.clauses.first().unwrap();
        assert_eq!(clause.place_in(way, asked), place, "{text} {way:?}");
    }
}
