//! The portal in a real Chromium, against a devhost: one module for each thing a person does.
//!
//! `cargo xtask test` runs them. By themselves they need `DURABLE_PORTAL_DIST` (the folder of the built site, `dist` by default),
//! `AXE_JS` (the path of axe.min.js), and a Chromium with its driver on PATH or in `CHROMIUM` and `CHROMEDRIVER`; then
//! `cargo test --test browser` does. What a failed test saw is in `target/browser-failures/`.

#[path = "../support/mod.rs"]
mod support;

mod acting;
mod acts;
mod bench_instance;
mod bench_instance_values;
mod bench_lists;
mod bench_plan;
mod harness;

mod accessibility;
mod act_in_each_status;
mod act_on_one;
mod act_through_faults;
mod act_with_care;
mod by_keyboard;
mod columns_of_the_list;
mod connect_by_link;
mod connections;
mod cors_refused;
mod entities;
mod filter_the_list;
mod find_relatives;
mod go_to_an_instance;
mod history_fails;
mod host_down;
mod hostile_strings;
mod key_is_nowhere;
mod key_places;
mod large_hubs;
mod limits_of_reading;
mod link_for_a_colleague;
mod list_on_a_phone;
mod live_list;
mod look_at_the_journal;
mod look_over_the_list;
mod look_through_events;
mod maintain_a_hub;
mod marks_of_the_list;
mod odd_ids;
mod pages_on_demand;
mod paste_anything;
mod pictures;
mod portal_file;
mod read_large_values;
mod read_only_lock;
mod read_the_list;
mod read_the_timeline;
mod read_why_it_failed;
mod reload_and_back;
mod run_plans;
mod screens;
mod screens_of_acting;
mod screens_of_connections;
mod screens_of_maintenance;
mod see_what_it_allows;
mod start_one;
mod states_of_the_list;
mod steer_the_timeline;
mod storage_fails;
mod take_a_link;
mod take_the_list_along;
mod theme;
mod told_what_a_platform_hides;
mod told_why;
mod two_tabs;
mod type_a_filter;
mod unknown_values;
mod use_the_keys;
mod watch_it_run;
mod wrong_key;
