//! What a desk is asked: requests as our own page sends them, and the line of a screen.

use super::{Desk, Screen, Socket};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use madoguchi_shared::bridge::event::{Event, Snapshot};
use madoguchi_shared::bridge::routes::{ROUTES, Sends};
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tower::ServiceExt as _;

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    /// The code of a problem; empty when it is none.
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

impl Desk {
    /// A request as our own page sends it.
    pub(crate) async fn call(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", format!("127.0.0.1:{}", self.port))
            .header("sec-fetch-site", "same-origin");
        if method != "GET" {
            request = request
                .header("origin", &self.origin)
                .header("content-type", content_type(path));
        }
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let body = if method == "GET" {
            Body::empty()
        } else {
            Body::from(body.to_string())
        };
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Value {
        let answer = self.call("GET", path, Some(token), &Value::Null).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Value {
        let answer = self.call("POST", path, Some(token), &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }

    /// The code of the refusal.
    pub(crate) async fn refused(&self, path: &str, token: &str, body: Value) -> String {
        let answer = self.call("POST", path, Some(token), &body).await;
        assert_ne!(answer.status, StatusCode::OK, "{path}");
        answer.code().to_owned()
    }

    /// Any request, through guard and all.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: head.status,
            headers: head.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        }
    }

    pub(crate) async fn ticket(&self, token: &str, tab: &str) -> String {
        let answer = self
            .post("/api/v1/event-tickets", token, json!({ "tab": tab }))
            .await;
        answer["ticket"].as_str().unwrap().to_owned()
    }

    /// A screen's WebSocket, past its snapshot.
    pub(crate) async fn connect(&self, token: &str, tab: &str) -> (Screen, Snapshot) {
        let ticket = self.ticket(token, tab).await;
        let socket = self.open(&ticket, &self.origin).await.unwrap();
        let mut screen = Screen::new(socket);
        let Some(Event::Snapshot(snapshot)) = screen.next().await else {
            panic!("the first message is no snapshot");
        };
        (screen, snapshot)
    }

    /// Opens a WebSocket with a ticket. The error is the HTTP status.
    pub(crate) async fn open(&self, ticket: &str, origin: &str) -> Result<Socket, u16> {
        let address = format!("ws://127.0.0.1:{}/api/v1/events", self.port);
        let mut request = address.into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("origin", origin.parse().unwrap());
        let protocols = format!("madoguchi.v1, ticket.{ticket}");
        headers.insert("sec-websocket-protocol", protocols.parse().unwrap());
        match connect_async(request).await {
            Ok((socket, response)) => {
                assert_eq!(response.headers()["sec-websocket-protocol"], "madoguchi.v1");
                Ok(socket)
            }
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }
}

/// What a route takes.
fn content_type(path: &str) -> &'static str {
    let route = ROUTES.iter().find(|route| route.path == path);
    match route.map(|route| route.sends) {
        Some(Sends::Jpeg) => "image/jpeg",
        Some(Sends::Json) | None => "application/json",
    }
}
