//! Who is being received: at the head of the opened reception as soon as it is known, so that with several open ones
//! nobody goes on with the wrong one.

use crate::components::redraw::{redraw, text};
use crate::format;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::reception::{Ending, State};
use madoguchi_shared::bridge::his::PatientBasics;
use madoguchi_shared::qualification::Personal;

/// Name, kana, birth date and, once there is a chart, its number.
#[component]
pub(super) fn Who(
    /// State of the machine.
    state: Memo<Option<State>>,
) -> impl IntoView {
    let locale = Locale::here();
    let known = Memo::new(move |_| {
        state.with(|state| {
            let (basics, number) = state.as_ref().and_then(known)?;
            Some((basics.clone(), number.cloned()))
        })
    });
    redraw(move || {
        let Some((basics, number)) = known.get() else {
            return ().into_any();
        };
        let birth = text(move || format::day(basics.birth_date.expose(), locale.language()));
        let number = number.map(|number| {
            let said =
                text(move || locale.say_with(Message::PATIENT_NUMBER_IS, &[("number", number.expose())]));
            view! { <span class="number">{said}</span> }
        });
        view! {
            <p class="patient-name">{basics.name.into_inner()}</p>
            <p class="about">
                <span>{basics.kana.into_inner()}</span>
                <span>{t(Message::FIELD_BIRTH)} " " {birth}</span>
                {number}
            </p>
        }
        .into_any()
    })
}

/// 基礎情報 and the number of the chart; `None` before a valid answer, and after an end without a reception.
fn known(state: &State) -> Option<(&PatientBasics, Option<&Personal>)> {
    match state {
        State::LookingUpChart(reviewed, _)
        | State::ChartDiffers(reviewed, _)
        | State::SearchingCharts(reviewed)
        | State::PickingChart(reviewed, _)
        | State::TakingQuestionnaire(reviewed)
        | State::Registering(reviewed, _) => Some((&reviewed.basics, None)),
        State::ConfirmingUpdate(reviewed, found) => {
            Some((&reviewed.basics, Some(&found.chart.patient_number)))
        }
        State::RegisteringInquiryNumber(_, received) | State::Received(received) => {
            Some((&received.chart.basics, Some(&received.chart.patient_number)))
        }
        State::TakingCard(Ending::Received(received)) | State::Over(Ending::Received(received)) => {
            Some((&received.chart.basics, Some(&received.chart.patient_number)))
        }
        State::Failed(_, from) => known(from),
        State::TakingPapers
        | State::Numbers(_)
        | State::Unentrusted(_)
        | State::Identifying(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::TakingCard(_)
        | State::Over(_) => None,
    }
}
