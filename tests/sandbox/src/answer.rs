//! The answer in wire form, without IO.
//!
//! What the answer as a whole says (`QualificationValidity` of the body): 有効 when any result is; else
//! 有効（未登録） when any is; else 無効（新しい資格あり）, else 無効; 該当資格なし when there is no result.
//!
//! By card each scheme gives one result: the qualification in force, else the one that began last. By numbers every
//! qualification with those numbers does; those of several persons are 複数該当.

use crate::desk::Desk;
use crate::population::{Person, Qualification, Ticket};
use madoguchi_shared::code::{
    DesignatedInstitution, ProcessingResultStatus, QualificationValidity, SegmentOfResult, SingleOrCombined,
    TicketType, TreatmentType,
};
use madoguchi_shared::date::{Day, YearMonth, tokyo_time};
use madoguchi_shared::qualification::{
    MedicalTicketInfo, MessageBody, MessageHeader, QualificationAnswer, QualificationResult,
};
use madoguchi_shared::{Facility, Scheme};

/// Message of `ProcessingResultMessage` on a normal end (`domain.md` §1.7).
pub(crate) const CERTIFICATE_ENDS_SOON: &str = "利用者証明用電子証明書の有効期限まで3か月以内です。";

/// Who asks, and when.
pub(crate) struct Asked<'a> {
    /// The desk that asks.
    pub(crate) desk: &'a Desk,
    /// Now, ms since 1970.
    pub(crate) now_ms: i64,
    /// End of the certificate, ms since 1970; `None` in a query by numbers.
    pub(crate) certificate_ends_at_ms: Option<i64>,
}

/// The qualification of each scheme that is told by card, in the order of the specification's tables.
pub(crate) fn told_by_card(person: &Person, today: Day) -> Vec<&Qualification> {
    Scheme::ALL
        .into_iter()
        .filter_map(|scheme| {
            person
                .qualifications
                .iter()
                .filter(|qualification| qualification.scheme == scheme)
                .max_by_key(|qualification| (qualification.in_force(today), qualification.starts_on))
        })
        .collect()
}

/// Builds the answer of these qualifications, each of a person.
pub(crate) fn build(asked: &Asked<'_>, told: &[(&Person, &Qualification)]) -> QualificationAnswer {
    let today = Day::in_tokyo(asked.now_ms);
    let several = told.windows(2).any(|pair| pair[0].0.id != pair[1].0.id);
    let results: Vec<_> = told
        .iter()
        .map(|(person, qualification)| result(asked, today, person, qualification))
        .collect();
    let ends_soon = asked
        .certificate_ends_at_ms
        .is_some_and(|ends_at_ms| Day::in_tokyo(ends_at_ms) <= three_months_after(today));
    QualificationAnswer {
        message_header: MessageHeader {
            process_execution_time: tokyo_time(asked.now_ms),
            qualification_confirmation_date: today.to_string(),
            medical_institution_code: asked.desk.institution.clone(),
            segment_of_result: SegmentOfResult::Normal,
            error_code: None,
            error_message: None,
        },
        message_body: MessageBody {
            processing_result_status: ProcessingResultStatus::Normal,
            processing_result_code: None,
            processing_result_message: ends_soon.then(|| CERTIFICATE_ENDS_SOON.to_owned()),
            qualification_validity: if several {
                QualificationValidity::Several
            } else {
                overall(&results)
            },
            result_list: results,
        },
    }
}

/// The qualification with its ticket of `month` as 一括取得 tells it; `None`: it has none that names whoever asks. That of a qualification
/// that is lost is told, too, and what it is worth.
pub(crate) fn told_in_bulk(
    asked: &Asked<'_>,
    person: &Person,
    qualification: &Qualification,
    month: YearMonth,
) -> Option<QualificationResult> {
    let ticket = qualification.ticket.as_ref()?;
    let today = Day::in_tokyo(asked.now_ms);
    (ticket.names_asking && ticket.valid_from.year_month() == month).then(|| QualificationResult {
        public_expense_result_list: vec![ticket_info(asked, today, ticket, person)],
        reference_number: None,
        ..result(asked, today, person, qualification)
    })
}

