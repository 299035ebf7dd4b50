//! Whose ticket it is. Two numbers alone do not say it, and a name alone does not: name, kana, birth date and sex have to be the chart's, and
//! there has to be a reason to look for the ticket there. Where a person would have to look, nothing is written.

use super::person::{Candidate, Person, born_on, with_numbers};
use super::rows::Place;
use crate::problem::Failure;
use madoguchi_shared::qualification::{MedicalTicketInfo, QualificationResult};
use sqlx::SqliteConnection;

/// Whose a ticket is.
pub(super) enum Whose {
    /// Of this chart.
    Chart(Box<Found>),
    /// Of somebody who has not been here yet.
    Nobody,
    /// A person has to look.
    Undecided,
}

/// A chart.
pub(super) struct Found {
    /// Its id.
    pub(super) chart: String,
    /// It waited as 未委託: it has no 医療扶助 with these numbers yet.
    pub(super) waits: bool,
    /// The reception that the qualification belongs to.
    pub(super) reception: String,
    /// The qualification with these numbers that it has, and when it was recorded, ms since 1970.
    pub(super) current: Option<(QualificationResult, i64)>,
}

/// Finds the chart of a result with these numbers: the one that has them, or one that waits for them.
pub(super) async fn whose(
    change: &mut SqliteConnection,
    place: Place<'_>,
    number_key: &str,
    result: &QualificationResult,
) -> Result<Whose, Failure> {
    let person = Person::of(result);
    let found = match with_numbers(change, number_key).await?.as_slice() {
        [] if !person.is_known() => None,
        [] => {
            let charts = born_on(change, &person.birth_date).await?;
            let alike: Vec<_> = charts.iter().filter(|one| person.is_like(one)).collect();
            match alike.as_slice() {
                [] => return Ok(Whose::Nobody),
                [one] if person.is(one)? => waiting(change, place, one).await?,
                _ => None,
            }
        }
        [one] if person.is(one)? => known(one)?,
        // The numbers of somebody else, or of several: one of them is wrong.
        _ => None,
    };
    Ok(found.map_or(Whose::Undecided, |found| Whose::Chart(Box::new(found))))
}

/// The chart that has the numbers.
fn known(one: &Candidate) -> Result<Option<Found>, Failure> {
    let current = one.qualification()?;
    Ok(one.reception.clone().map(|reception| Found {
        chart: one.chart.clone(),
        waits: false,
        reception,
        current,
    }))
}

/// A chart that has not: it waits for them when it was received as 未委託 by that month and has no ticket of its own since. A ticket of
/// before does not say that the reception of a later month is entrusted. Other numbers that a card was read for since this answer was
/// asked for are the newer ones.
async fn waiting(
    change: &mut SqliteConnection,
    place: Place<'_>,
    one: &Candidate,
) -> Result<Option<Found>, Failure> {
    let month = place.batch.month.to_string();
    if let Some((had, at_ms)) = one.qualification()?
        && (newest(&had.public_expense_result_list) >= Some(month.as_str()) || at_ms > place.asked_at_ms)
    {
        return Ok(None);
    }
    let reception: Option<String> = sqlx::query_scalar(
        "SELECT r.reception FROM registrations r JOIN receptions b ON b.reception = r.reception \
         WHERE r.chart = $1 AND r.basis = 'unentrusted' AND SUBSTR(b.day, 1, 6) <= $2 \
         ORDER BY b.day DESC, b.number DESC LIMIT 1",
    )
    .bind(&one.chart)
    .bind(month)
    .fetch_optional(change)
    .await?;
    Ok(reception.map(|reception| Found {
        chart: one.chart.clone(),
        waits: true,
        reception,
        current: None,
    }))
}

/// The newest 診療年月 of some tickets, `yyyyMM`; `None`: none says one.
pub(super) fn newest(tickets: &[MedicalTicketInfo]) -> Option<&str> {
    tickets
        .iter()
        .filter_map(|ticket| ticket.medical_treatment_month.as_deref())
        .max()
}
