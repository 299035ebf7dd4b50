//! Ends: received with 診察券, nothing valid, refused, given up.

use super::sheet::{Button, Does, Part, Say, Sheet, act};
use super::step::by_numbers;
use super::{call, other_person};
use crate::components::redraw::text;
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::locale::Locale;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::coverage::{Coverage, NoCoverage, Qualification, Standing};
use madoguchi_flow::inquiry_number::End;
use madoguchi_flow::person::basics;
use madoguchi_flow::reception::{Ending, Received};
use madoguchi_flow::unentrusted_check::Case;
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::{Basis, CallAnswer};
use madoguchi_shared::terms::Term;

/// Received: what to hand over and say.
pub(super) fn received(received: &Received) -> Sheet {
    let mut actions = vec![act(Act::Finish, Message::FINISH).primary()];
    let mut sheet = vec![Part::Title(Message::RECEIVED_TITLE.into())];
    if received.new_chart {
        let received = received.clone();
        sheet.push(Part::Text(Message::RECEIVED_NEW.into()));
        let load = move || lazy!(patient_card(received.clone()));
        sheet.push(Part::View(Box::new(|| {
            lazy::part(Message::RECEPTION_LOADING, load)
        })));
        actions.push(Button {
            does: Does::Print,
            ..act(Act::Finish, Message::PRINT_CARD)
        });
    } else {
        sheet.push(Part::Text(Message::RECEIVED_KNOWN.into()));
    }
    match received.basis {
        Basis::Covered => {}
        Basis::OwnExpense => sheet.push(Part::Notice(Message::OWN_EXPENSE_NOTICE.into())),
        Basis::Unentrusted => sheet.push(Part::Notice(Say::of(
            Message::RECEIVED_UNENTRUSTED,
            Scheme::MedicalAssistance,
        ))),
    }
    match received.inquiry_number {
        Some(End::Registered) => sheet.push(Part::Text(Message::NUMBER_REGISTERED.into())),
        Some(End::Pending(_)) => sheet.push(Part::Notice(Message::NUMBER_PENDING.into())),
        None => {}
    }
    sheet.push(Part::Actions(actions));
    sheet
}

/// 診察券: institution, number, name. Never the scheme (D11). Beside the questionnaire, after which it comes.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(questionnaire, fallible, wasm_split_path = leptos::wasm_split)
)]
fn patient_card(received: Received) -> Drawn {
    let locale = Locale::here();
    let desk = Runner::here().desk();
    let institution = move || {
        desk.configuration
            .with(|c| c.as_ref().map(|c| c.institution_name.clone()).unwrap_or_default())
    };
    let title = text(move || locale.words().word(Term::PatientCard).to_owned());
    let card = view! {
        <section class="slip" aria-label=title>
            <p>{title}</p>
            <p class="big number">{received.chart.patient_number.into_inner()}</p>
            <p>{received.chart.basics.name.into_inner()}</p>
            <p class="quiet">{institution}</p>
        </section>
    };
    drawn(card.into_any())
}

/// Nothing that came back is valid today.
pub(super) fn nothing_valid(coverage: &Coverage) -> Sheet {
    // F03/F04 speak of the ticket, F07/F08 of the insurance certificate.
    let insured = coverage
        .qualifications
        .iter()
        .any(|q| q.scheme == Scheme::HealthInsurance);
    let scheme = if insured {
        Scheme::HealthInsurance
    } else {
        Scheme::MedicalAssistance
    };
    vec![
        Part::Title(lost_title(coverage).into()),
        Part::Notice(Say::of(Message::LOST_SINGLE, scheme)),
        Part::Actions(vec![
            by_numbers().primary(),
            act(Act::ReceiveAtOwnExpense, Message::OWN_EXPENSE),
            act(Act::Finish, Message::CLOSE_RECEPTION),
        ]),
        Part::Coverage(coverage.clone()),
    ]
}

/// That nothing is valid is said only where it is known.
pub(super) fn lost_title(coverage: &Coverage) -> Message {
    let unclear = |q: &Qualification| q.standing == Standing::Unclear;
    if coverage.qualifications.iter().any(unclear) {
        Message::UNCLEAR_TITLE
    } else {
        Message::LOST_TITLE
    }
}

