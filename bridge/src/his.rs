//! The HIS (電子カルテ side): charts, the search for them, registration, the offices that are called. One trait; the embedded
//! registry is the implementation there is.

pub mod calls;
pub mod normalise;
pub mod papers;
pub mod registry;
pub mod variants;

use crate::problem::Failure;
use futures_util::future::BoxFuture;
use madoguchi_shared::bridge::bulk::{
    BulkBatch, BulkExceptions, BulkExceptionsRequest, BulkProgress, BulkState,
};
use madoguchi_shared::bridge::his::{
    Chart, ChartCandidates, ChartFound, ChartLookup, ChartSearch, Offices, PatientSearch, Registration,
};
use madoguchi_shared::bridge::records::{ConsentNote, RecordsPatient, RecordsTarget};
use madoguchi_shared::date::YearMonth;

/// What the desk needs of a HIS.
pub trait Registry: Send + Sync {
    /// Charts that may be the same person's, best first, at most 20. Never merges, never chooses.
    fn search<'a>(&'a self, search: &'a ChartSearch) -> BoxFuture<'a, Result<ChartCandidates, Failure>>;

    /// Charts of a name, whole or its beginning, in any form of its kanji, or of a 診察券番号, and of a birth date when there is
    /// one; best first, at most 20.
    fn find_patients<'a>(
        &'a self,
        search: &'a PatientSearch,
    ) -> BoxFuture<'a, Result<ChartCandidates, Failure>>;

    /// The chart of a 照会番号.
    fn look_up<'a>(&'a self, lookup: &'a ChartLookup) -> BoxFuture<'a, Result<ChartFound, Failure>>;

    /// Writes one reception with its qualifications (those of before stay as history), questionnaire, papers and calls, whole
    /// or not at all. The same content again changes nothing and gives the same chart;
    /// other content for the same reception is `REGISTRATION_REFUSED`, an unknown chart `CHART_UNKNOWN`, an
    /// unknown reception `RECEPTION_UNKNOWN`.
    fn register<'a>(&'a self, registration: &'a Registration) -> BoxFuture<'a, Result<Chart, Failure>>;

    /// Writes 同意有無・同意日 of a reception onto a chart (F02); an older answer of the reception is replaced. `CHART_UNKNOWN`,
    /// `RECEPTION_UNKNOWN`; `CONSENT_NUMBERS_CHANGED` and `CONSENT_ORDER_UNCLEAR`, and what was refused is taken back on the chart for the
    /// day. That alone is done of a note without 同意日.
    fn note_consent<'a>(&'a self, note: &'a ConsentNote) -> BoxFuture<'a, Result<(), Failure>>;

    /// Whom a records screen may see today: who was asked for consent today, the last answer of each, newest first.
    fn consents(&self) -> BoxFuture<'_, Result<Vec<RecordsPatient>, Failure>>;

    /// The numbers to ask by for the records of such a patient, and for what. By the last answers on that chart, in whichever reception:
    /// `CONSENT_REFUSED` when both were no, `CONSENT_NOT_TODAY` when they are of another day, `CONSENT_NONE` when there are none.
    /// `RECORDS_PERSON_UNKNOWN` when the chart has no numbers.
    fn records_target<'a>(
        &'a self,
        patient: &'a ChartLookup,
    ) -> BoxFuture<'a, Result<RecordsTarget, Failure>>;

    /// The telephone numbers that are known, by the office's name.
    fn offices(&self) -> BoxFuture<'_, Result<Offices, Failure>>;

    /// Registers rows of 一括取得 and moves the cursor behind them, whole or not at all. What is kept already is passed over; rows that
    /// do not follow on those that are kept are `BULK_CURSOR_INVALID`, too many `BODY_TOO_LARGE`.
    fn keep_bulk<'a>(&'a self, batch: &'a BulkBatch) -> BoxFuture<'a, Result<KeptBatch, Failure>>;

    /// How far the retrieval of a month has come, and which charts it completed.
    fn bulk_state(&self, month: YearMonth) -> BoxFuture<'_, Result<BulkState, Failure>>;

    /// What was not registered of a month, and why.
    fn bulk_exceptions<'a>(
        &'a self,
        request: &'a BulkExceptionsRequest,
    ) -> BoxFuture<'a, Result<BulkExceptions, Failure>>;
}

/// A batch that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBatch {
    /// How far the retrieval is now.
    pub progress: BulkProgress,
    /// Whether it completed receptions, so that the book is another.
    pub changed_book: bool,
}
