//! Plays each recording against a devhost and compares what it answers with what the real extension answered.
//!
//! [`prepare`] fills the hub with what the recorded answers show to have been there before, [`play`] sends the requests and moves the clock,
//! [`normal`] takes out what is different on each day, [`listed`] knows the differences that are told in `docs/devhost-differences.md`.

mod listed;
mod normal;
mod play;
mod prepare;
mod query;
mod text;
mod tree;

use crate::recordings::Recording;

/// Plays all recordings and prints each difference and `reproduced M of N`. `false` where something differs that is not listed.
pub fn run(recordings: &[Recording], verbose: bool) -> bool {
    let listed = listed::read(&listed::default_file());
    let (mut reproduced, mut of, mut told, mut surprises) = (0, 0, 0, 0);
    for recording in recordings {
        for (exchange, result) in recording.exchanges.iter().zip(play::play(recording)) {
            of += 1;
            let name = format!("{} / {}", recording.scenario, exchange.name);
            match (result, listed.get(&name)) {
                (Ok(()), None) => reproduced += 1,
                (Ok(()), Some(_)) => {
                    reproduced += 1;
                    println!("  {name}: reproduced, though listed as a difference");
                }
                (Err(what), Some(reason)) => {
                    told += 1;
                    if verbose {
                        println!("  {name}: {what} (listed: {reason})");
                    }
                }
                (Err(what), None) => {
                    surprises += 1;
                    println!("  {name}: {what}");
                }
            }
        }
    }
    println!("reproduced {reproduced} of {of} ({told} listed differences, {surprises} others)");
    surprises == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recordings;

    #[test]
    fn every_recorded_exchange_is_reproduced_or_listed_with_its_reason() {
        let recordings = recordings::load(&recordings::default_folder()).unwrap();
        assert!(run(&recordings, false));
    }

    #[test]
    fn an_answer_that_was_changed_in_the_recording_is_found() {
        let mut recordings = recordings::load(&recordings::default_folder()).unwrap();
        recordings.retain(|recording| recording.scenario == "sub-orchestrations");
        for recording in &mut recordings {
            for exchange in &mut recording.exchanges {
                let body = exchange.response.body.take().unwrap_or_default();
                exchange.response.body = Some(body.replace("\"named\":14", "\"named\":15"));
            }
        }
        assert!(!run(&recordings, false));
    }
}
