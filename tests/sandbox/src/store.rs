//! The persons in the database: written anew when the day changes, read by certificate or by numbers.

mod pools;
mod records;
mod write;

pub(crate) use records::{checkups, medications};
pub(crate) use write::{Everybody, entrust, is_written_for, write};

use crate::database::{Database, Row};
use crate::population::Person;
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

/// Persons as documents, a row for each qualification that is found, with what institution `$1` registered for that.
macro_rules! persons {
    ($from:literal, $those:literal, $order:literal) => {
        concat!(
            "SELECT p.id, p.document, q.position, n.reference_number FROM ",
            $from,
            " LEFT JOIN inquiry_number n ON n.institution_code = $1 AND n.insurer_number = q.insurer_number \
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
    let sql = persons!(
        "person p LEFT JOIN qualification q ON q.person_id = p.id",
        "p.certificate_serial = $2",
        "q.position"
    );
    let persons = read_persons(database, sql, &[institution, serial]).await?;
    Ok(persons.into_iter().next())
}

/// Everyone who has a qualification with these two numbers (the first in wire form), in the order of their ids, as an institution is told;
/// of other qualifications than these its 照会番号 are not read.
pub(crate) async fn by_numbers(
    database: &Database,
    institution: &str,
    [insurer_number, number]: [&str; 2],
) -> sqlx::Result<Vec<Person>> {
    let sql = persons!(
        "qualification q JOIN person p ON p.id = q.person_id",
        "q.insurer_number = $2 AND q.number = $3",
        "q.person_id, q.position"
    );
    read_persons(database, sql, &[institution, insurer_number, number]).await
}

/// Everyone, in the order of their ids; 照会番号 are not read.
pub(crate) async fn everyone(database: &Database) -> sqlx::Result<Vec<Person>> {
    let sql = "SELECT document FROM person ORDER BY id";
    database.rows(sql, &[], |row| read_document(row.text()?)).await
}

/// Rows of one person follow on each other; who is not covered has one without a position.
async fn read_persons(database: &Database, sql: &'static str, values: &[&str]) -> sqlx::Result<Vec<Person>> {
    // One as a rule.
    let mut persons: Vec<Person> = Vec::with_capacity(1);
    let read = |row: &mut Row<'_>| {
        let id = row.text()?;
        let known = persons.last().is_some_and(|last| last.id == id);
        let document = row.text()?;
        if !known {
            persons.push(read_document(document)?);
        }
        let position: Option<i64> = row.take()?;
        let reference_number = optional(row)?;
        if let (Some(person), Some(position)) = (persons.last_mut(), position) {
            let place = usize::try_from(position).map_err(|_| broken("position"))?;
            let qualification = person
                .qualifications
                .get_mut(place)
                .ok_or_else(|| broken("position"))?;
            qualification.reference_number = reference_number;
        }
        Ok(())
    };
    database.rows(sql, values, read).await?;
    Ok(persons)
}

fn read_document(document: &str) -> sqlx::Result<Person> {
    serde_json::from_str(document).map_err(|_| broken("document"))
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

fn personal(row: &mut Row<'_>) -> sqlx::Result<Personal> {
    row.take::<String>().map(Into::into)
}

fn optional(row: &mut Row<'_>) -> sqlx::Result<Option<Personal>> {
    Ok(row.take::<Option<String>>()?.map(Into::into))
}

fn day(row: &mut Row<'_>) -> sqlx::Result<Day> {
    read_day(&row.take::<String>()?)
}

fn read_day(text: &str) -> sqlx::Result<Day> {
    Day::parse(text).map_err(|_| broken("day"))
}
