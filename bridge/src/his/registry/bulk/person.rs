//! Charts that a ticket may belong to, and how they compare with the person on it.

use crate::his::normalise::{kana_key, name_key};
use crate::his::variants::of_key;
use crate::problem::Failure;
use crate::wire::{from_json, word};
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::PatientBasics;
use madoguchi_shared::code::Sex;
use madoguchi_shared::qualification::{Personal, QualificationResult};
use sqlx::SqliteConnection;

/// A chart with the 医療扶助 that it has now.
#[derive(sqlx::FromRow)]
pub(super) struct Candidate {
    /// Its id.
    pub(super) chart: String,
    name_key: String,
    kana_key: String,
    birth_date: String,
    basics: String,
    /// The reception that its 医療扶助 came with; `None`: it has none.
    pub(super) reception: Option<String>,
    result: Option<String>,
    recorded_at_ms: Option<i64>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.chart, c.name_key, c.kana_key, c.birth_date, c.basics, q.reception, q.result, q.recorded_at_ms \
             FROM charts c LEFT JOIN qualifications q \
             ON q.chart = c.chart AND q.scheme = $1 AND q.superseded_at_ms IS NULL WHERE ",
            $rest
        )
    };
}

/// Charts that have both numbers of a key now.
pub(super) async fn with_numbers(
    change: &mut SqliteConnection,
    number_key: &str,
) -> Result<Vec<Candidate>, Failure> {
    candidates(change, select!("q.number_key = $2"), number_key).await
}

/// Charts of a birth date, `yyyyMMdd`.
pub(super) async fn born_on(change: &mut SqliteConnection, day: &str) -> Result<Vec<Candidate>, Failure> {
    candidates(change, select!("c.birth_date = $2"), day).await
}

async fn candidates(
    change: &mut SqliteConnection,
    query: &'static str,
    key: &str,
) -> Result<Vec<Candidate>, Failure> {
    let rows = sqlx::query_as(query)
        .bind(word(&Scheme::MedicalAssistance)?)
        .bind(key);
    Ok(rows.fetch_all(change).await?)
}

impl Candidate {
    /// The 医療扶助 it has, and when that was recorded, ms since 1970.
    pub(super) fn qualification(&self) -> Result<Option<(QualificationResult, i64)>, Failure> {
        let parts = self.result.as_deref().zip(self.recorded_at_ms);
        parts
            .map(|(result, at_ms)| Ok((from_json(result)?, at_ms)))
            .transpose()
    }
}

/// The person on a ticket, by the keys of a chart.
pub(super) struct Person {
    name: String,
    kana: String,
    /// `yyyyMMdd`; empty where it is not said.
    pub(super) birth_date: String,
    sex: Option<Sex>,
}

impl Person {
    /// Of a result.
    pub(super) fn of(result: &QualificationResult) -> Self {
        let text = |part: &Option<Personal>| {
            part.as_ref()
                .map(|text| text.expose().clone())
                .unwrap_or_default()
        };
        Self {
            name: name_key(&text(&result.name)),
            kana: kana_key(&text(&result.name_kana)),
            birth_date: text(&result.birthdate),
            sex: result.sex1.clone(),
        }
    }

    /// Whether there is anything to tell them by.
    pub(super) fn is_known(&self) -> bool {
        let named = !self.name.is_empty() || !self.kana.is_empty();
        named && !self.birth_date.is_empty()
    }

    /// The chart may be theirs: what is pronounced or written alike, in whichever form of a kanji.
    pub(super) fn is_like(&self, one: &Candidate) -> bool {
        let sounds = !self.kana.is_empty() && one.kana_key == self.kana;
        sounds || (!self.name.is_empty() && of_key(&one.name_key) == of_key(&self.name))
    }

    /// The chart is surely theirs: name, kana, birth date and sex are the same. A sex that is not said differs from none.
    pub(super) fn is(&self, one: &Candidate) -> Result<bool, Failure> {
        let basics: PatientBasics = from_json(&one.basics)?;
        let same_sex = self.sex.as_ref().is_none_or(|sex| *sex == basics.sex);
        let same =
            one.name_key == self.name && one.kana_key == self.kana && one.birth_date == self.birth_date;
        Ok(same && same_sex)
    }
}
