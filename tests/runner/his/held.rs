//! What the database of the HIS holds, table by table: read past the registry, so that what it wrote is seen and not what
//! it was asked to write.

use madoguchi_shared::bridge::his::{InquiryKey, PaperNumbers, Papers, PatientBasics, Questionnaire};
use madoguchi_shared::qualification::QualificationResult;
use serde::de::DeserializeOwned;
use sqlx::{FromRow, SqlitePool};
use std::collections::BTreeMap;

/// Everything that a reception may change.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Held {
    /// By chart.
    pub charts: BTreeMap<String, Chart>,
    /// By reception.
    pub registrations: BTreeMap<String, Registered>,
    /// In the order of writing.
    pub qualifications: Vec<Qualification>,
    /// In the order of the telephone calls.
    pub calls: Vec<Called>,
    /// By reception.
    pub papers: BTreeMap<String, Papers>,
    /// 照会番号 to send or sent, by reception.
    pub numbers: BTreeMap<String, Number>,
    /// Name and number in the book, by reception.
    pub book: BTreeMap<String, (Option<String>, Option<String>)>,
}

#[derive(Clone, PartialEq)]
pub(super) struct Chart {
    pub number: String,
    pub basics: PatientBasics,
}

#[derive(Clone, PartialEq)]
pub(super) struct Registered {
    pub chart: String,
    pub questionnaire: Option<Questionnaire>,
    /// As a word of the contract.
    pub basis: String,
    pub staff: String,
}

#[derive(Clone, PartialEq)]
pub(super) struct Qualification {
    pub chart: String,
    pub reception: String,
    pub result: QualificationResult,
    /// It is not history.
    pub current: bool,
}

#[derive(Clone, PartialEq, FromRow)]
pub(super) struct Called {
    pub reception: String,
    pub office: String,
    pub telephone: String,
    pub person: String,
    /// As a word of the contract.
    pub answer: String,
    pub note: String,
    pub called_at_ms: i64,
    pub staff: String,
}

#[derive(Clone, PartialEq)]
pub(super) struct Number {
    pub status: String,
    pub number: String,
    pub key: InquiryKey,
    pub last_problem: Option<String>,
}

impl Held {
    pub(super) async fn of(store: &SqlitePool) -> Self {
        let charts: Vec<(String, String, String)> =
            all(store, "SELECT chart, patient_number, basics FROM charts").await;
        let registrations: Vec<(String, String, Option<String>, String, String)> = all(
            store,
            "SELECT reception, chart, questionnaire, basis, staff FROM registrations",
        )
        .await;
        let qualifications: Vec<(String, String, String, bool)> = all(
            store,
            "SELECT chart, reception, result, superseded_at_ms IS NULL FROM qualifications ORDER BY rowid",
        )
        .await;
        let papers: Vec<(String, String, Option<String>, String, Option<String>)> = all(
            store,
            "SELECT reception, certificate, prescription, used, picked_because FROM papers",
        )
        .await;
        let numbers: Vec<(String, String, String, String, Option<String>)> = all(
            store,
            "SELECT reception, status, reference_number, inquiry_key, last_problem FROM inquiry_numbers",
        )
        .await;
        let book: Vec<(String, Option<String>, Option<String>)> = all(
            store,
            "SELECT reception, patient_name, patient_number FROM receptions",
        )
        .await;
        Self {
            charts: charts
                .into_iter()
                .map(|(id, number, basics)| {
                    (
                        id,
                        Chart {
                            number,
                            basics: read(&basics),
                        },
                    )
                })
                .collect(),
            registrations: registrations
                .into_iter()
                .map(|(reception, chart, questionnaire, basis, staff)| {
                    let questionnaire = questionnaire.as_deref().map(read);
                    (
                        reception,
                        Registered {
                            chart,
                            questionnaire,
                            basis,
                            staff,
                        },
                    )
                })
                .collect(),
            qualifications: qualifications
                .into_iter()
                .map(|(chart, reception, result, current)| {
                    let result = read(&result);
                    Qualification {
                        chart,
                        reception,
                        result,
                        current,
                    }
                })
                .collect(),
            calls: all(
                store,
                "SELECT reception, office, telephone, person, answer, note, called_at_ms, staff FROM calls \
                 ORDER BY reception, position",
            )
            .await,
            papers: papers
                .into_iter()
                .map(|(reception, certificate, prescription, used, because)| {
                    let papers = Papers {
                        certificate: read(&certificate),
                        prescription: prescription.as_deref().map(read::<PaperNumbers>),
                        used: read(&format!("\"{used}\"")),
                        picked_because: because.map(Into::into),
                    };
                    (reception, papers)
                })
                .collect(),
            numbers: numbers
                .into_iter()
                .map(|(reception, status, number, key, last_problem)| {
                    let key = read(&key);
                    (
                        reception,
                        Number {
                            status,
                            number,
                            key,
                            last_problem,
                        },
                    )
                })
                .collect(),
            book: book
                .into_iter()
                .map(|(reception, name, number)| (reception, (name, number)))
                .collect(),
        }
    }

    /// The qualifications of a chart that are not history.
    pub(super) fn current<'a>(&'a self, chart: &'a str) -> impl Iterator<Item = &'a Qualification> {
        let of_chart = self.qualifications.iter().filter(move |held| held.chart == chart);
        of_chart.filter(|held| held.current)
    }

    /// The calls of a reception.
    pub(super) fn calls_of<'a>(&'a self, reception: &'a str) -> impl Iterator<Item = &'a Called> {
        self.calls.iter().filter(move |call| call.reception == reception)
    }

    /// What is there beside a reception and its chart.
    pub(super) fn beside(mut self, reception: &str, chart: &str) -> Self {
        self.charts.remove(chart);
        self.qualifications.retain(|held| held.chart != chart);
        self.calls.retain(|call| call.reception != reception);
        self.registrations.remove(reception);
        self.papers.remove(reception);
        self.numbers.remove(reception);
        self.book.remove(reception);
        self
    }
}

async fn all<T>(store: &SqlitePool, query: &'static str) -> Vec<T>
where
    T: Send + Unpin + for<'r> FromRow<'r, sqlx::sqlite::SqliteRow>,
{
    sqlx::query_as(query).fetch_all(store).await.unwrap()
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}
