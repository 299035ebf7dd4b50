//! From the machine's state to the step on screen: one arm per state.

use super::coverage::{CoverageView, Standings};
use super::parts::Working;
use super::{chart, ending, identity, questionnaire};
use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::card_reception::{Reviewed, State};
use madoguchi_shared::ErrorCode;

/// The step.
pub(super) fn draw(state: State) -> AnyView {
    match state {
        State::Identifying(inner) => identity::draw(inner),
        State::Querying(_) => view! { <Working message=Message::QueryTitle /> }.into_any(),
        State::Failed(code, _) => failed(code).into_any(),
        State::NotCovered(why, _) => ending::not_covered(why).into_any(),
        State::NothingValid(coverage) => view! {
            {ending::nothing_valid(&coverage)}
            <CoverageView coverage />
        }
        .into_any(),
        State::LookingUpChart(reviewed, _) => {
            beside(reviewed, view! { <Working message=Message::NextChartLookup /> })
        }
        State::SearchingCharts(reviewed) => {
            beside(reviewed, view! { <Working message=Message::NextChartSearch /> })
        }
        State::ChartDiffers(reviewed, differing) => beside(reviewed, chart::differs(differing)),
        State::PickingChart(reviewed, candidates) => beside(reviewed, chart::picking(candidates)),
        State::TakingQuestionnaire(reviewed) => beside(reviewed, questionnaire::draw()),
        State::ConfirmingUpdate(reviewed, found) => beside(reviewed, chart::updating(found)),
        State::Registering(reviewed, _) => {
            beside(reviewed, view! { <Working message=Message::Registering /> })
        }
        State::RegisteringInquiryNumber(..) => {
            view! { <Working message=Message::RegisteringNumber /> }.into_any()
        }
        State::Received(received) => ending::received(&received).into_any(),
        State::TakingCard(end) => ending::over(&end, true).into_any(),
        State::Over(end) => ending::over(&end, false).into_any(),
    }
}

/// What came back in one line, what to do now, then the details.
fn beside(reviewed: Reviewed, now: impl IntoView + 'static) -> AnyView {
    view! {
        <Standings coverage=reviewed.coverage.clone() />
        <div class="stack">{now.into_any()}</div>
        <CoverageView coverage=reviewed.coverage />
    }
    .into_any()
}

fn failed(code: ErrorCode) -> impl IntoView {
    let runner = Runner::here();
    let fault = Signal::stored(Some(Fault::from(code)));
    let retry = Callback::new(move |()| runner.act(Act::Retry));
    view! { <ProblemPanel fault on_retry=retry /> }
}
