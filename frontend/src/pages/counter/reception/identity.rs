//! 本人確認 at the counter.

use super::face::{self, Shown};
use super::parts::ActButton;
use super::sheet::{Button, Part, Say, Sheet, act};
use super::step::{by_numbers, failed, working};
use crate::api::Fault;
use crate::components::redraw::when;
use crate::components::{Early, ProblemPanel};
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
use madoguchi_shared::bridge::face::FaceWay;

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
        State::InspectingCard(_)
        | State::OpeningFace(_)
        | State::OpeningPin(_)
        | State::AssertingByEye(..) => working(Message::CHECKING_CARD),
        State::Facing(entry) => vec![
            Part::Title(face::title(entry.stage).into()),
            face::later(Shown::Facing(Box::new(entry))),
        ],
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
    let mut sheet = vec![
        Part::Title(Message::WAY_TITLE.into()),
        Part::Text(Message::WAY_TEXT.into()),
    ];
    sheet.extend(face::why(ways));
    sheet.push(tries(ways.pin));
    match ways.face {
        FaceWay::Open => {}
        FaceWay::NotInstalled => sheet.push(Part::Quiet(Message::FACE_NOT_INSTALLED.into())),
        FaceWay::SwitchedOff => sheet.push(Part::Quiet(Message::FACE_SWITCHED_OFF.into())),
    }
    sheet.push(patient_screen_missing());
    let open = [
        ways.face_is_open().then(|| act(Act::UseFace, Message::WAY_FACE)),
        ways.pin_is_open().then(|| act(Act::UsePin, Message::WAY_PIN)),
        Some(act(Act::UseByEye, Message::WAY_BY_EYE)),
    ];
    let mut buttons: Vec<Button> = open.into_iter().flatten().collect();
    // The first that is open stands out.
    buttons[0].primary = true;
    sheet.push(Part::Actions(buttons));
    sheet
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
    let mut sheet = vec![Part::DescribedTitle(title.into(), PIN_SAID)];
    sheet.extend(face::why(&entry.ways));
    sheet.extend([
        Part::Text(Message::PIN_TEXT.into()),
        Part::Live(PIN_SAID, said),
        patient_screen_missing(),
        Part::Actions(vec![act(Act::UseByEye, Message::WAY_BY_EYE)]),
    ]);
    sheet
}

/// What the heading of PIN entry is described by.
const PIN_SAID: &str = "pin-said";

fn by_eye(ways: &Ways) -> Sheet {
    let (face_open, usable) = (ways.face_is_open(), ways.pin_is_open());
    let mut sheet = vec![Part::Title(Message::BY_EYE_TITLE.into())];
    sheet.extend(face::why(ways));
    if !usable {
        sheet.push(tries(ways.pin));
    }
    sheet.push(Part::Text(Message::BY_EYE_TEXT.into()));
    let pictures = ways.pictures.clone();
    sheet.extend(pictures.map(|face_request| face::later(Shown::Pictures(face_request))));
    let load = move || lazy!(decide_by_eye(face_open, usable));
    sheet.push(Part::View(Box::new(move || {
        lazy::part(Message::BY_EYE_TITLE, load)
    })));
    sheet
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(by_eye, fallible, wasm_split_path = leptos::wasm_split)
)]
fn decide_by_eye(face_open: bool, usable: bool) -> Drawn {
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
    let other_way = move |act, text: Message| view! { <ActButton act text early=early /> }.into_any();
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
            {face_open.then(|| other_way(Act::UseFace, Message::WAY_FACE))}
            {usable.then(|| other_way(Act::UsePin, Message::WAY_PIN))}
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
pub(super) fn patient_screen_missing() -> Part {
    Part::View(Box::new(|| {
        let desk = Runner::here().desk();
        let missing = move || desk.live.patient_screen.get() == Presence::Absent;
        let said = when(missing, move || {
            view! { <p class="notice">{t(Message::PIN_NO_SCREEN)}</p> }.into_any()
        });
        view! { {said} }.into_any()
    }))
}
