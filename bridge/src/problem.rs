//! The one place where an error becomes an answer (D18). A handler returns a [`Failure`]; [`render`] turns it
//! into the body [`Problem`], and its internal detail goes to the log only.

use crate::card::{CardError, CollationError};
use axum::Json;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use madoguchi_shared::identifier::CollationNumberError;
use madoguchi_shared::{ErrorCode, Problem};
use std::fmt::Display;
use std::time::Instant;
use uuid::Uuid;

/// Why a request was not served.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct Failure {
    /// What the caller is told.
    pub code: ErrorCode,
    /// For the log: cause without personal data or secrets. May be empty.
    pub detail: String,
}

impl Failure {
    /// A defect of ours, or of the machine: `INTERNAL`, with its cause for the log.
    pub fn internal(cause: impl Display) -> Self {
        Self::with(ErrorCode::Internal, cause)
    }

    /// A code with a detail for the log.
    pub fn with(code: ErrorCode, detail: impl Display) -> Self {
        Self {
            code,
            detail: detail.to_string(),
        }
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self {
            code,
            detail: String::new(),
        }
    }
}

impl From<CardError> for Failure {
    /// The error's own text has status words and lengths, never content.
    fn from(error: CardError) -> Self {
        Self::with(error.code(), error)
    }
}

impl From<CollationError> for Failure {
    /// The error's own text has counts, status words and lengths, never content.
    fn from(error: CollationError) -> Self {
        Self::with(error.code(), error)
    }
}

impl From<CollationNumberError> for Failure {
    /// The error's own text says which part it is, and quotes none.
    fn from(error: CollationNumberError) -> Self {
        Self::with(ErrorCode::CollationNumberFormat, error)
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::internal(format_args!("database: {error}"))
    }
}

impl IntoResponse for Failure {
    /// Status and the failure itself; the body is written by [`render`].
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives each request an id, writes one line to the log, and writes the body of a failure.
/// The line has no address beyond the known routes, no body, no header.
pub async fn render(request: Request, next: Next) -> Response {
    let request_id = Uuid::new_v4().to_string();
    let method = request.method().clone();
    let route = known_route(request.uri().path());
    let started = Instant::now();
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    let duration_ms = started.elapsed().as_millis();
    let Some(failure) = response.extensions_mut().remove::<Failure>() else {
        tracing::debug!(request_id, %method, route, status, duration_ms, "served");
        return response;
    };
    let (code, detail) = (failure.code, failure.detail);
    if status >= 500 {
        tracing::error!(request_id, %method, route, status, duration_ms, %code, detail, "failed");
    } else {
        tracing::info!(request_id, %method, route, status, duration_ms, %code, detail, "refused");
    }
    let body = Json(Problem::new(code, request_id)).into_response();
    let headers = std::mem::take(response.headers_mut());
    let (mut parts, body) = body.into_parts();
    parts.status = response.status();
    for (name, value) in &headers {
        if name != axum::http::header::CONTENT_LENGTH {
            parts.headers.insert(name, value.clone());
        }
    }
    Response::from_parts(parts, body)
}

/// The path when it is one of ours; anything else may hold what a log must not.
fn known_route(path: &str) -> &'static str {
    use madoguchi_shared::bridge::routes::ROUTES;
    let pages = ["/", "/patient", "/records", "/openapi.json"];
    let known = ROUTES.iter().map(|route| route.path).chain(pages);
    known.into_iter().find(|known| *known == path).unwrap_or("other")
}
