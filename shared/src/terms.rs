//! 読み替え as data (D3): which word a scheme uses for a thing, at which facility, in which language.
//!
//! Source: 読み替え表 of the specification (L112–131). The specification writes 「医療券/調剤券」; it is split by
//! facility here (`flows.md`). Every combination has a word of its own: no view decides.

use crate::{Facility, Language, Scheme};

/// A thing that has different names under the two schemes or at the two facilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// 医療扶助, 医療保険
    SchemeName,
    /// The paper that shows the qualification: 医療券, 調剤券, 被保険者証
    Certificate,
    /// 公費負担者番号, 保険者番号
    PayerNumber,
    /// 受給者番号, 被保険者番号
    InsuredNumber,
    /// Who pays: 福祉事務所, 保険者
    Payer,
    /// 健康増進法に基づく健診, 特定健診
    HealthCheckup,
    /// When the qualification began: 保護開始日, 資格取得日
    QualificationStart,
    /// When it ended: 停止・廃止日, 資格喪失日
    QualificationEnd,
    /// What the patient pays: 本人支払額, 負担割合
    Burden,
    /// 問診票, 初回質問票
    Questionnaire,
    /// カルテ, 薬歴
    Chart,
    /// 診察券, 患者番号票
    PatientCard,
    /// Where the patient is received: この医療機関, この薬局
    Institution,
    /// What brings the patient: 主訴・来院の理由, 症状・来局の理由
    Complaint,
}

impl Term {
    /// Every term.
    pub const ALL: [Self; 14] = [
        Self::SchemeName,
        Self::Certificate,
        Self::PayerNumber,
        Self::InsuredNumber,
        Self::Payer,
        Self::HealthCheckup,
        Self::QualificationStart,
        Self::QualificationEnd,
        Self::Burden,
        Self::Questionnaire,
        Self::Chart,
        Self::PatientCard,
        Self::Institution,
        Self::Complaint,
    ];

    /// The word.
    pub fn word(self, scheme: Scheme, facility: Facility, language: Language) -> &'static str {
        let pair = match (self, scheme, facility) {
            (Self::SchemeName, Scheme::MedicalAssistance, _) => ("医療扶助", "Medical assistance"),
            (Self::SchemeName, Scheme::HealthInsurance, _) => ("医療保険", "Health insurance"),
            (Self::Certificate, Scheme::MedicalAssistance, Facility::Clinic) => ("医療券", "medical ticket"),
            (Self::Certificate, Scheme::MedicalAssistance, Facility::Pharmacy) => {
                ("調剤券", "dispensing ticket")
            }
            (Self::Certificate, Scheme::HealthInsurance, _) => ("被保険者証", "insurance certificate"),
            (Self::PayerNumber, Scheme::MedicalAssistance, _) => ("公費負担者番号", "Public payer number"),
            (Self::PayerNumber, Scheme::HealthInsurance, _) => ("保険者番号", "Insurer number"),
            (Self::InsuredNumber, Scheme::MedicalAssistance, _) => ("受給者番号", "Recipient number"),
            (Self::InsuredNumber, Scheme::HealthInsurance, _) => (
                "被保険者番号（記号・番号・枝番）",
                "Insured number (symbol, number, branch)",
            ),
            (Self::Payer, Scheme::MedicalAssistance, _) => ("福祉事務所", "Welfare office"),
            (Self::Payer, Scheme::HealthInsurance, _) => ("保険者", "Insurer"),
            (Self::HealthCheckup, Scheme::MedicalAssistance, _) => {
                ("健康増進法に基づく健診", "checkup under the Health Promotion Act")
            }
            (Self::HealthCheckup, Scheme::HealthInsurance, _) => ("特定健診", "specific health checkup"),
            (Self::QualificationStart, Scheme::MedicalAssistance, _) => {
                ("保護開始・再開日", "Assistance from")
            }
            (Self::QualificationStart, Scheme::HealthInsurance, _) => ("資格取得日", "Covered from"),
            (Self::QualificationEnd, Scheme::MedicalAssistance, _) => ("停止・廃止日", "Assistance ended"),
            (Self::QualificationEnd, Scheme::HealthInsurance, _) => ("資格喪失日", "Cover ended"),
            (Self::Burden, Scheme::MedicalAssistance, _) => ("本人支払額", "Patient pays"),
            (Self::Burden, Scheme::HealthInsurance, _) => ("負担割合", "Co-payment"),
            (Self::Questionnaire, _, Facility::Clinic) => ("問診票", "questionnaire"),
            (Self::Questionnaire, _, Facility::Pharmacy) => ("初回質問票", "first-visit questionnaire"),
            (Self::Chart, _, Facility::Clinic) => ("カルテ", "chart"),
            (Self::Chart, _, Facility::Pharmacy) => ("薬歴", "medication record"),
            (Self::PatientCard, _, Facility::Clinic) => ("診察券", "patient card"),
            (Self::PatientCard, _, Facility::Pharmacy) => ("患者番号票", "patient number slip"),
            (Self::Institution, _, Facility::Clinic) => ("この医療機関", "this institution"),
            (Self::Institution, _, Facility::Pharmacy) => ("この薬局", "this pharmacy"),
            (Self::Complaint, _, Facility::Clinic) => ("主訴・来院の理由", "Complaint, reason for the visit"),
            (Self::Complaint, _, Facility::Pharmacy) => {
                ("症状・来局の理由", "Symptoms, reason for the visit")
            }
        };
        match language {
            Language::Ja => pair.0,
            Language::En => pair.1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_other_scheme() {
        for facility in Facility::ALL {
            for term in Term::ALL {
                let assistance = term.word(Scheme::MedicalAssistance, facility, Language::Ja);
                let insurance = term.word(Scheme::HealthInsurance, facility, Language::Ja);
                assert!(
                    !assistance.contains("保険") && !assistance.contains("特定健診"),
                    "{assistance}"
                );
                for word in ["扶助", "公費", "受給", "福祉", "保護", "医療券", "調剤券"] {
                    assert!(!insurance.contains(word), "{insurance}");
                }
            }
        }
    }

    #[test]
    fn the_ticket_is_split_by_facility() {
        let word = |facility| Term::Certificate.word(Scheme::MedicalAssistance, facility, Language::Ja);
        assert_eq!(
            (word(Facility::Clinic), word(Facility::Pharmacy)),
            ("医療券", "調剤券")
        );
    }
}
