//! What holds after every move.

use super::*;

impl Run {
    pub(super) fn check(&mut self) {
        for request in &self.desk.asked[self.checked..] {
            match request {
                Request::CancelFace { face_request } => self.faces.retain(|open| open != face_request),
                Request::QueryCard { evidence } => {
                    assert!(
                        self.evidence_given.contains(&evidence.assertion),
                        "a query without an identity check"
                    );
                    self.valid.clear();
                }
                Request::LinkCard { evidence } => {
                    assert!(
                        self.by_face_or_pin.contains(&evidence.assertion),
                        "a card is linked without face or PIN"
                    );
                    self.valid.clear();
                }
                Request::QueryNumbers { .. } => self.valid.clear(),
                Request::Register(draft) => {
                    let without = draft.basis != Basis::Covered;
                    assert_eq!(
                        self.valid.is_empty(),
                        without,
                        "valid, or said to be received without"
                    );
                    assert_eq!(
                        draft.qualifications, self.valid,
                        "not what the answer calls valid"
                    );
                    assert!(
                        draft.basis != Basis::Unentrusted
                            || draft.calls.iter().any(|call| call.answer == CallAnswer::Usable),
                        "未委託 without the office's word"
                    );
                    assert!(!without || draft.inquiry_key.is_none());
                }
                Request::RegisterConsent { evidence, choice } => {
                    assert!(
                        self.evidence_given.contains(&evidence.assertion) && !self.valid.is_empty(),
                        "consent of somebody who was not identified, or is not covered"
                    );
                    let touched = [choice.medications, choice.checkups].map(Some);
                    assert_eq!(touched, self.touched, "not what the patient touched");
                }
                Request::NoteConsent(draft) => {
                    let noted = draft.choice;
                    self.owed = self.owed.filter(|owed| noted.and(*owed) != noted);
                    match draft.consent_date {
                        Some(_) => {
                            let given = self.consented.expect("a consent that the backend has");
                            assert_eq!(noted, noted.and(given), "more than the backend has");
                        }
                        None => assert!(!(noted.medications && noted.checkups), "nothing is refused"),
                    }
                }
                Request::RegisterInquiryNumber { .. } => assert!(self.registered, "no chart has this number"),
                Request::FetchNonce
                | Request::InspectCard { .. }
                | Request::OpenFace { .. }
                | Request::FetchFaceState { .. }
                | Request::OpenPin { .. }
                | Request::FetchPinState { .. }
                | Request::CancelPin { .. }
                | Request::AssertByEye { .. }
                | Request::FindPatient { .. }
                | Request::LookUpChart { .. }
                | Request::SearchCharts { .. }
                | Request::NoteInquiryNumber { .. } => {}
            }
        }
        self.checked = self.desk.asked.len();
        let held = match self.desk.state() {
            State::Identifying(identify::State::Facing(entry)) => Some(&entry.face_request),
            State::Identifying(identify::State::ComparingByEye(ways) | identify::State::OpeningPin(ways)) => {
                ways.pictures.as_ref()
            }
            State::Identifying(identify::State::EnteringPin(entry)) => entry.ways.pictures.as_ref(),
            _ => None,
        };
        assert_eq!(
            self.faces,
            held.cloned().into_iter().collect::<Vec<_>>(),
            "the bridge keeps a face that nobody needs, or one that is needed is gone"
        );
        self.check_consents();
        if let State::TakingCard(ending) | State::Over(ending) = self.desk.state() {
            let received = matches!(ending, Ending::Received(_));
            if matches!(ending, Ending::Consented(..)) {
                assert!(self.consented.is_some(), "consented, and nobody has it");
            }
            assert!(received || !self.registered, "registered, and not received");
        }
        if let State::ConfirmingUpdate(reviewed, _) = self.desk.state() {
            let valid = reviewed.coverage.valid().next().is_some();
            assert_eq!(valid, reviewed.basis == Basis::Covered);
        }
    }

    fn check_consents(&mut self) {
        if let State::Consenting(records_viewing::State::NotNoted(..), _) = self.desk.state() {
            self.settled = true;
        }
        // Identified anew, it may be somebody else: what was consented to before goes onto no chart.
        if let State::Identifying(_) | State::Numbers(_) = self.desk.state() {
            (self.consented, self.owed, self.noted) = (None, None, false);
        }
        if let State::Received(_) | State::Over(Ending::Received(_)) = self.desk.state() {
            assert!(
                self.consented.is_none() || self.settled,
                "the backend has a consent, and neither the chart nor the counter knows"
            );
        }
        if let State::ConfirmingUpdate(..) | State::Received(_) | State::Over(Ending::Received(_)) =
            self.desk.state()
        {
            let refused = self.desk.machine.consent_refused();
            assert_eq!(
                self.owed, None,
                "a registered refusal that its chart does not get"
            );
            assert!(
                refused.is_none_or(|refused| refused.on_chart != OnChart::Due),
                "a refusal that its chart does not get"
            );
        }
    }
}
