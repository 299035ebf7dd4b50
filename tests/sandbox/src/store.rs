//! The persons in the database: written anew when the day changes, read by certificate or by numbers.

mod pools;
mod records;
mod write;

pub(crate) use records::{checkups, medications};
pub(crate) use write::{Everybody, is_written_for, write};

use crate::database::Database;
use crate::population::{Person, Qualification, Ticket};
use madoguchi_shared::Scheme;
use madoguchi_shared::date::Day;
use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

/// What a broken row is reported as.
fn broken(column: &'static str) -> sqlx::Error {
    sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: "not a value of this column".into(),
    }
}

/// Persons with all that covers them, a row for each qualification.
macro_rules! persons {
    ($those:literal) => {
        concat!(
            "SELECT p.*, q.scheme, q.classification, q.insurer_number, q.symbol, q.number, q.branch, q.family, q.insurer_name, \
             q.starts_on, q.ends_on, q.reason_of_loss, q.ratio, t.issue_number, t.treatment, t.names_asking, \
             t.self_pay_yen, t.district_contact, t.valid_from, t.valid_until \
             FROM person p \
             LEFT JOIN qualification q ON q.person_id = p.id \
             LEFT JOIN medical_ticket t ON t.person_id = q.person_id AND t.position = q.position \
             WHERE ",
            $those,
            " ORDER BY p.id, q.position"
        )
    };
}

/// The person whose certificate has this serial number.
pub(crate) async fn by_certificate(database: &Database, serial: &str) -> sqlx::Result<Option<Person>> {
    let rows = sqlx::query(persons!("p.certificate_serial = $1"))
        .bind(serial)
        .fetch_all(database.pool())
        .await?;
    Ok(read_persons(&rows)?.pop())
}

/// Everyone who has a qualification with these two numbers (the first in wire form), in the order of their ids.
pub(crate) async fn by_numbers(
    database: &Database,
    insurer_number: &str,
    number: &str,
) -> sqlx::Result<Vec<Person>> {
    let rows = sqlx::query(persons!(
        "p.id IN (SELECT person_id FROM qualification WHERE insurer_number = $1 AND number = $2)"
    ))
    .bind(insurer_number)
    .bind(number)
    .fetch_all(database.pool())
    .await?;
    read_persons(&rows)
}

/// Everyone who has a ticket of this month for whoever asks, in the order of their ids.
pub(crate) async fn with_tickets(database: &Database) -> sqlx::Result<Vec<Person>> {
    let rows = sqlx::query(persons!(
        "p.id IN (SELECT person_id FROM medical_ticket WHERE names_asking = 1)"
    ))
    .fetch_all(database.pool())
    .await?;
    read_persons(&rows)
}

/// Rows of one person follow on each other; who is not covered has one without a scheme.
fn read_persons(rows: &[AnyRow]) -> sqlx::Result<Vec<Person>> {
    let mut persons: Vec<Person> = Vec::new();
    for row in rows {
        let id: String = row.try_get("id")?;
        if persons.last().is_none_or(|person| person.id != id) {
            persons.push(read_person(id, row)?);
        }
        if let Some(scheme) = optional(row, "scheme")?
            && let Some(person) = persons.last_mut()
        {
            person.qualifications.push(read_qualification(&scheme, row)?);
        }
    }
    Ok(persons)
}

fn read_person(id: String, row: &AnyRow) -> sqlx::Result<Person> {
    Ok(Person {
        id,
        certificate_serial: row.try_get("certificate_serial")?,
        linked: row.try_get::<i64, _>("linked")? != 0,
        name: row.try_get::<String, _>("name")?.into(),
        name_of_other: optional(row, "name_of_other")?.map(Into::into),
        name_kana: row.try_get::<String, _>("name_kana")?.into(),
        sex: row.try_get::<String, _>("sex")?.as_str().into(),
        birth_date: day(row, "birth_date")?,
        address: optional(row, "address")?.map(Into::into),
        post_number: optional(row, "post_number")?.map(Into::into),
        qualifications: Vec::new(),
    })
}

/// Whether any person has a qualification with this key, all in wire form.
pub(crate) async fn qualification_exists(
    tx: &mut Transaction<'static, Any>,
    key: [&str; 4],
) -> sqlx::Result<bool> {
    let [insurer_number, symbol, number, branch] = key;
    let found: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM qualification \
         WHERE insurer_number = $1 AND symbol = $2 AND number = $3 AND branch = $4",
    )
    .bind(insurer_number)
    .bind(symbol)
    .bind(number)
    .bind(branch)
    .fetch_one(&mut **tx)
    .await?;
    Ok(found > 0)
}

fn read_qualification(scheme: &str, row: &AnyRow) -> sqlx::Result<Qualification> {
    let text = |column| row.try_get::<String, _>(column);
    let filled = |column| text(column).map(|value| (!value.is_empty()).then(|| value.into()));
    Ok(Qualification {
        scheme: read_scheme(scheme)?,
        classification: text("classification")?.as_str().into(),
        insurer_number: text("insurer_number")?,
        symbol: filled("symbol")?,
        number: text("number")?.into(),
        branch: filled("branch")?,
        family: optional(row, "family")?.map(|code| code.as_str().into()),
        insurer_name: text("insurer_name")?,
        starts_on: day(row, "starts_on")?,
        ends_on: optional_day(row, "ends_on")?,
        reason_of_loss: optional(row, "reason_of_loss")?.map(|code| code.as_str().into()),
        ratio: optional(row, "ratio")?,
        ticket: read_ticket(row)?,
    })
}

fn read_ticket(row: &AnyRow) -> sqlx::Result<Option<Ticket>> {
    let Some(issue_number) = optional(row, "issue_number")? else {
        return Ok(None);
    };
    Ok(Some(Ticket {
        issue_number: issue_number.into(),
        treatment: row.try_get::<String, _>("treatment")?.as_str().into(),
        names_asking: row.try_get::<i64, _>("names_asking")? != 0,
        self_pay_yen: u32::try_from(row.try_get::<i64, _>("self_pay_yen")?)
            .map_err(|_| broken("self_pay_yen"))?,
        district_contact: row.try_get::<String, _>("district_contact")?.into(),
        valid_from: day(row, "valid_from")?,
        valid_until: day(row, "valid_until")?,
    }))
}

fn optional(row: &AnyRow, column: &'static str) -> sqlx::Result<Option<String>> {
    row.try_get(column)
}

fn day(row: &AnyRow, column: &'static str) -> sqlx::Result<Day> {
    optional_day(row, column)?.ok_or_else(|| broken(column))
}

fn optional_day(row: &AnyRow, column: &'static str) -> sqlx::Result<Option<Day>> {
    optional(row, column)?
        .map(|text| Day::parse(&text).map_err(|_| broken(column)))
        .transpose()
}

fn scheme_text(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::HealthInsurance => "healthInsurance",
        Scheme::MedicalAssistance => "medicalAssistance",
    }
}

fn read_scheme(text: &str) -> sqlx::Result<Scheme> {
    Scheme::ALL
        .into_iter()
        .find(|scheme| scheme_text(*scheme) == text)
        .ok_or_else(|| broken("scheme"))
}
