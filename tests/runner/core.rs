//! The stage of the flow core: the machine itself, its requests answered at once by cards, backend and HIS.

use crate::backend::Backend;
use crate::cards::Cards;
use crate::his::His;
use crate::nation::{Changes, scheme};
use crate::play::Stage;
use crate::support::{Desk, NOW, is_awaited, readers};
use crate::words::{counter, patient, request};
use madoguchi_bridge::clock::ManualClock;
use madoguchi_flow::card_reception::State;
use madoguchi_flow::coverage::{Coverage, read};
use madoguchi_flow::identify;
use madoguchi_flow::person::basics;
use madoguchi_flow::request::RegistrationDraft;
use madoguchi_flow::{Act, Answer, Effect, Event, Request};
use madoguchi_people::{Person, find};
use madoguchi_sandbox::Clock;
use madoguchi_sandbox::control::FaultRoute;
use madoguchi_sandbox::faults::FaultKind;
use madoguchi_scenarios::scenario::{self, Change, Cover, Fault, Given, Lane, Question, Step};
use madoguchi_shared::Facility;
use madoguchi_shared::bridge::his::{InquiryKey, Questionnaire, RegistrationTarget};
use madoguchi_shared::bridge::patient::PatientAct;
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityMethod;
use std::sync::Arc;
use tempfile::TempDir;

/// Machine and world.
pub(crate) struct Core {
    desk: Desk,
    cards: Cards,
    backend: Backend,
    his: His,
    person: &'static Person,
    changes: Changes,
    clocks: (Clock, Arc<ManualClock>),
    /// How many requests were told.
    told: usize,
    /// How many requests were looked at, for those whose answer nobody awaits.
    done: usize,
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
            desk: Desk::start_at(NOW, &[]),
            cards: Cards::default(),
            backend: backend.await,
            his: His::start(folders[1].path(), clocks.1.clone()).await,
            person,
            changes,
            clocks,
            told: 0,
            done: 0,
            _folders: folders,
        };
        for (line, given) in given {
            core.give(given)
                .await
                .map_err(|why| format!("given in line {line}: {why}"))?;
        }
        core.his.written();
        core.backend.recorded().await;
        core.his.open_reception().await;
        Ok(core)
    }

    async fn act(&mut self, step: &Step) -> Result<(), String> {
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
            Step::PatientUsesPin => drop(self.desk.happen(Event::Patient(PatientAct::UsePin))),
            Step::PatientAsksStaff => drop(self.desk.happen(Event::Patient(PatientAct::AskStaff))),
            Step::Pin(right) => {
                let moved = self.cards.enter_pin(*right, &self.backend)?;
                self.desk.happen(Event::PinRequestChanged(moved));
            }
            Step::Act(act) => {
                let act = self.meant(act)?;
                self.desk.act(act);
            }
            Step::Fault(fault) => self.break_something(*fault).await,
            Step::Mend => {
                self.backend.fault(None).await;
                self.backend.national_error = false;
                self.his.down = false;
            }
            Step::Reload => drop(self.desk.reload(&self.cards.presences())),
            Step::Minutes(minutes) => self.pass(minutes * 60_000),
            Step::Days(days) => self.pass(days * 86_400_000),
            Step::Change(change) => self.change(*change),
            Step::NextReception => {
                self.cards.take();
                self.his.open_reception().await;
                self.desk = Desk::start_at(self.desk.now, &[]);
                (self.told, self.done) = (0, 0);
            }
        }
        self.answer_all().await;
        Ok(())
    }

    async fn look(&mut self, lane: Lane) -> String {
        let told = match lane {
            Lane::Counter => return counter(self.desk.state()),
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
            Lane::His => self.his.written(),
            Lane::Backend => self.backend.recorded().await,
        };
        if told.is_empty() {
            "nothing".to_owned()
        } else {
            told.join("; ")
        }
    }
}

