//! F02 at the counter: what the patient is being asked, and below every step in which they can be asked how the consent stands.

use super::sheet::{self, Button, Part, Say, Sheet, act};
use super::step::working;
use crate::components::redraw::{Redraw, redraw};
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::reception::{Held, OnChart};
use madoguchi_flow::records_viewing::{End, State, may_retry};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::ConsentChoice;

/// The step while it lies over another one.
pub(super) fn sheet(state: &State) -> Sheet {
    match state {
        State::AskingMedications(_) => asking(Message::CONSENT_ASKING_MEDICATIONS.into()),
        State::AskingCheckups(_, medications) => asking(Say::Line(
            " ",
            vec![
                answer(Message::CONSENT_MEDICATIONS, *medications),
                Message::CONSENT_ASKING_CHECKUPS.into(),
            ],
        )),
        State::Registering(..) => working(Message::CONSENT_REGISTERING),
        State::Noting(..) => working(Message::CONSENT_NOTING),
        State::Failed(code, ..) => vec![
            Part::Title(Message::CONSENT_FAILED.into()),
            Part::Text(not_registered(*code).into()),
            Part::Problem(*code, may_retry(*code)),
            Part::Actions(vec![on(!may_retry(*code))]),
        ],
        State::NotNoted(code, ..) => vec![
            Part::Title(Message::CONSENT_NOT_NOTED.into()),
            Part::Text(Message::CONSENT_NOT_NOTED_TEXT.into()),
            Part::Problem(*code, code.retryable()),
            Part::Actions(vec![on(!code.retryable())]),
        ],
    }
}

fn asking(what: Say) -> Sheet {
    vec![
        Part::Title(Message::CONSENT_ASKING_TITLE.into()),
        Part::Live("consent-asked", vec![Part::Text(what)]),
        Part::Actions(vec![act(Act::GoOn, Message::CONSENT_LEAVE_OUT)]),
    ]
}

fn on(primary: bool) -> Button {
    Button {
        primary,
        ..act(Act::GoOn, Message::CONSENT_GO_ON)
    }
}

/// How it stands, and the button to ask; nothing where the patient cannot be asked and was not. A part of a step, which follows
/// what becomes of it.
pub(super) fn offer() -> Part {
    Part::View(Box::new(|| draw().into_any()))
}

fn draw() -> Redraw {
    let runner = Runner::here();
    let stands = runner.consent();
    redraw(move || match stands.get() {
        (false, None, _) => ().into_any(),
        (may_ask, end, held) => {
            let said = end.map_or_else(
                || vec![Part::Text(Message::CONSENT_OFFER.into())],
                |end| stood(end, held),
            );
            let said = Part::Live("consent-stands", said);
            let ask = if end.is_some() {
                Message::CONSENT_ASK_AGAIN
            } else {
                Message::CONSENT_ASK
            };
            let button = may_ask.then(|| Part::Actions(vec![act(Act::AskConsent, ask)]));
            view! {
                <section class="stack consent" aria-labelledby="consent-title">
                    <h3 id="consent-title">{t(Message::CONSENT_TITLE)}</h3>
                    {sheet::draw(std::iter::once(said).chain(button).collect())}
                </section>
            }
            .into_any()
        }
    })
}

fn not_registered(code: ErrorCode) -> Message {
    if code == ErrorCode::NonceInvalid {
        Message::CONSENT_TOO_LATE
    } else {
        Message::CONSENT_FAILED_TEXT
    }
}

/// `held`: the answer that holds, whatever became of a later asking.
fn stood(end: End, held: Option<Held>) -> Sheet {
    let notice = |message: Message| {
        let mut said = vec![Part::Notice(message.into())];
        if let Some(Held { receipt, on_chart }) = held {
            let holds = vec![Message::CONSENT_HELD.into(), chosen(receipt.choice)];
            said.push(Part::Text(Say::Line(": ", holds)));
            said.extend(match on_chart {
                OnChart::Noted => Some(Part::Quiet(Message::CONSENT_ON_CHART.into())),
                OnChart::LeftOff => Some(Part::Text(Message::CONSENT_NOT_NOTED_TEXT.into())),
                OnChart::Due => None,
            });
        }
        said
    };
    match end {
        End::Registered(receipt) => vec![
            Part::Text(chosen(receipt.choice)),
            Part::Quiet(Message::CONSENT_REGISTERED.into()),
        ],
        End::Noted(receipt) => vec![
            Part::Text(chosen(receipt.choice)),
            Part::Quiet(Message::CONSENT_NOTED.into()),
        ],
        End::NotNoted(_) => notice(Message::CONSENT_NOT_NOTED),
        End::NotRegistered(code, _) => notice(not_registered(code)),
        End::Unanswered => notice(Message::CONSENT_UNANSWERED),
        End::StaffWanted => notice(Message::CONSENT_STAFF_WANTED),
        End::LeftOut => notice(Message::CONSENT_LEFT_OUT),
        End::TooLate => notice(Message::CONSENT_TOO_LATE),
    }
}

/// 薬剤情報: 同意あり / 健診情報: 同意なし
pub(super) fn chosen(choice: ConsentChoice) -> Say {
    Say::Line(
        " / ",
        vec![
            answer(Message::CONSENT_MEDICATIONS, choice.medications),
            answer(Message::CONSENT_CHECKUPS, choice.checkups),
        ],
    )
}

fn answer(what: Message, given: bool) -> Say {
    let said = if given {
        Message::CONSENT_YES
    } else {
        Message::CONSENT_NO
    };
    Say::Line(": ", vec![what.into(), said.into()])
}
