//! The ways of 本人確認 that can be chosen.

use super::face::why;
use crate::camera::Camera;
use crate::components::redraw::redraw;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::patient::PatientAct;

/// What there is to choose from.
#[derive(Clone, Copy)]
pub(super) struct Ways {
    /// Gets what the patient touches.
    pub(super) act: Callback<PatientAct>,
    /// The card's PIN can be used.
    pub(super) pin: Signal<bool>,
}

impl Ways {
    /// The ways but 顔認証: PIN, where it is open, and staff.
    pub(super) fn draw(self) -> AnyView {
        let pin = self.pin.get();
        let choices = [
            pin.then_some((PatientAct::UsePin, Message::PATIENT_USE_PIN)),
            Some((PatientAct::AskStaff, Message::PATIENT_USE_STAFF)),
        ];
        self.list(choices.into_iter().flatten())
    }

    /// 顔認証 first, unless there is no camera.
    pub(super) fn draw_with_face(self, camera: Camera) -> AnyView {
        let fault = Memo::new(move |_| camera.fault());
        redraw(move || match fault.get() {
            None => {
                let pin = self.pin.get();
                let choices = [
                    Some((PatientAct::UseFace, Message::PATIENT_USE_FACE)),
                    pin.then_some((PatientAct::UsePin, Message::PATIENT_USE_PIN)),
                    Some((PatientAct::AskStaff, Message::PATIENT_USE_STAFF)),
                ];
                self.list(choices.into_iter().flatten())
            }
            Some(fault) => view! {
                <p class="tries" role="status">
                    {t(why(fault))}
                </p>
                {self.draw()}
            }
            .into_any(),
        })
        .into_any()
    }

    /// The first one stands out.
    fn list(self, choices: impl Iterator<Item = (PatientAct, Message)>) -> AnyView {
        let act = self.act;
        let button = |(place, (choice, message)): (usize, (PatientAct, Message))| {
            let class = if place == 0 { "button primary" } else { "button" };
            view! {
                <button type="button" class=class on:click=move |_| act.run(choice)>
                    {t(message)}
                </button>
            }
        };
        let buttons: Vec<_> = choices.enumerate().map(button).collect();
        view! { <div class="choices">{buttons}</div> }.into_any()
    }
}
