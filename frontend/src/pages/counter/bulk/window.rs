//! Which rows of a long list are in the page: those in sight, and a few around them.

/// Height of a row, CSS pixels; `.grid [role="row"]` has the same.
pub(super) const ROW_PX: i32 = 44;

/// Rows are put in and taken out so many at once.
const STEP: usize = 8;

/// Rows in the page when the height of the list is not known yet.
const UNKNOWN: usize = 24;

/// Rows from `first` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Window {
    /// For a list that is scrolled so far and so high, CSS pixels.
    pub(super) fn of(scrolled_px: i32, height_px: i32, rows: usize) -> Self {
        let count = |px: i32| usize::try_from(px / ROW_PX).unwrap_or(0);
        let in_sight = match height_px {
            ..=0 => UNKNOWN,
            height => count(height) + 1,
        };
        let first = (count(scrolled_px.max(0)) / STEP * STEP).saturating_sub(STEP);
        Self {
            first: first.min(rows),
            end: (first + in_sight + 3 * STEP).min(rows),
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
                let bottom = (top + 480 / 44 + 1).min(rows);
                assert!(
                    window.first <= top && window.end >= bottom,
                    "{rows} {scrolled} {window:?}"
                );
                assert!(window.end - window.first <= 48);
            }
        }
        assert_eq!(Window::of(-5, 0, 1000), Window { first: 0, end: 48 });
        // The list became shorter than it is scrolled.
        assert_eq!(Window::of(100_000, 480, 10), Window { first: 10, end: 10 });
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
