//! J-LIS: 有効性確認 of a certificate by its シリアル番号.

use super::{Pool, exchange};
use crate::population::CertificateValidity;
use crate::problem::Refusal;
use crate::state::App;

/// 有効性確認, asked for.
pub(crate) struct Confirmation {
    /// シリアル番号, lower-case hex without leading zeros.
    pub(crate) certificate_serial: String,
}

/// 有効性情報
pub(crate) struct ValidityInformation {
    /// What is on record; [`CertificateValidity::Unknown`] when nothing is.
    pub(crate) validity: CertificateValidity,
}

/// What J-LIS has on record now; newer than the CRL of the day.
pub(crate) async fn confirm(app: &App, asked: Confirmation) -> Result<ValidityInformation, Refusal> {
    let serial = asked.certificate_serial.as_str();
    let look_up = async {
        let recorded: Option<String> =
            sqlx::query_scalar("SELECT validity FROM jlis_certificate WHERE certificate_serial = $1")
                .bind(serial)
                .fetch_optional(app.database.pool())
                .await?;
        let validity = recorded.map_or(CertificateValidity::Unknown, |text| {
            CertificateValidity::parse(&text)
        });
        Ok(ValidityInformation { validity })
    };
    exchange(app, Pool::Jlis, serial, look_up, |known| known.validity.as_str()).await
}
