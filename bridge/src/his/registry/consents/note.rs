//! An answer onto a chart.

use super::{chart, key};
use crate::problem::Failure;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::ConsentChoice;
use madoguchi_shared::bridge::his::{Chart, InquiryKey};
use madoguchi_shared::bridge::records::ConsentNote;
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;
use sqlx::{SqliteConnection, SqlitePool};

/// See [`Registry::note_consent`](crate::his::Registry::note_consent).
pub(in crate::his::registry) async fn note(
    store: &SqlitePool,
    now_ms: i64,
    note: &ConsentNote,
) -> Result<(), Failure> {
    let mut change = store.begin_with("BEGIN IMMEDIATE").await?;
    let known: Option<String> = sqlx::query_scalar("SELECT reception FROM receptions WHERE reception = $1")
        .bind(&note.reception)
        .fetch_optional(&mut *change)
        .await?;
    known.ok_or(ErrorCode::ReceptionUnknown)?;
    let chart = chart(&mut change, &note.chart).await?;
    let Some(day) = note.consent_date else {
        refuse(&mut change, now_ms, note).await?;
        change.commit().await?;
        return Ok(());
    };
    if note.choice != ConsentChoice::NOTHING
        && !is_of(&chart, &note.valid)
        && !registered(&mut change, note).await?
    {
        // Nobody could ask for what is given now; what is refused counts all the same.
        let last = last(&mut change, now_ms, note).await?;
        let refused = note.choice != ConsentChoice::EVERYTHING;
        let left = match last {
            Some(last) => (last.left(note) != last.choice).then(|| (last.left(note), last.day)),
            None => refused.then(|| (ConsentChoice::NOTHING, day.to_string())),
        };
        if let Some(left) = left {
            write(&mut change, now_ms, note, left).await?;
        }
        change.commit().await?;
        return Err(ErrorCode::ConsentNumbersChanged.into());
    }
    let counted = write(&mut change, now_ms, note, (note.choice, day.to_string())).await?;
    change.commit().await?;
    if counted == note.choice {
        Ok(())
    } else {
        Err(ErrorCode::ConsentOrderUnclear.into())
    }
}

/// What is left of the chart's last answer after a refusal that the backend has not, or that comes before the chart is confirmed, also when
/// that is nothing: an older answer that is noted later does not count any more.
async fn refuse(change: &mut SqliteConnection, now_ms: i64, note: &ConsentNote) -> Result<(), Failure> {
    if note.choice == ConsentChoice::EVERYTHING {
        return Ok(());
    }
    let left = match last(change, now_ms, note).await? {
        Some(last) => (last.left(note), last.day),
        None => (ConsentChoice::NOTHING, Day::in_tokyo(now_ms).to_string()),
    };
    write(change, now_ms, note, left).await?;
    Ok(())
}

/// By how much the counter's clock may be ahead of the bridge's, ms. It is the same machine's; a browser reads it in its own way.
const AHEAD_MS: i64 = 1_000;

/// Into the line of its reception, unless that has it already, or has a newer answer; gives what of it counts. What was answered in the future,
/// or after something that was, was so on a clock that has been set back since: which of the two is newer is not to be told, and only what is
/// refused counts. With the patient to another chart, what that one has is no measure.
async fn write(
    change: &mut SqliteConnection,
    now_ms: i64,
    note: &ConsentNote,
    (choice, day): (ConsentChoice, String),
) -> Result<ConsentChoice, Failure> {
    let answered_at_ms = note.answered_at_ms.min(now_ms);
    let (counted, written, answered_at_ms) = match last(change, now_ms, note).await? {
        Some(last) if last.answered_at_ms > now_ms || note.answered_at_ms > now_ms + AHEAD_MS => {
            let left = last.choice.and(choice);
            if left == last.choice {
                (left, choice, answered_at_ms.min(last.answered_at_ms - 1))
            } else {
                (left, left, now_ms.max(last.answered_at_ms + 1))
            }
        }
        _ => (choice, choice, answered_at_ms),
    };
    sqlx::query(
        "INSERT INTO consents \
         (reception, chart, medications, checkups, consent_date, answered_at_ms, noted_at_ms, staff) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (reception) DO UPDATE SET chart = excluded.chart, \
         medications = excluded.medications, checkups = excluded.checkups, consent_date = excluded.consent_date, \
         answered_at_ms = excluded.answered_at_ms, noted_at_ms = excluded.noted_at_ms, staff = excluded.staff \
         WHERE excluded.chart <> chart AND ($9 >= answered_at_ms OR answered_at_ms > $7) \
         OR excluded.answered_at_ms > answered_at_ms \
         OR excluded.answered_at_ms = answered_at_ms AND (excluded.medications, excluded.checkups, excluded.consent_date) \
         <> (medications, checkups, consent_date)",
    )
    .bind(&note.reception)
    .bind(&note.chart)
    .bind(i64::from(written.medications))
    .bind(i64::from(written.checkups))
    .bind(day)
    .bind(answered_at_ms)
    .bind(now_ms)
    .bind(&note.staff_id)
    .bind(note.answered_at_ms)
    .execute(change)
    .await?;
    Ok(counted)
}

/// What a chart has.
struct Last {
    choice: ConsentChoice,
    /// 同意日.
    day: String,
    answered_at_ms: i64,
}

impl Last {
    /// What of it is not refused.
    fn left(&self, note: &ConsentNote) -> ConsentChoice {
        self.choice.and(note.choice)
    }
}

/// The chart's last answer of today or later; `None`: there is none.
async fn last(
    change: &mut SqliteConnection,
    now_ms: i64,
    note: &ConsentNote,
) -> Result<Option<Last>, Failure> {
    let last: Option<(bool, bool, String, i64)> = sqlx::query_as(
        "SELECT medications, checkups, consent_date, answered_at_ms FROM consents WHERE chart = $1 AND consent_date >= $2 \
         ORDER BY consent_date DESC, answered_at_ms DESC, reception DESC LIMIT 1",
    )
    .bind(&note.chart)
    .bind(Day::in_tokyo(now_ms).to_string())
    .fetch_optional(change)
    .await?;
    Ok(last.map(|(medications, checkups, day, answered_at_ms)| Last {
        choice: ConsentChoice {
            medications,
            checkups,
        },
        day,
        answered_at_ms,
    }))
}

/// Whether the doctor's question by this chart is about one of these qualifications. A branch number that the chart has not is not asked by.
fn is_of(chart: &Chart, valid: &[InquiryKey]) -> bool {
    fn text(number: Option<&Personal>) -> &str {
        number.map_or("", |number| number.expose().trim())
    }
    let Some((key, _)) = key(chart) else {
        return false;
    };
    valid.iter().any(|one| {
        let branch = text(key.insured_branch_number.as_ref());
        text(Some(&one.insurer_number)) == text(Some(&key.insurer_number))
            && text(one.insured_card_symbol.as_ref()) == text(key.insured_card_symbol.as_ref())
            && text(Some(&one.insured_identification_number))
                == text(Some(&key.insured_identification_number))
            && (branch.is_empty() || text(one.insured_branch_number.as_ref()) == branch)
    })
}

/// Whether the chart is what this reception has registered: then it has what is valid.
async fn registered(change: &mut SqliteConnection, note: &ConsentNote) -> Result<bool, Failure> {
    let registered: Option<i64> =
        sqlx::query_scalar("SELECT 1 FROM registrations WHERE reception = $1 AND chart = $2")
            .bind(&note.reception)
            .bind(&note.chart)
            .fetch_optional(change)
            .await?;
    Ok(registered.is_some())
}
