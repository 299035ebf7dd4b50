//! The stage of the flow core: the machine itself, its requests answered at once by cards, backend and HIS.

mod acts;
mod answers;
mod begin;
mod bulk;
mod consent;
mod given;
mod secrecy;

use crate::backend::Backend;
use crate::cards::Cards;
use crate::doctor::Doctor;
use crate::his::His;
use crate::log::log;
use crate::nation::Changes;
use crate::papers::typed;
use crate::play::Stage;
use crate::support::{Desk, NOW, readers};
use crate::transitions::{Transition, between, bulk_between};
use crate::words::{counter, patient, request};
use acts::meant;
use begin::begin;
use bulk::Retrieval;
use madoguchi_bridge::clock::ManualClock;
use madoguchi_flow::{Act, Event, Way};
use madoguchi_people::{Person, find};
use madoguchi_sandbox::Clock;
use madoguchi_scenarios::scenario::{Change, Given, Lane, Step};
use madoguchi_shared::Facility;
use madoguchi_shared::bridge::patient::{ConsentQuestion, PatientAct, PatientStep};
use madoguchi_shared::date::Day;
use std::collections::BTreeSet;
use std::sync::Arc;
use tempfile::TempDir;

/// Machine and world.
pub(crate) struct Core {
    desk: Desk,
    facility: Facility,
    cards: Cards,
    backend: Backend,
    pub(crate) his: His,
    doctor: Doctor,
    person: &'static Person,
    changes: Changes,
    clocks: (Clock, Arc<ManualClock>),
    /// How many requests were told.
    told: usize,
    /// How many requests were looked at, for those whose answer nobody awaits.
    done: usize,
    /// Of receptions that are over.
    walked: BTreeSet<Transition>,
    /// What of the papers cannot be taken as it was just typed.
    slip: Option<String>,
    /// 一括取得, while it is open.
    bulk: Option<Retrieval>,
    /// How much was logged before.
    logged: usize,
    _folders: [TempDir; 2],
}

impl Stage for Core {
    async fn set(pharmacy: bool, person: &str, given: &[(usize, Given)]) -> Result<Self, String> {
        let person = known(person)?;
        let facility = if pharmacy {
            Facility::Pharmacy
        } else {
            Facility::Clinic
        };
        let clocks = (Clock::manual(NOW), Arc::new(ManualClock::at(NOW)));
        let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
        let changes = Changes::default();
        // Before the backend first looks at the persons of the day.
        for (_, given) in given {
            if let Given::Change(change) = given {
                changes.lock().unwrap().push((Day::in_tokyo(NOW), *change));
            }
        }
        let backend = Backend::start(
            folders[0].path(),
            clocks.0.clone(),
            facility,
            person.id,
            changes.clone(),
        );
        let mut core = Self {
            desk: begin(facility, NOW),
            facility,
            cards: Cards::default(),
            backend: backend.await,
            his: His::start(folders[1].path(), clocks.1.clone()).await,
            doctor: Doctor::default(),
            person,
            changes,
            clocks,
            told: 0,
            done: 0,
            walked: BTreeSet::new(),
            slip: None,
            bulk: None,
            logged: log().len(),
            _folders: folders,
        };
        for (line, given) in given {
            core.give(given)
                .await
                .map_err(|why| format!("given in line {line}: {why}"))?;
        }
        core.his.written().await;
        core.backend.recorded().await;
        core.his.open_reception().await;
        Ok(core)
    }

