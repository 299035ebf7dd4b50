//! 同意有無・同意日 on charts (F02), and what a records screen may know of them: those of today, and the numbers of one at a time.

mod note;

pub(super) use note::note;

use super::row::{BY_ID, ChartRow};
use crate::problem::Failure;
use madoguchi_shared::backend::records::{ConsentChoice, RecordsKey};
use madoguchi_shared::bridge::his::{Chart, PatientBasics};
use madoguchi_shared::bridge::records::{RecordsPatient, RecordsTarget};
use madoguchi_shared::date::Day;
use madoguchi_shared::{ErrorCode, Scheme};
use sqlx::{SqliteConnection, SqlitePool};

#[derive(sqlx::FromRow)]
struct Row {
    reception: String,
    chart: String,
    medications: bool,
    checkups: bool,
    answered_at_ms: i64,
}

/// See [`Registry::consents`](crate::his::Registry::consents).
pub(super) async fn of_day(store: &SqlitePool, today: Day) -> Result<Vec<RecordsPatient>, Failure> {
    let mut connection = store.acquire().await?;
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT reception, chart, medications, checkups, answered_at_ms FROM consents WHERE consent_date = $1 \
         ORDER BY answered_at_ms DESC, reception DESC",
    )
    .bind(today.to_string())
    .fetch_all(&mut *connection)
    .await?;
    let mut charts: Vec<String> = Vec::new();
    let mut patients = Vec::new();
    for row in rows {
        // An earlier answer of the same patient.
        if charts.contains(&row.chart) {
            continue;
        }
        let Chart {
            basics: PatientBasics { name, .. },
            patient_number,
            chart,
            ..
        } = chart(&mut connection, &row.chart).await?;
        charts.push(chart);
        patients.push(RecordsPatient {
            choice: row.choice(),
            reception: row.reception,
            patient_name: name,
            patient_number,
            consent_date: today,
            answered_at_ms: row.answered_at_ms,
        });
    }
    Ok(patients)
}

/// See [`Registry::records_target`](crate::his::Registry::records_target).
pub(super) async fn target(
    store: &SqlitePool,
    today: Day,
    patient_number: &str,
) -> Result<RecordsTarget, Failure> {
    let mut connection = store.acquire().await?;
    let last: Option<(String, bool, bool, String)> = sqlx::query_as(
        "SELECT chart, medications, checkups, consent_date FROM consents \
         WHERE chart = (SELECT chart FROM charts WHERE patient_number = $1) \
         ORDER BY consent_date DESC, answered_at_ms DESC, reception DESC LIMIT 1",
    )
    .bind(patient_number)
    .fetch_optional(&mut *connection)
    .await?;
    let (id, medications, checkups, day) = last.ok_or(ErrorCode::ConsentNone)?;
    if !medications && !checkups {
        return Err(ErrorCode::ConsentRefused.into());
    }
    if day != today.to_string() {
        return Err(ErrorCode::ConsentNotToday.into());
    }
    let chart = chart(&mut connection, &id).await?;
    let (key, scheme) = key(&chart).ok_or(ErrorCode::RecordsPersonUnknown)?;
    let choice = ConsentChoice {
        medications,
        checkups,
    };
    Ok(RecordsTarget { choice, key, scheme })
}

impl Row {
    fn choice(&self) -> ConsentChoice {
        ConsentChoice {
            medications: self.medications,
            checkups: self.checkups,
        }
    }
}

/// Health insurance first, as for 照会番号. `None` without numbers or birthday.
fn key(chart: &Chart) -> Option<(RecordsKey, Scheme)> {
    let of = |scheme| {
        chart
            .qualifications
            .iter()
            .find(|result| result.scheme() == scheme)
    };
    let result = of(Scheme::HealthInsurance).or_else(|| of(Scheme::MedicalAssistance))?;
    let key = RecordsKey {
        insurer_number: result.insurer_number.clone()?,
        insured_card_symbol: result.insured_card_symbol.clone(),
        insured_identification_number: result.insured_identification_number.clone()?,
        insured_branch_number: result.insured_branch_number.clone(),
        birthday: chart.basics.birth_date.expose().get(4..8)?.into(),
    };
    Some((key, result.scheme()))
}

async fn chart(connection: &mut SqliteConnection, chart: &str) -> Result<Chart, Failure> {
    let row: Option<ChartRow> = sqlx::query_as(BY_ID)
        .bind(chart)
        .fetch_optional(&mut *connection)
        .await?;
    row.ok_or(ErrorCode::ChartUnknown)?.chart(connection).await
}