fn result(
    asked: &Asked<'_>,
    today: Day,
    person: &Person,
    qualification: &Qualification,
) -> QualificationResult {
    let assistance = qualification.scheme == Scheme::MedicalAssistance;
    let in_force = qualification.in_force(today);
    // Only a ticket that names the asking institution is told to it: otherwise the patient is 未委託 there.
    let ticket = qualification
        .ticket
        .as_ref()
        .filter(|ticket| in_force && ticket.names_asking);
    let validity = match (in_force, assistance, ticket) {
        (false, _, _) if person.in_force(qualification.scheme, today) => {
            QualificationValidity::InvalidNewerExists
        }
        (false, _, _) => QualificationValidity::Invalid,
        (true, true, None) => QualificationValidity::ValidUnregistered,
        (true, _, _) => QualificationValidity::Valid,
    };
    let begins = qualification.starts_on.to_string();
    QualificationResult {
        insured_card_classification: Some(qualification.classification.clone()),
        qualification_validity: Some(validity),
        insurer_number: Some(qualification.wire_insurer_number().into()),
        insured_card_symbol: qualification.symbol.clone(),
        insured_identification_number: Some(qualification.number.clone()),
        insured_branch_number: qualification.branch.clone(),
        personal_family_classification: qualification.family.clone(),
        insurer_name: Some(qualification.insurer_name.clone()),
        name: Some(person.name.clone()),
        name_of_other: person.name_of_other.clone(),
        name_kana: Some(person.name_kana.clone()),
        sex1: Some(person.sex.clone()),
        birthdate: Some(person.birth_date.to_string().into()),
        address: person.address.clone(),
        post_number: person.post_number.clone(),
        qualification_date: Some(begins.clone()),
        disqualification_date: qualification.ends_on.map(|end| end.to_string()),
        reason_of_loss: qualification.reason_of_loss.clone(),
        insured_certificate_issuance_date: (!assistance).then(|| begins.clone()),
        insured_card_valid_date: (!assistance).then_some(begins),
        insured_card_expiration_date: None,
        insured_partial_contribution_ratio: qualification.ratio.clone(),
        public_expense_result_list: ticket
            .map(|ticket| ticket_info(asked, today, ticket, person))
            .into_iter()
            .collect(),
        reference_number: qualification.reference_number.clone(),
    }
}

fn ticket_info(asked: &Asked<'_>, today: Day, ticket: &Ticket, person: &Person) -> MedicalTicketInfo {
    let combined = Scheme::ALL
        .into_iter()
        .all(|scheme| person.in_force(scheme, today));
    let (ticket_type, treatment) = match asked.desk.facility {
        Facility::Clinic => (TicketType::MedicalTicket, ticket.treatment.clone()),
        Facility::Pharmacy => (TicketType::DispensingTicket, TreatmentType::Dispensing),
    };
    MedicalTicketInfo {
        ticket_type: Some(ticket_type),
        medical_ticket_valid_date: Some(ticket.valid_from.to_string()),
        medical_ticket_expiration_date: Some(ticket.valid_until.to_string()),
        issue_number: Some(ticket.issue_number.clone()),
        medical_treatment_month: Some(today.year_month().to_string()),
        designated_medical_institution_code: Some(asked.desk.institution.clone()),
        designated_medical_institution_flag: Some(DesignatedInstitution::Same),
        designated_medical_institution_name: Some(asked.desk.institution_name.clone()),
        medical_treatment_type: Some(treatment),
        self_pay_amount: Some(ticket.self_pay_yen.to_string()),
        district_contact_name: Some(ticket.district_contact.clone()),
        single_or_combined_use: Some(if combined {
            SingleOrCombined::Combined
        } else {
            SingleOrCombined::Single
        }),
        ..MedicalTicketInfo::default()
    }
}

fn overall(results: &[QualificationResult]) -> QualificationValidity {
    let order = [
        QualificationValidity::Valid,
        QualificationValidity::ValidUnregistered,
        QualificationValidity::InvalidNewerExists,
        QualificationValidity::Invalid,
    ];
    order
        .into_iter()
        .find(|validity| {
            results
                .iter()
                .any(|result| result.qualification_validity.as_ref() == Some(validity))
        })
        .unwrap_or(QualificationValidity::NotFound)
}

/// The same day three months later, or the last one before it that exists.
fn three_months_after(day: Day) -> Day {
    let months = day.year() * 12 + i32::from(day.month()) - 1 + 3;
    let month = u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
    (1..=day.day())
        .rev()
        .find_map(|of_month| Day::new(months.div_euclid(12), month, of_month).ok())
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(validities: &[QualificationValidity]) -> Vec<QualificationResult> {
        let result = |validity: &QualificationValidity| QualificationResult {
            qualification_validity: Some(validity.clone()),
            ..QualificationResult::default()
        };
        validities.iter().map(result).collect()
    }

    #[test]
    fn the_whole_is_as_good_as_its_best_part() {
        use QualificationValidity::{Invalid, InvalidNewerExists, NotFound, Valid, ValidUnregistered};
        let rows: [(&[QualificationValidity], QualificationValidity); 6] = [
            (&[], NotFound),
            (&[Invalid], Invalid),
            (&[Invalid, InvalidNewerExists], InvalidNewerExists),
            (&[Invalid, ValidUnregistered], ValidUnregistered),
            (&[Invalid, Valid], Valid),
            (&[ValidUnregistered, Valid], Valid),
        ];
        for (parts, whole) in rows {
            assert_eq!(overall(&with(parts)), whole, "{parts:?}");
        }
    }

    #[test]
    fn three_months_end_with_the_month() {
        let day = |text| Day::parse(text).unwrap();
        for (from, to) in [
            ("20261130", "20270228"),
            ("20271130", "20280229"),
            ("20260115", "20260415"),
            ("20261231", "20270331"),
        ] {
            assert_eq!(three_months_after(day(from)).to_string(), to, "{from}");
        }
    }
}
