//! 同意有無・同意日 on charts (F02), and what a records screen may know of them: those of today, and the numbers of one at a time.

use super::row::{BY_ID, ChartRow};
use crate::problem::Failure;
use madoguchi_shared::backend::records::{ConsentChoice, RecordsKey};
use madoguchi_shared::bridge::his::{Chart, InquiryKey, PatientBasics};
use madoguchi_shared::bridge::records::{ConsentNote, RecordsPatient, RecordsTarget};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;
use madoguchi_shared::{ErrorCode, Scheme};
use sqlx::{SqliteConnection, SqlitePool};

/// See [`Registry::note_consent`](crate::his::Registry::note_consent).
pub(super) async fn note(store: &SqlitePool, now_ms: i64, note: &ConsentNote) -> Result<(), Failure> {
    let mut change = store.begin_with("BEGIN IMMEDIATE").await?;
    let known: Option<String> = sqlx::query_scalar("SELECT reception FROM receptions WHERE reception = $1")
        .bind(&note.reception)
        .fetch_optional(&mut *change)
        .await?;
    known.ok_or(ErrorCode::ReceptionUnknown)?;
    let chart = chart(&mut change, &note.chart).await?;
    let Some(day) = note.consent_date else {
        refuse(&mut change, now_ms, note).await?;
        change.commit().await?;
        return Ok(());
    };
    let given = note.choice.medications || note.choice.checkups;
    if given && !is_of(&chart, &note.valid) && !registered(&mut change, note).await? {
        // Nobody could ask for what is given now; what is refused counts all the same.
        if let Some((last, day)) = last(&mut change, now_ms, note).await?
            && last.and(note.choice) != last
        {
            write(&mut change, now_ms, note, (last.and(note.choice), day)).await?;
        }
        change.commit().await?;
        return Err(ErrorCode::ConsentNumbersChanged.into());
    }
    write(&mut change, now_ms, note, (note.choice, day.to_string())).await?;
    change.commit().await?;
    Ok(())
}

/// What is left of the chart's last answer after a refusal that the backend has not, or that comes before the chart is confirmed, also when
/// that is nothing: an older answer that is noted later does not count any more.
async fn refuse(change: &mut SqliteConnection, now_ms: i64, note: &ConsentNote) -> Result<(), Failure> {
    if note.choice.medications && note.choice.checkups {
        return Ok(());
    }
    let last = last(change, now_ms, note).await?;
    let (last, day) = last.unwrap_or_else(|| (ConsentChoice::NOTHING, Day::in_tokyo(now_ms).to_string()));
    write(change, now_ms, note, (last.and(note.choice), day)).await
}

/// Into the line of its reception, unless that has it already, or has a newer answer. It was not answered in the future; where the clock was
/// set back, what the chart has may seem to be. With the patient to another chart, what that one has is no measure.
async fn write(
    change: &mut SqliteConnection,
    now_ms: i64,
    note: &ConsentNote,
    (choice, day): (ConsentChoice, String),
) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO consents \
         (reception, chart, medications, checkups, consent_date, answered_at_ms, noted_at_ms, staff) \
         VALUES ($1, $2, $3, $4, $5, \
         min($6, max($7, coalesce((SELECT max(answered_at_ms) FROM consents WHERE chart = $2), 0))), $7, $8) \
         ON CONFLICT (reception) DO UPDATE SET chart = excluded.chart, \
         medications = excluded.medications, checkups = excluded.checkups, consent_date = excluded.consent_date, \
         answered_at_ms = excluded.answered_at_ms, noted_at_ms = excluded.noted_at_ms, staff = excluded.staff \
         WHERE excluded.chart <> chart AND $6 >= answered_at_ms OR excluded.answered_at_ms > answered_at_ms \
         OR excluded.answered_at_ms = answered_at_ms AND (excluded.medications, excluded.checkups, excluded.consent_date) \
         <> (medications, checkups, consent_date)",
    )
    .bind(&note.reception)
    .bind(&note.chart)
    .bind(i64::from(choice.medications))
    .bind(i64::from(choice.checkups))
    .bind(day)
    .bind(note.answered_at_ms)
    .bind(now_ms)
    .bind(&note.staff_id)
    .execute(change)
    .await?;
    Ok(())
}

/// The chart's last answer of today or later, and its 同意日; `None`: there is none.
async fn last(
    change: &mut SqliteConnection,
    now_ms: i64,
    note: &ConsentNote,
) -> Result<Option<(ConsentChoice, String)>, Failure> {
    let last: Option<(bool, bool, String)> = sqlx::query_as(
        "SELECT medications, checkups, consent_date FROM consents WHERE chart = $1 AND consent_date >= $2 \
         ORDER BY consent_date DESC, answered_at_ms DESC, reception DESC LIMIT 1",
    )
    .bind(&note.chart)
    .bind(Day::in_tokyo(now_ms).to_string())
    .fetch_optional(change)
    .await?;
    Ok(last.map(|(medications, checkups, day)| {
        let choice = ConsentChoice {
            medications,
            checkups,
        };
        (choice, day)
    }))
}

/// Whether the doctor's question by this chart is about one of these qualifications. A branch number that the chart has not is not asked by.
fn is_of(chart: &Chart, valid: &[InquiryKey]) -> bool {
    fn text(number: Option<&Personal>) -> &str {
        number.map_or("", |number| number.expose().trim())
    }
    let Some((key, _)) = key(chart) else {
        return false;
    };
    valid.iter().any(|one| {
        let branch = text(key.insured_branch_number.as_ref());
        text(Some(&one.insurer_number)) == text(Some(&key.insurer_number))
            && text(one.insured_card_symbol.as_ref()) == text(key.insured_card_symbol.as_ref())
            && text(Some(&one.insured_identification_number))
                == text(Some(&key.insured_identification_number))
            && (branch.is_empty() || text(one.insured_branch_number.as_ref()) == branch)
    })
}

/// Whether the chart is what this reception has registered: then it has what is valid.
async fn registered(change: &mut SqliteConnection, note: &ConsentNote) -> Result<bool, Failure> {
    let registered: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM registrations WHERE reception = $1 AND chart = $2")
            .bind(&note.reception)
            .bind(&note.chart)
            .fetch_optional(change)
            .await?;
    Ok(registered.is_some())
}

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
