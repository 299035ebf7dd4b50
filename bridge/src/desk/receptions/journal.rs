//! Journals of open receptions (D8): what happened, in order, until the reception ends.

use super::Receptions;
use crate::problem::Failure;
use crate::wire::{from_word, word};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::reception::{Journal, JournalAppend, ReceptionStatus};
use sqlx::SqliteConnection;

/// An open reception that was opened longer ago than this is given up: nobody comes back to it.
const GIVEN_UP_AFTER_MS: i64 = 24 * 60 * 60 * 1000;

impl Receptions {
    /// The journal of a reception of any day. `RECEPTION_UNKNOWN`
    pub async fn journal(&self, reception: &str) -> Result<Journal, Failure> {
        let mut reading = self.store.begin().await?;
        let status = status(&mut reading, reception).await?;
        let entries: Vec<String> =
            sqlx::query_scalar("SELECT entry FROM journal WHERE reception = $1 ORDER BY position")
                .bind(reception)
                .fetch_all(&mut *reading)
                .await?;
        let entries = entries.into_iter().map(Into::into).collect();
        Ok(Journal { status, entries })
    }

    /// Adds entries if nobody has since, and wipes them all when the reception ends. One that has ended does not
    /// open again: that, too, is `REVISION_CONFLICT`.
    pub async fn append(&self, append: &JournalAppend) -> Result<(), Failure> {
        let mut change = self.store.begin_with("BEGIN IMMEDIATE").await?;
        let status = status(&mut change, &append.reception).await?;
        let length = length(&mut change, &append.reception).await?;
        if status != ReceptionStatus::Open || u64::try_from(length).ok() != Some(append.expected_length) {
            return Err(ErrorCode::RevisionConflict.into());
        }
        if append.status == ReceptionStatus::Open {
            for (position, entry) in (length..).zip(&append.entries) {
                sqlx::query("INSERT INTO journal (reception, position, entry) VALUES ($1, $2, $3)")
                    .bind(&append.reception)
                    .bind(position)
                    .bind(entry.expose())
                    .execute(&mut *change)
                    .await?;
            }
        } else {
            sqlx::query("DELETE FROM journal WHERE reception = $1")
                .bind(&append.reception)
                .execute(&mut *change)
                .await?;
        }
        sqlx::query(
            "UPDATE receptions SET status = $1, patient_name = COALESCE($2, patient_name), \
             identified_by = COALESCE($3, identified_by) WHERE reception = $4",
        )
        .bind(word(&append.status)?)
        .bind(append.patient_name.as_ref().map(|name| name.expose().as_str()))
        .bind(append.identified_by.as_ref().map(word).transpose()?)
        .bind(&append.reception)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        Ok(())
    }

    /// Ends what was left open on earlier days, and wipes its journal.
    pub(super) async fn give_up_old(&self, now_ms: i64) -> Result<(), Failure> {
        let before_ms = now_ms - GIVEN_UP_AFTER_MS;
        let mut change = self.store.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query(
            "DELETE FROM journal WHERE reception IN \
             (SELECT reception FROM receptions WHERE status = 'open' AND opened_at_ms < $1)",
        )
        .bind(before_ms)
        .execute(&mut *change)
        .await?;
        sqlx::query("UPDATE receptions SET status = 'ended' WHERE status = 'open' AND opened_at_ms < $1")
            .bind(before_ms)
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(())
    }
}

async fn status(store: &mut SqliteConnection, reception: &str) -> Result<ReceptionStatus, Failure> {
    let status: Option<String> = sqlx::query_scalar("SELECT status FROM receptions WHERE reception = $1")
        .bind(reception)
        .fetch_optional(store)
        .await?;
    from_word(&status.ok_or(ErrorCode::ReceptionUnknown)?)
}

async fn length(store: &mut SqliteConnection, reception: &str) -> Result<i64, Failure> {
    let length = sqlx::query_scalar("SELECT COUNT(*) FROM journal WHERE reception = $1")
        .bind(reception)
        .fetch_one(store)
        .await?;
    Ok(length)
}
