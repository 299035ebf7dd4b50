//! Today's receptions and the 照会番号 that wait. Neither shows a scheme (D11).

use crate::clock;
use crate::components::redraw::{flag, redraw, text, when};
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
            <h2 id="today-title">{t(Message::TODAY_TITLE)}</h2>
            {when(empty, move || view! {
                <p class="quiet">{t(Message::TODAY_EMPTY)}</p>
            }.into_any())}
            <ol class="rows">{lines}</ol>
        </section>
    }
}

fn line(desk: Desk, entry: &ReceptionEntry) -> impl IntoView + use<> {
    let locale = Locale::here();
    let name = entry.patient_name.as_ref().map(|name| name.expose().clone());
    let name = name.unwrap_or_else(|| locale.say(Message::NAME_NOT_KNOWN));
    let number = entry
        .patient_number
        .as_ref()
        .map(|number| locale.say_with(Message::PATIENT_NUMBER_IS, &[("number", number.expose())]));
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
                    {pending.then(|| view! { <span class="state warn">{t(Message::INQUIRY_PENDING)}</span> })}
                </p>
            </div>
            {open
                .then(|| {
                    let entry = entry.clone();
                    let label = text(move || {
                        let number = locale.say_with(Message::RECEPTION_NUMBER, &[("number", &order.to_string())]);
                        [locale.say(Message::OPEN_RECEPTION), number].join(": ")
                    });
                    view! {
                        <button
                            type="button"
                            class="button"
                            aria-label=label
                            disabled=flag(move || !desk.may_receive())
                            on:click=move |_| desk.draw(Some(entry.clone()))
                        >
                            {t(Message::OPEN_RECEPTION)}
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

fn status(status: ReceptionStatus) -> (&'static str, Message) {
    match status {
        ReceptionStatus::Open => ("state warn", Message::STATUS_OPEN),
        ReceptionStatus::Received => ("state good", Message::STATUS_RECEIVED),
        ReceptionStatus::Ended => ("state", Message::STATUS_ENDED),
    }
}

fn way(method: IdentityMethod) -> Message {
    match method {
        IdentityMethod::Face => Message::BY_FACE,
        IdentityMethod::Pin => Message::BY_PIN,
        IdentityMethod::ByEye => Message::BY_EYE,
    }
}
