//! 医療保険者等向け中間サーバー等: 「紐付番号をキーに公費負担者番号・受給者番号を取得」.

use super::{Pool, exchange};
use crate::problem::Refusal;
use crate::state::App;
use madoguchi_shared::qualification::Personal;
use sqlx::Row;

/// Asks for the numbers of a person.
pub(crate) struct Inquiry {
    /// 機関別符号; the 紐付番号 hangs on it.
    pub(crate) agency_code: String,
}

/// What is found.
pub(crate) struct Finding {
    /// `None`: there is nothing to link a card to.
    pub(crate) numbers: Option<Numbers>,
}

/// 公費負担者番号・受給者番号. They go to オンライン資格確認システム and nowhere else.
pub(crate) struct Numbers {
    /// 公費負担者番号
    pub(crate) payer_number: Personal,
    /// 受給者番号
    pub(crate) recipient_number: Personal,
}

/// The numbers of a person, if there are any.
pub(crate) async fn look_up(app: &App, asked: Inquiry) -> Result<Finding, Refusal> {
    let look_up = async {
        let row = sqlx::query(
            "SELECT payer_number, recipient_number FROM intermediate_server_numbers WHERE agency_code = $1",
        )
        .bind(&asked.agency_code)
        .fetch_optional(app.database.pool())
        .await?;
        let numbers = match row {
            Some(row) => Some(Numbers {
                payer_number: row.try_get::<String, _>("payer_number")?.into(),
                recipient_number: row.try_get::<String, _>("recipient_number")?.into(),
            }),
            None => None,
        };
        Ok(Finding { numbers })
    };
    exchange(
        app,
        Pool::IntermediateServer,
        &asked.agency_code,
        look_up,
        |found| {
            if found.numbers.is_some() {
                "found"
            } else {
                "nothing"
            }
        },
    )
    .await
}
