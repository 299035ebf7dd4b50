//! 薬剤情報 and 健診情報 in the database: written with the persons, read for a period.

use super::{broken, day, optional, personal};
use crate::database::{Database, Row};
use crate::population::Records;
use madoguchi_shared::backend::records::{Checkup, CheckupValue, Medication};
use madoguchi_shared::date::Day;
use sqlx::{Any, Transaction};

/// Tables that are written with the persons.
pub(super) const TABLES: [&str; 3] = [
    "DELETE FROM checkup_value",
    "DELETE FROM checkup",
    "DELETE FROM medication",
];

/// 薬剤情報 of a person whose 調剤日 lies in the period, newest first.
pub(crate) async fn medications(
    database: &Database,
    person_id: &str,
    period: [Day; 2],
) -> sqlx::Result<Vec<Medication>> {
    let sql = "SELECT dispensed_on, institution, pharmacy, generic_name, brand_name, dose, unit, usage, days FROM medication \
         WHERE person_id = $1 AND dispensed_on >= $2 AND dispensed_on <= $3 ORDER BY dispensed_on DESC, position";
    let [from, until] = period.map(|day| day.to_string());
    database
        .rows(sql, &[person_id, &from, &until], read_medication)
        .await
}

/// 健診情報 of a person whose 実施日 lies in the period, newest first.
pub(crate) async fn checkups(
    database: &Database,
    person_id: &str,
    period: [Day; 2],
) -> sqlx::Result<Vec<Checkup>> {
    let sql = "SELECT c.position, c.examined_on, c.institution, v.item, v.item_en, v.value, v.unit, v.low, v.high \
         FROM checkup c JOIN checkup_value v ON v.person_id = c.person_id AND v.checkup = c.position \
         WHERE c.person_id = $1 AND c.examined_on >= $2 AND c.examined_on <= $3 \
         ORDER BY c.examined_on DESC, c.position, v.position";
    let [from, until] = period.map(|day| day.to_string());
    let mut found: Vec<(i64, Checkup)> = Vec::new();
    let read = |row: &mut Row<'_>| {
        let position = row.take()?;
        let (examined_on, institution) = (day(row)?, personal(row)?);
        let value = read_value(row)?;
        match found.last_mut() {
            Some((last, checkup)) if *last == position => checkup.values.push(value),
            Some(_) | None => found.push((
                position,
                Checkup {
                    examined_on,
                    institution,
                    values: vec![value],
                },
            )),
        }
        Ok(())
    };
    database.rows(sql, &[person_id, &from, &until], read).await?;
    Ok(found.into_iter().map(|(_, checkup)| checkup).collect())
}

/// Everything of one person.
pub(super) async fn insert(tx: &mut Transaction<'static, Any>, records: &Records) -> sqlx::Result<()> {
    for (position, medication) in (0_i64..).zip(&records.medications) {
        insert_medication(tx, &records.person_id, position, medication).await?;
    }
    for (position, checkup) in (0_i64..).zip(&records.checkups) {
        insert_checkup(tx, &records.person_id, position, checkup).await?;
    }
    Ok(())
}

async fn insert_medication(
    tx: &mut Transaction<'static, Any>,
    person_id: &str,
    position: i64,
    medication: &Medication,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO medication (person_id, position, dispensed_on, institution, pharmacy, generic_name, brand_name, \
         dose, unit, usage, days) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(person_id)
    .bind(position)
    .bind(medication.dispensed_on.to_string())
    .bind(medication.institution.expose())
    .bind(medication.pharmacy.as_ref().map(|name| name.expose().clone()))
    .bind(medication.generic_name.expose())
    .bind(medication.brand_name.expose())
    .bind(medication.dose.expose())
    .bind(&medication.unit)
    .bind(medication.usage.expose())
    .bind(medication.days.map(i64::from))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn insert_checkup(
    tx: &mut Transaction<'static, Any>,
    person_id: &str,
    position: i64,
    checkup: &Checkup,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO checkup (person_id, position, examined_on, institution) VALUES ($1, $2, $3, $4)",
    )
    .bind(person_id)
    .bind(position)
    .bind(checkup.examined_on.to_string())
    .bind(checkup.institution.expose())
    .execute(&mut **tx)
    .await?;
    for (at, value) in (0_i64..).zip(&checkup.values) {
        sqlx::query(
            "INSERT INTO checkup_value (person_id, checkup, position, item, item_en, value, unit, low, high) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(person_id)
        .bind(position)
        .bind(at)
        .bind(&value.item)
        .bind(&value.item_en)
        .bind(value.value.expose())
        .bind(&value.unit)
        .bind(value.low.clone())
        .bind(value.high.clone())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

fn read_medication(row: &mut Row<'_>) -> sqlx::Result<Medication> {
    Ok(Medication {
        dispensed_on: day(row)?,
        institution: personal(row)?,
        pharmacy: optional(row)?,
        generic_name: personal(row)?,
        brand_name: personal(row)?,
        dose: personal(row)?,
        unit: row.take()?,
        usage: personal(row)?,
        days: row
            .take::<Option<i64>>()?
            .map(|days| u16::try_from(days).map_err(|_| broken("days")))
            .transpose()?,
    })
}

fn read_value(row: &mut Row<'_>) -> sqlx::Result<CheckupValue> {
    Ok(CheckupValue {
        item: row.take()?,
        item_en: row.take()?,
        value: personal(row)?,
        unit: row.take()?,
        low: row.take()?,
        high: row.take()?,
    })
}
