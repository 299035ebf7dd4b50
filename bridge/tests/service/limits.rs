//! Slow clients are cut off, and there are never too many connections (`bridge.md` §5 row 25). The clock is
//! stopped once a client has gone slow, so that the limits themselves are what is measured.

use crate::support::Desk;
use axum::Router;
use axum::routing::get;
use madoguchi_bridge::guard::BODY_TIME;
use madoguchi_bridge::service::serve::{CONNECTIONS, HEAD_TIME};
use madoguchi_bridge::service::{Listeners, serve};
use madoguchi_shared::bridge::Role;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, pause, sleep, timeout};

const SECOND: Duration = Duration::from_secs(1);

/// Nothing came in this time: it waits.
const A_MOMENT: Duration = Duration::from_millis(150);

#[tokio::test]
async fn a_head_that_stops_in_the_middle_is_cut_off() {
    let server = Server::start().await;
    for head in ["", "GET / HTTP/1.1\r\nHo"] {
        let mut slow = server.connect().await;
        slow.write_all(head.as_bytes()).await.unwrap();
        // Others are served meanwhile.
        assert!(server.is_served().await, "{head:?}");
        let started = Instant::now();
        pause();
        let answer = rest(&mut slow).await;
        assert_eq!(answer, "", "{head:?}");
        near(started.elapsed(), HEAD_TIME);
        tokio::time::resume();
    }
}

#[tokio::test]
async fn a_head_byte_by_byte_is_cut_off() {
    let server = Server::start().await;
    let mut slow = server.connect().await;
    assert!(server.is_served().await);
    pause();
    let started = Instant::now();
    // A byte each second keeps nothing alive: the time counts from the first.
    let long_head = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(60));
    let sent = drip(&mut slow, long_head.as_bytes()).await;
    assert!(sent < long_head.len(), "it was never cut off");
    near(started.elapsed(), HEAD_TIME);
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let server = Server::start().await;
    let mut idle = server.connect().await;
    assert!(ask(&mut idle).await);
    pause();
    let started = Instant::now();
    assert_eq!(rest(&mut idle).await, "");
    near(started.elapsed(), HEAD_TIME);
}

#[tokio::test]
async fn a_body_that_stops_or_drips_is_cut_off() {
    let desk = Desk::start().await;
    let address = ("127.0.0.1", desk.port);
    for drips in [false, true] {
        let mut slow = TcpStream::connect(address).await.unwrap();
        let head = format!(
            "POST /api/v1/pairing HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n\
             Content-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n",
            port = desk.port,
            origin = desk.origin,
        );
        slow.write_all(head.as_bytes()).await.unwrap();
        // This is said when the body is waited for.
        let mut go_on = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
        slow.read_exact(&mut go_on).await.unwrap();
        assert!(go_on.starts_with(b"HTTP/1.1 100 "));
        let mut other = TcpStream::connect(address).await.unwrap();
        assert!(is_healthy(&mut other, desk.port).await);
        slow.write_all(b"{\"code\":\"").await.unwrap();
        let started = Instant::now();
        pause();
        if drips {
            assert!(drip(&mut slow, &[b'x'; 60]).await < 60);
        } else {
            let answer = rest(&mut slow).await;
            assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
            assert!(answer.contains("BODY_INVALID"), "{answer}");
        }
        near(started.elapsed(), BODY_TIME);
        tokio::time::resume();
    }
}

#[tokio::test]
async fn one_connection_too_many_waits_for_the_next_to_go() {
    let server = Server::start().await;
    // All of one address: the other one must not keep a place that it does not use.
    let mut places = Vec::new();
    for _ in 0..CONNECTIONS {
        let mut connection = server.connect().await;
        assert!(timeout(SECOND, ask(&mut connection)).await.unwrap());
        places.push(connection);
    }
    // The limit is one for both addresses.
    for host in ["127.0.0.1", "::1"] {
        let mut waiting = TcpStream::connect((host, server.port)).await.unwrap();
        {
            let mut answer = std::pin::pin!(ask(&mut waiting));
            assert!(timeout(A_MOMENT, &mut answer).await.is_err(), "{host}");
            drop(places.pop());
            assert!(timeout(SECOND, answer).await.unwrap(), "{host}");
        }
        places.push(waiting);
    }
}

