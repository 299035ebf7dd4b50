//! The search for a patient by a name as it is on a paper, or its beginning, or by 診察券番号, and a birth date if there is one.

use super::row::{BY_ID, BY_PATIENT_NUMBER, ChartRow, NAMES, NAMES_OF_A_DAY, Names};
use super::search::CANDIDATES;
use crate::his::normalise::{kana_key, name_key, patient_number};
use crate::his::variants::{of_key, variant_key};
use crate::problem::Failure;
use futures_util::TryStreamExt as _;
use madoguchi_shared::bridge::his::{ChartCandidate, ChartCandidates, PatientSearch};
use sqlx::{SqliteConnection, SqlitePool};

/// Longer is no name, in characters.
const LONGEST_NAME: usize = 100;

/// How well a name fits, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Name,
    Variant,
    Kana,
    Beginning,
}

/// A name as it is looked for.
struct Wanted {
    name: String,
    alike: String,
    kana: String,
}

impl Wanted {
    fn fits(&self, name: &str, kana: &str) -> Option<Fit> {
        if name == self.name {
            return Some(Fit::Name);
        }
        let alike = of_key(name);
        if alike == self.alike {
            Some(Fit::Variant)
        } else if kana == self.kana {
            Some(Fit::Kana)
        } else {
            let begins = alike.starts_with(&self.alike) || kana.starts_with(&self.kana);
            begins.then_some(Fit::Beginning)
        }
    }
}

/// Best first: by how well the name fits; then the one that was here last.
pub(super) async fn find(store: &SqlitePool, search: &PatientSearch) -> Result<ChartCandidates, Failure> {
    let typed = search.name.expose();
    let wanted = Wanted {
        name: name_key(typed),
        alike: variant_key(typed),
        kana: kana_key(typed),
    };
    let mut candidates = Vec::new();
    if wanted.alike.is_empty() || wanted.kana.is_empty() || typed.chars().count() > LONGEST_NAME {
        return Ok(ChartCandidates { candidates });
    }
    let mut connection = store.acquire().await?;
    if let Some(owner) = by_number(&mut connection, search).await? {
        candidates.push(owner);
        return Ok(ChartCandidates { candidates });
    }
    let query = match &search.birth_date {
        Some(day) => sqlx::query_as::<_, Names>(NAMES_OF_A_DAY).bind(day.expose()),
        None => sqlx::query_as(NAMES),
    };
    let mut found = Vec::new();
    let mut rows = query.fetch(&mut *connection);
    // Last visit first: among those that fit equally well the order stays.
    while let Some((chart, name, kana)) = rows.try_next().await? {
        if let Some(fit) = wanted.fits(&name, &kana) {
            found.push((fit, chart));
        }
    }
    drop(rows);
    found.sort_by_key(|(fit, _)| *fit);
    for (fit, chart) in found.into_iter().take(CANDIDATES) {
        let row: ChartRow = sqlx::query_as(BY_ID)
            .bind(chart)
            .fetch_one(&mut *connection)
            .await?;
        let (same_name, same_kana) = (row.name_key == wanted.name, row.kana_key == wanted.kana);
        candidates.push(ChartCandidate {
            chart: row.chart(&mut connection).await?,
            same_name,
            name_variant: fit == Fit::Variant,
            same_kana,
            same_sex: false,
        });
    }
    Ok(ChartCandidates { candidates })
}

/// The chart of the 診察券番号 that was typed, when it is one; of this birth date when there is one.
async fn by_number(
    connection: &mut SqliteConnection,
    search: &PatientSearch,
) -> Result<Option<ChartCandidate>, Failure> {
    let row: Option<ChartRow> = sqlx::query_as(BY_PATIENT_NUMBER)
        .bind(patient_number(search.name.expose()))
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let chart = row.chart(connection).await?;
    let born = &chart.basics.birth_date;
    if search.birth_date.as_ref().is_some_and(|day| day != born) {
        return Ok(None);
    }
    Ok(Some(ChartCandidate {
        chart,
        same_name: false,
        name_variant: false,
        same_kana: false,
        same_sex: false,
    }))
}
