//! What readers, backend and registry answer.

use super::{Desk, NOW};
use madoguchi_flow::request::ConsentDraft;
use madoguchi_flow::{Answer, Request};
use madoguchi_shared::backend::Nonce;
use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt};
use madoguchi_shared::bridge::card::{Inspection, PinAvailability, PinRequest, PinRequestState};
use madoguchi_shared::bridge::event::{CardPresence, Reader, Readers};
use madoguchi_shared::bridge::face::{FaceRequest, FaceRequestState, FaceWay};
use madoguchi_shared::bridge::his::{
    Call, CallAnswer, Chart, ChartCandidate, Paper, PaperNumbers, Papers, PatientBasics, RegistrationTarget,
};
use madoguchi_shared::code::{
    CardClassification, ProcessingResultStatus, QualificationValidity, SegmentOfResult, Sex,
};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityEvidence;
use madoguchi_shared::qualification::{MessageBody, MessageHeader, QualificationAnswer, QualificationResult};
use madoguchi_shared::{ErrorCode, Scheme};

pub fn readers(cards: &[&str]) -> Readers {
    let list = cards.iter().enumerate().map(|(slot, presence)| Reader {
        name: format!("reader {slot}"),
        simulated: true,
        card: (!presence.is_empty()).then(|| CardPresence {
            presence: (*presence).into(),
            in_use: false,
            may_be_left: presence.starts_with("left"),
        }),
    });
    Readers {
        problem: None,
        list: list.collect(),
    }
}

pub fn nonce() -> Answer {
    Answer::Nonce(Ok(Nonce {
        nonce: "n".repeat(22),
        expires_at_ms: NOW + 300_000,
        accept_simulated: true,
    }))
}

pub fn inspection(tries: u8) -> Answer {
    inspected(FaceWay::NotInstalled, tries)
}

pub fn inspection_with_face(tries: u8) -> Answer {
    inspected(FaceWay::Open, tries)
}

fn inspected(face: FaceWay, tries: u8) -> Answer {
    let pin = if tries == 0 {
        PinAvailability::Unusable
    } else {
        PinAvailability::Tries(tries)
    };
    Answer::Inspection(Ok(Inspection { face, pin }))
}

pub fn face_opened(face_request: &str, tries_left: u8) -> Answer {
    Answer::FaceOpened(Ok(FaceRequest {
        face_request: face_request.into(),
        tries_left,
    }))
}

pub fn face_state(state: FaceRequestState) -> Answer {
    Answer::FaceState(Ok(state))
}

pub fn pin_opened(tries_left: u8) -> Answer {
    Answer::PinOpened(Ok(PinRequest {
        pin_request: "p1".into(),
        tries_left,
    }))
}

pub fn pin_state(state: PinRequestState) -> Answer {
    Answer::PinState(Ok(state))
}

pub fn evidence(presence: &str) -> IdentityEvidence {
    IdentityEvidence {
        assertion: format!("assertion of {presence}"),
        certificate: String::new(),
        card_signature: None,
    }
}

pub fn insurance() -> QualificationResult {
    QualificationResult {
        insured_card_classification: Some(CardClassification::General),
        insurer_number: Some("06131239".into()),
        insured_card_symbol: Some("12-34".into()),
        insured_identification_number: Some("5678".into()),
        insured_branch_number: Some("01".into()),
        insured_partial_contribution_ratio: Some("030".into()),
        ..person()
    }
}

pub fn assistance() -> QualificationResult {
    QualificationResult {
        insured_card_classification: Some(CardClassification::MedicalAssistance),
        insurer_number: Some("12131017".into()),
        insured_identification_number: Some("1234566".into()),
        ..person()
    }
}

fn person() -> QualificationResult {
    QualificationResult {
        name: Some("山田　花子".into()),
        name_kana: Some("ﾔﾏﾀﾞ ﾊﾅｺ".into()),
        birthdate: Some("19550217".into()),
        sex1: Some(Sex::Female),
        qualification_date: Some("20200401".into()),
        ..QualificationResult::default()
    }
}

