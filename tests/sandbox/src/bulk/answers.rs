//! What an answer consists of: rows about the persons as they are when it is asked, kept under a 受付番号, and after them the
//! synthetic rows of that institution and month.

use crate::answer;
use crate::database::retrying;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::state::App;
use crate::store;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::{BulkCursor, BulkLine, BulkRow};
use madoguchi_shared::code::ProcessingResultStatus;
use madoguchi_shared::date::YearMonth;
use madoguchi_shared::qualification::QualificationResult;
use sqlx::Row;
use uuid::Uuid;

/// How long an answer can be gone on with, ms: a day.
const KEPT_MS: i64 = 86_400_000;

/// An answer, and from where on it is told.
pub(super) struct Asked {
    /// 受付番号
    pub(super) reception_number: String,
    /// Rows about the persons.
    pub(super) own_rows: u64,
    /// All rows.
    pub(super) total: u64,
    /// Rows that are passed over.
    pub(super) after: u64,
}

/// A new answer, with all that there is now.
pub(super) async fn prepare(app: &App, desk: &Desk, month: YearMonth) -> Result<Asked, Refusal> {
    let lines = own_lines(app, desk, month).await?;
    let reception_number = Uuid::new_v4().simple().to_string();
    let own_rows = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let month = month.to_string();
    let total: i64 = retrying(|| async {
        let mut tx = app.database.begin().await?;
        forget_old(&mut tx, app.clock.now_ms()).await?;
        let synthetic: i64 = sqlx::query_scalar(
            "SELECT COALESCE(MAX(position), 0) FROM synthetic_row WHERE institution_code = $1 AND month = $2",
        )
        .bind(&desk.institution)
        .bind(&month)
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO bulk_answer (reception_number, institution_code, month, asked_at_ms, own_rows, total) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&reception_number)
        .bind(&desk.institution)
        .bind(&month)
        .bind(app.clock.now_ms())
        .bind(own_rows)
        .bind(own_rows + synthetic)
        .execute(&mut *tx)
        .await?;
        for (position, line) in (1_i64..).zip(&lines) {
            sqlx::query("INSERT INTO bulk_answer_row (reception_number, position, line) VALUES ($1, $2, $3)")
                .bind(&reception_number)
                .bind(position)
                .bind(line)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(own_rows + synthetic)
    })
    .await?;
    Ok(Asked {
        reception_number,
        own_rows: count(own_rows),
        total: count(total),
        after: 0,
    })
}

/// The answer that a cursor stands in. `BULK_CURSOR_INVALID` when it is none of this institution's, for this month, or ends before.
pub(super) async fn find(
    app: &App,
    desk: &Desk,
    month: YearMonth,
    cursor: &BulkCursor,
) -> Result<Asked, Refusal> {
    let row = sqlx::query(
        "SELECT own_rows, total FROM bulk_answer \
         WHERE reception_number = $1 AND institution_code = $2 AND month = $3 AND asked_at_ms > $4",
    )
    .bind(&cursor.reception_number)
    .bind(&desk.institution)
    .bind(month.to_string())
    .bind(app.clock.now_ms() - KEPT_MS)
    .fetch_optional(app.database.pool())
    .await?;
    let invalid = |what: &'static str| Refusal::new(ErrorCode::BulkCursorInvalid, what);
    let row = row.ok_or(invalid("no such answer"))?;
    let total = count(row.try_get("total")?);
    if cursor.after > total {
        return Err(invalid("behind the last row"));
    }
    Ok(Asked {
        reception_number: cursor.reception_number.clone(),
        own_rows: count(row.try_get("own_rows")?),
        total,
        after: cursor.after,
    })
}

async fn own_lines(app: &App, desk: &Desk, month: YearMonth) -> Result<Vec<String>, Refusal> {
    let asked = answer::Asked::at(desk, app.clock.now_ms());
    let mut results = Vec::new();
    for person in store::everyone(&app.database).await? {
        answer::Told::tell_in_bulk(person, &asked, month, &mut results);
    }
    results.into_iter().map(line).collect()
}

fn line(result: QualificationResult) -> Result<String, Refusal> {
    let row = BulkLine::Row(Box::new(BulkRow {
        processing_result_status: ProcessingResultStatus::Normal,
        processing_result_code: None,
        processing_result_message: None,
        result_of_qualification_confirmation: Some(result),
    }));
    serde_json::to_string(&row).map_err(|_| Refusal::new(ErrorCode::Internal, "cannot be written as JSON"))
}

async fn forget_old(tx: &mut sqlx::Transaction<'static, sqlx::Any>, now_ms: i64) -> sqlx::Result<()> {
    for statement in [
        "DELETE FROM bulk_answer_row WHERE reception_number IN \
         (SELECT reception_number FROM bulk_answer WHERE asked_at_ms <= $1)",
        "DELETE FROM bulk_answer WHERE asked_at_ms <= $1",
    ] {
        sqlx::query(statement)
            .bind(now_ms - KEPT_MS)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

fn count(rows: i64) -> u64 {
    u64::try_from(rows).unwrap_or(0)
}
