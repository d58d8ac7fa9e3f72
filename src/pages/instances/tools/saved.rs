//! Views that somebody saved, hub by hub, on this device. A hub stands there as a number made of its name, because not every hub is to be
//! remembered.

use crate::browser::storage::Area;
use crate::route::{InstancesView, Route};
use crate::state::locks::number_of;
use crate::state::stored::{self, Row, Stored, VIEWS};

const VERSION: u32 = 1;

/// A view with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// What it is called.
    pub name: String,
    /// What it shows.
    pub view: InstancesView,
}

/// The views of a hub.
pub fn of(hub: &str) -> Vec<Saved> {
    let number = number_of(hub);
    let rows = rows()
        .into_iter()
        .filter(|row| row.first() == Some(&number));
    rows.filter_map(|row| saved(&row)).collect()
}

/// Writes the views of a hub in the place of those it had. `false`: the browser did not keep them.
pub fn write(hub: &str, views: &[Saved]) -> bool {
    let number = number_of(hub);
    let mut rows = rows();
    rows.retain(|row| row.first() != Some(&number));
    rows.extend(views.iter().map(|it| row(&number, it)));
    stored::write(Area::Browser, VIEWS, VERSION, &rows)
}

fn rows() -> Vec<Row> {
    match stored::read(Area::Browser, VIEWS) {
        Stored::Rows(VERSION, rows) => rows,
        Stored::Rows(..) | Stored::Nothing | Stored::Denied => Vec::new(),
        Stored::Unreadable(text) => {
            stored::put_aside(Area::Browser, VIEWS, &text);
            Vec::new()
        }
    }
}

// The view is kept as its address, whose form is stable.
fn row(number: &str, saved: &Saved) -> Row {
    let route = Route::Instances {
        hub: "hub".to_owned(),
        view: saved.view.clone(),
    };
    vec![number.to_owned(), saved.name.clone(), route.to_string()]
}

fn saved(row: &Row) -> Option<Saved> {
    let [_, name, address] = row.as_slice() else {
        return None;
    };
    match Route::parse(address) {
        Route::Instances { view, .. } => Some(Saved {
            name: name.clone(),
            view,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Saved, row, saved};
    use crate::route::InstancesView;

    #[test]
    fn a_view_comes_back_as_it_was_saved() {
        let view = Saved {
            name: "Cards & more".to_owned(),
            view: InstancesView {
                sort: "duration-".to_owned(),
                group: "error".to_owned(),
                ..InstancesView::of_filter("status:Failed error:\"a + b\"")
            },
        };
        assert_eq!(saved(&row("1a", &view)), Some(view));
        assert_eq!(
            saved(&vec![
                "1a".to_owned(),
                "x".to_owned(),
                "/elsewhere".to_owned()
            ]),
            None
        );
    }
}
