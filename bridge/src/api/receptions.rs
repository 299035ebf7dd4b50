//! The reception book and journals. Opening a reception and writing its journal need the lease, as registering does. What
//! is said of a 照会番号 does not: it tells what the backend has answered, whoever asked.

use super::input::Input;
use super::screens::nothing;
use crate::desk::pairing::Caller;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::reception::{
    InquiryNumberOutcome, Journal, JournalAppend, PendingInquiryNumbers, ReceptionBook, ReceptionEntry,
    ReceptionOpening, ReceptionReference,
};
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn today(State(bridge): State<Arc<Bridge>>) -> Result<Json<ReceptionBook>, Failure> {
    bridge.receptions.today().await.map(Json)
}

pub(super) async fn open(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<ReceptionOpening>,
) -> Result<Json<ReceptionEntry>, Failure> {
    bridge.live.require_lease(&caller.pairing, &request.tab)?;
    let entry = bridge.receptions.open(&request.reception).await?;
    if bridge.receptions.others_go_on(&request.reception).await? {
        // What lies there may have been put down for one of them.
        bridge.readers.cards.mark_all_as_left();
    }
    bridge.live.tell(&Event::Receptions);
    Ok(Json(entry))
}

pub(super) async fn journal(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<ReceptionReference>,
) -> Result<Json<Journal>, Failure> {
    bridge.receptions.journal(&request.reception).await.map(Json)
}

pub(super) async fn append(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<JournalAppend>,
) -> Result<Json<Value>, Failure> {
    bridge.live.require_lease(&caller.pairing, &request.tab)?;
    bridge.receptions.append(&request).await?;
    bridge.live.tell(&Event::Receptions);
    Ok(nothing())
}

pub(super) async fn inquiry_number_outcome(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<InquiryNumberOutcome>,
) -> Result<Json<Value>, Failure> {
    bridge.receptions.inquiry_number_outcome(&request).await?;
    bridge.live.tell(&Event::Receptions);
    Ok(nothing())
}

pub(super) async fn pending_inquiry_numbers(
    State(bridge): State<Arc<Bridge>>,
) -> Result<Json<PendingInquiryNumbers>, Failure> {
    bridge.receptions.pending_inquiry_numbers().await.map(Json)
}
