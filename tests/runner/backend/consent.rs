//! 同意登録, and the records that it opens.

use super::{Backend, Operation};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::{
    CheckupAnswer, ConsentChoice, ConsentReceipt, ConsentRegistration, MedicationAnswer, RecordsKey,
    RecordsQuery,
};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityEvidence;

impl Backend {
    pub(crate) async fn register_consent(
        &self,
        evidence: IdentityEvidence,
        choice: ConsentChoice,
    ) -> Result<ConsentReceipt, ErrorCode> {
        let registration = ConsentRegistration {
            institution_code: self.desk.institution_code.clone(),
            evidence,
            choice,
        };
        self.ask(Operation::Consent, &registration).await
    }

    /// 薬剤情報 and 健診情報 of a period, each as far as it was agreed to.
    pub(crate) async fn records(
        &self,
        patient: RecordsKey,
        choice: ConsentChoice,
        [from, until]: [Day; 2],
    ) -> (
        Result<MedicationAnswer, ErrorCode>,
        Result<CheckupAnswer, ErrorCode>,
    ) {
        let query = RecordsQuery {
            institution_code: self.desk.institution_code.clone(),
            patient,
            from,
            until,
        };
        let medications = if choice.medications {
            self.ask(Operation::Medications, &query).await
        } else {
            Err(ErrorCode::ConsentRefused)
        };
        let checkups = if choice.checkups {
            self.ask(Operation::Checkups, &query).await
        } else {
            Err(ErrorCode::ConsentRefused)
        };
        (medications, checkups)
    }
}
