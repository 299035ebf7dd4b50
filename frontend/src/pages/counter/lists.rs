//! Today's receptions and the 照会番号 that wait. Neither shows a scheme (D11).

use crate::clock;
use crate::components::redraw::{flag, redraw, when};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::reception::{
    InquiryNumberStatus, PendingInquiryNumber, ReceptionEntry, ReceptionStatus,
};
use madoguchi_shared::identity::IdentityMethod;

/// 本日の受付
#[component]
pub(super) fn Today() -> impl IntoView {
    let desk = Desk::here();
    let empty = move || desk.receptions.with(Vec::is_empty);
    let lines = redraw(move || {
        desk.receptions
            .get()
            .into_iter()
            .map(|entry| line(desk, &entry))
            .collect_view()
            .into_any()
    });
    view! {
        <section class="panel stack" aria-labelledby="today-title">
            <h2 id="today-title">{t(Message::TodayTitle)}</h2>
            {when(empty, move || view! {
                <p class="quiet">{t(Message::TodayEmpty)}</p>
            }.into_any())}
            <ol class="rows">{lines}</ol>
        </section>
    }
}

fn line(desk: Desk, entry: &ReceptionEntry) -> impl IntoView + use<> {
    let locale = Locale::here();
    let name = entry.patient_name.as_ref().map(|name| name.expose().clone());
    let name = name.unwrap_or_else(|| locale.say(Message::NameNotKnown));
    let number = entry
        .patient_number
        .as_ref()
        .map(|number| locale.say_with(Message::PatientNumberIs, &[("number", number.expose())]));
    let way = entry.identified_by.map(|method| t(way(method)));
    let pending = entry.inquiry_number == Some(InquiryNumberStatus::Pending);
    let (class, status) = status(entry.status);
    let open = !entry.finished;
    let order = entry.number;
    let time = clock::tokyo_time(entry.opened_at_ms);
    view! {
        <li>
            <span class="order number">{order}</span>
            <div>
                <p class="who">{name}</p>
                <p class="about">
                    <span class="number">{time}</span>
                    <span class=class>{t(status)}</span>
                    <span>{way}</span>
                    <span class="number">{number}</span>
                    {pending.then(|| view! { <span class="state warn">{t(Message::InquiryPending)}</span> })}
                </p>
            </div>
            {open
                .then(|| {
                    let entry = entry.clone();
                    view! {
                        <button
                            type="button"
                            class="button"
                            disabled=flag(move || !desk.ready())
                            on:click=move |_| desk.draw(Some(entry.clone()))
                        >
                            {t(Message::OpenReception)}
                        </button>
                    }
                })}
        </li>
    }
}

/// 照会番号の再送待ち; absent while nothing waits.
#[component]
pub(super) fn Pending() -> impl IntoView {
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
                <h2 id="pending-title">{t(Message::PendingTitle)}</h2>
                <ul class="rows plain">{lines}</ul>
            </section>
        }.into_any())}
    }
}

fn pending_line(desk: Desk, pending: PendingInquiryNumber) -> impl IntoView {
    let locale = Locale::here();
    let name = pending.patient_name.expose().clone();
    let number = locale.say_with(
        Message::PatientNumberIs,
        &[("number", pending.reference_number.expose())],
    );
    let reason = match pending.last_problem {
        None => locale.say(Message::PendingNotTried),
        Some(code) => {
            let shown = locale.say_with(Message::ErrorCodeIs, &[("code", code.code())]);
            [code.wording(locale.language()).cause, " ", &shown].concat()
        }
    };
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
                disabled=flag(move || !desk.ready())
                on:click=move |_| desk.send_again(pending.clone())
            >
                {t(Message::SendAgain)}
            </button>
        </li>
    }
}

fn status(status: ReceptionStatus) -> (&'static str, Message) {
    match status {
        ReceptionStatus::Open => ("state warn", Message::StatusOpen),
        ReceptionStatus::Received => ("state good", Message::StatusReceived),
        ReceptionStatus::Ended => ("state", Message::StatusEnded),
    }
}

fn way(method: IdentityMethod) -> Message {
    match method {
        IdentityMethod::Face => Message::ByFace,
        IdentityMethod::Pin => Message::ByPin,
        IdentityMethod::ByEye => Message::ByEye,
    }
}
