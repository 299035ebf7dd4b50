//! The contract as an OpenAPI document, from the same types the handlers take and give (D17).

use axum::Json;
use madoguchi_shared::identity::{IdentityAssertion, IdentityMethod};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Madoguchi: qualification backend",
        description = "オンライン資格確認 as the app asks for it. Every request but the enrolment carries a desk token. \
                       Errors have the body `Problem`.",
        version = "1"
    ),
    paths(
        crate::enrolment::enrol,
        crate::nonce::issue,
        crate::card_query::query,
        crate::number_query::query,
        crate::card_link::link,
        crate::inquiry_number::register,
        crate::bulk::query,
        crate::consent::register,
        crate::records::medications,
        crate::records::checkups
    ),
    components(schemas(IdentityAssertion, IdentityMethod)),
    modifiers(&DeskToken)
)]
struct Contract;

struct DeskToken;

impl Modify for DeskToken {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWS")
            .description(Some(
                "ES256 by the desk's key; `DeskTokenClaims`: audience, operation, hash of the body, single use, at most 60 s.",
            ))
            .build();
        openapi
            .components
            .get_or_insert_default()
            .add_security_scheme("deskToken", SecurityScheme::Http(scheme));
    }
}

/// The document, pretty-printed JSON.
pub fn document() -> serde_json::Result<String> {
    Contract::openapi().to_pretty_json()
}

/// `GET /openapi.json`.
pub(crate) async fn serve() -> Json<utoipa::openapi::OpenApi> {
    Json(Contract::openapi())
}
