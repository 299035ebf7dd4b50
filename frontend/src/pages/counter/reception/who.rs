//! Who is being received: at the head of the opened reception as soon as it is known, so that with several open ones
//! nobody goes on with the wrong one.

use crate::components::redraw::{redraw, text};
use crate::format;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::reception::{Ending, State};
use madoguchi_flow::{number_reception, person, unentrusted_check};
use madoguchi_shared::bridge::his::{Basis, Chart, PatientBasics};
use madoguchi_shared::code::Sex;
use madoguchi_shared::qualification::Personal;

/// Name, kana, birth date and, once there is a chart, its number.
#[component]
pub(super) fn Who(
    /// State of the machine.
    state: Memo<Option<State>>,
) -> impl IntoView {
    let locale = Locale::here();
    let known = Memo::new(move |_| state.with(|state| state.as_ref().and_then(known)));
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
                {(!basics.kana.expose().is_empty()).then(|| view! { <span>{format::full_width(basics.kana.expose())}</span> })}
                <span>{t(Message::FIELD_BIRTH)} " " {birth}</span>
                {number}
            </p>
        }
        .into_any()
    })
}

/// 基礎情報 and the number of the chart; by numbers, before an answer, what stands on the paper. `None` before anything is
/// known, and after an end without a reception.
fn known(state: &State) -> Option<(PatientBasics, Option<Personal>)> {
    let of_chart = |chart: &Chart| Some((chart.basics.clone(), Some(chart.patient_number.clone())));
    match state {
        State::LookingUpChart(reviewed, _)
        | State::ChartDiffers(reviewed, _)
        | State::SearchingCharts(reviewed)
        | State::PickingChart(reviewed, _)
        | State::TakingQuestionnaire(reviewed)
        | State::Registering(reviewed, _) => Some((reviewed.basics.clone(), None)),
        State::ConfirmingUpdate(reviewed, found) => {
            Some((reviewed.basics.clone(), Some(found.chart.patient_number.clone())))
        }
        State::RegisteringInquiryNumber(_, received) | State::Received(received) => of_chart(&received.chart),
        State::TakingCard(Ending::Received(received)) | State::Over(Ending::Received(received)) => {
            of_chart(&received.chart)
        }
        State::Unentrusted(unentrusted_check::State::Calling(case, _)) => {
            let who = person::basics(&case.coverage, Basis::Unentrusted)?;
            Some((who, None))
        }
        State::Numbers(inner) => {
            let paper = number_reception::sent(number_reception::papers(inner)?);
            let who = PatientBasics {
                name: paper.name.clone(),
                kana: Personal::default(),
                birth_date: paper.birth_date.clone(),
                sex: Sex::Unset,
                address: None,
            };
            Some((who, None))
        }
        State::TakingCard(Ending::Consented(chart, _)) | State::Over(Ending::Consented(chart, _)) => {
            of_chart(chart)
        }
        State::Failed(_, from) | State::Consenting(_, from) => known(from),
        State::TakingPapers
        | State::Identifying(_)
        | State::Querying(_)
        | State::FirstRegistration(_)
        | State::NotCovered(..)
        | State::NothingValid(_)
        | State::TakingCard(_)
        | State::Over(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::Scheme;
    use madoguchi_shared::bridge::his::{Paper, PaperNumbers, Papers};

    #[test]
    fn by_numbers_it_is_the_person_on_the_paper() {
        let papers = Papers {
            certificate: PaperNumbers {
                scheme: Scheme::HealthInsurance,
                insurer_number: "138057".into(),
                symbol: None,
                number: "7".into(),
                branch: None,
                birth_date: "20040314".into(),
                name: "双葉 葵".into(),
            },
            prescription: None,
            used: Paper::Certificate,
            picked_because: None,
        };
        let state = State::Numbers(number_reception::State::FindingPatient(Box::new(papers)));
        let (who, number) = known(&state).unwrap();
        assert_eq!((who.name.expose().as_str(), number), ("双葉 葵", None));
    }
}
