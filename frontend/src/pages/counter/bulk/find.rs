//! Search and filter: rows are looked through some at a time, so that the page is never held up.

use super::row::Cells;
use crate::clock;
use crate::runner::bulk::BulkRunner;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::backend::bulk::RowWorth;

/// How long rows are looked through at once, ms: less than a frame, whatever the machine is.
const AT_ONCE_MS: i64 = 8;

/// From a row on, as many as there is time for until the page has to be drawn, one at least; gives where it stopped.
pub(super) fn some_rows(from: usize, end: usize, mut act: impl FnMut(usize)) -> usize {
    let until_ms = clock::now_ms() + AT_ONCE_MS;
    let mut row = from;
    while row < end {
        act(row);
        row += 1;
        if clock::now_ms() >= until_ms {
            break;
        }
    }
    row
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// As [`wanted`](super::row::wanted) gives it; empty: any.
    pub(super) text: String,
    /// `None`: any.
    pub(super) worth: Option<RowWorth>,
}

impl Wanted {
    fn is_any(&self) -> bool {
        self.text.is_empty() && self.worth.is_none()
    }

    fn is(&self, cells: &Cells) -> bool {
        self.worth.is_none_or(|worth| worth == cells.worth())
            && (self.text.is_empty() || cells.has(&self.text))
    }
}

/// The rows that are shown.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    runner: BulkRunner,
    wanted: RwSignal<Wanted>,
    /// Rows that were found, in order; of no use while everything is wanted.
    found: StoredValue<Vec<u32>>,
    looked: StoredValue<usize>,
    /// Each search has its own number; an older one stops.
    search: StoredValue<u32>,
    /// How many were found.
    count: RwSignal<usize>,
    looking: StoredValue<bool>,
    /// Counts how often the list began anew: what stood at a place of it may be another row then.
    version: RwSignal<u32>,
}

impl Shown {
    /// Everything; follows what comes.
    pub(super) fn new() -> Self {
        let shown = Self {
            runner: BulkRunner::here(),
            wanted: RwSignal::new(Wanted::default()),
            found: StoredValue::new(Vec::new()),
            looked: StoredValue::new(0),
            search: StoredValue::new(0),
            count: RwSignal::new(0),
            looking: StoredValue::new(false),
            version: RwSignal::new(0),
        };
        Effect::new(move |before: Option<Wanted>| {
            let wanted = shown.wanted.get();
            let rows = shown.runner.rows.get();
            let fewer = shown.looked.with_value(|looked| *looked > rows);
            if fewer || before.as_ref() != Some(&wanted) {
                shown.found.update_value(Vec::clear);
                shown.looked.set_value(0);
                shown.count.set(0);
                shown.version.update(|version| *version += 1);
            }
            shown.looking.set_value(!wanted.is_any());
            if !wanted.is_any() {
                shown.search.update_value(|search| *search += 1);
                spawn_local(shown.look(wanted.clone(), shown.search.get_value()));
            }
            wanted
        });
        shown
    }

    /// Looks for something else.
    pub(super) fn want(self, change: impl FnOnce(&mut Wanted)) {
        let mut wanted = self.wanted.get_untracked();
        change(&mut wanted);
        if self.wanted.with_untracked(|before| *before != wanted) {
            self.wanted.set(wanted);
        }
    }

    /// What is looked for; tracked.
    pub(super) fn wanted(self) -> Wanted {
        self.wanted.get()
    }

    /// The same, not tracked.
    pub(super) fn wanted_now(self) -> Wanted {
        self.wanted.get_untracked()
    }

    /// How many rows are shown; tracked.
    pub(super) fn count(self) -> usize {
        if self.wanted.with(Wanted::is_any) {
            self.runner.rows.get()
        } else {
            self.count.get()
        }
    }

    /// Another one than before: the rows at its places are others, too; tracked.
    pub(super) fn version(self) -> u32 {
        self.version.get()
    }

    /// The number of the row at this place of the list, from 0; not tracked.
    pub(super) fn row(self, at: usize) -> Option<usize> {
        if self.wanted.with_untracked(Wanted::is_any) {
            return Some(at);
        }
        let found = self.found.with_value(|found| found.get(at).copied())?;
        usize::try_from(found).ok()
    }

    /// Whether there may be more to be found; not tracked.
    pub(super) fn is_looking(self) -> bool {
        self.looking.try_get_value() == Some(true)
    }

    /// The numbers of the rows that are shown now; not tracked.
    pub(super) fn listed(self) -> Vec<usize> {
        let count = untrack(|| self.count());
        (0..count).filter_map(|at| self.row(at)).collect()
    }

    /// Whether the screen that shows it is gone.
    pub(super) fn is_gone(self) -> bool {
        self.search.try_get_value().is_none()
    }

    async fn look(self, wanted: Wanted, search: u32) {
        loop {
            // The screen is gone, or something else is looked for.
            if self.search.try_get_value() != Some(search) {
                return;
            }
            let from = self.looked.get_value();
            let end = self.runner.rows.get_untracked();
            if from >= end {
                self.looking.set_value(false);
                return;
            }
            let mut new = Vec::new();
            let to = self.runner.with_lines(|lines| {
                some_rows(from, end, |row| {
                    if wanted.is(&Cells::of(lines.row(row).as_ref())) {
                        new.extend(u32::try_from(row));
                    }
                })
            });
            self.looked.set_value(to);
            self.found.update_value(|found| found.extend(new));
            self.count.set(self.found.with_value(Vec::len));
            // Between two looks the page is drawn.
            TimeoutFuture::new(0).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_looked_through_for_as_long_as_there_is_time() {
        let mut seen = Vec::new();
        assert_eq!(some_rows(3, 5, |row| seen.push(row)), 5);
        assert_eq!(seen, [3, 4]);
        assert_eq!(some_rows(5, 5, |_| panic!("none is there")), 5);
        let slow = std::time::Duration::from_millis(5);
        let stopped = some_rows(0, 1000, |_| std::thread::sleep(slow));
        assert!((1..=2).contains(&stopped), "{stopped}");
    }
}
