//! 電話照会 and the numbers of the offices that were called. A call is kept as soon as the page has written it down, with
//! the journal, so that it is there also when the patient is not received.

use crate::problem::Failure;
use crate::wire::word;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{Call, Office, Offices};
use sqlx::{SqliteConnection, SqlitePool};

/// Most calls of one reception.
const CALLS: usize = 20;
/// Longest office, person and id of staff, characters.
const NAME_LIMIT: usize = 80;
/// Longest telephone number, characters.
const TELEPHONE_LIMIT: usize = 20;
/// Longest note, characters.
const NOTE_LIMIT: usize = 2000;

/// Keeps the calls of a reception, all of them from the first on; those that are there already stay as they are. An
/// office whose number was given has that number from now on. `BODY_TOO_LARGE` for too many or too long ones,
/// `BODY_INVALID` for one without an office.
pub(crate) async fn keep(
    change: &mut SqliteConnection,
    reception: &str,
    calls: &[Call],
) -> Result<(), Failure> {
    check(calls)?;
    for (position, call) in (0_i64..).zip(calls) {
        let (office, telephone) = (call.office.trim(), call.telephone.trim());
        let written = sqlx::query(
            "INSERT INTO calls (reception, position, office, telephone, person, answer, note, called_at_ms, staff) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (reception, position) DO NOTHING",
        )
        .bind(reception)
        .bind(position)
        .bind(office)
        .bind(telephone)
        .bind(call.person.expose())
        .bind(word(&call.answer)?)
        .bind(call.note.expose())
        .bind(call.called_at_ms)
        .bind(&call.staff_id)
        .execute(&mut *change)
        .await?;
        if written.rows_affected() > 0 && !telephone.is_empty() {
            sqlx::query(
                "INSERT INTO offices (name, telephone) VALUES ($1, $2) \
                 ON CONFLICT (name) DO UPDATE SET telephone = excluded.telephone",
            )
            .bind(office)
            .bind(telephone)
            .execute(&mut *change)
            .await?;
        }
    }
    Ok(())
}

/// Offices of which nothing is known yet get these numbers.
pub async fn preload(store: &SqlitePool, offices: &[Office]) -> Result<(), sqlx::Error> {
    for office in offices {
        sqlx::query("INSERT INTO offices (name, telephone) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
            .bind(&office.name)
            .bind(&office.telephone)
            .execute(store)
            .await?;
    }
    Ok(())
}

/// The offices with their numbers, by name.
pub(super) async fn offices(store: &SqlitePool) -> Result<Offices, Failure> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT name, telephone FROM offices ORDER BY name")
        .fetch_all(store)
        .await?;
    let offices = rows
        .into_iter()
        .map(|(name, telephone)| Office { name, telephone });
    Ok(Offices {
        offices: offices.collect(),
    })
}

fn check(calls: &[Call]) -> Result<(), ErrorCode> {
    let short = |text: &str, limit| text.chars().count() <= limit;
    let fits = |call: &Call| {
        short(&call.office, NAME_LIMIT)
            && short(&call.telephone, TELEPHONE_LIMIT)
            && short(call.person.expose(), NAME_LIMIT)
            && short(call.note.expose(), NOTE_LIMIT)
            && short(&call.staff_id, NAME_LIMIT)
    };
    if calls.len() > CALLS || !calls.iter().all(fits) {
        return Err(ErrorCode::BodyTooLarge);
    }
    let named = calls.iter().all(|call| !call.office.trim().is_empty());
    named.then_some(()).ok_or(ErrorCode::BodyInvalid)
}