pub fn qualification(
    validity: QualificationValidity,
    results: Vec<QualificationResult>,
) -> QualificationAnswer {
    QualificationAnswer {
        message_header: MessageHeader {
            process_execution_time: "20261122100000".into(),
            qualification_confirmation_date: "20261122".into(),
            medical_institution_code: "1312345679".into(),
            segment_of_result: SegmentOfResult::Normal,
            error_code: None,
            error_message: None,
        },
        message_body: MessageBody {
            processing_result_status: ProcessingResultStatus::Normal,
            processing_result_code: None,
            processing_result_message: None,
            qualification_validity: validity,
            result_list: results,
        },
    }
}

pub fn answered(results: Vec<QualificationResult>) -> Answer {
    Answer::Qualification(Ok(Box::new(qualification(QualificationValidity::Valid, results))))
}

/// 医療券 of [`assistance`].
pub fn papers() -> Papers {
    Papers {
        certificate: PaperNumbers {
            scheme: Scheme::MedicalAssistance,
            insurer_number: "12131017".into(),
            symbol: None,
            number: "1234566".into(),
            branch: None,
            birth_date: "19550217".into(),
            name: "山田花子".into(),
        },
        prescription: None,
        used: Paper::Certificate,
        picked_because: None,
    }
}

pub fn call(answer: CallAnswer) -> Call {
    Call {
        office: "見本福祉事務所".into(),
        telephone: "03-0000-0009".into(),
        person: "窓口 太郎".into(),
        answer,
        note: "".into(),
        called_at_ms: NOW,
        staff_id: "s1".into(),
    }
}

pub fn basics() -> PatientBasics {
    PatientBasics {
        name: "山田 花子".into(),
        kana: "ﾔﾏﾀﾞ ﾊﾅｺ".into(),
        birth_date: "19550217".into(),
        sex: Sex::Female,
        address: None,
    }
}

pub fn chart(number: &str, basics: PatientBasics, qualifications: Vec<QualificationResult>) -> Chart {
    Chart {
        chart: format!("chart-{number}"),
        patient_number: number.into(),
        basics,
        created_at_ms: 0,
        last_registered_at_ms: Some(0),
        qualifications,
    }
}

pub fn last_registration(desk: &Desk) -> &madoguchi_flow::request::RegistrationDraft {
    let drafts = desk.asked.iter().rev().find_map(|request| match request {
        Request::Register(draft) => Some(draft),
        _ => None,
    });
    drafts.expect("a registration was asked for")
}

pub fn target_kind(target: &RegistrationTarget) -> &'static str {
    match target {
        RegistrationTarget::NewChart(_) => "new",
        RegistrationTarget::Picked(_) => "picked",
        RegistrationTarget::Known(_) => "known",
    }
}

pub fn registered(number: &str) -> Answer {
    Answer::Registered(Ok(Box::new(chart(number, basics(), Vec::new()))))
}

pub fn receipt(choice: ConsentChoice) -> ConsentReceipt {
    ConsentReceipt {
        choice,
        consent_date: Day::in_tokyo(NOW),
    }
}

/// Answered at [`NOW`], by nobody's name.
pub fn consent_draft(choice: ConsentChoice) -> ConsentDraft {
    ConsentDraft {
        chart: "chart-000001".into(),
        choice,
        consent_date: Some(Day::in_tokyo(NOW)),
        answered_at_ms: NOW,
        asked_by: None,
    }
}

pub const DOWN: ErrorCode = ErrorCode::BackendUnavailable;

/// Found by all that is compared.
pub fn candidate(number: &str) -> ChartCandidate {
    ChartCandidate {
        chart: chart(number, basics(), Vec::new()),
        same_name: true,
        name_variant: false,
        same_kana: true,
        same_sex: true,
    }
}
