//! From the machine's state to the step on screen: one arm per state.

use super::coverage::{CoverageView, Standings};
use super::parts::{self, ActButton, Working};
use super::{chart, ending, identity, numbers, phases, questionnaire};
use crate::components::Heading;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::reception::{Reviewed, State};
use madoguchi_flow::{Act, unentrusted_check};

/// The step.
pub(super) fn draw(state: State) -> AnyView {
    match state {
        State::TakingPapers => taking_papers().into_any(),
        State::Identifying(inner) => identity::draw(inner),
        State::Querying(_) => view! { <Working message=Message::QUERY_TITLE /> }.into_any(),
        State::Failed(code, from) => parts::failed(code, phases::title(&from)).into_any(),
        State::NotCovered(why, _) => ending::not_covered(why).into_any(),
        State::Numbers(inner) => numbers::draw(&inner),
        State::Unentrusted(unentrusted_check::State::Calling(case, _)) => view! {
            {ending::nothing_valid(&case.coverage)}
            <CoverageView coverage=case.coverage />
        }
        .into_any(),
        State::NothingValid(coverage) => view! {
            {ending::nothing_valid(&coverage)}
            <CoverageView coverage />
        }
        .into_any(),
        State::LookingUpChart(reviewed, _) => {
            beside(reviewed, view! { <Working message=Message::NEXT_CHART_LOOKUP /> })
        }
        State::SearchingCharts(reviewed) => {
            beside(reviewed, view! { <Working message=Message::NEXT_CHART_SEARCH /> })
        }
        State::ChartDiffers(reviewed, differing) => beside(reviewed, chart::differs(differing)),
        State::PickingChart(reviewed, candidates) => beside(reviewed, chart::picking(candidates)),
        State::TakingQuestionnaire(reviewed) => beside(reviewed, questionnaire::draw()),
        State::ConfirmingUpdate(reviewed, found) => beside(reviewed, chart::updating(&found)),
        State::Registering(reviewed, _) => {
            beside(reviewed, view! { <Working message=Message::REGISTERING /> })
        }
        State::RegisteringInquiryNumber(..) => {
            view! { <Working message=Message::REGISTERING_NUMBER /> }.into_any()
        }
        State::Received(received) => ending::received(&received).into_any(),
        State::TakingCard(end) => ending::over(&end, true).into_any(),
        State::Over(end) => ending::over(&end, false).into_any(),
    }
}

fn taking_papers() -> impl IntoView {
    view! {
        <Heading inner=true text=Message::PAPERS_TITLE />
        <p>{t(Message::PAPERS_TEXT)}</p>
        <div class="actions">
            <ActButton act=Act::PapersTaken text=Message::PAPERS_TAKEN primary=true />
        </div>
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
