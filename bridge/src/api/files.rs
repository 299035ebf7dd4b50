//! The app's files, as the build left them: compressed beside the plain ones.

use crate::guard::headers::AppFile;
use crate::guard::route::{PAGES, PATIENT_PAGE, RECORDS_PAGE};
use crate::problem::Failure;
use crate::state::Bridge;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use madoguchi_shared::ErrorCode;
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

/// `/patient` is `patient.html`, `/records` is `records.html`, `/` is `index.html`; anything else is the file of that name, or nothing.
pub(super) async fn serve(State(bridge): State<Arc<Bridge>>, request: Request) -> Response {
    let Some(app) = &bridge.settings.app else {
        return Failure::from(ErrorCode::NotFound).into_response();
    };
    let path = request.uri().path();
    let is_page = PAGES.contains(&path);
    // A folder is nothing, and a file is not one.
    if path.ends_with('/') && !is_page {
        return Failure::from(ErrorCode::NotFound).into_response();
    }
    let served = if is_page {
        let page = match path {
            PATIENT_PAGE => "patient.html",
            RECORDS_PAGE => "records.html",
            _ => "index.html",
        };
        let page = ServeFile::new(app.join(page));
        page.precompressed_br()
            .precompressed_gzip()
            .oneshot(request)
            .await
    } else {
        let files = ServeDir::new(app).append_index_html_on_directories(false);
        files
            .precompressed_br()
            .precompressed_gzip()
            .oneshot(request)
            .await
    };
    let Ok(served) = served;
    match served.status() {
        StatusCode::OK
        | StatusCode::PARTIAL_CONTENT
        | StatusCode::NOT_MODIFIED
        | StatusCode::RANGE_NOT_SATISFIABLE => {
            let mut response = served.map(Body::new);
            response.extensions_mut().insert(AppFile);
            response
        }
        StatusCode::INTERNAL_SERVER_ERROR => Failure::internal("a file cannot be read").into_response(),
        _ => Failure::from(ErrorCode::NotFound).into_response(),
    }
}
