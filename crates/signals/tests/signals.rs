//! What can be relied on.

use std::{cell::RefCell, rc::Rc};

use any_spawner::Executor;
use signals::{Callback, Effect, Memo, Owner, RenderEffect, RwSignal, Signal, StoredValue};

/// An owner under which things are made, with effects that run.
fn owner() -> Owner {
    // An error says that another test was first.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new();
    owner.set();
    owner
}

fn log() -> (Rc<RefCell<Vec<String>>>, impl Fn(String) + Clone) {
    let log = Rc::new(RefCell::new(Vec::new()));
    let add = log.clone();
    (log, move |text| add.borrow_mut().push(text))
}

#[test]
fn a_signal_holds_what_was_written_last() {
    let _owner = owner();
    let signal = RwSignal::new("a".to_owned());
    let copy = signal;
    copy.set("b".to_owned());
    signal.update(|text| text.push('c'));
    assert_eq!(signal.get_untracked(), "bc");
    assert_eq!(signal.with_untracked(String::len), 2);
    assert_eq!(signal.try_update(String::pop), Some(Some('c')));
}

#[test]
fn an_effect_runs_again_when_what_it_read_changes_and_knows_what_it_gave_before() {
    let _owner = owner();
    let (seen, see) = log();
    let (read, unread) = (RwSignal::new(1), RwSignal::new(1));
    Effect::new(move |before: Option<i32>| {
        see(format!(
            "{before:?} {}",
            read.get() + unread.get_untracked()
        ));
        read.get()
    });
    Executor::poll_local();
    unread.set(5);
    Executor::poll_local();
    read.set(2);
    read.try_update_untracked(|it| *it += 1);
    Executor::poll_local();
    assert_eq!(*seen.borrow(), ["None 2", "Some(1) 8"]);
}

#[test]
fn a_memo_tells_only_of_another_value() {
    let _owner = owner();
    let (seen, see) = log();
    let number = RwSignal::new(1);
    let is_even = Memo::new(move |_| number.get() % 2 == 0);
    let shown: Signal<bool> = is_even.into();
    let _effect = RenderEffect::new(Box::new(move || see(shown.get().to_string())));
    number.set(3);
    Executor::poll_local();
    number.set(4);
    Executor::poll_local();
    assert_eq!(*seen.borrow(), ["false", "true"]);
}

#[test]
fn what_is_derived_follows_what_it_is_derived_from() {
    let _owner = owner();
    let (seen, see) = log();
    let number = RwSignal::new(1);
    let double = Signal::derive(move || number.get() * 2);
    let _effect = RenderEffect::new(Box::new(move || see(double.get().to_string())));
    let _quiet = RenderEffect::new(Box::new(move || {
        double.get_untracked();
        assert!(number.get_untracked() == 1, "it runs once");
    }));
    number.set(2);
    Executor::poll_local();
    assert_eq!(*seen.borrow(), ["2", "4"]);
}

#[test]
fn things_end_with_their_owner_unless_they_are_global() {
    let owner = owner();
    let (seen, see) = log();
    let signal = RwSignal::new(1);
    let stored = StoredValue::new(1);
    let callback = Callback::new(move |it: i32| see(it.to_string()));
    let global = RwSignal::global(1);
    callback.run(1);
    owner.cleanup();
    callback.run(2);
    assert_eq!(*seen.borrow(), ["1"]);
    assert!(!signal.try_set(2));
    assert_eq!(signal.try_get_untracked(), None);
    assert_eq!(stored.try_get_value(), None);
    assert!(global.try_set(2));
}

#[test]
#[should_panic(expected = "after its owner has ended")]
fn reading_what_is_gone_is_a_mistake() {
    let owner = owner();
    let signal = RwSignal::new(1);
    owner.cleanup();
    signal.get();
}
