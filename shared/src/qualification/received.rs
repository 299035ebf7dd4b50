//! Decoding of a received answer (D10): of an 未委託 qualification the 公費負担者番号, the 受給者番号 and the tickets never get
//! past here, because the type it is decoded into has no place for them.

use super::{MessageBody, MessageHeader, Personal, QualificationAnswer, QualificationResult, unentrusted};
use crate::code::{
    CardClassification, DesignatedInstitution, ProcessingResultStatus, QualificationValidity, Sex,
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Decodes the bytes of 資格照会回答情報.
pub fn read(bytes: &[u8]) -> Result<QualificationAnswer, serde_json::Error> {
    let Answer {
        message_header,
        message_body: body,
    } = serde_json::from_slice(bytes)?;
    let results = body.result_list.into_iter();
    let result_list = results
        .map(|raw| result(raw.get().as_bytes(), &body.qualification_validity))
        .collect::<Result<_, _>>()?;
    Ok(QualificationAnswer {
        message_header,
        message_body: MessageBody {
            processing_result_status: body.processing_result_status,
            processing_result_code: body.processing_result_code,
            processing_result_message: body.processing_result_message,
            qualification_validity: body.qualification_validity,
            result_list,
        },
    })
}

fn result(raw: &[u8], overall: &QualificationValidity) -> Result<QualificationResult, serde_json::Error> {
    let own: Worth = serde_json::from_slice(raw)?;
    let flags = own.public_expense_result_list.iter();
    let flags = flags.map(|ticket| ticket.designated_medical_institution_flag.as_ref());
    if unentrusted(own.qualification_validity.as_ref().unwrap_or(overall), flags) {
        serde_json::from_slice(raw).map(Unentrusted::into)
    } else {
        serde_json::from_slice(raw)
    }
}

/// The answer, with its results still as the bytes they are: nothing of them is copied.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer<'a> {
    message_header: MessageHeader,
    #[serde(borrow)]
    message_body: Body<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a> {
    processing_result_status: ProcessingResultStatus,
    #[serde(default)]
    processing_result_code: Option<String>,
    #[serde(default)]
    processing_result_message: Option<String>,
    qualification_validity: QualificationValidity,
    #[serde(borrow, default)]
    result_list: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Worth {
    #[serde(default)]
    qualification_validity: Option<QualificationValidity>,
    #[serde(default)]
    public_expense_result_list: Vec<Named>,
}

/// Whether a ticket names the institution that asks.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Named {
    #[serde(default)]
    designated_medical_institution_flag: Option<DesignatedInstitution>,
}

/// What may be kept of an 未委託 qualification (F11, F12): who, and which office to call.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
struct Unentrusted {
    insured_card_classification: Option<CardClassification>,
    insurer_name: Option<String>,
    name: Option<Personal>,
    name_of_other: Option<Personal>,
    name_kana: Option<Personal>,
    sex1: Option<Sex>,
    birthdate: Option<Personal>,
    address: Option<Personal>,
    post_number: Option<Personal>,
    qualification_date: Option<String>,
    disqualification_date: Option<String>,
    reference_number: Option<Personal>,
}

impl From<Unentrusted> for QualificationResult {
    fn from(kept: Unentrusted) -> Self {
        Self {
            // Only 医療扶助 can be 未委託; the numbers that would tell are not here.
            insured_card_classification: kept
                .insured_card_classification
                .or(Some(CardClassification::MedicalAssistance)),
            // Said here: the tickets that may have told are not here either.
            qualification_validity: Some(QualificationValidity::ValidUnregistered),
            insurer_name: kept.insurer_name,
            name: kept.name,
            name_of_other: kept.name_of_other,
            name_kana: kept.name_kana,
            sex1: kept.sex1,
            birthdate: kept.birthdate,
            address: kept.address,
            post_number: kept.post_number,
            qualification_date: kept.qualification_date,
            disqualification_date: kept.disqualification_date,
            reference_number: kept.reference_number,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answer(overall: &str, results: &[serde_json::Value]) -> Vec<u8> {
        json!({
            "MessageHeader": {
                "ProcessExecutionTime": "20261122100000", "QualificationConfirmationDate": "20261122",
                "MedicalInstitutionCode": "1312345679", "SegmentOfResult": "1",
            },
            "MessageBody": {
                "ProcessingResultStatus": "1", "QualificationValidity": overall, "ResultList": results,
            },
        })
        .to_string()
        .into_bytes()
    }

    fn assistance(validity: Option<&str>) -> serde_json::Value {
        let mut result = json!({
            "InsurerNumber": "12131017", "InsuredIdentificationNumber": "1234566", "Name": "見本 花子",
            "PublicExpenseResultList": [{ "IssueNumber": "0000017" }],
        });
        if let Some(validity) = validity {
            result["QualificationValidity"] = json!(validity);
        }
        result
    }

    const UNREGISTERED: &str = "6";

    #[test]
    fn of_an_unentrusted_qualification_no_number_is_kept() {
        for (overall, own) in [
            (UNREGISTERED, None),
            ("1", Some(UNREGISTERED)),
            ("9", Some(UNREGISTERED)),
        ] {
            let read = read(&answer(overall, &[assistance(own)])).unwrap();
            let kept = &read.message_body.result_list[0];
            assert_eq!(kept.name.as_ref().unwrap().expose(), "見本 花子");
            assert_eq!(kept.scheme(), crate::Scheme::MedicalAssistance);
            let text = serde_json::to_string(&read).unwrap();
            for number in ["12131017", "1234566", "0000017"] {
                assert!(!text.contains(number), "{overall} {own:?}: {number}");
            }
        }
    }

    #[test]
    fn tickets_that_all_name_another_institution_are_unentrusted() {
        let with = |flags: &[Option<&str>]| {
            let mut result = assistance(None);
            let tickets = flags
                .iter()
                .map(|flag| json!({ "IssueNumber": "0000017", "DesignatedMedicalInstitutionFlag": flag }));
            result["PublicExpenseResultList"] = tickets.collect();
            result
        };
        for (overall, flags, kept) in [
            ("1", [Some("1"), Some("1")].as_slice(), false),
            ("5", &[Some("1")], false),
            ("1", &[Some("1"), Some("0")], true),
            ("1", &[Some("1"), None], true),
            ("1", &[Some("1"), Some("9")], true),
            ("1", &[], true),
            // 無効 is that.
            ("2", &[Some("1")], true),
        ] {
            let read = read(&answer(overall, &[with(flags)])).unwrap();
            let text = serde_json::to_string(&read).unwrap();
            for number in ["12131017", "1234566"] {
                assert_eq!(text.contains(number), kept, "{overall} {flags:?}: {number}");
            }
            let result = &read.message_body.result_list[0];
            assert_eq!(
                result.is_unentrusted(&overall.into()),
                !kept,
                "{overall} {flags:?}"
            );
            let whole: QualificationResult = serde_json::from_value(with(flags)).unwrap();
            assert_eq!(
                whole.is_unentrusted(&overall.into()),
                !kept,
                "{overall} {flags:?}"
            );
        }
    }

    #[test]
    fn everything_else_is_decoded_as_it_is() {
        let insurance =
            json!({ "InsurerNumber": "06131239", "Name": "見本 花子", "QualificationValidity": "1" });
        let bytes = answer(
            "1",
            &[insurance, assistance(Some(UNREGISTERED)), assistance(Some("1"))],
        );
        let read = read(&bytes).unwrap();
        let whole: QualificationAnswer = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(read.message_header, whole.message_header);
        let (read, whole) = (&read.message_body.result_list, &whole.message_body.result_list);
        assert_eq!((&read[0], &read[2]), (&whole[0], &whole[2]));
        assert_eq!(read[1].insurer_number, None);
        assert!(super::read(b"{}").is_err());
    }
}
