//! The address of the page, read and written: what is looked for, in which order, and which columns are shown.

use durable_api::column::Column;
use durable_api::filter::{self, Clause, Filter, FilterError, Test};
use durable_api::status::RuntimeStatus;

use crate::browser::location;
use crate::route::{InstancesView, Route};
use crate::state::hub::Goal;

use super::View;

/// What an address says, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// What is looked for, and in which order.
    pub goal: Goal,
    /// The columns, if it names any.
    pub columns: Option<Vec<Column>>,
    /// Where the filter cannot be read: then nothing is looked for, because a part of it would find something else.
    pub error: Option<FilterError>,
}

impl Wish {
    /// Reads an address. A sort or columns that cannot be read are left as they would be without.
    pub fn of(view: &InstancesView) -> Self {
        let (filter, error) = match Filter::parse(&view.filter, &filter::Utc) {
            Ok(filter) => (filter, None),
            Err(error) => (Filter::default(), Some(error)),
        };
        let (name, descending) = match view.sort.strip_suffix('-') {
            Some(name) => (name, true),
            None => (view.sort.as_str(), false),
        };
        let goal = match Column::parse(name) {
            Some(column) => Goal {
                filter,
                column,
                descending,
            },
            None => Goal {
                filter,
                ..Goal::default()
            },
        };
        Self {
            goal,
            columns: Column::parse_list(&view.columns),
            error,
        }
    }
}

/// A sort as the address has it; nothing for the usual one.
pub fn sort_text(column: &Column, descending: bool) -> String {
    let usual = Goal::default();
    if *column == usual.column && descending == usual.descending {
        return String::new();
    }
    let mut text = column.to_text();
    if descending {
        text.push('-');
    }
    text
}

/// Goes to the same hub with another view of it.
pub fn go(view: View, change: impl FnOnce(&mut InstancesView)) {
    let mut address = view.address.get_untracked();
    change(&mut address);
    let hub = view.hub.get_value();
    location::go(&Route::Instances { hub, view: address }.to_string());
}

/// Goes to the same view with another filter.
pub fn look_for(view: View, filter: &Filter) {
    let text = filter.to_text(&filter::Utc);
    go(view, |address| address.filter = text);
}

/// The statuses that a filter wants; none where it wants all.
pub fn statuses(filter: &Filter) -> Vec<RuntimeStatus> {
    let wanted = filter.clauses.iter().find_map(|clause| match &clause.test {
        Test::Status(statuses) if !clause.not => Some(statuses.clone()),
        _ => None,
    });
    wanted.unwrap_or_default()
}

/// The filter with these statuses instead of its own; without any, all statuses.
pub fn with_statuses(filter: &Filter, statuses: Vec<RuntimeStatus>) -> Filter {
    let mut filter = filter.clone();
    let is_status = |it: &Clause| !it.not && matches!(it.test, Test::Status(_));
    let at = filter.clauses.iter().position(is_status);
    match (at, statuses.is_empty()) {
        (Some(at), true) => {
            filter.clauses.remove(at);
        }
        (Some(at), false) => filter.clauses[at].test = Test::Status(statuses),
        (None, true) => {}
        (None, false) => filter.clauses.insert(0, Test::Status(statuses).into()),
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(filter: &str, sort: &str) -> InstancesView {
        InstancesView {
            filter: filter.to_owned(),
            sort: sort.to_owned(),
            ..InstancesView::default()
        }
    }

    #[test]
    fn an_address_says_what_is_looked_for_and_in_which_order() {
        let wish = Wish::of(&view("status:Failed", "duration-"));
        assert_eq!(statuses(&wish.goal.filter), [RuntimeStatus::Failed]);
        assert_eq!(
            (wish.goal.column.clone(), wish.goal.descending),
            (Column::Duration, true)
        );
        assert_eq!(sort_text(&wish.goal.column, true), "duration-");
        let usual = Wish::of(&view("", "nonsense")).goal;
        assert_eq!(usual, Goal::default());
        assert_eq!(sort_text(&usual.column, usual.descending), "");
        assert!(Wish::of(&view("status:", "")).error.is_some());
    }

    #[test]
    fn chips_change_the_clause_on_statuses_and_no_other() {
        let read = |text: &str| Filter::parse(text, &filter::Utc).expect("a filter");
        let filter = read("name:A status:Failed -status:Running");
        let other = with_statuses(&filter, vec![RuntimeStatus::Pending]);
        assert_eq!(other, read("name:A status:Pending -status:Running"));
        assert_eq!(
            with_statuses(&other, Vec::new()),
            read("name:A -status:Running")
        );
        assert_eq!(
            with_statuses(&read("x"), vec![RuntimeStatus::Failed]),
            read("status:Failed x")
        );
    }
}
