//! What the machine asks, answered by cards, backend and HIS; and what goes wrong with them.

use super::Core;
use crate::support::is_awaited;
use madoguchi_flow::{Answer, Effect, Event, Request};
use madoguchi_sandbox::control::FaultRoute;
use madoguchi_sandbox::faults::FaultKind;
use madoguchi_scenarios::scenario::{Fault, Question};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::qualification::QualificationAnswer;

impl Core {
    /// Does what the machine asks until it waits for a human.
    pub(super) async fn answer_all(&mut self) {
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
            Request::OpenFace { presence, nonce } => {
                Answer::FaceOpened(self.cards.open_face(&presence, &nonce))
            }
            Request::FetchFaceState { face_request } => {
                Answer::FaceState(self.cards.face.state(&face_request))
            }
            Request::CancelFace { face_request } => {
                self.cards.face.cancel(&face_request);
                return None;
            }
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
                let answer = self.backend.query(evidence).await;
                self.qualifications(answer)
            }
            Request::LinkCard { evidence } => Answer::CardLinked(self.backend.link(evidence).await),
            Request::QueryNumbers { numbers } => {
                let answer = self.backend.query_numbers(numbers).await;
                self.qualifications(answer)
            }
            Request::FindPatient { name, birth_date } => {
                Answer::Candidates(self.his.find(name, birth_date).await)
            }
            Request::LookUpChart { patient_number } => {
                Answer::ChartFound(self.his.look_up(patient_number).await)
            }
            Request::SearchCharts { basics } => Answer::Candidates(self.his.search(basics).await),
            Request::Register(draft) => Answer::Registered(self.his.register(*draft).await),
            Request::RegisterInquiryNumber { patient_number, key } => {
                Answer::InquiryNumber(self.backend.register_number(patient_number, key).await)
            }
            Request::RegisterConsent { evidence, choice } => {
                Answer::Consent(self.backend.register_consent(evidence, choice).await)
            }
            Request::NoteConsent(draft) => {
                let valid = self.desk.machine.valid_numbers();
                Answer::ConsentNoted(self.his.note_consent(draft, valid).await)
            }
            Request::NoteInquiryNumber { problem } => {
                self.his.note_number(problem).await;
                return None;
            }
        })
    }

    fn qualifications(&mut self, answer: Result<QualificationAnswer, ErrorCode>) -> Answer {
        let results = answer
            .as_ref()
            .ok()
            .map(|answer| &answer.message_body.result_list);
        self.his.answered = results.cloned().unwrap_or_default();
        Answer::Qualification(answer.map(Box::new))
    }

    pub(super) async fn break_something(&mut self, fault: Fault) {
        let route = |question| match question {
            Question::Nonce => FaultRoute::Nonce,
            Question::Query => FaultRoute::CardQuery,
            Question::Numbers => FaultRoute::NumberQuery,
            Question::Number => FaultRoute::InquiryNumber,
            Question::Link => FaultRoute::CardLink,
            Question::Bulk => FaultRoute::BulkQuery,
            Question::Consent => FaultRoute::Consent,
            Question::Medications => FaultRoute::Medications,
            Question::Checkups => FaultRoute::Checkups,
            Question::MynaPortal => FaultRoute::MynaPortal,
            Question::Jlis => FaultRoute::Jlis,
            Question::IntermediateServer => FaultRoute::IntermediateServer,
            Question::LinkRegister => FaultRoute::LinkRegister,
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
            Fault::HisTakesNothing => self.his.takes_nothing = true,
            Fault::BulkInProgress => self.bulk_fault(FaultKind::InProgress).await,
            Fault::BulkAbnormal => self.bulk_fault(FaultKind::Abnormal).await,
            Fault::BulkBreaksOff => self.bulk_fault(FaultKind::BreaksOff).await,
            Fault::CardMute => self.cards.mute = true,
            Fault::CollationBlocked => self.cards.face.block(self.person),
            Fault::PinBlocked => self.cards.block(self.person),
        }
    }

    async fn bulk_fault(&mut self, kind: FaultKind) {
        self.backend.fault(Some((FaultRoute::BulkQuery, kind))).await;
    }
}
