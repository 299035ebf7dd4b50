//! What becomes of one row: a ticket that is registered, or a line in the list of those that were not.

use super::charts;
use super::whose::{Whose, whose};
use crate::digest;
use crate::his::registry::row::number_key;
use crate::problem::Failure;
use crate::wire::{json, word};
use madoguchi_shared::backend::bulk::{BulkRow, RowWorth};
use madoguchi_shared::bridge::bulk::{BulkBatch, BulkCause};
use madoguchi_shared::qualification::QualificationResult;
use sqlx::SqliteConnection;

/// Where a row stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The batch it came in.
    pub(super) batch: &'a BulkBatch,
    /// Its place in the answer, from 1.
    pub(super) position: i64,
    /// When the answer was first asked for, ms since 1970.
    pub(super) asked_at_ms: i64,
    /// Now, ms since 1970.
    pub(super) now_ms: i64,
}

/// What became of a row.
pub(super) enum Became {
    /// Its ticket is registered.
    Registered {
        /// A chart waited for it as 未委託.
        completes: bool,
        /// The reception book is another now.
        booked: bool,
    },
    /// It is in the list of those that were not registered.
    Listed(BulkCause),
}

/// Deals with a row.
pub(super) async fn keep(
    change: &mut SqliteConnection,
    place: Place<'_>,
    row: &BulkRow,
) -> Result<Became, Failure> {
    let cause = match row.worth() {
        RowWorth::Valid => None,
        RowWorth::Invalid => Some(BulkCause::Invalid),
        RowWorth::Error => Some(BulkCause::Error),
    };
    let result = row.result_of_qualification_confirmation.as_ref();
    let (None, Some(result)) = (cause, result) else {
        return list(change, place, cause.unwrap_or(BulkCause::Error), row).await;
    };
    let keys = number_key(result).and_then(|numbers| {
        let ticket = ticket_key(place.batch, &numbers, result)?;
        Some((numbers, ticket))
    });
    let Some((numbers, ticket)) = keys else {
        return list(change, place, BulkCause::Error, row).await;
    };
    match whose(change, place, &numbers, result).await? {
        Whose::Undecided => list(change, place, BulkCause::Undecided, row).await,
        Whose::Nobody => {
            register(change, place, &ticket, result, None, false).await?;
            Ok(Became::Registered {
                completes: false,
                booked: false,
            })
        }
        Whose::Chart(found) => {
            charts::put(change, place, &found, result).await?;
            let booked = charts::complete_receptions(change, place, &found.chart).await?;
            let completes = found.waits || booked;
            register(change, place, &ticket, result, Some(&found.chart), completes).await?;
            Ok(Became::Registered { completes, booked })
        }
    }
}

/// One row is one ticket of the month that was asked for; what makes it the same ticket again. `None`: it is something else.
fn ticket_key(batch: &BulkBatch, numbers: &str, result: &QualificationResult) -> Option<String> {
    let [ticket] = result.public_expense_result_list.as_slice() else {
        return None;
    };
    if ticket.medical_treatment_month.as_deref() != Some(batch.month.to_string().as_str()) {
        return None;
    }
    let kind = ticket.ticket_type.as_ref().map_or("", |kind| kind.as_str());
    let treatment = ticket
        .medical_treatment_type
        .as_ref()
        .map_or("", |treatment| treatment.as_str());
    let issue = ticket
        .issue_number
        .as_ref()
        .map_or("", |number| number.expose().as_str());
    let parts = [numbers, kind, treatment, issue].join("\n");
    Some(digest::sha256(parts.as_bytes()))
}

async fn register(
    change: &mut SqliteConnection,
    place: Place<'_>,
    ticket: &str,
    result: &QualificationResult,
    chart: Option<&str>,
    completes: bool,
) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO bulk_tickets (month, ticket, result, chart, registered_at_ms, completed_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (month, ticket) DO UPDATE SET result = excluded.result, \
         chart = COALESCE(excluded.chart, chart), completed_at_ms = COALESCE(excluded.completed_at_ms, completed_at_ms)",
    )
    .bind(place.batch.month.to_string())
    .bind(ticket)
    .bind(json(result)?)
    .bind(chart)
    .bind(place.now_ms)
    .bind(completes.then_some(place.now_ms))
    .execute(change)
    .await?;
    Ok(())
}

async fn list(
    change: &mut SqliteConnection,
    place: Place<'_>,
    cause: BulkCause,
    row: &BulkRow,
) -> Result<Became, Failure> {
    sqlx::query(
        "INSERT INTO bulk_exceptions (month, position, cause, code, message, result) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(place.batch.month.to_string())
    .bind(place.position)
    .bind(word(&cause)?)
    .bind(row.processing_result_code.as_deref())
    .bind(row.processing_result_message.as_deref())
    .bind(row.result_of_qualification_confirmation.as_ref().map(json).transpose()?)
    .execute(change)
    .await?;
    Ok(Became::Listed(cause))
}
