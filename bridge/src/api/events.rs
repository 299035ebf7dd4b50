//! The events: a ticket by an authenticated POST, then a WebSocket that carries it as a sub-protocol.

use super::input::Input;
use crate::desk::live::Admission;
use crate::desk::pairing::Caller;
use crate::desk::screen;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::http::HeaderMap;
use axum::http::header::SEC_WEBSOCKET_PROTOCOL;
use axum::response::Response;
use axum::{Extension, Json};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::{EventTicket, EventTicketRequest, SUBPROTOCOL, TICKET_PREFIX};
use std::sync::Arc;

/// Longest message from a page, bytes: it has nothing to say.
const MESSAGE_LIMIT: usize = 1024;

/// Longest id of a tab.
const TAB_LIMIT: usize = 64;

pub(super) async fn issue_ticket(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<EventTicketRequest>,
) -> Result<Json<EventTicket>, Failure> {
    if request.tab.is_empty() || request.tab.len() > TAB_LIMIT {
        return Err(ErrorCode::BodyInvalid.into());
    }
    let admits = Admission {
        pairing: caller.pairing,
        role: caller.role,
        tab: request.tab,
    };
    let ticket = bridge.tickets.issue(admits, &bridge.settings.origin);
    Ok(Json(EventTicket { ticket }))
}

pub(super) async fn open(
    State(bridge): State<Arc<Bridge>>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Failure> {
    let ticket = ticket(&headers).ok_or(ErrorCode::TicketInvalid)?;
    // The guard has made sure that the Origin is ours.
    let owner = bridge.tickets.take(ticket, &bridge.settings.origin)?;
    // It may have been revoked since.
    if !bridge.pairing.is_live(&owner.pairing).await? {
        return Err(ErrorCode::TicketInvalid.into());
    }
    let upgrade = upgrade.map_err(|_| Failure::with(ErrorCode::BodyInvalid, "not a WebSocket"))?;
    let upgrade = upgrade
        .protocols([SUBPROTOCOL])
        .max_message_size(MESSAGE_LIMIT)
        .max_frame_size(MESSAGE_LIMIT);
    Ok(upgrade.on_upgrade(move |socket| screen::run(bridge, owner, socket)))
}

/// The ticket among the sub-protocols, where ours is there as well.
fn ticket(headers: &HeaderMap) -> Option<&str> {
    let offered: Vec<&str> = headers
        .get_all(SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let ticket = offered
        .iter()
        .find_map(|protocol| protocol.strip_prefix(TICKET_PREFIX));
    ticket.filter(|_| offered.contains(&SUBPROTOCOL))
}
