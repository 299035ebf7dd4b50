//! What the patient screen shows. The counter's machine drives it; over its step lies the overlay of
//! an open request, which is the bridge's alone. After the end the bridge clears the screen (D11).

use super::{Live, Now};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::{Event, Presence};
use madoguchi_shared::bridge::patient::{PatientStep, PatientStepUpdate};

/// What became of an attempt to clear the patient screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clearing {
    /// It is clear, or something else is going on by now.
    Over,
    /// 「カードをお取りください」 stays until the card is gone.
    CardStillThere,
}

/// What lies over the counter's step: of an open request, which it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// [`PatientStep::EnterPin`]
    PinPad {
        /// Request to answer.
        request: String,
        /// Tries left, 1–3.
        tries_left: u8,
        /// The last PIN was wrong.
        wrong: bool,
    },
    /// [`PatientStep::FaceNumber`]
    FaceNumber {
        /// Request to answer.
        request: String,
        /// Tries left, at least 1.
        tries_left: u8,
        /// The last number was wrong.
        wrong: bool,
    },
    /// [`PatientStep::CameraTest`]
    CameraTest {
        /// Test that the pictures are for.
        test: String,
    },
    /// [`PatientStep::FaceLook`]
    FaceLook {
        /// Request that the pictures are for.
        request: String,
    },
}

impl Overlay {
    fn request(&self) -> &str {
        match self {
            Self::PinPad { request, .. } | Self::FaceNumber { request, .. } | Self::FaceLook { request } => {
                request
            }
            Self::CameraTest { test } => test,
        }
    }

    fn step(&self) -> PatientStep {
        match self.clone() {
            Self::PinPad {
                request,
                tries_left,
                wrong,
            } => PatientStep::EnterPin {
                pin_request: request,
                tries_left,
                wrong,
            },
            Self::FaceNumber {
                request,
                tries_left,
                wrong,
            } => PatientStep::FaceNumber {
                face_request: request,
                tries_left,
                wrong,
            },
            Self::FaceLook { request } => PatientStep::FaceLook {
                face_request: request,
            },
            Self::CameraTest { test } => PatientStep::CameraTest { camera_test: test },
        }
    }
}

impl Live {
    /// Puts a step on the screen, under the overlay if there is one. With the last one: the number to give to [`Live::clear`] 30 s later.
    pub fn set_step(&self, PatientStepUpdate { step, turn }: PatientStepUpdate) -> Option<u64> {
        let mut now = self.now();
        let done = step.is_end();
        // Asking for the card after the end is still the same end.
        if done || step != PatientStep::TakeCard {
            now.ending += 1;
        }
        now.change(|now| (now.step, now.turn) = (step, turn));
        done.then_some(now.ending)
    }

    /// Clears the screen if nothing but this end has been on it since.
    pub fn clear(&self, ending: u64, card_is_there: bool) -> Clearing {
        let mut now = self.now();
        if now.ending != ending {
            return Clearing::Over;
        }
        if now.step == PatientStep::TakeCard && card_is_there {
            return Clearing::CardStillThere;
        }
        now.change(|now| now.step = PatientStep::Idle);
        Clearing::Over
    }

    /// Puts the overlay of a request over whatever is there. When it goes, the patient waits.
    pub fn put_overlay(&self, overlay: Overlay) {
        self.now().change(|now| {
            now.ending += 1;
            now.overlay = Some(overlay);
            now.step = PatientStep::Wait;
        });
    }

    /// Puts an overlay over an idle screen, which is idle again when it goes. `PATIENT_SCREEN_ABSENT`, or
    /// `SELF_TEST_NOT_NOW` while a patient sees something there.
    pub fn lend_screen(&self, overlay: Overlay) -> Result<(), ErrorCode> {
        let mut now = self.now();
        if now.patient_screen() == Presence::Absent {
            return Err(ErrorCode::PatientScreenAbsent);
        }
        let shown = now.shown();
        if shown != PatientStep::Idle && !shown.is_end() {
            return Err(ErrorCode::SelfTestNotNow);
        }
        now.change(|now| {
            now.ending += 1;
            now.overlay = Some(overlay);
            now.step = PatientStep::Idle;
        });
        Ok(())
    }

    /// Changes the overlay, if it is that of the same request.
    pub fn change_overlay(&self, overlay: Overlay) {
        self.now().change(|now| {
            if let Some(shown) = &mut now.overlay
                && shown.request() == overlay.request()
            {
                *shown = overlay;
            }
        });
    }

    /// Takes the overlay of this request away.
    pub fn take_overlay(&self, request: &str) {
        self.now()
            .change(|now| drop(now.overlay.take_if(|shown| shown.request() == request)));
    }
}

impl Now {
    /// What the patient sees.
    pub(super) fn shown(&self) -> PatientStep {
        match &self.overlay {
            Some(overlay) => overlay.step(),
            None => self.step.clone(),
        }
    }

    /// What is shown, and to whom.
    pub(super) fn patient_step(&self) -> PatientStepUpdate {
        PatientStepUpdate {
            step: self.shown(),
            turn: self.turn.clone(),
        }
    }

    /// Tells the change, if it is one to see.
    fn change(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.patient_step();
        change(self);
        let now = self.patient_step();
        if now != before {
            self.tell(&Event::PatientStep(now));
        }
    }
}
