//! The three parts of the number: which one is being entered, and how many digits each has.

use super::number::{Number, Part};
use crate::components::pad::Pad;
use crate::components::redraw::{redraw, text};
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;

/// A line for each part; touched, it is entered anew.
#[component]
pub(super) fn Parts(
    /// The pad.
    pad: Pad<Number>,
) -> impl IntoView {
    let locale = Locale::here();
    let part_now = Memo::new(move |_| pad.seen.get().part);
    let said = text(move || {
        let seen = pad.seen.get();
        let count = entered(locale, seen.part, seen.count(seen.part));
        [locale.say(title(seen.part)), count].join(" ")
    });
    let hint = redraw(move || {
        let part = part_now.get();
        view! {
            <p class="quiet">{t(hint(part))}</p>
            <p class="example">{t(example(part))}</p>
        }
        .into_any()
    });
    view! {
        <ol class="parts">{Part::ALL.map(|part| line(pad, part_now, part)).collect_view()}</ol>
        <div class="about-part">{hint}</div>
        <p class="visually-hidden" aria-live="polite">
            {said}
        </p>
    }
}

fn line(pad: Pad<Number>, part_now: Memo<Part>, part: Part) -> impl IntoView {
    let locale = Locale::here();
    let count = Memo::new(move |_| pad.seen.get().count(part));
    let counted = text(move || entered(locale, part, count.get()));
    let mut place = 0;
    let groups: Vec<_> = part
        .groups()
        .iter()
        .zip(units(part))
        .map(|(length, unit)| {
            let dots: Vec<_> = (place..place + length).map(|place| dot(count, place)).collect();
            place += length;
            view! {
                <span class="group">{dots}</span>
                {unit.map(|unit| view! { <span class="unit">{t(unit)}</span> })}
            }
        })
        .collect();
    view! {
        <li>
            <button
                type="button"
                class="button part"
                class:complete=move || count.get() == part.length()
                aria-current=move || (part_now.get() == part).then_some("step")
                on:click=move |_| pad.edit(|number| number.go_to(part))
            >
                <span class="name">{t(title(part))}</span>
                <span class="visually-hidden">{counted}</span>
                <span class="places" aria-hidden="true">
                    {groups}
                </span>
            </button>
        </li>
    }
}

fn dot(count: Memo<usize>, place: usize) -> impl IntoView {
    let full = move || count.get() > place;
    view! { <span class="dot" class:full=full></span> }
}

/// `6桁のうち2桁入力しました`
fn entered(locale: Locale, part: Part, count: usize) -> String {
    let (length, count) = (part.length().to_string(), count.to_string());
    locale.say_with(
        Message::PATIENT_PART_ENTERED,
        &[("length", &length), ("count", &count)],
    )
}

const fn title(part: Part) -> Message {
    match part {
        Part::BirthDate => Message::PATIENT_BIRTH_DATE,
        Part::ExpiryYear => Message::PATIENT_EXPIRY_YEAR,
        Part::SecurityCode => Message::PATIENT_SECURITY_CODE,
    }
}

const fn hint(part: Part) -> Message {
    match part {
        Part::BirthDate => Message::PATIENT_BIRTH_DATE_HINT,
        Part::ExpiryYear => Message::PATIENT_EXPIRY_YEAR_HINT,
        Part::SecurityCode => Message::PATIENT_SECURITY_CODE_HINT,
    }
}

const fn example(part: Part) -> Message {
    match part {
        Part::BirthDate => Message::PATIENT_BIRTH_DATE_EXAMPLE,
        Part::ExpiryYear => Message::PATIENT_EXPIRY_YEAR_EXAMPLE,
        Part::SecurityCode => Message::PATIENT_SECURITY_CODE_EXAMPLE,
    }
}

/// What is written behind each group.
const fn units(part: Part) -> &'static [Option<Message>] {
    match part {
        Part::BirthDate => &[
            Some(Message::PATIENT_YEAR),
            Some(Message::PATIENT_MONTH),
            Some(Message::PATIENT_DAY),
        ],
        Part::ExpiryYear | Part::SecurityCode => &[None],
    }
}
