//! Enrolment of the desk at a backend that is well, unwell or hostile. Each failure has its code of the catalogue,
//! and nothing of it is kept.

use madoguchi_bridge::desk::enrolment::{Application, EnrolmentError, enrol, load};
use madoguchi_bridge::desk::key::DeskKey;
use madoguchi_bridge::store;
use madoguchi_shared::backend::Enrolment;
use madoguchi_shared::{ErrorCode, Problem, Secret};
use serde_json::json;
use sqlx::SqlitePool;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

const CODE: &str = "CODE-0123456789";

/// Time that a backend gets which answers.
const PLENTY: Duration = Duration::from_secs(10);

/// Time that a backend gets which never does.
const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_good_answer_is_kept_and_replaced_by_the_next() {
    let desk = Unenrolled::new().await;
    for name in ["見本クリニック", "見本医院"] {
        let backend = Backend::that_says(answer("200 OK", "application/json", &enrolment(name))).await;
        let enrolled = desk.enrol(&backend.origin, PLENTY).await.unwrap();
        assert_eq!(enrolled.institution_name, name);
        assert_eq!(load(&desk.store, &backend.origin).await.unwrap(), Some(enrolled));
        let request = backend.request.await.unwrap();
        assert!(request.starts_with("POST /v1/desks/enrolment HTTP/1.1\r\n"));
        for sent in [CODE, "BEGIN PUBLIC KEY", "1番窓口"] {
            assert!(request.contains(sent), "{sent}");
        }
        assert!(!request.contains("PRIVATE"));
    }
}

#[tokio::test]
async fn a_code_that_is_used_or_unknown_is_refused() {
    let problem = Problem::new(ErrorCode::EnrolmentCodeInvalid, "r-1");
    let body = serde_json::to_string(&problem).unwrap();
    let error = fails(answer("401 Unauthorized", "application/json", &body)).await;
    assert_eq!(error.code, ErrorCode::EnrolmentCodeInvalid);
    // The administrator of the backend finds it in the log.
    assert!(error.text.contains("r-1"), "{}", error.text);
}

#[tokio::test]
async fn a_problem_keeps_its_code() {
    for (status, code) in [
        ("503 Service Unavailable", ErrorCode::BackendUnavailable),
        ("400 Bad Request", ErrorCode::BodyInvalid),
        // Of a newer backend.
        ("418 I'm a teapot", ErrorCode::Unknown),
    ] {
        let body = serde_json::to_string(&Problem::new(code, "r")).unwrap();
        let error = fails(answer(status, "application/json; charset=utf-8", &body)).await;
        assert_eq!(error.code, code, "{status}");
    }
}

#[tokio::test]
async fn nonsense_is_nonsense() {
    let good = enrolment("見本クリニック");
    let json = "application/json";
    let long = format!("{good}{}", " ".repeat(64 * 1024));
    for (what, said) in [
        ("wrong content type", answer("200 OK", "text/html", &good)),
        (
            "no content type",
            format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{good}", good.len()),
        ),
        ("malformed", answer("200 OK", json, &good[..good.len() - 1])),
        ("empty", answer("200 OK", json, "")),
        ("another type", answer("200 OK", json, "{}")),
        (
            "no such institution",
            answer("200 OK", json, &good.replace("1312345679", "1312345670")),
        ),
        (
            "a clinic with a pharmacy's code",
            answer("200 OK", json, &good.replace("1312345679", "1342345673")),
        ),
        ("too long", answer("200 OK", json, &long)),
        (
            "broken off",
            format!("HTTP/1.1 200 OK\r\nContent-Type: {json}\r\nContent-Length: 9999\r\n\r\n{good}"),
        ),
        (
            "page of a proxy",
            answer("502 Bad Gateway", "text/html", "<h1>Bad Gateway</h1>"),
        ),
        (
            "error that is no problem",
            answer("500 Internal Server Error", json, "{\"error\":1}"),
        ),
        (
            "another address",
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
                .to_owned(),
        ),
    ] {
        let error = fails(said).await;
        assert_eq!(error.code, ErrorCode::BackendNonsense, "{what}: {}", error.text);
    }
}

#[tokio::test]
async fn a_backend_that_is_down_is_unreachable() {
    let desk = Unenrolled::new().await;
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let error = desk.fails(&closed, PLENTY).await;
    assert_eq!(error.code, ErrorCode::BackendUnreachable, "{}", error.text);
    // One that hangs up instead of an answer is no better.
    let error = fails(String::new()).await;
    assert_eq!(error.code, ErrorCode::BackendUnreachable, "{}", error.text);
}

