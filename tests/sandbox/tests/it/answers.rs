//! What is answered for whom, on which day, and the 照会番号 that comes back.

mod inquiry_numbers;

use crate::support::cards::TestCard;
use crate::support::{CLINIC, DECEMBER, NOON, PHARMACY, World, registration};
use madoguchi_shared::backend::{InquiryNumberReceipt, Operation};
use madoguchi_shared::code::{
    DesignatedInstitution, QualificationValidity, SegmentOfResult, SingleOrCombined, TicketType,
    TreatmentType,
};
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::qualification::{QualificationAnswer, QualificationResult};
use madoguchi_shared::{ErrorCode, Facility, Scheme};

const DAY_MS: i64 = 86_400_000;

/// Person, the answer as a whole, each of its results.
type Row<'a> = (
    &'a str,
    QualificationValidity,
    &'a [(Scheme, QualificationValidity)],
);

fn of(answer: &QualificationAnswer, scheme: Scheme) -> &QualificationResult {
    let results = &answer.message_body.result_list;
    results.iter().find(|result| result.scheme() == scheme).unwrap()
}

#[tokio::test]
async fn each_case_is_answered_as_it_is_named() {
    use QualificationValidity::{Invalid, Valid, ValidUnregistered};
    use Scheme::{HealthInsurance, MedicalAssistance};
    let world = World::new().await;
    let rows: [Row<'_>; 8] = [
        ("tandoku-valid", Valid, &[(MedicalAssistance, Valid)]),
        ("tandoku-lost", Invalid, &[(MedicalAssistance, Invalid)]),
        ("tandoku-reissued", Valid, &[(MedicalAssistance, Valid)]),
        (
            "heiyo-both-valid",
            Valid,
            &[(HealthInsurance, Valid), (MedicalAssistance, Valid)],
        ),
        (
            "heiyo-insurance-lost",
            Valid,
            &[(HealthInsurance, Invalid), (MedicalAssistance, Valid)],
        ),
        (
            "heiyo-assistance-lost",
            Valid,
            &[(HealthInsurance, Valid), (MedicalAssistance, Invalid)],
        ),
        (
            "unentrusted",
            ValidUnregistered,
            &[(MedicalAssistance, ValidUnregistered)],
        ),
        (
            "unregistered",
            ValidUnregistered,
            &[(MedicalAssistance, ValidUnregistered)],
        ),
    ];
    for (person, overall, parts) in rows {
        let answer = world.answer_for(person).await;
        assert_eq!(
            answer.message_header.segment_of_result,
            SegmentOfResult::Normal,
            "{person}"
        );
        let body = &answer.message_body;
        assert_eq!(body.qualification_validity, overall, "{person}");
        let told: Vec<_> = body
            .result_list
            .iter()
            .map(|result| (result.scheme(), result.qualification_validity.clone().unwrap()))
            .collect();
        assert_eq!(told, parts, "{person}");
        for result in &body.result_list {
            let has_ticket = !result.public_expense_result_list.is_empty();
            let valid = result.qualification_validity == Some(Valid);
            assert_eq!(
                has_ticket,
                valid && result.scheme() == MedicalAssistance,
                "{person}"
            );
            let lost = result.qualification_validity == Some(Invalid);
            assert_eq!(result.disqualification_date.is_some(), lost, "{person}");
        }
    }
}

