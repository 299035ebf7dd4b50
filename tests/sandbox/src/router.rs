//! All routes and the layers around them.

use crate::control::{self, ControlGuard};
use crate::problem::{self, Refusal};
use crate::state::App;
use crate::{
    bulk, card_link, card_query, consent, desk, enrolment, faults, inquiry_number, nonce, number_query,
    openapi, records,
};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::routing::{get, post};
use axum::{Router, middleware};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::{ENROLMENT_PATH, Operation};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// The sandbox as a service. `allow_origins` are the exact origins of pages; with a guard there are control routes.
pub fn router(app: App, allow_origins: Vec<HeaderValue>, control: Option<ControlGuard>) -> Router {
    let with_token = Router::new()
        .route(Operation::Nonce.path(), post(nonce::issue))
        .route(Operation::CardQuery.path(), post(card_query::query))
        .route(Operation::NumberQuery.path(), post(number_query::query))
        .route(Operation::CardLink.path(), post(card_link::link))
        .route(Operation::InquiryNumber.path(), post(inquiry_number::register))
        .route(Operation::BulkQuery.path(), post(bulk::query))
        .route(Operation::Consent.path(), post(consent::register))
        .route(Operation::Medications.path(), post(records::medications))
        .route(Operation::Checkups.path(), post(records::checkups))
        .route_layer(middleware::from_fn_with_state(app.clone(), desk::require_token))
        .route_layer(middleware::from_fn_with_state(app.clone(), faults::play));
    let mut routes = with_token
        .route(ENROLMENT_PATH, post(enrolment::enrol))
        .route("/openapi.json", get(openapi::serve));
    if let Some(guard) = control {
        routes = routes.merge(control::routes(guard));
    }
    routes
        .fallback(|| async { Refusal::new(ErrorCode::NotFound, "no such route") })
        .method_not_allowed_fallback(|| async { Refusal::new(ErrorCode::MethodNotAllowed, "other method") })
        .with_state(app)
        .layer(middleware::from_fn(problem::finish))
        .layer(cors(allow_origins))
}

/// Exact origins, no credentials (D16).
fn cors(allow_origins: Vec<HeaderValue>) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(allow_origins))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([HeaderName::from_static("x-request-id")])
}
