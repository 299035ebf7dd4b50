//! 本日の受付: where each reception stands, what it waits for, and which are shown.

use crate::clock;
use crate::components::redraw::{flag, redraw, text, when};
use crate::desk::Desk;
use crate::lazy;
use crate::locale::{Locale, t};
use crate::pages::counter::print;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::reception::{InquiryNumberStatus, ReceptionEntry, ReceptionStatus, WaitingFor};
use madoguchi_shared::identity::IdentityMethod;

/// 本日の受付
#[component]
pub(crate) fn Today() -> impl IntoView {
    let desk = Desk::here();
    let shown = RwSignal::new(Shown::All);
    let none = move || {
        desk.receptions
            .with(|all| !all.iter().any(|entry| shown.get().has(entry)))
    };
    let empty = move || desk.book_known.get() && none();
    let lines = redraw(move || {
        let mut entries = desk.receptions.get();
        entries.retain(|entry| shown.get().has(entry));
        entries
            .iter()
            .map(|entry| line(desk, entry))
            .collect_view()
            .into_any()
    });
    let filters = Shown::ALL.map(|one| filter(desk, shown, one)).collect_view();
    view! {
        <section class="panel stack" aria-labelledby="today-title">
            <h2 id="today-title">{t(Message::TODAY_TITLE)}</h2>
            <div class="filters" role="group" aria-label=t(Message::FILTER_LABEL)>
                {filters}
            </div>
            {when(empty, move || view! {
                <p class="quiet">{t(Message::TODAY_EMPTY)}</p>
            }.into_any())}
            <ol class="rows">{lines}</ol>
        </section>
    }
}

/// Which receptions are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Every one of today, and what is open of earlier days.
    All,
    /// Somebody has to do something yet.
    Open,
    Received,
    Ended,
}

impl Shown {
    const ALL: [Self; 4] = [Self::All, Self::Open, Self::Received, Self::Ended];

    fn has(self, entry: &ReceptionEntry) -> bool {
        match self {
            Self::All => true,
            Self::Open => !entry.finished,
            Self::Received => entry.status == ReceptionStatus::Received,
            Self::Ended => entry.status == ReceptionStatus::Ended,
        }
    }

    fn name(self) -> Message {
        match self {
            Self::All => Message::FILTER_ALL,
            Self::Open => Message::FILTER_OPEN,
            Self::Received => Message::STATUS_RECEIVED,
            Self::Ended => Message::STATUS_ENDED,
        }
    }
}

fn filter(desk: Desk, shown: RwSignal<Shown>, one: Shown) -> AnyView {
    let locale = Locale::here();
    let said = text(move || {
        let count = desk
            .receptions
            .with(|all| all.iter().filter(|entry| one.has(entry)).count());
        [&locale.say(one.name()), " ", &count.to_string()].concat()
    });
    let pressed = text(move || (shown.get() == one).to_string());
    view! {
        <button type="button" class="button" aria-pressed=pressed on:click=move |_| shown.set(one)>
            {said}
        </button>
    }
    .into_any()
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
    let completed = entry.completed_at_ms.is_some();
    let open = !entry.finished;
    let received = entry.status == ReceptionStatus::Received;
    let waiting = entry.waiting_for.filter(|_| open).map(|what| t(waiting(what)));
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
                    <span>{waiting}</span>
                    <span>{way}</span>
                    <span class="number">{number}</span>
                    {completed.then(|| view! { <span class="state good">{t(Message::BULK_COMPLETED_LATER)}</span> })}
                    {pending.then(|| view! { <span class="state warn">{t(Message::INQUIRY_PENDING)}</span> })}
                </p>
            </div>
            <div class="actions">
            {received.then(|| printing(desk, entry))}
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
            </div>
        </li>
    }
}

/// For what is printed once more; nothing is looked up before it is asked for.
fn printing(desk: Desk, entry: &ReceptionEntry) -> AnyView {
    let locale = Locale::here();
    let id = ["print-", &entry.reception].concat();
    let (from, order) = (id.clone(), entry.number.to_string());
    let label = text(move || locale.say_with(Message::PRINT_LINE, &[("number", &order)]));
    let entry = entry.clone();
    let press = move |_| {
        let entry = entry.clone();
        desk.print(from.clone(), move || lazy!(print::entry(entry.clone())));
    };
    view! {
        <button type="button" id=id class="button" aria-label=label on:click=press>
            {t(Message::PRINT)}
        </button>
    }
    .into_any()
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

fn waiting(what: WaitingFor) -> Message {
    match what {
        WaitingFor::Patient => Message::WAITING_PATIENT,
        WaitingFor::Counter => Message::WAITING_COUNTER,
        WaitingFor::Answer => Message::WAITING_ANSWER,
        WaitingFor::Questionnaire => Message::WAITING_QUESTIONNAIRE,
        WaitingFor::Card => Message::WAITING_CARD,
    }
}
