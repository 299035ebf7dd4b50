//! Finding the chart: by 照会番号, by name and birth date, or a new one. A person decides.

use super::changes::Changes;
use super::parts::ActButton;
use crate::components::Heading;
use crate::components::redraw::{flag, text};
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::Message;
use crate::{clock, format};
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::reception::{Differing, Match};
use madoguchi_shared::Redacted;
use madoguchi_shared::bridge::his::{Chart, ChartCandidate};
use madoguchi_shared::date::Day;

/// The chart of the 照会番号 cannot be taken as it is.
pub(super) fn differs(differing: Differing) -> impl IntoView {
    let locale = Locale::here();
    let (message, number, changes) = match differing {
        Differing::UnknownNumber(number) => (Message::DIFFERS_UNKNOWN, number.into_inner(), None),
        Differing::OtherPerson(chart, changes) => (
            Message::DIFFERS_OTHER,
            chart.patient_number.into_inner(),
            Some(changes),
        ),
        Differing::SeveralNumbers(numbers) => {
            let numbers: Vec<String> = numbers.into_iter().map(Redacted::into_inner).collect();
            (Message::DIFFERS_SEVERAL, numbers.join(", "), None)
        }
    };
    let said = text(move || locale.say_with(message, &[("number", &number)]));
    let same = changes.is_some();
    view! {
        <Heading inner=true text=Message::DIFFERS_TITLE />
        <p class="notice">{said}</p>
        {changes.map(|changes| view! { <Changes changes /> })}
        <div class="actions">
            <ActButton
                act=Act::SearchInstead
                text=Message::SEARCH_INSTEAD
                primary=true
            />
            {same
                .then(|| {
                    view! { <ActButton act=Act::SamePerson text=Message::SAME_PERSON /> }
                })}
        </div>
    }
}

/// Charts that may be the same person's.
pub(super) fn picking(candidates: Vec<ChartCandidate>) -> impl IntoView {
    let cards = candidates.into_iter().map(candidate).collect_view();
    view! {
        <Heading inner=true text=Message::PICK_TITLE />
        <p>{t(Message::PICK_TEXT)}</p>
        <ul class="rows plain">{cards}</ul>
        <div class="actions">
            <ActButton act=Act::NewChart text=Message::PICK_NEW />
        </div>
    }
}

fn candidate(candidate: ChartCandidate) -> impl IntoView {
    let locale = Locale::here();
    let Chart {
        chart,
        patient_number,
        basics,
        last_registered_at_ms,
        created_at_ms,
        ..
    } = candidate.chart;
    let number =
        text(move || locale.say_with(Message::PATIENT_NUMBER_IS, &[("number", patient_number.expose())]));
    let label = text(move || [locale.say(Message::PICK_THIS), number.get()].join(": "));
    let birth = text(move || format::day(basics.birth_date.expose(), locale.language()));
    let last = Day::in_tokyo(last_registered_at_ms.unwrap_or(created_at_ms)).to_string();
    let last_day = text(move || format::day(&last, locale.language()));
    let last_time = clock::tokyo_time(last_registered_at_ms.unwrap_or(created_at_ms));
    view! {
        <li>
            <div>
                <p class="who">{basics.name.into_inner()} " " {mark(candidate.same_name)}</p>
                <p class="about">
                    <span>{basics.kana.into_inner()} " " {mark(candidate.same_kana)}</span>
                    <span>{t(Message::FIELD_BIRTH)} " " {birth}</span>
                    <span>{t(super::coverage::sex(&basics.sex))} " " {mark(candidate.same_sex)}</span>
                    <span class="number">{number}</span>
                    <span class="number">{t(Message::LAST_RECEPTION)} " " {last_day} " " {last_time}</span>
                </p>
            </div>
            <ActButton act=Act::PickChart(chart) text=Message::PICK_THIS label />
        </li>
    }
}

fn mark(same: bool) -> impl IntoView {
    let (class, message) = if same {
        ("state good", Message::SAME_MARK)
    } else {
        ("state warn", Message::OTHER_MARK)
    };
    view! { <span class=class>{t(message)}</span> }
}

/// What changed since the last visit, and the confirmation.
pub(super) fn updating(found: &Match) -> impl IntoView + use<> {
    let runner = Runner::here();
    let by_number = found.by_number;
    let changes = found.changes.clone();
    let any = !changes.is_empty();
    let in_basics = changes.iter().any(|change| change.scheme.is_none());
    let basics = RwSignal::new(in_basics);
    let confirm = if any {
        Message::UPDATE_CONFIRM
    } else {
        Message::UPDATE_SAME
    };
    let text = if any {
        Message::UPDATE_TEXT
    } else {
        Message::UPDATE_NONE
    };
    view! {
        <Heading inner=true text=Message::UPDATE_TITLE />
        <p>{t(text)}</p>
        {any.then(|| view! { <Changes changes=changes /> })}
        {in_basics
            .then(|| {
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=basics
                            on:change=move |event| basics.set(event_target_checked(&event))
                        />
                        {t(Message::UPDATE_BASICS)}
                    </label>
                }
            })}
        <div class="actions">
            <button
                type="button"
                class="button primary"
                disabled=flag(move || !runner.desk().holds_lease())
                on:click=move |_| runner.act(Act::ConfirmUpdate { basics: basics.get_untracked() })
            >
                {t(confirm)}
            </button>
            {(!by_number)
                .then(|| {
                    view! { <ActButton act=Act::OtherWay text=Message::BACK_TO_SEARCH /> }
                })}
        </div>
    }
}
