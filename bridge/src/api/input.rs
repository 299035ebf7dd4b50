//! The body of a request: bounded, in time, JSON of exactly the type, or a picture.

use crate::guard::{BODY_LIMIT, BODY_TIME};
use crate::problem::Failure;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_LENGTH;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::face::FRAME_LIMIT;
use serde::de::DeserializeOwned;
use zeroize::{Zeroize as _, Zeroizing};

/// The decoded body. Its bytes are wiped after decoding where nobody else holds them: they may be a PIN.
pub(super) struct Input<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Input<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let bytes = read(request, BODY_LIMIT).await?;
        let decoded = serde_json::from_slice(&bytes);
        wipe(bytes);
        // The error's own text would quote what was sent.
        decoded.map(Self).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let detail = format_args!("{:?} at {line}:{column}", error.classify());
            Failure::with(ErrorCode::BodyInvalid, detail)
        })
    }
}

/// A picture of the camera as it came; wiped when dropped.
pub(super) struct Picture(pub(super) Zeroizing<Vec<u8>>);

impl<S: Sync> FromRequest<S> for Picture {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let bytes = read(request, FRAME_LIMIT).await?;
        let own = Zeroizing::new(bytes.to_vec());
        wipe(bytes);
        Ok(Self(own))
    }
}

async fn read(request: Request, limit: usize) -> Result<Bytes, Failure> {
    let announced = request.headers().get(CONTENT_LENGTH);
    let announced = announced.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(ErrorCode::BodyTooLarge.into());
    }
    let reading = to_bytes(request.into_body(), limit);
    match tokio::time::timeout(BODY_TIME, reading).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(broken(&error)),
        Err(_) => Err(Failure::with(ErrorCode::BodyInvalid, "the body did not arrive")),
    }
}

fn broken(error: &axum::Error) -> Failure {
    use std::error::Error as _;
    let too_long = error.source().is_some_and(|source| {
        source.is::<http_body_util::LengthLimitError>()
            || source
                .source()
                .is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>)
    });
    if too_long {
        ErrorCode::BodyTooLarge.into()
    } else {
        Failure::with(ErrorCode::BodyInvalid, "the body broke off")
    }
}

fn wipe(bytes: Bytes) {
    if let Ok(mut own) = bytes.try_into_mut() {
        own.zeroize();
    }
}
