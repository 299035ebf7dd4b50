//! 資格情報 as the national system answers it: the element names are the wire names of `domain.md` §1.7.
//!
//! Everything optional there is optional here, and every value that names or numbers a person is kept as the
//! text it came as ([`Redacted`]): leading zeros and spaces mean something. `None` means that the element was
//! absent; an empty element is an empty text.
//!
//! Taken up is what this version shows or keeps. Passed over when an answer is decoded, and so not kept in the registry
//! either: `ArbitraryFileIdentifier`, `ReferenceClassification`, `CharacterCodeIdentifier` of the header;
//! `QualificationConfirmSearchInfo`, `PrescriptionIssueSelect` of the body; `InsuredName`, `NameOfOtherKana`, `Sex2`,
//! `PreschoolClassification`, 高齢受給者証, 限度額, 特定疾病 and the consents of a result. Of a ticket everything is taken up.

pub mod received;

use crate::code::{
    CardClassification, Consistency, DesignatedInstitution, PersonalFamily, ProcessingResultStatus,
    QualificationValidity, ReasonOfLoss, SegmentOfResult, Sex, SingleOrCombined, SocialInsurance, TicketType,
    TreatmentType,
};
use crate::{Redacted, Scheme};
use serde::{Deserialize, Serialize};

/// Text that may identify a person.
pub type Personal = Redacted<String>;

/// 資格照会回答情報: the answer to one query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualificationAnswer {
    /// Who answered, when, for whom.
    pub message_header: MessageHeader,
    /// What the answer is.
    pub message_body: MessageBody,
}

/// `MessageHeader`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageHeader {
    /// `yyyyMMddHHmmss`, Asia/Tokyo.
    pub process_execution_time: String,
    /// The day the qualification was asked for, `yyyyMMdd`.
    pub qualification_confirmation_date: String,
    /// 医療機関コード the answer is for. Not checked for its digit on receipt.
    pub medical_institution_code: String,
    /// Anything but 1 and 2 is a failure.
    pub segment_of_result: SegmentOfResult,
    /// Set when the segment is not 1; opaque (no public list, `domain.md` §8.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// Set together with `error_code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

/// `MessageBody`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageBody {
    /// Whether the processing ended normally.
    pub processing_result_status: ProcessingResultStatus,
    /// Opaque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_code: Option<String>,
    /// Present on a normal end too, e.g. "the certificate expires within three months".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_message: Option<String>,
    /// Of the answer as a whole; each result has its dates. With two results each is decided for itself.
    pub qualification_validity: QualificationValidity,
    /// 0..n results: with a My Number card both schemes of a 併用 patient.
    #[serde(default)]
    pub result_list: Vec<QualificationResult>,
}

/// `ResultOfQualificationConfirmation`: one qualification of one person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualificationResult {
    /// A1 is 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_classification: Option<CardClassification>,
    /// Validity of this very qualification, where the backend says it per result (this project's extension
    /// for 併用 answers; `None` when only the dates decide).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification_validity: Option<QualificationValidity>,
    /// 保険者番号, or 公費負担者番号 for 医療扶助: 8 characters, space-padded on the left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurer_number: Option<Personal>,
    /// 被保険者証記号. Absent for 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_symbol: Option<Personal>,
    /// 被保険者番号, or 受給者番号 for 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_identification_number: Option<Personal>,
    /// 枝番, two digits. Absent for 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_branch_number: Option<Personal>,
    /// 本人 or 家族. Absent for 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_family_classification: Option<PersonalFamily>,
    /// 保険者名称, or the 福祉事務所 for 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurer_name: Option<String>,
    /// 氏名. May hold ● for a character that could not be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Personal>,
    /// 氏名（その他）, e.g. 通称.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_of_other: Option<Personal>,
    /// 氏名カナ, half-width kana.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_kana: Option<Personal>,
    /// 性別1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex1: Option<Sex>,
    /// 生年月日, `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthdate: Option<Personal>,
    /// 住所. Absent when disclosure is blocked (不開示).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Personal>,
    /// 郵便番号, `123-4567`. Absent when disclosure is blocked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_number: Option<Personal>,
    /// 資格取得日; 医療扶助: 保護開始/再開. `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification_date: Option<String>,
    /// 資格喪失日; 医療扶助: 停止/廃止. `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disqualification_date: Option<String>,
    /// 喪失事由.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_of_loss: Option<ReasonOfLoss>,
    /// 証の交付日, `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_certificate_issuance_date: Option<String>,
    /// 証の有効開始日, `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_valid_date: Option<String>,
    /// 証の有効終了日, `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_expiration_date: Option<String>,
    /// 一部負担金の割合, three digits of percent such as `030`. Absent for 医療扶助.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_partial_contribution_ratio: Option<String>,
    /// 医療券/調剤券, 0..n. Only with 医療扶助.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub public_expense_result_list: Vec<MedicalTicketInfo>,
    /// 照会番号 this institution registered earlier; `None` or empty: not registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_number: Option<Personal>,
}

