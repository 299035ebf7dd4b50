//! 照会番号 that wait to be sent again.

use crate::components::redraw::{flag, text, when};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::reception::PendingInquiryNumber;

/// 照会番号の再送待ち; absent while nothing waits.
#[component]
pub(crate) fn Pending() -> impl IntoView {
    let desk = Desk::here();
    let any = move || desk.pending.with(|list| !list.is_empty());
    let lines = move || {
        desk.pending
            .get()
            .into_iter()
            .map(|waiting| pending_line(desk, waiting))
            .collect_view()
    };
    view! {
        {when(any, move || view! {
            <section class="panel stack" aria-labelledby="pending-title">
                <h2 id="pending-title">{t(Message::PENDING_TITLE)}</h2>
                <ul class="rows plain">{lines}</ul>
            </section>
        }.into_any())}
    }
}

fn pending_line(desk: Desk, pending: PendingInquiryNumber) -> impl IntoView {
    let locale = Locale::here();
    let name = pending.patient_name.expose().clone();
    let number = locale.say_with(
        Message::PATIENT_NUMBER_IS,
        &[("number", pending.reference_number.expose())],
    );
    let reason = match pending.last_problem {
        None => locale.say(Message::PENDING_NOT_TRIED),
        Some(code) => {
            let shown = locale.say_with(Message::ERROR_CODE_IS, &[("code", code.code())]);
            [code.wording(locale.language()).cause, " ", &shown].concat()
        }
    };
    let whose = name.clone();
    let label = text(move || [locale.say(Message::SEND_AGAIN), whose.clone()].join(": "));
    view! {
        <li>
            <div>
                <p class="who">{name}</p>
                <p class="about">
                    <span class="number">{number}</span>
                    <span>{reason}</span>
                </p>
            </div>
            <button
                type="button"
                class="button"
                aria-label=label
                disabled=flag(move || !desk.ready())
                on:click=move |_| desk.send_again(pending.clone())
            >
                {t(Message::SEND_AGAIN)}
            </button>
        </li>
    }
}