impl Core {
    fn cards_changed(&mut self) {
        let now = readers(&self.cards.presences());
        self.desk.happen(Event::Readers(now));
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

    /// Does what the machine asks until it waits for a human.
    async fn answer_all(&mut self) {
        loop {
            let new = self.desk.asked[self.done..].to_vec();
            self.done = self.desk.asked.len();
            for request in new.into_iter().filter(|request| !is_awaited(request)) {
                self.answer(request).await;
            }
            let Some(Effect { attempt, request }) = self.desk.waiting.pop() else {
                return;
            };
            // An older question is not waited on any more.
            self.desk.waiting.clear();
            if let Some(answer) = self.answer(request).await {
                self.desk.happen(Event::Answered(attempt, answer));
            }
        }
    }

    /// `None` for requests whose answer nobody awaits.
    async fn answer(&mut self, request: Request) -> Option<Answer> {
        Some(match request {
            Request::FetchNonce => Answer::Nonce(self.backend.nonce().await),
            Request::InspectCard { presence } => Answer::Inspection(self.cards.inspect(&presence)),
            Request::OpenPin { presence, nonce } => Answer::PinOpened(self.cards.open_pin(&presence, &nonce)),
            Request::FetchPinState { pin_request } => Answer::PinState(self.cards.pin_state(&pin_request)),
            Request::CancelPin { .. } => {
                self.cards.cancel_pin();
                return None;
            }
            Request::AssertByEye { presence, nonce, .. } => {
                Answer::Evidence(self.cards.by_eye(&presence, &nonce, &self.backend))
            }
            Request::QueryCard { evidence } => {
                Answer::Qualification(self.backend.query(evidence).await.map(Box::new))
            }
            Request::LookUpChart { patient_number } => {
                Answer::ChartFound(self.his.look_up(patient_number).await)
            }
            Request::SearchCharts { basics } => Answer::Candidates(self.his.search(basics).await),
            Request::Register(draft) => Answer::Registered(self.his.register(*draft).await),
            Request::RegisterInquiryNumber { patient_number, key } => {
                Answer::InquiryNumber(self.backend.register_number(patient_number, key).await)
            }
            Request::NoteInquiryNumber { problem } => {
                self.his.note_number(problem).await;
                return None;
            }
        })
    }

    async fn break_something(&mut self, fault: Fault) {
        let route = |question| match question {
            Question::Nonce => FaultRoute::Nonce,
            Question::Query => FaultRoute::CardQuery,
            Question::Number => FaultRoute::InquiryNumber,
        };
        match fault {
            Fault::Unavailable(question) => {
                self.backend
                    .fault(Some((route(question), FaultKind::Unavailable)))
                    .await;
            }
            Fault::Nonsense(question) => {
                self.backend
                    .fault(Some((route(question), FaultKind::Senseless)))
                    .await;
            }
            Fault::NationalError => self.backend.national_error = true,
            Fault::His => self.his.down = true,
        }
    }

    /// The machine's act for a button. An error when what it names is not on the screen.
    fn meant(&self, act: &scenario::Act) -> Result<Act, String> {
        Ok(match act {
            scenario::Act::UseCard(reader) => {
                let State::Identifying(identify::State::ChoosingCard(there)) = self.desk.state() else {
                    return Err("there is no choice of cards".to_owned());
                };
                let card = there.get(reader - 1).ok_or("no card on that reader")?;
                Act::UseCard(card.presence.clone())
            }
            scenario::Act::PickChart(number) => {
                let State::PickingChart(_, candidates) = self.desk.state() else {
                    return Err("there is no choice of charts".to_owned());
                };
                let picked = candidates
                    .iter()
                    .find(|candidate| candidate.chart.patient_number.expose() == number);
                Act::PickChart(picked.ok_or("that chart is not offered")?.chart.chart.clone())
            }
            scenario::Act::UsePin => Act::UsePin,
            scenario::Act::UseByEye => Act::UseByEye,
            scenario::Act::Confirm => Act::ConfirmByEye("staff-1".to_owned()),
            scenario::Act::Refuse => Act::RefuseByEye,
            scenario::Act::Retry => Act::Retry,
            scenario::Act::NewChart => Act::NewChart,
            scenario::Act::SamePerson => Act::SamePerson,
            scenario::Act::SearchInstead => Act::SearchInstead,
            scenario::Act::Questionnaire => Act::SubmitQuestionnaire(Questionnaire {
                complaint: "頭が痛い".into(),
                allergies: "なし".into(),
                medicines: "なし".into(),
            }),
            scenario::Act::Update { basics } => Act::ConfirmUpdate { basics: *basics },
            scenario::Act::Finish => Act::Finish,
            scenario::Act::Abandon => Act::Abandon,
        })
    }

    async fn give(&mut self, given: &Given) -> Result<(), String> {
        match given {
            Given::Change(_) => Ok(()),
            Given::Chart(person) => {
                let coverage = self.coverage(known(person)?).await?;
                let draft = RegistrationDraft {
                    target: RegistrationTarget::NewChart(
                        basics(&coverage).ok_or("nobody to open a chart for")?,
                    ),
                    questionnaire: None,
                    qualifications: coverage.valid().map(|q| q.result.clone()).collect(),
                    ended: Vec::new(),
                    inquiry_key: None,
                };
                self.his.open_reception().await;
                let written = self.his.register(draft).await;
                written.map(drop).map_err(|code| code.to_string())
            }
            Given::Number(number, cover) => {
                let key = self.key(*cover).await?;
                let sent = self.backend.register_number(number.as_str().into(), key).await;
                sent.map_err(|code| code.to_string())
            }
        }
    }

    async fn key(&self, cover: Cover) -> Result<InquiryKey, String> {
        let coverage = self.coverage(self.person).await?;
        let qualification = coverage
            .qualifications
            .into_iter()
            .find(|qualification| qualification.scheme == scheme(cover))
            .ok_or("the person has no such qualification")?
            .result;
        Ok(InquiryKey {
            insurer_number: qualification.insurer_number.ok_or("no number")?,
            insured_card_symbol: qualification.insured_card_symbol,
            insured_identification_number: qualification.insured_identification_number.ok_or("no number")?,
            insured_branch_number: qualification.insured_branch_number,
        })
    }

    /// What the backend says about a person today.
    async fn coverage(&self, person: &'static Person) -> Result<Coverage, String> {
        let failed = |code: madoguchi_shared::ErrorCode| code.to_string();
        let nonce = self.backend.nonce().await.map_err(failed)?;
        let evidence = self.backend.evidence(person, IdentityMethod::Pin, &nonce.nonce);
        let answer = self.backend.query(evidence).await.map_err(failed)?;
        read(&answer, Day::in_tokyo(self.desk.now)).map_err(|why| format!("{why:?}"))
    }
}

fn known(person: &str) -> Result<&'static Person, String> {
    find(person).ok_or_else(|| format!("no person {person} in tests/people"))
}
