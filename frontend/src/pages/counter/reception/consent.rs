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
use madoguchi_shared::date::Day;

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
        State::Noting(draft) if draft.consent_date.is_none() => working(Message::CONSENT_REFUSAL_NOTING),
        State::Noting(_) => working(Message::CONSENT_NOTING),
        State::Failed(code, ..) => vec![
            Part::Title(Message::CONSENT_FAILED.into()),
            Part::Text(not_registered(*code)),
            Part::Problem(*code, may_retry(*code)),
            Part::Actions(vec![on(!may_retry(*code))]),
        ],
        State::NotNoted(code, draft) => {
            let (title, text) = not_noted(draft.consent_date);
            vec![
                Part::Title(title.into()),
                Part::Text(text.into()),
                Part::Problem(*code, code.retryable()),
                Part::Actions(vec![on(!code.retryable())]),
            ]
        }
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

fn not_registered(code: ErrorCode) -> Say {
    let mut said = vec![Message::CONSENT_FAILED_TEXT.into()];
    if code == ErrorCode::NonceInvalid {
        said.push(Message::CONSENT_TOO_LATE.into());
    }
    Say::Line(" ", said)
}

/// What the chart has not: the consent that was registered that day; `None`: a refusal that was not.
fn not_noted(registered: Option<Day>) -> (Message, Message) {
    match registered {
        Some(_) => (Message::CONSENT_NOT_NOTED, Message::CONSENT_NOT_NOTED_TEXT),
        None => (
            Message::CONSENT_REFUSAL_NOT_NOTED,
            Message::CONSENT_REFUSAL_NOT_NOTED_TEXT,
        ),
    }
}

/// `held`: what holds, whatever became of a later asking.
fn stood(end: End, held: Option<Held>) -> Sheet {
    let notice = |said: Say| {
        let mut said = vec![Part::Notice(said)];
        if let Some(held) = held {
            said.push(Part::Text(holds(held)));
            said.extend(match held.on_chart {
                OnChart::Noted => Some(Part::Quiet(Message::CONSENT_ON_CHART.into())),
                OnChart::LeftOff => Some(Part::Text(not_noted(held.consent_date).1.into())),
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
        End::RefusalNoted => notice(Message::CONSENT_FAILED.into()),
        End::NotNoted(_) => notice(Message::CONSENT_NOT_NOTED.into()),
        End::NotRegistered(code, _) => notice(not_registered(code)),
        End::Unanswered => notice(Message::CONSENT_UNANSWERED.into()),
        End::StaffWanted => notice(Message::CONSENT_STAFF_WANTED.into()),
        End::LeftOut => notice(Message::CONSENT_LEFT_OUT.into()),
        End::TooLate => notice(Say::Line(
            " ",
            vec![
                Message::CONSENT_TOO_LATE.into(),
                Message::CONSENT_EARLIER_HOLDS.into(),
            ],
        )),
    }
}

/// Of what the backend has not only what is refused: the rest is not given by it.
fn holds(held: Held) -> Say {
    let refused = [
        (Message::CONSENT_MEDICATIONS, held.choice.medications),
        (Message::CONSENT_CHECKUPS, held.choice.checkups),
    ];
    let refused = refused.into_iter().filter(|(_, given)| !given);
    Say::Line(
        ": ",
        match held.consent_date {
            Some(_) => vec![Message::CONSENT_HELD.into(), chosen(held.choice)],
            None => vec![
                Message::CONSENT_REFUSED.into(),
                Say::Line(" / ", refused.map(|(what, _)| what.into()).collect()),
            ],
        },
    )
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
