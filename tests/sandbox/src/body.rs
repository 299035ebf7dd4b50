//! Request bodies: JSON by content type, at most 64 kB.

use crate::problem::Refusal;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use madoguchi_shared::ErrorCode;
use serde::de::DeserializeOwned;

/// Most bytes of a request's body. A card query with a 2 kB certificate takes about 5 kB.
pub(crate) const MAX_BODY_BYTES: usize = 64 * 1024;

/// A body read as JSON. Refuses with `CONTENT_TYPE_NOT_JSON`, `BODY_TOO_LARGE` or `BODY_INVALID`.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let bytes = read(&parts.headers, body).await?;
        // The parser's message may quote what was sent, so only the place goes to the log.
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            let detail = format!(
                "{:?} at line {} column {}",
                error.classify(),
                error.line(),
                error.column()
            );
            Refusal::new(ErrorCode::BodyInvalid, detail)
        })
    }
}

/// Reads the bytes of a JSON body.
pub(crate) async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Refusal> {
    if !is_json(headers) {
        return Err(Refusal::new(
            ErrorCode::ContentTypeNotJson,
            "content type is not application/json",
        ));
    }
    match Limited::new(body, MAX_BODY_BYTES).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(Refusal::new(ErrorCode::BodyTooLarge, "body over 64 kB"))
        }
        Err(_) => Err(Refusal::new(ErrorCode::BodyInvalid, "body broke off")),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let essence = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}