#[tokio::test]
async fn as_many_slow_clients_as_there_are_places_hold_nobody_up_for_longer_than_the_limit() {
    let server = Server::start().await;
    let mut slow = Vec::new();
    for _ in 0..CONNECTIONS {
        let mut connection = server.connect().await;
        connection.write_all(b"GET").await.unwrap();
        slow.push(connection);
    }
    let mut waiting = server.connect().await;
    let started = Instant::now();
    let mut answer = std::pin::pin!(ask(&mut waiting));
    assert!(timeout(A_MOMENT, &mut answer).await.is_err());
    pause();
    assert!(answer.await);
    near(started.elapsed(), HEAD_TIME);
}

#[tokio::test]
async fn screens_that_listen_take_no_place_of_a_connection() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let mut screens = Vec::new();
    for tab in 0..CONNECTIONS {
        screens.push(desk.connect(&token, &tab.to_string()).await);
    }
    let mut other = TcpStream::connect(("127.0.0.1", desk.port)).await.unwrap();
    let served = timeout(SECOND, is_healthy(&mut other, desk.port)).await;
    assert!(served.unwrap());
}

/// The listeners with the smallest application there is.
struct Server {
    port: u16,
    _stop: watch::Sender<bool>,
}

impl Server {
    async fn start() -> Self {
        let listeners = Listeners::bind(0).await.unwrap();
        let port = listeners.port;
        let (stop, stopped) = watch::channel(false);
        let app = Router::new().route("/", get(async || "served"));
        tokio::spawn(serve(listeners, app, stopped));
        Self { port, _stop: stop }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).await.unwrap()
    }

    /// Whether a new client is served within a second.
    async fn is_served(&self) -> bool {
        let mut connection = self.connect().await;
        timeout(SECOND, ask(&mut connection)).await.unwrap_or(false)
    }
}

/// One request and its answer; the connection stays open.
async fn ask(connection: &mut TcpStream) -> bool {
    let request = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    connection.write_all(request).await.unwrap();
    read_until(connection, "served").await
}

async fn is_healthy(connection: &mut TcpStream, port: u16) -> bool {
    let request = format!("GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    connection.write_all(request.as_bytes()).await.unwrap();
    read_until(connection, "\"protocol\"").await
}

/// Reads until this was said. `false`: it was closed before.
async fn read_until(connection: &mut TcpStream, end: &str) -> bool {
    let mut heard = String::new();
    let mut bytes = [0; 1024];
    loop {
        match connection.read(&mut bytes).await {
            Ok(0) | Err(_) => return false,
            Ok(length) => heard.push_str(&String::from_utf8_lossy(&bytes[..length])),
        }
        if heard.contains(end) {
            return true;
        }
    }
}

/// All that still comes until the connection is closed.
async fn rest(connection: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    // A reset is an end, too.
    let _ = connection.read_to_end(&mut heard).await;
    String::from_utf8_lossy(&heard).into_owned()
}

/// Sends a byte each second until the other side has had enough; says how many it took.
async fn drip(connection: &mut TcpStream, bytes: &[u8]) -> usize {
    let mut answer = [0; 1];
    for (sent, byte) in bytes.iter().enumerate() {
        if connection.write_all(&[*byte]).await.is_err() {
            return sent;
        }
        tokio::select! {
            // An answer or the end.
            _ = connection.read(&mut answer) => return sent,
            () = sleep(SECOND) => {}
        }
    }
    bytes.len()
}

/// At the limit, within the two seconds that a stopped clock may jump too far.
fn near(elapsed: Duration, limit: Duration) {
    assert!(elapsed + 2 * SECOND > limit, "too early: {elapsed:?}");
    assert!(elapsed < limit + 2 * SECOND, "too late: {elapsed:?}");
}
