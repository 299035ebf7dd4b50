//! What the HIS holds now and did not hold before, in the words of `tests/scenarios/README.md`.

mod consent;

use super::held::{Held, Qualification, Registered};
use crate::papers::kept;
use crate::words::scheme;
use madoguchi_shared::bridge::his::{Call, CallAnswer, ExistingChart, Registration, RegistrationTarget};
use madoguchi_shared::code::TicketType;
use madoguchi_shared::qualification::QualificationResult;
use std::collections::BTreeSet;

pub(super) use consent::consent;

/// The registration of a reception, e.g. `new chart 000001: 医療扶助 (医療券), questionnaire`; then each thing that is not as it
/// was sent, or as the backend answered it. `None`: nothing was written.
pub(super) fn registration(
    before: &Held,
    now: &Held,
    sent: &Registration,
    answered: &[QualificationResult],
) -> Option<String> {
    if before == now {
        return None;
    }
    let Some(row) = now.registrations.get(&sent.reception) else {
        return Some("something without a registration".to_owned());
    };
    let chart = &now.charts[&row.chart];
    let earlier = before.charts.get(&row.chart);
    // How a chart was found is not kept.
    let how = match (earlier, &sent.target) {
        (None, _) => "new chart",
        (Some(_), RegistrationTarget::Picked(_)) => "picked chart",
        (Some(_), _) => "chart",
    };
    let new: Vec<&Qualification> = now
        .current(&row.chart)
        .filter(|held| held.reception == sent.reception)
        .collect();
    let mut parts: Vec<String> = match row.basis.as_str() {
        "covered" => vec![],
        "ownExpense" => vec!["own expense".to_owned()],
        "unentrusted" => vec!["not entrusted".to_owned()],
        other => vec![format!("received on {other}")],
    };
    parts.extend(new.iter().map(|held| qualification(&held.result)));
    let ended = before
        .current(&row.chart)
        .map(|held| held.result.scheme())
        .filter(|of| now.current(&row.chart).all(|held| held.result.scheme() != *of));
    parts.extend(ended.map(|of| format!("{} ended", scheme(of))));
    if earlier.is_some_and(|earlier| earlier.basics != chart.basics) {
        parts.push("basics".to_owned());
    }
    if row.questionnaire.is_some() {
        parts.push("questionnaire".to_owned());
    }
    let calls = now.calls_of(&sent.reception);
    parts.extend(calls.map(|call| format!("call {}", said(&call.answer))));
    parts.extend(
        now.papers
            .get(&sent.reception)
            .iter()
            .flat_map(|papers| kept(papers)),
    );
    let wrong = wrong(before, now, sent, row).into_iter();
    let not_answered = new.iter().any(|held| !answered.contains(&held.result));
    let not_answered = not_answered.then_some("what the backend answered");
    parts.extend(wrong.chain(not_answered).map(|what| format!("but not {what}")));
    Some(format!("{how} {}: {}", chart.number, parts.join(", ")))
}

/// What 一括取得 wrote, e.g. `tickets, each once; chart 000001 completed: 医療扶助 (医療券)`. Rows are not counted: how many people have a
/// ticket is not the scenario's.
pub(super) fn bulk(before: &Held, now: &Held) -> Vec<String> {
    let mut told = Vec::new();
    if before.tickets != now.tickets {
        let ticket = |result: &QualificationResult| {
            let issue = result.public_expense_result_list.first();
            (
                result.insurer_number.clone(),
                result.insured_identification_number.clone(),
                issue.and_then(|ticket| ticket.issue_number.clone()),
            )
        };
        let different: BTreeSet<_> = now.tickets.iter().map(ticket).collect();
        let once = different.len() == now.tickets.len();
        told.push(format!(
            "tickets, {}each once",
            if once { "" } else { "but not " }
        ));
    }
    if before.listed != now.listed && !now.listed.is_empty() {
        told.push("rows listed".to_owned());
    }
    for (id, chart) in &now.charts {
        let new = now.current(id).filter(|held| {
            let mut had = before.current(id);
            !had.any(|old| old.result == held.result)
        });
        for held in new {
            let completed = now.completed.contains(&held.reception);
            let how = if completed { "completed" } else { "updated" };
            let number = &chart.number;
            told.push(format!("chart {number} {how}: {}", qualification(&held.result)));
        }
    }
    let beside = |held: &Held| Held {
        qualifications: Vec::new(),
        tickets: Vec::new(),
        listed: Vec::new(),
        completed: Vec::new(),
        ..held.clone()
    };
    if beside(before) != beside(now) {
        told.push("but not that alone".to_owned());
    }
    told
}

