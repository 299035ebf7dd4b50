//! Finding the chart: by 照会番号, by name and birth date, or a new one. A person decides.

use super::changes::Changes;
use super::coverage::sex;
use super::parts::ActButton;
use super::sheet::{Choice, Part, Say, Sheet, act};
use super::step::later;
use crate::components::redraw::flag;
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use crate::{clock, format, lazy};
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::reception::{Differing, Match};
use madoguchi_shared::Redacted;
use madoguchi_shared::bridge::his::{Chart, ChartCandidate};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::Personal;

/// The chart cannot be taken as it is.
pub(super) fn differs(differing: Differing) -> Sheet {
    let (message, number, changes) = match differing {
        Differing::UnknownNumber(number) => (Message::DIFFERS_UNKNOWN, number.into_inner(), None),
        Differing::OtherPerson(chart, changes) => (
            Message::DIFFERS_OTHER,
            chart.patient_number.into_inner(),
            Some(changes),
        ),
        Differing::SeveralNumbers(numbers) => (Message::DIFFERS_SEVERAL, list(numbers), None),
        Differing::OtherThanPicked(numbers) => (Message::DIFFERS_PICKED, list(numbers), None),
    };
    let mut actions = vec![act(Act::SearchInstead, Message::SEARCH_INSTEAD).primary()];
    let mut sheet = vec![
        Part::Title(Message::DIFFERS_TITLE.into()),
        Part::Notice(Say::with(message, "number", &number)),
    ];
    if let Some(changes) = changes {
        sheet.push(Part::Changes(changes));
        actions.push(act(Act::SamePerson, Message::SAME_PERSON));
    }
    sheet.push(Part::Actions(actions));
    sheet
}

fn list(numbers: impl IntoIterator<Item = Personal>) -> String {
    let numbers: Vec<String> = numbers.into_iter().map(Redacted::into_inner).collect();
    numbers.join(", ")
}

/// Charts that may be the same person's.
pub(super) fn picking(candidates: Vec<ChartCandidate>) -> Sheet {
    vec![
        Part::Title(Message::PICK_TITLE.into()),
        Part::Text(Message::PICK_TEXT.into()),
        Part::Choices(candidates.into_iter().map(candidate).collect()),
        Part::Actions(vec![act(Act::NewChart, Message::PICK_NEW)]),
    ]
}

/// One of them, with what agrees and what differs.
pub(super) fn candidate(candidate: ChartCandidate) -> Choice {
    let Chart {
        chart,
        patient_number,
        basics,
        last_registered_at_ms,
        created_at_ms,
        ..
    } = candidate.chart;
    let number = Say::with(Message::PATIENT_NUMBER_IS, "number", patient_number.expose());
    let last_ms = last_registered_at_ms.unwrap_or(created_at_ms);
    let labelled = |message: Message, say: Say| (Say::Line(" ", vec![message.into(), say]), None);
    let mut button = act(Act::PickChart(chart), Message::PICK_THIS);
    button.label = Some(Say::Line(": ", vec![Message::PICK_THIS.into(), number.clone()]));
    let last = Say::Line(
        " ",
        vec![
            Say::Day(Day::in_tokyo(last_ms).to_string()),
            Say::Plain(clock::tokyo_time(last_ms)),
        ],
    );
    Choice {
        who: (basics.name.into_inner(), Some(candidate.same_name)),
        about: vec![
            (
                Say::Plain(format::full_width(basics.kana.expose())),
                Some(candidate.same_kana),
            ),
            labelled(Message::FIELD_BIRTH, Say::Day(basics.birth_date.into_inner())),
            (sex(&basics.sex).into(), Some(candidate.same_sex)),
            (number, None),
            labelled(Message::LAST_RECEPTION, last),
        ],
        button,
    }
}

/// What changed since the last visit, and the confirmation; `covered`: a qualification will be written.
/// `sure`: nothing speaks against it being the patient.
pub(super) fn updating(found: Match, covered: bool, sure: bool) -> Sheet {
    later(Message::UPDATE_TITLE, move || {
        lazy!(update_form(found.clone(), covered, sure))
    })
}

/// Needed for who was here before.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(changes, fallible, wasm_split_path = leptos::wasm_split)
)]
fn update_form(found: Match, covered: bool, sure: bool) -> Drawn {
    let runner = Runner::here();
    let by_number = found.by_number;
    let changes = found.changes;
    let any = !changes.is_empty();
    let in_basics = changes.iter().any(|change| change.scheme.is_none());
    let chart = found.chart.chart;
    let kept = runner.desk().draft(&runner.reception()).update_basics;
    let kept = kept.filter(|(of, _)| *of == chart).map(|(_, chosen)| chosen);
    let basics = RwSignal::new(in_basics && kept.unwrap_or(true));
    let choose = move |chosen: bool| {
        basics.set(chosen);
        let kept = Some((chart.clone(), chosen));
        runner
            .desk()
            .keep_draft(&runner.reception(), |draft| draft.update_basics = kept);
    };
    let confirm = if any && covered {
        Message::UPDATE_CONFIRM
    } else {
        Message::UPDATE_SAME
    };
    let text = if any {
        Message::UPDATE_TEXT
    } else {
        Message::UPDATE_NONE
    };
    let form = view! {
        <p>{t(text)}</p>
        {any.then(|| view! { <Changes changes=changes /> })}
        {in_basics
            .then(|| {
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=basics
                            on:change=move |event| choose(event_target_checked(&event))
                        />
                        {t(Message::UPDATE_BASICS)}
                    </label>
                }
            })}
        <div class="actions">
            <button
                type="button"
                class=if sure { "button primary" } else { "button" }
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
    };
    drawn(form.into_any())
}
