//! Saving after each transition, one at a time, by compare-and-swap; then the patient screen gets its step.

use super::Runner;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::CardReception;
use madoguchi_shared::bridge::patient::{PatientStep, PatientStepUpdate};
use madoguchi_shared::bridge::reception::StateSwap;
use madoguchi_shared::{ErrorCode, Redacted};

/// Where saving stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Saving {
    revision: u64,
    /// The machine has changed since the last swap was sent.
    due: bool,
    /// A swap is under way.
    busy: bool,
    /// What the patient screen was told last.
    shown: Option<PatientStep>,
}

impl Saving {
    /// The bridge has this revision.
    pub(super) fn start_from(&mut self, revision: u64) {
        self.revision = revision;
        self.shown = None;
    }
}

impl Runner {
    /// Saves what is there now, after what is under way.
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
                    self.save_once().await;
                    self.show_patient().await;
                }
                self.saving.update_value(|saving| saving.busy = false);
                self.forget_when_saved();
            });
        }
    }

    /// Once the view is closed and the last state is saved, nothing about the patient stays here.
    pub(super) fn forget_when_saved(self) {
        if !self.alive.get_value() && !self.saving.with_value(|saving| saving.busy) {
            self.machine.set(None);
        }
    }

    fn is_due(self) -> bool {
        let mut due = false;
        self.saving
            .update_value(|saving| due = std::mem::take(&mut saving.due));
        due
    }

    async fn save_once(self) {
        let Some(machine) = self.machine.get_untracked() else {
            return;
        };
        let Some(swap) = self.swap(&machine) else { return };
        match self.desk.bridge().swap_state(&swap).await {
            Ok(saved) => {
                self.saving
                    .update_value(|saving| saving.revision = saved.revision);
                self.problem.set(None);
            }
            // Another tab was faster: what it saved counts.
            Err(fault) if fault.code == ErrorCode::RevisionConflict => self.load(),
            Err(fault) => self.problem.set(Some(fault)),
        }
    }

    fn swap(self, machine: &CardReception) -> Option<StateSwap> {
        Some(StateSwap {
            reception: self.reception(),
            tab: self.desk.tab(),
            expected_revision: self.saving.with_value(|saving| saving.revision),
            state: Redacted::new(serde_json::to_string(machine).ok()?),
            status: machine.status(),
            patient_name: machine.patient_name().cloned(),
            identified_by: machine.method(),
        })
    }

    async fn show_patient(self) {
        let Some(step) = self.patient_step() else { return };
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
            .show_patient_step(&PatientStepUpdate { step })
            .await
        {
            self.saving.update_value(|saving| saving.shown = None);
            self.problem.set(Some(fault));
        }
    }
}
