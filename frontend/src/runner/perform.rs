//! Requests of the machine, performed: each is one call, its answer goes back with its attempt.

use super::{Runner, face};
use crate::api::{Backend, Fault};
use crate::lazy;
use leptos::prelude::*;
use madoguchi_flow::request::{ConsentDraft, RegistrationDraft};
use madoguchi_flow::{Answer, Effect as Asked, Event, Reception, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt, ConsentRegistration};
use madoguchi_shared::backend::{
    CardLink, CardQuery, InquiryNumberRegistration, LinkOutcome, Nonce, NonceRequest, NumberQuery,
};
use madoguchi_shared::bridge::card::{
    ByEyeRequest, InspectionRequest, PinRequestOpening, PinRequestReference,
};
use madoguchi_shared::bridge::his::{
    Chart, ChartLookup, ChartSearch, InquiryKey, PaperNumbers, PatientSearch, Registration,
};
use madoguchi_shared::bridge::reception::InquiryNumberOutcome;
use madoguchi_shared::bridge::records::ConsentNote;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::IdentityEvidence;
use madoguchi_shared::qualification::{Personal, QualificationAnswer};

impl Runner {
    /// Performs one effect and hands the answer to the machine.
    pub(super) async fn perform(self, effect: Asked) {
        if let Some(answer) = self.ask(effect.request).await {
            self.happen(Event::Answered(effect.attempt, answer));
        }
    }

    /// `None` for requests whose answer nobody awaits.
    async fn ask(self, request: Request) -> Option<Answer> {
        let bridge = self.desk.bridge();
        Some(match request {
            Request::FetchNonce => Answer::Nonce(coded(self.nonce().await)),
            Request::InspectCard { presence } => {
                Answer::Inspection(coded(bridge.inspect_card(&InspectionRequest { presence }).await))
            }
            request @ Request::OpenFace { .. } => {
                return self
                    .ask_face(request, |code| Some(Answer::FaceOpened(Err(code))))
                    .await;
            }
            request @ Request::FetchFaceState { .. } => {
                return self
                    .ask_face(request, |code| Some(Answer::FaceState(Err(code))))
                    .await;
            }
            request @ Request::CancelFace { .. } => return self.ask_face(request, |_| None).await,
            Request::OpenPin { presence, nonce } => {
                let opening = PinRequestOpening { presence, nonce };
                Answer::PinOpened(coded(bridge.open_pin_request(&opening).await))
            }
            Request::FetchPinState { pin_request } => {
                let reference = PinRequestReference { pin_request };
                Answer::PinState(coded(bridge.pin_request_state(&reference).await))
            }
            Request::CancelPin { pin_request } => {
                // It may have ended by itself.
                let _ = bridge
                    .cancel_pin_request(&PinRequestReference { pin_request })
                    .await;
                return None;
            }
            Request::AssertByEye {
                presence,
                nonce,
                staff_id,
            } => {
                let request = ByEyeRequest {
                    presence,
                    nonce,
                    staff_id,
                };
                Answer::Evidence(coded(bridge.identify_by_eye(&request).await))
            }
            Request::QueryCard { evidence } => {
                Answer::Qualification(coded(self.query(evidence).await).map(Box::new))
            }
            Request::LinkCard { evidence } => Answer::CardLinked(coded(self.link(evidence).await)),
            Request::QueryNumbers { numbers } => {
                Answer::Qualification(coded(self.query_numbers(numbers).await).map(Box::new))
            }
            Request::FindPatient { name, birth_date } => {
                let birth_date = Some(birth_date);
                let found = bridge.find_patients(&PatientSearch { name, birth_date }).await;
                Answer::Candidates(coded(found).map(|found| found.candidates))
            }
            Request::LookUpChart { patient_number } => {
                let found = bridge.look_up_chart(&ChartLookup { patient_number }).await;
                Answer::ChartFound(coded(found).map(|found| found.chart.map(Box::new)))
            }
            Request::SearchCharts { basics } => {
                let found = bridge.search_charts(&ChartSearch { basics }).await;
                Answer::Candidates(coded(found).map(|found| found.candidates))
            }
            Request::Register(draft) => Answer::Registered(coded(self.register(*draft).await).map(Box::new)),
            Request::RegisterInquiryNumber { patient_number, key } => {
                Answer::InquiryNumber(coded(self.register_number(patient_number, key).await))
            }
            Request::RegisterConsent { evidence, choice } => {
                Answer::Consent(coded(self.register_consent(evidence, choice).await))
            }
            Request::NoteConsent(draft) => Answer::ConsentNoted(coded(self.note_consent(draft).await)),
            Request::NoteInquiryNumber { problem } => {
                self.note(problem).await;
                return None;
            }
        })
    }

    async fn ask_face(self, request: Request, failed: fn(ErrorCode) -> Option<Answer>) -> Option<Answer> {
        match lazy!(face::ask(self.desk.bridge(), request)).await {
            Ok(asking) => asking.await,
            Err(fault) => failed(fault.code),
        }
    }

