//! Bodies: of requests JSON by content type, at most 64 kB; of answers JSON that is written once.

use crate::problem::Refusal;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use madoguchi_shared::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Most bytes of a request's body. A card query with a 2 kB certificate takes about 5 kB.
pub(crate) const MAX_BODY_BYTES: usize = 64 * 1024;

/// Room for an answer of one result with a ticket, bytes.
const USUAL_ANSWER_BYTES: usize = 2048;

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

/// An answer as it goes out: JSON.
pub(crate) struct JsonText(Vec<u8>);

impl JsonText {
    /// Writes it. Refuses with `INTERNAL`, which does not happen.
    pub(crate) fn write<T: Serialize>(value: &T) -> Result<Self, Refusal> {
        let mut text = Vec::with_capacity(USUAL_ANSWER_BYTES);
        serde_json::to_writer(&mut text, value).map_err(|_| not_json())?;
        Ok(Self(text))
    }

    /// As a text. Refuses like [`Self::write`].
    pub(crate) fn text(&self) -> Result<&str, Refusal> {
        str::from_utf8(&self.0).map_err(|_| not_json())
    }
}

impl IntoResponse for JsonText {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.0).into_response()
    }
}

fn not_json() -> Refusal {
    Refusal::new(ErrorCode::Internal, "cannot be written as JSON")
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