/// What of a registration is held otherwise than it was sent, and what else was changed.
fn wrong(before: &Held, now: &Held, sent: &Registration, row: &Registered) -> Vec<&'static str> {
    let chart = &now.charts[&row.chart];
    let earlier = before.charts.get(&row.chart);
    let basics = match &sent.target {
        RegistrationTarget::NewChart(basics) => Some(basics),
        RegistrationTarget::Picked(ExistingChart { update, .. })
        | RegistrationTarget::Known(ExistingChart { update, .. }) => {
            update.as_ref().or(earlier.map(|earlier| &earlier.basics))
        }
    };
    let new = now
        .current(&row.chart)
        .filter(|held| held.reception == sent.reception);
    let mut history = before.qualifications.iter();
    let key = now.numbers.get(&sent.reception);
    let waits = key.is_none_or(|held| held.reference == chart.number && held.status == "pending");
    let in_the_book = (
        Some(chart.basics.name.expose().clone()),
        Some(chart.number.clone()),
    );
    let beside = |held: &Held| held.clone().beside(&sent.reception, &row.chart);
    let kept = [
        (basics == Some(&chart.basics), "the basics"),
        (
            new.map(|held| &held.result).eq(&sent.qualifications),
            "the qualifications",
        ),
        (
            history.all(|old| now.qualifications.iter().any(|held| held.result == old.result)),
            "the history",
        ),
        (row.questionnaire == sent.questionnaire, "the questionnaire"),
        (row.staff == sent.staff_id, "the staff"),
        (as_sent(now, &sent.reception, &sent.calls), "the calls"),
        (
            now.papers.get(&sent.reception) == sent.papers.as_ref(),
            "the papers",
        ),
        (
            key.map(|held| &held.key) == sent.inquiry_key.as_ref() && waits,
            "the number to send",
        ),
        (
            now.book.get(&sent.reception) == Some(&in_the_book),
            "the line of the book",
        ),
        (beside(before) == beside(now), "that alone"),
    ];
    let wrong = kept.into_iter().filter(|(right, _)| !right);
    wrong.map(|(_, what)| what).collect()
}

/// Whether these calls, all of them and no other, are held.
pub(super) fn as_sent(now: &Held, reception: &str, calls: &[Call]) -> bool {
    let one = |call: &Call| {
        (
            call.office.clone(),
            call.telephone.clone(),
            call.person.expose().clone(),
            answered(call.answer),
            call.note.expose().clone(),
            call.called_at_ms,
            call.staff_id.clone(),
        )
    };
    let held = now.calls_of(reception).map(|call| {
        (
            call.office.clone(),
            call.telephone.clone(),
            call.person.clone(),
            said(&call.answer),
            call.note.clone(),
            call.at_ms,
            call.staff.clone(),
        )
    });
    held.eq(calls.iter().map(one))
}

/// Calls that were written down, e.g. `call to 架空市福祉事務所: 可`.
pub(super) fn calls(before: &Held, now: &Held, reception: &str) -> Vec<String> {
    let known = before.calls_of(reception).count();
    let new = now.calls_of(reception).skip(known);
    new.map(|call| format!("call to {}: {}", call.office, said(&call.answer)))
        .collect()
}

/// What became of the 照会番号 of a reception, and of those that waited in others.
pub(super) fn number(before: &Held, now: &Held, reception: &str) -> Vec<String> {
    let of_this = match now.numbers.get(reception) {
        None => "no number is held".to_owned(),
        Some(held) if held.status == "registered" => "number sent".to_owned(),
        Some(held) if held.status == "pending" => {
            let why = held.last_problem.as_deref();
            format!("number {} waits: {}", held.reference, why.unwrap_or("not sent"))
        }
        Some(held) => format!("number {}", held.status),
    };
    let others = now.numbers.iter().filter(|(other, held)| {
        let earlier = before.numbers.get(*other);
        *other != reception && earlier.is_some_and(|earlier| earlier != *held)
    });
    let others = others.map(|(_, held)| format!("number {} of before is {}", held.reference, held.status));
    std::iter::once(of_this).chain(others).collect()
}

/// What the office said.
pub(crate) fn answered(answer: CallAnswer) -> &'static str {
    match answer {
        CallAnswer::Usable => "可",
        CallAnswer::NotUsable => "否",
        CallAnswer::CallBack => "折り返し",
    }
}

/// The same, by its word of the contract.
fn said(word: &str) -> &'static str {
    let answer: Result<CallAnswer, _> = serde_json::from_str(&format!("\"{word}\""));
    answer.map_or("an unknown answer", answered)
}

/// The scheme, and the ticket that came with it.
fn qualification(result: &QualificationResult) -> String {
    let words = result
        .public_expense_result_list
        .iter()
        .map(|info| match &info.ticket_type {
            Some(TicketType::MedicalTicket) => " (医療券)",
            Some(TicketType::DispensingTicket) => " (調剤券)",
            Some(TicketType::Unknown(_)) | None => " (unknown ticket)",
        });
    [scheme(result.scheme())].into_iter().chain(words).collect()
}
