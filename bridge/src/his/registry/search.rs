//! The search for charts of the same person: same birth date, and same name in any form of its kanji, or same kana.

use super::row::{BY_ID, ChartRow, NAMES_OF_A_DAY, Names};
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
    let rows: Vec<Names> = sqlx::query_as(NAMES_OF_A_DAY)
        .bind(basics.birth_date.expose())
        .fetch_all(&mut *connection)
        .await?;
    let mut candidates = Vec::new();
    for (chart, other_name, other_kana) in rows {
        // An empty key is no name.
        let same_name = !name.is_empty() && other_name == name;
        let name_variant = !same_name && !name.is_empty() && of_key(&other_name) == alike;
        let same_kana = !kana.is_empty() && other_kana == kana;
        if !(same_name || name_variant || same_kana) {
            continue;
        }
        let row: ChartRow = sqlx::query_as(BY_ID)
            .bind(chart)
            .fetch_one(&mut *connection)
            .await?;
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
