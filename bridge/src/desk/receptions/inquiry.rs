//! 照会番号登録 that belong to receptions: what waits, and what became of it. A failure never blocks a reception.

use super::Receptions;
use crate::problem::Failure;
use crate::wire::from_json;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::reception::{
    InquiryNumberOutcome, PendingInquiryNumber, PendingInquiryNumbers,
};
use sqlx::SqliteConnection;

impl Receptions {
    /// Registrations that wait to be sent, oldest first, of any day.
    pub async fn pending_inquiry_numbers(&self) -> Result<PendingInquiryNumbers, Failure> {
        let rows: Vec<(String, String, String, String, Option<String>)> = sqlx::query_as(
            "SELECT reception, patient_name, reference_number, inquiry_key, last_problem \
             FROM inquiry_numbers WHERE status = 'pending' ORDER BY created_at_ms, reception",
        )
        .fetch_all(&self.store)
        .await?;
        let list = rows
            .into_iter()
            .map(|(reception, patient_name, reference_number, key, last_problem)| {
                Ok(PendingInquiryNumber {
                    reception,
                    patient_name: patient_name.into(),
                    reference_number: reference_number.into(),
                    key: from_json(&key)?,
                    last_problem: last_problem
                        .map(|code| ErrorCode::from_code(&code).unwrap_or(ErrorCode::Unknown)),
                })
            })
            .collect::<Result<_, Failure>>()?;
        Ok(PendingInquiryNumbers { list })
    }

    /// Writes down what became of one. `RECEPTION_UNKNOWN` when the reception has none. One that is registered
    /// stays so, whatever a late answer says; what waited before it for the same qualification waits no more, since sent
    /// later it would take the place of the newer number.
    pub async fn inquiry_number_outcome(&self, outcome: &InquiryNumberOutcome) -> Result<(), Failure> {
        let status = outcome.problem.map_or("registered", |_| "pending");
        let mut change = self.store.begin_with("BEGIN IMMEDIATE").await?;
        let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM inquiry_numbers WHERE reception = $1")
            .bind(&outcome.reception)
            .fetch_optional(&mut *change)
            .await?;
        if known.is_none() {
            return Err(ErrorCode::ReceptionUnknown.into());
        }
        sqlx::query(
            "UPDATE inquiry_numbers SET status = $1, last_problem = $2 \
             WHERE reception = $3 AND status = 'pending'",
        )
        .bind(status)
        .bind(outcome.problem.map(ErrorCode::code))
        .bind(&outcome.reception)
        .execute(&mut *change)
        .await?;
        sqlx::query(
            "UPDATE receptions SET inquiry_number = $1 WHERE reception = $2 AND inquiry_number = 'pending'",
        )
        .bind(status)
        .bind(&outcome.reception)
        .execute(&mut *change)
        .await?;
        if outcome.problem.is_none() {
            close_older(&mut change, &outcome.reception).await?;
        }
        change.commit().await?;
        Ok(())
    }
}

/// Numbers that wait since before `reception` for the qualification of its number: the same number is at the backend now,
/// another one is out of date. Nothing more is to be sent for either.
async fn close_older(change: &mut SqliteConnection, reception: &str) -> Result<(), Failure> {
    let older: Vec<(String, bool)> = sqlx::query_as(
        "SELECT older.reception, older.reference_number = sent.reference_number \
         FROM inquiry_numbers AS sent JOIN inquiry_numbers AS older ON older.inquiry_key = sent.inquiry_key \
         WHERE sent.reception = $1 AND sent.status = 'registered' AND older.status = 'pending' \
         AND older.created_at_ms <= sent.created_at_ms",
    )
    .bind(reception)
    .fetch_all(&mut *change)
    .await?;
    for (older, same) in older {
        let status = if same { "registered" } else { "replaced" };
        sqlx::query("UPDATE inquiry_numbers SET status = $1 WHERE reception = $2")
            .bind(status)
            .bind(&older)
            .execute(&mut *change)
            .await?;
        // In the book there is then nothing to register.
        sqlx::query("UPDATE receptions SET inquiry_number = $1 WHERE reception = $2")
            .bind(same.then_some(status))
            .bind(&older)
            .execute(&mut *change)
            .await?;
    }
    Ok(())
}