impl QualificationResult {
    /// The scheme by the card's class (A1 is 医療扶助), and by tickets or 法別番号 12 where the class is absent or
    /// unknown.
    pub fn scheme(&self) -> Scheme {
        let by_number = || {
            self.insurer_number
                .as_ref()
                .is_some_and(|n| n.expose().starts_with("12"))
        };
        match &self.insured_card_classification {
            Some(CardClassification::MedicalAssistance) => Scheme::MedicalAssistance,
            Some(CardClassification::Unknown(_)) | None
                if !self.public_expense_result_list.is_empty() || by_number() =>
            {
                Scheme::MedicalAssistance
            }
            Some(_) | None => Scheme::HealthInsurance,
        }
    }

    /// 未委託 at the institution that asks; `overall` counts where the result does not say its own validity.
    ///
    /// How 未委託 looks on the wire is nowhere said in public; this is an inference (`domain.md` §1.7, "未委託 on the wire"):
    /// 有効（未登録）, or 有効 with tickets of which every one says that it names another institution (不一致). Of a person among
    /// several (複数該当) each result speaks for itself. What is 無効 is that, whatever its tickets say.
    pub fn is_unentrusted(&self, overall: &QualificationValidity) -> bool {
        let flags = self.public_expense_result_list.iter();
        let flags = flags.map(|ticket| ticket.designated_medical_institution_flag.as_ref());
        unentrusted(self.qualification_validity.as_ref().unwrap_or(overall), flags)
    }

    /// The registered 照会番号; `None` when absent or empty.
    pub fn registered_inquiry_number(&self) -> Option<&str> {
        self.reference_number
            .as_ref()
            .map(|n| n.expose().as_str())
            .filter(|n| !n.trim().is_empty())
    }
}

/// [`QualificationResult::is_unentrusted`] from the validity of a result and the flags of its tickets.
fn unentrusted<'a>(
    validity: &QualificationValidity,
    tickets: impl Iterator<Item = Option<&'a DesignatedInstitution>>,
) -> bool {
    match validity {
        QualificationValidity::ValidUnregistered => true,
        QualificationValidity::Valid | QualificationValidity::Several => {
            let mut tickets = tickets.peekable();
            tickets.peek().is_some() && tickets.all(|flag| flag == Some(&DesignatedInstitution::Different))
        }
        QualificationValidity::Invalid
        | QualificationValidity::InvalidNewerExists
        | QualificationValidity::NotFound
        | QualificationValidity::Unknown(_) => false,
    }
}

