//! The patient screen: its step, what the patient touches, the PIN.

use super::input::Input;
use super::screens::nothing;
use crate::desk::live::Clearing;
use crate::desk::{camera_test, face, pin};
use crate::problem::Failure;
use crate::state::Bridge;
use axum::Json;
use axum::extract::State;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::patient::{PatientStep, PatientStepUpdate, PatientTouch, PinEntry, PinOutcome};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// How long the end stays on the patient screen (D11).
const DONE_TIME: Duration = Duration::from_secs(30);

pub(super) async fn enter_pin(
    State(bridge): State<Arc<Bridge>>,
    Input(entry): Input<PinEntry>,
) -> Result<Json<PinOutcome>, Failure> {
    pin::enter(&bridge, entry).await.map(Json)
}

pub(super) async fn touch(
    State(bridge): State<Arc<Bridge>>,
    Input(touch): Input<PatientTouch>,
) -> Json<Value> {
    bridge.live.tell(&Event::PatientTouch(touch));
    nothing()
}

/// The counter's step. What lies over it is not the counter's to put up.
pub(super) async fn step(
    State(bridge): State<Arc<Bridge>>,
    Input(update): Input<PatientStepUpdate>,
) -> Result<Json<Value>, Failure> {
    match update.step {
        PatientStep::EnterPin { .. }
        | PatientStep::FaceNumber { .. }
        | PatientStep::FaceLook { .. }
        | PatientStep::CameraTest { .. } => {
            return Err(ErrorCode::BodyInvalid.into());
        }
        // These are said shortly before and during a request, and may come late: they stay under it.
        PatientStep::ChooseWay { .. } | PatientStep::Wait => {}
        PatientStep::StaffChecks => face::stop_looking(&bridge),
        // The counter is somewhere else.
        _ => {
            pin::give_up(&bridge);
            face::leave(&bridge);
        }
    }
    let ending = bridge.live.set_step(update);
    camera_test::give_up(&bridge);
    if let Some(ending) = ending {
        tokio::spawn(clear_later(bridge.clone(), ending));
    }
    Ok(nothing())
}

/// Clears the screen after the end; 「カードをお取りください」 stays until every card is gone.
async fn clear_later(bridge: Arc<Bridge>, ending: u64) {
    let mut readers = bridge.readers.cards.readers();
    tokio::time::sleep(DONE_TIME).await;
    loop {
        let card_is_there = readers
            .borrow_and_update()
            .list
            .iter()
            .any(|reader| reader.card.is_some());
        if bridge.live.clear(ending, card_is_there) == Clearing::Over {
            return;
        }
        if readers.changed().await.is_err() {
            return;
        }
    }
}
