//! Covers the opened reception when nobody is at the desk (D11).

use crate::components::redraw::{flag, when};
use crate::components::{StaffPicker, take_focus};
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use crate::{browser, clock};
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;

/// So long without a touch, ms.
const IDLE_MS: i64 = 120_000;
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What it holds is out of sight and out of reach while covered; nothing entered in it is lost.
#[component]
pub(super) fn IdleLock(
    /// The reception.
    children: Children,
) -> impl IntoView {
    let desk = Desk::here();
    let touched_ms = StoredValue::new(clock::now_ms());
    let touch = move || touched_ms.set_value(clock::now_ms());
    let handles = [
        window_event_listener(ev::pointerdown, move |_| touch()),
        window_event_listener(ev::pointermove, move |_| touch()),
        window_event_listener(ev::keydown, move |_| touch()),
    ];
    let look = move || {
        // Once: covering anew would forget who has just been chosen to go on.
        if !desk.covered.get_untracked() && clock::now_ms() - touched_ms.get_value() >= IDLE_MS {
            desk.covered.set(true);
        }
    };
    browser::every(LOOK_EVERY, look);
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
    });
    // Whoever comes back says who they are.
    Effect::new(move || {
        if desk.covered.get() {
            desk.choose_staff(None);
            desk.cover_printing();
        }
    });
    view! {
        <div hidden=flag(move || desk.covered.get())>{children()}</div>
        {when(move || desk.covered.get(), move || view! {
            <Cover />
        }.into_any())}
    }
}

#[component]
fn Cover() -> impl IntoView {
    let desk = Desk::here();
    let uncover = move || {
        desk.covered.set(false);
        browser::focus(".reception .step h3[tabindex]");
    };
    view! {
        <section class="panel stack cover" aria-labelledby="lock-title">
            <h2 id="lock-title" tabindex="-1" use:take_focus>
                {t(Message::LOCK_TITLE)}
            </h2>
            <p>{t(Message::LOCK_TEXT)}</p>
            <StaffPicker id="staff-unlock" />
            <button
                type="button"
                class="button primary"
                disabled=flag(move || desk.staff.get().is_none())
                on:click=move |_| uncover()
            >
                {t(Message::UNLOCK)}
            </button>
        </section>
    }
}
