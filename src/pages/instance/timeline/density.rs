//! Many spans in one lane: how many of them there were at once, as a shape.

use durable_api::timeline::{Axis, Ticks, Window};

/// How finely it is drawn.
pub const COLUMNS: usize = 160;
/// The height of the picture in its own units.
pub const HEIGHT: usize = 100;

/// How many of the spans there were at each column of the window.
pub fn densities(
    spans: &mut dyn Iterator<Item = (Ticks, Ticks)>,
    axis: &Axis,
    window: Window,
) -> Vec<u32> {
    let mut changes = vec![0_i32; COLUMNS + 1];
    for (from, to) in spans {
        let from = window.on_screen(axis.place(from));
        let to = window.on_screen(axis.place(to));
        if to < 0.0 || from > 1.0 {
            continue;
        }
        let (from, to) = (column(from), column(to));
        if let Some(change) = changes.get_mut(from) {
            *change += 1;
        }
        // At least one column.
        if let Some(change) = changes.get_mut(to + 1) {
            *change -= 1;
        }
    }
    let mut running = 0;
    let columns = changes.iter().take(COLUMNS).map(|change| {
        running += change;
        u32::try_from(running).unwrap_or_default()
    });
    columns.collect()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to the columns"
)]
fn column(place: f64) -> usize {
    let last = COLUMNS - 1;
    (place.clamp(0.0, 1.0) * COLUMNS as f64).min(last as f64) as usize
}

/// The outline of densities as the path of an SVG of [`COLUMNS`] by [`HEIGHT`]; the highest reaches to the top. Empty where there is
/// nothing.
pub fn outline(densities: &[u32]) -> String {
    let most = densities.iter().copied().max().unwrap_or(0) as usize;
    if most == 0 {
        return String::new();
    }
    let mut path = format!("M0 {HEIGHT}");
    for count in densities {
        // Whatever is there is seen.
        let high = match *count as usize {
            0 => 0,
            count => (count * HEIGHT / most).max(HEIGHT / 8),
        };
        path.push('V');
        path.push_str(&(HEIGHT - high).to_string());
        path.push_str("h1");
    }
    path.push('V');
    path.push_str(&HEIGHT.to_string());
    path.push('z');
    path
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, densities, outline};
    use durable_api::timeline::{Axis, Window};

    #[test]
    fn overlapping_spans_are_counted_where_they_overlap() {
        let axis = Axis::new((0, 1_600), &[], 0.0);
        let spans = [(0, 800), (400, 800), (1_000, 1_000)];
        let found = densities(&mut spans.into_iter(), &axis, Window::ALL);
        assert_eq!(found.len(), COLUMNS);
        assert_eq!((found[0], found[50], found[90]), (1, 2, 0));
        assert_eq!(found[100], 1, "a moment is seen");
    }

    #[test]
    fn what_is_outside_of_the_window_does_not_count() {
        let axis = Axis::new((0, 1_600), &[], 0.0);
        let found = densities(
            &mut [(0, 100)].into_iter(),
            &axis,
            Window::between(0.5, 1.0),
        );
        assert!(found.iter().all(|count| *count == 0));
        assert_eq!(outline(&found), "");
    }

    #[test]
    fn the_outline_reaches_the_top_where_most_happened() {
        let path = outline(&[0, 2, 4]);
        assert_eq!(path, "M0 100V100h1V50h1V0h1V100z");
    }
}