#[tokio::test]
async fn the_wire_form_of_a_combined_patient() {
    let world = World::new().await;
    let answer = world.answer_for("heiyo-both-valid").await;
    assert_eq!(answer.message_header.process_execution_time, "20261201120000");
    assert_eq!(answer.message_header.qualification_confirmation_date, "20261201");
    assert_eq!(answer.message_header.medical_institution_code, CLINIC);
    assert_eq!(answer.message_body.processing_result_message, None);
    let insurance = of(&answer, Scheme::HealthInsurance);
    let assistance = of(&answer, Scheme::MedicalAssistance);
    assert_eq!(insurance.name_kana.as_ref().unwrap().expose(), "ﾓｷﾞ ﾊﾅｺ");
    for result in [insurance, assistance] {
        assert_eq!(
            result.insurer_number.as_ref().unwrap().expose().chars().count(),
            8
        );
        assert_eq!(result.reference_number, None);
    }
    assert_eq!(
        insurance
            .insured_partial_contribution_ratio
            .as_ref()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(assistance.insured_card_symbol, None);
    assert_eq!(assistance.insured_branch_number, None);
    assert_eq!(assistance.insured_partial_contribution_ratio, None);
    let ticket = &assistance.public_expense_result_list[0];
    assert_eq!(ticket.ticket_type, Some(TicketType::MedicalTicket));
    assert_eq!(ticket.medical_treatment_month.as_deref(), Some("202612"));
    assert_eq!(ticket.medical_ticket_valid_date.as_deref(), Some("20261201"));
    assert_eq!(ticket.medical_ticket_expiration_date.as_deref(), Some("20261231"));
    assert_eq!(
        ticket.designated_medical_institution_code.as_deref(),
        Some(CLINIC)
    );
    assert_eq!(
        ticket.designated_medical_institution_flag,
        Some(DesignatedInstitution::Same)
    );
    assert_eq!(ticket.single_or_combined_use, Some(SingleOrCombined::Combined));
}

#[tokio::test]
async fn a_pharmacy_gets_a_dispensing_ticket_of_its_own() {
    let world = World::new().await;
    let pharmacy = world.another_desk(PHARMACY, Facility::Pharmacy).await;
    let card = TestCard::of("tandoku-valid", world.clock.today());
    let answer: QualificationAnswer = world.visit(&pharmacy, &card, IdentityMethod::Pin).await.answer();
    let ticket = &answer.message_body.result_list[0].public_expense_result_list[0];
    assert_eq!(ticket.ticket_type, Some(TicketType::DispensingTicket));
    assert_eq!(ticket.medical_treatment_type, Some(TreatmentType::Dispensing));
    assert_eq!(
        ticket.designated_medical_institution_code.as_deref(),
        Some(PHARMACY)
    );
    assert_eq!(ticket.single_or_combined_use, Some(SingleOrCombined::Single));
}

#[tokio::test]
async fn a_withheld_address_is_not_told() {
    let world = World::new().await;
    let answer = world.answer_for("address-withheld").await;
    for result in &answer.message_body.result_list {
        assert_eq!((&result.address, &result.post_number), (&None, &None));
    }
    let answer = world.answer_for("tandoku-valid").await;
    assert!(answer.message_body.result_list[0].address.is_some());
}

#[tokio::test]
async fn day_and_month_are_those_of_tokyo() {
    let world = World::new().await;
    let card = TestCard::of("tandoku-valid", world.clock.today());
    let morning = (8 * 60 + 59) * 60_000;
    for (at, day, month, time) in [
        (DECEMBER - 1, "20261130", "202611", "20261130235959"),
        (DECEMBER, "20261201", "202612", "20261201000000"),
        (DECEMBER + morning, "20261201", "202612", "20261201085900"),
        (
            DECEMBER - DAY_MS + morning,
            "20261130",
            "202611",
            "20261130085900",
        ),
    ] {
        world.clock.set(at);
        let reply = world.visit(&world.desk, &card, IdentityMethod::Pin).await;
        let answer: QualificationAnswer = reply.answer();
        assert_eq!(answer.message_header.process_execution_time, time);
        assert_eq!(answer.message_header.qualification_confirmation_date, day);
        let ticket = &answer.message_body.result_list[0].public_expense_result_list[0];
        assert_eq!(ticket.medical_treatment_month.as_deref(), Some(month));
        assert_eq!(
            ticket.medical_ticket_valid_date.as_deref(),
            Some(format!("{month}01").as_str())
        );
    }
}

#[tokio::test]
async fn the_end_of_the_certificate_is_announced_three_months_before() {
    let world = World::new().await;
    // Issued on 2026-12-01, it ends with 2029-12-01.
    let card = TestCard::of("tandoku-valid", world.clock.today());
    // 2029-09-01 is 1005 days after 2026-12-01.
    for (days, announced) in [(1004, false), (1005, true)] {
        world.clock.set(NOON + days * DAY_MS);
        let reply = world.visit(&world.desk, &card, IdentityMethod::Pin).await;
        let answer: QualificationAnswer = reply.answer();
        let message = answer.message_body.processing_result_message;
        assert_eq!(message.is_some(), announced, "{days} days");
    }
}

#[tokio::test]
async fn what_was_answered_is_what_is_kept() {
    let world = World::new().await;
    let answer = world.answer_for("tandoku-valid").await;
    assert_eq!(
        world
            .count("SELECT COUNT(*) FROM answer_record WHERE outcome = 'ANSWERED' AND person_id = 'tandoku-valid'")
            .await,
        1
    );
    let kept: String = world.text("SELECT answer FROM answer_record").await;
    assert_eq!(
        serde_json::from_str::<QualificationAnswer>(&kept).unwrap(),
        answer
    );
    let revoked = TestCard::of("cert-revoked", world.clock.today());
    world.visit(&world.desk, &revoked, IdentityMethod::Pin).await;
    let sql = "SELECT COUNT(*) FROM answer_record WHERE outcome = 'CERTIFICATE_REVOKED' AND answer IS NULL";
    assert_eq!(world.count(sql).await, 1);
}
