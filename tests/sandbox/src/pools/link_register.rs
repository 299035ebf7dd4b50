//! オンライン資格確認システム, its side of 初回登録: 「紐付け情報を登録」. A link stays, whatever day it is.

use super::{Pool, exchange, outcome_word};
use crate::database::retrying;
use crate::problem::Refusal;
use crate::state::App;
use madoguchi_shared::backend::LinkOutcome;
use madoguchi_shared::qualification::Personal;

/// 紐付け情報
pub(crate) struct Link {
    /// シリアル番号
    pub(crate) certificate_serial: String,
    /// 公費負担者番号
    pub(crate) payer_number: Personal,
    /// 受給者番号
    pub(crate) recipient_number: Personal,
}

/// 紐付け処理結果
pub(crate) struct Receipt {
    /// `Linked` or `AlreadyLinked`.
    pub(crate) outcome: LinkOutcome,
}

/// Registers a link. Of several at once for one card one is `Linked`, the others `AlreadyLinked`.
pub(crate) async fn register(app: &App, link: Link) -> Result<Receipt, Refusal> {
    let register = async {
        let linked = is_linked(app, &link.certificate_serial).await? || !insert(app, &link).await?;
        let outcome = if linked {
            LinkOutcome::AlreadyLinked
        } else {
            LinkOutcome::Linked
        };
        Ok(Receipt { outcome })
    };
    exchange(
        app,
        Pool::LinkRegister,
        &link.certificate_serial,
        register,
        |receipt| outcome_word(receipt.outcome),
    )
    .await
}

/// Whether the card with this certificate leads to a qualification: since ever, or by a link that was registered here.
pub(crate) async fn is_linked(app: &App, serial: &str) -> sqlx::Result<bool> {
    let ways: i64 = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM person WHERE certificate_serial = $1 AND linked = 1) \
         + (SELECT COUNT(*) FROM card_link WHERE certificate_serial = $2)",
    )
    .bind(serial)
    .bind(serial)
    .fetch_one(app.database.pool())
    .await?;
    Ok(ways > 0)
}

/// `false`: another was first.
async fn insert(app: &App, link: &Link) -> sqlx::Result<bool> {
    let done = retrying(|| {
        sqlx::query(
            "INSERT INTO card_link (certificate_serial, payer_number, recipient_number, linked_at_ms) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (certificate_serial) DO NOTHING",
        )
        .bind(&link.certificate_serial)
        .bind(link.payer_number.expose())
        .bind(link.recipient_number.expose())
        .bind(app.clock.now_ms())
        .execute(app.database.pool())
    })
    .await?;
    Ok(done.rows_affected() == 1)
}
