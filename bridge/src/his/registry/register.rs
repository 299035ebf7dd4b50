//! Registration of one reception: chart, 資格情報, 問診票, papers, 電話照会 and 照会番号 to send, in one transaction.

use super::NumberPrefix;
use super::check::check;
use super::row::{BY_ID, ChartRow, number_key};
use crate::digest;
use crate::his::normalise::{kana_key, name_key};
use crate::his::{calls, papers};
use crate::problem::Failure;
use crate::wire::{json, word};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{Chart, ExistingChart, PatientBasics, Registration, RegistrationTarget};
use madoguchi_shared::qualification::QualificationResult;
use sqlx::{SqliteConnection, SqlitePool};
use uuid::Uuid;

/// See [`Registry::register`](crate::his::Registry::register).
pub(super) async fn register(
    store: &SqlitePool,
    now_ms: i64,
    prefix: &NumberPrefix,
    registration: &Registration,
) -> Result<Chart, Failure> {
    check(registration)?;
    let hash = content_hash(registration)?;
    let mut change = store.begin_with("BEGIN IMMEDIATE").await?;
    let chart = match earlier(&mut change, &registration.reception).await? {
        Some((chart, content)) if content == hash => return load(&mut change, &chart).await,
        Some(_) => return Err(ErrorCode::RegistrationRefused.into()),
        None => target_chart(&mut change, now_ms, prefix, &registration.target).await?,
    };
    sqlx::query(
        "INSERT INTO registrations \
         (reception, chart, content_hash, questionnaire, staff, registered_at_ms, basis) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&registration.reception)
    .bind(&chart)
    .bind(hash)
    .bind(registration.questionnaire.as_ref().map(json).transpose()?)
    .bind(&registration.staff_id)
    .bind(now_ms)
    .bind(word(&registration.basis)?)
    .execute(&mut *change)
    .await?;
    calls::keep(&mut change, &registration.reception, &registration.calls).await?;
    if let Some(handed_in) = &registration.papers {
        papers::keep(&mut change, &registration.reception, handed_in).await?;
    }
    qualifications(&mut change, now_ms, &chart, registration).await?;
    sqlx::query("UPDATE charts SET last_registered_at_ms = $1 WHERE chart = $2")
        .bind(now_ms)
        .bind(&chart)
        .execute(&mut *change)
        .await?;
    let registered = load(&mut change, &chart).await?;
    book(&mut change, now_ms, registration, &registered).await?;
    change.commit().await?;
    Ok(registered)
}

/// What makes two registrations the same: everything but the tab and the member of staff that sent it.
fn content_hash(registration: &Registration) -> Result<String, Failure> {
    let content = (
        &registration.target,
        &registration.questionnaire,
        &registration.qualifications,
        &registration.ended,
        &registration.inquiry_key,
        &registration.basis,
        &registration.calls,
        &registration.papers,
    );
    Ok(digest::sha256(json(&content)?.as_bytes()))
}

/// Chart and content of the registration that this reception has. An open reception may have none.
async fn earlier(
    change: &mut SqliteConnection,
    reception: &str,
) -> Result<Option<(String, String)>, Failure> {
    let status: Option<String> = sqlx::query_scalar("SELECT status FROM receptions WHERE reception = $1")
        .bind(reception)
        .fetch_optional(&mut *change)
        .await?;
    let status = status.ok_or(ErrorCode::ReceptionUnknown)?;
    let earlier = sqlx::query_as("SELECT chart, content_hash FROM registrations WHERE reception = $1")
        .bind(reception)
        .fetch_optional(&mut *change)
        .await?;
    if earlier.is_none() && status != "open" {
        return Err(ErrorCode::RegistrationRefused.into());
    }
    Ok(earlier)
}

async fn target_chart(
    change: &mut SqliteConnection,
    now_ms: i64,
    prefix: &NumberPrefix,
    target: &RegistrationTarget,
) -> Result<String, Failure> {
    match target {
        RegistrationTarget::NewChart(basics) => new_chart(change, now_ms, prefix, basics).await,
        RegistrationTarget::Picked(ExistingChart { chart, update })
        | RegistrationTarget::Known(ExistingChart { chart, update }) => {
            if let Some(basics) = update {
                update_basics(change, chart, basics).await?;
            }
            Ok(load(change, chart).await?.chart)
        }
    }
}

async fn new_chart(
    change: &mut SqliteConnection,
    now_ms: i64,
    prefix: &NumberPrefix,
    basics: &PatientBasics,
) -> Result<String, Failure> {
    let count: i64 = sqlx::query_scalar(
        "UPDATE patient_numbers SET last_number = last_number + 1 WHERE counter = 'patient' \
         RETURNING last_number",
    )
    .fetch_one(&mut *change)
    .await?;
    let chart = Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO charts (chart, patient_number, basics, birth_date, name_key, kana_key, created_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&chart)
    .bind(prefix.number(count))
    .bind(json(basics)?)
    .bind(basics.birth_date.expose())
    .bind(name_key(basics.name.expose()))
    .bind(kana_key(basics.kana.expose()))
    .bind(now_ms)
    .execute(change)
    .await?;
    Ok(chart)
}

async fn update_basics(
    change: &mut SqliteConnection,
    chart: &str,
    basics: &PatientBasics,
) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE charts SET basics = $1, birth_date = $2, name_key = $3, kana_key = $4 WHERE chart = $5",
    )
    .bind(json(basics)?)
    .bind(basics.birth_date.expose())
    .bind(name_key(basics.name.expose()))
    .bind(kana_key(basics.kana.expose()))
    .bind(chart)
    .execute(change)
    .await?;
    Ok(())
}

