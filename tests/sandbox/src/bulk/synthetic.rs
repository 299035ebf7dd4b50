//! Rows about nobody, for demo, tests and benchmarks: the same for the same institution, month and number. Names say that they are made
//! up, numbers have their check digits, and each ticket says 模擬データ. Of fifty rows one is in error, two are 無効.

use crate::database::{Database, retrying};
use madoguchi_shared::Facility;
use madoguchi_shared::backend::bulk::{BulkLine, BulkRow};
use madoguchi_shared::code::{
    CardClassification, DesignatedInstitution, ProcessingResultStatus, QualificationValidity, ReasonOfLoss,
    Sex, SingleOrCombined, TicketType, TreatmentType,
};
use madoguchi_shared::date::YearMonth;
use madoguchi_shared::identifier::{InstitutionCode, check_digit};
use madoguchi_shared::qualification::{MedicalTicketInfo, QualificationResult};

/// Most rows of an institution and month.
pub const MOST_ROWS: u32 = 200_000;

/// Rows in one INSERT: three values each.
const AT_ONCE: usize = 100;

const OFFICES: [(&str, &str); 3] = [
    ("12131017", "架空市福祉事務所"),
    ("12270013", "模擬区福祉事務所"),
    ("12010013", "見本町福祉事務所"),
];
const FAMILY_NAMES: [(&str, &str); 7] = [
    ("模擬", "ﾓｷﾞ"),
    ("架空", "ｶｸｳ"),
    ("見本", "ﾐﾎﾝ"),
    ("合成", "ｺﾞｳｾｲ"),
    ("試験", "ｼｹﾝ"),
    ("仮名", "ｶﾒｲ"),
    ("例示", "ﾚｲｼﾞ"),
];
const GIVEN_NAMES: [(&str, &str, Sex); 11] = [
    ("一郎", "ｲﾁﾛｳ", Sex::Male),
    ("和子", "ｶｽﾞｺ", Sex::Female),
    ("進", "ｽｽﾑ", Sex::Male),
    ("幸子", "ｻﾁｺ", Sex::Female),
    ("茂", "ｼｹﾞﾙ", Sex::Male),
    ("節子", "ｾﾂｺ", Sex::Female),
    ("博", "ﾋﾛｼ", Sex::Male),
    ("恵", "ﾒｸﾞﾐ", Sex::Female),
    ("翔", "ｼｮｳ", Sex::Male),
    ("葵", "ｱｵｲ", Sex::Female),
    ("薫", "ｶｵﾙ", Sex::Unset),
];
const ERRORS: [(&str, &str); 3] = [
    (
        "SANDBOX-1",
        "公費負担者番号と受給者番号の組合せを確認できません。",
    ),
    ("SANDBOX-2", "券の診療年月が資格の期間に含まれません。"),
    ("SANDBOX-3", "福祉事務所の登録処理が完了していません。"),
];

/// Replaces the synthetic rows of an institution and month by this many. Answers of before cannot be gone on with.
///
/// # Errors
///
/// When the database does not take them, as for an institution that it does not know.
pub async fn make_rows(
    database: &Database,
    institution: &InstitutionCode,
    month: YearMonth,
    rows: u32,
) -> sqlx::Result<()> {
    let (code, text) = (institution.as_str(), month.to_string());
    let facility = institution.facility().unwrap_or_default();
    retrying(|| async {
        let mut tx = database.begin().await?;
        for statement in [
            "DELETE FROM bulk_answer_row WHERE reception_number IN \
             (SELECT reception_number FROM bulk_answer WHERE institution_code = $1 AND month = $2)",
            "DELETE FROM bulk_answer WHERE institution_code = $1 AND month = $2",
            "DELETE FROM synthetic_row WHERE institution_code = $1 AND month = $2",
        ] {
            sqlx::query(statement)
                .bind(code)
                .bind(&text)
                .execute(&mut *tx)
                .await?;
        }
        let all: Vec<u32> = (1..=rows).collect();
        for some in all.chunks(AT_ONCE) {
            let sql = insert(some.len());
            let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(code).bind(&text);
            for position in some {
                let line = line(institution, facility, month, *position)
                    .map_err(|error| sqlx::Error::Encode(error.into()))?;
                query = query.bind(i64::from(*position)).bind(line);
            }
            query.execute(&mut *tx).await?;
        }
        tx.commit().await
    })
    .await
}

/// `$1` and `$2` are institution and month of all rows.
fn insert(rows: usize) -> String {
    let places = |row: usize| format!("($1, $2, ${}, ${})", row * 2 + 3, row * 2 + 4);
    let values: Vec<String> = (0..rows).map(places).collect();
    format!(
        "INSERT INTO synthetic_row (institution_code, month, position, line) VALUES {}",
        values.join(", ")
    )
}

fn line(
    institution: &InstitutionCode,
    facility: Facility,
    month: YearMonth,
    position: u32,
) -> serde_json::Result<String> {
    serde_json::to_string(&BulkLine::Row(Box::new(row(
        institution,
        facility,
        month,
        position,
    ))))
}

