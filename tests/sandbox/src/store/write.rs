//! Writing everybody, with the dates of one day.

use super::{pools, read_document, records};
use crate::database::{Database, retrying};
use crate::population::{Cardholder, Elsewhere, Person, Qualification, Records, wire_insurer_number};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;
use sqlx::{Any, Transaction};

/// Whether the persons were written for this day.
pub(crate) async fn is_written_for(database: &Database, day: Day) -> sqlx::Result<bool> {
    let written = database
        .row("SELECT day FROM national_day WHERE id = 1", &[], |row| {
            row.take::<String>()
        })
        .await?;
    Ok(written.is_some_and(|written| written == day.to_string()))
}

/// What is known of everybody on one day.
pub(crate) struct Everybody {
    pub(crate) persons: Vec<Cardholder>,
    pub(crate) elsewhere: Vec<Elsewhere>,
    pub(crate) records: Vec<Records>,
}

/// Replaces everybody by those of `day`. Does nothing when another got there first.
pub(crate) async fn write(database: &Database, day: Day, everybody: &Everybody) -> sqlx::Result<()> {
    retrying(|| async {
        let mut tx = database.begin().await?;
        let written: Option<String> = sqlx::query_scalar("SELECT day FROM national_day WHERE id = 1")
            .fetch_optional(&mut *tx)
            .await?;
        if written.is_some_and(|written| written == day.to_string()) {
            return Ok(());
        }
        let persons_tables = ["DELETE FROM qualification", "DELETE FROM person"];
        let tables = pools::TABLES.into_iter().chain(records::TABLES);
        for table in tables.chain(persons_tables) {
            sqlx::query(table).execute(&mut *tx).await?;
        }
        for holder in &everybody.persons {
            insert_person(&mut tx, holder).await?;
        }
        for person in &everybody.elsewhere {
            pools::insert(&mut tx, person).await?;
        }
        for person in &everybody.records {
            records::insert(&mut tx, person).await?;
        }
        sqlx::query(
            "INSERT INTO national_day (id, day) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET day = excluded.day",
        )
        .bind(day.to_string())
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    })
    .await
}

/// Lets the tickets of a person name whoever asks, until everybody is written anew. Gives whether there is one.
pub(crate) async fn entrust(database: &Database, person_id: &str) -> sqlx::Result<bool> {
    retrying(|| async {
        let mut tx = database.begin().await?;
        let known: Option<String> = sqlx::query_scalar("SELECT document FROM person WHERE id = $1")
            .bind(person_id)
            .fetch_optional(&mut *tx)
            .await?;
        let Some(document) = known else {
            return Ok(false);
        };
        let mut person = read_document(&document)?;
        let tickets = person
            .qualifications
            .iter_mut()
            .filter_map(|one| one.ticket.as_mut());
        let found = tickets.map(|ticket| ticket.names_asking = true).count() > 0;
        sqlx::query("UPDATE person SET document = $1 WHERE id = $2")
            .bind(written(&person)?)
            .bind(person_id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(found)
    })
    .await
}

fn written(person: &Person) -> sqlx::Result<String> {
    serde_json::to_string(person).map_err(|error| sqlx::Error::Encode(error.into()))
}

async fn insert_person(tx: &mut Transaction<'static, Any>, holder: &Cardholder) -> sqlx::Result<()> {
    let person = &holder.person;
    sqlx::query("INSERT INTO person (id, certificate_serial, linked, document) VALUES ($1, $2, $3, $4)")
        .bind(&person.id)
        .bind(&holder.certificate_serial)
        .bind(i64::from(holder.linked))
        .bind(written(person)?)
        .execute(&mut **tx)
        .await?;
    for (position, qualification) in (0_i64..).zip(&person.qualifications) {
        insert_qualification(tx, &person.id, position, qualification).await?;
    }
    Ok(())
}

async fn insert_qualification(
    tx: &mut Transaction<'static, Any>,
    person_id: &str,
    position: i64,
    qualification: &Qualification,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO qualification (person_id, position, insurer_number, symbol, number, branch) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(person_id)
    .bind(position)
    .bind(wire_insurer_number(&qualification.insurer_number))
    .bind(text(qualification.symbol.as_ref()))
    .bind(qualification.number.expose())
    .bind(text(qualification.branch.as_ref()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Empty where there is none, so that it can be compared.
fn text(part: Option<&Personal>) -> &str {
    part.map_or("", |text| text.expose())
}
