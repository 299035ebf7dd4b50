//! The answer as it is sent. A batch of rows is read when the one before it has been taken, by the place it begins at: no connection is
//! held meanwhile, and there is never more in memory than one batch.

use super::answers::Asked;
use crate::database::Database;
use crate::problem::Refusal;
use axum::body::Bytes;
use futures_util::stream::{Stream, try_unfold};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::{BulkEnd, BulkHead, BulkLine, BulkQuery};
use madoguchi_shared::code::SegmentOfResult;
use std::io;
use std::time::Duration;

/// Rows read at once: some 100 kB.
const BATCH: u64 = 128;

/// How long a break on request waits, so that the rows before it are not held back.
const BREAKS_AFTER: Duration = Duration::from_millis(100);

/// Whether it is to break off on request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// It does not.
    Never,
    /// After half of the rows that are left.
    HalfWay,
}

/// Where the answer stands.
struct Place {
    database: Database,
    institution: String,
    month: String,
    asked: Asked,
    breaks_at: Option<u64>,
    next: Next,
}

enum Next {
    Head(String),
    Rows,
    Over,
}

/// Head, rows and end; the head alone where it says that there is no answer.
pub(super) fn of(
    database: Database,
    institution: &str,
    query: &BulkQuery,
    asked: Asked,
    head: BulkHead,
    breaks: Breaks,
) -> Result<impl Stream<Item = io::Result<Bytes>> + use<>, Refusal> {
    let answered = head.segment_of_result == SegmentOfResult::Normal;
    let head = text(&BulkLine::Head(head))
        .map_err(|_| Refusal::new(ErrorCode::Internal, "cannot be written as JSON"))?;
    let half = asked.after + (asked.total - asked.after) / 2;
    let place = Place {
        database,
        institution: institution.to_owned(),
        month: query.medical_treatment_month.to_string(),
        asked,
        breaks_at: (breaks == Breaks::HalfWay).then_some(half),
        next: Next::Head(head),
    };
    Ok(try_unfold(
        (place, answered),
        |(mut place, answered)| async move {
            let bytes = match std::mem::replace(&mut place.next, Next::Rows) {
                Next::Head(head) => {
                    if !answered {
                        place.next = Next::Over;
                    }
                    head
                }
                Next::Rows => place.rows().await?,
                Next::Over => return Ok(None),
            };
            Ok(Some((Bytes::from(bytes), (place, answered))))
        },
    ))
}

impl Place {
    /// The next batch; after the last row the end.
    async fn rows(&mut self) -> io::Result<String> {
        let after = self.asked.after;
        if self.breaks_at == Some(after) {
            // What was sent before is to arrive.
            tokio::time::sleep(BREAKS_AFTER).await;
            return Err(io::Error::other("broken off on request"));
        }
        if after == self.asked.total {
            self.next = Next::Over;
            return text(&BulkLine::End(BulkEnd {
                reception_number: self.asked.reception_number.clone(),
                total: self.asked.total,
            }));
        }
        let until = self.breaks_at.unwrap_or(self.asked.total).min(after + BATCH);
        let rows = self.read(after, until).await.map_err(|error| {
            tracing::warn!(detail = %Refusal::from(error).detail(), "一括取得 breaks off");
            io::Error::other("the database did not answer")
        })?;
        // Rows that were there when the answer began are not any more: the answer must not look whole.
        if rows.is_empty() {
            return Err(io::Error::other("rows are missing"));
        }
        self.asked.after += u64::try_from(rows.len()).unwrap_or(0);
        let mut lines = String::with_capacity(rows.iter().map(|row| row.len() + 1).sum());
        for row in rows {
            lines.push_str(&row);
            lines.push('\n');
        }
        Ok(lines)
    }

    /// Rows behind `after`, to `until` at most: either the answer's own or synthetic ones.
    async fn read(&self, after: u64, until: u64) -> sqlx::Result<Vec<String>> {
        let own = self.asked.own_rows;
        let place = |position: u64| i64::try_from(position).unwrap_or(i64::MAX);
        if after < own {
            return sqlx::query_scalar(
                "SELECT line FROM bulk_answer_row \
                 WHERE reception_number = $1 AND position > $2 AND position <= $3 ORDER BY position",
            )
            .bind(&self.asked.reception_number)
            .bind(place(after))
            .bind(place(until))
            .fetch_all(self.database.pool())
            .await;
        }
        sqlx::query_scalar(
            "SELECT line FROM synthetic_row \
             WHERE institution_code = $1 AND month = $2 AND position > $3 AND position <= $4 ORDER BY position",
        )
        .bind(&self.institution)
        .bind(&self.month)
        .bind(place(after - own))
        .bind(place(until - own))
        .fetch_all(self.database.pool())
        .await
    }
}

fn text(line: &BulkLine) -> io::Result<String> {
    Ok(serde_json::to_string(line)? + "\n")
}
