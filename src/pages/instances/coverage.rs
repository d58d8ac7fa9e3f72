//! The line below the table: what part of the hub was looked at, how exact the numbers are, and how to go on.

use durable_api::walk::{Count, Doing, Snapshot, Stopped};

use crate::prelude::*;

use crate::browser::locale;
use crate::components::{Weight, button};
use crate::words::{Word, count, say, t};

use super::address::{go, sort_text};
use super::grid::name_of;
use super::{View, asking, ceiling};

/// Draws the line. What was marked stands in it too.
pub fn line(view: View) -> Markup {
    let here = view.here;
    let said = dynamic(move || sentence(view));
    let doing = Memo::new(move |_| means(&here.walk(), here.details().is_some()));
    let means = dynamic(move || {
        let [stop, go_on, everything] = doing.get();
        view! {
            {stop.then(|| button(Weight::Quiet, None, t(Word::WalkStop), move || here.stop()))}
            {go_on.then(|| button(Weight::Quiet, None, t(Word::WalkGoOn), move || here.go_on()))}
            {everything.then(|| button(Weight::Quiet, None, t(Word::WalkEverything), move || here.everything()))}
        }
    });
    view! {
        <div class="foot" role="group" aria-label=t(Word::CoverageLabel)>
            <span class="dim" role="status">{said}</span>
            {asking::ask_button(view)}
            {asking::details_button(view)}
            {means}
            {ceiling::ceiling_button(view)}
            {sort_choice(view)}
            <span class="grow"></span>
            {super::marks::marked(view)}
        </div>
    }
}

/// By what rows are sorted, where no headings are shown to press.
fn sort_choice(view: View) -> Markup {
    let now = move || {
        view.wish
            .with(|it| sort_text(&it.goal.column, it.goal.descending))
    };
    let options = dynamic(move || -> Vec<Markup> {
        let columns = view.table.columns.get();
        let ways = columns.iter().flat_map(|it| [(it, true), (it, false)]);
        ways.map(|(column, descending)| {
            let arrow = if descending { '↓' } else { '↑' };
            let name = format!("{} {arrow}", name_of(column));
            view! { <option value=sort_text(column, descending)>{name}</option> }
        })
        .collect()
    });
    let choose = move |event: Event| {
        let sort = event.value();
        go(view, |address| address.sort = sort);
    };
    view! {
        <select class="narrow-only" aria-label=t(Word::SortLabel) prop:value=now on:change=choose>{options}</select>
    }
}

/// Whether Stop, Go on and Everything would do anything.
fn means(walk: &Snapshot, is_asking: bool) -> [bool; 3] {
    match walk.doing {
        _ if is_asking => [true, false, false],
        Doing::Opening | Doing::Proving | Doing::Walking | Doing::Waiting(_) => [true, false, true],
        Doing::Stopped(Stopped::NoWay | Stopped::Failed(_)) | Doing::Done | Doing::Live => {
            [false; 3]
        }
        Doing::Stopped(_) => [false, true, true],
    }
}

/// What was looked at, in few words: for the status line of the portal.
pub fn summary(view: View) -> String {
    let walk = view.here.walk();
    if walk.requests == 0 {
        return String::new();
    }
    count(Word::LookedAt, walk.instances + walk.entities)
}

fn sentence(view: View) -> String {
    let here = view.here;
    let walk = here.walk();
    let shown = here.matching().len() as u64;
    let is_filtered = view.wish.with(|wish| !wish.goal.filter.is_empty());
    let mut parts = Vec::new();
    match here.count(shown) {
        _ if walk.requests == 0 => return String::new(),
        Count::Exactly(_) if is_filtered => parts.push(count(Word::PageCompleteFiltered, shown)),
        Count::Exactly(_) => parts.push(count(Word::PageComplete, shown)),
        Count::AtLeast(_) if is_filtered => parts.push(count(Word::MatchAtLeast, shown)),
        Count::AtLeast(_) => parts.push(count(Word::ThereAtLeast, shown)),
    }
    if let Some((about, _)) = here.about(shown).filter(|(about, _)| *about > shown) {
        parts.push(count(Word::MatchAbout, rounded(about)));
    }
    let looked_at = walk.instances;
    if !walk.is_complete || is_filtered {
        parts.push(match walk.share {
            Some(share) if !walk.is_complete => say(
                Word::LookedAtShare,
                &[("n", looked_at.into()), ("share", (&percent(share)).into())],
            ),
            _ => count(Word::LookedAt, looked_at),
        });
    }
    if walk.entities > 0 {
        parts.push(count(Word::EntitiesLeftOut, walk.entities));
    }
    parts.extend(state(&walk));
    parts.extend(asking::said(view));
    let unknown = u64::from(here.counts().unknown);
    if let Some(details) = here.details() {
        let of = [("n", details.done.into()), ("of", details.of.into())];
        parts.push(say(Word::DetailsGoing, &of));
    } else if unknown > 0 {
        parts.push(count(Word::MatchUnknown, unknown));
    }
    if let Some(lean) = here.with_rows(rows::Rows::lean) {
        parts.push(count(Word::KeptLean, lean.rows as u64));
    }
    parts.join(" · ")
}

/// What the walk does, where that says more than the numbers.
fn state(walk: &Snapshot) -> Option<String> {
    let word = match walk.doing {
        Doing::Opening | Doing::Proving | Doing::Walking => Word::WalkGoing,
        Doing::Waiting(_) => Word::WalkSparing,
        Doing::Stopped(Stopped::ByUser) => Word::WalkStopped,
        Doing::Stopped(Stopped::Ceiling) => Word::WalkSpent,
        Doing::Stopped(Stopped::Failed(_)) => Word::WalkFailed,
        Doing::Stopped(Stopped::NoWay) => Word::WalkNoWay,
        Doing::Done if !walk.is_complete => Word::EndUnsaid,
        Doing::Done | Doing::Live => return None,
    };
    Some(t(word).to_owned())
}

/// Two digits of an estimate say all that it knows.
fn rounded(about: u64) -> u64 {
    let mut unit = 1;
    while about / unit >= 100 {
        unit *= 10;
    }
    (about + unit / 2) / unit * unit
}

fn percent(thousandths: u16) -> String {
    let percent = f64::from(thousandths) / 10.0;
    let digits = if thousandths < 100 {
        percent
    } else {
        percent.floor()
    };
    format!("{} %", locale::number(digits))
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn an_estimate_pretends_to_no_more_than_two_digits() {
        for (about, said) in [
            (7, 7),
            (99, 99),
            (104, 100),
            (12_480, 12_000),
            (98_700, 99_000),
        ] {
            assert_eq!(rounded(about), said);
        }
    }
}
