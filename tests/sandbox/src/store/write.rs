//! Writing everybody, with the dates of one day.

use super::{pools, records, scheme_text};
use crate::database::{Database, retrying};
use crate::population::{Elsewhere, Person, Qualification, Records, Ticket};
use madoguchi_shared::date::Day;
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
    pub(crate) persons: Vec<Person>,
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
        let persons_tables = [
            "DELETE FROM medical_ticket",
            "DELETE FROM qualification",
            "DELETE FROM person",
        ];
        let tables = pools::TABLES.into_iter().chain(records::TABLES);
        for table in tables.chain(persons_tables) {
            sqlx::query(table).execute(&mut *tx).await?;
        }
        for person in &everybody.persons {
            insert_person(&mut tx, person).await?;
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

async fn insert_person(tx: &mut Transaction<'static, Any>, person: &Person) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO person (id, certificate_serial, linked, name, name_of_other, name_kana, sex, birth_date, address, \
         post_number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&person.id)
    .bind(&person.certificate_serial)
    .bind(i64::from(person.linked))
    .bind(person.name.expose())
    .bind(person.name_of_other.as_ref().map(|name| name.expose().clone()))
    .bind(person.name_kana.expose())
    .bind(person.sex.as_str())
    .bind(person.birth_date.to_string())
    .bind(person.address.as_ref().map(|text| text.expose().clone()))
    .bind(person.post_number.as_ref().map(|text| text.expose().clone()))
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
        "INSERT INTO qualification (person_id, position, scheme, classification, insurer_number, symbol, number, branch, \
         family, insurer_name, starts_on, ends_on, reason_of_loss, ratio) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(person_id)
    .bind(position)
    .bind(scheme_text(qualification.scheme))
    .bind(qualification.classification.as_str())
    .bind(qualification.wire_insurer_number())
    .bind(qualification.symbol.as_ref().map_or("", |text| text.expose().as_str()))
    .bind(qualification.number.expose())
    .bind(qualification.branch.as_ref().map_or("", |text| text.expose().as_str()))
    .bind(qualification.family.as_ref().map(|code| code.as_str().to_owned()))
    .bind(&qualification.insurer_name)
    .bind(qualification.starts_on.to_string())
    .bind(qualification.ends_on.map(|end| end.to_string()))
    .bind(qualification.reason_of_loss.as_ref().map(|code| code.as_str().to_owned()))
    .bind(qualification.ratio.clone())
    .execute(&mut **tx)
    .await?;
    match &qualification.ticket {
        Some(ticket) => insert_ticket(tx, person_id, position, ticket).await,
        None => Ok(()),
    }
}

async fn insert_ticket(
    tx: &mut Transaction<'static, Any>,
    person_id: &str,
    position: i64,
    ticket: &Ticket,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO medical_ticket (person_id, position, issue_number, treatment, names_asking, self_pay_yen, \
         district_contact, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(person_id)
    .bind(position)
    .bind(ticket.issue_number.expose())
    .bind(ticket.treatment.as_str())
    .bind(i64::from(ticket.names_asking))
    .bind(i64::from(ticket.self_pay_yen))
    .bind(ticket.district_contact.expose())
    .bind(ticket.valid_from.to_string())
    .bind(ticket.valid_until.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
