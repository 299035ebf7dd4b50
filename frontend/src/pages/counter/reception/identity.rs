//! 本人確認 at the counter.

use super::parts::{ActButton, Early};
use super::sheet::{Part, Say, Sheet, act};
use super::step::{by_numbers, failed, working};
use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::when;
use crate::lazy;
use crate::lazy::{Drawn, drawn};
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
pub(super) fn sheet(state: State) -> Sheet {
    match state {
        State::WaitingForCard(hint) => vec![
            Part::Title(Message::WAIT_CARD_TITLE.into()),
            Part::Text(Message::WAIT_CARD_TEXT.into()),
            Part::View(Box::new(move || waiting(hint).into_any())),
            Part::Actions(vec![by_numbers()]),
        ],
        State::ChoosingCard(there) => choosing_card(there),
        State::FetchingNonce(_) => working(Message::CHECKING_BACKEND),
        State::InspectingCard(_) | State::OpeningPin(_) | State::AssertingByEye(..) => {
            working(Message::CHECKING_CARD)
        }
        State::ChoosingWay(ways) => choosing_way(&ways),
        State::EnteringPin(entry) => entering_pin(&entry),
        State::ComparingByEye(ways) => by_eye(&ways),
        State::Failed(code, Remedy::TakeCardAway(_)) => vec![
            Part::Title(Message::FAILED_IDENTITY.into()),
            Part::Problem(code, false),
            Part::Text(Message::TAKE_AWAY_FIRST.into()),
            Part::Actions(vec![if code.retryable() {
                by_numbers()
            } else {
                by_numbers().primary()
            }]),
        ],
        State::Failed(code, Remedy::StartWithCard(_)) => {
            failed(code, Message::FAILED_IDENTITY, vec![by_numbers()])
        }
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
    view! { <ProblemPanel fault=Signal::derive(fault) /> }
}

fn choosing_card(there: Vec<Card>) -> Sheet {
    let (title, said) = if there.len() == 1 {
        (Message::LEFT_CARD_TITLE, Message::LEFT_CARD_TEXT)
    } else {
        (Message::CHOOSE_CARD_TITLE, Message::CHOOSE_CARD_TEXT)
    };
    let button = |card: Card| {
        let text = Say::with(Message::USE_READER, "reader", &card.reader);
        act(Act::UseCard(card.presence), text)
    };
    vec![
        Part::Title(title.into()),
        Part::Text(said.into()),
        Part::Actions(there.into_iter().map(button).collect()),
    ]
}

fn choosing_way(ways: &Ways) -> Sheet {
    vec![
        Part::Title(Message::WAY_TITLE.into()),
        Part::Text(Message::WAY_TEXT.into()),
        tries(ways.pin),
        Part::Quiet(Message::FACE_NOT_INSTALLED.into()),
        patient_screen_missing(),
        Part::Actions(vec![
            act(Act::UsePin, Message::WAY_PIN).primary(),
            act(Act::UseByEye, Message::WAY_BY_EYE),
        ]),
    ]
}

fn tries(pin: PinAvailability) -> Part {
    match pin {
        PinAvailability::Tries(count) => {
            let said = Say::with(Message::PIN_TRIES_LEFT, "count", &count.to_string());
            if count == 1 {
                Part::Notice(said)
            } else {
                Part::Text(said)
            }
        }
        PinAvailability::Unusable => Part::Notice(Message::BY_EYE_PIN_UNUSABLE.into()),
    }
}

fn entering_pin(entry: &PinEntry) -> Sheet {
    let title = if entry.checking {
        Message::CHECKING_CARD
    } else {
        Message::PIN_TITLE
    };
    let mut said = Vec::new();
    if entry.wrong {
        said.push(Part::Notice(Message::PIN_WAS_WRONG.into()));
    }
    said.push(tries(PinAvailability::Tries(entry.tries_left)));
    vec![
        Part::DescribedTitle(title.into(), PIN_SAID),
        Part::Text(Message::PIN_TEXT.into()),
        Part::Live(PIN_SAID, said),
        patient_screen_missing(),
        Part::Actions(vec![act(Act::UseByEye, Message::WAY_BY_EYE)]),
    ]
}

/// What the heading of PIN entry is described by.
const PIN_SAID: &str = "pin-said";

fn by_eye(ways: &Ways) -> Sheet {
    let usable = matches!(ways.pin, PinAvailability::Tries(_));
    let mut sheet = vec![Part::Title(Message::BY_EYE_TITLE.into())];
    if !usable {
        sheet.push(tries(ways.pin));
    }
    sheet.push(Part::Text(Message::BY_EYE_TEXT.into()));
    let load = move || lazy!(decide_by_eye(usable));
    sheet.push(Part::View(Box::new(move || {
        lazy::part(Message::BY_EYE_TITLE, load)
    })));
    sheet
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(by_eye, fallible, wasm_split_path = leptos::wasm_split)
)]
fn decide_by_eye(usable: bool) -> Drawn {
    let locale = Locale::here();
    let desk = Runner::here().desk();
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
    let early = Early::begin();
    let confirm = move || {
        let id = desk.staff.get();
        view! {
            <ActButton
                act=Act::ConfirmByEye(id.clone().unwrap_or_default())
                text=Message::BY_EYE_CONFIRM
                primary=true
                disabled=Signal::stored(id.is_none())
                early=early
            />
        }
    };
    let decide = view! {
        <p>{said}</p>
        <div class="actions">
            {usable
                .then(|| {
                    view! {
                        <ActButton act=Act::UsePin text=Message::WAY_PIN early=early />
                    }
                })}
            <ActButton
                act=Act::RefuseByEye
                text=Message::BY_EYE_REFUSE
                early=early
            />
            {confirm}
        </div>
        {early.said()}
    };
    drawn(decide.into_any())
}

/// Says so when the patient has no screen to go on with.
fn patient_screen_missing() -> Part {
    Part::View(Box::new(|| {
        let desk = Runner::here().desk();
        let missing = move || desk.live.patient_screen.get() == Presence::Absent;
        let said = when(missing, move || {
            view! { <p class="notice">{t(Message::PIN_NO_SCREEN)}</p> }.into_any()
        });
        view! { {said} }.into_any()
    }))
}
