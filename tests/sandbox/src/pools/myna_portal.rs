//! マイナポータル（情報提供等記録開示システム）: 「JPKIを利用し、有効性確認を行う」, 「中間サーバーから公費負担者番号・受給者番号を取得」, and
//! both with the シリアル番号 to オンライン資格確認システム. Of the numbers nothing goes back to whoever asked.

use super::{Pool, exchange, intermediate_server, jlis, link_register, outcome_word};
use crate::population::CertificateValidity;
use crate::problem::Refusal;
use crate::state::App;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::LinkOutcome;

/// 初回登録処理, asked for.
pub(crate) struct Registration {
    /// シリアル番号 of the 利用者証明用電子証明書.
    pub(crate) certificate_serial: String,
}

/// 紐付け完了結果
pub(crate) struct Completion {
    /// As asked.
    pub(crate) certificate_serial: String,
    /// 紐付け処理結果
    pub(crate) outcome: LinkOutcome,
}

/// Links a certificate. Refuses when it is not valid at J-LIS, or when one of those asked does not answer.
pub(crate) async fn register(app: &App, asked: Registration) -> Result<Completion, Refusal> {
    let serial = asked.certificate_serial;
    let outcome = exchange(app, Pool::MynaPortal, &serial, link(app, &serial), |outcome| {
        outcome_word(*outcome)
    })
    .await?;
    Ok(Completion {
        certificate_serial: serial,
        outcome,
    })
}

async fn link(app: &App, serial: &str) -> Result<LinkOutcome, Refusal> {
    let known = jlis::confirm(
        app,
        jlis::Confirmation {
            certificate_serial: serial.to_owned(),
        },
    )
    .await?;
    let refused = match known.validity {
        CertificateValidity::Valid => None,
        CertificateValidity::Revoked => Some(ErrorCode::CertificateRevoked),
        CertificateValidity::Expired => Some(ErrorCode::CertificateExpired),
        CertificateValidity::Unknown => Some(ErrorCode::CertificateUnknown),
    };
    if let Some(code) = refused {
        return Err(Refusal::new(code, "J-LIS says that the certificate is not valid"));
    }
    let Some(agency_code) = agency_code(app, serial).await? else {
        return Ok(LinkOutcome::NothingToLink);
    };
    let found = intermediate_server::look_up(app, intermediate_server::Inquiry { agency_code }).await?;
    let Some(numbers) = found.numbers else {
        return Ok(LinkOutcome::NothingToLink);
    };
    let receipt = link_register::register(
        app,
        link_register::Link {
            certificate_serial: serial.to_owned(),
            payer_number: numbers.payer_number,
            recipient_number: numbers.recipient_number,
        },
    )
    .await?;
    Ok(receipt.outcome)
}

/// 機関別符号 of whoever has this certificate.
async fn agency_code(app: &App, serial: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT agency_code FROM myna_portal_person WHERE certificate_serial = $1")
        .bind(serial)
        .fetch_optional(app.database.pool())
        .await
}
