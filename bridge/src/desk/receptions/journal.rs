//! Journals of receptions (D8): what happened, in order, until the reception is finished.

use super::Receptions;
use crate::his::calls;
use crate::problem::Failure;
use crate::store;
use crate::wire::word;
use madoguchi_shared::bridge::reception::{Journal, JournalAppend};
use madoguchi_shared::{ErrorCode, Redacted};
use sqlx::SqliteConnection;

/// A reception that was opened longer ago than this is finished: nobody comes back to it.
const FINISHED_AFTER_MS: i64 = 24 * 60 * 60 * 1000;

impl Receptions {
    /// The journal of a reception of any day. `RECEPTION_UNKNOWN`
    pub async fn journal(&self, reception: &str) -> Result<Journal, Failure> {
        let mut reading = self.store.begin().await?;
        let finished = is_finished(&mut reading, reception).await?;
        let entries = entries(&mut reading, reception).await?;
        let entries = entries.into_iter().map(Into::into).collect();
        Ok(Journal { finished, entries })
    }

    /// Adds entries if nobody has since, and wipes them all when the reception is finished with them. What is
    /// already there, because an answer was lost, is not written twice. `REVISION_CONFLICT`
    pub async fn append(&self, append: &JournalAppend) -> Result<(), Failure> {
        let mut change = self.store.begin_with("BEGIN IMMEDIATE").await?;
        if is_finished(&mut change, &append.reception).await? {
            let again = append.finished;
            return again.then_some(()).ok_or(ErrorCode::RevisionConflict.into());
        }
        let known = entries(&mut change, &append.reception).await?;
        let new = what_is_new(&known, append).ok_or(ErrorCode::RevisionConflict)?;
        for (position, entry) in (known.len()..).zip(new) {
            sqlx::query("INSERT INTO journal (reception, position, entry) VALUES ($1, $2, $3)")
                .bind(&append.reception)
                .bind(i64::try_from(position).map_err(Failure::internal)?)
                .bind(entry.expose())
                .execute(&mut *change)
                .await?;
        }
        calls::keep(&mut change, &append.reception, &append.calls).await?;
        sqlx::query(
            "UPDATE receptions SET patient_name = COALESCE($1, patient_name), \
             identified_by = $2, confirmed_by = $3, waiting_for = $4 WHERE reception = $5",
        )
        .bind(append.patient_name.as_ref().map(|name| name.expose().as_str()))
        .bind(append.identified_by.as_ref().map(word).transpose()?)
        .bind(append.confirmed_by.as_ref())
        .bind(append.waiting_for.as_ref().map(word).transpose()?)
        .bind(&append.reception)
        .execute(&mut *change)
        .await?;
        if append.finished {
            finish(&mut change, self.clock.now_ms(), Some(&append.reception), None).await?;
        }
        change.commit().await?;
        if append.finished {
            store::truncate_log(&self.store).await;
        }
        Ok(())
    }

    /// Finishes what was opened more than a day ago. Done at the start, and whenever the book is opened or written into.
    pub async fn finish_old(&self) -> Result<(), Failure> {
        let now_ms = self.clock.now_ms();
        let before_ms = now_ms - FINISHED_AFTER_MS;
        let mut change = self.store.begin_with("BEGIN IMMEDIATE").await?;
        let finished = finish(&mut change, now_ms, None, Some(before_ms)).await?;
        change.commit().await?;
        if finished {
            store::truncate_log(&self.store).await;
        }
        Ok(())
    }
}

/// The entries that are not there yet; `None` when the journal has gone another way.
fn what_is_new<'a>(known: &[String], append: &'a JournalAppend) -> Option<&'a [Redacted<String>]> {
    let expected = usize::try_from(append.expected_length).ok()?;
    let written = known.get(expected..)?;
    let (again, new) = append.entries.split_at_checked(written.len())?;
    again.iter().map(Redacted::expose).eq(written).then_some(new)
}

async fn entries(store: &mut SqliteConnection, reception: &str) -> Result<Vec<String>, Failure> {
    let entries = sqlx::query_scalar("SELECT entry FROM journal WHERE reception = $1 ORDER BY position")
        .bind(reception)
        .fetch_all(store)
        .await?;
    Ok(entries)
}

async fn is_finished(store: &mut SqliteConnection, reception: &str) -> Result<bool, Failure> {
    let finished: Option<bool> =
        sqlx::query_scalar("SELECT finished_at_ms IS NOT NULL FROM receptions WHERE reception = $1")
            .bind(reception)
            .fetch_optional(store)
            .await?;
    Ok(finished.ok_or(ErrorCode::ReceptionUnknown)?)
}

/// Finishes this reception, or all that were opened before; what was not registered has ended without. Whether there
/// was any.
async fn finish(
    change: &mut SqliteConnection,
    now_ms: i64,
    reception: Option<&str>,
    before_ms: Option<i64>,
) -> Result<bool, Failure> {
    let finished = sqlx::query(
        "UPDATE receptions SET finished_at_ms = $1, \
         status = CASE status WHEN 'open' THEN 'ended' ELSE status END, waiting_for = NULL \
         WHERE finished_at_ms IS NULL AND (reception = $2 OR opened_at_ms < $3)",
    )
    .bind(now_ms)
    .bind(reception)
    .bind(before_ms)
    .execute(&mut *change)
    .await?;
    sqlx::query(
        "DELETE FROM journal WHERE reception IN \
         (SELECT reception FROM receptions WHERE finished_at_ms IS NOT NULL)",
    )
    .execute(change)
    .await?;
    Ok(finished.rows_affected() > 0)
}
