//! The HTTP side. Handlers take the input apart, ask the part that knows, and put the answer together; what
//! anyone may call is decided before, in [`guard`].

mod card;
mod desk;
mod events;
mod face;
mod files;
mod his;
mod input;
mod patient;
mod receptions;
mod records;
mod screens;
mod settings;
#[cfg(feature = "simulator")]
mod training;

use crate::guard;
use crate::guard::route::DOCUMENT;
use crate::openapi;
use crate::problem;
use crate::state::Bridge;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};
use madoguchi_shared::bridge::routes::{self, Route};
use std::sync::Arc;

/// The version of the contract.
pub const PROTOCOL: u32 = 1;

/// The whole application: API, app's files, and the guard around all of it.
pub fn app(bridge: Arc<Bridge>) -> Router {
    let api = routes::ROUTES
        .iter()
        .filter(|route| bridge.has_training() || !route.simulator_only)
        .filter_map(|route| Some((route.path, handler(route)?)));
    let router = api.fold(Router::new(), |router, (path, handler)| {
        router.route(path, handler)
    });
    router
        .route(DOCUMENT, get(openapi::serve))
        .fallback(files::serve)
        .layer(from_fn_with_state(bridge.clone(), guard::guard))
        .layer(from_fn(problem::render))
        .layer(from_fn_with_state(bridge.clone(), guard::headers::put))
        .with_state(bridge)
}

/// Who answers a route. `None` only for a route of `shared` that this build does not have.
fn handler(route: &Route) -> Option<MethodRouter<Arc<Bridge>>> {
    Some(match route.path {
        routes::HEALTH => get(screens::health),
        routes::PAIRING => post(screens::pair),
        routes::PAIRING_CODES => post(screens::make_code),
        routes::PAIRING_REVOCATIONS => post(screens::revoke),
        routes::PAIRED_SCREENS => get(screens::list),
        routes::EVENT_TICKETS => post(events::issue_ticket),
        routes::EVENTS => get(events::open),
        routes::CONFIGURATION => get(desk::configuration),
        routes::FACE_POLICY => post(settings::face_policy),
        routes::STAFF => post(settings::staff),
        routes::FACE_MODEL_TESTS => post(settings::test_model),
        routes::CAMERA_TESTS => post(settings::open_camera_test),
        routes::CAMERA_TEST_CANCELLATIONS => post(settings::cancel_camera_test),
        routes::CAMERA_TEST_STATES => post(settings::camera_test_state),
        routes::DESK_TOKENS => post(desk::token),
        routes::LEASE => post(desk::lease),
        routes::CARD_INSPECTION => post(card::inspect),
        routes::IDENTITY_BY_EYE => post(card::by_eye),
        routes::PIN_REQUESTS => post(card::open_pin_request),
        routes::PIN_REQUEST_CANCELLATIONS => post(card::cancel_pin_request),
        routes::PIN_REQUEST_STATES => post(card::pin_request_state),
        routes::FACE_REQUESTS => post(face::open),
        routes::FACE_REQUEST_CANCELLATIONS => post(face::cancel),
        routes::FACE_REQUEST_STATES => post(face::state),
        routes::FACE_PICTURES => post(face::picture),
        routes::COLLATION_NUMBERS => post(face::enter_number),
        routes::FACE_FRAMES => post(face::frame),
        routes::CAMERA_MISSING => post(face::camera_missing),
        routes::PIN_ENTRY => post(patient::enter_pin),
        routes::PATIENT_ACTS => post(patient::touch),
        routes::PATIENT_STEP => post(patient::step),
        routes::RECEPTIONS => get(receptions::today),
        routes::RECEPTION_OPENINGS => post(receptions::open),
        routes::RECEPTION_JOURNALS => post(receptions::journal),
        routes::RECEPTION_JOURNAL_ENTRIES => post(receptions::append),
        routes::INQUIRY_NUMBER_OUTCOMES => post(receptions::inquiry_number_outcome),
        routes::PENDING_INQUIRY_NUMBERS => get(receptions::pending_inquiry_numbers),
        routes::CHART_SEARCHES => post(his::search),
        routes::PATIENT_SEARCHES => post(his::find_patients),
        routes::CHART_LOOKUPS => post(his::look_up),
        routes::REGISTRATIONS => post(his::register),
        routes::CONSENTS => post(records::note_consent),
        routes::RECORDS_PATIENTS => get(records::patients),
        routes::RECORDS_TARGETS => post(records::target),
        routes::OFFICES => get(his::offices),
        routes::BULK_BATCHES => post(his::keep_bulk),
        routes::BULK_STATES => post(his::bulk_state),
        routes::BULK_EXCEPTIONS => post(his::bulk_exceptions),
        #[cfg(feature = "simulator")]
        routes::TRAINING_PERSONS => get(training::persons),
        #[cfg(feature = "simulator")]
        routes::TRAINING_ACTS => post(training::act),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_has_a_handler() {
        for route in routes::ROUTES {
            let expected = cfg!(feature = "simulator") || !route.simulator_only;
            assert_eq!(handler(route).is_some(), expected, "{}", route.path);
        }
    }
}
