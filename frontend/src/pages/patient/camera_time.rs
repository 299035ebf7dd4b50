//! When the camera is on: from the moment when 顔認証 is offered, so that nobody has to wait for it, until the last
//! picture is taken. Never while the page is hidden.

use crate::browser;
use crate::camera::Camera;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::PatientStep;
use std::time::Duration;

/// How long it stays on between two steps that need it.
const BETWEEN: Duration = Duration::from_secs(10);

/// What the camera is on for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Off.
    None,
    /// It may be needed next.
    WarmUp,
    /// The same, while something else is done.
    Between,
    /// Pictures are taken.
    Look,
}

impl Use {
    fn at(step: &PatientStep, before: Self) -> Self {
        match step {
            PatientStep::ChooseWay { face: true, .. } | PatientStep::FaceNumber { .. } => Self::WarmUp,
            PatientStep::FaceLook { .. } | PatientStep::CameraTest { .. } => Self::Look,
            PatientStep::Wait if matches!(before, Self::WarmUp | Self::Between) => Self::Between,
            PatientStep::Idle
            | PatientStep::PutCard
            | PatientStep::OneCardOnly
            | PatientStep::Wait
            | PatientStep::Underway
            | PatientStep::ChooseWay { face: false, .. }
            | PatientStep::EnterPin { .. }
            | PatientStep::Consent { .. }
            | PatientStep::StaffChecks
            | PatientStep::TakeCard
            | PatientStep::Done
            | PatientStep::Answered
            | PatientStep::AskStaff => Self::None,
        }
    }
}

/// Lets the camera follow the steps as they are shown; a camera that was missing is tried again with each. `online`: a
/// screen that has lost the bridge shows no step.
pub(super) fn follow(camera: Camera, shown: Memo<PatientStep>, offline: Memo<bool>) {
    let visible = browser::visible();
    Effect::new(move |last: Option<(Use, Option<TimeoutHandle>)>| {
        let (before, timer) = last.unwrap_or((Use::None, None));
        if let Some(timer) = timer {
            timer.clear();
        }
        let wanted = shown.with(|step| Use::at(step, before));
        if wanted == Use::None || offline.get() || !visible.get() {
            camera.stop();
            return (wanted, None);
        }
        camera.start();
        let between = wanted == Use::Between;
        let timer = between.then(|| set_timeout_with_handle(move || camera.stop(), BETWEEN).ok());
        (wanted, timer.flatten())
    });
    on_cleanup(move || camera.stop());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_from_the_offer_to_the_last_picture() {
        let number = PatientStep::FaceNumber {
            face_request: "a".to_owned(),
            tries_left: 10,
            wrong: false,
        };
        let look = PatientStep::FaceLook {
            face_request: "a".to_owned(),
        };
        let choose = |face| PatientStep::ChooseWay { face, pin: true };
        let run = |steps: &[PatientStep]| steps.iter().fold(Use::None, |before, step| Use::at(step, before));
        assert_eq!(run(&[choose(true)]), Use::WarmUp);
        assert_eq!(
            run(&[choose(true), PatientStep::Wait, number.clone()]),
            Use::WarmUp
        );
        assert_eq!(run(&[number.clone(), PatientStep::Wait]), Use::Between);
        assert_eq!(run(&[number, PatientStep::Wait, look.clone()]), Use::Look);
        let test = PatientStep::CameraTest {
            camera_test: "a".to_owned(),
        };
        assert_eq!(run(&[PatientStep::Idle, test.clone()]), Use::Look);
        assert_eq!(run(&[test, PatientStep::Idle]), Use::None);
        // The answer is awaited: nobody is looked at any more.
        assert_eq!(run(&[look, PatientStep::Wait]), Use::None);
        assert_eq!(run(&[PatientStep::Wait]), Use::None);
        assert_eq!(run(&[choose(false)]), Use::None);
        assert_eq!(run(&[choose(true), PatientStep::StaffChecks]), Use::None);
    }
}
