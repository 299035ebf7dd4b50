//! Writing the journal after each event that changed something, one call at a time; then what the event asks for is
//! done, so that nothing is ever done that a reload does not know of, and the patient screen gets its step.

use super::Runner;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::journal::Entry;
use madoguchi_flow::{Effect, Reception};
use madoguchi_shared::bridge::patient::{PatientStep, PatientStepUpdate};
use madoguchi_shared::bridge::reception::JournalAppend;
use madoguchi_shared::{ErrorCode, Redacted};

/// Where saving stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Saving {
    /// Grows when the journal was read anew: what was sent before does not count any more.
    reading: u32,
    /// Entries that the bridge has.
    saved: u64,
    /// Entries that it does not have yet, oldest first.
    unsaved: Vec<Redacted<String>>,
    /// What those entries ask for: performed when they are written.
    effects: Vec<Effect>,
    /// Something has changed since the last call was sent.
    due: bool,
    /// A call is under way.
    busy: bool,
    /// What the patient screen was told last.
    shown: Option<PatientStep>,
}

impl Saving {
    /// The bridge has this many entries, and they are what counts.
    pub(super) fn start_from(&mut self, saved: u64) {
        self.reading += 1;
        self.saved = saved;
        self.unsaved.clear();
        self.effects.clear();
        self.shown = None;
    }

    /// To be written next, and then to be done.
    pub(super) fn add(&mut self, entry: &Entry, effects: Vec<Effect>) {
        // Every event of ours can be written as JSON: text keys, no maps.
        self.unsaved
            .extend(serde_json::to_string(entry).ok().map(Redacted::new));
        self.effects.extend(effects);
    }
}

impl Runner {
    /// Writes what is there now, after what is under way.
    pub(super) fn save(self) {
        let mut start = false;
        self.saving.update_value(|saving| {
            saving.due = true;
            start = !saving.busy;
            saving.busy = true;
        });
        if start {
            spawn_local(async move {
                while self.is_due() {
                    self.save_all().await;
                    self.show_patient().await;
                }
                self.saving.update_value(|saving| saving.busy = false);
                self.forget_when_saved();
            });
        }
    }

    /// Once the view is closed and all is saved, nothing about the patient stays here.
    pub(super) fn forget_when_saved(self) {
        if !self.alive.get_value() && !self.saving.with_value(|saving| saving.busy) {
            self.machine.set(None);
            self.saving.update_value(|saving| saving.start_from(0));
        }
    }

    fn is_due(self) -> bool {
        let mut due = false;
        self.saving
            .update_value(|saving| due = std::mem::take(&mut saving.due));
        due
    }

    /// What cannot be written now is kept for the next time.
    async fn save_all(self) {
        let Some((append, effects)) = self.append() else {
            return;
        };
        let count = append.entries.len();
        let reading = self.saving.with_value(|saving| saving.reading);
        match self.desk.bridge().append_to_journal(&append).await {
            // The journal was read while this was under way: what it asks for is asked by `Resumed`.
            Ok(()) if self.saving.with_value(|saving| saving.reading) != reading => {}
            Ok(()) => {
                self.saving.update_value(|saving| {
                    saving.saved = append.expected_length + count as u64;
                    saving.unsaved.drain(..count.min(saving.unsaved.len()));
                    saving.effects.drain(..effects.len().min(saving.effects.len()));
                });
                self.problem.set(None);
                for effect in effects {
                    spawn_local(self.perform(effect));
                }
            }
            // Another tab was faster: what it saved counts.
            Err(fault) if fault.code == ErrorCode::RevisionConflict => self.load(),
            Err(fault) => self.problem.set(Some(fault)),
        }
    }

    fn append(self) -> Option<(JournalAppend, Vec<Effect>)> {
        let Saving {
            saved: expected_length,
            unsaved: entries,
            effects,
            ..
        } = self.saving.get_value();
        let machine = self.machine.get_untracked()?;
        let any = !entries.is_empty();
        let append = JournalAppend {
            reception: self.reception(),
            tab: self.desk.tab(),
            expected_length,
            entries,
            finished: machine.is_over(),
            patient_name: machine.patient_name().cloned(),
            identified_by: machine.method(),
            confirmed_by: machine.confirmed_by().map(ToOwned::to_owned),
            waiting_for: machine.waiting_for(),
            calls: machine.calls().to_vec(),
        };
        any.then_some((append, effects))
    }

    /// Whether the patient is asked something that only the opened reception takes the answer to.
    pub(super) fn asks_patient(self) -> bool {
        let asks = |machine: &Reception| matches!(machine.patient_step(), PatientStep::Consent { .. });
        self.machine
            .with_untracked(|machine| machine.as_ref().is_some_and(asks))
    }

    async fn show_patient(self) {
        let step = self
            .machine
            .with_untracked(|machine| machine.as_ref().map(Reception::patient_step));
        let Some(step) = step else { return };
        let step = if self.alive.get_value() || !self.asks_patient() {
            step
        } else {
            PatientStep::Underway
        };
        if self
            .saving
            .with_value(|saving| saving.shown.as_ref() == Some(&step))
        {
            return;
        }
        self.saving
            .update_value(|saving| saving.shown = Some(step.clone()));
        if let Err(fault) = self
            .desk
            .bridge()
            .show_patient_step(&PatientStepUpdate {
                step,
                turn: Some(self.reception()),
            })
            .await
        {
            self.saving.update_value(|saving| saving.shown = None);
            self.problem.set(Some(fault));
        }
    }
}
