//! What the counter is told of a month.

use crate::problem::Failure;
use crate::wire::{from_json, from_word};
use madoguchi_shared::bridge::bulk::{
    BulkException, BulkExceptions, BulkExceptionsRequest, BulkProgress, BulkState, CompletedChart, LIST_LINES,
};
use madoguchi_shared::bridge::his::PatientBasics;
use madoguchi_shared::date::YearMonth;
use sqlx::{SqliteConnection, SqlitePool};

/// Columns of [`PROGRESS`].
type Progress = (String, i64, i64, i64, i64, i64, i64, i64, Option<i64>);

const PROGRESS: &str = "SELECT reception_number, total, kept, registered, invalid, failed, completed, asked_at_ms, \
     finished_at_ms FROM bulk_retrievals WHERE month = $1";

/// How far the retrieval of a month is; `None`: none was begun.
pub(super) async fn progress(
    connection: &mut SqliteConnection,
    month: YearMonth,
) -> Result<Option<BulkProgress>, Failure> {
    let row: Option<Progress> = sqlx::query_as(PROGRESS)
        .bind(month.to_string())
        .fetch_optional(connection)
        .await?;
    let count = |rows: i64| u64::try_from(rows).map_err(Failure::internal);
    row.map(
        |(
            reception_number,
            total,
            kept,
            registered,
            invalid,
            failed,
            completed,
            asked_at_ms,
            finished_at_ms,
        )| {
            Ok(BulkProgress {
                reception_number,
                total: count(total)?,
                kept: count(kept)?,
                registered: count(registered)?,
                invalid: count(invalid)?,
                failed: count(failed)?,
                completed: count(completed)?,
                asked_at_ms,
                finished_at_ms,
            })
        },
    )
    .transpose()
}

/// See [`Registry::bulk_state`](crate::his::Registry::bulk_state).
pub(in super::super) async fn state(store: &SqlitePool, month: YearMonth) -> Result<BulkState, Failure> {
    let mut reading = store.begin().await?;
    let retrieval = progress(&mut reading, month).await?;
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.patient_number, c.basics FROM bulk_tickets t \
         JOIN bulk_retrievals b ON b.month = t.month JOIN charts c ON c.chart = t.chart \
         WHERE t.month = $1 AND t.completed_at_ms >= b.started_at_ms \
         ORDER BY t.completed_at_ms DESC, c.patient_number LIMIT $2",
    )
    .bind(month.to_string())
    .bind(i64::try_from(LIST_LINES).map_err(Failure::internal)?)
    .fetch_all(&mut *reading)
    .await?;
    let completed = rows.into_iter().map(|(patient_number, basics)| {
        let basics: PatientBasics = from_json(&basics)?;
        Ok(CompletedChart {
            patient_number: patient_number.into(),
            patient_name: basics.name,
        })
    });
    Ok(BulkState {
        retrieval,
        completed: completed.collect::<Result<_, Failure>>()?,
    })
}

/// See [`Registry::bulk_exceptions`](crate::his::Registry::bulk_exceptions).
pub(in super::super) async fn exceptions(
    store: &SqlitePool,
    request: &BulkExceptionsRequest,
) -> Result<BulkExceptions, Failure> {
    type Row = (i64, String, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT position, cause, code, message, result FROM bulk_exceptions \
         WHERE month = $1 AND position > $2 ORDER BY position LIMIT $3",
    )
    .bind(request.month.to_string())
    .bind(i64::try_from(request.after).unwrap_or(i64::MAX))
    .bind(i64::try_from(LIST_LINES).map_err(Failure::internal)?)
    .fetch_all(store)
    .await?;
    let list = rows.into_iter().map(|(position, cause, code, message, result)| {
        Ok(BulkException {
            row: u64::try_from(position).map_err(Failure::internal)?,
            cause: from_word(&cause)?,
            code,
            message,
            result: result.as_deref().map(from_json).transpose()?,
        })
    });
    Ok(BulkExceptions {
        list: list.collect::<Result<_, Failure>>()?,
    })
}