/// Each result takes the place of the stored one of its scheme; that one, and what has ended, stay as history.
async fn qualifications(
    change: &mut SqliteConnection,
    now_ms: i64,
    chart: &str,
    registration: &Registration,
) -> Result<(), Failure> {
    let replaced = registration
        .qualifications
        .iter()
        .map(QualificationResult::scheme);
    for scheme in replaced.chain(registration.ended.iter().copied()) {
        sqlx::query(
            "UPDATE qualifications SET superseded_at_ms = $1 \
             WHERE chart = $2 AND scheme = $3 AND superseded_at_ms IS NULL",
        )
        .bind(now_ms)
        .bind(chart)
        .bind(word(&scheme)?)
        .execute(&mut *change)
        .await?;
    }
    for result in &registration.qualifications {
        sqlx::query(
            "INSERT INTO qualifications (qualification, chart, reception, scheme, result, recorded_at_ms, number_key) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(chart)
        .bind(&registration.reception)
        .bind(word(&result.scheme())?)
        .bind(json(result)?)
        .bind(now_ms)
        .bind(number_key(result))
        .execute(&mut *change)
        .await?;
    }
    Ok(())
}

/// Writes into the book that the patient is received, name and number, and the 照会番号 that is to be sent.
async fn book(
    change: &mut SqliteConnection,
    now_ms: i64,
    registration: &Registration,
    chart: &Chart,
) -> Result<(), Failure> {
    let waits = registration.inquiry_key.as_ref().map(|_| "pending");
    sqlx::query(
        "UPDATE receptions SET patient_name = $1, patient_number = $2, inquiry_number = $3, status = 'received' \
         WHERE reception = $4",
    )
    .bind(chart.basics.name.expose())
    .bind(chart.patient_number.expose())
    .bind(waits)
    .bind(&registration.reception)
    .execute(&mut *change)
    .await?;
    let Some(key) = &registration.inquiry_key else {
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO inquiry_numbers (reception, patient_name, reference_number, inquiry_key, status, created_at_ms) \
         VALUES ($1, $2, $3, $4, 'pending', $5)",
    )
    .bind(&registration.reception)
    .bind(chart.basics.name.expose())
    .bind(chart.patient_number.expose())
    .bind(json(key)?)
    .bind(now_ms)
    .execute(change)
    .await?;
    Ok(())
}

async fn load(change: &mut SqliteConnection, chart: &str) -> Result<Chart, Failure> {
    let row: Option<ChartRow> = sqlx::query_as(BY_ID)
        .bind(chart)
        .fetch_optional(&mut *change)
        .await?;
    row.ok_or(ErrorCode::ChartUnknown)?.chart(change).await
}
