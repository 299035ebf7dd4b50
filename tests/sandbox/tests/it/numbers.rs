//! The query by numbers: what is compared, what is told, and of whom.

use crate::support::{CLINIC, Options, PHARMACY, Reply, World};
use madoguchi_people::{Insurance, Person, find};
use madoguchi_sandbox::SyntheticNation;
use madoguchi_sandbox::population::{Cardholder, Elsewhere, NationalData, Records};
use madoguchi_shared::backend::{NumberQuery, Operation};
use madoguchi_shared::code::{QualificationValidity, TicketType};
use madoguchi_shared::date::Day;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::qualification::{QualificationAnswer, QualificationResult};
use madoguchi_shared::{ErrorCode, Facility, Scheme};
use std::sync::Arc;

/// The synthetic nation, in which one person had the same numbers before.
struct HadBefore;

impl NationalData for HadBefore {
    fn trust_anchors(&self) -> Vec<Vec<u8>> {
        SyntheticNation.trust_anchors()
    }

    fn revocation_list(&self, today: Day) -> Vec<u8> {
        SyntheticNation.revocation_list(today)
    }

    fn persons(&self, today: Day) -> Vec<Cardholder> {
        let mut persons = SyntheticNation.persons(today);
        let holder = persons
            .iter_mut()
            .find(|holder| holder.person.id == "tandoku-valid");
        let qualifications = &mut holder.unwrap().person.qualifications;
        let mut before = qualifications[0].clone();
        before.ends_on = Some(before.starts_on);
        before.ticket = None;
        qualifications.insert(0, before);
        persons
    }

    fn elsewhere(&self, today: Day) -> Vec<Elsewhere> {
        SyntheticNation.elsewhere(today)
    }

    fn records(&self, today: Day) -> Vec<Records> {
        SyntheticNation.records(today)
    }
}

impl World {
    async fn ask_by(&self, query: &NumberQuery) -> Reply {
        self.ask(&self.desk, Operation::NumberQuery, query).await
    }

    fn ticket_of(&self, id: &str) -> NumberQuery {
        let person = find(id).unwrap();
        let assistance = person.assistance.as_ref().unwrap();
        self.numbers_of(person, assistance.payer_number, assistance.recipient_number)
    }

    fn card_of(&self, id: &str) -> NumberQuery {
        let person = find(id).unwrap();
        let Insurance {
            insurer_number,
            symbol,
            number,
            branch_number,
            ..
        } = person.insurance.as_ref().unwrap();
        NumberQuery {
            insured_card_symbol: symbol.map(Into::into),
            insured_branch_number: branch_number.map(Into::into),
            ..self.numbers_of(person, insurer_number, number)
        }
    }

    fn numbers_of(&self, person: &Person, insurer_number: &str, number: &str) -> NumberQuery {
        NumberQuery {
            institution_code: InstitutionCode::parse(CLINIC).unwrap(),
            insurer_number: insurer_number.into(),
            insured_card_symbol: None,
            insured_identification_number: number.into(),
            insured_branch_number: None,
            birthdate: person.birth_date(self.clock.today()).to_string().into(),
        }
    }
}

fn names(answer: &QualificationAnswer) -> Vec<&str> {
    let results = answer.message_body.result_list.iter();
    results
        .map(|result| result.name.as_ref().unwrap().expose().as_str())
        .collect()
}

#[tokio::test]
async fn only_the_scheme_of_the_paper_is_told() {
    let world = World::new().await;
    for (query, scheme) in [
        (world.ticket_of("heiyo-both-valid"), Scheme::MedicalAssistance),
        (world.card_of("heiyo-both-valid"), Scheme::HealthInsurance),
    ] {
        let answer: QualificationAnswer = world.ask_by(&query).await.answer();
        let body = &answer.message_body;
        assert_eq!(body.qualification_validity, QualificationValidity::Valid);
        let schemes: Vec<Scheme> = body.result_list.iter().map(QualificationResult::scheme).collect();
        assert_eq!(schemes, [scheme]);
    }
}

#[tokio::test]
async fn the_validity_is_that_of_these_numbers() {
    use QualificationValidity::{Invalid, InvalidNewerExists, Valid, ValidUnregistered};
    let world = World::new().await;
    let former = find("tandoku-reissued")
        .unwrap()
        .former_assistance
        .as_ref()
        .unwrap();
    let moved = world.numbers_of(
        find("tandoku-reissued").unwrap(),
        former.payer_number,
        former.recipient_number,
    );
    for (query, validity) in [
        (world.ticket_of("tandoku-valid"), Valid),
        (world.ticket_of("tandoku-lost"), Invalid),
        (world.ticket_of("tandoku-reissued"), Valid),
        (moved, InvalidNewerExists),
        (world.card_of("heiyo-insurance-lost"), Invalid),
        (world.ticket_of("unentrusted"), ValidUnregistered),
    ] {
        let answer: QualificationAnswer = world.ask_by(&query).await.answer();
        assert_eq!(answer.message_body.qualification_validity, validity);
        assert_eq!(answer.message_body.result_list.len(), 1);
    }
}

