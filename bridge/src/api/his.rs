//! Charts and registration.

use super::input::Input;
use crate::desk::pairing::Caller;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::bridge::bulk::{
    BulkBatch, BulkExceptions, BulkExceptionsRequest, BulkMonth, BulkProgress, BulkState,
};
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::his::{
    Chart, ChartCandidates, ChartFound, ChartLookup, ChartSearch, Offices, PatientSearch, Registration,
};
use std::sync::Arc;

pub(super) async fn search(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<ChartSearch>,
) -> Result<Json<ChartCandidates>, Failure> {
    bridge.registry.search(&request).await.map(Json)
}

pub(super) async fn find_patients(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<PatientSearch>,
) -> Result<Json<ChartCandidates>, Failure> {
    bridge.registry.find_patients(&request).await.map(Json)
}

pub(super) async fn look_up(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<ChartLookup>,
) -> Result<Json<ChartFound>, Failure> {
    bridge.registry.look_up(&request).await.map(Json)
}

pub(super) async fn register(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<Registration>,
) -> Result<Json<Chart>, Failure> {
    bridge.live.require_lease(&caller.pairing, &request.tab)?;
    bridge.staff.require(&request.staff_id)?;
    let chart = bridge.registry.register(&request).await?;
    bridge.live.tell(&Event::Receptions);
    Ok(Json(chart))
}

pub(super) async fn offices(State(bridge): State<Arc<Bridge>>) -> Result<Json<Offices>, Failure> {
    bridge.registry.offices().await.map(Json)
}

pub(super) async fn keep_bulk(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<BulkBatch>,
) -> Result<Json<BulkProgress>, Failure> {
    bridge.live.require_lease(&caller.pairing, &request.tab)?;
    bridge.staff.require(&request.staff_id)?;
    let kept = bridge.registry.keep_bulk(&request).await?;
    if kept.changed_book {
        bridge.live.tell(&Event::Receptions);
    }
    Ok(Json(kept.progress))
}

pub(super) async fn bulk_state(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<BulkMonth>,
) -> Result<Json<BulkState>, Failure> {
    bridge.registry.bulk_state(request.month).await.map(Json)
}

pub(super) async fn bulk_exceptions(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<BulkExceptionsRequest>,
) -> Result<Json<BulkExceptions>, Failure> {
    bridge.registry.bulk_exceptions(&request).await.map(Json)
}
