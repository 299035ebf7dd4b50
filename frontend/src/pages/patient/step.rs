//! One step of the patient screen.

use super::consent;
use super::face::{self, Face};
use super::figure::CardFigure;
use super::ways::Ways;
use crate::api::Bridge;
use crate::camera::Camera;
use crate::components::redraw::text;
use crate::components::{Heading, NUMBER_SAID, PIN_SAID, PinPad};
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::PatientStep;

/// What a step is headed with; the counter shows the same words.
pub fn title(step: &PatientStep) -> Message {
    match step {
        PatientStep::Idle => Message::PATIENT_IDLE,
        PatientStep::PutCard => Message::PATIENT_PUT_CARD,
        PatientStep::OneCardOnly => Message::PATIENT_ONE_CARD,
        PatientStep::Wait => Message::PATIENT_WAIT,
        PatientStep::Underway => Message::PATIENT_UNDERWAY,
        PatientStep::ChooseWay { .. } => Message::PATIENT_CHOOSE,
        PatientStep::FaceNumber { .. } => Message::PATIENT_ENTER_NUMBER,
        PatientStep::FaceLook { .. } => Message::PATIENT_FACE,
        PatientStep::CameraTest { .. } => Message::PATIENT_TEST,
        PatientStep::EnterPin { .. } => Message::PATIENT_ENTER_PIN,
        PatientStep::Consent { about } => consent::title(*about),
        PatientStep::StaffChecks => Message::PATIENT_STAFF_CHECKS,
        PatientStep::TakeCard => Message::PATIENT_TAKE_CARD,
        PatientStep::Done => Message::PATIENT_DONE,
        PatientStep::Answered => Message::PATIENT_ANSWERED,
        PatientStep::AskStaff => Message::PATIENT_SPEAK,
    }
}

/// Heading, and what belongs under it. Made anew for every step, so nothing of the last one stays.
#[component]
pub(super) fn Step(
    /// The step.
    step: PatientStep,
    /// Where numbers and pictures go.
    bridge: Bridge,
    /// Where pictures come from.
    camera: Camera,
    /// The ways that can be chosen.
    ways: Ways,
) -> impl IntoView {
    let title = title(&step);
    // Without a camera a step of 顔認証 is a choice of the other ways.
    let needs_camera = matches!(
        step,
        PatientStep::FaceNumber { .. } | PatientStep::FaceLook { .. }
    );
    let locale = Locale::here();
    let heading = text(move || {
        let missing = needs_camera && camera.fault().is_some();
        locale.say(if missing { Message::PATIENT_CHOOSE } else { title })
    });
    let described_by = described_by(&step);
    let of_face = |bridge: Bridge, request: String| Face {
        bridge,
        request,
        camera,
        ways,
    };
    let paragraph = |message: Message| view! { <p>{t(message)}</p> };
    let body = match step {
        PatientStep::Idle => paragraph(Message::PATIENT_IDLE_TEXT).into_any(),
        PatientStep::PutCard => view! {
            <CardFigure away=false />
            {paragraph(Message::PATIENT_PUT_CARD_TEXT)}
        }
        .into_any(),
        PatientStep::OneCardOnly => paragraph(Message::PATIENT_ONE_CARD_TEXT).into_any(),
        PatientStep::Wait => paragraph(Message::PATIENT_WAIT_TEXT).into_any(),
        PatientStep::Underway => paragraph(Message::PATIENT_UNDERWAY_TEXT).into_any(),
        PatientStep::ChooseWay { face: true, .. } => view! {
            {paragraph(Message::PATIENT_CHOOSE_TEXT)}
            {ways.draw_with_face(camera)}
        }
        .into_any(),
        PatientStep::ChooseWay { pin: true, .. } => view! {
            {paragraph(Message::PATIENT_CHOOSE_TEXT)}
            {ways.draw()}
        }
        .into_any(),
        PatientStep::ChooseWay { .. } => paragraph(Message::PATIENT_NO_PIN).into_any(),
        PatientStep::FaceNumber {
            face_request,
            tries_left,
            wrong,
        } => of_face(bridge, face_request).number(tries_left, wrong),
        PatientStep::FaceLook { face_request } => of_face(bridge, face_request).look(),
        PatientStep::CameraTest { camera_test } => face::test(bridge, camera_test, camera),
        PatientStep::EnterPin {
            pin_request,
            tries_left,
            wrong,
        } => view! { <PinPad bridge pin_request tries_left wrong /> }.into_any(),
        PatientStep::Consent { about } => consent::draw(about, ways.act),
        PatientStep::StaffChecks => paragraph(Message::PATIENT_STAFF_CHECKS_TEXT).into_any(),
        PatientStep::TakeCard => view! {
            <CardFigure away=true />
            {paragraph(Message::PATIENT_TAKE_CARD_TEXT)}
        }
        .into_any(),
        PatientStep::Done => paragraph(Message::PATIENT_DONE_TEXT).into_any(),
        PatientStep::Answered => paragraph(Message::PATIENT_ANSWERED_TEXT).into_any(),
        PatientStep::AskStaff => paragraph(Message::PATIENT_SPEAK_TEXT).into_any(),
    };
    view! {
        <Heading text=heading described_by=described_by />
        {body}
    }
}

#[cfg(test)]
mod tests;

/// Id of what is said after the heading.
fn described_by(step: &PatientStep) -> Option<&'static str> {
    match step {
        PatientStep::EnterPin { .. } => Some(PIN_SAID),
        PatientStep::FaceNumber { .. } => Some(NUMBER_SAID),
        _ => None,
    }
}
