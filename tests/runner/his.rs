//! The HIS: the bridge's own registry and reception book, in a database of their own.

use crate::papers::kept;
use crate::words::scheme;
use madoguchi_bridge::clock::ManualClock;
use madoguchi_bridge::desk::receptions::Receptions;
use madoguchi_bridge::his::Registry;
use madoguchi_bridge::his::registry::{EmbeddedRegistry, NumberPrefix};
use madoguchi_bridge::problem::Failure;
use madoguchi_bridge::store;
use madoguchi_flow::request::RegistrationDraft;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{
    Basis, Call, CallAnswer, Chart, ChartCandidate, ChartLookup, ChartSearch, PatientBasics, PatientSearch,
    Registration, RegistrationTarget,
};
use madoguchi_shared::bridge::reception::{InquiryNumberOutcome, JournalAppend, PendingInquiryNumber};
use madoguchi_shared::code::TicketType;
use madoguchi_shared::qualification::{Personal, QualificationResult};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// Charts and receptions.
pub(crate) struct His {
    registry: EmbeddedRegistry,
    receptions: Receptions,
    reception: String,
    /// It does not answer.
    pub(crate) down: bool,
    /// How many calls of this reception are kept.
    calls: usize,
    written: Vec<String>,
}

impl His {
    pub(crate) async fn start(folder: &Path, clock: Arc<ManualClock>) -> Self {
        let pool = store::open(folder).await.unwrap();
        Self {
            registry: EmbeddedRegistry::new(pool.clone(), clock.clone(), NumberPrefix::default()),
            receptions: Receptions::new(pool, clock),
            reception: String::new(),
            down: false,
            calls: 0,
            written: Vec::new(),
        }
    }

    /// The next reception of the book.
    pub(crate) async fn open_reception(&mut self) {
        self.reception = Uuid::now_v7().to_string();
        self.receptions.open(&self.reception).await.unwrap();
        self.calls = 0;
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
        for call in &calls[self.calls..] {
            self.written
                .push(format!("call to {}: {}", call.office, answered(call.answer)));
        }
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
            staff_id: "staff-1".to_owned(),
        };
        let chart = self
            .registry
            .register(&registration)
            .await
            .map_err(|failure: Failure| failure.code)?;
        let papers = self.registry.papers(&self.reception).await.unwrap();
        let mut parts = vec![told(&registration, &chart)];
        parts.extend(papers.iter().flat_map(kept));
        self.written.push(parts.join(", "));
        Ok(Box::new(chart))
    }

    /// What became of the 照会番号登録 of this reception.
    pub(crate) async fn note_number(&mut self, problem: Option<ErrorCode>) {
        let outcome = InquiryNumberOutcome {
            reception: self.reception.clone(),
            problem,
        };
        self.receptions.inquiry_number_outcome(&outcome).await.unwrap();
        self.written.push(match self.waiting().await {
            Some(number) => {
                let why = number.last_problem.map_or("not sent", ErrorCode::code);
                format!("number {} waits: {why}", number.reference_number.expose())
            }
            None => "number sent".to_owned(),
        });
    }

    /// The 照会番号 of this reception while it waits in the book.
    pub(crate) async fn waiting(&self) -> Option<PendingInquiryNumber> {
        let waiting = self.receptions.pending_inquiry_numbers().await.unwrap().list;
        let mut of_this = waiting.into_iter();
        of_this.find(|number| number.reception == self.reception)
    }

    /// What was written since this was last asked.
    pub(crate) fn written(&mut self) -> Vec<String> {
        std::mem::take(&mut self.written)
    }

    fn answers(&self) -> Result<(), ErrorCode> {
        if self.down {
            Err(ErrorCode::Internal)
        } else {
            Ok(())
        }
    }
}

/// e.g. `new chart 000001: 医療扶助 (医療券), questionnaire`.
fn told(registration: &Registration, chart: &Chart) -> String {
    let (how, basics) = match &registration.target {
        RegistrationTarget::NewChart(_) => ("new chart", false),
        RegistrationTarget::Picked(existing) => ("picked chart", existing.update.is_some()),
        RegistrationTarget::Known(existing) => ("chart", existing.update.is_some()),
    };
    let mut parts: Vec<String> = match registration.basis {
        Basis::Covered => registration.qualifications.iter().map(qualification).collect(),
        Basis::OwnExpense => vec!["own expense".to_owned()],
        Basis::Unentrusted => vec!["not entrusted".to_owned()],
    };
    parts.extend(
        registration
            .ended
            .iter()
            .map(|ended| format!("{} ended", scheme(*ended))),
    );
    if basics {
        parts.push("basics".to_owned());
    }
    if registration.questionnaire.is_some() {
        parts.push("questionnaire".to_owned());
    }
    parts.extend(
        registration
            .calls
            .iter()
            .map(|call| format!("call {}", answered(call.answer))),
    );
    format!("{how} {}: {}", chart.patient_number.expose(), parts.join(", "))
}

/// What the office said.
pub(crate) fn answered(answer: CallAnswer) -> &'static str {
    match answer {
        CallAnswer::Usable => "可",
        CallAnswer::NotUsable => "否",
        CallAnswer::CallBack => "折り返し",
    }
}

/// The scheme, and the ticket that came with it.
fn qualification(result: &QualificationResult) -> String {
    let words = result
        .public_expense_result_list
        .iter()
        .map(|info| match &info.ticket_type {
            Some(TicketType::MedicalTicket) => " (医療券)",
            Some(TicketType::DispensingTicket) => " (調剤券)",
            Some(TicketType::Unknown(_)) | None => " (unknown ticket)",
        });
    [scheme(result.scheme())].into_iter().chain(words).collect()
}
