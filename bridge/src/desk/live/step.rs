//! What the patient screen shows. The counter's machine drives it; over its step lies the PIN pad, which is the
//! bridge's alone, while a PIN request is open. After the end the bridge clears the screen (D11).

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

/// The PIN pad, as [`PatientStep::EnterPin`] has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pad {
    /// Request to answer.
    pub pin_request: String,
    /// Tries left, 1–3.
    pub tries_left: u8,
    /// The last PIN was wrong.
    pub wrong: bool,
}

impl Live {
    /// Puts a step on the screen, under the pad if there is one. With [`PatientStep::Done`]: the number to give to [`Live::clear`] 30 s later.
    pub fn set_step(&self, step: PatientStep) -> Option<u64> {
        let mut now = self.now();
        let done = step == PatientStep::Done;
        // Asking for the card after the end is still the same end.
        if done || step != PatientStep::TakeCard {
            now.ending += 1;
        }
        now.change(|now| now.step = step);
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

    /// Puts the pad of a PIN request over whatever is there. When it goes, the patient waits.
    pub fn put_pad(&self, pad: Pad) {
        self.now().change(|now| {
            now.ending += 1;
            now.pad = Some(pad);
            now.step = PatientStep::Wait;
        });
    }

    /// Changes the pad, if it is that of the same PIN request.
    pub fn change_pad(&self, pad: Pad) {
        self.now().change(|now| {
            if let Some(shown) = &mut now.pad
                && shown.pin_request == pad.pin_request
            {
                *shown = pad;
            }
        });
    }

    /// Takes the pad of this PIN request away.
    pub fn take_pad(&self, pin_request: &str) {
        self.now()
            .change(|now| drop(now.pad.take_if(|pad| pad.pin_request == pin_request)));
    }
}

impl Now {
    /// What the patient sees.
    pub(super) fn shown(&self) -> PatientStep {
        match self.pad.clone() {
            Some(pad) => PatientStep::EnterPin {
                pin_request: pad.pin_request,
                tries_left: pad.tries_left,
                wrong: pad.wrong,
            },
            None => self.step.clone(),
        }
    }

    /// Tells the change, if it is one to see.
    fn change(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.shown();
        change(self);
        let step = self.shown();
        if step != before {
            self.tell(&Event::PatientStep(PatientStepUpdate { step }));
        }
    }
}
