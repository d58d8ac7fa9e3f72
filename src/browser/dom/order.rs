//! Which rows of a list can stay where they stand when its order changes.

/// For each row whether it can stay, from where it stood before (`None`: it is new). As many as possible stay: the longest run of
/// rows that stand in the same order before and after.
pub(super) fn staying(came_from: &[Option<usize>]) -> Vec<bool> {
    // ends[n]: the row that ends the run of n + 1 rows whose last stood farthest in front; before[row]: the row before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; came_from.len()];
    for (row, stood) in came_from.iter().enumerate() {
        if stood.is_none() {
            continue;
        }
        let length = ends.partition_point(|end| came_from[*end] < *stood);
        before[row] = length.checked_sub(1).map(|it| ends[it]);
        match ends.get_mut(length) {
            Some(end) => *end = row,
            None => ends.push(row),
        }
    }
    let mut stays = vec![false; came_from.len()];
    let mut next = ends.last().copied();
    while let Some(row) = next {
        stays[row] = true;
        next = before[row];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::staying;

    fn moved(came_from: &[Option<usize>]) -> Vec<usize> {
        let stays = staying(came_from);
        (0..came_from.len()).filter(|row| !stays[*row]).collect()
    }

    #[test]
    fn rows_in_their_old_order_all_stay() {
        assert!(moved(&[Some(0), Some(2), Some(5)]).is_empty());
    }

    #[test]
    fn only_new_rows_are_put_in() {
        assert_eq!(moved(&[None, Some(0), None, Some(1)]), [0, 2]);
    }

    #[test]
    fn a_row_that_comes_to_the_front_moves_alone() {
        assert_eq!(moved(&[Some(3), Some(0), Some(1), Some(2)]), [0]);
    }

    #[test]
    fn as_many_rows_as_possible_stay() {
        let order = [4, 0, 5, 1, 2, 6, 3].map(Some);
        assert_eq!(moved(&order).len(), 7 - 4);
        assert_eq!(moved(&[Some(2), Some(1), Some(0)]).len(), 2);
    }
}