    async fn nonce(self) -> Result<Nonce, Fault> {
        let (backend, institution_code) = self.backend()?;
        backend.nonce(&NonceRequest { institution_code }).await
    }

    async fn query(self, evidence: IdentityEvidence) -> Result<QualificationAnswer, Fault> {
        let (backend, institution_code) = self.backend()?;
        backend
            .card_query(&CardQuery {
                institution_code,
                evidence,
            })
            .await
    }

    async fn link(self, evidence: IdentityEvidence) -> Result<LinkOutcome, Fault> {
        let (backend, institution_code) = self.backend()?;
        let link = CardLink {
            institution_code,
            evidence,
        };
        Ok(backend.link_card(&link).await?.outcome)
    }

    async fn query_numbers(self, numbers: PaperNumbers) -> Result<QualificationAnswer, Fault> {
        let (backend, institution_code) = self.backend()?;
        backend
            .number_query(&number_query(institution_code, numbers))
            .await
    }

    async fn register(self, draft: RegistrationDraft) -> Result<Chart, Fault> {
        let staff_id = self.on_duty()?;
        let registration = Registration {
            reception: self.reception(),
            tab: self.desk.tab(),
            target: draft.target,
            questionnaire: draft.questionnaire,
            qualifications: draft.qualifications,
            ended: draft.ended,
            inquiry_key: draft.inquiry_key,
            basis: draft.basis,
            calls: draft.calls,
            papers: draft.papers,
            staff_id,
        };
        self.desk.bridge().register(&registration).await
    }

    async fn register_number(self, reference_number: Personal, key: InquiryKey) -> Result<(), Fault> {
        let (backend, institution_code) = self.backend()?;
        backend
            .register_inquiry_number(&registration(institution_code, reference_number, key))
            .await?;
        Ok(())
    }

    async fn register_consent(
        self,
        evidence: IdentityEvidence,
        choice: ConsentChoice,
    ) -> Result<ConsentReceipt, Fault> {
        let (backend, institution_code) = self.backend()?;
        let registration = ConsentRegistration {
            institution_code,
            evidence,
            choice,
        };
        backend.register_consent(&registration).await
    }

    /// In the name of who was there when the patient was asked, whoever is now, if anybody.
    async fn note_consent(self, draft: ConsentDraft) -> Result<(), Fault> {
        let valid = self
            .machine
            .with_untracked(|machine| machine.as_ref().map(Reception::valid_numbers));
        let note = ConsentNote {
            reception: self.reception(),
            tab: self.desk.tab(),
            chart: draft.chart,
            choice: draft.choice,
            consent_date: draft.consent_date,
            answered_at_ms: draft.answered_at_ms,
            valid: valid.unwrap_or_default(),
            staff_id: draft.asked_by.map_or_else(|| self.on_duty(), Ok)?,
        };
        self.desk.bridge().note_consent(&note).await
    }

    /// Id of who is at the counter. `STAFF_UNKNOWN` when nobody is chosen.
    fn on_duty(self) -> Result<String, Fault> {
        let staff = self.desk.staff.get_untracked();
        staff.ok_or(Fault::from(ErrorCode::StaffUnknown))
    }

    async fn note(self, problem: Option<ErrorCode>) {
        let outcome = InquiryNumberOutcome {
            reception: self.reception(),
            problem,
        };
        if let Err(fault) = self.desk.bridge().inquiry_number_outcome(&outcome).await {
            self.problem.set(Some(fault));
        }
    }

    fn backend(self) -> Result<(Backend, InstitutionCode), Fault> {
        self.desk
            .enrolled_backend()
            .ok_or(Fault::from(ErrorCode::DeskNotEnrolled))
    }

    /// Id of the reception.
    pub fn reception(self) -> String {
        self.entry.with_value(|entry| entry.reception.clone())
    }

    /// Its number of the day, and when it was opened, ms since 1970.
    pub fn order(self) -> (u32, i64) {
        self.entry.with_value(|entry| (entry.number, entry.opened_at_ms))
    }
}

/// The body of a query by numbers.
fn number_query(institution_code: InstitutionCode, numbers: PaperNumbers) -> NumberQuery {
    NumberQuery {
        institution_code,
        insurer_number: numbers.insurer_number,
        insured_card_symbol: numbers.symbol,
        insured_identification_number: numbers.number,
        insured_branch_number: numbers.branch,
        birthdate: numbers.birth_date,
    }
}

/// The body of a 照会番号登録.
pub fn registration(
    institution_code: InstitutionCode,
    reference_number: Personal,
    key: InquiryKey,
) -> InquiryNumberRegistration {
    InquiryNumberRegistration {
        institution_code,
        reference_number,
        insurer_number: key.insurer_number,
        insured_card_symbol: key.insured_card_symbol,
        insured_identification_number: key.insured_identification_number,
        insured_branch_number: key.insured_branch_number,
    }
}

fn coded<T>(answer: Result<T, Fault>) -> Result<T, ErrorCode> {
    answer.map_err(|fault| fault.code)
}
