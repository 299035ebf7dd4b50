//! The HTTP side. Handlers take the input apart, ask the part that knows, and put the answer together; what
//! anyone may call is decided before, in [`guard`](crate::guard).

mod files;
mod input;
mod screens;

use crate::guard;
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
        .fallback(files::serve)
        .layer(from_fn_with_state(bridge.clone(), guard::guard))
        .layer(from_fn(problem::render))
        .layer(from_fn_with_state(bridge.clone(), guard::headers::put))
        .with_state(bridge)
}

/// Who answers a route. `None` only for a route of `shared` that this version does not have.
fn handler(route: &Route) -> Option<MethodRouter<Arc<Bridge>>> {
    Some(match route.path {
        routes::HEALTH => get(screens::health),
        routes::PAIRING => post(screens::pair),
        routes::PAIRING_CODES => post(screens::make_code),
        routes::PAIRING_REVOCATIONS => post(screens::revoke),
        _ => return None,
    })
}