    async fn act(&mut self, step: &Step) -> Result<(), String> {
        self.slip = None;
        match step {
            Step::PutCard(other) => {
                let person = other.as_deref().unwrap_or(self.person.id);
                self.cards.put(Some(person), false)?;
                self.cards_changed();
            }
            Step::LeftCard => {
                self.cards.put(Some(self.person.id), true)?;
                self.cards_changed();
            }
            Step::MuteCard => {
                self.cards.put(None, false)?;
                self.cards_changed();
            }
            Step::TakeCards => {
                self.cards.take();
                self.cards_changed();
            }
            Step::PatientUsesFace => drop(self.desk.happen(Event::Patient(PatientAct::UseFace))),
            Step::PatientUsesPin => drop(self.desk.happen(Event::Patient(PatientAct::UsePin))),
            Step::PatientAsksStaff => drop(self.desk.happen(Event::Patient(PatientAct::AskStaff))),
            Step::ConsentMedications(given) => self.consents(ConsentQuestion::Medications, *given),
            Step::ConsentCheckups(given) => self.consents(ConsentQuestion::Checkups, *given),
            Step::ConsentBack => drop(self.desk.happen(Event::Patient(PatientAct::ConsentBack))),
            Step::NoAnswer => drop(self.desk.happen(Event::Patient(PatientAct::NoAnswer))),
            Step::DoctorOpens => self.doctor.open(&self.his).await,
            Step::DoctorAsks(months) => self.doctor_asks(*months).await?,
            Step::Pin(right) => {
                let moved = self.cards.enter_pin(*right, &self.backend)?;
                self.desk.happen(Event::PinRequestChanged(moved));
            }
            Step::Collation(right) => {
                let moved = self.cards.key_in_collation(*right)?;
                self.desk.happen(Event::FaceRequestChanged(moved));
            }
            Step::Face(judged) => {
                let moved = self.cards.judge(*judged, &self.backend)?;
                self.desk.happen(Event::FaceRequestChanged(moved));
            }
            Step::Act(act) => {
                let act = meant(self.desk.state(), self.person, act)?;
                self.desk.act(act);
            }
            Step::Fault(fault) => self.break_something(*fault).await,
            Step::Mend => {
                self.backend.fault(None).await;
                self.backend.national_error = false;
                self.his.down = false;
                self.his.takes_nothing = false;
                self.cards.mute = false;
            }
            Step::ByNumbers => self.begin_by(Way::Numbers)?,
            Step::ConsentOnly => self.begin_by(Way::Consent)?,
            Step::Papers(handed) => {
                let person = handed.person.as_deref().map_or(Ok(self.person), known)?;
                let prescription = handed.same_prescription || handed.prescription.is_some();
                if prescription != (self.facility == Facility::Pharmacy) {
                    return Err("a 処方せん belongs to a pharmacy, and there to every paper".to_owned());
                }
                let papers = typed(person, handed, Day::in_tokyo(NOW))?;
                match papers {
                    Ok(papers) => drop(self.desk.act(Act::SubmitPapers(Box::new(papers)))),
                    Err(slip) => self.slip = Some(slip),
                }
            }
            Step::Reload => {
                self.keep_walked();
                self.bulk = None;
                self.desk.reload(&self.cards.presences());
            }
            Step::Bulk(act) => self.bulk_act(*act)?,
            Step::Minutes(minutes) => self.pass(minutes * 60_000),
            Step::Days(days) => self.pass(days * 86_400_000),
            Step::Change(change) => self.change(*change),
            Step::SendAgain => {
                let waiting = self.his.waiting().await.ok_or("no number waits")?;
                let sent = self
                    .backend
                    .register_number(waiting.reference_number, waiting.key);
                let problem = sent.await.err();
                self.his.note_number(problem).await;
            }
            Step::NextReception => {
                self.cards.take();
                self.his.open_reception().await;
                self.keep_walked();
                self.bulk = None;
                self.walked.extend(between(&self.desk.passed));
                self.desk = begin(self.facility, self.desk.now);
                (self.told, self.done) = (0, 0);
            }
        }
        self.his.keep_calls(self.desk.machine.calls()).await;
        self.answer_all().await;
        self.answer_bulk().await;
        self.pictures_are_needed()?;
        self.numbers_are_nowhere()
    }

    async fn look(&mut self, lane: Lane) -> String {
        let told = match lane {
            Lane::Counter => {
                let slip = self.slip.as_ref().map(|slip| format!("slip in {slip}"));
                let bulk = self.bulk.as_ref().map(Retrieval::counter);
                return slip
                    .or(bulk)
                    .unwrap_or_else(|| counter(self.desk.state()) + &self.consent_stands());
            }
            // 一括取得 is begun where no reception is, and has no patient.
            Lane::Patient if self.bulk.is_some() => return patient(&PatientStep::Idle),
            Lane::Patient => {
                let pad = self.cards.pad();
                return patient(&pad.unwrap_or_else(|| self.desk.machine.patient_step()));
            }
            Lane::Requests => {
                let new = self.desk.asked[self.told..]
                    .iter()
                    .map(|asked| request(asked).to_owned());
                let new = new.collect();
                self.told = self.desk.asked.len();
                new
            }
            Lane::Doctor => return self.doctor.sees.clone(),
            Lane::His => self.his.written().await,
            Lane::Backend => self.backend.recorded().await,
        };
        if told.is_empty() {
            "nothing".to_owned()
        } else {
            told.join("; ")
        }
    }

    fn walked(&self) -> BTreeSet<Transition> {
        let now = between(&self.desk.passed);
        let bulk = self.bulk.iter().flat_map(|open| bulk_between(&open.passed));
        now.chain(bulk).chain(self.walked.iter().cloned()).collect()
    }
}

impl Core {
    fn cards_changed(&mut self) {
        let now = readers(&self.cards.presences());
        self.desk.happen(Event::Readers(now));
    }

    fn keep_walked(&mut self) {
        let bulk = self.bulk.iter().flat_map(|open| bulk_between(&open.passed));
        self.walked.extend(bulk);
    }

    fn pass(&mut self, ms: i64) {
        self.desk.now += ms;
        self.clocks.0.set(self.desk.now);
        self.clocks.1.set(self.desk.now);
    }

    fn change(&mut self, change: Change) {
        let today = Day::in_tokyo(self.desk.now);
        self.changes.lock().unwrap().push((today, change));
    }
}

fn known(person: &str) -> Result<&'static Person, String> {
    find(person).ok_or_else(|| format!("no person {person} in tests/people"))
}
