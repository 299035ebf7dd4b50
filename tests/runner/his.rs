//! The HIS: the bridge's own registry and reception book, in a database of their own. What is told of it is what that
//! database holds ([`held`]), not what was sent.

mod bulk;
mod held;
mod told;

pub(crate) use told::answered;

use held::Held;
use madoguchi_bridge::clock::ManualClock;
use madoguchi_bridge::desk::receptions::Receptions;
use madoguchi_bridge::his::Registry;
use madoguchi_bridge::his::registry::{EmbeddedRegistry, NumberPrefix};
use madoguchi_bridge::problem::Failure;
use madoguchi_bridge::store;
use madoguchi_flow::request::{ConsentDraft, RegistrationDraft};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{
    Call, Chart, ChartCandidate, ChartLookup, ChartSearch, InquiryKey, PatientBasics, PatientSearch,
    Registration,
};
use madoguchi_shared::bridge::reception::{InquiryNumberOutcome, JournalAppend, PendingInquiryNumber};
use madoguchi_shared::bridge::records::{ConsentNote, RecordsPatient, RecordsTarget};
use madoguchi_shared::qualification::{Personal, QualificationResult};
use sqlx::SqlitePool;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Id of who is at the counter.
pub(crate) const STAFF: &str = "staff-1";

/// Charts and receptions.
pub(crate) struct His {
    folder: PathBuf,
    /// The database as it was when this reception began.
    before: String,
    store: SqlitePool,
    registry: EmbeddedRegistry,
    receptions: Receptions,
    reception: String,
    /// It does not answer.
    pub(crate) down: bool,
    /// It answers, but takes no rows of 一括取得.
    pub(crate) takes_nothing: bool,
    /// Rows were retrieved and are not told of.
    retrieved: bool,
    /// The results of the backend's last answer: of a qualification nothing else may be kept.
    pub(crate) answered: Vec<QualificationResult>,
    /// How many calls of this reception are kept.
    calls: usize,
    /// As it was when it was last told of.
    held: Held,
    written: Vec<String>,
}

impl His {
    pub(crate) async fn start(folder: &Path, clock: Arc<ManualClock>) -> Self {
        let store = store::open(folder).await.unwrap();
        Self {
            registry: EmbeddedRegistry::new(store.clone(), clock.clone(), NumberPrefix::default()),
            receptions: Receptions::new(store.clone(), clock),
            store,
            folder: folder.to_owned(),
            before: String::new(),
            reception: String::new(),
            down: false,
            takes_nothing: false,
            retrieved: false,
            answered: Vec::new(),
            calls: 0,
            held: Held::default(),
            written: Vec::new(),
        }
    }

    /// The next reception of the book.
    pub(crate) async fn open_reception(&mut self) {
        self.reception = Uuid::now_v7().to_string();
        self.receptions.open(&self.reception).await.unwrap();
        self.calls = 0;
        self.before = self.bytes();
        self.look_again(|_, _| Vec::new()).await;
    }

    /// The calls of this reception go into the book with its journal.
    pub(crate) async fn keep_calls(&mut self, calls: &[Call]) {
        if calls.len() == self.calls {
            return;
        }
        let append = JournalAppend {
            reception: self.reception.clone(),
            tab: "tab".to_owned(),
            expected_length: 0,
            entries: Vec::new(),
            finished: false,
            patient_name: None,
            identified_by: None,
            confirmed_by: None,
            waiting_for: None,
            calls: calls.to_vec(),
        };
        self.receptions.append(&append).await.unwrap();
        let reception = self.reception.clone();
        self.look_again(|before, now| {
            let mut told = told::calls(before, now, &reception);
            if !told::as_sent(now, &reception, calls) {
                told.push("but not the calls as they were".to_owned());
            }
            told
        })
        .await;
        self.calls = calls.len();
    }

    pub(crate) async fn look_up(&self, patient_number: Personal) -> Result<Option<Box<Chart>>, ErrorCode> {
        self.answers()?;
        let found = self.registry.look_up(&ChartLookup { patient_number }).await;
        found
            .map(|found| found.chart.map(Box::new))
            .map_err(|failure: Failure| failure.code)
    }

    pub(crate) async fn search(&self, basics: PatientBasics) -> Result<Vec<ChartCandidate>, ErrorCode> {
        self.answers()?;
        let found = self.registry.search(&ChartSearch { basics }).await;
        found
            .map(|found| found.candidates)
            .map_err(|failure: Failure| failure.code)
    }

