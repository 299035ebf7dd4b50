//! `GET /control/records`: what was recorded, without what was answered about whom.

use super::{CrlRecord, ExchangeRecord, InquiryNumberRecord, QueryRecord, Records};
use crate::problem::Refusal;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use sqlx::Row;
use sqlx::any::AnyRow;

pub(super) async fn records(State(app): State<App>) -> Result<Json<Records>, Refusal> {
    let pool = app.database.pool();
    let queries = sqlx::query("SELECT * FROM answer_record ORDER BY id")
        .fetch_all(pool)
        .await?;
    let checks = sqlx::query("SELECT certificate_serial, outcome FROM crl_check ORDER BY id")
        .fetch_all(pool)
        .await?;
    let exchanges = sqlx::query("SELECT pool, asked_about, outcome FROM exchange ORDER BY id")
        .fetch_all(pool)
        .await?;
    let numbers = sqlx::query(
        "SELECT institution_code, insurer_number, reference_number FROM inquiry_number \
         ORDER BY institution_code, registered_at_ms",
    )
    .fetch_all(pool)
    .await?;
    let replaced = sqlx::query_scalar("SELECT COUNT(*) FROM inquiry_number_history")
        .fetch_one(pool)
        .await?;
    Ok(Json(Records {
        queries: queries.iter().map(read_query).collect::<Result<_, _>>()?,
        crl_checks: checks
            .iter()
            .map(|row| {
                Ok(CrlRecord {
                    certificate_serial: row.try_get("certificate_serial")?,
                    outcome: row.try_get("outcome")?,
                })
            })
            .collect::<sqlx::Result<_>>()?,
        exchanges: exchanges
            .iter()
            .map(|row| {
                Ok(ExchangeRecord {
                    pool: row.try_get("pool")?,
                    asked_about: row.try_get("asked_about")?,
                    outcome: row.try_get("outcome")?,
                })
            })
            .collect::<sqlx::Result<_>>()?,
        inquiry_numbers: numbers
            .iter()
            .map(|row| {
                Ok(InquiryNumberRecord {
                    institution_code: row.try_get("institution_code")?,
                    insurer_number: row.try_get("insurer_number")?,
                    reference_number: row.try_get("reference_number")?,
                })
            })
            .collect::<sqlx::Result<_>>()?,
        replaced_inquiry_numbers: replaced,
    }))
}

fn read_query(row: &AnyRow) -> sqlx::Result<QueryRecord> {
    Ok(QueryRecord {
        id: row.try_get("id")?,
        at_ms: row.try_get("at_ms")?,
        operation: row.try_get("operation")?,
        institution_code: row.try_get("institution_code")?,
        desk_id: row.try_get("desk_id")?,
        method: row.try_get("method")?,
        simulated: row
            .try_get::<Option<i64>, _>("simulated")?
            .map(|value| value != 0),
        certificate_serial: row.try_get("certificate_serial")?,
        person_id: row.try_get("person_id")?,
        outcome: row.try_get("outcome")?,
        answer_kept: row.try_get::<Option<String>, _>("answer")?.is_some(),
    })
}
