//! The opened reception: where it stands, its present step, and what the patient is being shown.

mod abandon;
pub(super) mod call;
mod changes;
mod chart;
mod consent;
mod coverage;
mod ending;
mod face;
mod first_registration;
mod identity;
mod numbers;
mod other_person;
mod parts;
mod phases;
mod progress;
mod questionnaire;
mod sheet;
mod step;
mod uncovered;
mod who;

use crate::components::ProblemPanel;
use crate::components::redraw::{redraw, text, when};
use crate::desk::Desk;
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::Message;
use abandon::{Abandon, AbandonForGood};
use leptos::prelude::*;
use madoguchi_flow::reception::State as Machine;
use madoguchi_shared::bridge::reception::ReceptionEntry;
use phases::Phases;
use progress::Progress;
use std::time::Duration;
use who::Who;

/// So long the card may lie there after it is no longer needed.
const CARD_LEFT_BEHIND: Duration = Duration::from_secs(15);

/// The reception, loaded with the flows when the first one of the day is opened.
pub(super) fn later(entry: ReceptionEntry) -> AnyView {
    lazy::part(Message::RECEPTION_LOADING, move || lazy!(draw(entry.clone())))
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(reception, fallible, wasm_split_path = leptos::wasm_split)
)]
fn draw(entry: ReceptionEntry) -> Drawn {
    drawn(view! { <Reception entry /> }.into_any())
}

/// The reception.
#[component]
fn Reception(
    /// Its line in the book.
    entry: ReceptionEntry,
) -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    let number = entry.number.to_string();
    let name = text(move || locale.say_with(Message::RECEPTION_NUMBER, &[("number", &number)]));
    let runner = Runner::provide(entry);
    let state = runner.state();
    let abandoning = RwSignal::new(false);
    // Taking the card is a step of its own, which says so at once.
    let left_behind = parts::for_long(
        move || {
            runner.card_left_behind() && state.with(|state| !matches!(state, Some(Machine::TakingCard(_))))
        },
        CARD_LEFT_BEHIND,
    );
    let body = redraw(move || match state.get() {
        None => view! { <p class="quiet">{t(Message::RECEPTION_LOADING)}</p> }.into_any(),
        Some(state) => sheet::draw(step::sheet(state)),
    });
    view! {
        <section class="panel stack reception" aria-labelledby="reception-title">
            <header>
                <div>
                    <h2 id="reception-title">{name}</h2>
                    <Who state />
                </div>
                <div class="actions">
                    <Abandon state asking=abandoning />
                    <button type="button" class="button" on:click=move |_| desk.covered.set(true)>
                        {t(Message::LOCK_NOW)}
                    </button>
                    <button type="button" class="button" on:click=move |_| desk.draw(None)>
                        {t(Message::BACK_TO_LIST)}
                    </button>
                </div>
            </header>
            <AbandonForGood state asking=abandoning />
            <Phases state />
            <ProblemPanel fault=runner.problem on_retry=Callback::new(move |()| runner.try_again()) />
            <div role="status">
                {when(move || left_behind.get(), move || view! {
                    <p class="notice">{t(Message::CARD_STILL_THERE)}</p>
                }.into_any())}
            </div>
            <div class="stack step">{body}</div>
            <Progress />
        </section>
    }
}
