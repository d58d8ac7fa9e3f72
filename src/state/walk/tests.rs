use durable_api::position::PositionEncoding;
use durable_api::{InstanceStatus, Timestamp};

use super::{PAGE, Reach, Seen, Try, judge, reach, tries};
use crate::state::instances_query::{InstancesQuery, Start};

fn rows(ids: &[&str]) -> Vec<InstanceStatus> {
    let row = |(minute, id): (usize, &&str)| InstanceStatus {
        instance_id: (*id).to_owned(),
        created_time: Timestamp::new(format!("2026-11-21T07:{minute:02}:00Z")),
        ..InstanceStatus::default()
    };
    ids.iter().enumerate().map(row).collect()
}

fn after(id: &str) -> Start {
    Start::After(id.to_owned())
}

const EMULATOR: Try = Try::Position(PositionEncoding::Emulator);

#[test]
fn the_first_page_and_the_hosts_token_are_asked_for_as_they_are() {
    assert_eq!(tries(None, None, None, true), [Try::First]);
    let token = Start::Token("dG9rZW4=".to_owned());
    assert_eq!(
        tries(Some(&token), Some(&EMULATOR), None, true),
        [Try::Token("dG9rZW4=".to_owned())]
    );
}

#[test]
fn every_encoding_is_tried_the_likeliest_first() {
    let local = tries(Some(&after("x")), None, None, true);
    let cloud = tries(Some(&after("x")), None, None, false);
    assert_eq!(local.first(), Some(&EMULATOR));
    assert_eq!(cloud.first(), Some(&Try::Position(PositionEncoding::Azure)));
    assert_eq!((local.len(), cloud.len()), (4, 4));
}

#[test]
fn what_a_host_understood_before_is_tried_first_and_once() {
    let known = Try::Position(PositionEncoding::NewerLibrary { azure: false });
    let list = tries(Some(&after("x")), Some(&known), None, false);
    assert_eq!(list[0], known);
    assert_eq!(list.iter().filter(|it| **it == known).count(), 1);
    assert_eq!(list.len(), 4);
}

#[test]
fn page_numbers_are_tried_only_behind_a_page_listed_by_time() {
    let seen = Seen::of(&rows(&["z", "a"]), 2);
    let numbers = [Try::PageNumber(3), Try::PageNumber(4)];
    assert!(
        tries(Some(&after("a")), None, Some(&seen), true).ends_with(&numbers),
        "counted from 0, or from 1"
    );
    let mut unordered = rows(&["a", "b"]);
    unordered.swap(0, 1);
    let seen = Seen::of(&unordered, 0);
    assert!(!tries(Some(&after("a")), None, Some(&seen), true).contains(&Try::PageNumber(1)));
}

#[test]
fn a_host_that_understood_answers_with_the_last_id_again() {
    let start = after("k-007");
    assert_eq!(
        judge(
            &EMULATOR,
            Some(&start),
            false,
            None,
            &rows(&["k-007", "k-008"])
        ),
        Some(1)
    );
    assert_eq!(
        judge(&EMULATOR, Some(&start), false, None, &rows(&["k-007"])),
        Some(1),
        "the end"
    );
}

#[test]
fn a_host_that_did_not_answers_with_nothing_or_without_start() {
    let start = after("k-007");
    assert_eq!(judge(&EMULATOR, Some(&start), false, None, &[]), None);
    assert_eq!(
        judge(&EMULATOR, Some(&start), false, None, &rows(&["a", "b"])),
        None
    );
    assert_eq!(
        judge(&EMULATOR, Some(&start), true, None, &rows(&["a", "k-009"])),
        None,
        "even where it did before"
    );
}

#[test]
fn the_last_id_may_have_been_purged_meanwhile() {
    let start = after("k-007");
    let later = rows(&["k-008", "k-009"]);
    assert_eq!(judge(&EMULATOR, Some(&start), true, None, &later), Some(0));
    assert_eq!(
        judge(&EMULATOR, Some(&start), true, None, &[]),
        Some(0),
        "nothing is left"
    );
}

#[test]
fn a_host_that_took_the_token_for_a_far_away_key_is_not_believed() {
    let start = after("k-007");
    let far = rows(&["z-001", "z-002"]);
    assert_eq!(judge(&EMULATOR, Some(&start), false, None, &far), None);
}

#[test]
fn ids_are_compared_as_the_store_keeps_them() {
    // The store writes `/` as `^0`, which sorts behind capital letters.
    let start = after("a/z");
    assert_eq!(
        judge(&EMULATOR, Some(&start), true, None, &rows(&["aAA", "b"])),
        None
    );
    assert_eq!(
        judge(&EMULATOR, Some(&start), true, None, &rows(&["ab"])),
        Some(0)
    );
}

#[test]
fn a_page_number_is_believed_when_its_rows_are_new_and_later() {
    let before = Seen::of(&rows(&["z", "a"]), 0);
    let mut next = rows(&["0", "1", "m", "n"]);
    next.drain(..2);
    let try_one = Try::PageNumber(1);
    assert_eq!(
        judge(&try_one, Some(&after("a")), false, Some(&before), &next),
        Some(0)
    );
    assert_eq!(
        judge(
            &try_one,
            Some(&after("a")),
            false,
            Some(&before),
            &rows(&["z", "a"])
        ),
        None,
        "the first page again"
    );
    assert_eq!(
        judge(&try_one, Some(&after("a")), false, Some(&before), &[]),
        None
    );
    assert_eq!(
        judge(&try_one, Some(&after("a")), false, None, &next),
        None,
        "nothing to compare with"
    );
}

#[test]
fn one_more_is_asked_for_where_one_comes_again() {
    assert_eq!(EMULATOR.top(PAGE), 101);
    assert_eq!(Try::First.top(PAGE), 100);
    assert_eq!(
        Try::PageNumber(2).top(1),
        100,
        "a page number counts in whole pages"
    );
}

#[test]
fn the_end_is_claimed_where_the_host_said_so_or_an_unfiltered_walk_came_to_it() {
    let all = InstancesQuery::default();
    let some = InstancesQuery {
        prefix: Some("x".to_owned()),
        ..InstancesQuery::default()
    };
    assert_eq!(reach(&some, Some(""), Some("a"), None), Reach::End);
    assert_eq!(reach(&some, Some(""), None, None), Reach::End);
    assert_eq!(reach(&all, None, None, None), Reach::End);
    assert_eq!(reach(&some, None, None, None), Reach::Unsaid);
}

#[test]
fn more_is_promised_only_by_a_token() {
    let all = InstancesQuery::default();
    assert_eq!(
        reach(&all, Some("t"), None, None),
        Reach::More(Start::Token("t".to_owned()))
    );
    assert_eq!(
        reach(&all, None, Some("z"), None),
        Reach::Perhaps(after("z"))
    );
    assert_eq!(
        reach(&all, None, Some("z"), Some((3, true))),
        Reach::Perhaps(Start::Token("4".to_owned()))
    );
    assert_eq!(
        reach(&all, None, Some("z"), Some((3, false))),
        Reach::End,
        "a short page of a store that counts pages"
    );
}
