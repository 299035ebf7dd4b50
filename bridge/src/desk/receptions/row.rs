//! A line of the book as the database has it.

use crate::problem::Failure;
use crate::wire::from_word;
use madoguchi_shared::bridge::reception::ReceptionEntry;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT reception, number, opened_at_ms, patient_name, patient_number, status, identified_by, \
             inquiry_number, waiting_for, finished_at_ms IS NOT NULL AS finished, completed_at_ms FROM receptions ",
            $rest
        )
    };
}

/// One line, by its id.
pub(super) const ENTRY: &str = select!("WHERE reception = $1");

/// The lines of a day and what is not finished, newest first.
pub(super) const DAY: &str =
    select!("WHERE day = $1 OR finished_at_ms IS NULL ORDER BY opened_at_ms DESC, number DESC");

/// Columns of [`ENTRY`] and [`DAY`].
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    reception: String,
    number: i64,
    opened_at_ms: i64,
    patient_name: Option<String>,
    patient_number: Option<String>,
    status: String,
    identified_by: Option<String>,
    inquiry_number: Option<String>,
    waiting_for: Option<String>,
    finished: bool,
    completed_at_ms: Option<i64>,
}

impl Row {
    /// The line as the screen gets it.
    pub(super) fn entry(self) -> Result<ReceptionEntry, Failure> {
        Ok(ReceptionEntry {
            reception: self.reception,
            number: u32::try_from(self.number).map_err(Failure::internal)?,
            opened_at_ms: self.opened_at_ms,
            patient_name: self.patient_name.map(Into::into),
            patient_number: self.patient_number.map(Into::into),
            status: from_word(&self.status)?,
            finished: self.finished,
            identified_by: self.identified_by.as_deref().map(from_word).transpose()?,
            inquiry_number: self.inquiry_number.as_deref().map(from_word).transpose()?,
            waiting_for: self.waiting_for.as_deref().map(from_word).transpose()?,
            completed_at_ms: self.completed_at_ms,
        })
    }
}