#[tokio::test]
async fn a_backend_that_is_slow_is_given_up() {
    let body = enrolment("見本クリニック");
    let whole = answer("200 OK", "application/json", &body);
    // Nothing at all, half a head, half a body.
    for sent in [0, 20, whole.len() - 2] {
        let desk = Unenrolled::new().await;
        let backend = Backend::that_stops_after(whole[..sent].to_owned()).await;
        let started = Instant::now();
        let error = desk.fails(&backend.origin, SHORT).await;
        assert_eq!(error.code, ErrorCode::BackendTimeout, "{sent}: {}", error.text);
        assert!(started.elapsed() >= SHORT && started.elapsed() < PLENTY, "{sent}");
    }
}

#[tokio::test]
async fn a_failure_leaves_the_enrolment_before_it() {
    let desk = Unenrolled::new().await;
    let good = answer("200 OK", "application/json", &enrolment("見本クリニック"));
    let first = Backend::that_says(good).await;
    let enrolled = desk.enrol(&first.origin, PLENTY).await.unwrap();
    // The backend has gone since.
    let error = desk.enrol(&first.origin, PLENTY).await.unwrap_err();
    assert_eq!(Failed::of(&error).code, ErrorCode::BackendUnreachable);
    assert_eq!(load(&desk.store, &first.origin).await.unwrap(), Some(enrolled));
}

/// A desk that is not enrolled anywhere.
struct Unenrolled {
    store: SqlitePool,
    key: DeskKey,
    _data: TempDir,
}

/// How an enrolment failed.
struct Failed {
    code: ErrorCode,
    text: String,
}

impl Unenrolled {
    async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        Self {
            store: store::open(data.path()).await.unwrap(),
            key: DeskKey::load_or_make(data.path()).unwrap(),
            _data: data,
        }
    }

    async fn enrol(&self, backend: &str, answer_time: Duration) -> Result<Enrolment, EnrolmentError> {
        let application = Application {
            backend: backend.to_owned(),
            code: Secret::new(CODE.to_owned()),
            desk_name: "1番窓口".to_owned(),
            answer_time,
        };
        enrol(&self.store, &self.key, application, 0).await
    }

    /// Enrols in vain. Nothing is kept, and the code is not told.
    async fn fails(&self, backend: &str, answer_time: Duration) -> Failed {
        let failed = Failed::of(&self.enrol(backend, answer_time).await.unwrap_err());
        let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM enrolments")
            .fetch_one(&self.store)
            .await
            .unwrap();
        assert_eq!(kept, 0, "{}", failed.text);
        failed
    }
}

impl Failed {
    fn of(error: &EnrolmentError) -> Self {
        let EnrolmentError::Backend { code, .. } = error else {
            panic!("{error}");
        };
        let text = error.to_string();
        assert!(text.starts_with(code.code()), "{text}");
        assert!(!text.contains(CODE) && !text.contains("見本"), "{text}");
        Self { code: *code, text }
    }
}

/// A backend that takes one request.
struct Backend {
    origin: String,
    /// What it was sent.
    request: oneshot::Receiver<String>,
}

impl Backend {
    /// Says this and hangs up.
    async fn that_says(answer: String) -> Self {
        Self::start(answer, false).await
    }

    /// Says this much and then nothing, and does not hang up.
    async fn that_stops_after(answer: String) -> Self {
        Self::start(answer, true).await
    }

    async fn start(answer: String, stops: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (tell, request) = oneshot::channel();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            drop(listener);
            let _ = tell.send(read_request(&mut stream).await);
            stream.write_all(answer.as_bytes()).await.unwrap();
            if stops {
                // Until the other side has had enough.
                let _ = stream.read(&mut [0]).await;
            }
        });
        Self { origin, request }
    }
}

/// To the end of the body, which is one JSON object.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    while !heard.ends_with(b"}") {
        assert_ne!(stream.read_buf(&mut heard).await.unwrap(), 0);
    }
    String::from_utf8(heard).unwrap()
}

async fn fails(said: String) -> Failed {
    let backend = Backend::that_says(said).await;
    Unenrolled::new().await.fails(&backend.origin, PLENTY).await
}

fn answer(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}")
}

fn enrolment(institution_name: &str) -> String {
    json!({
        "deskId": "01934b2c-0000-7000-8000-000000000001",
        "institutionCode": "1312345679",
        "institutionName": institution_name,
        "facility": "clinic",
    })
    .to_string()
}
