//! 一括取得 (F13, F14): every 医療券/調剤券 whose 指定医療機関コード is the asking one, of one 診療年月, with the 資格情報 it is linked to.
//!
//! The answer is NDJSON: one [`BulkLine`] a line. The first is the head and says how it stands; rows and an end follow only where
//! there is an answer. An answer without its end broke off: it is gone on with behind the rows that have been kept. 処理中 and
//! 受付番号 are those of `OQSmutic` (`domain.md` §1.6); that rows stream is this project's.

use crate::code::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use crate::date::{Day, YearMonth};
use crate::identifier::InstitutionCode;
use crate::qualification::QualificationResult;
use serde::{Deserialize, Serialize};

/// Content type of the answer.
pub const NDJSON: &str = "application/x-ndjson";

/// How many months may be asked for: the present one in Tokyo and those before it.
pub const ASKABLE_MONTHS: usize = 12;

/// The months that may be asked for on a Tokyo day, newest first.
pub fn askable_months(today: Day) -> impl Iterator<Item = YearMonth> {
    std::iter::successors(Some(today.year_month()), |month| month.previous()).take(ASKABLE_MONTHS)
}

/// 資格照会条件情報 of 一括取得.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkQuery {
    /// 医療機関コード; must be the institution of the desk's key.
    pub institution_code: InstitutionCode,
    /// 診療年月, `yyyyMM`: one of [`askable_months`], else `MONTH_NOT_ASKABLE`.
    pub medical_treatment_month: YearMonth,
    /// Behind which rows to go on; `None`: all that there is now, under a new 受付番号. Of another institution or month, unknown, or
    /// behind the last row: `BULK_CURSOR_INVALID`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<BulkCursor>,
}

/// A place between two rows of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkCursor {
    /// 受付番号 of the answer.
    pub reception_number: String,
    /// How many of its rows are kept already, from the first on.
    pub after: u64,
}

/// One line of the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BulkLine {
    /// The first line.
    Head(BulkHead),
    /// One ticket with its qualification.
    Row(Box<BulkRow>),
    /// The last line: without it the answer is not whole.
    End(BulkEnd),
}

/// How the answer stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkHead {
    /// `yyyyMMddHHmmss`, Asia/Tokyo.
    pub process_execution_time: String,
    /// 医療機関コード the answer is for.
    pub medical_institution_code: String,
    /// 診療年月, `yyyyMM`.
    pub medical_treatment_month: YearMonth,
    /// 正常終了: rows follow. 処理中: none follow, ask again with the 受付番号. Anything else is エラー.
    pub segment_of_result: SegmentOfResult,
    /// Set where the segment is エラー; opaque (`domain.md` §8.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// Set together with `error_code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// 受付番号: names the answer in a [`BulkCursor`].
    pub reception_number: String,
    /// Of the answer as a whole. 無効: no ticket of this month names the institution. `None` where there is no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification_validity: Option<QualificationValidity>,
    /// All rows of the answer; 0 where there is no answer.
    pub total: u64,
    /// Rows that were passed over, as the cursor said.
    pub after: u64,
    /// 処理中: seconds to wait before asking again; `None` otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_again_after_seconds: Option<u32>,
}

/// One 医療券/調剤券 with the 資格情報 it is linked to, 公費負担者番号 and 受給者番号 included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkRow {
    /// エラー: this row cannot be relied on.
    pub processing_result_status: ProcessingResultStatus,
    /// Of an error; opaque.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_code: Option<String>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_message: Option<String>,
    /// What is known; of a row in error perhaps only who it is about. `None`: not even that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result_of_qualification_confirmation: Option<QualificationResult>,
}

/// The answer is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkEnd {
    /// 受付番号
    pub reception_number: String,
    /// All rows of the answer.
    pub total: u64,
}

/// What a row is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RowWorth {
    /// 有効
    Valid,
    /// 無効: the qualification is lost.
    Invalid,
    /// エラー, or something that this version does not know.
    Error,
}

impl BulkRow {
    /// What it is worth. Only 正常終了 with 有効 and a number of either kind is valid.
    pub fn worth(&self) -> RowWorth {
        let Some(result) = &self.result_of_qualification_confirmation else {
            return RowWorth::Error;
        };
        if self.processing_result_status != ProcessingResultStatus::Normal {
            return RowWorth::Error;
        }
        let numbered = result.insurer_number.is_some() && result.insured_identification_number.is_some();
        match result.qualification_validity {
            Some(QualificationValidity::Valid) if numbered => RowWorth::Valid,
            Some(QualificationValidity::Invalid | QualificationValidity::InvalidNewerExists) => {
                RowWorth::Invalid
            }
            Some(_) | None => RowWorth::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(epoch_ms: i64) -> Vec<String> {
        askable_months(Day::in_tokyo(epoch_ms))
            .map(|month| month.to_string())
            .collect()
    }

    #[test]
    fn the_present_month_in_tokyo_and_eleven_before_it() {
        // 2026-12-01T00:00+09:00.
        let december = 1_796_050_800_000;
        for (at, first, last) in [
            (december - 1, "202611", "202512"),
            (december, "202612", "202601"),
            // 08:59 in Tokyo is still November in UTC.
            (december + (8 * 60 + 59) * 60_000, "202612", "202601"),
        ] {
            let months = months(at);
            assert_eq!(months.len(), ASKABLE_MONTHS);
            assert_eq!((months[0].as_str(), months[11].as_str()), (first, last));
        }
    }

    #[test]
    fn lines_are_told_apart_by_their_name() {
        let end = BulkLine::End(BulkEnd {
            reception_number: "r".into(),
            total: 2,
        });
        let text = r#"{"end":{"ReceptionNumber":"r","Total":2}}"#;
        assert_eq!(serde_json::to_string(&end).unwrap(), text);
        assert_eq!(serde_json::from_str::<BulkLine>(text).unwrap(), end);
    }

    #[test]
    fn only_what_is_surely_valid_is_valid() {
        use ProcessingResultStatus::{Error, Normal};
        let row = |status, validity: &str, numbered: bool| {
            let number = numbered.then(|| "1234566".into());
            BulkRow {
                processing_result_status: status,
                processing_result_code: None,
                processing_result_message: None,
                result_of_qualification_confirmation: Some(QualificationResult {
                    qualification_validity: Some(validity.into()),
                    insurer_number: number.clone(),
                    insured_identification_number: number,
                    ..QualificationResult::default()
                }),
            }
        };
        for (row, worth) in [
            (row(Normal, "1", true), RowWorth::Valid),
            (row(Normal, "1", false), RowWorth::Error),
            (row(Normal, "2", true), RowWorth::Invalid),
            (row(Normal, "3", true), RowWorth::Invalid),
            (row(Normal, "7", true), RowWorth::Error),
            (row(Error, "1", true), RowWorth::Error),
            (row("3".into(), "1", true), RowWorth::Error),
        ] {
            assert_eq!(row.worth(), worth, "{row:?}");
        }
    }
}
