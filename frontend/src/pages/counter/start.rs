//! The way into a reception.

use crate::browser;
use crate::components::redraw::flag;
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Way;

/// The start buttons, one for each way; they need someone on duty.
#[component]
pub(super) fn Start(
    /// From a reception, not from loading the page.
    came_back: bool,
) -> impl IntoView {
    if came_back {
        // The button that led here is gone. Not the start button: a key held down would press it at once.
        browser::focus("#start-title");
    }
    let desk = Desk::here();
    let staffed = move || desk.staff.get().is_some();
    let no_staff = move || {
        desk.configuration
            .with(|c| c.as_ref().is_some_and(|c| c.staff.is_empty()))
    };
    let hint = move || {
        t(match (no_staff(), staffed()) {
            (true, _) => Message::NO_STAFF,
            (false, false) => Message::CHOOSE_STAFF,
            (false, true) => Message::START_TEXT,
        })()
    };
    let button = |way: Way, said: Message| {
        // Two ways to receive somebody; consent alone is no reception.
        let class = match way {
            Way::Card => "button primary big",
            Way::Numbers => "button big",
            Way::Consent => "button",
        };
        view! {
            <button
                type="button"
                class=class
                aria-describedby="start-hint"
                disabled=flag(move || !desk.may_receive())
                on:click=move |_| desk.open_reception(way)
            >
                {t(said)}
            </button>
        }
    };
    view! {
        <section class="panel start" aria-labelledby="start-title">
            <div>
                <h2 id="start-title" tabindex="-1">
                    {t(Message::START_TITLE)}
                </h2>
                <p id="start-hint" class="quiet">
                    {hint}
                </p>
            </div>
            <div class="actions">
                {button(Way::Card, Message::START_WITH_CARD)}
                {button(Way::Numbers, Message::START_BY_NUMBERS)}
                {button(Way::Consent, Message::START_CONSENT)}
            </div>
        </section>
    }
}
