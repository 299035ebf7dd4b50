//! One screen's WebSocket, from its snapshot to its end.

use super::live::{Admission, Connection, Live};
use crate::state::Bridge;
use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket};
use madoguchi_shared::bridge::event::{Event, Message};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval, timeout};

/// How often a peer is asked whether it lives.
const PING_EVERY: Duration = Duration::from_secs(5);

/// A peer that has not answered so many questions in a row is dropped.
const PINGS: u32 = 2;

/// How often it is looked whether the pairing still stands: it runs out, and another process may end it.
const PAIRING_EVERY: Duration = Duration::from_secs(1);

/// Longest time that sending one message may take.
const SEND_TIME: Duration = Duration::from_secs(5);

/// Close codes of RFC 6455 §7.4.1 and the IANA registry.
const GOING_AWAY: u16 = 1001;
const TRY_AGAIN_LATER: u16 = 1013;

/// The other side is gone.
struct Gone;

/// Talks to a screen until either side ends it.
pub async fn run(bridge: Arc<Bridge>, owner: Admission, mut socket: WebSocket) {
    let pairing = owner.pairing.clone();
    let Some(connection) = bridge.live.connect(owner) else {
        close(&mut socket, TRY_AGAIN_LATER).await;
        return;
    };
    let place = Place {
        live: &bridge.live,
        id: connection.id,
    };
    if talk(&bridge, &pairing, connection, &mut socket).await.is_ok() {
        close(&mut socket, GOING_AWAY).await;
    }
    bridge.pairing.note_seen(&pairing);
    drop(place);
}

/// `Ok`: this side ends it.
async fn talk(
    bridge: &Bridge,
    pairing: &str,
    connection: Connection,
    socket: &mut WebSocket,
) -> Result<(), Gone> {
    let Connection {
        snapshot, mut events, ..
    } = connection;
    let mut sequence = 0;
    say(socket, &mut sequence, Event::Snapshot(snapshot)).await?;
    let mut pulse = interval(PING_EVERY);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut unanswered = 0;
    let mut doorkeeper = interval(PAIRING_EVERY);
    doorkeeper.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            event = events.recv() => match event {
                Some(event) => say(socket, &mut sequence, event).await?,
                None => return Ok(()),
            },
            frame = socket.recv() => match frame {
                Some(Ok(Frame::Pong(_))) => unanswered = 0,
                Some(Ok(Frame::Close(_)) | Err(_)) | None => return Err(Gone),
                // The page has nothing to say here.
                Some(Ok(_)) => {}
            },
            _ = pulse.tick() => {
                if unanswered == PINGS {
                    return Err(Gone);
                }
                unanswered += 1;
                send(socket, Frame::Ping(Vec::new().into())).await?;
            }
            _ = doorkeeper.tick() => {
                if matches!(bridge.pairing.is_live(pairing).await, Ok(false)) {
                    return Ok(());
                }
            }
        }
    }
}

async fn say(socket: &mut WebSocket, sequence: &mut u64, event: Event) -> Result<(), Gone> {
    let message = Message {
        sequence: *sequence,
        event,
    };
    *sequence += 1;
    let text = serde_json::to_string(&message).map_err(|_| Gone)?;
    send(socket, Frame::Text(text.into())).await
}

async fn send(socket: &mut WebSocket, frame: Frame) -> Result<(), Gone> {
    match timeout(SEND_TIME, socket.send(frame)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Gone),
    }
}

async fn close(socket: &mut WebSocket, code: u16) {
    let reason = "".into();
    let frame = Frame::Close(Some(CloseFrame { code, reason }));
    let _ = timeout(Duration::from_millis(500), socket.send(frame)).await;
}

/// A screen's place at the desk, given back however the conversation ends.
struct Place<'a> {
    live: &'a Live,
    id: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.live.disconnect(self.id);
    }
}