fn row(institution: &InstitutionCode, facility: Facility, month: YearMonth, position: u32) -> BulkRow {
    let lost = position % 25 == 12;
    let failed = position
        .is_multiple_of(50)
        .then(|| ERRORS[pick(position / 50, ERRORS.len())]);
    let whole = QualificationResult {
        public_expense_result_list: vec![ticket(institution, facility, month, position)],
        ..who(month, position, lost)
    };
    match failed {
        None => BulkRow {
            processing_result_status: ProcessingResultStatus::Normal,
            processing_result_code: None,
            processing_result_message: None,
            result_of_qualification_confirmation: Some(whole),
        },
        Some((code, message)) => BulkRow {
            processing_result_status: ProcessingResultStatus::Error,
            processing_result_code: Some(code.to_owned()),
            processing_result_message: Some(message.to_owned()),
            result_of_qualification_confirmation: Some(QualificationResult {
                qualification_validity: None,
                insured_identification_number: None,
                public_expense_result_list: Vec::new(),
                ..whole
            }),
        },
    }
}

fn who(month: YearMonth, position: u32, lost: bool) -> QualificationResult {
    let (payer, office) = OFFICES[pick(position, OFFICES.len())];
    let (family, family_kana) = FAMILY_NAMES[pick(position, FAMILY_NAMES.len())];
    let (given, given_kana, sex) = &GIVEN_NAMES[pick(position / 3, GIVEN_NAMES.len())];
    let year = 1930 + position.wrapping_mul(7) % 80;
    let birth = format!("{year:04}{:02}{:02}", position % 12 + 1, position % 28 + 1);
    QualificationResult {
        insured_card_classification: Some(CardClassification::MedicalAssistance),
        qualification_validity: Some(if lost {
            QualificationValidity::Invalid
        } else {
            QualificationValidity::Valid
        }),
        insurer_number: Some(payer.into()),
        insured_identification_number: Some(recipient_number(position).into()),
        insurer_name: Some(office.to_owned()),
        name: Some(format!("{family}　{given}").into()),
        name_kana: Some(format!("{family_kana} {given_kana}").into()),
        sex1: Some(sex.clone()),
        birthdate: Some(birth.into()),
        address: Some(format!("東京都千代田区架空町{}番", position % 90 + 1).into()),
        post_number: Some("100-9999".into()),
        qualification_date: Some("20240401".to_owned()),
        disqualification_date: lost.then(|| format!("{month}01")),
        reason_of_loss: lost.then_some(ReasonOfLoss::InsuranceAcquired),
        ..QualificationResult::default()
    }
}

fn ticket(
    institution: &InstitutionCode,
    facility: Facility,
    month: YearMonth,
    position: u32,
) -> MedicalTicketInfo {
    let (ticket_type, treatment) = match facility {
        Facility::Clinic => (TicketType::MedicalTicket, TreatmentType::Outpatient),
        Facility::Pharmacy => (TicketType::DispensingTicket, TreatmentType::Dispensing),
    };
    MedicalTicketInfo {
        ticket_type: Some(ticket_type),
        medical_ticket_valid_date: Some(format!("{month}01")),
        // Every month has a 28th day; the tickets are about nobody.
        medical_ticket_expiration_date: Some(format!("{month}28")),
        issue_number: Some(format!("{position:06}").into()),
        medical_treatment_month: Some(month.to_string()),
        designated_medical_institution_code: Some(institution.as_str().to_owned()),
        designated_medical_institution_flag: Some(DesignatedInstitution::Same),
        medical_treatment_type: Some(treatment),
        self_pay_amount: Some(if position % 10 == 3 { "1000" } else { "0" }.to_owned()),
        district_contact_name: Some("模擬　担当".into()),
        single_or_combined_use: Some(if position % 8 == 5 {
            SingleOrCombined::Combined
        } else {
            SingleOrCombined::Single
        }),
        remarks1: Some("模擬データ".into()),
        ..MedicalTicketInfo::default()
    }
}

/// Seven digits, from 2000010 on: none of the persons of `madoguchi-people` has one of these.
fn recipient_number(position: u32) -> String {
    let digits = format!("{:06}", 200_000 + position);
    let last = check_digit(digits.as_bytes()).map_or('0', char::from);
    format!("{digits}{last}")
}

fn pick(number: u32, of: usize) -> usize {
    usize::try_from(number).map_or(0, |number| number % of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::backend::bulk::RowWorth;
    use madoguchi_shared::identifier::{PublicPayerNumber, RecipientNumber};
    use std::collections::{HashMap, HashSet};

    #[test]
    fn the_same_rows_again_with_right_numbers_and_some_in_error() {
        let institution = InstitutionCode::parse("1312345679").unwrap();
        let month = YearMonth::new(2026, 11).unwrap();
        let of = |position| row(&institution, Facility::Clinic, month, position);
        let (mut worth, mut numbers) = (HashMap::new(), HashSet::new());
        for position in 1..=1000 {
            let made = of(position);
            assert_eq!(made, of(position));
            *worth.entry(made.worth()).or_insert(0) += 1;
            let result = made.result_of_qualification_confirmation.unwrap();
            PublicPayerNumber::parse(result.insurer_number.unwrap().expose()).unwrap();
            if let Some(number) = result.insured_identification_number {
                RecipientNumber::parse(number.expose()).unwrap();
                assert!(numbers.insert(number));
            }
            let said = result.public_expense_result_list.first();
            assert!(said.is_none_or(|ticket| ticket.remarks1 == Some("模擬データ".into())));
        }
        assert_eq!(worth[&RowWorth::Error], 20);
        assert_eq!(worth[&RowWorth::Invalid], 40);
        assert_eq!(worth[&RowWorth::Valid], 940);
    }
}
