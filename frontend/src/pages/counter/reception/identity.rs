//! 本人確認 at the counter.

use super::parts::{ActButton, StepTitle, Working};
use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::{text, when};
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::cards::Card;
use madoguchi_flow::identify::{PinEntry, Remedy, State, Ways};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_shared::bridge::event::Presence;

/// The step.
pub(super) fn draw(state: State) -> AnyView {
    match state {
        State::WaitingForCard(hint) => waiting(hint).into_any(),
        State::ChoosingCard(there) => choosing_card(there).into_any(),
        State::FetchingNonce(_) => view! { <Working message=Message::CheckingBackend /> }.into_any(),
        State::InspectingCard(_) | State::OpeningPin(_) | State::AssertingByEye(..) => {
            view! { <Working message=Message::CheckingCard /> }.into_any()
        }
        State::ChoosingWay(ways) => choosing_way(&ways).into_any(),
        State::EnteringPin(entry) => entering_pin(&entry).into_any(),
        State::ComparingByEye(ways) => by_eye(&ways).into_any(),
        State::Failed(code, remedy) => failed(code, &remedy).into_any(),
    }
}

fn waiting(hint: Option<ErrorCode>) -> impl IntoView {
    let runner = Runner::here();
    // A reader that is missing or in use is said at once, not waited for in silence.
    let fault = move || {
        let readers = runner.desk().live.readers.get();
        let none = readers.list.is_empty().then_some(ErrorCode::ReaderNone);
        let in_use = readers
            .list
            .iter()
            .filter_map(|reader| reader.card.as_ref())
            .any(|card| card.in_use);
        let in_use = in_use.then_some(ErrorCode::CardInUse);
        readers.problem.or(none).or(in_use).or(hint).map(Fault::from)
    };
    view! {
        <StepTitle text=Signal::derive(t(Message::WaitCardTitle)) />
        <p>{t(Message::WaitCardText)}</p>
        <ProblemPanel fault=Signal::derive(fault) />
    }
}

fn choosing_card(there: Vec<Card>) -> impl IntoView {
    let locale = Locale::here();
    let (title, said) = if there.len() == 1 {
        (Message::LeftCardTitle, Message::LeftCardText)
    } else {
        (Message::ChooseCardTitle, Message::ChooseCardText)
    };
    let buttons = there
        .into_iter()
        .map(|card| {
            let reader = card.reader;
            let text = text(move || locale.say_with(Message::UseReader, &[("reader", &reader)]));
            view! { <ActButton act=Act::UseCard(card.presence) text=text /> }
        })
        .collect_view();
    view! {
        <StepTitle text=Signal::derive(t(title)) />
        <p>{t(said)}</p>
        <div class="actions">{buttons}</div>
    }
}

fn choosing_way(ways: &Ways) -> impl IntoView + use<> {
    view! {
        <StepTitle text=Signal::derive(t(Message::WayTitle)) />
        <p>{t(Message::WayText)}</p>
        {tries(ways.pin)}
        <p class="quiet">{t(Message::FaceNotInstalled)}</p>
        <PatientScreenMissing />
        <div class="actions">
            <ActButton act=Act::UsePin text=Signal::derive(t(Message::WayPin)) primary=true />
            <ActButton act=Act::UseByEye text=Signal::derive(t(Message::WayByEye)) />
        </div>
    }
}

fn tries(pin: PinAvailability) -> impl IntoView {
    let locale = Locale::here();
    match pin {
        PinAvailability::Tries(count) => {
            let text = text(move || locale.say_with(Message::PinTriesLeft, &[("count", &count.to_string())]));
            view! { <p class=if count == 1 { "notice" } else { "" }>{text}</p> }.into_any()
        }
        PinAvailability::Unusable => {
            view! { <p class="notice">{t(Message::ByEyePinUnusable)}</p> }.into_any()
        }
    }
}

fn entering_pin(entry: &PinEntry) -> impl IntoView + use<> {
    let wrong = entry.wrong;
    let title = if entry.checking {
        Message::CheckingCard
    } else {
        Message::PinTitle
    };
    view! {
        <StepTitle text=Signal::derive(t(title)) />
        <p>{t(Message::PinText)}</p>
        <div aria-live="polite">
            {wrong.then(|| view! { <p class="notice">{t(Message::PinWasWrong)}</p> })}
            {tries(PinAvailability::Tries(entry.tries_left))}
        </div>
        <PatientScreenMissing />
        <div class="actions">
            <ActButton act=Act::UseByEye text=Signal::derive(t(Message::WayByEye)) />
        </div>
    }
}

fn by_eye(ways: &Ways) -> impl IntoView + use<> {
    let locale = Locale::here();
    let desk = Runner::here().desk();
    let pin = ways.pin;
    let who = move || {
        let id = desk.staff.get()?;
        desk.configuration.with(|c| {
            c.as_ref()?
                .staff
                .iter()
                .find(|staff| staff.id == id)
                .map(|s| s.name.clone())
        })
    };
    let said = move || match who() {
        Some(name) => locale.say_with(Message::ByEyeWho, &[("name", &name)]),
        None => locale.say(Message::ByEyeChooseStaff),
    };
    let confirm = move || {
        let id = desk.staff.get();
        view! {
            <ActButton
                act=Act::ConfirmByEye(id.clone().unwrap_or_default())
                text=Signal::derive(t(Message::ByEyeConfirm))
                primary=true
                disabled=Signal::derive(move || id.is_none())
            />
        }
    };
    let usable = matches!(pin, PinAvailability::Tries(_));
    view! {
        <StepTitle text=Signal::derive(t(Message::ByEyeTitle)) />
        {(!usable).then(|| tries(pin))}
        <p>{t(Message::ByEyeText)}</p>
        <p>{said}</p>
        <div class="actions">
            {confirm}
            <ActButton act=Act::RefuseByEye text=Signal::derive(t(Message::ByEyeRefuse)) />
            {usable
                .then(|| {
                    view! { <ActButton act=Act::UsePin text=Signal::derive(t(Message::WayPin)) /> }
                })}
        </div>
    }
}

fn failed(code: ErrorCode, remedy: &Remedy) -> impl IntoView + use<> {
    let runner = Runner::here();
    let take_away = matches!(remedy, Remedy::TakeCardAway(_));
    let fault = Signal::stored(Some(Fault::from(code)));
    let retry = Callback::new(move |()| runner.act(Act::Retry));
    view! {
        <StepTitle text=Signal::derive(t(Message::PhaseIdentity)) />
        {if take_away {
            view! {
                <ProblemPanel fault />
                <p>{t(Message::TakeAwayFirst)}</p>
            }
                .into_any()
        } else {
            view! { <ProblemPanel fault on_retry=retry /> }.into_any()
        }}
    }
}

/// Says so when the patient has no screen to go on with.
#[component]
fn PatientScreenMissing() -> impl IntoView {
    let desk = Runner::here().desk();
    let missing = move || desk.live.patient_screen.get() == Presence::Absent;
    view! {
        {when(missing, move || view! {
            <p class="notice">{t(Message::PinNoScreen)}</p>
        }.into_any())}
    }
}
