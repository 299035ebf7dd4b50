//! The search for charts of the same person: same birth date, and same name or same kana.

use super::row::{BY_PERSON, ChartRow};
use crate::his::normalise::{kana_key, name_key};
use crate::his::variants::of_key;
use crate::problem::Failure;
use madoguchi_shared::bridge::his::{ChartCandidate, ChartCandidates, ChartSearch};
use sqlx::SqlitePool;
use std::cmp::Reverse;

/// Most candidates in an answer.
pub(super) const CANDIDATES: usize = 20;

/// Best first: the more of name, kana and sex are the same; then the one that was here last.
pub(super) async fn search(store: &SqlitePool, search: &ChartSearch) -> Result<ChartCandidates, Failure> {
    let basics = &search.basics;
    let (name, kana) = (name_key(basics.name.expose()), kana_key(basics.kana.expose()));
    let alike = of_key(&name);
    let mut connection = store.acquire().await?;
    let rows: Vec<ChartRow> = sqlx::query_as(BY_PERSON)
        .bind(basics.birth_date.expose())
        .bind(&name)
        .bind(&kana)
        .fetch_all(&mut *connection)
        .await?;
    let mut candidates = Vec::with_capacity(rows.len());
    for row in rows {
        let same_name = !name.is_empty() && row.name_key == name;
        let name_variant = !same_name && !name.is_empty() && of_key(&row.name_key) == alike;
        let same_kana = !kana.is_empty() && row.kana_key == kana;
        let chart = row.chart(&mut connection).await?;
        let same_sex = chart.basics.sex == basics.sex;
        candidates.push(ChartCandidate {
            chart,
            same_name,
            name_variant,
            same_kana,
            same_sex,
        });
    }
    candidates.sort_by_key(|c| Reverse((c.same_name && c.same_kana, c.same_name, c.same_kana, c.same_sex)));
    candidates.truncate(CANDIDATES);
    Ok(ChartCandidates { candidates })
}
