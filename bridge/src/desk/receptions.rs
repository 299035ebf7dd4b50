//! The reception book and the saved states of open receptions (D8). "Today" is the Asia/Tokyo day (D20).

mod inquiry;
mod row;

use crate::clock::Clock;
use crate::problem::Failure;
use crate::wire::word;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::reception::{
    ReceptionBook, ReceptionEntry, ReceptionStatus, SavedState, StateSwap,
};
use madoguchi_shared::date::Day;
use row::{ENTRY, Row};
use sqlx::SqlitePool;
use std::sync::Arc;
use uuid::Uuid;

/// The book.
pub struct Receptions {
    store: SqlitePool,
    clock: Arc<dyn Clock>,
}

impl Receptions {
    /// The book in this database.
    pub fn new(store: SqlitePool, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock }
    }

    /// Opens a reception under the next number of the day; the same id again gives the same entry.
    /// `BODY_INVALID` unless the id is a UUIDv7 in its usual lower-case form.
    pub async fn open(&self, reception: &str) -> Result<ReceptionEntry, Failure> {
        let id = Uuid::try_parse(reception).map_err(|_| ErrorCode::BodyInvalid)?;
        if id.get_version_num() != 7 || id.hyphenated().to_string() != reception {
            return Err(ErrorCode::BodyInvalid.into());
        }
        let now_ms = self.clock.now_ms();
        let day = Day::in_tokyo(now_ms).to_string();
        sqlx::query(
            "INSERT INTO receptions (reception, day, number, opened_at_ms, status, revision) \
             SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, 'open', 0 FROM receptions WHERE day = $2 \
             ON CONFLICT (reception) DO NOTHING",
        )
        .bind(reception)
        .bind(day)
        .bind(now_ms)
        .execute(&self.store)
        .await?;
        let row: Row = sqlx::query_as(ENTRY)
            .bind(reception)
            .fetch_one(&self.store)
            .await?;
        row.entry()
    }

    /// Today's receptions, newest first.
    pub async fn today(&self) -> Result<ReceptionBook, Failure> {
        let day = Day::in_tokyo(self.clock.now_ms()).to_string();
        let rows: Vec<Row> = sqlx::query_as(row::DAY).bind(&day).fetch_all(&self.store).await?;
        let entries = rows.into_iter().map(Row::entry).collect::<Result<_, _>>()?;
        Ok(ReceptionBook { day, entries })
    }

    /// The saved state of a reception of any day.
    pub async fn state(&self, reception: &str) -> Result<SavedState, Failure> {
        let row: Option<(i64, Option<String>)> =
            sqlx::query_as("SELECT revision, state FROM receptions WHERE reception = $1")
                .bind(reception)
                .fetch_optional(&self.store)
                .await?;
        let (revision, state) = row.ok_or(ErrorCode::ReceptionUnknown)?;
        Ok(SavedState {
            reception: reception.to_owned(),
            revision: u64::try_from(revision).map_err(Failure::internal)?,
            state: state.map(Into::into),
        })
    }

    /// Saves a state if nobody has since; wipes it when the reception ends. One that has ended does not open
    /// again: that, too, is `REVISION_CONFLICT`.
    pub async fn swap(&self, swap: StateSwap) -> Result<SavedState, Failure> {
        let expected = i64::try_from(swap.expected_revision).map_err(|_| ErrorCode::RevisionConflict)?;
        let open = swap.status == ReceptionStatus::Open;
        let identified_by = swap.identified_by.as_ref().map(word).transpose()?;
        let changed = sqlx::query(
            "UPDATE receptions SET revision = revision + 1, state = $1, status = $2, \
             patient_name = COALESCE($3, patient_name), identified_by = COALESCE($4, identified_by) \
             WHERE reception = $5 AND revision = $6 AND (status = 'open' OR $2 <> 'open')",
        )
        .bind(open.then(|| swap.state.expose().as_str()))
        .bind(word(&swap.status)?)
        .bind(swap.patient_name.as_ref().map(|name| name.expose().as_str()))
        .bind(identified_by)
        .bind(&swap.reception)
        .bind(expected)
        .execute(&self.store)
        .await?
        .rows_affected();
        let saved = self.state(&swap.reception).await?;
        if changed == 0 {
            return Err(ErrorCode::RevisionConflict.into());
        }
        Ok(saved)
    }
}
