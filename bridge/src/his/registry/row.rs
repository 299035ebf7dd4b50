//! A chart as the database has it.

use crate::problem::Failure;
use crate::wire::from_json;
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::Chart;
use madoguchi_shared::qualification::QualificationResult;
use sqlx::SqliteConnection;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT chart, patient_number, basics, name_key, kana_key, created_at_ms, last_registered_at_ms \
             FROM charts ",
            $rest
        )
    };
}

/// One chart, by its id.
pub(super) const BY_ID: &str = select!("WHERE chart = $1");

/// One chart, by its 照会番号.
pub(super) const BY_PATIENT_NUMBER: &str = select!("WHERE patient_number = $1");

/// Chart, name key, kana key.
pub(super) type Names = (String, String, String);

/// Chart, name key and kana key of every chart, last visit first.
pub(super) const NAMES: &str = "SELECT chart, name_key, kana_key FROM charts \
     ORDER BY COALESCE(last_registered_at_ms, created_at_ms) DESC, chart";

/// As [`NAMES`], of a birth date.
pub(super) const NAMES_OF_A_DAY: &str = "SELECT chart, name_key, kana_key FROM charts WHERE birth_date = $1 \
     ORDER BY COALESCE(last_registered_at_ms, created_at_ms) DESC, chart";

/// 公費負担者番号 and 受給者番号 in one, to find a chart by. `None`: not 医療扶助, or without the two numbers.
pub(super) fn number_key(result: &QualificationResult) -> Option<String> {
    let payer = result.insurer_number.as_ref()?.expose().trim();
    let recipient = result.insured_identification_number.as_ref()?.expose().trim();
    let whole = result.scheme() == Scheme::MedicalAssistance && !payer.is_empty() && !recipient.is_empty();
    whole.then(|| format!("{payer}/{recipient}"))
}

/// Columns of the queries that give whole charts.
#[derive(sqlx::FromRow)]
pub(super) struct ChartRow {
    pub(super) chart: String,
    pub(super) patient_number: String,
    basics: String,
    pub(super) name_key: String,
    pub(super) kana_key: String,
    created_at_ms: i64,
    last_registered_at_ms: Option<i64>,
}

impl ChartRow {
    /// The chart with its current qualifications.
    pub(super) async fn chart(self, connection: &mut SqliteConnection) -> Result<Chart, Failure> {
        let results: Vec<String> = sqlx::query_scalar(
            "SELECT result FROM qualifications WHERE chart = $1 AND superseded_at_ms IS NULL ORDER BY scheme",
        )
        .bind(&self.chart)
        .fetch_all(connection)
        .await?;
        let qualifications = results
            .iter()
            .map(|text| from_json(text))
            .collect::<Result<_, _>>()?;
        Ok(Chart {
            chart: self.chart,
            patient_number: self.patient_number.into(),
            basics: from_json(&self.basics)?,
            created_at_ms: self.created_at_ms,
            last_registered_at_ms: self.last_registered_at_ms,
            qualifications,
        })
    }
}
