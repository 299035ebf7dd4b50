//! The reception book and the journals of open receptions (D8). "Today" is the Asia/Tokyo day (D20).

mod inquiry;
mod journal;
mod row;

use crate::clock::Clock;
use crate::problem::Failure;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::reception::{ReceptionBook, ReceptionEntry};
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
    /// What was opened more than a day ago is finished here. `BODY_INVALID` unless the id is a UUIDv7 in its usual lower-case form.
    pub async fn open(&self, reception: &str) -> Result<ReceptionEntry, Failure> {
        let id = Uuid::try_parse(reception).map_err(|_| ErrorCode::BodyInvalid)?;
        if id.get_version_num() != 7 || id.hyphenated().to_string() != reception {
            return Err(ErrorCode::BodyInvalid.into());
        }
        let now_ms = self.clock.now_ms();
        self.finish_old().await?;
        let day = Day::in_tokyo(now_ms).to_string();
        sqlx::query(
            "INSERT INTO receptions (reception, day, number, opened_at_ms, status) \
             SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, 'open' FROM receptions WHERE day = $2 \
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

    /// Whether another reception than this is not finished.
    pub async fn others_go_on(&self, reception: &str) -> Result<bool, Failure> {
        let others: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM receptions WHERE finished_at_ms IS NULL AND reception <> $1",
        )
        .bind(reception)
        .fetch_one(&self.store)
        .await?;
        Ok(others > 0)
    }

    /// Today's receptions and those of earlier days that are not finished, newest first.
    pub async fn today(&self) -> Result<ReceptionBook, Failure> {
        self.finish_old().await?;
        let day = Day::in_tokyo(self.clock.now_ms()).to_string();
        let rows: Vec<Row> = sqlx::query_as(row::DAY).bind(&day).fetch_all(&self.store).await?;
        let entries = rows.into_iter().map(Row::entry).collect::<Result<_, _>>()?;
        Ok(ReceptionBook { day, entries })
    }
}
