//! The way into a reception.

use crate::components::redraw::flag;
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// The start button; it needs someone on duty.
#[component]
pub(super) fn Start() -> impl IntoView {
    let desk = Desk::here();
    let staffed = move || desk.staff.get().is_some();
    let no_staff = move || {
        desk.configuration
            .with(|c| c.as_ref().is_some_and(|c| c.staff.is_empty()))
    };
    let hint = move || {
        t(match (no_staff(), staffed()) {
            (true, _) => Message::NoStaff,
            (false, false) => Message::ChooseStaff,
            (false, true) => Message::StartText,
        })()
    };
    view! {
        <section class="panel start" aria-labelledby="start-title">
            <div>
                <h2 id="start-title">{t(Message::StartTitle)}</h2>
                <p id="start-hint" class="quiet">
                    {hint}
                </p>
            </div>
            <button
                type="button"
                class="button primary big"
                aria-describedby="start-hint"
                disabled=flag(move || !(desk.ready() && staffed()))
                on:click=move |_| desk.open_reception()
            >
                {t(Message::StartWithCard)}
            </button>
        </section>
    }
}
