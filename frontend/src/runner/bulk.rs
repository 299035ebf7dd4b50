//! 一括取得: performs what its machine asks for, and keeps the rows that have come.

mod batch;
pub mod lines;
mod perform;

use crate::api::{Fault, Stop};
use crate::clock;
use crate::desk::Desk;
use leptos::prelude::*;
use leptos::task::spawn_local;
use lines::Lines;
use madoguchi_flow::BulkRetrieval;
use madoguchi_flow::bulk_retrieval::{Act, Event, State};
use madoguchi_shared::date::Day;

/// The machine of 一括取得 and its rows. A context of its view, and gone with it: what is kept is at the registry.
#[derive(Clone, Copy, Debug)]
pub struct BulkRunner {
    desk: Desk,
    machine: RwSignal<BulkRetrieval>,
    lines: StoredValue<Lines>,
    stop: StoredValue<Option<Stop>, LocalStorage>,
    /// Number of the answer that is being read: what an older one still brings is not taken.
    turn: StoredValue<u32>,
    alive: StoredValue<bool>,
    /// Who asked for it: what comes after is kept in their name, whoever is at the desk by then.
    staff: StoredValue<String>,
    /// Rows that are here: told at most once for what comes at once.
    pub rows: RwSignal<usize>,
}

impl BulkRunner {
    /// At the start: a month is to be chosen.
    pub fn provide() -> Self {
        let desk = Desk::here();
        let facility = desk.configuration.with_untracked(|configuration| {
            let facility = configuration.as_ref().map(|configuration| configuration.facility);
            facility.unwrap_or_default()
        });
        let runner = Self {
            desk,
            machine: RwSignal::new(BulkRetrieval::new(facility)),
            lines: StoredValue::new(Lines::default()),
            stop: StoredValue::new_local(None),
            turn: StoredValue::new(0),
            alive: StoredValue::new(true),
            staff: StoredValue::new(String::new()),
            rows: RwSignal::new(0),
        };
        provide_context(runner);
        on_cleanup(move || {
            runner.break_off();
            // Names and numbers do not outlive their screen.
            runner.lines.update_value(Lines::clear);
        });
        runner
    }

    /// The runner of this view.
    pub fn here() -> Self {
        expect_context()
    }

    /// The desk.
    pub fn desk(self) -> Desk {
        self.desk
    }

    /// The state, for views that draw it; changes only when the state does.
    pub fn state(self) -> Memo<State> {
        Memo::new(move |_| self.machine.with(|machine| machine.state().clone()))
    }

    /// The day it is in Tokyo.
    pub fn today(self) -> Day {
        Day::in_tokyo(clock::now_ms())
    }

    /// Number of the answer that is being read, or was last.
    pub fn turn(self) -> u32 {
        self.turn.try_get_value().unwrap_or_default()
    }

    /// Looks at the rows that are here; not tracked, see [`Self::rows`].
    pub fn with_lines<T>(self, look: impl FnOnce(&Lines) -> T) -> T {
        self.lines.with_value(look)
    }

    /// The receptionist does something. Only in the tab that holds the lease.
    pub fn act(self, act: Act) {
        if !self.desk.leads() {
            return;
        }
        if let Some(staff) = self.desk.staff.get_untracked() {
            self.staff.set_value(staff);
        }
        if act == Act::OtherMonth {
            // Of one month at a time.
            self.lines.update_value(Lines::clear);
            self.rows.set(0);
        }
        self.happen(Event::Act(act));
    }

    fn happen(self, event: Event) {
        if self.alive.try_get_value() != Some(true) {
            return;
        }
        let mut effects = Vec::new();
        let mut machine = self.machine.get_untracked();
        effects.extend(machine.update(event, clock::now_ms()));
        if self.machine.with_untracked(|before| *before != machine) {
            self.machine.set(machine);
        }
        for effect in effects {
            spawn_local(self.perform(effect));
        }
    }

    fn break_off(self) {
        if let Some(stop) = self.stop.try_update_value(Option::take).flatten() {
            stop.now();
        }
        self.alive.set_value(false);
    }
}

/// The code of a fault: what a machine knows of it.
fn coded<T>(outcome: Result<T, Fault>) -> Result<T, madoguchi_shared::ErrorCode> {
    outcome.map_err(|fault| fault.code)
}
