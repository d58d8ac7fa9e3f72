//! What reading may cost: shown and changed where it is said how much was looked at.

use crate::browser::{locale, page};
use crate::prelude::*;
use crate::state::hub::Ceiling;
use crate::words::{Word, say, t};

use super::View;

const MENU: &str = "ceiling-menu";
const REQUESTS: &str = "ceiling-requests";
const MEGABYTES: &str = "ceiling-megabytes";
/// A megabyte, in bytes, as browsers count them.
const MEGABYTE: u64 = 1 << 20;

/// Draws the button and its menu.
pub fn ceiling_button(view: View) -> Markup {
    // Drawn while it is open: what was spent is looked up then.
    let open = RwSignal::new(false);
    let inside = dynamic(move || open.get().then(|| form(view)));
    view! {
        <button type="button" class="btn quiet" popovertarget=MENU title=t(Word::CeilingTitle)>{t(Word::Ceiling)}</button>
        <div class="menu of-foot" id=MENU popover="auto" role="dialog" aria-label=t(Word::CeilingTitle) on:toggle=move |_| open.update(|it| *it = !*it)>
            {inside}
        </div>
    }
}

fn form(view: View) -> Markup {
    let here = view.here;
    let now = untrack(|| here.ceiling());
    let (requests, megabytes) = (NodeRef::new(), NodeRef::new());
    let wrong = RwSignal::new(false);
    let submit = move |event: Event| {
        event.prevent_default();
        match read(&requests.value(), &megabytes.value()) {
            Some(ceiling) => {
                page::hide_popover(MENU);
                here.set_ceiling(ceiling);
            }
            None => wrong.set(true),
        }
    };
    let spent = move || {
        let walk = here.walk();
        say(
            Word::CeilingSpent,
            &[
                ("n", u64::from(walk.requests).into()),
                ("size", (&locale::bytes(walk.bytes)).into()),
            ],
        )
    };
    let field = |id: &'static str, word: Word, value: Option<u64>, node: NodeRef| {
        let value = value.map(|it| it.to_string()).unwrap_or_default();
        view! {
            <label r#for=id>{t(word)}</label>
            <input id=id type="text" inputmode="numeric" autocomplete="off" node_ref=node prop:value=value aria-invalid=move || wrong.get().to_string() />
        }
    };
    let requests_field = field(
        REQUESTS,
        Word::CeilingRequests,
        now.requests.map(u64::from),
        requests,
    );
    let bytes_field = field(
        MEGABYTES,
        Word::CeilingMegabytes,
        now.bytes.map(|it| it.div_ceil(MEGABYTE)),
        megabytes,
    );
    view! {
        <form on:submit=submit>
            <h2>{t(Word::CeilingTitle)}</h2>
            <p class="hint">{t(Word::CeilingWhat)}</p>
            <div class="pairs">{requests_field}{bytes_field}</div>
            <p class="hint" role="status">{dynamic(move || if wrong.get() { t(Word::CeilingWrong).to_owned() } else { spent() })}</p>
            <button type="submit" class="btn primary">{t(Word::FilterApply)}</button>
        </form>
    }
}

/// Whole numbers from 1 on; nothing for no ceiling.
fn read(requests: &str, megabytes: &str) -> Option<Ceiling> {
    let number = |text: &str| -> Option<Option<u32>> {
        match text.trim() {
            "" => Some(None),
            text => text.parse().ok().filter(|it| *it > 0).map(Some),
        }
    };
    let megabytes = number(megabytes)?.map(|it| u64::from(it) * MEGABYTE);
    Some(Ceiling {
        requests: number(requests)?,
        bytes: megabytes,
    })
}

#[cfg(test)]
mod tests {
    use super::{Ceiling, MEGABYTE, read};

    #[test]
    fn a_ceiling_is_a_whole_number_or_none() {
        let both = Ceiling {
            requests: Some(50),
            bytes: Some(2 * MEGABYTE),
        };
        assert_eq!(read(" 50 ", "2"), Some(both));
        assert_eq!(
            read("", ""),
            Some(Ceiling {
                requests: None,
                bytes: None
            })
        );
        for wrong in [("0", ""), ("-1", ""), ("", "1.5"), ("many", "")] {
            assert_eq!(read(wrong.0, wrong.1), None, "{wrong:?}");
        }
    }
}