/// 未委託: 「オンライン資格確認の結果を伝達する」, 「福祉事務所への電話照会」, and what is left to do by what was answered.
pub(super) fn unentrusted(case: Case, answer: Option<CallAnswer>) -> Sheet {
    let Case { coverage, asked } = case;
    let said_no = answer == Some(CallAnswer::NotUsable);
    let mut actions = Vec::new();
    actions.extend(said_no.then(|| act(Act::ReceiveAtOwnExpense, Message::OWN_EXPENSE)));
    if asked.is_some() {
        actions.extend([
            act(Act::Correct, Message::CORRECT),
            act(Act::ByCard, Message::BY_CARD),
        ]);
    } else {
        actions.push(by_numbers());
    }
    actions.push(act(Act::Finish, Message::CLOSE_RECEPTION));
    let mut now = vec![
        Part::Title(Message::UNENTRUSTED_TITLE.into()),
        match answer {
            None | Some(CallAnswer::Usable) => Part::Text(Message::UNENTRUSTED_TEXT.into()),
            Some(CallAnswer::CallBack) => Part::Notice(Message::CALL_WAITS.into()),
            Some(CallAnswer::NotUsable) => Part::Notice(Message::CALL_SAID_NO.into()),
        },
    ];
    let papers = asked.as_deref().map(|asked| &asked.papers);
    let who = basics(&coverage, Basis::Unentrusted);
    let doubt = who.as_ref().is_some_and(|who| other_person::is_it(papers, who));
    // Before the call it is what is to be done; after it, what is left to do comes first.
    let open = !doubt && !said_no;
    let sheet = call::sheet(&coverage, open, false).into_iter();
    let actions = [Part::Actions(actions)];
    if answer.is_none() {
        now.extend(sheet.chain(actions));
    } else {
        now.extend(actions.into_iter().chain(sheet));
    }
    now.push(Part::Coverage(coverage));
    other_person::before(papers, who.as_ref(), now)
}

/// The answer names no qualification, or ended with an error of the national system.
pub(super) fn not_covered(why: NoCoverage) -> Sheet {
    let close = act(Act::Finish, Message::CLOSE_RECEPTION);
    let error = why.error();
    let mut sheet = match why {
        NoCoverage::NotFound => vec![
            Part::Title(Message::NOT_FOUND_TITLE.into()),
            Part::Notice(Message::NOT_FOUND_TEXT.into()),
        ],
        NoCoverage::Refused { code, message } => {
            let told = [code.unwrap_or_default(), message.unwrap_or_default()];
            vec![
                Part::Title(Message::REFUSED_TITLE.into()),
                Part::Notice(Say::Plain(told.join(" "))),
            ]
        }
    };
    let by_numbers = by_numbers();
    // One thing is meant to be pressed: "try again" where there is an error.
    if let Some(code) = error {
        sheet.push(Part::Problem(code, true));
        sheet.push(Part::Actions(vec![by_numbers, close]));
    } else {
        sheet.push(Part::Actions(vec![by_numbers.primary(), close]));
    }
    sheet
}

/// Over, or only the card is still there.
pub(super) fn over(ending: &Ending, card_there: bool) -> Sheet {
    let message = match ending {
        Ending::Received(_) => Message::OVER_RECEIVED,
        Ending::IdentityRefused => Message::OVER_REFUSED,
        Ending::NotCovered => Message::OVER_NOT_COVERED,
        Ending::Abandoned => Message::OVER_ABANDONED,
    };
    if card_there {
        return vec![
            Part::Title(Message::TAKE_CARD_TITLE.into()),
            Part::Text(message.into()),
            Part::Notice(Message::TAKE_CARD_TEXT.into()),
        ];
    }
    let next = Button {
        does: Does::Close,
        ..act(Act::Finish, Message::NEXT_PATIENT).primary()
    };
    vec![Part::Title(message.into()), Part::Actions(vec![next])]
}
