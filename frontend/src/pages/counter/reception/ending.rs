//! Ends: received with 診察券, refused, given up.

use super::consent;
use super::sheet::{Button, Does, Part, Say, Sheet, act};
use crate::components::redraw::text;
use crate::desk::printing::{Carried, Carry};
use crate::lazy;
use crate::lazy::{Drawn, drawn};
use crate::locale::Locale;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::inquiry_number::End;
use madoguchi_flow::reception::{Ending, Received};
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::Basis;
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
    for (carry, text) in [
        (Carry::Slip, Message::PRINT_SLIP),
        (Carry::Card, Message::PRINT_CARD),
    ] {
        let carried = Carried::of_chart(carry, &received.chart);
        actions.push(Button {
            does: Does::Print(Box::new(carried)),
            ..act(Act::Finish, text)
        });
    }
    sheet.push(Part::Actions(actions));
    sheet.push(consent::offer());
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
    let institution = move || desk.institution();
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

/// Over, or only the card is still there.
pub(super) fn over(ending: &Ending, card_there: bool) -> Sheet {
    let message = match ending {
        Ending::Received(_) => Message::OVER_RECEIVED,
        Ending::Consented(..) => Message::OVER_CONSENTED,
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
