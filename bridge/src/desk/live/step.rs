//! What the patient screen shows. The counter's machine drives it; the bridge itself changes the PIN pad while a
//! PIN request is open, and clears the screen after the end (D11).

use super::{Live, Now};
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::patient::{PatientStep, PatientStepUpdate};

/// What became of an attempt to clear the patient screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clearing {
    /// It is clear, or something else is going on by now.
    Over,
    /// 「カードをお取りください」 stays until the card is gone.
    CardStillThere,
}

impl Live {
    /// Puts a step on the screen. With [`PatientStep::Done`]: the number to give to [`Live::clear`] 30 s later.
    pub fn set_step(&self, step: PatientStep) -> Option<u64> {
        let mut now = self.now();
        let done = step == PatientStep::Done;
        // Asking for the card after the end is still the same end.
        if done || step != PatientStep::TakeCard {
            now.ending += 1;
        }
        now.show(step);
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
        now.show(PatientStep::Idle);
        Clearing::Over
    }

    /// Changes the pad of this PIN request, or puts another step in its place, if it is what the screen shows.
    pub fn replace_pad(&self, pin_request: &str, step: PatientStep) {
        let mut now = self.now();
        let shown = match &now.step {
            PatientStep::EnterPin { pin_request, .. } => Some(pin_request.as_str()),
            _ => None,
        };
        if shown == Some(pin_request) {
            now.show(step);
        }
    }
}

impl Now {
    fn show(&mut self, step: PatientStep) {
        if self.step != step {
            self.step = step.clone();
            self.tell(&Event::PatientStep(PatientStepUpdate { step }));
        }
    }
}
