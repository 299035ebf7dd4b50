//! 本人確認 at the counter.

use super::parts::{ActButton, Working, failed, too_early};
use crate::api::Fault;
use crate::components::redraw::{text, when};
use crate::components::{Heading, ProblemPanel};
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
        State::FetchingNonce(_) => view! { <Working message=Message::CHECKING_BACKEND /> }.into_any(),
        State::InspectingCard(_) | State::OpeningPin(_) | State::AssertingByEye(..) => {
            view! { <Working message=Message::CHECKING_CARD /> }.into_any()
        }
        State::ChoosingWay(ways) => choosing_way(&ways).into_any(),
        State::EnteringPin(entry) => entering_pin(&entry).into_any(),
        State::ComparingByEye(ways) => by_eye(&ways).into_any(),
        State::Failed(code, Remedy::TakeCardAway(_)) => taken_away_first(code).into_any(),
        State::Failed(code, Remedy::StartWithCard(_)) => failed(code, Message::PHASE_IDENTITY).into_any(),
    }
}

fn waiting(hint: Option<ErrorCode>) -> impl IntoView {
    let runner = Runner::here();
    // That there is no reader is said beside the readers; a card that another program holds is waited for here.
    let fault = move || {
        let in_use = runner.desk().live.readers.with(|readers| {
            let mut cards = readers.list.iter().filter_map(|reader| reader.card.as_ref());
            cards.any(|card| card.in_use)
        });
        let in_use = in_use.then_some(ErrorCode::CardInUse);
        in_use.or(hint).map(Fault::from)
    };
    view! {
        <Heading inner=true text=Message::WAIT_CARD_TITLE />
        <p>{t(Message::WAIT_CARD_TEXT)}</p>
        <ProblemPanel fault=Signal::derive(fault) />
    }
}

fn choosing_card(there: Vec<Card>) -> impl IntoView {
    let locale = Locale::here();
    let (title, said) = if there.len() == 1 {
        (Message::LEFT_CARD_TITLE, Message::LEFT_CARD_TEXT)
    } else {
        (Message::CHOOSE_CARD_TITLE, Message::CHOOSE_CARD_TEXT)
    };
    let buttons = there
        .into_iter()
        .map(|card| {
            let reader = card.reader;
            let text = text(move || locale.say_with(Message::USE_READER, &[("reader", &reader)]));
            view! { <ActButton act=Act::UseCard(card.presence) text=text /> }
        })
        .collect_view();
    view! {
        <Heading inner=true text=title />
        <p>{t(said)}</p>
        <div class="actions">{buttons}</div>
    }
}

fn choosing_way(ways: &Ways) -> impl IntoView + use<> {
    view! {
        <Heading inner=true text=Message::WAY_TITLE />
        <p>{t(Message::WAY_TEXT)}</p>
        {tries(ways.pin)}
        <p class="quiet">{t(Message::FACE_NOT_INSTALLED)}</p>
        <PatientScreenMissing />
        <div class="actions">
            <ActButton act=Act::UsePin text=Message::WAY_PIN primary=true />
            <ActButton act=Act::UseByEye text=Message::WAY_BY_EYE />
        </div>
    }
}

fn tries(pin: PinAvailability) -> impl IntoView {
    let locale = Locale::here();
    match pin {
        PinAvailability::Tries(count) => {
            let text =
                text(move || locale.say_with(Message::PIN_TRIES_LEFT, &[("count", &count.to_string())]));
            view! { <p class=if count == 1 { "notice" } else { "" }>{text}</p> }.into_any()
        }
        PinAvailability::Unusable => {
            view! { <p class="notice">{t(Message::BY_EYE_PIN_UNUSABLE)}</p> }.into_any()
        }
    }
}

fn entering_pin(entry: &PinEntry) -> impl IntoView + use<> {
    let wrong = entry.wrong;
    let title = if entry.checking {
        Message::CHECKING_CARD
    } else {
        Message::PIN_TITLE
    };
    view! {
        <Heading inner=true text=title described_by="pin-said" />
        <p>{t(Message::PIN_TEXT)}</p>
        <div id="pin-said" aria-live="polite">
            {wrong.then(|| view! { <p class="notice">{t(Message::PIN_WAS_WRONG)}</p> })}
            {tries(PinAvailability::Tries(entry.tries_left))}
        </div>
        <PatientScreenMissing />
        <div class="actions">
            <ActButton act=Act::UseByEye text=Message::WAY_BY_EYE />
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
        Some(name) => locale.say_with(Message::BY_EYE_WHO, &[("name", &name)]),
        None => locale.say(Message::BY_EYE_CHOOSE_STAFF),
    };
    // This step comes by a press of the receptionist or of the patient: the next one must be meant for it.
    let early = too_early();
    let confirm = move || {
        let id = desk.staff.get();
        view! {
            <ActButton
                act=Act::ConfirmByEye(id.clone().unwrap_or_default())
                text=Message::BY_EYE_CONFIRM
                primary=true
                disabled=Signal::derive(move || id.is_none() || early.get())
            />
        }
    };
    let usable = matches!(pin, PinAvailability::Tries(_));
    view! {
        <Heading inner=true text=Message::BY_EYE_TITLE />
        {(!usable).then(|| tries(pin))}
        <p>{t(Message::BY_EYE_TEXT)}</p>
        <p>{said}</p>
        <div class="actions">
            {usable
                .then(|| {
                    view! {
                        <ActButton act=Act::UsePin text=Message::WAY_PIN disabled=early />
                    }
                })}
            <ActButton
                act=Act::RefuseByEye
                text=Message::BY_EYE_REFUSE
                disabled=early
            />
            {confirm}
        </div>
    }
}

fn taken_away_first(code: ErrorCode) -> impl IntoView {
    let fault = Signal::stored(Some(Fault::from(code)));
    view! {
        <Heading inner=true text=Message::PHASE_IDENTITY />
        <ProblemPanel fault />
        <p>{t(Message::TAKE_AWAY_FIRST)}</p>
    }
}

/// Says so when the patient has no screen to go on with.
#[component]
fn PatientScreenMissing() -> impl IntoView {
    let desk = Runner::here().desk();
    let missing = move || desk.live.patient_screen.get() == Presence::Absent;
    view! {
        {when(missing, move || view! {
            <p class="notice">{t(Message::PIN_NO_SCREEN)}</p>
        }.into_any())}
    }
}
