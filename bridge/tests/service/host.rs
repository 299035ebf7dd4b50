//! The Host header over real connections (`bridge.md` §5 rows 1 and 2): nothing but the three names passes.

use crate::support::Desk;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Host values that are not ours; `P` is the port.
const STRANGERS: &[&str] = &[
    "",
    "127.0.0.1",
    "localhost",
    "[::1]",
    "127.0.0.1:",
    "127.0.0.1:80",
    "127.0.0.1:0P",
    "127.0.0.1:P0",
    "127.0.0.1:P:P",
    "127.0.0.1.:P",
    "localhost.:P",
    "LOCALHOST:P",
    "Localhost:P",
    "127.1:P",
    "127.0.1:P",
    "127.000.000.001:P",
    "127.0.0.2:P",
    "0.0.0.0:P",
    "0x7f.1:P",
    "0x7f000001:P",
    "2130706433:P",
    "017700000001:P",
    "[::]:P",
    "[::ffff:127.0.0.1]:P",
    "[0:0:0:0:0:0:0:1]:P",
    "::1:P",
    "127.0.0.1.evil.test:P",
    "localhost.evil.test:P",
    "evil.test:P",
    "evil.test",
    "a.localhost:P",
    "localhost.localdomain:P",
    "user@127.0.0.1:P",
    "127.0.0.1:P@evil.test",
    "127.0.0.1:P/",
    "127.0.0.1:P, evil.test",
    "127.0.0.1:P 127.0.0.1:P",
    "http://127.0.0.1:P",
    "xn--n3h.test:P",
    "127。0。0。1:P",
    "127.0.0.1%00:P",
    "*:P",
    "null",
];

#[tokio::test]
async fn strangers_get_nothing() {
    let desk = Desk::start().await;
    for path in [
        "/",
        "/health",
        "/api/v1/receptions",
        "/app-0123456789abcdef.js",
        "/nothing",
    ] {
        for host in STRANGERS {
            let host = host.replace('P', &desk.port.to_string());
            let answer = talk(&desk, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n")).await;
            refused(&answer, &host);
        }
    }
}

#[tokio::test]
async fn other_forms_get_nothing() {
    let desk = Desk::start().await;
    let port = desk.port;
    for head in [
        "GET / HTTP/1.1\r\n".to_owned(),
        "GET / HTTP/1.0\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.test\r\n"),
        format!("GET / HTTP/1.1\r\nHost: evil.test\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("GET http://evil.test/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("CONNECT 127.0.0.1:{port} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"),
        format!("GET / HTTP/1.1\r\nX-Forwarded-Host: 127.0.0.1:{port}\r\nHost: evil.test\r\n"),
        format!(
            "GET /api/v1/events HTTP/1.1\r\nHost: evil.test\r\nOrigin: http://evil.test\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{port}: x\r\n"
        ),
    ] {
        refused(&talk(&desk, &head).await, &head);
    }
}

#[tokio::test]
async fn our_names_pass_and_pages_go_to_one_address() {
    let desk = Desk::start().await;
    let port = desk.port;
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let answer = talk(&desk, &format!("GET /health HTTP/1.1\r\nHost: {host}:{port}\r\n")).await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{host}");
    }
    for host in ["localhost", "[::1]"] {
        for page in ["/", "/patient", "/records"] {
            let answer = talk(&desk, &format!("GET {page} HTTP/1.1\r\nHost: {host}:{port}\r\n")).await;
            assert!(answer.starts_with("HTTP/1.1 308 "), "{host}{page}");
            let location = format!("location: http://127.0.0.1:{port}{page}\r\n");
            assert!(answer.contains(&location), "{host}{page}");
        }
    }
}

#[tokio::test]
async fn both_loopback_addresses_and_no_other() {
    let desk = Desk::start().await;
    assert!(TcpStream::connect(("127.0.0.1", desk.port)).await.is_ok());
    assert!(TcpStream::connect(("::1", desk.port)).await.is_ok());
    // All of 127/8 is this machine; only the one address is listened on.
    assert!(TcpStream::connect(("127.0.0.2", desk.port)).await.is_err());
    let taken = madoguchi_bridge::service::Listeners::bind(desk.port).await;
    let text = taken.unwrap_err().to_string();
    assert_eq!(text, format!("PORT_IN_USE 127.0.0.1:{}", desk.port));
}

/// Refused by us with 421 and a problem, or by the HTTP library with 400; never with anything of the desk.
fn refused(answer: &str, what: &str) {
    let status = answer.split(' ').nth(1).unwrap_or_default();
    assert!(["421", "400"].contains(&status), "{what:?}: {answer}");
    let body = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
    assert!(
        !body.contains("<!doctype") && !body.contains("version"),
        "{what:?}"
    );
    if status == "421" {
        assert!(body.contains("HOST_NOT_ALLOWED"), "{what:?}");
    }
}

async fn talk(desk: &Desk, head: &str) -> String {
    exchange(desk, &format!("{head}Connection: close\r\n\r\n")).await
}

/// The answer to these bytes on a connection of its own, until it is closed.
pub(crate) async fn exchange(desk: &Desk, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", desk.port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}
