//! What became of a month: counts, charts that were completed, and what was not registered.

use super::exceptions::Exceptions;
use super::said;
use super::step::actions;
use crate::api::Fault;
use crate::components::redraw::{redraw, text};
use crate::components::{Heading, ProblemPanel};
use crate::locale::Locale;
use crate::runner::bulk::BulkRunner;
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::bulk_retrieval::{Act, State, Summary};
use madoguchi_shared::bridge::bulk::{BulkMonth, CompletedChart};

pub(super) fn draw(state: Memo<State>, title: Message) -> AnyView {
    let summary = state.with_untracked(|state| match state {
        State::Registered(summary) | State::WithErrors(summary) => Some(summary.clone()),
        _ => None,
    });
    let Some(Summary { month, progress }) = summary else {
        return ().into_any();
    };
    let exceptions = progress.invalid + progress.failed > 0;
    let completed = (progress.completed > 0).then(|| completed(BulkMonth { month }, progress.completed));
    let counts = text(move || {
        let [registered, invalid, failed] =
            [progress.registered, progress.invalid, progress.failed].map(|count| count.to_string());
        said(
            Message::BULK_COUNTS,
            &[
                ("registered", &registered),
                ("invalid", &invalid),
                ("failed", &failed),
            ],
        )
    });
    view! {
        <Heading inner=true text=title />
        <p class="number" role="status">{counts}</p>
        {actions(&[(Act::OtherMonth, Message::BULK_OTHER_MONTH)])}
        {completed}
        {exceptions.then(|| view! { <Exceptions month /> })}
    }
    .into_any()
}

/// Patients who were received as 未委託 and have their ticket now.
pub(super) fn completed(month: BulkMonth, count: u64) -> AnyView {
    let desk = BulkRunner::here().desk();
    let charts = RwSignal::new(Vec::<CompletedChart>::new());
    let fault = RwSignal::new(None::<Fault>);
    let load = move || {
        fault.set(None);
        spawn_local(async move {
            match desk.bridge().bulk_state(&month).await {
                Ok(state) => drop(charts.try_set(state.completed)),
                Err(error) => drop(fault.try_set(Some(error))),
            }
        });
    };
    load();
    let locale = Locale::here();
    let lines = redraw(move || {
        let line = |chart: CompletedChart| {
            let number = chart.patient_number.into_inner();
            let number = locale.say_with(Message::PATIENT_NUMBER_IS, &[("number", &number)]);
            let name = chart.patient_name.into_inner();
            view! {
                <li>
                    <p class="who">{name}</p>
                    <p class="about"><span class="number">{number}</span></p>
                </li>
            }
        };
        charts.get().into_iter().map(line).collect_view().into_any()
    });
    let title = text(move || said(Message::BULK_COMPLETED, &[("completed", &count.to_string())]));
    let some = text(move || {
        let shown = charts.with(Vec::len);
        let all = shown == 0 || u64::try_from(shown).is_ok_and(|shown| shown >= count);
        if all {
            String::new()
        } else {
            said(Message::BULK_COMPLETED_SOME, &[("shown", &shown.to_string())])
        }
    });
    view! {
        <div class="stack">
            <p class="state good">{title}</p>
            <ul class="rows plain">{lines}</ul>
            <p class="quiet">{some}</p>
            <ProblemPanel fault on_retry=Callback::new(move |()| load()) />
        </div>
    }
    .into_any()
}
