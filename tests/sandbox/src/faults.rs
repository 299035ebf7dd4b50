//! Faults on request: a backend that is slow, down or talks nonsense, for demo and tests.

use crate::pools::Pool;
use crate::problem::Refusal;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::Operation;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultKind {
    /// The request is handled after a wait.
    Delay,
    /// 503 `BACKEND_UNAVAILABLE`; the request is not handled.
    Unavailable,
    /// The request is handled, and the answer is JSON that breaks off.
    Malformed,
    /// The request is handled, and the answer is a page of HTML.
    WrongContentType,
    /// The request is handled, and the answer is JSON of no known shape.
    Senseless,
    /// 一括取得 alone: it is 処理中.
    InProgress,
    /// 一括取得 alone: 異常終了.
    Abnormal,
    /// 一括取得 alone: half of the rows come, and then the connection ends.
    BreaksOff,
}

impl FaultKind {
    /// Whether there is such a fault of a place.
    pub(crate) fn is_of(self, place: Place) -> bool {
        match self {
            Self::Delay | Self::Unavailable | Self::Malformed | Self::WrongContentType | Self::Senseless => {
                true
            }
            Self::InProgress | Self::Abnormal | Self::BreaksOff => {
                place == Place::Route(Operation::BulkQuery)
            }
        }
    }
}

/// Where something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A route of this backend.
    Route(Operation),
    /// A pool of 初回登録, asked from within. With every kind but [`FaultKind::Delay`] it does not answer.
    Pool(Pool),
}

/// A fault of one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// Wait before the request is handled, ms; with every kind.
    pub delay_ms: u64,
    /// For how many requests; `None`: until it is taken back.
    pub times: Option<u32>,
}

/// The faults in force, at most one per place.
#[derive(Debug, Default)]
pub struct Faults(Mutex<HashMap<Place, Fault>>);

impl Faults {
    /// Sets or takes back the fault of a place.
    pub fn set(&self, place: Place, fault: Option<Fault>) {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match fault {
            Some(fault) => faults.insert(place, fault),
            None => faults.remove(&place),
        };
    }

    /// The fault for the next request, counted down.
    fn take(&self, place: Place) -> Option<Fault> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = *faults.get(&place)?;
        match fault.times {
            Some(times) if times <= 1 => {
                faults.remove(&place);
            }
            Some(times) => {
                let times = Some(times - 1);
                faults.insert(place, Fault { times, ..fault });
            }
            None => {}
        }
        (fault.times != Some(0)).then_some(fault)
    }
}

/// Middleware: plays the fault of the route.
pub(crate) async fn play(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let operation = Operation::ALL
        .into_iter()
        .find(|operation| operation.path() == request.uri().path());
    let Some(fault) = operation.and_then(|operation| app.faults.take(Place::Route(operation))) else {
        return Ok(next.run(request).await);
    };
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    let json = HeaderValue::from_static("application/json");
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let (content_type, body) = match fault.kind {
        FaultKind::Delay => return Ok(next.run(request).await),
        FaultKind::InProgress | FaultKind::Abnormal | FaultKind::BreaksOff => {
            request.extensions_mut().insert(fault.kind);
            return Ok(next.run(request).await);
        }
        FaultKind::Unavailable => {
            return Err(Refusal::new(ErrorCode::BackendUnavailable, "fault on request"));
        }
        FaultKind::Malformed => (json, r#"{"MessageHeader":{"ProcessExecutionTime":"2026"#),
        FaultKind::WrongContentType => (html, "<!doctype html><title>Gateway</title><p>OK"),
        FaultKind::Senseless => (json, r#"{"answer":["maybe",42,null]}"#),
    };
    next.run(request).await;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, content_type)], body).into_response())
}

/// Asks a pool of 初回登録: after its fault's wait, `Ok` when it answers.
pub(crate) async fn reach(app: &App, pool: Pool) -> Result<(), Refusal> {
    let Some(fault) = app.faults.take(Place::Pool(pool)) else {
        return Ok(());
    };
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    match fault.kind {
        FaultKind::Delay => Ok(()),
        FaultKind::Unavailable
        | FaultKind::Malformed
        | FaultKind::WrongContentType
        | FaultKind::Senseless
        | FaultKind::InProgress
        | FaultKind::Abnormal
        | FaultKind::BreaksOff => Err(Refusal::new(pool.unavailable(), "fault on request")),
    }
}
