//! What the world says to a request.

use super::*;

impl Run {
    pub(super) fn answer_to(&mut self, request: &Request, pick: u8) -> Answer {
        let fails = pick.is_multiple_of(5);
        let code = ErrorCode::ALL[usize::from(pick) % ErrorCode::ALL.len()];
        match request {
            Request::FetchNonce if fails => Answer::Nonce(Err(code)),
            Request::FetchNonce => nonce(),
            Request::InspectCard { .. } if fails => Answer::Inspection(Err(code)),
            Request::InspectCard { .. } if pick.is_multiple_of(2) => inspection_with_face(pick / 2 % 4),
            Request::InspectCard { .. } => inspection(pick % 4),
            Request::OpenFace { .. } if fails => Answer::FaceOpened(Err(code)),
            Request::OpenFace { .. } => {
                self.faces_opened += 1;
                let face_request = format!("f{}", self.faces_opened);
                self.faces.push(face_request.clone());
                face_opened(&face_request, pick % 10 + 1)
            }
            Request::FetchFaceState { .. } => self.face(pick, code),
            Request::OpenPin { .. } if fails => Answer::PinOpened(Err(code)),
            Request::OpenPin { .. } => pin_opened(pick % 3 + 1),
            Request::FetchPinState { .. } => match pick % 8 {
                0 => pin_state(PinRequestState::Ended(code)),
                1 => pin_state(PinRequestState::Waiting(pick % 3 + 1)),
                2 => pin_state(PinRequestState::Checking),
                _ => {
                    let given = self.give_evidence();
                    self.by_face_or_pin.insert(given.assertion.clone());
                    pin_state(PinRequestState::Verified(given.into()))
                }
            },
            Request::AssertByEye { .. } if fails => Answer::Evidence(Err(code)),
            Request::AssertByEye { .. } => Answer::Evidence(Ok(self.give_evidence())),
            Request::QueryCard { .. } if fails => Answer::Qualification(Err(code)),
            Request::QueryCard { .. } if pick % 4 == 1 => Answer::Qualification(Err(ErrorCode::NotLinked)),
            Request::QueryCard { .. } => self.qualification(pick),
            Request::LinkCard { .. } if fails => Answer::CardLinked(Err(code)),
            Request::LinkCard { .. } => Answer::CardLinked(Ok(match pick % 3 {
                0 => LinkOutcome::NothingToLink,
                1 => LinkOutcome::AlreadyLinked,
                _ => LinkOutcome::Linked,
            })),
            Request::QueryNumbers { .. } if fails => Answer::Qualification(Err(code)),
            Request::QueryNumbers { .. } => self.by_numbers(pick),
            Request::LookUpChart { .. } => match pick % 3 {
                0 => Answer::ChartFound(Ok(None)),
                1 => Answer::ChartFound(Ok(Some(Box::new(chart("000001", basics(), vec![insurance()]))))),
                _ => Answer::ChartFound(Err(code)),
            },
            Request::SearchCharts { .. } | Request::FindPatient { .. } => match pick % 3 {
                0 => Answer::Candidates(Ok(vec![])),
                1 => Answer::Candidates(Ok(vec![ChartCandidate {
                    chart: chart("000002", basics(), vec![]),
                    same_name: true,
                    name_variant: false,
                    same_kana: false,
                    same_sex: true,
                }])),
                _ => Answer::Candidates(Err(code)),
            },
            Request::Register(_) if fails => Answer::Registered(Err(code)),
            Request::Register(_) => {
                self.registered = true;
                registered("000001")
            }
            Request::RegisterInquiryNumber { .. } if fails => Answer::InquiryNumber(Err(code)),
            Request::RegisterInquiryNumber { .. } => Answer::InquiryNumber(Ok(())),
            Request::RegisterConsent { .. } if fails => Answer::Consent(Err(code)),
            Request::RegisterConsent { choice, .. } => {
                (self.consented, self.settled) = (Some(*choice), false);
                self.owed = Some(*choice).filter(|choice| !(choice.medications && choice.checkups));
                Answer::Consent(Ok(receipt(*choice)))
            }
            Request::NoteConsent(_) if fails => {
                self.noted |= matches!(
                    code,
                    ErrorCode::ConsentNumbersChanged | ErrorCode::ConsentOrderUnclear
                );
                Answer::ConsentNoted(Err(code))
            }
            Request::NoteConsent(_) => {
                self.settled = true;
                self.noted = true;
                Answer::ConsentNoted(Ok(()))
            }
            Request::CancelFace { .. } | Request::CancelPin { .. } | Request::NoteInquiryNumber { .. } => {
                unreachable!("never awaited")
            }
        }
    }

    fn face(&mut self, pick: u8, code: ErrorCode) -> Answer {
        let doubts = [
            FaceDoubt::Between,
            FaceDoubt::NoFace,
            FaceDoubt::NoCamera,
            FaceDoubt::CardPhoto,
        ];
        face_state(match pick % 10 {
            0 => FaceRequestState::Ended(code),
            1 => FaceRequestState::Number(pick % 10 + 1),
            2 => FaceRequestState::Reading,
            3 | 4 => FaceRequestState::Looking,
            5 => FaceRequestState::NotPassed,
            6 => FaceRequestState::NotSure(doubts[usize::from(pick / 10) % doubts.len()]),
            _ => {
                let given = self.give_evidence();
                self.by_face_or_pin.insert(given.assertion.clone());
                FaceRequestState::Passed(given.into())
            }
        })
    }

    fn give_evidence(&mut self) -> madoguchi_shared::identity::IdentityEvidence {
        let given = evidence(&format!("{}", self.evidence_given.len()));
        self.evidence_given.insert(given.assertion.clone());
        given
    }

    fn qualification(&mut self, pick: u8) -> Answer {
        let number = pick.is_multiple_of(2).then(|| "000001".into());
        let valid = QualificationResult {
            reference_number: number,
            ..insurance()
        };
        let lost = QualificationResult {
            disqualification_date: Some("20200101".into()),
            ..assistance()
        };
        let (validity, results, valid) = match pick % 7 {
            0 => (QualificationValidity::Valid, vec![valid, assistance()], 2),
            1 => (QualificationValidity::Valid, vec![valid, lost], 1),
            2 => (QualificationValidity::Valid, vec![valid], 1),
            3 => (QualificationValidity::Valid, vec![lost], 0),
            4 => (QualificationValidity::Unknown("8".into()), vec![insurance()], 0),
            5 => (QualificationValidity::ValidUnregistered, vec![assistance()], 0),
            _ => (QualificationValidity::NotFound, vec![], 0),
        };
        self.valid = results[..valid].to_vec();
        Answer::Qualification(Ok(Box::new(qualification(validity, results))))
    }

    fn by_numbers(&mut self, pick: u8) -> Answer {
        let lost = QualificationResult {
            disqualification_date: Some("20200101".into()),
            ..assistance()
        };
        let (validity, results, valid) = match pick % 5 {
            0 => (QualificationValidity::Valid, vec![assistance()], 1),
            1 => (
                QualificationValidity::Several,
                vec![assistance(), assistance()],
                1,
            ),
            2 => (QualificationValidity::Valid, vec![lost], 0),
            3 => (QualificationValidity::ValidUnregistered, vec![assistance()], 0),
            _ => (QualificationValidity::NotFound, vec![], 0),
        };
        self.valid = results[..valid].to_vec();
        Answer::Qualification(Ok(Box::new(qualification(validity, results))))
    }
}
