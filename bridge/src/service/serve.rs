//! Connections: few, with time limits, HTTP/1.1 only, ended in good order.

use super::Listeners;
use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Most connections at a time, over both addresses; the next ones wait. A WebSocket is counted by the desk, not
/// here.
pub const CONNECTIONS: usize = 32;

/// Longest time until a request's head is there, and longest time that a connection may idle.
pub const HEAD_TIME: Duration = Duration::from_secs(10);

/// Longest time that stopping waits for connections.
const STOP_TIME: Duration = Duration::from_secs(2);

/// Serves until `stop` says so; then ends the connections, within 2 s.
pub async fn serve(listeners: Listeners, app: Router, stop: watch::Receiver<bool>) {
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    let v6 = async {
        if let Some(v6) = &listeners.v6 {
            accept(v6, &app, &slots, stop.clone()).await;
        }
    };
    tokio::join!(accept(&listeners.v4, &app, &slots, stop.clone()), v6);
    drop(listeners);
    // Every slot is free again when the last connection has ended.
    let all = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
    if tokio::time::timeout(STOP_TIME, slots.acquire_many(all))
        .await
        .is_err()
    {
        tracing::warn!("connections were cut off");
    }
}

async fn accept(
    listener: &TcpListener,
    app: &Router,
    slots: &Arc<Semaphore>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        // The slot comes second: a listener where nobody knocks must not keep one.
        let next = async {
            let accepted = listener.accept().await;
            (accepted, slots.clone().acquire_owned().await)
        };
        let stopped = stop.clone();
        let (accepted, slot) = tokio::select! {
            next = next => next,
            () = told_to_stop(&mut stop) => return,
        };
        let (Ok((stream, _)), Ok(slot)) = (accepted, slot) else {
            // Out of descriptors, perhaps: do not spin.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        tokio::spawn(connection(stream, app.clone(), slot, stopped));
    }
}

async fn connection(
    stream: TcpStream,
    app: Router,
    slot: OwnedSemaphorePermit,
    mut stop: watch::Receiver<bool>,
) {
    // Answers are small: do not let them wait for each other.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(tower::util::MapRequest::new(
        app,
        |request: hyper::Request<Incoming>| request.map(axum::body::Body::new),
    ));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = &mut connection => Some(ended),
        () = told_to_stop(&mut stop) => None,
    };
    let ended = if let Some(ended) = ended {
        ended
    } else {
        connection.as_mut().graceful_shutdown();
        connection.await
    };
    drop(slot);
    if let Err(error) = ended {
        tracing::debug!(%error, "connection ended");
    }
}

async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    // A sender that is gone means the same.
    let _ = stop.wait_for(|stop| *stop).await;
}
