//! What the database of the HIS holds, table by table: read past the registry, so that what it wrote is seen and not what
//! it was asked to write.

use madoguchi_shared::bridge::his::{InquiryKey, Papers, PatientBasics, Questionnaire};
use madoguchi_shared::qualification::QualificationResult;
use serde::de::DeserializeOwned;
use sqlx::{FromRow, SqlitePool};
use std::collections::BTreeMap;

/// Reception, three texts that are there, and one that may be.
type OfReception = (String, String, String, String, Option<String>);

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
    /// 同意有無 (薬剤情報, 健診情報) and 同意日, with their chart, by reception.
    pub consents: BTreeMap<String, Consent>,
    /// Name and number in the book, by reception.
    pub book: BTreeMap<String, (Option<String>, Option<String>)>,
    /// Tickets of 一括取得.
    pub tickets: Vec<QualificationResult>,
    /// Rows of 一括取得 that are listed: month, place, cause.
    pub listed: Vec<(String, i64, String)>,
    /// Receptions that were completed later.
    pub completed: Vec<String>,
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
    #[sqlx(rename = "called_at_ms")]
    pub at_ms: i64,
    pub staff: String,
}

#[derive(Clone, PartialEq)]
pub(super) struct Number {
    pub status: String,
    pub reference: String,
    pub key: InquiryKey,
    pub last_problem: Option<String>,
}

/// Chart, 薬剤情報, 健診情報, 同意日, when it was answered, and who was at the counter.
pub(super) type Consent = (String, bool, bool, String, i64, String);

impl Held {
    pub(super) async fn of(store: &SqlitePool) -> Self {
        Self {
            charts: charts(store).await,
            registrations: registrations(store).await,
            qualifications: qualifications(store).await,
            calls: all(
                store,
                "SELECT reception, office, telephone, person, answer, note, called_at_ms, staff FROM calls \
                 ORDER BY reception, position",
            )
            .await,
            papers: papers(store).await,
            numbers: numbers(store).await,
            consents: consents(store).await,
            book: book(store).await,
            tickets: tickets(store).await,
            listed: all(
                store,
                "SELECT month, position, cause FROM bulk_exceptions ORDER BY month, position",
            )
            .await,
            completed: completed(store).await,
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
        self.consents.remove(reception);
        self
    }
}

async fn charts(store: &SqlitePool) -> BTreeMap<String, Chart> {
    let rows: Vec<(String, String, String)> =
        all(store, "SELECT chart, patient_number, basics FROM charts").await;
    let chart = |(id, number, basics): (String, String, String)| {
        let basics = read(&basics);
        (id, Chart { number, basics })
    };
    rows.into_iter().map(chart).collect()
}

async fn registrations(store: &SqlitePool) -> BTreeMap<String, Registered> {
    let query = "SELECT reception, chart, basis, staff, questionnaire FROM registrations";
    let rows: Vec<OfReception> = all(store, query).await;
    let registered = |(reception, chart, basis, staff, questionnaire): OfReception| {
        let registered = Registered {
            chart,
            questionnaire: questionnaire.as_deref().map(read),
            basis,
            staff,
        };
        (reception, registered)
    };
    rows.into_iter().map(registered).collect()
}

async fn qualifications(store: &SqlitePool) -> Vec<Qualification> {
    let query =
        "SELECT chart, reception, result, superseded_at_ms IS NULL FROM qualifications ORDER BY rowid";
    let rows: Vec<(String, String, String, bool)> = all(store, query).await;
    let qualification = |(chart, reception, result, current): (String, String, String, bool)| Qualification {
        chart,
        reception,
        result: read(&result),
        current,
    };
    rows.into_iter().map(qualification).collect()
}

async fn papers(store: &SqlitePool) -> BTreeMap<String, Papers> {
    let query =
        "SELECT reception, certificate, used, COALESCE(prescription, 'null'), picked_because FROM papers";
    let rows: Vec<OfReception> = all(store, query).await;
    let papers = |(reception, certificate, used, prescription, because): OfReception| {
        let papers = Papers {
            certificate: read(&certificate),
            prescription: read(&prescription),
            used: read(&format!("\"{used}\"")),
            picked_because: because.map(Into::into),
        };
        (reception, papers)
    };
    rows.into_iter().map(papers).collect()
}

async fn numbers(store: &SqlitePool) -> BTreeMap<String, Number> {
    let query = "SELECT reception, status, reference_number, inquiry_key, last_problem FROM inquiry_numbers";
    let rows: Vec<OfReception> = all(store, query).await;
    let number = |(reception, status, reference, key, last_problem): OfReception| {
        let number = Number {
            status,
            reference,
            key: read(&key),
            last_problem,
        };
        (reception, number)
    };
    rows.into_iter().map(number).collect()
}

async fn consents(store: &SqlitePool) -> BTreeMap<String, Consent> {
    let query =
        "SELECT reception, chart, medications, checkups, consent_date, answered_at_ms, staff FROM consents";
    let rows: Vec<(String, String, bool, bool, String, i64, String)> = all(store, query).await;
    let of = |(reception, chart, medications, checkups, day, at_ms, staff)| {
        (reception, (chart, medications, checkups, day, at_ms, staff))
    };
    rows.into_iter().map(of).collect()
}

async fn book(store: &SqlitePool) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let query = "SELECT reception, patient_name, patient_number FROM receptions";
    let rows: Vec<(String, Option<String>, Option<String>)> = all(store, query).await;
    let line = |(reception, name, number)| (reception, (name, number));
    rows.into_iter().map(line).collect()
}

async fn tickets(store: &SqlitePool) -> Vec<QualificationResult> {
    let rows: Vec<(String,)> = all(store, "SELECT result FROM bulk_tickets ORDER BY month, ticket").await;
    rows.iter().map(|(result,)| read(result)).collect()
}

async fn completed(store: &SqlitePool) -> Vec<String> {
    let query = "SELECT reception FROM receptions WHERE completed_at_ms IS NOT NULL ORDER BY reception";
    let rows: Vec<(String,)> = all(store, query).await;
    rows.into_iter().map(|(reception,)| reception).collect()
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
