//! The one place that performs what the machine asks for, and that keeps its journal with the bridge (D8).
//!
//! Views read the machine through a signal and send events through [`Runner::act`]; nothing else changes it.

pub mod bulk;
mod face;
mod perform;
mod save;

pub use perform::registration;

use crate::desk::Desk;
use crate::desk::drafts::Draft;
use crate::{api::Fault, clock, lazy};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::journal::{Entry, replay};
use madoguchi_flow::reception::{Held, OnChart, State};
use madoguchi_flow::records_viewing::End;
use madoguchi_flow::{Act, Event, Reception};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::Event as Told;
use madoguchi_shared::bridge::his::Call;
use madoguchi_shared::bridge::reception::{Journal, ReceptionEntry, ReceptionReference};
use madoguchi_shared::identity::IdentityMethod;

/// How the consent of the opened reception stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsentStands {
    /// Whether the patient can be asked now.
    pub may_ask: bool,
    /// How the last asking ended. `None`: not asked yet, being asked, or the reception has ended.
    pub end: Option<End>,
    /// The answer that holds; `None`: none.
    pub held: Option<Held>,
    /// Where what is refused in it is, before all of it goes onto the chart; `None`: nothing is refused in it.
    pub ahead: Option<OnChart>,
    /// What was refused without being registered; `None`: nothing.
    pub refused: Option<Held>,
}

/// The machine of the opened reception. A context of the reception's view.
#[derive(Clone, Copy, Debug)]
pub struct Runner {
    desk: Desk,
    entry: StoredValue<ReceptionEntry>,
    machine: RwSignal<Option<Reception>>,
    saving: StoredValue<save::Saving>,
    /// Ends with the view: an answer that comes later is for nobody.
    alive: StoredValue<bool>,
    /// What went wrong outside of the machine: it could not be loaded or saved.
    pub problem: RwSignal<Option<Fault>>,
}

impl Runner {
    /// Takes up the reception where it was left, or starts it, and follows the desk's events.
    pub fn provide(entry: ReceptionEntry) -> Self {
        let desk = Desk::here();
        // Owned by the page, not by the view: the last save goes on after the view is closed.
        let runner = desk.with_page(|| Self {
            desk,
            entry: StoredValue::new(entry),
            machine: RwSignal::new(None),
            saving: StoredValue::new(save::Saving::default()),
            alive: StoredValue::new(true),
            problem: RwSignal::new(None),
        });
        provide_context(runner);
        desk.listen(Callback::new(move |told| runner.told(told)));
        on_cleanup(move || {
            desk.listen(Callback::new(|_| ()));
            runner.close();
        });
        Effect::new(move || runner.tell_on_duty(desk.staff.get()));
        // On the first showing, after a reconnect, and when this tab gets or loses the lease.
        Effect::new(move |before: Option<(bool, bool)>| {
            let now = (desk.holds_lease(), desk.online());
            if now.1 && before != Some(now) {
                runner.load();
            }
            now
        });
        runner
    }

    /// The runner of this view.
    pub fn here() -> Self {
        expect_context()
    }

    /// The state, for views that draw it; changes only when the state does. `None`: being loaded.
    pub fn state(self) -> Memo<Option<State>> {
        Memo::new(move |_| {
            self.machine
                .with(|machine| machine.as_ref().map(|m| m.state().clone()))
        })
    }

    /// 電話照会 of this reception, oldest first.
    pub fn calls(self) -> Memo<Vec<Call>> {
        Memo::new(move |_| {
            self.machine
                .with(|machine| machine.as_ref().map(|m| m.calls().to_vec()).unwrap_or_default())
        })
    }

    /// How consent stands.
    pub fn consent(self) -> Memo<ConsentStands> {
        Memo::new(move |_| {
            let of = |machine: &Reception| {
                let hidden = matches!(
                    machine.state(),
                    State::Consenting(..) | State::TakingCard(_) | State::Over(_)
                );
                ConsentStands {
                    may_ask: machine.may_ask_consent(),
                    end: machine.consent().filter(|_| !hidden),
                    held: machine.consent_held(),
                    ahead: machine.consent_ahead(),
                    refused: machine.consent_refused(),
                }
            };
            self.machine
                .with(|machine| machine.as_ref().map(of).unwrap_or_default())
        })
    }

    /// Whether something of what was answered about consent goes onto the chart although the reception is given up; tracked.
    pub fn consent_stays(self) -> bool {
        self.machine
            .with(|machine| machine.as_ref().is_some_and(Reception::consent_stays))
    }

    /// Whether the patient has to be reminded of the card; tracked.
    pub fn card_left_behind(self) -> bool {
        self.machine
            .with(|machine| machine.as_ref().is_some_and(Reception::card_left_behind))
    }

    /// How the patient was identified; `None` before, and by numbers; tracked.
    pub fn method(self) -> Option<IdentityMethod> {
        self.machine.with(|machine| machine.as_ref()?.method())
    }

