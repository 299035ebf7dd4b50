//! The opened reception: where it stands, its present step, and what the patient is being shown.

mod changes;
mod chart;
mod coverage;
mod ending;
mod identity;
mod parts;
mod phases;
mod progress;
mod questionnaire;
mod step;

use crate::components::ProblemPanel;
use crate::components::redraw::{redraw, text, when};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::card_reception::State;
use madoguchi_shared::bridge::reception::ReceptionEntry;
use parts::ActButton;
use phases::Phases;
use progress::Progress;

/// The reception.
#[component]
pub(super) fn Reception(
    /// Its line in the book.
    entry: ReceptionEntry,
) -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    let number = entry.number.to_string();
    let name = text(move || locale.say_with(Message::ReceptionNumber, &[("number", &number)]));
    let runner = Runner::provide(entry);
    let state = runner.state();
    let open = move || {
        state.with(|state| {
            !matches!(
                state,
                Some(State::Over(_) | State::TakingCard(_) | State::Received(_))
            )
        })
    };
    let body = redraw(move || match state.get() {
        None => view! { <p class="quiet">{t(Message::ReceptionLoading)}</p> }.into_any(),
        Some(state) => step::draw(state),
    });
    view! {
        <section class="panel stack reception" aria-labelledby="reception-title">
            <header>
                <h2 id="reception-title">{name}</h2>
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| desk.covered.set(true)>
                        {t(Message::LockNow)}
                    </button>
                    <button type="button" class="button" on:click=move |_| desk.draw(None)>
                        {t(Message::BackToList)}
                    </button>
                    {when(open, move || view! {
                        <ActButton act=Act::Abandon text=Signal::derive(t(Message::EndReception)) />
                    }.into_any())}
                </div>
            </header>
            <Phases state />
            <ProblemPanel fault=runner.problem />
            <div role="status">
                {when(move || runner.card_left_behind(), move || view! {
                    <p class="notice">{t(Message::CardStillThere)}</p>
                }.into_any())}
            </div>
            <div class="stack step">{body}</div>
            <Progress />
        </section>
    }
}
