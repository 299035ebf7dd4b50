//! 一括取得 (F13, F14) at the registry: tickets are registered exactly once, and charts that waited as 未委託 are completed.
//!
//! | read | for |
//! |---|---|
//! | `cursor` | how far the retrieval of a month is; which rows of a batch are new |
//! | `rows` | what becomes of one row |
//! | `charts` | whose ticket it is, and the chart that gets it |
//! | `told` | what the counter is told of a month |

mod charts;
mod cursor;
mod rows;
mod told;

pub(super) use told::{exceptions, state};

use crate::his::KeptBatch;
use crate::problem::Failure;
use cursor::Counts;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::bulk::{BATCH_ROWS, BulkBatch, BulkCause};
use rows::Became;
use sqlx::SqlitePool;

/// Longest 受付番号, characters.
const RECEPTION_NUMBER_LIMIT: usize = 64;

/// See [`Registry::keep_bulk`](crate::his::Registry::keep_bulk).
pub(super) async fn keep(store: &SqlitePool, now_ms: i64, batch: &BulkBatch) -> Result<KeptBatch, Failure> {
    check(batch)?;
    let mut change = store.begin_with("BEGIN IMMEDIATE").await?;
    let new = cursor::new_rows(&mut change, now_ms, batch).await?;
    let (mut counts, mut changed_book) = (Counts::default(), false);
    for (position, row) in new {
        let place = rows::Place {
            batch,
            position,
            now_ms,
        };
        match rows::keep(&mut change, place, row).await? {
            Became::Registered { completes, booked } => {
                counts.registered += 1;
                counts.completed += i64::from(completes);
                changed_book |= booked;
            }
            Became::Listed(BulkCause::Invalid) => counts.invalid += 1,
            Became::Listed(BulkCause::Error | BulkCause::Undecided) => counts.failed += 1,
        }
    }
    cursor::advance(&mut change, now_ms, batch, &counts).await?;
    let progress = told::progress(&mut change, batch.month).await?;
    let progress = progress.ok_or_else(|| Failure::internal("the retrieval is not there"))?;
    change.commit().await?;
    Ok(KeptBatch {
        progress,
        changed_book,
    })
}

/// `BODY_TOO_LARGE` for more rows than a batch has; `BODY_INVALID` without a 受付番号, with more rows than the answer, or without rows
/// where it has some.
fn check(batch: &BulkBatch) -> Result<(), ErrorCode> {
    if batch.rows.len() > BATCH_ROWS {
        return Err(ErrorCode::BodyTooLarge);
    }
    let number = batch.reception_number.chars().count();
    let rows = u64::try_from(batch.rows.len()).unwrap_or(u64::MAX);
    let within = batch
        .after
        .checked_add(rows)
        .is_some_and(|end| end <= batch.total);
    let some = rows > 0 || batch.total == 0;
    let counted = i64::try_from(batch.total).is_ok();
    (within && some && counted && (1..=RECEPTION_NUMBER_LIMIT).contains(&number))
        .then_some(())
        .ok_or(ErrorCode::BodyInvalid)
}
