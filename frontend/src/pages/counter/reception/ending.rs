//! Ends: received with 診察券, nothing valid, refused, given up.

use super::parts::ActButton;
use crate::components::redraw::text;
use crate::components::{Heading, ProblemPanel};
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::{Message, Words};
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::coverage::{Coverage, NoCoverage};
use madoguchi_flow::inquiry_number::End;
use madoguchi_flow::reception::{Ending, Received};
use madoguchi_shared::Scheme;
use madoguchi_shared::terms::Term;

/// Received: what to hand over and say.
pub(super) fn received(received: &Received) -> impl IntoView + use<> {
    let said = if received.new_chart {
        Message::RECEIVED_NEW
    } else {
        Message::RECEIVED_KNOWN
    };
    let number = received.inquiry_number.map(|end| match end {
        End::Registered => view! { <p>{t(Message::NUMBER_REGISTERED)}</p> }.into_any(),
        End::Pending(_) => view! { <p class="notice">{t(Message::NUMBER_PENDING)}</p> }.into_any(),
    });
    let new_chart = received.new_chart;
    view! {
        <Heading inner=true text=Message::RECEIVED_TITLE />
        <p>{t(said)}</p>
        {new_chart.then(|| view! { <PatientCard received=received.clone() /> })}
        {number}
        <div class="actions">
            <ActButton act=Act::Finish text=Message::FINISH primary=true />
            {new_chart
                .then(|| {
                    view! {
                        <button type="button" class="button" on:click=|_| print()>
                            {t(Message::PRINT_CARD)}
                        </button>
                    }
                })}
        </div>
    }
}

fn print() {
    if let Some(window) = web_sys::window() {
        // Refused only where there is nothing to print with.
        let _ = window.print();
    }
}

/// 診察券: institution, number, name. Never the scheme (D11).
#[component]
fn PatientCard(
    /// Whose.
    received: Received,
) -> impl IntoView {
    let locale = Locale::here();
    let desk = Runner::here().desk();
    let institution = move || {
        desk.configuration
            .with(|c| c.as_ref().map(|c| c.institution_name.clone()).unwrap_or_default())
    };
    view! {
        <section class="slip" aria-label=text(move || locale.words().word(Term::PatientCard).to_owned())>
            <p>{text(move || locale.words().word(Term::PatientCard).to_owned())}</p>
            <p class="big number">{received.chart.patient_number.into_inner()}</p>
            <p>{received.chart.basics.name.into_inner()}</p>
            <p class="quiet">{institution}</p>
        </section>
    }
}

/// Nothing that came back is valid today.
pub(super) fn nothing_valid(coverage: &Coverage) -> impl IntoView + use<> {
    let locale = Locale::here();
    let unentrusted = coverage.is_unentrusted();
    // F03/F04 speak of the ticket, F07/F08 of the insurance certificate.
    let schemes: Vec<Scheme> = coverage.qualifications.iter().map(|q| q.scheme).collect();
    let scheme = if schemes.contains(&Scheme::HealthInsurance) {
        Scheme::HealthInsurance
    } else {
        Scheme::MedicalAssistance
    };
    let (title, text) = if unentrusted {
        (Message::UNENTRUSTED_TITLE, Message::UNENTRUSTED_TEXT)
    } else {
        (Message::LOST_TITLE, Message::LOST_SINGLE)
    };
    let said = move || {
        Words {
            scheme: Some(scheme),
            ..locale.words()
        }
        .say(text)
    };
    view! {
        <Heading inner=true text=title />
        <p class="notice">{said}</p>
        <div class="actions">
            <ActButton act=Act::Finish text=Message::CLOSE_RECEPTION primary=true />
        </div>
    }
}

/// The answer names no qualification, or ended with an error of the national system.
pub(super) fn not_covered(why: NoCoverage) -> impl IntoView {
    let runner = Runner::here();
    let error = why.error();
    // One thing is meant to be pressed: "try again" where there is an error.
    let close = error.is_none();
    let fault = Signal::stored(error.map(Into::into));
    let retry = Callback::new(move |()| runner.act(Act::Retry));
    let detail = match why {
        NoCoverage::NotFound => view! {
            <Heading inner=true text=Message::NOT_FOUND_TITLE />
            <p class="notice">{t(Message::NOT_FOUND_TEXT)}</p>
        }
        .into_any(),
        NoCoverage::Refused { code, message } => view! {
            <Heading inner=true text=Message::REFUSED_TITLE />
            <p class="notice">{code} " " {message}</p>
        }
        .into_any(),
    };
    view! {
        {detail}
        <ProblemPanel fault on_retry=retry />
        <div class="actions">
            <ActButton act=Act::Finish text=Message::CLOSE_RECEPTION primary=close />
        </div>
    }
}

/// Over, or only the card is still there.
pub(super) fn over(ending: &Ending, card_there: bool) -> impl IntoView + use<> {
    let desk = Runner::here().desk();
    let message = match ending {
        Ending::Received(_) => Message::OVER_RECEIVED,
        Ending::IdentityRefused => Message::OVER_REFUSED,
        Ending::NotCovered => Message::OVER_NOT_COVERED,
        Ending::Abandoned => Message::OVER_ABANDONED,
    };
    if card_there {
        return view! {
            <Heading inner=true text=Message::TAKE_CARD_TITLE />
            <p>{t(message)}</p>
            <p class="notice">{t(Message::TAKE_CARD_TEXT)}</p>
        }
        .into_any();
    }
    view! {
        <Heading inner=true text=message />
        <div class="actions">
            <button type="button" class="button primary" on:click=move |_| desk.draw(None)>
                {t(Message::NEXT_PATIENT)}
            </button>
        </div>
    }
    .into_any()
}
