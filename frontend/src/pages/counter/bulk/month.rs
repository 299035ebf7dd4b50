//! The choice of a 診療年月, and what is known of it here.

use super::done;
use super::exceptions::Exceptions;
use super::{said, says};
use crate::api::Fault;
use crate::components::redraw::{flag, redraw, text};
use crate::components::{Heading, ProblemPanel};
use crate::locale::Locale;
use crate::runner::bulk::BulkRunner;
use crate::text::Message;
use crate::{clock, format};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::bulk_retrieval::Act;
use madoguchi_shared::backend::bulk::askable_months;
use madoguchi_shared::bridge::bulk::{BulkMonth, BulkProgress};
use madoguchi_shared::date::{Day, YearMonth};

pub(super) fn draw() -> AnyView {
    let runner = BulkRunner::here();
    let desk = runner.desk();
    let months: Vec<YearMonth> = askable_months(runner.today()).collect();
    let chosen = RwSignal::new(runner.today().year_month());
    // `None`: not known yet, or the bridge does not say.
    let known = RwSignal::new(None::<Option<BulkProgress>>);
    let fault = RwSignal::new(None::<Fault>);
    let look = move |month: YearMonth| {
        known.set(None);
        fault.set(None);
        spawn_local(async move {
            let state = desk.bridge().bulk_state(&BulkMonth { month }).await;
            if chosen.try_get_untracked() != Some(month) {
                return;
            }
            match state {
                Ok(state) => drop(known.try_set(Some(state.retrieval))),
                Err(error) => drop(fault.try_set(Some(error))),
            }
        });
    };
    Effect::new(move || look(chosen.get()));
    let locale = Locale::here();
    let options = redraw(move || {
        let language = locale.language();
        months
            .iter()
            .map(|month| {
                let selected = *month == chosen.get_untracked();
                let (value, said) = (month.to_string(), format::month_with_era(*month, language));
                view! { <option value=value selected=selected>{said}</option> }
            })
            .collect_view()
            .into_any()
    });
    let choose = move |value: String| {
        if let Ok(month) = YearMonth::parse(&value) {
            chosen.set(month);
        }
    };
    let unfinished = move || {
        known.with(|known| {
            let progress = known.as_ref().and_then(Option::as_ref);
            progress.is_some_and(|progress| progress.finished_at_ms.is_none())
        })
    };
    let start = text(move || {
        said(
            if unfinished() {
                Message::BULK_RESUME
            } else {
                Message::BULK_START
            },
            &[],
        )
    });
    let before = text(move || {
        known
            .get()
            .map(|known| before(known.as_ref()))
            .unwrap_or_default()
    });
    let listed = redraw(move || {
        let month = chosen.get_untracked();
        known
            .with(|known| listed(month, known.as_ref().and_then(Option::as_ref)))
            .into_any()
    });
    view! {
        <Heading inner=true text=Message::BULK_MONTH_HEAD />
        <p>{says(Message::BULK_MONTH_TEXT)}</p>
        <div class="field">
            <label for="bulk-month">{says(Message::BULK_MONTH)}</label>
            <select
                id="bulk-month"
                aria-describedby="bulk-before"
                on:change=move |event| choose(event_target_value(&event))
            >
                {options}
            </select>
        </div>
        <p id="bulk-before" class="quiet" aria-live="polite">{before}</p>
        <ProblemPanel fault on_retry=Callback::new(move |()| look(chosen.get_untracked())) />
        <div class="actions">
            <button
                type="button"
                class="button primary big"
                disabled=flag(move || !desk.may_receive())
                on:click=move |_| runner.act(Act::Start(chosen.get_untracked()))
            >
                {start}
            </button>
        </div>
        {listed}
    }
    .into_any()
}

/// What can be looked at again: charts that the last retrieval completed, and what it did not register.
fn listed(month: YearMonth, progress: Option<&BulkProgress>) -> Option<AnyView> {
    let progress = progress?;
    let completed = progress.completed;
    let exceptions = progress.invalid + progress.failed > 0;
    Some(
        view! {
            {(completed > 0).then(|| done::completed(BulkMonth { month }, completed))}
            {exceptions.then(|| view! { <Exceptions month /> })}
        }
        .into_any(),
    )
}

/// What became of the month before; tracked.
fn before(progress: Option<&BulkProgress>) -> String {
    let Some(progress) = progress else {
        return said(Message::BULK_NEVER, &[]);
    };
    let [registered, invalid, failed, kept, total] = [
        progress.registered,
        progress.invalid,
        progress.failed,
        progress.kept,
        progress.total,
    ]
    .map(|count| count.to_string());
    match progress.finished_at_ms {
        None => said(Message::BULK_UNFINISHED, &[("kept", &kept), ("total", &total)]),
        Some(at_ms) => {
            let day = Day::in_tokyo(at_ms).to_string();
            let day = format::day(&day, Locale::here().language());
            let time = [day, clock::tokyo_time(at_ms)].join(" ");
            said(
                Message::BULK_BEFORE,
                &[
                    ("time", &time),
                    ("registered", &registered),
                    ("invalid", &invalid),
                    ("failed", &failed),
                ],
            )
        }
    }
}
