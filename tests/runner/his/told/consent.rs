//! 同意有無・同意日 that the HIS holds now and did not hold before.

use super::super::held::{Consent, Held};
use crate::words;
use madoguchi_shared::backend::records::ConsentChoice;
use madoguchi_shared::bridge::records::ConsentNote;
use madoguchi_shared::date::Day;

/// 同意有無・同意日 that came onto a chart, e.g. `consent on chart 000001: 薬剤情報 yes, 健診情報 no, 20261122`, or what is refused without the
/// backend having it: it is taken back from what the chart had.
pub(in crate::his) fn consent(before: &Held, now: &Held, sent: &ConsentNote) -> Vec<String> {
    let number = &now.charts[&sent.chart].number;
    let choice = words::said(sent.choice);
    let told = match sent.consent_date {
        Some(day) => format!("consent on chart {number}: {choice}, {day}"),
        None => format!("refusal on chart {number}: {choice}"),
    };
    let rest = |held: &Held| {
        let mut held = held.clone();
        held.consents.remove(&sent.reception);
        held
    };
    let as_sent = now.consents.get(&sent.reception) == held_of(before, sent).as_ref();
    let wrong = [
        (as_sent, "but not what was sent"),
        (rest(before) == rest(now), "but not that alone"),
    ];
    let wrong = wrong.into_iter().filter(|(right, _)| !right);
    std::iter::once(told)
        .chain(wrong.map(|(_, what)| what.to_owned()))
        .collect()
}

/// What its reception has to hold then.
fn held_of(before: &Held, sent: &ConsentNote) -> Option<Consent> {
    let of = |medications, checkups, day| {
        let staff = sent.staff_id.clone();
        Some((
            sent.chart.clone(),
            medications,
            checkups,
            day,
            sent.answered_at_ms,
            staff,
        ))
    };
    let ConsentChoice {
        medications,
        checkups,
    } = sent.choice;
    if let Some(day) = sent.consent_date {
        return of(medications, checkups, day.to_string());
    }
    let today = Day::in_tokyo(sent.answered_at_ms).to_string();
    let of_chart = before
        .consents
        .values()
        .filter(|held| held.0 == sent.chart && held.3 >= today);
    match of_chart.max_by_key(|held| (&held.3, held.4)) {
        Some(last) => of(last.1 && medications, last.2 && checkups, last.3.clone()),
        None => of(false, false, today),
    }
}