    /// The desk.
    pub fn desk(self) -> Desk {
        self.desk
    }

    /// The receptionist does something.
    pub fn act(self, act: Act) {
        if matches!(act, Act::Correct | Act::OtherPaper | Act::ByCard) {
            self.desk.keep_draft(&self.reception(), Draft::forget_answer);
        }
        self.happen(Event::Act(act));
    }

    /// Tries again what could not be loaded or saved.
    pub fn try_again(self) {
        self.problem.set(None);
        if self.machine.with_untracked(Option::is_none) {
            self.load();
        } else {
            self.save();
        }
    }

    fn close(self) {
        self.alive.set_value(false);
        // A question that is left behind would be answered to nobody.
        if self.desk.leads() && self.asks_patient() {
            self.save();
        }
        self.forget_when_saved();
    }

    fn told(self, told: Told) {
        match told {
            Told::Readers(readers) => self.happen(Event::Readers(readers)),
            Told::PatientTouch(touch) if touch.turn.as_ref() == Some(&self.reception()) => {
                self.happen(Event::Patient(touch.act));
            }
            Told::PinRequestChanged(id) => self.happen(Event::PinRequestChanged(id)),
            Told::FaceRequestChanged(id) => self.happen(Event::FaceRequestChanged(id)),
            // Another tab moved the reception on: look at what it saved.
            Told::Receptions if !self.desk.leads() => self.load(),
            Told::Snapshot(_)
            | Told::PatientTouch(_)
            | Told::PatientStep(_)
            | Told::PatientScreen(_)
            | Told::Lease(_)
            | Told::Receptions
            | Told::CameraTestChanged(_)
            | Told::Configuration
            | Told::Consents => {}
        }
    }

    /// Where nobody is chosen any more, what was asked goes on in the name of who was there.
    fn tell_on_duty(self, staff: Option<String>) {
        if let Some(staff) = staff {
            self.happen(Event::OnDuty(staff));
        }
    }

    fn happen(self, event: Event) {
        // Only the tab with the lease moves the machine; the others look on.
        if !self.alive.get_value() || !self.desk.leads() {
            return;
        }
        let Some(before) = self.machine.get_untracked() else {
            return;
        };
        if before.is_over() {
            return;
        }
        let at_ms = clock::now_ms();
        let mut machine = before.clone();
        let effects = machine.update(event.clone(), at_ms);
        // What is only to be done, as for an answer that came too late, is done too.
        if machine != before || !effects.is_empty() {
            self.machine.set(Some(machine));
            self.saving
                .update_value(|saving| saving.add(&Entry { at_ms, event }, effects));
            self.save();
        }
    }

    /// Fetches the journal and goes on from its end.
    fn load(self) {
        spawn_local(async move {
            let reception = self.entry.with_value(|entry| entry.reception.clone());
            let answer = self
                .desk
                .bridge()
                .journal(&ReceptionReference { reception })
                .await;
            if !self.alive.get_value() {
                return;
            }
            match answer {
                // Another tab has ended it.
                Ok(journal) if journal.finished => self.desk.draw(None),
                Ok(journal) if journal.entries.is_empty() => self.take_up(Vec::new()),
                Ok(journal) => {
                    let entries = lazy!(read(journal)).await;
                    if !self.alive.get_value() {
                        return;
                    }
                    match entries {
                        Ok(entries) => self.take_up(entries),
                        Err(fault) => self.problem.set(Some(fault)),
                    }
                }
                Err(fault) => self.problem.set(Some(fault)),
            }
        });
    }

    fn take_up(self, entries: Vec<Entry>) {
        let new = entries.is_empty();
        self.problem.set(None);
        self.saving
            .update_value(|saving| saving.start_from(entries.len() as u64));
        self.machine.set(Some(replay(entries)));
        if new {
            let configuration = self.desk.configuration;
            let facility = configuration.with_untracked(|c| c.as_ref().map(|c| c.facility));
            self.happen(Event::Begun(
                facility.unwrap_or_default(),
                self.desk.way.get_untracked(),
            ));
        }
        self.tell_on_duty(self.desk.staff.get_untracked());
        self.happen(Event::Resumed(self.desk.live.readers.get_untracked()));
        if self.desk.leads() {
            // The bridge may have forgotten what the patient screen shows.
            self.save();
        }
    }
}

/// What happened so far. Only a reception that is taken up again has a journal: the decoders of all that can happen are
/// loaded for it.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(journal, fallible, wasm_split_path = leptos::wasm_split)
)]
fn read(journal: Journal) -> Result<Vec<Entry>, Fault> {
    let entries = journal.entries.into_iter();
    entries
        // Bytes, as in every other answer: for texts all decoders would stand in the app twice.
        .map(|entry| serde_json::from_slice(entry.expose().as_bytes()))
        .collect::<Result<_, _>>()
        // Written by another version of the app.
        .map_err(|_| ErrorCode::Internal.into())
}