#[tokio::test]
async fn who_had_the_numbers_twice_is_one_person() {
    let options = Options {
        nation: Arc::new(HadBefore),
        ..Options::default()
    };
    let world = World::with(options).await;
    let query = world.ticket_of("tandoku-valid");
    let answer: QualificationAnswer = world.ask_by(&query).await.answer();
    let results = answer.message_body.result_list.iter();
    let validities: Vec<_> = results
        .map(|result| result.qualification_validity.clone())
        .collect();
    assert_eq!(
        validities,
        [
            Some(QualificationValidity::InvalidNewerExists),
            Some(QualificationValidity::Valid)
        ]
    );
    let recorded = world.text("SELECT person_id FROM answer_record").await;
    assert_eq!(recorded, "tandoku-valid");
}

#[tokio::test]
async fn month_and_day_of_birth_are_compared_and_the_year_is_not() {
    let world = World::new().await;
    let right = world.ticket_of("tandoku-valid");
    let birth = right.birthdate.expose().clone();
    let other_year = format!("1901{}", &birth[4..]);
    let other_day = "19040229".to_owned();
    for (birthdate, found) in [(birth, 1), (other_year, 1), (other_day, 0)] {
        let query = NumberQuery {
            birthdate: birthdate.into(),
            ..right.clone()
        };
        let answer: QualificationAnswer = world.ask_by(&query).await.answer();
        assert_eq!(answer.message_body.result_list.len(), found);
        if found == 0 {
            assert_eq!(
                answer.message_body.qualification_validity,
                QualificationValidity::NotFound
            );
        }
    }
}

#[tokio::test]
async fn without_a_branch_number_every_branch_may_match() {
    let world = World::new().await;
    let one = world.card_of("several-matches");
    let answer: QualificationAnswer = world.ask_by(&one).await.answer();
    assert_eq!(names(&answer), ["双葉　葵"]);
    let either = NumberQuery {
        insured_branch_number: None,
        ..one
    };
    let answer: QualificationAnswer = world.ask_by(&either).await.answer();
    assert_eq!(names(&answer), ["双葉　葵", "双葉　蓮"]);
    assert_eq!(
        answer.message_body.qualification_validity,
        QualificationValidity::Several
    );
    let none: QualificationAnswer = world.ask_by(&world.card_of("no-branch-number")).await.answer();
    assert_eq!(none.message_body.result_list.len(), 1);
}

#[tokio::test]
async fn padding_and_width_make_no_difference() {
    let world = World::new().await;
    let mut query = world.card_of("no-branch-number");
    query.insurer_number = format!("{:>8}", query.insurer_number.expose()).into();
    query.insured_card_symbol = query.insured_card_symbol.map(|_| "123".into());
    let answer: QualificationAnswer = world.ask_by(&query).await.answer();
    assert_eq!(answer.message_body.result_list.len(), 1);
}

#[tokio::test]
async fn a_pharmacy_gets_the_dispensing_ticket() {
    let world = World::new().await;
    let pharmacy = world.another_desk(PHARMACY, Facility::Pharmacy).await;
    let query = NumberQuery {
        institution_code: pharmacy.institution_code.clone(),
        ..world.ticket_of("tandoku-valid")
    };
    let reply = world.ask(&pharmacy, Operation::NumberQuery, &query).await;
    let answer: QualificationAnswer = reply.answer();
    let tickets = &answer.message_body.result_list[0].public_expense_result_list;
    assert_eq!(tickets[0].ticket_type, Some(TicketType::DispensingTicket));
}

#[tokio::test]
async fn refused_and_recorded() {
    let world = World::new().await;
    let good = world.ticket_of("tandoku-valid");
    let others = NumberQuery {
        institution_code: InstitutionCode::parse(PHARMACY).unwrap(),
        ..good.clone()
    };
    let no_day = NumberQuery {
        birthdate: "19550231".into(),
        ..good.clone()
    };
    let empty = NumberQuery {
        insured_identification_number: " ".into(),
        ..good.clone()
    };
    assert_eq!(
        world.ask_by(&others).await.code(),
        Some(ErrorCode::InstitutionMismatch)
    );
    assert_eq!(world.ask_by(&no_day).await.code(), Some(ErrorCode::BodyInvalid));
    assert_eq!(world.ask_by(&empty).await.code(), Some(ErrorCode::BodyInvalid));
    assert_eq!(world.ask_by(&good).await.code(), None);
    let recorded = world
        .count("SELECT COUNT(*) FROM answer_record WHERE operation = '/v1/qualifications/numbers'")
        .await;
    assert_eq!(recorded, 4);
    let person = world
        .text("SELECT person_id FROM answer_record WHERE outcome = 'ANSWERED'")
        .await;
    assert_eq!(person, "tandoku-valid");
}
