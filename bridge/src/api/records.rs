//! F02: consent onto the chart, for the counter; today's consents and the numbers of one patient, for the records screen.

use super::input::Input;
use super::screens::nothing;
use crate::desk::pairing::Caller;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::his::ChartLookup;
use madoguchi_shared::bridge::records::{ConsentNote, RecordsTarget, RecordsToday};
use madoguchi_shared::date::Day;
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn note_consent(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(note): Input<ConsentNote>,
) -> Result<Json<Value>, Failure> {
    bridge.live.require_lease(&caller.pairing, &note.tab)?;
    bridge.staff.require_ever(&note.staff_id)?;
    let noted = bridge.registry.note_consent(&note).await;
    // Also where it is refused: something may have been taken back.
    bridge.live.tell(&Event::Consents);
    noted.map(|()| nothing())
}

pub(super) async fn patients(State(bridge): State<Arc<Bridge>>) -> Result<Json<RecordsToday>, Failure> {
    let enrolment = bridge.identity().ok().map(|identity| &identity.enrolment);
    Ok(Json(RecordsToday {
        today: Day::in_tokyo(bridge.clock.now_ms()),
        institution_code: enrolment.map(|enrolment| enrolment.institution_code.clone()),
        facility: enrolment.map(|enrolment| enrolment.facility).unwrap_or_default(),
        backend: bridge.settings.backend.clone(),
        patients: bridge.registry.consents().await?,
    }))
}

pub(super) async fn target(
    State(bridge): State<Arc<Bridge>>,
    Input(patient): Input<ChartLookup>,
) -> Result<Json<RecordsTarget>, Failure> {
    bridge.registry.records_target(&patient).await.map(Json)
}
