//! The training drawer (D13).

use super::input::Input;
use super::screens::nothing;
use crate::card::simulator::Drawer;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::Json;
use axum::extract::State;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::training::{TrainingAct, TrainingPersons};
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn persons(State(bridge): State<Arc<Bridge>>) -> Result<Json<TrainingPersons>, Failure> {
    Ok(Json(drawer(&bridge)?.persons()))
}

pub(super) async fn act(
    State(bridge): State<Arc<Bridge>>,
    Input(act): Input<TrainingAct>,
) -> Result<Json<Value>, Failure> {
    let drawer = drawer(&bridge)?.clone();
    // Making a card for the first time takes a while: its key has to be found.
    tokio::task::spawn_blocking(move || drawer.act(&act))
        .await
        .map_err(Failure::internal)??;
    Ok(nothing())
}

fn drawer(bridge: &Bridge) -> Result<&Drawer, ErrorCode> {
    bridge.readers.drawer.as_ref().ok_or(ErrorCode::NotFound)
}
