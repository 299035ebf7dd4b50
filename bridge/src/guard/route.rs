//! What an address stands for. API routes come from the one list in `shared`; a route that is not in it does
//! not exist.

use axum::http::Method;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::routes::{ROUTES, Route};

/// Where the OpenAPI document is.
pub const DOCUMENT: &str = "/openapi.json";

/// Addresses of the app's pages.
pub const PAGES: [&str; 3] = ["/", PATIENT_PAGE, RECORDS_PAGE];

/// The patient screen: an app of its own.
pub const PATIENT_PAGE: &str = "/patient";

/// The records screen: likewise.
pub const RECORDS_PAGE: &str = "/records";

/// What an address stands for.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// A page of the app.
    Page,
    /// The OpenAPI document.
    Document,
    /// Perhaps a file of the app.
    File,
    /// A route of the API.
    Api(&'static Route),
}

/// Looks an address up. `training`: the routes of the training drawer exist.
pub fn lookup(method: &Method, path: &str, training: bool) -> Result<Target, ErrorCode> {
    let mut known = ROUTES
        .iter()
        .filter(|route| route.path == path && (training || !route.simulator_only))
        .peekable();
    if known.peek().is_some() {
        return known
            .find(|route| route.method == method.as_str())
            .map(Target::Api)
            .ok_or(ErrorCode::MethodNotAllowed);
    }
    let reads = matches!(*method, Method::GET | Method::HEAD);
    match path {
        _ if path == "/api" || path.starts_with("/api/") => Err(ErrorCode::NotFound),
        DOCUMENT if reads => Ok(Target::Document),
        _ if PAGES.contains(&path) && reads => Ok(Target::Page),
        _ if path == DOCUMENT || PAGES.contains(&path) => Err(ErrorCode::MethodNotAllowed),
        _ if reads => Ok(Target::File),
        _ => Err(ErrorCode::NotFound),
    }
}