    pub(crate) async fn find(
        &self,
        name: Personal,
        birth_date: Personal,
    ) -> Result<Vec<ChartCandidate>, ErrorCode> {
        self.answers()?;
        let birth_date = Some(birth_date);
        let found = self
            .registry
            .find_patients(&PatientSearch { name, birth_date })
            .await;
        found
            .map(|found| found.candidates)
            .map_err(|failure: Failure| failure.code)
    }

    pub(crate) async fn register(&mut self, draft: RegistrationDraft) -> Result<Box<Chart>, ErrorCode> {
        self.answers()?;
        let registration = Registration {
            reception: self.reception.clone(),
            tab: "tab".to_owned(),
            target: draft.target,
            questionnaire: draft.questionnaire,
            qualifications: draft.qualifications,
            ended: draft.ended,
            inquiry_key: draft.inquiry_key,
            basis: draft.basis,
            calls: draft.calls,
            papers: draft.papers,
            staff_id: STAFF.to_owned(),
        };
        let chart = self
            .registry
            .register(&registration)
            .await
            .map_err(|failure: Failure| failure.code)?;
        let answered = std::mem::take(&mut self.answered);
        self.look_again(|before, now| {
            let told = told::registration(before, now, &registration, &answered);
            told.into_iter().collect()
        })
        .await;
        self.answered = answered;
        Ok(Box::new(chart))
    }

    /// 同意有無・同意日 onto a chart.
    pub(crate) async fn note_consent(
        &mut self,
        draft: ConsentDraft,
        valid: Vec<InquiryKey>,
    ) -> Result<(), ErrorCode> {
        self.answers()?;
        let note = ConsentNote {
            reception: self.reception.clone(),
            tab: "tab".to_owned(),
            chart: draft.chart,
            choice: draft.choice,
            consent_date: draft.consent_date,
            answered_at_ms: draft.answered_at_ms,
            valid,
            staff_id: draft.asked_by.ok_or(ErrorCode::StaffUnknown)?,
        };
        let written = self.registry.note_consent(&note).await;
        written.map_err(|failure: Failure| failure.code)?;
        self.look_again(|before, now| told::consent(before, now, &note))
            .await;
        Ok(())
    }

    /// The first in the list of the records screen; `None`: the list is empty.
    pub(crate) async fn records(&self) -> Option<RecordsPatient> {
        self.registry.consents().await.unwrap().into_iter().next()
    }

    /// By what to ask for their records.
    pub(crate) async fn records_target(&self, patient: &RecordsPatient) -> Result<RecordsTarget, ErrorCode> {
        let patient = ChartLookup {
            patient_number: patient.patient_number.clone(),
        };
        let target = self.registry.records_target(&patient).await;
        target.map_err(|failure: Failure| failure.code)
    }

    /// What became of the 照会番号登録 of this reception.
    pub(crate) async fn note_number(&mut self, problem: Option<ErrorCode>) {
        let outcome = InquiryNumberOutcome {
            reception: self.reception.clone(),
            problem,
        };
        self.receptions.inquiry_number_outcome(&outcome).await.unwrap();
        let reception = self.reception.clone();
        self.look_again(|before, now| told::number(before, now, &reception))
            .await;
    }

    /// The 照会番号 of this reception while it waits in the book.
    pub(crate) async fn waiting(&self) -> Option<PendingInquiryNumber> {
        let waiting = self.receptions.pending_inquiry_numbers().await.unwrap().list;
        let mut of_this = waiting.into_iter();
        of_this.find(|number| number.reception == self.reception)
    }

    /// What was written since this was last asked.
    pub(crate) async fn written(&mut self) -> Vec<String> {
        self.look_again(|before, now| {
            let unseen = before != now;
            unseen
                .then(|| "something that nobody sent".to_owned())
                .into_iter()
                .collect()
        })
        .await;
        std::mem::take(&mut self.written)
    }

    /// Tells what is held now and was not held when this was last done.
    async fn look_again(&mut self, told: impl FnOnce(&Held, &Held) -> Vec<String>) {
        let now = Held::of(&self.store).await;
        let before = std::mem::replace(&mut self.held, now);
        self.written.extend(told(&before, &self.held));
    }

    /// Everything that lies in its folder: database and log of changes, byte by byte.
    pub(crate) fn bytes(&self) -> String {
        let files = std::fs::read_dir(&self.folder).unwrap();
        let files = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    }

    /// Whether one of these was there before this reception.
    pub(crate) fn held_before(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.before.contains(text))
    }

    /// From now on the database does this, too: a registry that writes what it should not.
    pub(crate) async fn spoil(&self, trigger: &'static str) {
        sqlx::query(trigger).execute(&self.store).await.unwrap();
    }

    fn answers(&self) -> Result<(), ErrorCode> {
        if self.down {
            Err(ErrorCode::Internal)
        } else {
            Ok(())
        }
    }
}
