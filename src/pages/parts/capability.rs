//! The capability card: what a hub's API lets this page do, point by point, with its date.

use durable_api::Generation;
use durable_api::capability::{
    Capabilities, ClockGap, EntitiesSeen, HubSeen, KeyUse, Packing, PositionSeen,
};
use durable_api::position::PositionEncoding;

use crate::browser::locale::{self, Detail};
use crate::components::{Icon, Tone, Weight, button, card, facts, icon};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::words::{Word, say, t};

use super::problem::problem;

/// Draws the card of a connection, with the button that looks again.
pub fn capability_card(connection: &Connection) -> Markup {
    let app = App::get();
    let hub = connection.hub();
    let (of, connection) = (hub.clone(), connection.clone());
    let look = Memo::new(move |_| app.cards.of(&of));
    let again = dynamic(move || {
        let word = look.with(|look| match (look.busy, look.card) {
            (true, _) => Word::CardLooking,
            (false, Some(_)) => Word::CardLookAgain,
            (false, None) => Word::CardLook,
        });
        let hub = hub.clone();
        view! {
            <span aria-busy=look.with(|look| look.busy).to_string()>
                {button(Weight::Quiet, Some(Icon::Refresh), t(word), move || app.cards.look(&app, &hub, true))}
            </span>
        }
    });
    let body = dynamic(move || {
        let look = look.get();
        let retry = {
            let hub = connection.hub();
            Callback::new(move |()| app.cards.look(&app, &hub, true))
        };
        let failure = look
            .failure
            .filter(|_| !look.busy)
            .map(|error| problem(&error, &connection, retry, Markup::Empty));
        let card = look.card.map(|card| points(app, &card));
        let nothing = (failure.is_none() && card.is_none())
            .then(|| view! { <p class="dim">{t(Word::CardNever)}</p> });
        view! { {failure} {card} {nothing} }
    });
    view! { <div class="capability">{card(t(Word::CardTitle), again, body)}</div> }
}

fn points(app: App, card: &Capabilities) -> Markup {
    let reach = if card.cross_origin {
        Word::CardReachCross
    } else {
        Word::CardReachSame
    };
    let (token, token_tone) = if card.token_readable {
        (Word::CardTokenYes, Tone::Good)
    } else {
        (Word::CardTokenNo, Tone::Info)
    };
    let generation = match card.generation {
        Generation::Current => Word::LinkCurrent,
        Generation::First => Word::LinkFirst,
    };
    let mut list = vec![
        (Word::CardReach, Tone::Good, t(reach).to_owned()),
        (Word::CardGeneration, Tone::Good, t(generation).to_owned()),
        key(card.key),
        hub(card.hub),
        (Word::CardToken, token_tone, t(token).to_owned()),
        position(card.position),
        entities(card.entities),
        packing(card.packing),
        clock(card.clock),
    ];
    let rows = list
        .drain(..)
        .map(|(word, tone, text)| (t(word), point(tone, text)))
        .collect();
    #[allow(clippy::cast_precision_loss, reason = "milliseconds since 1970")]
    let at = card.at_ms as f64;
    let cost = say(
        Word::CardCost,
        &[
            ("n", u64::from(card.requests).into()),
            ("time", (&locale::duration(f64::from(card.took_ms))).into()),
        ],
    );
    let zone = app.preferences.zone();
    view! {
        {facts(rows)}
        <p class="faint">
            {t(Word::CardWhen)}" "{dynamic(move || locale::time(at, Detail::Second, zone.get()))}" · "{cost}
        </p>
    }
}

/// Shape, colour and words.
fn point(tone: Tone, text: String) -> Markup {
    let (class, shape) = tone.look();
    view! { <span class="point"><span class=format!("s {class}")>{icon(shape)}</span><span>{text}</span></span> }
}

type Point = (Word, Tone, String);

fn key(key: KeyUse) -> Point {
    let (tone, word) = match key {
        KeyUse::Accepted => (Tone::Good, Word::CardKeyAccepted),
        KeyUse::NotNeeded => (Tone::Careful, Word::CardKeyNotNeeded),
        KeyUse::None => (Tone::Info, Word::CardKeyNone),
        KeyUse::Unsaid => (Tone::Good, Word::CardKeyUnsaid),
    };
    (Word::FactKey, tone, t(word).to_owned())
}

fn hub(hub: HubSeen) -> Point {
    let (tone, word) = match hub {
        HubSeen::Lists => (Tone::Good, Word::CardHubLists),
        HubSeen::ListsNothing => (Tone::Careful, Word::CardHubNothing),
        HubSeen::DefaultListsInstead => (Tone::Bad, Word::CardHubDefault),
    };
    (Word::FactHub, tone, t(word).to_owned())
}

fn position(position: PositionSeen) -> Point {
    let (tone, text) = match position {
        PositionSeen::Understood(encoding) => {
            let name = t(match encoding {
                PositionEncoding::Emulator => Word::EncodingEmulator,
                PositionEncoding::Azure => Word::EncodingAzure,
                PositionEncoding::NewerLibrary { azure: false } => Word::EncodingNewerLocal,
                PositionEncoding::NewerLibrary { azure: true } => Word::EncodingNewerAzure,
                PositionEncoding::PageNumber => Word::EncodingPages,
            });
            let text = say(Word::CardPositionYes, &[("encoding", name.into())]);
            (Tone::Good, text)
        }
        PositionSeen::NotNeeded => (Tone::Info, t(Word::CardPositionNotNeeded).to_owned()),
        PositionSeen::None => (Tone::Careful, t(Word::CardPositionNone).to_owned()),
        PositionSeen::TooFew => (Tone::Info, t(Word::CardPositionFew).to_owned()),
    };
    (Word::CardPosition, tone, text)
}

fn entities(entities: EntitiesSeen) -> Point {
    let word = match entities {
        EntitiesSeen::Some => Word::CardEntitiesSome,
        EntitiesSeen::None => Word::CardEntitiesNone,
        EntitiesSeen::NoApi => Word::CardEntitiesNoApi,
        EntitiesSeen::Unsaid => Word::CardUnsaid,
    };
    (Word::CardEntities, Tone::Info, t(word).to_owned())
}

fn packing(packing: Packing) -> Point {
    let (tone, word) = match packing {
        Packing::Compressed => (Tone::Good, Word::CardPackingYes),
        Packing::Plain => (Tone::Info, Word::CardPackingNo),
        Packing::NotVisible => (Tone::Info, Word::CardPackingHidden),
    };
    (Word::CardPacking, tone, t(word).to_owned())
}

fn clock(gap: ClockGap) -> Point {
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds between two clocks"
    )]
    let spelled = |ms: i64| locale::duration(ms.abs() as f64);
    let (tone, text) = match gap {
        ClockGap::Unknown => (Tone::Info, t(Word::CardClockUnknown).to_owned()),
        ClockGap::Apart { ms, within_ms } => {
            let (tone, word) = match ms {
                _ if ms.abs() <= within_ms => (Tone::Good, Word::CardClockSame),
                1.. => (Tone::Careful, Word::CardClockAhead),
                _ => (Tone::Careful, Word::CardClockBehind),
            };
            let (gap, within) = (spelled(ms), spelled(within_ms));
            let values = [("gap", (&gap).into()), ("within", (&within).into())];
            (tone, say(word, &values))
        }
        ClockGap::AheadAtLeast { ms } => (
            Tone::Careful,
            say(Word::CardClockAtLeast, &[("gap", (&spelled(ms)).into())]),
        ),
    };
    (Word::CardClock, tone, text)
}
