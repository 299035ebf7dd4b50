//! One step of the patient screen.

use super::figure::CardFigure;
use crate::api::Bridge;
use crate::components::{Heading, PinPad};
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::{PatientAct, PatientStep};

/// What a step is headed with; the counter shows the same words.
pub fn title(step: &PatientStep) -> Message {
    match step {
        PatientStep::Idle => Message::PatientIdle,
        PatientStep::PutCard => Message::PatientPutCard,
        PatientStep::OneCardOnly => Message::PatientOneCard,
        PatientStep::Wait => Message::PatientWait,
        PatientStep::Underway => Message::PatientUnderway,
        PatientStep::ChooseWay { .. } => Message::PatientChoose,
        PatientStep::EnterPin { .. } => Message::PatientEnterPin,
        PatientStep::StaffChecks => Message::PatientStaffChecks,
        PatientStep::TakeCard => Message::PatientTakeCard,
        PatientStep::Done => Message::PatientDone,
        PatientStep::AskStaff => Message::PatientSpeak,
    }
}

/// Heading, and what belongs under it. Made anew for every step, so nothing of the last one stays.
#[component]
pub(super) fn Step(
    /// The step.
    step: PatientStep,
    /// Where a PIN goes.
    bridge: Bridge,
    /// Gets what the patient touches.
    act: Callback<PatientAct>,
) -> impl IntoView {
    let locale = Locale::here();
    let title = title(&step);
    let paragraph = |message: Message| view! { <p>{t(message)}</p> };
    let body = match step {
        PatientStep::Idle => paragraph(Message::PatientIdleText).into_any(),
        PatientStep::PutCard => view! {
            <CardFigure away=false />
            {paragraph(Message::PatientPutCardText)}
        }
        .into_any(),
        PatientStep::OneCardOnly => paragraph(Message::PatientOneCardText).into_any(),
        PatientStep::Wait => paragraph(Message::PatientWaitText).into_any(),
        PatientStep::Underway => paragraph(Message::PatientUnderwayText).into_any(),
        PatientStep::ChooseWay { pin: true } => view! {
            {paragraph(Message::PatientChooseText)}
            <div class="choices">
                <button type="button" class="button primary" on:click=move |_| act.run(PatientAct::UsePin)>
                    {t(Message::PatientUsePin)}
                </button>
            </div>
        }
        .into_any(),
        PatientStep::ChooseWay { pin: false } => paragraph(Message::PatientNoPin).into_any(),
        PatientStep::EnterPin {
            pin_request,
            tries_left,
            wrong,
        } => view! { <PinPad bridge pin_request tries_left wrong /> }.into_any(),
        PatientStep::StaffChecks => paragraph(Message::PatientStaffChecksText).into_any(),
        PatientStep::TakeCard => view! {
            <CardFigure away=true />
            {paragraph(Message::PatientTakeCardText)}
        }
        .into_any(),
        PatientStep::Done => paragraph(Message::PatientDoneText).into_any(),
        PatientStep::AskStaff => paragraph(Message::PatientSpeakText).into_any(),
    };
    view! {
        <Heading text=Signal::derive(move || locale.say(title)) />
        {body}
    }
}