/// `MedicalTicketInfo`: one 医療券 or 調剤券.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MedicalTicketInfo {
    /// 券の種別.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<TicketType>,
    /// 有効期間 from, `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_ticket_valid_date: Option<String>,
    /// 有効期間 to, `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_ticket_expiration_date: Option<String>,
    /// 交付番号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_number: Option<Personal>,
    /// 診療年月, `yyyyMM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_treatment_month: Option<String>,
    /// 指定医療機関コード.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designated_medical_institution_code: Option<String>,
    /// 指定医療機関確認フラグ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designated_medical_institution_flag: Option<DesignatedInstitution>,
    /// 指定医療機関名.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designated_medical_institution_name: Option<String>,
    /// 処方箋発行元医療機関コード. Only with 調剤券.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prescription_issuer_medical_institution_code: Option<String>,
    /// 処方箋発行元医療機関名. Only with 調剤券.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prescription_issuer_medical_institution_name: Option<String>,
    /// 傷病名1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injury_name1: Option<Personal>,
    /// 傷病名2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injury_name2: Option<Personal>,
    /// 傷病名3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injury_name3: Option<Personal>,
    /// 診療別.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_treatment_type: Option<TreatmentType>,
    /// 本人支払額, yen as digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_pay_amount: Option<String>,
    /// 地区担当員名.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district_contact_name: Option<Personal>,
    /// 取扱担当者名.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling_contact_name: Option<Personal>,
    /// 単独・併用.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_or_combined_use: Option<SingleOrCombined>,
    /// 社会保険.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_of_social_insurance: Option<SocialInsurance>,
    /// 社保 不整合; `None`: none is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consistency_flag: Option<Consistency>,
    /// 感染症法37条の2 (OQSCD023): `01` or `02`, whose words no public source gives. The wire name is written so.
    #[serde(rename = "StatusOfInfecton", default, skip_serializing_if = "Option::is_none")]
    pub status_of_infection: Option<Personal>,
    /// 後期高齢 (OQSCD024): `01` or `02`, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_of_elderly_medical_care: Option<Personal>,
    /// 都道府県費 (OQSCD025): `01` or `02`, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_of_prefectural_expenses: Option<Personal>,
    /// 備考1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks1: Option<Personal>,
    /// 備考2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks2: Option<Personal>,
    /// 備考3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks3: Option<Personal>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_and_absent_elements() {
        let result = QualificationResult {
            insured_card_classification: Some(CardClassification::MedicalAssistance),
            insurer_number: Some("12131017".into()),
            sex1: Some(Sex::Female),
            ..QualificationResult::default()
        };
        let json = serde_json::to_string(&result).unwrap();
        assert_eq!(
            json,
            r#"{"InsuredCardClassification":"A1","InsurerNumber":"12131017","Sex1":"2"}"#
        );
        assert_eq!(
            serde_json::from_str::<QualificationResult>(&json).unwrap(),
            result
        );
        assert_eq!(result.scheme(), Scheme::MedicalAssistance);
    }

    #[test]
    fn nothing_of_a_ticket_is_lost() {
        let names = [
            "TicketType",
            "MedicalTicketValidDate",
            "MedicalTicketExpirationDate",
            "IssueNumber",
            "MedicalTreatmentMonth",
            "DesignatedMedicalInstitutionCode",
            "DesignatedMedicalInstitutionFlag",
            "DesignatedMedicalInstitutionName",
            "PrescriptionIssuerMedicalInstitutionCode",
            "PrescriptionIssuerMedicalInstitutionName",
            "InjuryName1",
            "InjuryName2",
            "InjuryName3",
            "MedicalTreatmentType",
            "SelfPayAmount",
            "DistrictContactName",
            "HandlingContactName",
            "SingleOrCombinedUse",
            "StatusOfSocialInsurance",
            "ConsistencyFlag",
            "StatusOfInfecton",
            "StatusOfElderlyMedicalCare",
            "StatusOfPrefecturalExpenses",
            "Remarks1",
            "Remarks2",
            "Remarks3",
        ];
        let ticket: serde_json::Map<_, _> = names
            .map(|name| (name.to_owned(), name.into()))
            .into_iter()
            .collect();
        let ticket = serde_json::Value::Object(ticket);
        let decoded: MedicalTicketInfo = serde_json::from_value(ticket.clone()).unwrap();
        assert_eq!(serde_json::to_value(decoded).unwrap(), ticket);
    }

    #[test]
    fn spaces_and_zeros_stay() {
        let json = r#"{"InsurerNumber":"  138057","InsuredBranchNumber":"01"}"#;
        let result: QualificationResult = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&result).unwrap(), json);
        assert_eq!(result.scheme(), Scheme::HealthInsurance);
    }

    #[test]
    fn an_empty_inquiry_number_is_none() {
        let result = QualificationResult {
            reference_number: Some(" ".into()),
            ..Default::default()
        };
        assert_eq!(result.registered_inquiry_number(), None);
    }
}
