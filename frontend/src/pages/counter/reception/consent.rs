//! F02 at the counter: what the patient is being asked, and below every step in which they can be asked how the consent stands.

use super::sheet::{self, Button, Part, Say, Sheet, act};
use super::step::working;
use crate::components::redraw::{Redraw, redraw};
use crate::locale::t;
use crate::runner::{ConsentStands, Runner};
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
            Part::Text(not_registered(*code, Message::CONSENT_FAILED_TEXT)),
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
        ConsentStands {
            may_ask: false,
            end: None,
            ..
        } => ().into_any(),
        ConsentStands {
            may_ask,
            end,
            held,
            ahead,
            refused,
        } => {
            let said = end.map_or_else(
                || vec![Part::Text(Message::CONSENT_OFFER.into())],
                |end| stood(end, held, ahead, refused),
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

/// Why an answer is not registered, and what to do where it is too late for that.
fn not_registered(code: ErrorCode, said: Message) -> Say {
    let late = (code == ErrorCode::NonceInvalid).then_some(Message::CONSENT_TOO_LATE);
    let said = std::iter::once(said).chain(late);
    Say::Line(" ", said.map(Say::from).collect())
}

/// What the chart has not: the answer that was registered that day; `None`: only what was refused.
fn not_noted(registered: Option<Day>) -> (Message, Message) {
    match registered {
        Some(_) => (Message::CONSENT_NOT_NOTED, Message::CONSENT_NOT_NOTED_TEXT),
        None => (
            Message::CONSENT_REFUSAL_NOT_NOTED,
            Message::CONSENT_REFUSAL_NOT_NOTED_TEXT,
        ),
    }
}

/// `held`: the consent that holds, whatever became of a later asking; `ahead`: where what is refused in it is; `refused`: what was
/// refused since, and is not registered.
fn stood(end: End, held: Option<Held>, ahead: Option<OnChart>, refused: Option<Held>) -> Sheet {
    let notice = |said: Say| {
        let mut said = vec![Part::Notice(said)];
        if let Some(held) = held {
            let holds = vec![Message::CONSENT_HELD.into(), chosen(held.choice)];
            said.push(Part::Text(Say::Line(": ", holds)));
            said.extend(match held.on_chart {
                OnChart::Noted => Some(Part::Quiet(Message::CONSENT_ON_CHART.into())),
                OnChart::LeftOff => Some(Part::Text(Message::CONSENT_NOT_NOTED_TEXT.into())),
                OnChart::Due => beforehand(ahead),
            });
        }
        if let Some(refused) = refused {
            said.push(Part::Text(without(refused.choice)));
            said.push(match refused.on_chart {
                OnChart::Noted => Part::Quiet(Message::CONSENT_ON_CHART.into()),
                OnChart::LeftOff => Part::Text(Message::CONSENT_REFUSAL_NOT_NOTED_TEXT.into()),
                OnChart::Due => Part::Quiet(Message::CONSENT_DUE.into()),
            });
        }
        said
    };
    match end {
        End::Registered(receipt) => {
            let mut said = vec![Part::Text(chosen(receipt.choice))];
            if receipt.choice == ConsentChoice::NOTHING && ahead == Some(OnChart::Noted) {
                // Nothing of it is to come.
                said.push(Part::Quiet(Message::CONSENT_NOTED.into()));
            } else {
                said.push(Part::Quiet(Message::CONSENT_REGISTERED.into()));
                said.extend(beforehand(ahead));
            }
            said
        }
        End::Noted(receipt) => vec![
            Part::Text(chosen(receipt.choice)),
            Part::Quiet(Message::CONSENT_NOTED.into()),
        ],
        End::RefusalNoted => notice(Message::CONSENT_FAILED.into()),
        End::NotNoted(_, registered) => notice(not_noted(registered).0.into()),
        End::NotRegistered(code, _) => notice(not_registered(code, Message::CONSENT_NOT_REGISTERED)),
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

/// What became of the refusals that go onto the chart before the rest does.
fn beforehand(ahead: Option<OnChart>) -> Option<Part> {
    match ahead {
        Some(OnChart::Noted) => Some(Part::Quiet(Message::CONSENT_AHEAD.into())),
        Some(OnChart::LeftOff) => Some(Part::Text(Message::CONSENT_REFUSAL_NOT_NOTED_TEXT.into())),
        Some(OnChart::Due) | None => None,
    }
}

/// 同意しなかった情報: 薬剤情報 / 健診情報
fn without(choice: ConsentChoice) -> Say {
    let kinds = [
        (Message::CONSENT_MEDICATIONS, choice.medications),
        (Message::CONSENT_CHECKUPS, choice.checkups),
    ];
    let refused = kinds.into_iter().filter(|(_, given)| !given);
    let refused = refused.map(|(what, _)| what.into()).collect();
    Say::Line(
        ": ",
        vec![Message::CONSENT_REFUSED.into(), Say::Line(" / ", refused)],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawn::html;
    use madoguchi_shared::backend::records::ConsentReceipt;
    use madoguchi_shared::{Facility, Language};

    const YES_NO: ConsentChoice = ConsentChoice {
        medications: true,
        checkups: false,
    };

    fn said(end: End, held: Option<OnChart>, refused: Option<OnChart>) -> String {
        let of = |choice, on_chart: Option<OnChart>| on_chart.map(|on_chart| Held { choice, on_chart });
        let stands = move || {
            sheet::draw(stood(
                end,
                of(YES_NO, held),
                None,
                of(ConsentChoice::NOTHING, refused),
            ))
            .into_any()
        };
        html(Facility::Clinic, Language::Ja, |_| {}, stands)
    }

    #[test]
    fn a_refusal_that_is_not_registered_says_where_it_is() {
        let end = End::NotRegistered(ErrorCode::BackendUnavailable, ConsentChoice::NOTHING);
        for (on_chart, there) in [
            (OnChart::Due, "受付の登録のあとにカルテに記録します。"),
            (OnChart::Noted, "カルテに記録しています。"),
            (OnChart::LeftOff, "その情報をまだ閲覧できることがあります。"),
        ] {
            let said = said(end, None, Some(on_chart));
            assert!(said.contains("いまの回答は登録されていません。"), "{said}");
            assert!(said.contains("同意しなかった情報: 薬剤情報 / 健診情報"), "{said}");
            assert!(said.contains(there), "{said}");
            assert!(!said.contains("続いている回答"), "{said}");
        }
    }

    #[test]
    fn a_refusal_that_is_registered_says_where_it_is_before_the_chart_is_confirmed() {
        let receipt = ConsentReceipt {
            choice: YES_NO,
            consent_date: Day::in_tokyo(0),
        };
        let said = |ahead| {
            let stands = move || sheet::draw(stood(End::Registered(receipt), None, ahead, None)).into_any();
            html(Facility::Clinic, Language::Ja, |_| {}, stands)
        };
        let noted = said(Some(OnChart::Noted));
        assert!(
            noted.contains("「同意なし」はもうカルテに記録しています。"),
            "{noted}"
        );
        let left_off = said(Some(OnChart::LeftOff));
        assert!(left_off.contains("閲覧できることがあります。"), "{left_off}");
        for ahead in [None, Some(OnChart::Due)] {
            assert!(!said(ahead).contains("「同意なし」"));
        }
        // Also after an asking that came to nothing.
        let held = Held {
            choice: YES_NO,
            on_chart: OnChart::Due,
        };
        let stands =
            move || sheet::draw(stood(End::Unanswered, Some(held), Some(OnChart::LeftOff), None)).into_any();
        let later = html(Facility::Clinic, Language::Ja, |_| {}, stands);
        assert!(later.contains("閲覧できることがあります。"), "{later}");
    }

    #[test]
    fn that_an_earlier_answer_holds_is_not_said_of_what_was_answered_too_late() {
        let end = End::NotRegistered(ErrorCode::NonceInvalid, ConsentChoice::NOTHING);
        let late = said(end, None, Some(OnChart::Noted));
        assert!(
            late.contains("カードをもう一度置いてもらってください。"),
            "{late}"
        );
        assert!(!late.contains("それが続きます"), "{late}");
        assert!(said(End::TooLate, Some(OnChart::Noted), None).contains("それが続きます"));
    }

    #[test]
    fn what_the_chart_did_not_take_is_told_apart() {
        for (registered, words) in [
            (Some(Day::in_tokyo(0)), "同意をカルテに記録できませんでした"),
            (None, "「同意なし」をカルテに記録できませんでした"),
        ] {
            let said = said(End::NotNoted(ErrorCode::Internal, registered), None, None);
            assert!(said.contains(words), "{said}");
        }
    }
}
