//! Covers the opened reception when nobody is at the desk (D11).

use crate::components::redraw::{flag, when};
use crate::components::{StaffPicker, take_focus};
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use crate::{browser, idle};
use leptos::prelude::*;

/// What it holds is out of sight and out of reach while covered; nothing entered in it is lost.
#[component]
pub(super) fn IdleLock(
    /// The reception.
    children: Children,
) -> impl IntoView {
    let desk = Desk::here();
    idle::watch(move || {
        // Once: covering anew would forget who has just been chosen to go on.
        if !desk.covered.get_untracked() {
            desk.covered.set(true);
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
