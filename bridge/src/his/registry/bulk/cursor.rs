//! How far the retrieval of a month is. The cursor is the count of rows that are dealt with.

use crate::problem::Failure;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::BulkRow;
use madoguchi_shared::bridge::bulk::BulkBatch;
use sqlx::SqliteConnection;

/// When the answer was first asked for, ms since 1970, and the rows of a batch that are not dealt with yet, each with its place in the answer, from
/// 1. Under another 受付番号 than before the month begins anew, from its first row on. `BULK_CURSOR_INVALID`
pub(super) async fn new_rows<'a>(
    change: &mut SqliteConnection,
    now_ms: i64,
    batch: &'a BulkBatch,
) -> Result<(i64, impl Iterator<Item = (i64, &'a BulkRow)> + use<'a>), Failure> {
    let known: Option<(String, i64, i64, i64)> = sqlx::query_as(
        "SELECT reception_number, total, kept, asked_at_ms FROM bulk_retrievals WHERE month = $1",
    )
    .bind(batch.month.to_string())
    .fetch_optional(&mut *change)
    .await?;
    let (kept, asked_at_ms) = match known {
        Some((number, total, kept, asked_at_ms)) if number == batch.reception_number => {
            // What an answer has in all does not change.
            if place(batch.total)? != total {
                return Err(ErrorCode::BulkCursorInvalid.into());
            }
            (kept, asked_at_ms)
        }
        Some(_) | None if batch.after == 0 => {
            let asked_at_ms = batch.asked_at_ms.min(now_ms);
            begin(change, now_ms, asked_at_ms, batch).await?;
            (0, asked_at_ms)
        }
        Some(_) | None => return Err(ErrorCode::BulkCursorInvalid.into()),
    };
    let after = place(batch.after)?;
    if after > kept {
        return Err(ErrorCode::BulkCursorInvalid.into());
    }
    let positions = after + 1..;
    let new = positions
        .zip(&batch.rows)
        .filter(move |(position, _)| *position > kept);
    Ok((asked_at_ms, new))
}

/// What became of the new rows of a batch.
#[derive(Default)]
pub(super) struct Counts {
    /// Registered.
    pub(super) registered: i64,
    /// 無効.
    pub(super) invalid: i64,
    /// In error or undecided.
    pub(super) failed: i64,
    /// Charts that waited as 未委託.
    pub(super) completed: i64,
}

/// Moves the cursor behind the batch, never back, and adds what became of its new rows.
pub(super) async fn advance(
    change: &mut SqliteConnection,
    now_ms: i64,
    batch: &BulkBatch,
    counts: &Counts,
) -> Result<(), Failure> {
    let end = place(batch.after)? + i64::try_from(batch.rows.len()).map_err(Failure::internal)?;
    sqlx::query(
        "UPDATE bulk_retrievals SET kept = MAX(kept, $1), registered = registered + $4, invalid = invalid + $5, \
         failed = failed + $6, completed = completed + $7, \
         finished_at_ms = CASE WHEN MAX(kept, $1) = total THEN COALESCE(finished_at_ms, $2) END WHERE month = $3",
    )
    .bind(end)
    .bind(now_ms)
    .bind(batch.month.to_string())
    .bind(counts.registered)
    .bind(counts.invalid)
    .bind(counts.failed)
    .bind(counts.completed)
    .execute(change)
    .await?;
    Ok(())
}

/// A new answer takes the place of the one before: of that the tickets stay, what was in error is told anew.
async fn begin(
    change: &mut SqliteConnection,
    now_ms: i64,
    asked_at_ms: i64,
    batch: &BulkBatch,
) -> Result<(), Failure> {
    sqlx::query("DELETE FROM bulk_exceptions WHERE month = $1")
        .bind(batch.month.to_string())
        .execute(&mut *change)
        .await?;
    sqlx::query(
        "INSERT INTO bulk_retrievals (month, reception_number, total, kept, registered, invalid, failed, completed, \
         staff, started_at_ms, asked_at_ms) VALUES ($1, $2, $3, 0, 0, 0, 0, 0, $4, $5, $6) \
         ON CONFLICT (month) DO UPDATE SET reception_number = excluded.reception_number, total = excluded.total, \
         kept = 0, registered = 0, invalid = 0, failed = 0, completed = 0, staff = excluded.staff, started_at_ms = excluded.started_at_ms, \
         asked_at_ms = excluded.asked_at_ms, finished_at_ms = NULL",
    )
    .bind(batch.month.to_string())
    .bind(&batch.reception_number)
    .bind(place(batch.total)?)
    .bind(&batch.staff_id)
    .bind(now_ms)
    .bind(asked_at_ms)
    .execute(change)
    .await?;
    Ok(())
}

fn place(rows: u64) -> Result<i64, Failure> {
    i64::try_from(rows).map_err(|_| ErrorCode::BodyInvalid.into())
}
