//! 一括取得 at the registry: rows are registered in batches, each exactly once; batch and cursor in one transaction.

use crate::backend::bulk::BulkRow;
use crate::date::YearMonth;
use crate::qualification::{Personal, QualificationResult};
use serde::{Deserialize, Deserializer, Serialize};

/// Most rows of a batch. A row has some 700 bytes: a batch stays within what the bridge takes at once, 256 kB.
pub const BATCH_ROWS: usize = 250;

/// Most lines of a list in one answer.
pub const LIST_LINES: usize = 200;

/// Rows to register. They follow on those that are kept: `after` is their count; from 0 under a new 受付番号 the month begins anew. What is
/// kept already is passed over, however often it comes. Rows that do not follow are `BULK_CURSOR_INVALID`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkBatch {
    /// Tab that asks; must hold the lease.
    pub tab: String,
    /// Who is at the counter.
    pub staff_id: String,
    /// 診療年月, `yyyyMM`.
    pub month: YearMonth,
    /// 受付番号 of the answer, 1–64 characters.
    pub reception_number: String,
    /// When the answer was first asked for, ms since 1970, also where it was 処理中 then or is gone on with: what a card was read for
    /// since is newer. The time of its first batch counts where that is earlier.
    pub asked_at_ms: i64,
    /// All rows of the answer.
    pub total: u64,
    /// Rows of the answer before these.
    pub after: u64,
    /// As received, at most [`BATCH_ROWS`]; none only where the answer has none. One that is not of the contract is one in error: it
    /// does not keep the others of its month away.
    #[serde(deserialize_with = "each_for_itself")]
    pub rows: Vec<BulkRow>,
}

fn each_for_itself<'de, D: Deserializer<'de>>(rows: D) -> Result<Vec<BulkRow>, D::Error> {
    let rows = Vec::<serde_json::Value>::deserialize(rows)?.into_iter();
    Ok(rows
        .map(|row| serde_json::from_value(row).unwrap_or_else(|_| BulkRow::unreadable()))
        .collect())
}

/// Names a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkMonth {
    /// 診療年月, `yyyyMM`.
    pub month: YearMonth,
}

/// How far the retrieval of a month has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkProgress {
    /// 受付番号 of the answer.
    pub reception_number: String,
    /// All its rows.
    pub total: u64,
    /// Rows that are dealt with: the cursor.
    pub kept: u64,
    /// Of these: tickets that are registered.
    pub registered: u64,
    /// 無効: listed, not registered.
    pub invalid: u64,
    /// In error, or of a patient that a person has to decide on: listed, not registered.
    pub failed: u64,
    /// Charts that waited as 未委託 and have their ticket now.
    pub completed: u64,
    /// When it was first asked for, ms since 1970.
    pub asked_at_ms: i64,
    /// When its last row was kept, ms since 1970; `None`: it goes on.
    pub finished_at_ms: Option<i64>,
}

/// What is known here of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkState {
    /// The retrieval that was begun last; `None`: none was.
    pub retrieval: Option<BulkProgress>,
    /// Charts that it completed, newest first, at most [`LIST_LINES`].
    pub completed: Vec<CompletedChart>,
}

/// A chart that waited as 未委託 and has its ticket now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompletedChart {
    /// 診察券番号
    pub patient_number: Personal,
    /// 氏名
    pub patient_name: Personal,
}

/// Asks for what was not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkExceptionsRequest {
    /// 診療年月, `yyyyMM`.
    pub month: YearMonth,
    /// Only those behind this row, counted from 1; 0: from the first.
    pub after: u64,
}

/// What was not registered, in the order of the answer, at most [`LIST_LINES`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkExceptions {
    /// The rows.
    pub list: Vec<BulkException>,
}

/// One row that was not registered, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkException {
    /// Its place in the answer, from 1.
    pub row: u64,
    /// What is the matter.
    pub cause: BulkCause,
    /// Of an error: the backend's code, opaque.
    pub code: Option<String>,
    /// Of an error: the backend's words.
    pub message: Option<String>,
    /// What is known of it.
    pub result: Option<QualificationResult>,
}

/// Why a row was not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BulkCause {
    /// 無効: the qualification is lost.
    Invalid,
    /// The backend says that it is in error, or a part of it is missing or makes no sense.
    Error,
    /// It may be one of several charts, or its name differs from the chart's: a person has to look.
    Undecided,
}
