//! 一括取得 (F13, F14): the month, how far it is, what became of it, and the rows. Loaded when it is first opened.

mod csv;
mod done;
mod exceptions;
mod export;
mod find;
mod grid;
mod list;
mod month;
mod pool;
mod row;
mod step;
mod window;

use crate::components::redraw::{flag, redraw, text, when};
use crate::desk::{Desk, Room};
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::locale::{Locale, t};
use crate::runner::bulk::BulkRunner;
use crate::text::Message;
use leptos::prelude::*;
use list::List;
use madoguchi_shared::Scheme;

/// The page, loaded when it is first opened.
pub(super) fn later() -> AnyView {
    let desk = Desk::here();
    let leave = Callback::new(move |()| desk.go_to(Room::Lists));
    lazy::page(Message::BULK_LOADING, leave, || lazy!(draw()))
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(bulk, fallible, wasm_split_path = leptos::wasm_split)
)]
fn draw() -> Drawn {
    drawn(view! { <Bulk /> }.into_any())
}

/// A sentence with the words of 医療扶助: all that is retrieved is of this scheme; tracked.
fn said(message: Message, values: &[(&str, &str)]) -> String {
    let words = Locale::here().words_of(Scheme::MedicalAssistance);
    words.say_with(message, values)
}

/// As [`said`], for use in a view.
fn says(message: Message) -> Signal<String> {
    let locale = Locale::here();
    text(move || locale.words_of(Scheme::MedicalAssistance).say_with(message, &[]))
}

/// The page.
#[component]
fn Bulk() -> impl IntoView {
    let desk = Desk::here();
    let runner = BulkRunner::provide();
    let state = runner.state();
    let resting = flag(move || state.with(madoguchi_flow::bulk_retrieval::State::is_at_rest));
    let phase = Memo::new(move |_| state.with(step::Phase::of));
    let body = redraw(move || step::draw(phase.get(), state));
    view! {
        <section class="panel stack reception bulk" aria-labelledby="bulk-title">
            <header>
                <h2 id="bulk-title">{says(Message::BULK_TITLE)}</h2>
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| desk.covered.set(true)>
                        {t(Message::LOCK_NOW)}
                    </button>
                    <button
                        type="button"
                        class="button"
                        disabled=flag(move || !resting.get())
                        on:click=move |_| desk.go_to(Room::Lists)
                    >
                        {t(Message::BACK_TO_LIST)}
                    </button>
                </div>
            </header>
            <div class="stack step">{body}</div>
            {when(move || runner.rows.get() > 0, || view! { <List /> }.into_any())}
        </section>
    }
}
