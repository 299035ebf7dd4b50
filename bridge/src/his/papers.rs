//! The papers of a reception by numbers (F05, F06, F09, F10), kept with its registration.

use crate::problem::Failure;
use crate::wire::{from_json, from_word, json, word};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{Paper, PaperNumbers, Papers};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;
use sqlx::{SqliteConnection, SqlitePool};

/// Longest 公費負担者番号 or 保険者番号, characters.
const INSURER_LIMIT: usize = 8;
/// Longest 記号, 番号 or 受給者番号, characters.
const NUMBER_LIMIT: usize = 20;
/// Longest 枝番, characters.
const BRANCH_LIMIT: usize = 2;
/// Longest name, characters.
const NAME_LIMIT: usize = 100;
/// Longest reason of a pick, characters.
const REASON_LIMIT: usize = 200;

/// `BODY_TOO_LARGE` for texts that are too long; `BODY_INVALID` without a number or a name, with a birth date that is no
/// day, with two papers of different schemes, or with an empty reason.
pub(super) fn check(papers: &Papers) -> Result<(), ErrorCode> {
    let sets = || {
        [Some(&papers.certificate), papers.prescription.as_ref()]
            .into_iter()
            .flatten()
    };
    let because = papers.picked_because.as_ref();
    if !sets().all(short) || !because.is_none_or(|text| within(text, REASON_LIMIT)) {
        return Err(ErrorCode::BodyTooLarge);
    }
    let of_one_scheme = sets().all(|numbers| numbers.scheme == papers.certificate.scheme);
    let said = because.is_none_or(said);
    (sets().all(complete) && of_one_scheme && said)
        .then_some(())
        .ok_or(ErrorCode::BodyInvalid)
}

fn short(numbers: &PaperNumbers) -> bool {
    within(&numbers.insurer_number, INSURER_LIMIT)
        && within(&numbers.number, NUMBER_LIMIT)
        && within(&numbers.name, NAME_LIMIT)
        && numbers
            .symbol
            .as_ref()
            .is_none_or(|text| within(text, NUMBER_LIMIT))
        && numbers
            .branch
            .as_ref()
            .is_none_or(|text| within(text, BRANCH_LIMIT))
}

fn complete(numbers: &PaperNumbers) -> bool {
    said(&numbers.insurer_number)
        && said(&numbers.number)
        && said(&numbers.name)
        && Day::parse(numbers.birth_date.expose()).is_ok()
}

fn within(text: &Personal, limit: usize) -> bool {
    text.expose().chars().count() <= limit
}

fn said(text: &Personal) -> bool {
    !text.expose().trim().is_empty()
}

/// Writes them, within the registration's transaction.
pub(super) async fn keep(
    change: &mut SqliteConnection,
    reception: &str,
    papers: &Papers,
) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO papers (reception, certificate, prescription, used, picked_because) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(reception)
    .bind(json(&papers.certificate)?)
    .bind(papers.prescription.as_ref().map(json).transpose()?)
    .bind(word(&papers.used)?)
    .bind(papers.picked_because.as_ref().map(|text| text.expose().as_str()))
    .execute(change)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    certificate: String,
    prescription: Option<String>,
    used: String,
    picked_because: Option<String>,
}

/// What is kept of a reception; `None`: it was not registered, or with the card.
pub async fn kept(store: &SqlitePool, reception: &str) -> Result<Option<Papers>, Failure> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT certificate, prescription, used, picked_because FROM papers WHERE reception = $1",
    )
    .bind(reception)
    .fetch_optional(store)
    .await?;
    row.map(Row::papers).transpose()
}

impl Row {
    fn papers(self) -> Result<Papers, Failure> {
        Ok(Papers {
            certificate: from_json(&self.certificate)?,
            prescription: self.prescription.as_deref().map(from_json).transpose()?,
            used: from_word::<Paper>(&self.used)?,
            picked_because: self.picked_because.map(Into::into),
        })
    }
}
