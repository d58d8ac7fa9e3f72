//! Where elements stand in the window, and bringing them there. Elements are named by their ids.

use signals::{RwSignal, Signal};
use web_sys::{DomRect, Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{document, listener::Listener, window};

/// What is narrower than this many CSS pixels has no room for a picture beside its names; `style/timeline.css` says the same.
const NARROW: f64 = 700.0;
/// What is no wider than this is laid out as on a phone; `style/narrow.css` says the same.
const COMPACT: f64 = 900.0;

/// What covers the top of what is scrolled, in CSS pixels: headings that stay.
const COVERED: f64 = 48.0;

fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

fn place(id: &str) -> Option<DomRect> {
    Some(element(id)?.get_bounding_client_rect())
}

/// How far below the upper edge of the window an element begins, in CSS pixels.
pub fn top_of(id: &str) -> Option<f64> {
    Some(place(id)?.top())
}

/// How high an element is, in CSS pixels.
pub fn height_of(id: &str) -> Option<f64> {
    Some(place(id)?.height())
}

/// How wide an element is, in CSS pixels.
pub fn width_of(id: &str) -> Option<f64> {
    Some(place(id)?.width())
}

/// The height of the window in CSS pixels.
pub fn height() -> f64 {
    let height = window().inner_height().ok();
    height.and_then(|it| it.as_f64()).unwrap_or_default()
}

fn width() -> f64 {
    let width = window().inner_width().ok();
    width.and_then(|it| it.as_f64()).unwrap_or(f64::MAX)
}

/// What is asked of the width, as a signal that changes with the window.
fn of_width(is: fn() -> bool) -> RwSignal<bool> {
    let signal = RwSignal::global(is());
    Listener::new(&window(), "resize", move |_| {
        if signal.get_untracked() != is() {
            signal.set(is());
        }
    })
    .forever();
    signal
}

/// Whether the window is as narrow as a phone held upright, as a signal. One listener serves the whole page.
pub fn narrow() -> Signal<bool> {
    thread_local! {
        static NARROW_NOW: RwSignal<bool> = of_width(|| width() < NARROW);
    }
    NARROW_NOW.with(|it| (*it).into())
}

/// Whether rows of tables stand on several lines, as a signal. One listener serves the whole page.
pub fn compact() -> Signal<bool> {
    thread_local! {
        static COMPACT_NOW: RwSignal<bool> = of_width(|| width() <= COMPACT);
    }
    COMPACT_NOW.with(|it| (*it).into())
}

/// Brings an element to the middle of whatever scrolls it, unless it is in sight already.
pub fn bring(id: &str) {
    let Some(element) = element(id) else {
        return;
    };
    let place = element.get_bounding_client_rect();
    let in_window = place.top() >= COVERED && place.bottom() <= height() - COVERED;
    if in_window && !is_clipped(&element, &place) {
        return;
    }
    let how = ScrollIntoViewOptions::new();
    how.set_block(ScrollLogicalPosition::Center);
    how.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&how);
}

/// Whether a part of the page that scrolls by itself (its class is `scrolls`) cuts the element off.
fn is_clipped(element: &Element, place: &DomRect) -> bool {
    let around = element.closest(".scrolls").ok().flatten();
    around.is_some_and(|around| {
        let frame = around.get_bounding_client_rect();
        place.top() < frame.top() || place.bottom() > frame.bottom()
    })
}

/// Calls whenever the window changes its size.
pub fn on_resize(changed: impl Fn() + 'static) -> Listener {
    Listener::new(&window(), "resize", move |_| changed())
}

/// Calls whenever anything in the page scrolls, or the window changes its size, until both guards are dropped.
pub fn on_move(moved: impl Fn() + Clone + 'static) -> (Listener, Listener) {
    let resized = moved.clone();
    (
        Listener::capturing(&document(), "scroll", move |_| moved()),
        on_resize(resized),
    )
}
