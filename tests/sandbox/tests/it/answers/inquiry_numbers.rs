//! 照会番号: registered, registered again, refused, and told to whom it belongs.

use super::*;

#[tokio::test]
async fn an_inquiry_number_comes_back_to_its_institution_on_its_result() {
    let world = World::new().await;
    let first = world.answer_for("heiyo-both-valid").await;
    let insurance = of(&first, Scheme::HealthInsurance);
    let receipt: InquiryNumberReceipt = world.register(&world.desk, insurance, "P-00012").await.answer();
    assert_eq!(receipt.registered_at_ms, NOON);

    let second = world.answer_for("heiyo-both-valid").await;
    let number = |scheme| of(&second, scheme).registered_inquiry_number();
    assert_eq!(number(Scheme::HealthInsurance), Some("P-00012"));
    assert_eq!(number(Scheme::MedicalAssistance), None);

    let pharmacy = world.another_desk(PHARMACY, Facility::Pharmacy).await;
    let card = TestCard::of("heiyo-both-valid", world.clock.today());
    let elsewhere: QualificationAnswer = world.visit(&pharmacy, &card, IdentityMethod::Pin).await.answer();
    assert_eq!(
        of(&elsewhere, Scheme::HealthInsurance).registered_inquiry_number(),
        None
    );
}

#[tokio::test]
async fn registering_again_is_the_same_or_a_replacement() {
    let world = World::new().await;
    let answer = world.answer_for("tandoku-valid").await;
    let result = &answer.message_body.result_list[0];
    world
        .register(&world.desk, result, "A")
        .await
        .answer::<InquiryNumberReceipt>();
    world.clock.set(NOON + 1000);
    let same: InquiryNumberReceipt = world.register(&world.desk, result, "A").await.answer();
    assert_eq!(same.registered_at_ms, NOON, "the first receipt again");
    assert_eq!(
        world.count("SELECT COUNT(*) FROM inquiry_number_history").await,
        0
    );
    let other: InquiryNumberReceipt = world.register(&world.desk, result, "B").await.answer();
    assert_eq!(other.registered_at_ms, NOON + 1000);
    assert_eq!(world.count("SELECT COUNT(*) FROM inquiry_number").await, 1);
    assert_eq!(
        world
            .count("SELECT COUNT(*) FROM inquiry_number_history WHERE reference_number = 'A'")
            .await,
        1
    );
    let again = world.answer_for("tandoku-valid").await;
    assert_eq!(
        again.message_body.result_list[0].registered_inquiry_number(),
        Some("B")
    );
}

#[tokio::test]
async fn inquiry_numbers_that_are_refused() {
    type Spoil = fn(&mut madoguchi_shared::backend::InquiryNumberRegistration);
    let rows: [(&str, Spoil); 9] = [
        ("empty", |r| r.reference_number = "".into()),
        ("blank", |r| r.reference_number = "  ".into()),
        ("51 characters", |r| r.reference_number = "9".repeat(51).into()),
        ("unpadded insurer", |r| r.insurer_number = "138057".into()),
        ("other insurer", |r| r.insurer_number = "12270013".into()),
        ("other number", |r| {
            r.insured_identification_number = "0000018".into();
        }),
        ("no number", |r| r.insured_identification_number = "".into()),
        ("a symbol it has not", |r| {
            r.insured_card_symbol = Some("1".into());
        }),
        ("over-long symbol", |r| {
            r.insured_card_symbol = Some("記".repeat(21).into());
        }),
    ];
    let world = World::new().await;
    let answer = world.answer_for("tandoku-valid").await;
    let result = &answer.message_body.result_list[0];
    for (row, spoil) in rows {
        let mut request = registration(&world.desk, result, "A");
        spoil(&mut request);
        let reply = world.ask(&world.desk, Operation::InquiryNumber, &request).await;
        assert_eq!(reply.code(), Some(ErrorCode::InquiryNumberRefused), "{row}");
    }
    let longest = registration(&world.desk, result, &"番".repeat(50));
    let reply = world.ask(&world.desk, Operation::InquiryNumber, &longest).await;
    assert_eq!(reply.code(), None);
    // Refused or not, each is on record.
    let sql = "SELECT COUNT(*) FROM answer_record WHERE operation = '/v1/inquiry-numbers'";
    assert_eq!(world.count(sql).await, 10);
}
