//! The persons in the database: written anew when the day changes, read by certificate or by numbers.

mod pools;
mod records;
mod write;

pub(crate) use records::{checkups, medications};
pub(crate) use write::{Everybody, is_written_for, write};

use crate::database::{Database, Row};
use crate::population::{Person, Qualification, Ticket};
use madoguchi_shared::Scheme;
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;
use sqlx::{Any, Transaction};

/// What a broken row is reported as.
fn broken(column: &'static str) -> sqlx::Error {
    sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: "not a value of this column".into(),
    }
}

/// Persons with all that covers them, a row for each qualification, with what institution `$1` registered for it.
macro_rules! persons {
    ($from:literal, $those:literal, $order:literal) => {
        concat!(
            "SELECT p.id, p.certificate_serial, p.linked, p.name, p.name_of_other, p.name_kana, p.sex, p.birth_date, p.address, \
             p.post_number, q.scheme, q.classification, q.insurer_number, q.symbol, q.number, q.branch, q.family, q.insurer_name, \
             q.starts_on, q.ends_on, q.reason_of_loss, q.ratio, n.reference_number, t.issue_number, t.treatment, t.names_asking, \
             t.self_pay_yen, t.district_contact, t.valid_from, t.valid_until \
             FROM ",
            $from,
            " LEFT JOIN qualification q ON q.person_id = p.id \
             LEFT JOIN medical_ticket t ON t.person_id = q.person_id AND t.position = q.position \
             LEFT JOIN inquiry_number n ON n.institution_code = $1 AND n.insurer_number = q.insurer_number \
             AND n.symbol = q.symbol AND n.number = q.number AND n.branch = q.branch \
             WHERE ",
            $those,
            " ORDER BY ",
            $order
        )
    };
}

/// The person whose certificate has this serial number, as an institution is told.
pub(crate) async fn by_certificate(
    database: &Database,
    institution: &str,
    serial: &str,
) -> sqlx::Result<Option<Person>> {
    let sql = persons!("person p", "p.certificate_serial = $2", "q.position");
    let persons = read_persons(database, sql, &[institution, serial]).await?;
    Ok(persons.into_iter().next())
}

/// Everyone who has a qualification with these two numbers (the first in wire form), in the order of their ids, as an institution is told.
pub(crate) async fn by_numbers(
    database: &Database,
    institution: &str,
    [insurer_number, number]: [&str; 2],
) -> sqlx::Result<Vec<Person>> {
    // Not `p.id IN (…)`: SQLite would make a table for it at each query. Who has several with these numbers is found by the first of them.
    let sql = persons!(
        "qualification w JOIN person p ON p.id = w.person_id",
        "w.insurer_number = $2 AND w.number = $3 AND NOT EXISTS (SELECT 1 FROM qualification e WHERE e.person_id = w.person_id \
         AND e.position < w.position AND e.insurer_number = w.insurer_number AND e.number = w.number)",
        "w.person_id, w.position, q.position"
    );
    read_persons(database, sql, &[institution, insurer_number, number]).await
}

/// Everyone who has a ticket of this month for whoever asks, in the order of their ids.
pub(crate) async fn with_tickets(database: &Database, institution: &str) -> sqlx::Result<Vec<Person>> {
    let sql = persons!(
        "person p",
        "p.id IN (SELECT person_id FROM medical_ticket WHERE names_asking = 1)",
        "p.id, q.position"
    );
    read_persons(database, sql, &[institution]).await
}

/// Rows of one person follow on each other; who is not covered has one without a scheme.
async fn read_persons(database: &Database, sql: &'static str, values: &[&str]) -> sqlx::Result<Vec<Person>> {
    let mut persons: Vec<Person> = Vec::new();
    let read = |row: &mut Row<'_>| {
        let person = read_person(row)?;
        if persons.last().is_none_or(|last| last.id != person.id) {
            persons.push(person);
        }
        if let Some(scheme) = row.take::<Option<String>>()?
            && let Some(person) = persons.last_mut()
        {
            person.qualifications.push(read_qualification(&scheme, row)?);
        }
        Ok(())
    };
    database.rows(sql, values, read).await?;
    Ok(persons)
}

fn read_person(row: &mut Row<'_>) -> sqlx::Result<Person> {
    Ok(Person {
        id: row.take()?,
        certificate_serial: row.take()?,
        linked: row.take::<i64>()? != 0,
        name: personal(row)?,
        name_of_other: optional(row)?,
        name_kana: personal(row)?,
        sex: row.take::<String>()?.as_str().into(),
        birth_date: day(row)?,
        address: optional(row)?,
        post_number: optional(row)?,
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

fn read_qualification(scheme: &str, row: &mut Row<'_>) -> sqlx::Result<Qualification> {
    Ok(Qualification {
        scheme: read_scheme(scheme)?,
        classification: row.take::<String>()?.as_str().into(),
        insurer_number: row.take()?,
        symbol: filled(row)?,
        number: personal(row)?,
        branch: filled(row)?,
        family: row.take::<Option<String>>()?.map(|code| code.as_str().into()),
        insurer_name: row.take()?,
        starts_on: day(row)?,
        ends_on: row
            .take::<Option<String>>()?
            .as_deref()
            .map(read_day)
            .transpose()?,
        reason_of_loss: row.take::<Option<String>>()?.map(|code| code.as_str().into()),
        ratio: row.take()?,
        reference_number: optional(row)?,
        ticket: read_ticket(row)?,
    })
}

fn read_ticket(row: &mut Row<'_>) -> sqlx::Result<Option<Ticket>> {
    let Some(issue_number) = optional(row)? else {
        return Ok(None);
    };
    Ok(Some(Ticket {
        issue_number,
        treatment: row.take::<String>()?.as_str().into(),
        names_asking: row.take::<i64>()? != 0,
        self_pay_yen: u32::try_from(row.take::<i64>()?).map_err(|_| broken("self_pay_yen"))?,
        district_contact: personal(row)?,
        valid_from: day(row)?,
        valid_until: day(row)?,
    }))
}

fn personal(row: &mut Row<'_>) -> sqlx::Result<Personal> {
    row.take::<String>().map(Into::into)
}

fn optional(row: &mut Row<'_>) -> sqlx::Result<Option<Personal>> {
    Ok(row.take::<Option<String>>()?.map(Into::into))
}

/// `None` when it is empty.
fn filled(row: &mut Row<'_>) -> sqlx::Result<Option<Personal>> {
    let text: String = row.take()?;
    Ok((!text.is_empty()).then(|| text.into()))
}

fn day(row: &mut Row<'_>) -> sqlx::Result<Day> {
    read_day(&row.take::<String>()?)
}

fn read_day(text: &str) -> sqlx::Result<Day> {
    Day::parse(text).map_err(|_| broken("day"))
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
