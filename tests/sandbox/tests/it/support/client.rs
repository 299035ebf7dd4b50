//! A desk that speaks HTTP over a connection of its own for each request.

use super::cards::TestCard;
use madoguchi_sandbox::Clock;
use madoguchi_sandbox::test_desk::{DeskKey, TestDesk};
use madoguchi_shared::backend::{ENROLMENT_PATH, Enrolment, Nonce, NonceRequest, Operation};
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::{ErrorCode, Problem};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer with its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, 200, "{}", self.body);
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn code(&self) -> ErrorCode {
        serde_json::from_str::<Problem>(&self.body).unwrap().code
    }
}

/// One request on a connection of its own, headers as given.
pub(crate) async fn request(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let host = address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let mut lines = vec![
        format!("{method} {path} HTTP/1.1"),
        "Connection: close".to_owned(),
        format!("Content-Length: {}", body.len()),
    ];
    if !headers.iter().any(|(name, _)| *name == "Host") {
        lines.push(format!("Host: {host}"));
    }
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    let head = lines.join("\r\n");
    stream
        .write_all(format!("{head}\r\n\r\n{body}").as_bytes())
        .await
        .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let content_type = head.lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-type: ")
            .map(str::to_owned)
    });
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        content_type: content_type.unwrap_or_default(),
        body: body.to_owned(),
    }
}

pub(crate) async fn enrol(address: &str, code: &str) -> TestDesk {
    let key = DeskKey::generate();
    let body = serde_json::to_string(&key.enrolment_request(code)).unwrap();
    let headers = [("Content-Type", "application/json")];
    let enrolment: Enrolment = request(address, "POST", ENROLMENT_PATH, &headers, &body)
        .await
        .json();
    TestDesk::enrolled(key, enrolment, address)
}

pub(crate) async fn ask<T: serde::Serialize>(
    address: &str,
    desk: &TestDesk,
    operation: Operation,
    body: &T,
) -> Answer {
    let body = serde_json::to_string(body).unwrap();
    let token = desk.token(operation, body.as_bytes(), Clock::system().now_ms());
    let bearer = format!("Bearer {token}");
    let headers = [
        ("Authorization", bearer.as_str()),
        ("Content-Type", "application/json"),
    ];
    request(address, "POST", operation.path(), &headers, &body).await
}

pub(crate) async fn nonce(address: &str, desk: &TestDesk) -> Answer {
    let body = NonceRequest {
        institution_code: desk.institution_code.clone(),
    };
    ask(address, desk, Operation::Nonce, &body).await
}

pub(crate) async fn visit(address: &str, desk: &TestDesk, person: &str) -> Answer {
    let nonce: Nonce = nonce(address, desk).await.json();
    let clock = Clock::system();
    let card = TestCard::of(person, clock.today());
    let query = desk.card_query(IdentityMethod::Pin, card.in_hand(), &nonce.nonce, clock.now_ms());
    ask(address, desk, Operation::CardQuery, &query).await
}
