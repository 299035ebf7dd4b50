//! Whose ticket it is. A chart that has the two numbers gets it; one that waits as 未委託 has none, and gets it when name, kana, birth date and
//! sex are the same and it is the only one. Where a person would have to look, nothing is written.

use super::rows::Place;
use crate::his::normalise::{kana_key, name_key};
use crate::his::registry::row::number_key;
use crate::his::variants::of_key;
use crate::problem::Failure;
use crate::wire::{from_json, json, word};
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::PatientBasics;
use madoguchi_shared::date::{Day, YearMonth};
use madoguchi_shared::qualification::{MedicalTicketInfo, QualificationResult};
use sqlx::SqliteConnection;
use uuid::Uuid;

/// Whose a ticket is.
pub(super) enum Whose {
    /// Of this chart.
    Chart(Box<Found>),
    /// Of somebody who has not been here yet.
    Nobody,
    /// A person has to look.
    Undecided,
}

/// A chart.
pub(super) struct Found {
    /// Its id.
    pub(super) chart: String,
    /// It waited as 未委託: it has no 医療扶助 yet.
    pub(super) waits: bool,
    /// The reception that the qualification belongs to.
    reception: String,
    /// The qualification it has.
    current: Option<QualificationResult>,
}

/// A chart that waits, with a reception of it.
type Waiting = (String, String, String, String, String, i64);

/// Finds the chart of a result that has both numbers.
pub(super) async fn whose(
    change: &mut SqliteConnection,
    month: YearMonth,
    result: &QualificationResult,
) -> Result<Whose, Failure> {
    let known: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT chart, reception, result FROM qualifications \
         WHERE number_key = $1 AND superseded_at_ms IS NULL AND scheme = $2",
    )
    .bind(number_key(result))
    .bind(word(&Scheme::MedicalAssistance)?)
    .fetch_all(&mut *change)
    .await?;
    match known.as_slice() {
        [] => waiting(change, month, result).await,
        [(chart, reception, current)] => Ok(Whose::Chart(Box::new(Found {
            chart: chart.clone(),
            waits: false,
            reception: reception.clone(),
            current: Some(from_json(current)?),
        }))),
        _ => Ok(Whose::Undecided),
    }
}

async fn waiting(
    change: &mut SqliteConnection,
    month: YearMonth,
    result: &QualificationResult,
) -> Result<Whose, Failure> {
    let text = |part: Option<&madoguchi_shared::qualification::Personal>| {
        part.map(|text| text.expose().clone()).unwrap_or_default()
    };
    let (name, kana) = (
        name_key(&text(result.name.as_ref())),
        kana_key(&text(result.name_kana.as_ref())),
    );
    let rows: Vec<Waiting> = sqlx::query_as(
        "SELECT c.chart, c.name_key, c.kana_key, c.basics, r.reception, r.registered_at_ms \
         FROM charts c JOIN registrations r ON r.chart = c.chart \
         WHERE c.birth_date = $1 AND r.basis = 'unentrusted' AND NOT EXISTS \
         (SELECT 1 FROM qualifications q WHERE q.chart = c.chart AND q.scheme = $2 AND q.superseded_at_ms IS NULL) \
         ORDER BY r.registered_at_ms DESC",
    )
    .bind(text(result.birthdate.as_ref()))
    .bind(word(&Scheme::MedicalAssistance)?)
    .fetch_all(change)
    .await?;
    let mut charts: Vec<Found> = Vec::new();
    let mut surely = true;
    for (chart, other_name, other_kana, basics, reception, at_ms) in rows {
        // A ticket of before does not say that the reception of a later month is entrusted.
        let is_later = Day::in_tokyo(at_ms).year_month() > month;
        let alike = (!kana.is_empty() && other_kana == kana) || of_key(&other_name) == of_key(&name);
        if is_later || !alike || charts.iter().any(|found| found.chart == chart) {
            continue;
        }
        let basics: PatientBasics = from_json(&basics)?;
        let same_sex = result.sex1.as_ref().is_none_or(|sex| *sex == basics.sex);
        surely &= other_name == name && other_kana == kana && same_sex;
        charts.push(Found {
            chart,
            waits: true,
            reception,
            current: None,
        });
    }
    Ok(match charts.len() {
        0 => Whose::Nobody,
        1 if surely => Whose::Chart(Box::new(charts.remove(0))),
        _ => Whose::Undecided,
    })
}

/// Gives the chart what came, unless it has the same or a newer ticket. What it had stays as history.
pub(super) async fn put(
    change: &mut SqliteConnection,
    place: Place<'_>,
    found: &Found,
    result: &QualificationResult,
) -> Result<(), Failure> {
    let Some(merged) = merged(place.batch.month, found.current.as_ref(), result) else {
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
    let open: Vec<(String, i64)> = sqlx::query_as(
        "SELECT r.reception, r.registered_at_ms FROM registrations r JOIN receptions b ON b.reception = r.reception \
         WHERE r.chart = $1 AND r.basis = 'unentrusted' AND b.completed_at_ms IS NULL",
    )
    .bind(chart)
    .fetch_all(&mut *change)
    .await?;
    let mut any = false;
    for (reception, at_ms) in open {
        if Day::in_tokyo(at_ms).year_month() == place.batch.month {
            sqlx::query("UPDATE receptions SET completed_at_ms = $1 WHERE reception = $2")
                .bind(place.now_ms)
                .bind(reception)
                .execute(&mut *change)
                .await?;
            any = true;
        }
    }
    Ok(any)
}

/// What a chart has after this row; `None`: nothing changes. Several tickets of a month (入院 and 入院外) stand side by side, and a ticket of
/// an earlier month takes the place of none.
fn merged(
    month: YearMonth,
    current: Option<&QualificationResult>,
    result: &QualificationResult,
) -> Option<QualificationResult> {
    let Some(current) = current else {
        return Some(result.clone());
    };
    let had = current.public_expense_result_list.iter();
    let newest = had
        .clone()
        .filter_map(|ticket| ticket.medical_treatment_month.clone())
        .max();
    let month = month.to_string();
    if newest.as_ref().is_some_and(|newest| *newest > month) {
        return None;
    }
    let of_month = |ticket: &&MedicalTicketInfo| ticket.medical_treatment_month.as_deref() == Some(&month);
    let replaced = |ticket: &&MedicalTicketInfo| {
        result.public_expense_result_list.iter().any(|new| {
            (&new.issue_number, &new.medical_treatment_type)
                == (&ticket.issue_number, &ticket.medical_treatment_type)
        })
    };
    let mut tickets: Vec<_> = had
        .filter(of_month)
        .filter(|ticket| !replaced(ticket))
        .chain(&result.public_expense_result_list)
        .cloned()
        .collect();
    tickets.sort_by_key(|ticket| {
        let kind = ticket
            .medical_treatment_type
            .as_ref()
            .map(|kind| kind.as_str().to_owned());
        (kind, ticket.issue_number.clone())
    });
    let merged = QualificationResult {
        public_expense_result_list: tickets,
        reference_number: result
            .reference_number
            .clone()
            .or(current.reference_number.clone()),
        ..result.clone()
    };
    (merged != *current).then_some(merged)
}
