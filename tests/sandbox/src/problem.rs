//! How a request is refused, and what every answer carries.

use crate::database::sqlite_code;
use axum::Json;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use madoguchi_shared::{ErrorCode, Problem};
use std::borrow::Cow;
use uuid::Uuid;

/// Why a request is refused: the code goes out, the detail goes into the log. A detail holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    code: ErrorCode,
    detail: Cow<'static, str>,
}

impl Refusal {
    /// With what the operator should read.
    pub fn new(code: ErrorCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }

    /// What the page is told.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// What the log is told.
    pub(crate) fn detail(&self) -> &str {
        &self.detail
    }
}

impl From<sqlx::Error> for Refusal {
    /// Only the engine's code is kept: its message may quote a row.
    fn from(error: sqlx::Error) -> Self {
        let detail = match &error {
            sqlx::Error::Database(inner) => format!("database error {}", inner.code().unwrap_or_default()),
            sqlx::Error::AnyDriverError(inner) => match sqlite_code(inner.as_ref()) {
                Some(code) => format!("database error {code}"),
                None => "a row cannot be read".to_owned(),
            },
            sqlx::Error::PoolTimedOut => "no database connection is free".to_owned(),
            sqlx::Error::Io(inner) => format!("database connection: {}", inner.kind()),
            sqlx::Error::ColumnDecode { index, .. } => format!("column {index} cannot be read"),
            _ => "the database did not answer as expected".to_owned(),
        };
        Self::new(ErrorCode::BackendUnavailable, detail)
    }
}

impl IntoResponse for Refusal {
    /// The body is written by the outermost layer, which knows the request's id.
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Names the request, turns a refusal into a [`Problem`], adds the headers every answer has, and logs one line.
pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().to_string();
    let method = request.method().clone();
    // The template of the path: nothing a client chose reaches the log.
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "(none)".to_owned(), |path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        let status = StatusCode::from_u16(refusal.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response = (status, Json(Problem::new(refusal.code, &id))).into_response();
        tracing::info!(request_id = %id, %method, path, status = status.as_u16(),
            code = refusal.code.code(), detail = %refusal.detail, "refused");
    } else {
        tracing::info!(request_id = %id, %method, path, status = response.status().as_u16(), "answered");
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert("x-request-id", value);
    }
    response
}
