//! What can be answered to a request, each answer with its name.

use super::row::Answers;
use crate::support::*;
use madoguchi_flow::{Answer, Request};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::bridge::card::PinRequestState;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceRequestState};
use madoguchi_shared::bridge::his::{ChartCandidate, PatientBasics};
use madoguchi_shared::code::QualificationValidity;

pub(super) fn answers(request: &Request, kind: Answers) -> Vec<(&'static str, Answer)> {
    let failed = ErrorCode::BackendUnavailable;
    match request {
        Request::FetchNonce => vec![("answer", nonce()), ("failure", Answer::Nonce(Err(failed)))],
        Request::InspectCard { .. } => vec![
            ("face is open", inspection_with_face(3)),
            ("face is open", inspection_with_face(0)),
            ("PIN can be used", inspection(3)),
            ("PIN cannot be used", inspection(0)),
            ("failure", Answer::Inspection(Err(failed))),
            ("failure", Answer::Inspection(Err(ErrorCode::CardNotMyNumber))),
        ],
        Request::OpenFace { .. } => face_openings(),
        Request::FetchFaceState { .. } => face_states(),
        Request::OpenPin { .. } => vec![
            ("answer", pin_opened(3)),
            (
                "PIN cannot be used",
                Answer::PinOpened(Err(ErrorCode::PinUnusable)),
            ),
            ("failure", Answer::PinOpened(Err(failed))),
        ],
        Request::FetchPinState { .. } => vec![
            ("PIN wrong", pin_state(PinRequestState::Waiting(2))),
            (
                "PIN right",
                pin_state(PinRequestState::Verified(evidence("a").into())),
            ),
            (
                "PIN cannot be used",
                pin_state(PinRequestState::Ended(ErrorCode::PinUnusable)),
            ),
            ("failure", pin_state(PinRequestState::Ended(failed))),
        ],
        Request::AssertByEye { .. } => vec![
            ("answer", Answer::Evidence(Ok(evidence("a")))),
            ("failure", Answer::Evidence(Err(failed))),
        ],
        Request::QueryCard { .. } | Request::QueryNumbers { .. } => qualifications(request, kind),
        Request::LinkCard { .. } => {
            let answer = |outcome| Answer::CardLinked(Ok(outcome));
            vec![
                ("linked", answer(LinkOutcome::Linked)),
                ("nothing to link", answer(LinkOutcome::NothingToLink)),
                ("failure", Answer::CardLinked(Err(failed))),
                ("failure", Answer::CardLinked(Err(ErrorCode::NonceInvalid))),
            ]
        }
        Request::LookUpChart { .. } => vec![
            ("unknown", Answer::ChartFound(Ok(None))),
            (
                "the patient's",
                Answer::ChartFound(Ok(Some(Box::new(chart("000001", basics(), vec![]))))),
            ),
            (
                "another's",
                Answer::ChartFound(Ok(Some(Box::new(chart("000001", another(), vec![]))))),
            ),
            ("failure", Answer::ChartFound(Err(failed))),
        ],
        Request::SearchCharts { .. } | Request::FindPatient { .. } => vec![
            ("nobody", Answer::Candidates(Ok(vec![]))),
            ("candidates", Answer::Candidates(Ok(vec![candidate()]))),
            ("failure", Answer::Candidates(Err(failed))),
        ],
        Request::Register(_) => vec![
            ("answer", registered("000001")),
            ("failure", Answer::Registered(Err(failed))),
        ],
        Request::RegisterInquiryNumber { .. } => vec![
            ("answer", Answer::InquiryNumber(Ok(()))),
            ("failure", Answer::InquiryNumber(Err(failed))),
        ],
        Request::RegisterConsent { choice, .. } => vec![
            ("answer", Answer::Consent(Ok(receipt(*choice)))),
            ("failure", Answer::Consent(Err(failed))),
            ("failure", Answer::Consent(Err(ErrorCode::NonceInvalid))),
        ],
        Request::NoteConsent(_) => vec![
            ("answer", Answer::ConsentNoted(Ok(()))),
            ("failure", Answer::ConsentNoted(Err(failed))),
        ],
        Request::CancelFace { .. } | Request::CancelPin { .. } | Request::NoteInquiryNumber { .. } => vec![],
    }
}

/// Answers to [`Request::OpenFace`].
fn face_openings() -> Vec<(&'static str, Answer)> {
    vec![
        ("answer", face_opened("f1", 10)),
        (
            "照合番号B is blocked",
            Answer::FaceOpened(Err(ErrorCode::PinUnusable)),
        ),
        (
            "the card will not do",
            Answer::FaceOpened(Err(ErrorCode::CardTimeout)),
        ),
    ]
}

/// Answers to [`Request::FetchFaceState`].
fn face_states() -> Vec<(&'static str, Answer)> {
    vec![
        ("照合番号B wrong", face_state(FaceRequestState::Number(9))),
        ("照合番号B right", face_state(FaceRequestState::Looking)),
        (
            "face passed",
            face_state(FaceRequestState::Passed(evidence("a").into())),
        ),
        ("face not passed", face_state(FaceRequestState::NotPassed)),
        (
            "face not sure",
            face_state(FaceRequestState::NotSure(FaceDoubt::NoCamera)),
        ),
        (
            "照合番号B is blocked",
            face_state(FaceRequestState::Ended(ErrorCode::PinUnusable)),
        ),
        (
            "the card will not do",
            face_state(FaceRequestState::Ended(ErrorCode::CardTimeout)),
        ),
    ]
}

fn qualifications(request: &Request, kind: Answers) -> Vec<(&'static str, Answer)> {
    let by_card = matches!(request, Request::QueryCard { .. });
    let answer = |(validity, results)| {
        let answer = qualification(validity, results);
        ("answer", Answer::Qualification(Ok(Box::new(answer))))
    };
    let mut all: Vec<_> = kind.list().into_iter().map(answer).collect();
    let mut failures = vec![ErrorCode::BackendUnavailable];
    if by_card {
        failures.push(ErrorCode::NonceInvalid);
    } else {
        let one = kind.list().swap_remove(0).1.swap_remove(0);
        all.push(answer((QualificationValidity::Several, vec![one.clone(), one])));
    }
    if kind == Answers::NotLinked {
        failures.push(ErrorCode::NotLinked);
    }
    all.extend(
        failures
            .into_iter()
            .map(|code| ("failure", Answer::Qualification(Err(code)))),
    );
    all
}

fn another() -> PatientBasics {
    PatientBasics {
        name: "見本 太郎".into(),
        ..basics()
    }
}

fn candidate() -> ChartCandidate {
    ChartCandidate {
        chart: chart("000002", basics(), vec![]),
        same_name: true,
        name_variant: false,
        same_kana: false,
        same_sex: true,
    }
}
