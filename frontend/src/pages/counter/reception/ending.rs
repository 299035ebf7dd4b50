//! Ends: received with 診察券, nothing valid, refused, given up.

use super::parts::{ActButton, StepTitle};
use crate::components::ProblemPanel;
use crate::components::redraw::text;
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::{Message, Words};
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::card_reception::{Ending, Received};
use madoguchi_flow::coverage::{Coverage, NoCoverage};
use madoguchi_flow::inquiry_number::End;
use madoguchi_shared::Scheme;
use madoguchi_shared::terms::Term;

/// Received: what to hand over and say.
pub(super) fn received(received: &Received) -> impl IntoView + use<> {
    let said = if received.new_chart {
        Message::ReceivedNew
    } else {
        Message::ReceivedKnown
    };
    let number = received.inquiry_number.map(|end| match end {
        End::Registered => view! { <p>{t(Message::NumberRegistered)}</p> }.into_any(),
        End::Pending(_) => view! { <p class="notice">{t(Message::NumberPending)}</p> }.into_any(),
    });
    let new_chart = received.new_chart;
    view! {
        <StepTitle text=Signal::derive(t(Message::ReceivedTitle)) />
        <p>{t(said)}</p>
        {new_chart.then(|| view! { <PatientCard received=received.clone() /> })}
        {number}
        <div class="actions">
            <ActButton act=Act::Finish text=Signal::derive(t(Message::Finish)) primary=true />
            {new_chart
                .then(|| {
                    view! {
                        <button type="button" class="button" on:click=|_| print()>
                            {t(Message::PrintCard)}
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
        (Message::UnentrustedTitle, Message::UnentrustedText)
    } else {
        (Message::LostTitle, Message::LostSingle)
    };
    let said = move || {
        Words {
            scheme: Some(scheme),
            ..locale.words()
        }
        .say(text)
    };
    view! {
        <StepTitle text=Signal::derive(t(title)) />
        <p class="notice">{said}</p>
        <div class="actions">
            <ActButton act=Act::Finish text=Signal::derive(t(Message::CloseReception)) primary=true />
        </div>
    }
}

/// The answer names no qualification, or ended with an error of the national system.
pub(super) fn not_covered(why: NoCoverage) -> impl IntoView {
    let runner = Runner::here();
    let fault = Signal::stored(why.error().map(Into::into));
    let retry = Callback::new(move |()| runner.act(Act::Retry));
    let detail = match why {
        NoCoverage::NotFound => view! {
            <StepTitle text=Signal::derive(t(Message::NotFoundTitle)) />
            <p class="notice">{t(Message::NotFoundText)}</p>
        }
        .into_any(),
        NoCoverage::Refused { code, message } => view! {
            <StepTitle text=Signal::derive(t(Message::RefusedTitle)) />
            <p class="notice">{code} " " {message}</p>
        }
        .into_any(),
    };
    view! {
        {detail}
        <ProblemPanel fault on_retry=retry />
        <div class="actions">
            <ActButton act=Act::Finish text=Signal::derive(t(Message::CloseReception)) primary=true />
        </div>
    }
}

/// Over, or only the card is still there.
pub(super) fn over(ending: &Ending, card_there: bool) -> impl IntoView + use<> {
    let desk = Runner::here().desk();
    let message = match ending {
        Ending::Received(_) => Message::OverReceived,
        Ending::IdentityRefused => Message::OverRefused,
        Ending::NotCovered => Message::OverNotCovered,
        Ending::Abandoned => Message::OverAbandoned,
    };
    if card_there {
        return view! {
            <StepTitle text=Signal::derive(t(Message::TakeCardTitle)) />
            <p>{t(message)}</p>
            <p class="notice">{t(Message::TakeCardText)}</p>
        }
        .into_any();
    }
    view! {
        <StepTitle text=Signal::derive(t(message)) />
        <div class="actions">
            <button type="button" class="button primary" on:click=move |_| desk.draw(None)>
                {t(Message::NextPatient)}
            </button>
        </div>
    }
    .into_any()
}
