//! 薬剤情報: the timeline, and always the table with it.

use super::timeline;
use crate::components::redraw::text;
use crate::format;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::backend::records::Medication;
use madoguchi_shared::date::Day;

/// Newest first, as it came.
pub(super) fn draw(medications: Vec<Medication>, period: [Day; 2]) -> AnyView {
    if medications.is_empty() {
        return view! { <p>{t(Message::RECORDS_NO_MEDICATIONS)}</p> }.into_any();
    }
    let locale = Locale::here();
    let count = medications.len().to_string();
    let counted = text(move || locale.say_with(Message::RECORDS_COUNT, &[("count", &count)]));
    let line = timeline::draw(&medications, period);
    let rows = medications.into_iter().map(row).collect_view();
    let head = [
        Message::RECORDS_DISPENSED,
        Message::RECORDS_MEDICINE,
        Message::RECORDS_DOSE,
        Message::RECORDS_DAYS,
        Message::RECORDS_INSTITUTION,
        Message::RECORDS_PHARMACY,
    ]
    .map(|said| view! { <th scope="col">{t(said)}</th> });
    view! {
        {line}
        <p class="quiet">{counted}</p>
        <div class="wide long" tabindex="0" role="region" aria-label=t(Message::RECORDS_MEDICATION_TABLE)>
            <table class="records-table">
                <caption class="visually-hidden">{t(Message::RECORDS_MEDICATION_TABLE)}</caption>
                <thead>
                    <tr>{head.collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Stands for the amount in a sentence until it is cut there: the amount is Japanese in every language.
const AMOUNT: &str = "\u{1}";

fn row(medication: Medication) -> AnyView {
    let locale = Locale::here();
    let Medication {
        dispensed_on,
        institution,
        pharmacy,
        generic_name,
        brand_name,
        dose,
        unit,
        usage,
        days,
    } = medication;
    let day = dispensed_on.to_string();
    let day = text(move || format::short_day(&day, locale.language()));
    // Of what is taken when needed it is the amount of one time.
    let said = if days.is_some() {
        Message::RECORDS_A_DAY
    } else {
        Message::RECORDS_A_TIME
    };
    let [before, after] = [0, 1].map(|side| {
        let sentence = move || locale.say_with(said, &[("amount", AMOUNT)]);
        text(move || sentence().split(AMOUNT).nth(side).unwrap_or_default().to_owned())
    });
    let amount = format!("{}{unit}", dose.expose());
    let days = text(move || match days {
        Some(days) => locale.say_with(Message::RECORDS_DAY_COUNT, &[("count", &days.to_string())]),
        None => locale.say(Message::NOT_GIVEN),
    });
    let pharmacy = match pharmacy {
        Some(name) => view! { <span lang="ja">{name.into_inner()}</span> }.into_any(),
        None => t(Message::RECORDS_IN_HOUSE).into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="number">{day}</th>
            <td>
                <span lang="ja">{brand_name.into_inner()}</span>
                <br/>
                <span class="quiet" lang="ja">{generic_name.into_inner()}</span>
            </td>
            <td>
                {before}
                <span lang="ja">{amount}</span>
                {after}
                <br/>
                <span class="quiet" lang="ja">{usage.into_inner()}</span>
            </td>
            <td class="number">{days}</td>
            <td lang="ja">{institution.into_inner()}</td>
            <td>{pharmacy}</td>
        </tr>
    }
    .into_any()
}
