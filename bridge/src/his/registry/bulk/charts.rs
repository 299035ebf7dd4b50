//! What the chart that a ticket belongs to gets.

use super::rows::Place;
use super::whose::{Found, newest};
use crate::his::registry::row::number_key;
use crate::problem::Failure;
use crate::wire::{json, word};
use madoguchi_shared::Scheme;
use madoguchi_shared::date::YearMonth;
use madoguchi_shared::qualification::{MedicalTicketInfo, QualificationResult};
use sqlx::SqliteConnection;
use uuid::Uuid;

/// Gives the chart what came, unless it has the same or a newer ticket. What it had stays as history.
pub(super) async fn put(
    change: &mut SqliteConnection,
    place: Place<'_>,
    found: &Found,
    result: &QualificationResult,
) -> Result<(), Failure> {
    let current = found.current.as_ref();
    // What a card was read for meanwhile is newer than this answer.
    let newer = current.is_some_and(|(_, at_ms)| *at_ms > place.asked_at_ms);
    let current = current.map(|(current, _)| current);
    let Some(merged) = merged(place.batch.month, current, newer, result) else {
        return Ok(());
    };
    sqlx::query(
        "UPDATE qualifications SET superseded_at_ms = $1 \
         WHERE chart = $2 AND scheme = $3 AND superseded_at_ms IS NULL",
    )
    .bind(place.now_ms)
    .bind(&found.chart)
    .bind(word(&Scheme::MedicalAssistance)?)
    .execute(&mut *change)
    .await?;
    sqlx::query(
        "INSERT INTO qualifications (qualification, chart, reception, scheme, result, recorded_at_ms, number_key) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(&found.chart)
    .bind(&found.reception)
    .bind(word(&Scheme::MedicalAssistance)?)
    .bind(json(&merged)?)
    .bind(place.now_ms)
    .bind(number_key(&merged))
    .execute(change)
    .await?;
    Ok(())
}

/// Marks the receptions of that month that a chart had as 未委託; whether there were any that were not marked.
pub(super) async fn complete_receptions(
    change: &mut SqliteConnection,
    place: Place<'_>,
    chart: &str,
) -> Result<bool, Failure> {
    let marked = sqlx::query(
        "UPDATE receptions SET completed_at_ms = $1 WHERE completed_at_ms IS NULL AND SUBSTR(day, 1, 6) = $2 \
         AND reception IN (SELECT reception FROM registrations WHERE chart = $3 AND basis = 'unentrusted')",
    )
    .bind(place.now_ms)
    .bind(place.batch.month.to_string())
    .bind(chart)
    .execute(change)
    .await?;
    Ok(marked.rows_affected() > 0)
}

/// What a chart has after this row; `None`: nothing changes. Several tickets of a month (入院 and 入院外) stand side by side, and a ticket of
/// an earlier month takes the place of none. Of what is `newer` only a ticket that it has not is added.
fn merged(
    month: YearMonth,
    current: Option<&QualificationResult>,
    newer: bool,
    result: &QualificationResult,
) -> Option<QualificationResult> {
    let Some(current) = current else {
        return Some(result.clone());
    };
    let (had, came) = (
        &current.public_expense_result_list,
        &result.public_expense_result_list,
    );
    let month = month.to_string();
    if newest(had).is_some_and(|newest| newest > month.as_str()) {
        return None;
    }
    let key = |ticket: &MedicalTicketInfo| {
        let kind = ticket
            .medical_treatment_type
            .as_ref()
            .map(|kind| kind.as_str().to_owned());
        (kind, ticket.issue_number.clone())
    };
    let of_month = had
        .iter()
        .filter(|ticket| ticket.medical_treatment_month.as_deref() == Some(&month));
    // The first of two with the same key is kept.
    let mut tickets: Vec<_> = if newer {
        of_month.chain(came).cloned().collect()
    } else {
        came.iter().chain(of_month).cloned().collect()
    };
    tickets.sort_by_key(key);
    tickets.dedup_by_key(|ticket| key(ticket));
    let base = if newer { current } else { result };
    let merged = QualificationResult {
        public_expense_result_list: tickets,
        reference_number: base.reference_number.clone().or(current.reference_number.clone()),
        ..base.clone()
    };
    (merged != *current).then_some(merged)
}
