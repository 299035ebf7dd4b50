//! Search and filter: rows are looked through some at a time, so that the page is never held up.

use super::row::Cells;
use crate::runner::bulk::BulkRunner;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::backend::bulk::RowWorth;

/// Rows looked through at once: some milliseconds.
pub(super) const AT_ONCE: usize = 1000;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Without spaces; empty: any.
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
        };
        Effect::new(move |before: Option<Wanted>| {
            let wanted = shown.wanted.get();
            let rows = shown.runner.rows.get();
            let fewer = shown.looked.with_value(|looked| *looked > rows);
            if fewer || before.as_ref() != Some(&wanted) {
                shown.found.update_value(Vec::clear);
                shown.looked.set_value(0);
                shown.count.set(0);
            }
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

    /// How many rows are shown; tracked.
    pub(super) fn count(self) -> usize {
        if self.wanted.with(Wanted::is_any) {
            self.runner.rows.get()
        } else {
            self.count.get()
        }
    }

    /// The number of the row at this place of the list, from 0; not tracked.
    pub(super) fn row(self, at: usize) -> Option<usize> {
        if self.wanted.with_untracked(Wanted::is_any) {
            return Some(at);
        }
        let found = self.found.with_value(|found| found.get(at).copied())?;
        usize::try_from(found).ok()
    }

    async fn look(self, wanted: Wanted, search: u32) {
        loop {
            // The screen is gone, or something else is looked for.
            if self.search.try_get_value() != Some(search) {
                return;
            }
            let from = self.looked.get_value();
            let to = (from + AT_ONCE).min(self.runner.rows.get_untracked());
            if from >= to {
                return;
            }
            let new: Vec<u32> = self.runner.with_lines(|lines| {
                let is = |row: &usize| wanted.is(&Cells::of(lines.row(*row).as_ref()));
                let rows = (from..to).filter(is);
                rows.filter_map(|row| u32::try_from(row).ok()).collect()
            });
            self.looked.set_value(to);
            self.found.update_value(|found| found.extend(new));
            self.count.set(self.found.with_value(Vec::len));
            // Between two looks the page is drawn.
            TimeoutFuture::new(0).await;
        }
    }
}
