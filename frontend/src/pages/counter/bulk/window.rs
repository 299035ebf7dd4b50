//! Which rows of a long list are in the page: those in sight, and a few around them.

/// Height of a row, CSS pixels; `.grid [role="row"]` has the same.
pub(super) const ROW_PX: i32 = 44;

/// Rows before those in sight, and behind them.
const MORE: usize = 6;

/// Fewest rows in the page: those of a list of some 480 px, as ours is before its height is known.
const FEWEST: usize = 24;

/// Rows from `first` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Window {
    /// For a list that is scrolled so far and so high, CSS pixels. As many rows wherever it is scrolled to.
    pub(super) fn of(scrolled_px: i32, height_px: i32, rows: usize) -> Self {
        let count = |px: i32| usize::try_from(px.max(0) / ROW_PX).unwrap_or(0);
        // The first and the last are in sight in part.
        let in_sight = count(height_px) + 2;
        let in_page = (in_sight + 2 * MORE).max(FEWEST).min(rows);
        let first = count(scrolled_px).saturating_sub(MORE).min(rows - in_page);
        Self {
            first,
            end: first + in_page,
        }
    }
}

/// Where to scroll so that a row is in sight; `None`: it is. `head_px` of the height are covered.
pub(super) fn scroll_to(row: usize, scrolled_px: i32, height_px: i32, head_px: i32) -> Option<i32> {
    let top = i32::try_from(row).ok()?.checked_mul(ROW_PX)?;
    let room = (height_px - head_px - ROW_PX).max(0);
    if top < scrolled_px {
        Some(top)
    } else if top > scrolled_px + room {
        Some(top - room)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_sight_is_in_the_page_and_little_else() {
        for rows in [0, 1, 7, 100, 100_000] {
            let most = i32::try_from(rows).unwrap() * ROW_PX;
            for scrolled in (0..=most).step_by(997) {
                let window = Window::of(scrolled, 480, rows);
                let top = usize::try_from(scrolled / ROW_PX).unwrap().min(rows);
                let bottom = (top + 480 / 44 + 2).min(rows);
                assert!(
                    window.first <= top && window.end >= bottom,
                    "{rows} {scrolled} {window:?}"
                );
                assert_eq!(window.end - window.first, rows.min(24));
            }
        }
        assert_eq!(Window::of(-5, 0, 1000), Window { first: 0, end: 24 });
        assert_eq!(Window::of(0, 960, 1000), Window { first: 0, end: 35 });
        // The list became shorter than it is scrolled.
        assert_eq!(Window::of(100_000, 480, 10), Window { first: 0, end: 10 });
    }

    #[test]
    fn a_row_that_is_gone_to_comes_into_sight() {
        assert_eq!(scroll_to(0, 0, 480, 44), None);
        assert_eq!(scroll_to(0, 500, 480, 44), Some(0));
        assert_eq!(scroll_to(20, 0, 480, 44), Some(20 * 44 - 392));
        assert_eq!(scroll_to(8, 0, 480, 44), None);
        assert_eq!(scroll_to(99_999, 0, 480, 44), Some(99_999 * 44 - 392));
    }
}
